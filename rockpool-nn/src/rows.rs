//! Vectors times a matrix, from what is not zero in the vectors.

use crate::Float;

/// What is not zero in a vector: where it stands, in ascending order, and what it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nonzeros<F> {
    places: Vec<usize>,
    values: Vec<F>,
    count: usize,
}

impl<F: Float> Nonzeros<F> {
    /// None, with room for those of a vector of this length.
    pub(crate) fn with_room(length: usize) -> Self {
        Self { places: vec![0; length], values: vec![F::zero(); length], count: 0 }
    }

    /// Those of a vector, whose first element stands at place `first`; there must be room.
    #[inline(always)]
    pub(crate) fn find(&mut self, first: usize, vector: &[F]) {
        let Self { places, values, count } = self;
        let (Some(places), Some(values)) = (places.get_mut(..vector.len()), values.get_mut(..vector.len()))
        else {
            return;
        };
        *count = 0;
        for (place, &value) in (first..).zip(vector) {
            // Without a branch: what is zero is overwritten by the next.
            places[*count] = place;
            values[*count] = value;
            *count += usize::from(value != F::zero());
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

    fn places(&self) -> &[usize] {
        &self.places[..self.count]
    }

    fn values(&self) -> &[F] {
        &self.values[..self.count]
    }

    /// The columns from `first` on of the vector times a matrix with rows of `width`: each sum from
    /// the first row to the last.
    #[inline(always)]
    pub(crate) fn times(&self, matrix: &[F], width: usize, first: usize, sums: &mut [F]) {
        /// Larger matrices do not stay near a core: their rows are read as long as they are.
        const NEAR: usize = 1 << 20;
        if size_of_val(matrix) > NEAR {
            self.row_by_row(matrix, width, first, sums);
        } else if size_of::<F>() == 4 {
            self.columns_at_once::<64>(matrix, width, first, sums);
        } else {
            self.columns_at_once::<32>(matrix, width, first, sums);
        }
    }

    /// Four rows in one go, in their order.
    #[inline(always)]
    fn row_by_row(&self, matrix: &[F], width: usize, first: usize, sums: &mut [F]) {
        let columns = sums.len();
        let row = |&place: &usize| &matrix[place * width + first..][..columns];
        sums.fill(F::zero());
        let (place_fours, last_places) = self.places().as_chunks::<4>();
        let (value_fours, last_values) = self.values().as_chunks::<4>();
        for (places, &[x0, x1, x2, x3]) in place_fours.iter().zip(value_fours) {
            let [p0, p1, p2, p3] = places;
            let (r0, r1, r2, r3) = (row(p0), row(p1), row(p2), row(p3));
            for ((((sum, &w0), &w1), &w2), &w3) in sums.iter_mut().zip(r0).zip(r1).zip(r2).zip(r3) {
                *sum = (((*sum + x0 * w0) + x1 * w1) + x2 * w2) + x3 * w3;
            }
        }
        for (row, &x) in last_places.iter().map(row).zip(last_values) {
            for (sum, &w) in sums.iter_mut().zip(row) {
                *sum += x * w;
            }
        }
    }

    /// `N` sums in one go, which stay in registers over all rows.
    #[inline(always)]
    fn columns_at_once<const N: usize>(&self, matrix: &[F], width: usize, first: usize, sums: &mut [F]) {
        let (chunks, rest) = sums.as_chunks_mut::<N>();
        let mut column = first;
        for chunk in chunks {
            let mut sums = [F::zero(); N];
            for (&place, &x) in self.places().iter().zip(self.values()) {
                let Some((row, _)) = matrix[place * width + column..].split_first_chunk::<N>() else { break };
                for (sum, &w) in sums.iter_mut().zip(row) {
                    *sum += x * w;
                }
            }
            *chunk = sums;
            column += N;
        }
        self.row_by_row(matrix, width, column, rest);
    }
}
