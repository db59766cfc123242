//! Arrays of the crate `ndarray`, of any dimension.

use super::array_value::{ArrayRank, ArrayType, FixedArray};
use super::{AnyElement, ArrayLike, ArrayValue, AttributeValue, Dense};
use crate::shape::{FixedShape, Shape};
use core::fmt;
use ndarray::{Array, ArrayViewD, ArrayViewMutD, Dimension, Ix0, Ix1, Ix2, Ix3, Ix4, Ix5, Ix6, IxDyn};

impl<E: AnyElement, D: Dimension + 'static> AttributeValue for Array<E, D> {
    type Class = ArrayLike;
}

impl<E: AnyElement, D: Dimension + 'static> ArrayValue for Array<E, D> {
    type Elem = E;
    const FIXED_SHAPE: Option<&'static FixedShape> = match D::NDIM {
        Some(0) => Some(&FixedShape::Scalar),
        _ => None,
    };

    #[inline]
    fn array_shape(&self) -> Shape {
        Shape::new(self.shape())
    }
    #[inline]
    fn has_array_shape(&self, shape: &Shape) -> bool {
        self.shape() == shape.as_slice()
    }
    #[inline]
    fn array_len(&self) -> usize {
        self.len()
    }
    fn admits(shape: &Shape) -> bool {
        D::NDIM.is_none_or(|rank| rank == shape.rank())
    }
    #[inline]
    fn as_elements(&self) -> Option<&[E]> {
        self.as_slice()
    }
    #[inline]
    fn as_mut_elements(&mut self) -> Option<&mut [E]> {
        self.as_slice_mut()
    }
    fn each_element(&self, each: &mut dyn FnMut(&E)) {
        self.iter().for_each(each);
    }
    fn zeroed(shape: &Shape) -> Option<Self> {
        Self::from_dense(Dense::zeros(shape)?).ok()
    }
    fn fmt_array(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
    fn into_dense(self) -> Dense<E> {
        let shape = self.array_shape();
        if self.is_standard_layout() && self.as_slice().is_some_and(|slice| slice.len() == self.len()) {
            let (elements, offset) = self.into_raw_vec_and_offset();
            let offset = offset.unwrap_or(0);
            let count = shape.numel();
            if offset == 0 && elements.len() == count {
                return Dense::new(shape, elements);
            }
            return Dense::new(shape, elements.into_iter().skip(offset).take(count).collect());
        }
        Dense::new(shape, self.iter().cloned().collect())
    }
    fn from_dense(data: Dense<E>) -> Result<Self, Dense<E>> {
        let shape = data.shape().clone();
        if !Self::admits(&shape) || shape.checked_numel().is_none() {
            return Err(data);
        }
        let array = Array::from_shape_vec(IxDyn(&shape), data.into_elements());
        array.and_then(Array::into_dimensionality).map_err(|_| Dense::new(shape, alloc::vec::Vec::new()))
    }
    #[inline]
    fn array_view(&self) -> Option<ArrayViewD<'_, E>> {
        Some(self.view().into_dyn())
    }
    #[inline]
    fn array_view_mut(&mut self) -> Option<ArrayViewMutD<'_, E>> {
        Some(self.view_mut().into_dyn())
    }
}

impl<E, D> ArrayType for Array<E, D> {}
impl<E> FixedArray for Array<E, Ix0> {}
impl<E: AnyElement> ArrayRank<0> for Array<E, Ix0> {}
impl<E: AnyElement> ArrayRank<1> for Array<E, Ix1> {}
impl<E: AnyElement> ArrayRank<2> for Array<E, Ix2> {}
impl<E: AnyElement> ArrayRank<3> for Array<E, Ix3> {}
impl<E: AnyElement> ArrayRank<4> for Array<E, Ix4> {}
impl<E: AnyElement> ArrayRank<5> for Array<E, Ix5> {}
impl<E: AnyElement> ArrayRank<6> for Array<E, Ix6> {}
impl<E: AnyElement, const R: usize> ArrayRank<R> for Array<E, IxDyn> {}
