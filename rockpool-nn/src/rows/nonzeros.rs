//! What is not zero in a vector.

use super::{Columns, lanes};
use crate::Float;
use crate::simd::Line;
use fearless_simd::{Simd, SimdBase, SimdMask};

/// What is not zero in a vector: where it stands, in ascending order, and what it is.
#[derive(Clone, Debug)]
pub(crate) struct Nonzeros<F> {
    places: Vec<u32>,
    values: Vec<F>,
    count: usize,
}

impl<F: Float> Nonzeros<F> {
    /// None, without room.
    pub(super) fn none() -> Self {
        Self { places: Vec::new(), values: Vec::new(), count: 0 }
    }

    /// None, with room for those of a vector of this length, of fewer than 2^32 elements.
    pub(crate) fn with_room(length: usize) -> Self {
        /// Whole lines are written, whose ends are overwritten by the next.
        const LINE: usize = 16;
        Self { places: vec![0; length + LINE], values: vec![F::zero(); length + LINE], count: 0 }
    }

    /// Takes these places, in ascending order, and values; there is room for as many as there are.
    pub(super) fn set(&mut self, places: &[u32], values: &[F]) {
        self.places.clear();
        self.places.extend_from_slice(places);
        self.values.clear();
        self.values.extend_from_slice(values);
        self.count = places.len();
    }

    /// The places, and what stands there.
    pub(super) fn slices(&self) -> (&[u32], &[F]) {
        (&self.places[..self.count], &self.values[..self.count])
    }

    /// The places.
    pub(crate) fn places(&self) -> &[u32] {
        &self.places[..self.count]
    }

    /// Those of a vector, whose first element stands at place `first`; there must be room.
    #[inline(always)]
    pub(crate) fn find<S: Simd>(&mut self, simd: S, first: usize, vector: &[F]) {
        let lanes = lanes::<S, F>();
        let zero = F::Line::<S>::splat(simd, F::zero());
        let mut line_places = F::Places::<S>::from_fn(simd, |lane| (first + lane) as u32);
        // What stands alone has no line of places: all of it is the rest.
        let mut lines = vector.chunks_exact(if lanes > 1 { lanes } else { usize::MAX });
        self.count = 0;
        for line in lines.by_ref() {
            let line = F::Line::<S>::load(simd, line);
            let all = self.count..self.count + lanes;
            let (Some(places), Some(values)) = (self.places.get_mut(all.clone()), self.values.get_mut(all))
            else {
                return;
            };
            let some = line.is_unlike(zero);
            let bits = some.to_bitmask();
            line_places.compress(SimdMask::from_bitmask(simd, bits)).store_slice(places);
            line.compress(some).store(values);
            self.count += bits.count_ones() as usize;
            line_places += lanes as u32;
        }
        let rest = lines.remainder();
        for (place, &value) in (first + vector.len() - rest.len()..).zip(rest) {
            if !value.is_nothing() {
                self.places[self.count] = place as u32;
                self.values[self.count] = value;
                self.count += 1;
            }
        }
    }

    /// Those of a vector in parts, in ascending order.
    pub(crate) fn join<'a>(&mut self, parts: impl Iterator<Item = &'a Self>)
    where
        F: 'a,
    {
        self.count = 0;
        for part in parts {
            let all = self.count..self.count + part.count;
            self.places[all.clone()].copy_from_slice(&part.places[..part.count]);
            self.values[all.clone()].copy_from_slice(&part.values[..part.count]);
            self.count = all.end;
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The places, and what stands there.
    #[inline(always)]
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, F)> {
        let places = self.places[..self.count].iter().map(|&place| place as usize);
        places.zip(self.values[..self.count].iter().copied())
    }

    /// `K` lines of the vector times a matrix, which stay in registers over all rows.
    #[inline(always)]
    pub(super) fn times<S: Simd, const K: usize>(&self, simd: S, columns: Columns<'_, F>) -> [F::Line<S>; K] {
        let lanes = lanes::<S, F>();
        let mut sums = [F::Line::<S>::splat(simd, F::zero()); K];
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
