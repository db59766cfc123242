//! Enums that are words.

use super::{Choice, Class, OutOfBounds, without_axes};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::place::Place;
use crate::value::{AnyValue, AttributeValue, Choices};
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

/// The word that stands for a value, if one does.
pub(super) fn name<T: Choices>(value: &T) -> Option<&'static str> {
    T::NAMES.get(value.index()).copied()
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
}

impl<T> HasRank<T, 0> for Choice {}
