//! Who runs which neurons.

use super::block::Block;
use super::series::Series;
use crate::Float;
use crate::parallel::{self, Pace, WORTHWHILE};
use crate::rows::{Matrix, Nonzeros};
use fearless_simd::{Level, Simd, dispatch};

/// How an evolution is shared out.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) batches: usize,
    pub(super) steps: usize,
    pub(super) n_in: usize,
    pub(super) n_out: usize,
    pub(super) is_recurrent: bool,
}

impl Size {
    /// Numbers that the neurons read and write.
    pub(super) fn numbers(&self) -> usize {
        self.batches * self.steps * self.n_in
    }

    /// How many batches share a pass over the weights.
    pub(super) fn batches_in_a_group(&self) -> usize {
        parallel::together(self.batches)
    }

    /// How many neurons a block has, where batches may be divided: all of them, unless there are
    /// more threads than batches, and enough to do for them.
    pub(super) fn neurons_in_a_block(&self) -> usize {
        /// A block has at least as many synapses.
        const LEAST: usize = 256;
        /// Below so many weights, a step is over before another thread has begun.
        const MANY_WEIGHTS: usize = 1 << 17;
        let enough = if self.is_recurrent {
            self.n_in * self.n_out >= MANY_WEIGHTS
        } else {
            self.numbers() >= WORTHWHILE
        };
        let threads = if enough { parallel::threads() / self.batches.max(1) } else { 1 };
        let blocks = threads.min(self.n_in / LEAST).max(1);
        // Packed weights are read from a multiple of 64 on.
        self.n_out.div_ceil(blocks).next_multiple_of(64).min(self.n_out).max(1)
    }
}

/// Runs all blocks of all batches.
pub(super) fn run_all<F: Float, S: Series<F>>(
    mut blocks: Vec<Block<'_, F, S>>,
    size: Size,
    w_rec: &Matrix<'_, F>,
) {
    if !size.is_recurrent {
        parallel::run_each(&mut blocks, size.numbers(), |block| block.run());
        return;
    }
    blocks.iter_mut().for_each(Block::hear);
    let blocks_of_a_batch = blocks.len() / size.batches.max(1);
    if blocks_of_a_batch <= 1 {
        let together = size.batches_in_a_group();
        let mut groups: Vec<_> = blocks.chunks_mut(together).collect();
        parallel::run_each(&mut groups, 4 * size.numbers(), |group| run_group(group, size, w_rec));
    } else {
        let mut teams: Vec<_> = blocks.chunks_mut(blocks_of_a_batch).collect();
        parallel::enter(|| {
            parallel::run_each(&mut teams, size.numbers(), |team| run_team(team, size, w_rec));
        });
    }
}

/// Some batches, each of which hears itself alone.
fn run_group<F: Float, S: Series<F>>(blocks: &mut [Block<'_, F, S>], size: Size, w_rec: &Matrix<'_, F>) {
    dispatch!(Level::new(), simd => run_group_on(simd, blocks, size, w_rec));
}

#[inline(always)]
fn run_group_on<V: Simd, F: Float, S: Series<F>>(
    simd: V,
    blocks: &mut [Block<'_, F, S>],
    size: Size,
    w_rec: &Matrix<'_, F>,
) {
    for step in 0..size.steps {
        for columns in w_rec.passes() {
            for block in &mut *blocks {
                block.recur(simd, w_rec, None, columns.clone());
            }
        }
        for block in &mut *blocks {
            block.step(simd, step);
        }
    }
}

/// One batch in blocks that wait for each other after every step.
fn run_team<F: Float, S: Series<F>>(blocks: &mut [Block<'_, F, S>], size: Size, w_rec: &Matrix<'_, F>) {
    /// Below so many products, a step is over before another thread has begun.
    const MANY_PRODUCTS: usize = 1 << 14;
    let mut fired = Nonzeros::with_room(size.n_out);
    let mut pace = Pace::default();
    for step in 0..size.steps {
        fired.join(blocks.iter().map(Block::fired));
        let run = |block: &mut Block<'_, F, S>| {
            dispatch!(Level::new(), simd => hear_and_step(simd, block, &fired, w_rec, step));
        };
        let products = fired.count() * size.n_in;
        if products >= MANY_PRODUCTS {
            pace.run(products, |together| match together {
                true => parallel::run_together(blocks, &run),
                false => blocks.iter_mut().for_each(run),
            });
        } else {
            blocks.iter_mut().for_each(run);
        }
    }
}

#[inline(always)]
fn hear_and_step<V: Simd, F: Float, S: Series<F>>(
    simd: V,
    block: &mut Block<'_, F, S>,
    fired: &Nonzeros<F>,
    w_rec: &Matrix<'_, F>,
    step: usize,
) {
    block.recur(simd, w_rec, Some(fired), 0..block.size_in());
    block.step(simd, step);
}
