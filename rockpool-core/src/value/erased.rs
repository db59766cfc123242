//! A value whose type is forgotten.

use super::place::Itself;
use super::{Access, AttributeValue, Class, Number, OutOfBounds};
use crate::shape::{Shape, ShapeSpec};
use crate::value::{Bounds, Dtype};
use core::any::{Any, TypeId};
use core::fmt;

#[cfg(feature = "alloc")]
use super::{Unfit, Value};

/// An attribute value behind a reference; every [`AttributeValue`] is one.
#[doc(hidden)]
pub trait AnyValue: Any + Send + Sync {
    /// For downcasts.
    fn as_any(&self) -> &dyn Any;
    /// For downcasts.
    fn as_any_mut(&mut self) -> &mut dyn Any;
    /// The type.
    fn value_type(&self) -> TypeId;
    /// Whether it is of this type, and of a shape that the declaration or the type gives in numbers.
    #[cfg(feature = "alloc")]
    fn is_as_declared(&self, own: TypeId, shapes: &[ShapeSpec]) -> bool;
    /// The name of the type.
    fn type_name(&self) -> &'static str;
    /// The element type.
    fn dtype(&self) -> Dtype;
    /// The shape.
    fn shape(&self) -> Shape;
    /// The number of elements.
    fn numel(&self) -> usize;
    /// The table of functions that reach the elements, an [`Access`].
    fn access(&self) -> Option<&'static (dyn Any + Send + Sync)>;
    /// An empty column for the elements, if it has any.
    #[cfg(feature = "alloc")]
    fn new_column(&self) -> Option<alloc::boxed::Box<dyn super::Column>>;
    /// The text, of what is one.
    fn text(&self) -> Option<&str>;
    /// The first element outside the bounds.
    fn out_of_bounds(&self, bounds: &Bounds) -> Option<OutOfBounds>;
    /// Whether the contents are equal.
    fn equals(&self, other: &dyn AnyValue) -> bool;
    /// Shows the value.
    ///
    /// # Errors
    /// The formatter's.
    fn fmt_value(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// A copy.
    #[cfg(feature = "alloc")]
    fn to_value(&self) -> Value;
    /// A copy of the same type.
    #[cfg(feature = "alloc")]
    fn boxed(&self) -> alloc::boxed::Box<dyn AnyValue>;
    /// Whether a copy says all of the value.
    #[cfg(feature = "alloc")]
    fn is_told(&self) -> bool;
    /// The parts of the elements, where they have some.
    #[cfg(feature = "alloc")]
    fn to_parts(&self) -> Option<Value>;
    /// Overwrites this value with another in this shape.
    ///
    /// # Errors
    /// The type differs, or an element cannot be converted without loss.
    #[cfg(feature = "alloc")]
    fn assign(&mut self, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit>;
    /// Overwrites this value with another in that one's shape.
    ///
    /// # Errors
    /// As those of [`assign`](Self::assign).
    #[cfg(feature = "alloc")]
    fn assign_as_is(&mut self, new: &dyn AnyValue) -> Result<(), Unfit>;
    /// Whether [`assign`](Self::assign) would succeed, and the first element that would then lie
    /// outside the bounds.
    ///
    /// # Errors
    /// As those of `assign`.
    #[cfg(feature = "alloc")]
    fn try_assign(
        &self,
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit>;
}

impl<T: AttributeValue> AnyValue for T {
    #[inline]
    fn as_any(&self) -> &dyn Any {
        self
    }
    #[inline]
    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
    fn value_type(&self) -> TypeId {
        TypeId::of::<T>()
    }
    #[cfg(feature = "alloc")]
    fn is_as_declared(&self, own: TypeId, shapes: &[ShapeSpec]) -> bool {
        own == TypeId::of::<T>()
            && match shapes {
                [] => T::Class::FIXED.is_some(),
                [spec, ..] => spec.is_constantly(&T::Class::shape(self)),
            }
    }
    fn type_name(&self) -> &'static str {
        core::any::type_name::<T>()
    }
    fn dtype(&self) -> Dtype {
        T::Class::DTYPE
    }
    #[inline]
    fn shape(&self) -> Shape {
        T::Class::shape(self)
    }
    #[inline]
    fn numel(&self) -> usize {
        T::Class::numel(self)
    }
    #[inline]
    fn access(&self) -> Option<&'static (dyn Any + Send + Sync)> {
        T::Class::access_at::<Itself>()
    }
    fn text(&self) -> Option<&str> {
        T::Class::text(self)
    }
    #[cfg(feature = "alloc")]
    fn new_column(&self) -> Option<alloc::boxed::Box<dyn super::Column>> {
        T::Class::new_column()
    }
    fn out_of_bounds(&self, bounds: &Bounds) -> Option<OutOfBounds> {
        T::Class::out_of_bounds(self, bounds)
    }
    fn equals(&self, other: &dyn AnyValue) -> bool {
        T::Class::equals(self, other)
    }
    fn fmt_value(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::Class::fmt(self, f)
    }
    #[cfg(feature = "alloc")]
    fn to_value(&self) -> Value {
        Value::new(self.clone())
    }
    #[cfg(feature = "alloc")]
    fn boxed(&self) -> alloc::boxed::Box<dyn AnyValue> {
        alloc::boxed::Box::new(self.clone())
    }
    #[cfg(feature = "alloc")]
    fn is_told(&self) -> bool {
        T::Class::is_told(self)
    }
    #[cfg(feature = "alloc")]
    fn to_parts(&self) -> Option<Value> {
        T::Class::to_parts(self)
    }
    #[cfg(feature = "alloc")]
    fn assign(&mut self, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        T::Class::assign(self, new, shape)
    }
    #[cfg(feature = "alloc")]
    fn assign_as_is(&mut self, new: &dyn AnyValue) -> Result<(), Unfit> {
        if let Some(same) = new.as_any().downcast_ref::<T>()
            && T::Class::overwrite(self, same)
        {
            return Ok(());
        }
        T::Class::assign(self, new, &new.shape())
    }
    #[cfg(feature = "alloc")]
    fn try_assign(
        &self,
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        T::Class::try_assign(new, shape, bounds)
    }
}

impl<'a> dyn AnyValue + 'a {
    /// The functions that reach elements of type `E`, if there are any.
    #[inline]
    pub(crate) fn access_to<E: 'static>(&self) -> Option<&'static Access<E>> {
        (self.access()? as &dyn Any).downcast_ref()
    }

    /// The elements, row-major, where they have this type and lie so in memory.
    #[inline]
    pub(crate) fn slice_of<E: 'static>(&self) -> Option<&[E]> {
        self.access_to::<E>()?.slice(self.as_any())
    }

    /// Calls `each` with every element as a number; false where the elements are none.
    pub(crate) fn for_each_number(&self, each: &mut dyn FnMut(Number)) -> bool {
        macro_rules! try_types {
            ($($type:ty)*) => {
                $(if let Some(access) = self.access_to::<$type>() {
                    access.for_each(self.as_any(), &mut |element| {
                        each(super::IntoNumber::into_number(*element));
                    });
                    return true;
                })*
            };
        }
        try_types!(f64 f32 i64 i32 u8 i8 i16 u16 u32 u64 usize isize bool);
        false
    }
}
