//! `Vec<T>`.

use super::array_value::{ArrayRank, ArrayType};
use super::{AnyElement, ArrayLike, ArrayValue, AttributeValue, Dense};
use crate::shape::{FixedShape, Shape};
use alloc::vec::Vec;
use core::fmt;

impl<E: AnyElement> AttributeValue for Vec<E> {
    type Class = ArrayLike;
}

impl<E: AnyElement> ArrayValue for Vec<E> {
    type Elem = E;
    const FIXED_SHAPE: Option<&'static FixedShape> = None;

    fn array_shape(&self) -> Shape {
        Shape::new(&[self.len()])
    }
    #[inline]
    fn array_len(&self) -> usize {
        self.len()
    }
    fn admits(shape: &Shape) -> bool {
        shape.rank() == 1
    }
    #[inline]
    fn as_elements(&self) -> Option<&[E]> {
        Some(self)
    }
    #[inline]
    fn as_mut_elements(&mut self) -> Option<&mut [E]> {
        Some(self)
    }
    fn each_element(&self, each: &mut dyn FnMut(&E)) {
        self.iter().for_each(each);
    }
    fn zeroed(shape: &Shape) -> Option<Self> {
        if Self::admits(shape) { Some(Dense::zeros(shape)?.into_elements()) } else { None }
    }
    fn fmt_array(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
    fn into_dense(self) -> Dense<E> {
        Dense::new(self.array_shape(), self)
    }
    fn from_dense(data: Dense<E>) -> Result<Self, Dense<E>> {
        if Self::admits(data.shape()) { Ok(data.into_elements()) } else { Err(data) }
    }
}

impl<E> ArrayType for Vec<E> {}
impl<E: AnyElement> ArrayRank<1> for Vec<E> {}
