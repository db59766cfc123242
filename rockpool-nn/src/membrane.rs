//! Back through membranes that spike, which `Lif` and `LifNeuron` have in common.

mod batch;
mod shared;
mod step;
mod tape;

pub(crate) use tape::{SpikeTape, of_given_columns};

use crate::batches::standard;
use crate::gradient::Back;
use crate::memory;
use crate::parallel::{self, pieces};
use crate::rows::{OuterSums, add_outer, stride};
use crate::spread::{add_by, add_spread};
use crate::{Float, Surrogate};
use batch::{BatchBack, run_alone, run_group};
use fearless_simd::{Level, dispatch};
use ndarray::{Array1, Array2, Array3};
use rockpool_core::prelude::*;

/// What the way back needs to know of neurons; vectors of `n_out` elements, `tau_syn` of `n_in`.
pub(crate) struct Neurons<'a, F> {
    pub(crate) tau_mem: Vec<F>,
    /// Absent where the input goes to the membranes.
    pub(crate) tau_syn: Option<Vec<F>>,
    pub(crate) threshold: Vec<F>,
    /// `(n_out, n_in)`, row-major.
    pub(crate) w_rec: Option<&'a [F]>,
    pub(crate) dt: F,
    pub(crate) most_spikes: F,
    pub(crate) surrogate: &'a Surrogate<F>,
    pub(crate) learning_window: F,
}

