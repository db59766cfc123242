//! Values without elements: taken as they are, replaced whole.

use super::{Class, Function, OutOfBounds, Plain, without_axes};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::place::Place;
use crate::value::{Address, AnyValue, AttributeValue};
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

/// The parts that `Plain` and `Function` have in common; they differ in how values are compared and shown.
macro_rules! opaque {
    () => {
        type Element = T;
        const DTYPE: Dtype = T::DTYPE;
        without_axes!(T);

        fn access_at<P: Place<T>>() -> Option<&'static (dyn Any + Send + Sync)> {
            None
        }
        fn out_of_bounds(_: &T, _: &Bounds) -> Option<OutOfBounds> {
            None
        }
    };
}

#[diagnostic::do_not_recommend]
impl<T: AttributeValue + PartialEq + fmt::Debug> Class<T> for Plain {
    opaque!();

    /// Of a `String`.
    #[cfg(feature = "alloc")]
    fn text(value: &T) -> Option<&str> {
        (value as &dyn Any).downcast_ref::<alloc::string::String>().map(alloc::string::String::as_str)
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        other.as_any().downcast_ref::<T>().is_some_and(|other| value == other)
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value.fmt(f)
    }
}

impl<T: AttributeValue + Address> Class<T> for Function {
    opaque!();

    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        other.as_any().downcast_ref::<T>().is_some_and(|other| value.address() == other.address())
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "function at {:p}", value.address())
    }
}

impl<T> HasRank<T, 0> for Plain {}
impl<T> HasRank<T, 0> for Function {}
