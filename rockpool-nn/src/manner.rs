//! What a spike does to a membrane, where it does not take the threshold off.

use crate::batches::{begin, pass};
use crate::room::zeros;
use crate::spread::spread;
use crate::{Float, Recorder};
use core::ops::Range;
use ndarray::{Array1, Array2, ArrayD, Axis, Ix2};
use rockpool_core::prelude::*;

/// What a spike does to membranes: arrays `A` of as many elements as there are neurons, or of none.
#[derive(Clone, Debug)]
pub(crate) struct Manner<A> {
    /// The potentials that spikes set membranes to; where there are none, they take the threshold off.
    reset: A,
    /// How many steps a neuron rests after a spike; where there are none, none does.
    rest: A,
}

impl<F: Float> Manner<Vec<F>> {
    /// That of `n` neurons with these parameters, in steps of `dt`; none where spikes take the threshold
    /// off, and that is all. `Err` if arrays do not fit the neurons.
    pub(crate) fn of(
        v_reset: Option<&ArrayD<F>>,
        period: Option<&ArrayD<F>>,
        dt: F,
        n: usize,
    ) -> Result<Option<Self>, ()> {
        if v_reset.is_none() && period.is_none() {
            return Ok(None);
        }
        let spread_all = |values: Option<&ArrayD<F>>| match values {
            Some(values) => spread(values, n).ok_or(()),
            None => Ok(Vec::new()),
        };
        let rest = spread_all(period)?.into_iter().map(|period| (period / dt).round()).collect();
        Ok(Some(Self { reset: spread_all(v_reset)?, rest }))
    }

    /// How many steps each neuron rests after a spike; of no elements where none does.
    pub(crate) fn rest(&self) -> &[F] {
        &self.rest
    }

    /// That of some neurons.
    pub(crate) fn part(&self, neurons: Range<usize>) -> Manner<&[F]> {
        let part = |all: &'_ [F]| -> Range<usize> { if all.is_empty() { 0..0 } else { neurons.clone() } };
        Manner { reset: &self.reset[part(&self.reset)], rest: &self.rest[part(&self.rest)] }
    }
}

impl<F: Float> Manner<&[F]> {
    /// Spikes of membranes that have integrated a step. Those that rest, for `idle` steps more, keep the
    /// potential `held` from before it.
    #[expect(clippy::eq_op, reason = "zero, and not a number of what is none")]
    pub(crate) fn fire(
        &self,
        vmem: &mut [F],
        held: &[F],
        idle: &mut [F],
        threshold: &[F],
        most: F,
        spikes: &mut [F],
    ) {
        let at_most = |spikes: F| if spikes < most { spikes } else { most };
        for (neuron, ((vmem, &threshold), spikes)) in vmem.iter_mut().zip(threshold).zip(spikes).enumerate() {
            if let (Some(idle), Some(&held)) = (idle.get_mut(neuron), held.get(neuron)) {
                let is_over = *idle <= F::zero();
                if !is_over {
                    // Not a number where it is not known how long it rests.
                    *spikes = if *idle > F::zero() { F::zero() } else { *idle };
                    *idle -= F::one();
                    *vmem = held;
                    continue;
                }
            }
            if *vmem >= threshold {
                let rest = self.rest.get(neuron).copied().unwrap_or(F::zero());
                let is_once = rest > F::zero() || !self.reset.is_empty();
                *spikes = at_most(if is_once { F::one() } else { (*vmem / threshold).floor() });
                match self.reset.get(neuron) {
                    Some(&reset) if *spikes > F::zero() => *vmem = reset,
                    Some(_) => {}
                    None => *vmem -= *spikes * threshold,
                }
                if let Some(idle) = idle.get_mut(neuron)
                    && *spikes > F::zero()
                {
                    *idle = rest;
                }
            } else {
                // Not a number where the membrane is at none.
                *spikes = *vmem - *vmem;
            }
        }
    }
}

/// The steps that neurons still rest.
pub(crate) struct Idle<F> {
    /// In every batch, `(B, n)`; `(B, 0)` where none ever does.
    pub(crate) steps: Array2<F>,
    /// What the recorder gives where none ever does.
    given: Option<Value>,
}

impl<F: Float> Idle<F> {
    /// Those before the first step.
    ///
    /// # Errors
    /// The recorder gives others than fit.
    pub(crate) fn begin<R: Recorder>(
        recorder: &mut R,
        stored: &ArrayD<F>,
        manner: Option<&Manner<Vec<F>>>,
        [batches, n]: [usize; 2],
    ) -> Result<Self, Error> {
        if manner.is_none_or(|manner| manner.rest.is_empty()) {
            return Ok(Self { steps: Array2::zeros((batches, 0)), given: recorder.first(REFRACTORY) });
        }
        if let Some(given) = recorder.first(REFRACTORY)
            && let Some(of_batches) = given.array::<F>().filter(|given| given.shape() == [batches])
        {
            // None has rested yet.
            let mut steps = zeros(Ix2(batches, n))?;
            steps.outer_iter_mut().zip(of_batches).for_each(|(mut steps, &given)| steps.fill(given));
            return Ok(Self { steps, given: None });
        }
        let stored: Array1<F> = spread(stored, n).unwrap_or_else(|| vec![F::zero(); n]).into();
        Ok(Self { steps: begin(recorder, REFRACTORY, &stored, batches)?, given: None })
    }

    /// Tells those after the last step, and stores those of batch 0.
    ///
    /// # Errors
    /// Those of the recorder.
    pub(crate) fn finish<R: Recorder>(self, stored: &mut ArrayD<F>, recorder: &mut R) -> Result<(), Error> {
        let Self { steps, given } = self;
        if steps.is_empty() {
            return pass(recorder, REFRACTORY, given, stored, steps.nrows());
        }
        let first = steps.index_axis(Axis(0), 0).to_owned().into_dyn();
        recorder.last(REFRACTORY, || steps)?;
        *stored = first;
        Ok(())
    }
}

/// The name of that state.
const REFRACTORY: &str = "refractory";
