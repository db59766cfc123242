//! Enums that are words.

use super::{Making, Unfit, made_without_axes, short};
use crate::nearest::nearest;
use crate::shape::Shape;
use crate::value::class::choice::name;
use crate::value::{AnyValue, AttributeValue, Bounds, Choice, Choices, OutOfBounds, Value};
use alloc::format;
use alloc::string::String;

/// The variant that another value is or names.
fn read<T: AttributeValue + Choices>(value: &dyn AnyValue) -> Option<T> {
    match value.as_any().downcast_ref::<T>() {
        Some(value) => Some(value.clone()),
        None => T::named(value.text()?),
    }
}

impl<T: AttributeValue + Choices> Making<T> for Choice {
    made_without_axes!(T);

    fn into_value(value: T) -> Value {
        match name(&value) {
            Some(name) => Value::of(String::from(name)),
            None => Value::of(value),
        }
    }
    fn into_source(value: T) -> Value {
        Value::of(value)
    }
    fn convert(new: &dyn AnyValue, _: &Shape) -> Result<T, Unfit> {
        read(new).ok_or_else(|| match new.text() {
            Some(word) => unknown::<T>(word),
            None => {
                let found = short(new.type_name());
                Unfit::Type(format!("expected one of {}, found a value of type `{found}`", list::<T>()))
            }
        })
    }
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        *value = Self::convert(new, shape)?;
        Ok(())
    }
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        _: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        <Self as Making<T>>::convert(new, shape).map(|_| None)
    }
}

/// What is said of a word that is none of the choices.
pub(crate) fn unknown<T: Choices>(word: &str) -> Unfit {
    let names = T::NAMES.iter().copied();
    let nearest = nearest(word, names.chain(T::ALIASES.iter().map(|(alias, _)| *alias)));
    let meant = nearest.map(|name| format!(", did you mean `{name}`?")).unwrap_or_default();
    Unfit::Type(format!("expected one of {}, found `{word}`{meant}", list::<T>()))
}

/// `` `euler`, `heun` and `rk4` ``.
fn list<T: Choices>() -> String {
    let mut list = String::new();
    for (index, name) in T::NAMES.iter().enumerate() {
        let before = match index {
            0 => "",
            _ if index + 1 == T::NAMES.len() => " and ",
            _ => ", ",
        };
        list.push_str(&format!("{before}`{name}`"));
    }
    list
}
