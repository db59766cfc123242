//! Vectors times a matrix, from what is not zero in the vectors.

mod dots;
mod kept;
mod matrix;
mod nonzeros;
mod outer;
mod panels;
mod sums;

pub(crate) use dots::{Rows, keep_line, stride};
pub(crate) use kept::{Kept, Lists, Part};
pub(crate) use matrix::Matrix;
pub(crate) use nonzeros::Nonzeros;
pub(crate) use outer::{add_outer, add_outer_of};
pub(crate) use sums::OuterSums;

use nonzeros::Listed;

use crate::Float;
use crate::simd::{Lanes, Line};
use fearless_simd::Simd;

/// Columns of a matrix: `rows` begins with the first of them in the first row.
#[derive(Clone, Copy, Debug)]
struct Columns<'a, F> {
    rows: &'a [F],
    /// From a row to the next.
    stride: usize,
}

impl<'a, F: Float> Columns<'a, F> {
    /// `K` lines of a row; `None` past the end.
    #[inline(always)]
    fn lines<S: Simd, const K: usize>(&self, row: usize) -> Option<&'a [F]> {
        self.rows.get(row * self.stride..)?.get(..K * lanes::<S, F>())
    }
}

/// How many numbers a line of memory holds.
#[inline(always)]
fn lanes<S: Simd, F: Lanes>() -> usize {
    F::Line::<S>::LANES
}

/// Lines of zeros.
#[inline(always)]
fn zeros<S: Simd, F: Float, const K: usize>(simd: S) -> [F::Line<S>; K] {
    [F::Line::<S>::splat(simd, F::zero()); K]
}

/// Writes lines to a place that may end within the last.
#[inline(always)]
fn store<S: Simd, F, L: Line<S, F>, const K: usize>(lines: [L; K], place: &mut [F]) {
    for (line, place) in lines.into_iter().zip(place.chunks_mut(L::LANES)) {
        line.store(place);
    }
}
