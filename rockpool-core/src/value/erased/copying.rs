//! Copies of a value whose type is forgotten, and copies over it: all that needs an allocator.

use super::AnyValue;
use crate::shape::{Shape, ShapeSpec};
use crate::value::{AttributeValue, Bounds, Class, Column, Making, OutOfBounds, Unfit, Value};
use alloc::boxed::Box;
use core::any::TypeId;

/// What is copied from a value behind a reference, and into it.
#[doc(hidden)]
pub trait AnyCopy {
    /// Whether it is of this type, and of a shape that the declaration or the type gives in numbers.
    fn is_as_declared(&self, own: TypeId, shapes: &[ShapeSpec]) -> bool;
    /// An empty column for the elements, if it has any.
    fn new_column(&self) -> Option<Box<dyn Column>>;
    /// A copy.
    fn to_value(&self) -> Value;
    /// A copy of the same type.
    fn boxed(&self) -> Box<dyn AnyValue>;
    /// Whether a copy says all of the value.
    fn is_told(&self) -> bool;
    /// The parts of the elements, where they have some.
    fn to_parts(&self) -> Option<Value>;
    /// Overwrites this value with another in this shape.
    ///
    /// # Errors
    /// The type differs, or an element cannot be converted without loss.
    fn assign(&mut self, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit>;
    /// Overwrites this value with another in that one's shape.
    ///
    /// # Errors
    /// As those of [`assign`](Self::assign).
    fn assign_as_is(&mut self, new: &dyn AnyValue) -> Result<(), Unfit>;
    /// Whether [`assign`](Self::assign) would succeed, and the first element that would then lie
    /// outside the bounds.
    ///
    /// # Errors
    /// As those of `assign`.
    fn try_assign(
        &self,
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit>;
}

impl<T: AttributeValue> AnyCopy for T {
    fn is_as_declared(&self, own: TypeId, shapes: &[ShapeSpec]) -> bool {
        own == TypeId::of::<T>()
            && match shapes {
                [] => T::Class::FIXED.is_some(),
                [spec, ..] => spec.is_constantly(&T::Class::shape(self)),
            }
    }
    fn new_column(&self) -> Option<Box<dyn Column>> {
        T::Class::new_column()
    }
    fn to_value(&self) -> Value {
        Value::new(self.clone())
    }
    fn boxed(&self) -> Box<dyn AnyValue> {
        Box::new(self.clone())
    }
    fn is_told(&self) -> bool {
        T::Class::is_told(self)
    }
    fn to_parts(&self) -> Option<Value> {
        T::Class::to_parts(self)
    }
    fn assign(&mut self, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        T::Class::assign(self, new, shape)
    }
    fn assign_as_is(&mut self, new: &dyn AnyValue) -> Result<(), Unfit> {
        if let Some(same) = new.as_any().downcast_ref::<T>()
            && T::Class::overwrite(self, same)
        {
            return Ok(());
        }
        T::Class::assign(self, new, &new.shape())
    }
    fn try_assign(
        &self,
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        T::Class::try_assign(new, shape, bounds)
    }
}
