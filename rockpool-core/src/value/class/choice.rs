//! Enums that are words.

use super::{Choice, Class, OutOfBounds, without_axes};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::place::Place;
use crate::value::{AnyValue, AttributeValue, Choices};
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

#[cfg(feature = "alloc")]
use super::{Unfit, short};
#[cfg(feature = "alloc")]
use crate::value::Value;
#[cfg(feature = "alloc")]
use alloc::string::String;

/// The word that stands for a value, if one does.
fn name<T: Choices>(value: &T) -> Option<&'static str> {
    T::NAMES.get(value.index()).copied()
}

/// The variant that another value is or names.
fn read<T: AttributeValue + Choices>(value: &dyn AnyValue) -> Option<T> {
    match value.as_any().downcast_ref::<T>() {
        Some(value) => Some(value.clone()),
        None => T::named(value.text()?),
    }
}

impl<T: AttributeValue + Choices> Class<T> for Choice {
    type Element = T;
    const DTYPE: Dtype = Dtype::Str;
    const CHOICES: &'static [&'static str] = T::NAMES;
    without_axes!(T);

    fn access_at<P: Place<T>>() -> Option<&'static (dyn Any + Send + Sync)> {
        None
    }
    fn text(value: &T) -> Option<&str> {
        name(value)
    }
    fn named(word: &str) -> Option<T> {
        T::named(word)
    }
    fn out_of_bounds(_: &T, _: &Bounds) -> Option<OutOfBounds> {
        None
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        match (name(value), other.as_any().downcast_ref::<T>()) {
            (Some(name), _) => other.text() == Some(name),
            (None, Some(other)) => name(other).is_none() && value.is_same(other),
            (None, None) => false,
        }
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match name(value) {
            Some(name) => fmt::Debug::fmt(name, f),
            None => f.write_str("(..)"),
        }
    }
    #[cfg(feature = "alloc")]
    fn into_value(value: T) -> Value {
        match name(&value) {
            Some(name) => Value::of(String::from(name)),
            None => Value::of(value),
        }
    }
    #[cfg(feature = "alloc")]
    fn into_source(value: T) -> Value {
        Value::of(value)
    }
    #[cfg(feature = "alloc")]
    fn convert(new: &dyn AnyValue, _: &Shape) -> Result<T, Unfit> {
        read(new).ok_or_else(|| match new.text() {
            Some(word) => unknown::<T>(word),
            None => {
                let found = short(new.type_name());
                Unfit::Type(alloc::format!(
                    "expected one of {}, found a value of type `{found}`",
                    list::<T>()
                ))
            }
        })
    }
    #[cfg(feature = "alloc")]
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        *value = Self::convert(new, shape)?;
        Ok(())
    }
    #[cfg(feature = "alloc")]
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        _: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        <Self as Class<T>>::convert(new, shape).map(|_| None)
    }
}

impl<T> HasRank<T, 0> for Choice {}

/// What is said of a word that is none of the choices.
#[cfg(feature = "alloc")]
pub(crate) fn unknown<T: Choices>(word: &str) -> Unfit {
    let names = T::NAMES.iter().copied();
    let nearest = crate::nearest::nearest(word, names.chain(T::ALIASES.iter().map(|(alias, _)| *alias)));
    let meant = nearest.map(|name| alloc::format!(", did you mean `{name}`?")).unwrap_or_default();
    Unfit::Type(alloc::format!("expected one of {}, found `{word}`{meant}", list::<T>()))
}

/// `` `euler`, `heun` and `rk4` ``.
#[cfg(feature = "alloc")]
fn list<T: Choices>() -> String {
    let mut list = String::new();
    for (index, name) in T::NAMES.iter().enumerate() {
        let before = match index {
            0 => "",
            _ if index + 1 == T::NAMES.len() => " and ",
            _ => ", ",
        };
        list.push_str(&alloc::format!("{before}`{name}`"));
    }
    list
}
