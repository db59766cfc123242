//! A value whose type is forgotten.

use super::place::Itself;
use super::{Access, AttributeValue, Class, Number, OutOfBounds};
use crate::shape::Shape;
use crate::value::{Bounds, Dtype};
use core::any::{Any, TypeId};
use core::fmt;

#[cfg(feature = "alloc")]
mod copying;
#[cfg(feature = "alloc")]
pub use copying::AnyCopy;

/// An attribute value behind a reference; every [`AttributeValue`] is one.
#[doc(hidden)]
pub trait AnyValue: AnyCopy + Any + Send + Sync {
    /// For downcasts.
    fn as_any(&self) -> &dyn Any;
    /// For downcasts.
    fn as_any_mut(&mut self) -> &mut dyn Any;
    /// The type.
    fn value_type(&self) -> TypeId;
    /// The name of the type.
    fn type_name(&self) -> &'static str;
    /// The name of the type of the elements.
    fn element_name(&self) -> &'static str;
    /// The element type.
    fn dtype(&self) -> Dtype;
    /// The shape.
    fn shape(&self) -> Shape;
    /// The number of elements.
    fn numel(&self) -> usize;
    /// The table of functions that reach the elements, an [`Access`].
    fn access(&self) -> Option<&'static (dyn Any + Send + Sync)>;
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
    fn type_name(&self) -> &'static str {
        core::any::type_name::<T>()
    }
    fn element_name(&self) -> &'static str {
        core::any::type_name::<super::ElementOf<T>>()
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
    fn out_of_bounds(&self, bounds: &Bounds) -> Option<OutOfBounds> {
        T::Class::out_of_bounds(self, bounds)
    }
    fn equals(&self, other: &dyn AnyValue) -> bool {
        T::Class::equals(self, other)
    }
    fn fmt_value(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::Class::fmt(self, f)
    }
}

/// Without an allocator nothing is copied whose type is forgotten.
#[cfg(not(feature = "alloc"))]
pub trait AnyCopy {}

#[cfg(not(feature = "alloc"))]
impl<T> AnyCopy for T {}

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
