//! The evolution of all batches: what is made before it, and what is kept after it.

use super::back::Taping;
use super::constants::Constants;
use super::run::Run;
use super::series::Rows;
use super::team::Size;
use super::{Lif, back};
use crate::batches::begin;
use crate::manner::Idle;
use crate::noise::Noise;
use crate::record::{Kept, keep};
use crate::room::zeros;
use crate::spread::misfit;
use crate::{Back, Evolve, Float, Input, Recorder};
use core::iter::repeat_n;
use ndarray::Array3;
use rockpool_core::__private::check_shapes;
use rockpool_core::prelude::*;

impl<F: Float> Evolve for Lif<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        check_shapes(self)?;
        let (n_out, n_syn) = self.isyn.dim();
        let n_in = n_out * n_syn;
        let input = input.series(Self::REGISTRY.name(), n_in)?;
        let Some(constants) = Constants::of(self) else { return Err(misfit(self)) };
        let (batches, steps, columns) = input.dim();
        let is_recurrent = self.w_rec.is_some();
        let noise =
            Noise::begin(&self.origin, [self.noise_std, self.dt], self.noise_position, batches, recorder)?;
        let before = match is_recurrent || R::GIVES_FIRST {
            true => Some(begin(recorder, "spikes", &self.spikes, batches)?),
            false => None,
        };
        let (isyn, vmem) =
            (begin(recorder, "isyn", &self.isyn, batches)?, begin(recorder, "vmem", &self.vmem, batches)?);
        let idle = Idle::begin(recorder, &self.refractory, constants.manner.as_ref(), [batches, n_out])?;
        let kept_of =
            |recorder: &mut R, name, units, width| Kept::new(recorder, name, [batches, steps, units], width);
        let mut irecs = kept_of(recorder, "irec", n_out, Some(n_syn))?;
        let mut isyns = kept_of(recorder, "isyn", n_out, Some(n_syn))?;
        let mut vmems = kept_of(recorder, "vmem", n_out, None)?;
        // Spikes may take the place of the inputs that they came from.
        let is_in_place =
            n_syn == 1 && input.is_owned() && input.is_standard_layout() && input.dim().2 == n_in;
        let (input, output) = match is_in_place {
            true => (None, input.into_owned()),
            false => (Some(input), zeros(ndarray::Ix3(batches, steps, n_out))?),
        };
        let input = input.as_ref().map(|input| input.view());
        let size = Size { batches, steps, n_in, n_out, is_recurrent };
        let mut run = Run { size, output, before, isyn, vmem, idle };
        if R::KEEPS_SERIES {
            let rows = irecs.rows(batches, 1).zip(isyns.rows(batches, 1)).zip(vmems.rows(batches, 1));
            let rows = rows.map(|((irec, isyn), vmem)| Rows { irec, isyn, vmem });
            run.all_batches(self, input, &constants, &noise, n_out, rows);
            irecs.give(recorder)?;
            keep(recorder, "spikes", &run.output)?;
            isyns.give(recorder)?;
            vmems.give(recorder)?;
        } else if R::KEEPS_TAPE {
            let mut tape = Taping::new(self, &run, columns);
            run.all_batches(self, input, &constants, &noise, n_out, tape.rows(batches));
            recorder.tape(|| tape.finish());
        } else {
            // Noise is drawn for all neurons of a batch in their order.
            let together = if noise.is_heard() { n_out } else { run.size.neurons_in_a_block() };
            let blocks = batches * n_out.div_ceil(together.max(1)).max(1);
            run.all_batches(self, input, &constants, &noise, together, repeat_n((), blocks));
        }
        run.finish(self, noise, recorder)
    }

    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        back::back(self, of_output, back)
    }
}
