//! `[T; N]`, nested to any depth.

use super::array_value::{ArrayRank, ArrayType, FixedArray};
use super::{AnyElement, ArrayLike, ArrayValue, AttributeValue};
use crate::shape::{FixedShape, Shape};
use core::fmt;

#[cfg(feature = "alloc")]
use super::Dense;

/// What may stand inside an array: an element, or an array again.
///
/// ```
/// use rockpool_core::value::Nested;
/// assert_eq!((<f64 as Nested>::RANK, <[[f64; 3]; 2] as Nested>::RANK), (0, 2));
/// assert_eq!(<[[u8; 2]; 2] as Nested>::flat(&[[[1, 2], [3, 4]]]), [1, 2, 3, 4]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an element of an array attribute; use a float, an integer or `bool`, implement `Element` for it, or mark the field `#[module]` if it is a module"
)]
pub trait Nested: Clone + Send + Sync + 'static {
    /// The innermost type.
    type Elem: AnyElement;
    /// The shape of one of these.
    const INNER: FixedShape;
    /// The elements of several of these, row-major.
    fn flat(several: &[Self]) -> &[Self::Elem]
    where
        Self: Sized;
    /// The elements of several of these, row-major.
    fn flat_mut(several: &mut [Self]) -> &mut [Self::Elem]
    where
        Self: Sized;
    /// The number of axes of one of these.
    const RANK: usize;
    /// Writes the lengths of one of these.
    fn write_lengths(lengths: &mut [usize]);
    /// Whether the shape of one of these has these lengths.
    fn inner_has_shape(lengths: &[usize]) -> bool;
    /// One of these, made of zeros.
    fn zero() -> Self;
    /// Shows one of these.
    ///
    /// # Errors
    /// The formatter's.
    fn fmt_nested(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: AnyElement> Nested for E {
    type Elem = E;
    const INNER: FixedShape = FixedShape::Scalar;
    #[inline]
    fn flat(several: &[E]) -> &[E] {
        several
    }
    #[inline]
    fn flat_mut(several: &mut [E]) -> &mut [E] {
        several
    }
    const RANK: usize = 0;
    #[inline]
    fn write_lengths(_: &mut [usize]) {}
    #[inline]
    fn inner_has_shape(lengths: &[usize]) -> bool {
        lengths.is_empty()
    }
    fn zero() -> E {
        E::zero_element()
    }
    fn fmt_nested(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }
}

impl<X: Nested, const N: usize> Nested for [X; N] {
    type Elem = X::Elem;
    const INNER: FixedShape = FixedShape::Axis(N, &X::INNER);
    #[inline]
    fn flat(several: &[Self]) -> &[X::Elem] {
        X::flat(several.as_flattened())
    }
    #[inline]
    fn flat_mut(several: &mut [Self]) -> &mut [X::Elem] {
        X::flat_mut(several.as_flattened_mut())
    }
    const RANK: usize = 1 + X::RANK;
    #[inline]
    fn write_lengths(lengths: &mut [usize]) {
        if let Some((length, rest)) = lengths.split_first_mut() {
            *length = N;
            X::write_lengths(rest);
        }
    }
    #[inline]
    fn inner_has_shape(lengths: &[usize]) -> bool {
        matches!(lengths.split_first(), Some((length, rest)) if *length == N && X::inner_has_shape(rest))
    }
    fn zero() -> Self {
        core::array::from_fn(|_| X::zero())
    }
    fn fmt_nested(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Shown<'a, X>(&'a X);
        impl<X: Nested> fmt::Debug for Shown<'_, X> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt_nested(f)
            }
        }
        f.debug_list().entries(self.iter().map(Shown)).finish()
    }
}

impl<X: Nested, const N: usize> AttributeValue for [X; N] {
    type Class = ArrayLike;
}

impl<X: Nested, const N: usize> ArrayValue for [X; N] {
    type Elem = X::Elem;
    const FIXED_SHAPE: Option<&'static FixedShape> = Some(&Self::INNER);

    #[inline]
    fn array_shape(&self) -> Shape {
        // Six axes are held without an allocation.
        let mut lengths = [0; 6];
        match lengths.get_mut(..Self::RANK) {
            Some(lengths) => {
                Self::write_lengths(lengths);
                Shape::new(lengths)
            }
            None => Self::INNER.to_shape(),
        }
    }
    #[inline]
    fn has_array_shape(&self, shape: &Shape) -> bool {
        Self::inner_has_shape(shape)
    }
    #[inline]
    fn array_len(&self) -> usize {
        X::flat(self).len()
    }
    #[inline]
    fn admits(shape: &Shape) -> bool {
        Self::inner_has_shape(shape)
    }
    #[inline]
    fn as_elements(&self) -> Option<&[X::Elem]> {
        Some(X::flat(self))
    }
    #[inline]
    fn as_mut_elements(&mut self) -> Option<&mut [X::Elem]> {
        Some(X::flat_mut(self))
    }
    fn each_element(&self, each: &mut dyn FnMut(&X::Elem)) {
        X::flat(self).iter().for_each(each);
    }
    fn zeroed(shape: &Shape) -> Option<Self> {
        Self::admits(shape).then(Self::zero)
    }
    fn fmt_array(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_nested(f)
    }
    #[cfg(feature = "alloc")]
    fn blank() -> Option<alloc::boxed::Box<Self>> {
        let mut rows = alloc::vec::Vec::with_capacity(N);
        rows.resize_with(N, X::zero);
        rows.into_boxed_slice().try_into().ok()
    }
    #[cfg(feature = "alloc")]
    fn into_dense(self) -> Dense<X::Elem> {
        Dense::new(self.array_shape(), X::flat(&self).to_vec())
    }
    #[cfg(feature = "alloc")]
    fn from_dense(data: Dense<X::Elem>) -> Result<Self, Dense<X::Elem>> {
        let Some(mut array) = Self::zeroed(data.shape()) else { return Err(data) };
        for (slot, element) in X::flat_mut(&mut array).iter_mut().zip(data.into_elements()) {
            *slot = element;
        }
        Ok(array)
    }
}

impl<X, const N: usize> ArrayType for [X; N] {}
impl<X, const N: usize> FixedArray for [X; N] {}
impl<E: AnyElement, const A: usize> ArrayRank<1> for [E; A] {}
impl<E: AnyElement, const A: usize, const B: usize> ArrayRank<2> for [[E; A]; B] {}
impl<E: AnyElement, const A: usize, const B: usize, const C: usize> ArrayRank<3> for [[[E; A]; B]; C] {}
impl<E: AnyElement, const A: usize, const B: usize, const C: usize, const D: usize> ArrayRank<4>
    for [[[[E; A]; B]; C]; D]
{
}
impl<E: AnyElement, const A: usize, const B: usize, const C: usize, const D: usize, const F: usize>
    ArrayRank<5> for [[[[[E; A]; B]; C]; D]; F]
{
}