impl<F: Float> Neurons<'_, F> {
    /// What is left after a step.
    fn decay(&self, tau: F) -> F {
        (-self.dt / tau).exp()
    }

    /// The derivative of what is left over the time constant, for each of what is left; 0 for a time
    /// constant without end.
    fn per_square(&self, tau: F) -> F {
        self.dt / tau / tau
    }

    /// Goes back through all steps, from the gradient of the spikes `(B, T, n_out)` to that of the
    /// input, `(B, T, n_in)`.
    pub(crate) fn back(
        &self,
        tape: &SpikeTape<F>,
        of_output: Array3<F>,
        back: &mut Back<'_, F>,
    ) -> Result<Array3<F>, Error> {
        /// Below so many, a step is over before another thread has begun.
        const MANY_WEIGHTS: usize = 1 << 17;
        let (batches, steps, n_out) = of_output.dim();
        let n_in = self.tau_syn.as_ref().map_or(n_out, Vec::len);
        tape.fits(batches, steps, n_out, n_in)?;
        let cuts: Vec<bool> = (0..=steps).map(|step| back.is_cut_before(step)).collect();
        let wants_states = back.state("vmem").is_some();

        let shared = shared::Shared::new(self, tape, n_out, n_in, &cuts, wants_states);
        let of_output = standard(of_output);
        // The gradient of the input may take the place of that of the output.
        let is_in_place = n_in == n_out;
        let (of_output, mut of_input) = match is_in_place {
            true => (None, of_output),
            false => (Some(of_output), Array3::zeros((batches, steps, n_in))),
        };
        let rows = of_output.as_ref().and_then(|of_output| of_output.as_slice()).unwrap_or_default();
        let mut all: Vec<_> = pieces(of_input.as_slice_mut(), batches, 1)
            .enumerate()
            .map(|(batch, of_input)| {
                let rows = (!is_in_place).then(|| &rows[batch * steps * n_out..][..steps * n_out]);
                BatchBack::new(&shared, batch, rows, of_input)
            })
            .collect();
        if wants_states {
            for (batch, job) in all.iter_mut().enumerate() {
                job.begin(
                    ["vmem", "isyn", "spikes"]
                        .map(|name| back.state(name).map(|state| state.row(batch).to_vec())),
                );
            }
        }
        let work = batches * steps * n_in * if self.w_rec.is_some() { 8 } else { 1 };
        let wants_w_rec = self.w_rec.is_some() && back.has_parameter("w_rec");
        let near = (wants_w_rec && sums_stay_near::<F>([batches, steps], [n_out, n_in])).then_some(n_out);
        let together = match (near, self.w_rec) {
            (Some(_), _) => batches_in_a_sum(batches),
            (None, Some(_)) => parallel::together(batches),
            (None, None) => 1,
        };
        let mut groups: Vec<_> = all
            .chunks_mut(together)
            .map(|group| (group, near.map(|n_out| OuterSums::<F>::new(n_out, n_in))))
            .collect();
        let many_weights = self.w_rec.is_some_and(|w_rec| w_rec.len() >= MANY_WEIGHTS);
        match groups.as_mut_slice() {
            // One batch with many weights.
            [(group @ [_], None)] if many_weights && parallel::threads() > 1 => {
                group.iter_mut().for_each(run_alone);
            }
            groups => parallel::run_each(groups, work, |(group, of_w_rec)| {
                dispatch!(Level::new(), simd => run_group(simd, group, of_w_rec.as_mut()));
            }),
        }
        let of_w_rec: Vec<_> = groups.into_iter().filter_map(|(_, of_w_rec)| of_w_rec).collect();
        let mut sums = shared::Sums::new(n_out, n_in);
        for (batch, job) in all.into_iter().enumerate() {
            for (name, of_state) in ["vmem", "isyn", "spikes"].into_iter().zip(job.of_states()) {
                if let Some(mut state) = back.state(name) {
                    state
                        .row_mut(batch)
                        .iter_mut()
                        .zip(of_state)
                        .for_each(|(slot, &of_state)| *slot = of_state);
                }
            }
            sums.add(&job.into_sums());
        }
        self.add(sums, back)?;

        if wants_w_rec {
            add_by(back.parameter("w_rec"), |sums| match near {
                Some(_) => of_w_rec.iter().for_each(|part| part.add_to(n_in, sums)),
                None => add_outer(&tape.heard(), of_input.as_slice().unwrap_or_default(), n_in, sums),
            });
        }
        if let Some(of_output) = of_output {
            memory::leave(of_output.into_raw_vec_and_offset().0);
        }
        Ok(tape.of_given_columns(of_input))
    }

    /// Adds to the gradients of the parameters that neurons have each.
    fn add(&self, sums: shared::Sums<F>, back: &mut Back<'_, F>) -> Result<(), Error> {
        let n_out = self.tau_mem.len();
        let of_alpha = sums.alpha.iter().zip(&self.tau_mem);
        let of_tau_mem: Vec<F> =
            of_alpha.map(|(&sum, &tau)| sum * self.decay(tau) * self.per_square(tau)).collect();
        add_spread(back.parameter("tau_mem"), Array1::from(of_tau_mem).into_dyn());
        add_spread(back.parameter("bias"), Array1::from(sums.bias).into_dyn());
        add_spread(back.parameter("threshold"), Array1::from(sums.threshold).into_dyn());
        if let Some(tau_syn) = &self.tau_syn {
            let n_syn = tau_syn.len() / n_out.max(1);
            let of_beta = sums.beta.iter().zip(tau_syn);
            let of_tau_syn = of_beta.map(|(&sum, &tau)| sum * self.per_square(tau)).collect();
            let of_tau_syn = Array2::from_shape_vec((n_out, n_syn), of_tau_syn).map_err(Error::other)?;
            add_spread(back.parameter("tau_syn"), of_tau_syn.into_dyn());
        }
        Ok(())
    }
}

/// Whether the gradient of recurrent weights is summed up step by step, while frames are at hand, in as many
/// sums as there are groups of batches: these stay near a core, and take no more memory than the tape.
fn sums_stay_near<F>([batches, steps]: [usize; 2], [n_out, n_in]: [usize; 2]) -> bool {
    /// In bytes.
    const NEAR: usize = 1 << 20;
    let groups = batches.div_ceil(batches_in_a_sum(batches));
    n_out * stride(n_in) * size_of::<F>() <= NEAR && groups * stride(n_in) <= 2 * batches * steps
}

/// How many batches a sum is of, whatever the number of threads.
fn batches_in_a_sum(batches: usize) -> usize {
    batches.div_ceil(4).clamp(1, 8)
}
