//! Numbers that no vector of the machine holds.

use super::Float;
use crate::simd::{Lanes, Line};
use core::ops::{Add, AddAssign, Div, Mul, Sub};
use fearless_simd::{Simd, SimdMask, mask32x4};

/// A line of one number.
#[derive(Clone, Copy)]
pub struct Alone<S, F> {
    simd: S,
    number: F,
}

macro_rules! operators {
    ($($trait:ident $method:ident)*) => {$(
        impl<S: Simd, F: Float> $trait for Alone<S, F> {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self { simd: self.simd, number: self.number.$method(other.number) }
            }
        }
    )*};
}

operators!(Add add Sub sub Mul mul Div div);

impl<S: Simd, F: Float> AddAssign for Alone<S, F> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        self.number += other.number;
    }
}

impl<S: Simd, F: Float> Alone<S, F> {
    #[inline(always)]
    fn mask(self, answer: bool) -> mask32x4<S> {
        mask32x4::from_bitmask(self.simd, u64::from(answer))
    }
}

impl<S: Simd, F: Float> Line<S, F> for Alone<S, F> {
    type Mask = mask32x4<S>;

    const LANES: usize = <F as Lanes>::LANES;

    #[inline(always)]
    fn splat(simd: S, number: F) -> Self {
        Self { simd, number }
    }
    #[inline(always)]
    fn load(simd: S, numbers: &[F]) -> Self {
        Self { simd, number: numbers.first().copied().unwrap_or(F::zero()) }
    }
    #[inline(always)]
    fn store(self, place: &mut [F]) {
        if let Some(place) = place.first_mut() {
            *place = self.number;
        }
    }
    #[inline(always)]
    fn floor(self) -> Self {
        Self { simd: self.simd, number: self.number.floor() }
    }
    #[inline(always)]
    fn is_unlike(self, other: Self) -> Self::Mask {
        self.mask(!self.number.is_same(&other.number))
    }
    #[inline(always)]
    fn is_less(self, other: Self) -> Self::Mask {
        self.mask(self.number < other.number)
    }
    #[inline(always)]
    fn is_at_least(self, other: Self) -> Self::Mask {
        self.mask(self.number >= other.number)
    }
    #[inline(always)]
    fn select(self, mask: Self::Mask, others: Self) -> Self {
        if mask.any_true() { self } else { others }
    }
    #[inline(always)]
    fn compress(self, mask: Self::Mask) -> Self {
        Self { simd: self.simd, number: if mask.any_true() { self.number } else { F::zero() } }
    }
    #[inline(always)]
    fn interleave(self, others: Self) -> [Self; 2] {
        [self, others]
    }
}
