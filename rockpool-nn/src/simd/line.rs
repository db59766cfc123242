//! What lines of numbers can do.

use core::ops::{Add, AddAssign, Div, Mul, Sub};
use fearless_simd::{Select, Simd, SimdBase, SimdFloat, SimdMask};

/// A line of memory of numbers `F`.
///
/// It asks less of `F` than the vectors themselves, whose `From<bool>` would make the usual
/// `F::from(number)` of generic code ambiguous.
pub trait Line<S: Simd, F>:
    Copy + Add<Output = Self> + AddAssign + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// An answer for each number.
    type Mask: SimdMask<S>;

    /// How many numbers.
    const LANES: usize;

    /// The same number everywhere.
    fn splat(simd: S, number: F) -> Self;

    /// The numbers of a slice of `LANES`.
    fn load(simd: S, numbers: &[F]) -> Self;

    /// Writes the numbers, or the first of them where there is room for fewer.
    fn store(self, place: &mut [F]);

    fn floor(self) -> Self;

    fn is_unlike(self, other: Self) -> Self::Mask;

    fn is_less(self, other: Self) -> Self::Mask;

    fn is_at_least(self, other: Self) -> Self::Mask;

    /// These numbers where `mask` says so, the others elsewhere.
    fn select(self, mask: Self::Mask, others: Self) -> Self;

    /// Those that `mask` names, in their order, and then zeros.
    fn compress(self, mask: Self::Mask) -> Self;

    /// These numbers and others in turn: those of the lower halves, and those of the upper halves.
    fn interleave(self, others: Self) -> [Self; 2];
}

impl<S: Simd, V: SimdFloat<S>> Line<S, V::Element> for V {
    type Mask = <V as SimdBase<S>>::Mask;

    const LANES: usize = V::LEN;

    #[inline(always)]
    fn splat(simd: S, number: V::Element) -> Self {
        V::simd_from(simd, number)
    }

    #[inline(always)]
    fn load(simd: S, numbers: &[V::Element]) -> Self {
        V::from_slice(simd, numbers)
    }

    #[inline(always)]
    fn store(self, place: &mut [V::Element]) {
        match place.len() == V::LEN {
            true => self.store_slice(place),
            false => place.iter_mut().zip(self.as_slice()).for_each(|(place, &number)| *place = number),
        }
    }

    #[inline(always)]
    fn floor(self) -> Self {
        SimdFloat::floor(self)
    }

    #[inline(always)]
    fn is_unlike(self, other: Self) -> Self::Mask {
        self.simd_ne(other)
    }

    #[inline(always)]
    fn is_less(self, other: Self) -> Self::Mask {
        self.simd_lt(other)
    }

    #[inline(always)]
    fn is_at_least(self, other: Self) -> Self::Mask {
        self.simd_ge(other)
    }

    #[inline(always)]
    fn select(self, mask: Self::Mask, others: Self) -> Self {
        mask.select(self, others)
    }

    #[inline(always)]
    fn compress(self, mask: Self::Mask) -> Self {
        SimdBase::compress(self, mask)
    }

    #[inline(always)]
    fn interleave(self, others: Self) -> [Self; 2] {
        [self.zip_low(others), self.zip_high(others)]
    }
}
