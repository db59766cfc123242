//! What the machine can do, on all threads: the limits that evolution is held against.

use fearless_simd::{Level, Simd, dispatch};
use rayon::prelude::*;
use rockpool_nn::Float;
use std::hint::black_box;
use std::time::Instant;

const LANES: usize = 64;

/// Seconds to read a number of a matrix of so many, and to add it up: `sum += x * w`, as the weights
/// of spikes are.
pub(crate) fn reading<F: Float>(numbers: usize) -> f64 {
    let matrix = vec![F::of(0.5); numbers];
    let piece = numbers.div_ceil(rayon::current_num_threads()).max(1);
    // Often enough that handing out the work costs nothing.
    let turns = (1_usize << 24).div_ceil(numbers);
    let seconds = fastest(|| {
        let sums: Vec<F> = matrix.par_chunks(piece).map(|piece| add_up(piece, turns)).collect();
        black_box(sums);
    });
    seconds / (numbers * turns) as f64
}

fn add_up<F: Float>(matrix: &[F], turns: usize) -> F {
    let mut total = F::zero();
    for _ in 0..turns {
        let (x, matrix) = (black_box(F::one()), black_box(matrix));
        dispatch!(Level::new(), simd => simd.vectorize(
            #[inline(always)]
            || {
                let mut sums = [F::zero(); LANES];
                for row in matrix.as_chunks::<LANES>().0 {
                    for (sum, &w) in sums.iter_mut().zip(row) {
                        *sum += x * w;
                    }
                }
                total += sums[black_box(0)];
            }
        ));
    }
    total
}

/// Seconds to read a number of an input of so many, and to write one of an output of so many.
pub(crate) fn streaming<F: Float>(numbers: usize) -> f64 {
    let input = vec![F::of(0.5); numbers];
    let mut output = input.clone();
    let piece = numbers.div_ceil(rayon::current_num_threads()).max(1);
    let seconds = fastest(|| {
        output.par_chunks_mut(piece).zip(input.par_chunks(piece)).for_each(|(o, i)| o.copy_from_slice(i));
        black_box(&output);
    });
    seconds / numbers as f64
}

/// Seconds of the fastest run.
fn fastest(mut run: impl FnMut()) -> f64 {
    let times = (0..15).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    });
    times.fold(f64::INFINITY, f64::min)
}
