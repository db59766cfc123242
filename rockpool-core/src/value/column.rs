//! Elements of one value after the other, whose type is forgotten.

use super::{AnyElement, AnyValue};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::any::Any;

/// What a history keeps of one attribute: its elements at each step, row-major.
#[doc(hidden)]
pub trait Column: Any + Send + Sync {
    /// Makes room for as many elements in all; false where there is no memory for them.
    fn reserve(&mut self, elements: usize) -> bool;
    /// Appends the elements of a value; false where they are of another type.
    fn push(&mut self, value: &dyn AnyValue) -> bool;
    /// Keeps the first elements, so many.
    fn truncate(&mut self, elements: usize);
    /// A copy, with the same room.
    fn to_box(&self) -> Box<dyn Column>;
    /// For downcasts.
    fn as_any(&self) -> &dyn Any;
    /// As an array of these lengths.
    #[cfg(feature = "ndarray")]
    fn to_value(&self, lengths: &[usize]) -> Option<super::Value>;
}

/// An empty column.
pub(crate) fn column_of<E: AnyElement>() -> Box<dyn Column> {
    Box::new(Elements::<E>(Vec::new()))
}

pub(crate) struct Elements<E>(pub(crate) Vec<E>);

impl<E: AnyElement> Column for Elements<E> {
    fn reserve(&mut self, elements: usize) -> bool {
        self.0.try_reserve_exact(elements.saturating_sub(self.0.len())).is_ok()
    }

    fn push(&mut self, value: &dyn AnyValue) -> bool {
        let Some(access) = value.access_to::<E>() else { return false };
        match access.slice(value.as_any()) {
            Some(slice) => self.0.extend_from_slice(slice),
            None => access.for_each(value.as_any(), &mut |element| self.0.push(element.clone())),
        }
        true
    }

    fn truncate(&mut self, elements: usize) {
        self.0.truncate(elements);
    }

    fn to_box(&self) -> Box<dyn Column> {
        let mut elements = Vec::with_capacity(self.0.capacity());
        elements.extend_from_slice(&self.0);
        Box::new(Self(elements))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    #[cfg(feature = "ndarray")]
    fn to_value(&self, lengths: &[usize]) -> Option<super::Value> {
        let array = ndarray::ArrayD::from_shape_vec(ndarray::IxDyn(lengths), self.0.clone());
        array.ok().map(super::Value::from)
    }
}
