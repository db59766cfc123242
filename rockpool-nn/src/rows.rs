//! Vectors times a matrix, from what is not zero in the vectors.

use crate::Float;
use core::ops::Range;

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
        let mut found = 0;
        for (place, &value) in (first..).zip(vector) {
            // Without a branch: what is zero is overwritten by the next.
            places[found] = place;
            values[found] = value;
            found += usize::from(value != F::zero());
        }
        *count = found;
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

    /// Columns of the vector times a matrix, four rows in one go, in their order.
    #[inline(always)]
    fn times_rows(&self, matrix: &[F], width: usize, first: usize, sums: &mut [F]) {
        let columns = sums.len();
        let row = |&place: &usize| &matrix[place * width + first..][..columns];
        sums.fill(F::zero());
        let (place_fours, last_places) = self.places().as_chunks::<4>();
        let (value_fours, last_values) = self.values().as_chunks::<4>();
        for ([p0, p1, p2, p3], &[x0, x1, x2, x3]) in place_fours.iter().zip(value_fours) {
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

    /// Columns of the vector times a matrix, which stay in registers over all rows.
    #[inline(always)]
    fn times_panel<const N: usize>(&self, panel: &[Aligned<F, N>]) -> [F; N] {
        let mut sums = [F::zero(); N];
        for (&place, &x) in self.places().iter().zip(self.values()) {
            let Some(Aligned(row)) = panel.get(place) else { break };
            for (sum, &w) in sums.iter_mut().zip(row) {
                *sum += x * w;
            }
        }
        sums
    }
}

/// Where lines of memory begin.
#[repr(align(64))]
#[derive(Clone, Copy, Debug)]
struct Aligned<F, const N: usize>([F; N]);

/// A matrix that many vectors are multiplied with, row-major.
#[derive(Clone, Debug)]
pub(crate) struct Matrix<'a, F> {
    all: &'a [F],
    width: usize,
    packed: Packed<F>,
}

/// A copy in panels of a few columns: the rows of a panel lie one after another, each in whole lines
/// of memory. The last columns are zeros.
#[derive(Clone, Debug)]
enum Packed<F> {
    No,
    /// Of single numbers.
    Singles(Vec<Aligned<F, 64>>),
    /// Of double numbers.
    Doubles(Vec<Aligned<F, 32>>),
}

impl<'a, F: Float> Matrix<'a, F> {
    /// A matrix with rows of `width`, for so many vectors.
    pub(crate) fn new(all: &'a [F], width: usize, vectors: usize) -> Self {
        /// For fewer vectors, a copy takes longer than it saves.
        const MANY: usize = 32;
        let packed = if vectors < MANY {
            Packed::No
        } else if size_of::<F>() == 4 {
            Packed::Singles(pack(all, width))
        } else {
            Packed::Doubles(pack(all, width))
        };
        Self { all, width, packed }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// All numbers, row after row.
    pub(crate) fn rows(&self) -> &'a [F] {
        self.all
    }

    /// The columns in passes over which what is read of the matrix stays near.
    pub(crate) fn passes(&self) -> impl Iterator<Item = Range<usize>> + use<F> {
        /// Whole panels.
        const COLUMNS: usize = 64;
        let Self { width, packed, .. } = self;
        let (width, columns) = (*width, if matches!(packed, Packed::No) { (*width).max(1) } else { COLUMNS });
        (0..width).step_by(columns).map(move |first| first..width.min(first + columns))
    }

    /// The columns from `first` on, a multiple of 64, of each vector times the matrix: each sum runs
    /// from the first row to the last.
    #[inline(always)]
    pub(crate) fn times(&self, vector: &Nonzeros<F>, first: usize, sums: &mut [F]) {
        match &self.packed {
            Packed::No => vector.times_rows(self.all, self.width, first, sums),
            Packed::Singles(panels) => self.times_panels(panels, vector, first, sums),
            Packed::Doubles(panels) => self.times_panels(panels, vector, first, sums),
        }
    }

    #[inline(always)]
    fn times_panels<const N: usize>(
        &self,
        panels: &[Aligned<F, N>],
        vector: &Nonzeros<F>,
        first: usize,
        sums: &mut [F],
    ) {
        let height = self.all.len() / self.width;
        let panels = panels.chunks_exact(height).skip(first / N);
        for (sums, panel) in sums.chunks_mut(N).zip(panels) {
            sums.copy_from_slice(&vector.times_panel(panel)[..sums.len()]);
        }
    }
}

fn pack<F: Float, const N: usize>(all: &[F], width: usize) -> Vec<Aligned<F, N>> {
    let columns = (0..width).step_by(N);
    let rows = |first: usize| {
        all.chunks_exact(width.max(1)).map(move |row| {
            let mut line = [F::zero(); N];
            line.iter_mut().zip(&row[first..]).for_each(|(slot, &w)| *slot = w);
            Aligned(line)
        })
    };
    columns.flat_map(rows).collect()
}
