//! Who runs which neurons.

use super::block::{Block, Recurrence};
use super::series::Series;
use crate::Float;
use crate::parallel::{self, WORTHWHILE};
use crate::rows::Nonzeros;

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
        // Sixteen neurons share a line of memory, or two.
        self.n_out.div_ceil(blocks).next_multiple_of(16).min(self.n_out).max(1)
    }
}

/// Runs all blocks of all batches; `w_rec` is row-major, and empty where nothing is recurrent.
pub(super) fn run_all<F: Float, S: Series<F>>(
    mut blocks: Vec<Block<'_, F, S>>,
    size: Size,
    w_rec: &[F],
    spikes: &[F],
) {
    if !size.is_recurrent {
        parallel::run_each(&mut blocks, size.numbers(), |block| block.run());
        return;
    }
    let blocks_of_a_batch = blocks.len() / size.batches.max(1);
    if blocks_of_a_batch <= 1 {
        parallel::run_each(&mut blocks, size.numbers(), |block| block.run_recurrent(w_rec, spikes));
        return;
    }
    let mut teams: Vec<_> = blocks.chunks_mut(blocks_of_a_batch).collect();
    parallel::enter(|| {
        parallel::run_each(&mut teams, size.numbers(), |team| run_team(team, size, w_rec, spikes));
    });
}

/// One batch in blocks that wait for each other after every step.
fn run_team<F: Float, S: Series<F>>(blocks: &mut [Block<'_, F, S>], size: Size, w_rec: &[F], spikes: &[F]) {
    /// Below so many products, a step is over before another thread has begun.
    const MANY_PRODUCTS: usize = 1 << 14;
    let mut fired = Nonzeros::with_room(spikes.len());
    fired.find(0, spikes);
    for step in 0..size.steps {
        let recurrence = Recurrence { w_rec, n_in: size.n_in, fired: &fired };
        let run = |block: &mut Block<'_, F, S>| block.step_with_others(step, recurrence);
        if fired.count() * size.n_in >= MANY_PRODUCTS {
            parallel::run_together(blocks, &run);
        } else {
            blocks.iter_mut().for_each(run);
        }
        fired.join(blocks.iter().map(Block::fired));
    }
}
