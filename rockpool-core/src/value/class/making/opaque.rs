//! Values without elements.

use super::mismatch::other_type;
use super::{Making, Unfit, made_without_axes};
use crate::shape::Shape;
use crate::value::{Address, AnyValue, AttributeValue, Bounds, Function, OutOfBounds, Plain};
use core::fmt;

/// The parts that `Plain` and `Function` have in common, which are all.
macro_rules! opaque {
    () => {
        made_without_axes!(T);

        fn convert(new: &dyn AnyValue, _: &Shape) -> Result<T, Unfit> {
            new.as_any().downcast_ref::<T>().cloned().ok_or_else(|| other_type::<T>(new))
        }
        fn assign(value: &mut T, new: &dyn AnyValue, _: &Shape) -> Result<(), Unfit> {
            let new = new.as_any().downcast_ref::<T>().ok_or_else(|| other_type::<T>(new))?;
            value.clone_from(new);
            Ok(())
        }
        fn try_assign(
            new: &dyn AnyValue,
            _: &Shape,
            _: Option<&Bounds>,
        ) -> Result<Option<OutOfBounds>, Unfit> {
            if new.as_any().is::<T>() { Ok(None) } else { Err(other_type::<T>(new)) }
        }
    };
}

#[diagnostic::do_not_recommend]
impl<T: AttributeValue + PartialEq + fmt::Debug> Making<T> for Plain {
    opaque!();
}

impl<T: AttributeValue + Address> Making<T> for Function {
    opaque!();
}
