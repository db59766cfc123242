//! Long evolutions, of which states are kept and all else is run again.

use super::error::GradientError;
use super::places::States;
use super::way::back_from;
use super::{Gradient, Way};
use crate::memory::Lent;
use crate::{Evolve, Float, Input};
use core::num::NonZeroUsize;
use ndarray::{Array3, ArrayView3, Axis, Slice, concatenate};
use rockpool_core::prelude::*;

/// An evolution of which the states every so many steps are kept, instead of a [`Tape`](crate::Tape): the
/// way back runs each piece again, from its end to its beginning, so that it holds the tape of one piece at
/// a time. It takes one evolution more.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Checkpoints, Evolve, Lif};
///
/// let mut lif = Lif::builder().shape((2, 2)).build()?;
/// let input = Array2::from_elem((1000, 2), 0.2);
/// let (output, tape) = lif.evolve_taped(&input)?;
/// let gradient = lif.back(&tape, &output)?;
///
/// lif.reset_state();
/// let (same, checkpoints) = Checkpoints::every(100, &mut lif, &input)?;
/// assert_eq!(same, output);
/// let again = checkpoints.back(&mut lif, &output)?;
/// let differ = again.as_slice().iter().zip(gradient.as_slice()).map(|(a, b)| (a - b).abs());
/// assert!(differ.fold(0.0, f64::max) < 1e-9);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Checkpoints<F> {
    every: NonZeroUsize,
    input: Array3<F>,
    output: (usize, usize, usize),
    /// Of every batch, the states before each piece.
    states: Vec<Vec<Tree<Value>>>,
}

impl<F: Float> Checkpoints<F> {
    /// Runs a module over an input `(B, T, n_in)` or `(T, n_in)`, batch after batch, and keeps its states
    /// every `steps` (0 counts as 1). The output and the final state are those of
    /// [`Evolve::evolve`].
    ///
    /// # Errors
    /// As those of [`Evolve::evolve`]; several batches of a module with noise; the states are then
    /// those before.
    pub fn every<'i, M: Evolve<Elem = F>>(
        steps: usize,
        module: &mut M,
        input: impl Into<Input<'i, F>>,
    ) -> Result<(Array3<F>, Self), Error> {
        let every = NonZeroUsize::new(steps).unwrap_or(NonZeroUsize::MIN);
        let input = input.into().batches(module.registry().name(), module.size_in())?.into_owned();
        if input.dim().0 > 1 && is_noisy::<F, M>(module) {
            return Err(Error::other(GradientError::NoisyCheckpoints));
        }
        let start = module.state().to_tree();
        let result = Self::run(every, module, input, &start);
        if result.is_err() {
            module.set_attributes(&start)?;
        }
        result
    }

    fn run<M: Evolve<Elem = F>>(
        every: NonZeroUsize,
        module: &mut M,
        input: Array3<F>,
        start: &Tree<Value>,
    ) -> Result<(Array3<F>, Self), Error> {
        let mut outputs = Vec::new();
        let mut states = Vec::new();
        let mut last = None;
        for batch in input.axis_chunks_iter(Axis(0), 1) {
            module.set_attributes(start)?;
            let mut own = Vec::new();
            let mut pieces = Vec::new();
            // An input without steps has an output without steps.
            let count = batch.dim().1.div_ceil(every.get()).max(1);
            for index in 0..count {
                own.push(module.state().to_tree());
                pieces.push(module.evolve(piece(batch, every, index))?);
            }
            outputs.push(joined(Axis(1), &pieces)?);
            states.push(own);
            // Stored is the state of the first batch.
            last.get_or_insert_with(|| module.state().to_tree());
        }
        let output = match outputs.is_empty() {
            true => module.evolve(&input)?,
            false => joined(Axis(0), &outputs)?,
        };
        if let Some(last) = &last {
            module.set_attributes(last)?;
        }
        let checkpoints = Self { every, input, output: output.dim(), states };
        Ok((output, checkpoints))
    }

    /// The gradient of `sum(output * of_output)`, as [`Evolve::back`] gives it but for
    /// rounding; the states of the module are the same afterwards.
    ///
    /// # Errors
    /// As those of [`Evolve::back`].
    pub fn back<'o, M: Evolve<Elem = F>>(
        &self,
        module: &mut M,
        of_output: impl Into<Input<'o, F>>,
    ) -> Result<Gradient<F>, Error> {
        let of_output = super::way::like_output(of_output.into(), self.output)?;
        let before = module.state().to_tree();
        let result = self.back_through(module, &of_output);
        module.set_attributes(&before)?;
        result
    }

    fn back_through<M: Evolve<Elem = F>>(
        &self,
        module: &mut M,
        of_output: &Array3<F>,
    ) -> Result<Gradient<F>, Error> {
        let flat = module.parameters().flat::<F>()?;
        let mut sum = Gradient {
            layout: flat.layout(),
            of_parameters: Lent::of(flat.len(), F::zero()),
            states: Some(States::of(module, self.states.len())),
            of_input: Array3::zeros(self.input.dim()),
        };
        let batches = self.input.axis_chunks_iter(Axis(0), 1).zip(of_output.axis_chunks_iter(Axis(0), 1));
        for (batch, ((input, of_output), states)) in batches.zip(&self.states).enumerate() {
            let mut carried = States::of(module, 1);
            for (index, state) in states.iter().enumerate().rev() {
                module.set_attributes(state)?;
                let (_, tape) = module.evolve_taped(piece(input, self.every, index))?;
                let of_piece = piece(of_output, self.every, index);
                let gradient = back_from(module, &tape, (&of_piece).into(), &Way::new(), Some(carried))?;
                sum.of_parameters
                    .iter_mut()
                    .zip(gradient.of_parameters.iter())
                    .for_each(|(sum, &part)| *sum += part);
                let steps = steps_of(input.dim().1, self.every, index);
                let mut of_input = sum.of_input.index_axis_mut(Axis(0), batch);
                let mut of_piece = of_input.slice_axis_mut(Axis(0), Slice::from(steps));
                of_piece.assign(&gradient.of_input.index_axis(Axis(0), 0));
                carried = gradient.states.unwrap_or_else(|| States::of(module, 1));
            }
            if let Some(states) = &mut sum.states {
                states.of_states.row_mut(batch).assign(&carried.of_states.row(0));
            }
        }
        Ok(sum)
    }
}

fn steps_of(all: usize, every: NonZeroUsize, index: usize) -> core::ops::Range<usize> {
    let start = index * every.get();
    start..all.min(start.saturating_add(every.get()))
}

fn piece<'a, F>(all: ArrayView3<'a, F>, every: NonZeroUsize, index: usize) -> ArrayView3<'a, F> {
    let steps = steps_of(all.dim().1, every, index);
    all.slice_axis_move(Axis(1), Slice::from(steps))
}

fn joined<F: Float>(axis: Axis, parts: &[Array3<F>]) -> Result<Array3<F>, Error> {
    concatenate(axis, &parts.iter().map(|part| part.view()).collect::<Vec<_>>()).map_err(Error::other)
}

fn is_noisy<F: Float, M: Module>(module: &M) -> bool {
    let mut is_noisy = false;
    module.simulation_parameters().named("noise_std").for_each(|leaf| {
        is_noisy |= leaf.array::<F>().is_some_and(|std| std.iter().any(|&std| !std.is_nothing()));
    });
    is_noisy
}
