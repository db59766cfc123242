//! What is not zero in a vector.

use super::{Columns, lanes};
use crate::Float;
use crate::simd::Line;
use fearless_simd::{Simd, SimdMask};

/// So many numbers are looked at before any is taken.
const WORD: usize = u64::BITS as usize;

/// What is not zero in a vector: where it stands, in ascending order, and what it is.
#[derive(Clone, Debug)]
pub(crate) struct Nonzeros<F> {
    places: Vec<u32>,
    values: Vec<F>,
    count: usize,
    /// Whether all of them are ones, as spikes mostly are: then there is nothing to multiply.
    are_ones: bool,
}

impl<F: Float> Nonzeros<F> {
    /// None, with room for those of a vector of this length, of fewer than 2^32 elements.
    pub(crate) fn with_room(length: usize) -> Self {
        Self { places: vec![0; length], values: vec![F::zero(); length], count: 0, are_ones: true }
    }

    /// The places, and what stands there.
    pub(crate) fn slices(&self) -> (&[u32], &[F]) {
        (&self.places[..self.count], &self.values[..self.count])
    }

    /// Whether all of them are ones.
    pub(super) fn are_ones(&self) -> bool {
        self.are_ones
    }

    /// The places.
    pub(crate) fn places(&self) -> &[u32] {
        &self.places[..self.count]
    }

    /// Those of a vector, whose first element stands at place `first`; there must be room.
    ///
    /// One bit a number says which these are, so that nothing is decided number by number.
    #[inline(always)]
    pub(crate) fn find<S: Simd>(&mut self, simd: S, first: usize, vector: &[F]) {
        let lanes = lanes::<S, F>();
        let [zero, one] = [F::zero(), F::one()].map(|number| F::Line::<S>::splat(simd, number));
        (self.count, self.are_ones) = (0, true);
        for (index, numbers) in vector.chunks(WORD).enumerate() {
            // What stands alone has no mask of lines: all of it is the rest.
            let mut lines = numbers.chunks_exact(if lanes > 1 { lanes } else { usize::MAX });
            let (mut some, mut others, mut known) = (0_u64, 0, 0);
            for line in lines.by_ref() {
                let line = F::Line::<S>::load(simd, line);
                some |= line.is_unlike(zero).to_bitmask() << known;
                others |= line.is_unlike(one).to_bitmask() << known;
                known += lanes;
            }
            for &number in lines.remainder() {
                some |= u64::from(!number.is_nothing()) << known;
                others |= u64::from(!number.is_one()) << known;
                known += 1;
            }
            self.are_ones &= some & others == 0;
            self.take(some, first + index * WORD, numbers);
        }
    }

    /// Takes `some` of at most as many numbers as a word has bits, the first of which stands at place `first`.
    #[inline(always)]
    fn take(&mut self, mut some: u64, first: usize, numbers: &[F]) {
        let all = self.count..self.count + some.count_ones() as usize;
        let (Some(places), Some(values)) =
            (self.places.get_mut(all.clone()), self.values.get_mut(all.clone()))
        else {
            return;
        };
        self.count = all.end;
        if places.len() == numbers.len() {
            values.copy_from_slice(numbers);
            (first..).zip(places).for_each(|(place, slot)| *slot = place as u32);
            return;
        }
        for (place, value) in places.iter_mut().zip(values) {
            let index = some.trailing_zeros() as usize;
            some &= some.wrapping_sub(1);
            *place = (first + index) as u32;
            *value = numbers.get(index).copied().unwrap_or(F::zero());
        }
    }

    /// Those of a vector in parts, in ascending order.
    pub(crate) fn join<'a>(&mut self, parts: impl Iterator<Item = &'a Self>)
    where
        F: 'a,
    {
        (self.count, self.are_ones) = (0, true);
        for part in parts {
            self.are_ones &= part.are_ones;
            let all = self.count..self.count + part.count;
            self.places[all.clone()].copy_from_slice(&part.places[..part.count]);
            self.values[all.clone()].copy_from_slice(&part.values[..part.count]);
            self.count = all.end;
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The same as a list.
    #[inline(always)]
    pub(super) fn listed(&self) -> Listed<'_, F> {
        let (places, values) = self.slices();
        Listed { places, values, are_ones: self.are_ones }
    }
}

/// What is not zero in a vector, or in a part of it: places in ascending order, and what stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed<'a, F> {
    pub(super) places: &'a [u32],
    pub(super) values: &'a [F],
    /// Whether it is known that all are ones.
    pub(super) are_ones: bool,
}

impl<F: Float> Listed<'_, F> {
    /// Takes what stands before a place from the front.
    #[inline(always)]
    pub(super) fn split_off_before(&mut self, place: usize) -> Self {
        let count = self.places.partition_point(|&own| (own as usize) < place);
        let (places, values) = (self.places.split_at(count), self.values.split_at(count));
        let are_ones = self.are_ones;
        *self = Self { places: places.1, values: values.1, are_ones };
        Self { places: places.0, values: values.0, are_ones }
    }

    #[inline(always)]
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, F)> {
        self.places.iter().map(|&place| place as usize).zip(self.values.iter().copied())
    }

    /// `K` lines of the vector times a matrix, added to `sums` in the order of the rows; they stay in registers over
    /// all rows.
    #[inline(always)]
    pub(super) fn times<S: Simd, const K: usize>(
        &self,
        simd: S,
        columns: Columns<'_, F>,
        mut sums: [F::Line<S>; K],
    ) -> [F::Line<S>; K] {
        let lanes = lanes::<S, F>();
        if self.are_ones {
            for &place in self.places {
                let Some(row) = columns.lines::<S, K>(place as usize) else { break };
                for (sum, line) in sums.iter_mut().zip(row.chunks_exact(lanes)) {
                    *sum += F::Line::<S>::load(simd, line);
                }
            }
            return sums;
        }
        for (place, x) in self.iter() {
            let Some(row) = columns.lines::<S, K>(place) else { break };
            let x = F::Line::<S>::splat(simd, x);
            for (sum, line) in sums.iter_mut().zip(row.chunks_exact(lanes)) {
                *sum += x * F::Line::<S>::load(simd, line);
            }
        }
        sums
    }
}
