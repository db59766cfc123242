//! Batches of sequences that are not equally long.

use super::drive::from;
use crate::any_type::{ForAnyType, for_any_type};
use crate::input::LengthsError;
use crate::past::PAST;
use crate::record::{Recording, StatesError};
use crate::{Evolve, Final, Input, Recorder, States, Unrecorded};
use ndarray::{Array3, ArrayD, ArrayView3, Axis, Slice};
use rockpool_core::prelude::*;
use rockpool_core::value::AnyElement;
use std::collections::BTreeMap;

/// A recorder whose records of some batches each can be made one of all.
pub(crate) trait Join: Recorder + Sized {
    /// The same, with nothing recorded.
    fn fresh(&self) -> Self;
    /// What all parts have recorded: for each the samples that it has run, and itself. `steps` of a series
    /// are those of the longest sample.
    fn join(&mut self, parts: Vec<(Vec<usize>, Self)>, batches: usize, steps: usize) -> Result<(), Error>;
}

impl Join for Unrecorded {
    fn fresh(&self) -> Self {
        Self
    }
    fn join(&mut self, _: Vec<(Vec<usize>, Self)>, _: usize, _: usize) -> Result<(), Error> {
        Ok(())
    }
}

impl Join for Tree<Value> {
    fn fresh(&self) -> Self {
        Self::new()
    }
    fn join(&mut self, parts: Vec<(Vec<usize>, Self)>, batches: usize, steps: usize) -> Result<(), Error> {
        *self = joined(&parts, batches, Some(steps))?;
        Ok(())
    }
}

impl Join for Final {
    fn fresh(&self) -> Self {
        Self::default()
    }
    fn join(&mut self, parts: Vec<(Vec<usize>, Self)>, batches: usize, _: usize) -> Result<(), Error> {
        let parts: Vec<_> = parts.into_iter().map(|(samples, part)| (samples, part.0)).collect();
        self.0 = joined(&parts, batches, None)?;
        Ok(())
    }
}

impl Join for Recording {
    fn fresh(&self) -> Self {
        self.clone()
    }
    fn join(&mut self, parts: Vec<(Vec<usize>, Self)>, batches: usize, steps: usize) -> Result<(), Error> {
        let steps = self.count_steps(steps);
        let parts: Vec<_> =
            parts.into_iter().map(|(samples, part)| (samples, self.take_from(part))).collect();
        self.keep_all(joined(&parts, batches, Some(steps))?);
        Ok(())
    }
}

/// Runs the samples of each length by themselves; it may be left half-done.
///
/// # Errors
/// Lengths or states that do not fit, and those of the module.
pub(super) fn drive<M: Evolve + ?Sized, R: Join>(
    module: &mut M,
    input: &Input<'_, M::Elem>,
    lengths: &[usize],
    mut recorder: R,
    first: Option<&Tree<Value>>,
) -> Result<(Array3<M::Elem>, R), Error> {
    let input: ArrayView3<'_, M::Elem> = input.samples()?;
    let (batches, steps, _) = input.dim();
    if lengths.len() != batches || lengths.iter().any(|&length| length > steps) {
        return Err(Error::other(LengthsError::Fit { lengths: lengths.to_vec(), batches, steps }));
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (sample, &length) in lengths.iter().enumerate() {
        groups.entry(length).or_default().push(sample);
    }
    // The stored state is that of sample 0 in the end.
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, samples)| samples.first() == Some(&0));
    let before = States::<M::Elem>::of(module);
    let mut output: Option<Array3<M::Elem>> = None;
    let mut parts = Vec::with_capacity(groups.len());
    for (length, samples) in groups {
        before.put_into(module)?;
        let first = first.map(|first| picked(first, &samples)).transpose()?;
        let part = input.select(Axis(0), &samples);
        let part = part.slice_axis(Axis(1), Slice::from(..length));
        let (spikes, part) = from(module, part.into(), recorder.fresh(), first.as_ref(), Some(&samples))?;
        let n_out = spikes.dim().2;
        let output = match &mut output {
            Some(output) => output,
            None => output.insert(crate::room::zeros(ndarray::Ix3(batches, steps, n_out))?),
        };
        for (&sample, spikes) in samples.iter().zip(spikes.outer_iter()) {
            let mut place = output.index_axis_mut(Axis(0), sample);
            place.slice_axis_mut(Axis(0), Slice::from(..length)).assign(&spikes);
        }
        parts.push((samples, part));
    }
    recorder.join(parts, batches, steps)?;
    match output {
        Some(output) => Ok((output, recorder)),
        // No sample at all.
        None => from(module, input.into(), recorder, first, None),
    }
}

/// The states of some samples.
fn picked(states: &Tree<Value>, samples: &[usize]) -> Result<Tree<Value>, Error> {
    struct Picked<'a>(&'a Value, &'a [usize]);

    impl ForAnyType for Picked<'_> {
        type Output = Value;

        fn of<E: AnyElement + Copy>(&self) -> Option<Value>
        where
            ArrayD<E>: Into<Value>,
        {
            let Self(value, samples) = self;
            let array = value.array::<E>()?;
            let batches = array.shape().first().copied()?;
            samples.iter().all(|&sample| sample < batches).then(|| array.select(Axis(0), samples).into())
        }
    }

    let mut all = Tree::new();
    for path in states.branches() {
        let Some(value) = states.get(&path) else { continue };
        let Some(some) = for_any_type(&Picked(value, samples)) else {
            let expected = rockpool_core::shape::Shape::from([samples.len()]);
            return Err(Error::other(StatesError::shape(expected, value.shape())).below(&path));
        };
        all.set(&path, some)?;
    }
    Ok(all)
}

/// The records of parts as those of all samples; with `steps`, they are series, and zero after the end.
fn joined(
    parts: &[(Vec<usize>, Tree<Value>)],
    batches: usize,
    steps: Option<usize>,
) -> Result<Tree<Value>, Error> {
    let mut all = Tree::new();
    for path in parts.iter().flat_map(|(_, tree)| tree.branches()) {
        if all.get(&path).is_some() {
            continue;
        }
        let values: Vec<(&[usize], &Value)> =
            parts.iter().filter_map(|(samples, tree)| Some((samples.as_slice(), tree.get(&path)?))).collect();
        let padded = match steps {
            None if path.rsplit('.').next() == Some(PAST) => for_any_type(&Padded { parts: &values }),
            _ => None,
        };
        let values = match &padded {
            Some(padded) => {
                values.iter().zip(padded).map(|((samples, _), value)| (*samples, value)).collect()
            }
            None => values,
        };
        match for_any_type(&Scattered { parts: &values, batches, steps }) {
            Some(whole) => all.set(&path, whole)?,
            None => return Err(Error::other(LengthsError::Join).below(&path)),
        }
    }
    Ok(all)
}

/// The inputs that modules remember: as many as were run until there are enough, the latest at the end. Zeros before
/// them, and none where there are none, say the same.
struct Padded<'a> {
    parts: &'a [(&'a [usize], &'a Value)],
}

impl ForAnyType for Padded<'_> {
    type Output = Vec<Value>;

    fn of<E: AnyElement + Copy>(&self) -> Option<Vec<Value>>
    where
        ArrayD<E>: Into<Value>,
    {
        let shapes = || self.parts.iter().map(|(_, value)| value.shape());
        let columns = shapes().find_map(|shape| shape.get(2).copied())?;
        let rows = shapes().filter_map(|shape| shape.get(1).copied()).max()?;
        let padded = |(samples, value): &(&[usize], &Value)| {
            let mut padded = ArrayD::from_elem(vec![samples.len(), rows, columns], E::zero_element());
            let array = value.array::<E>()?;
            if array.ndim() == 3 {
                let from = rows - array.len_of(Axis(1));
                padded.slice_axis_mut(Axis(1), Slice::from(from..)).assign(&array);
            }
            Some(padded.into())
        };
        self.parts.iter().map(padded).collect()
    }
}

/// What is recorded of the samples of each part, put in its place among those of all.
struct Scattered<'a> {
    parts: &'a [(&'a [usize], &'a Value)],
    batches: usize,
    steps: Option<usize>,
}

impl ForAnyType for Scattered<'_> {
    type Output = Value;

    fn of<E: AnyElement + Copy>(&self) -> Option<Value>
    where
        ArrayD<E>: Into<Value>,
    {
        let Self { parts, batches, steps } = *self;
        let mut shape = parts.first()?.1.shape().to_vec();
        *shape.first_mut()? = batches;
        let same =
            |(_, value): &&(&[usize], &Value)| steps.is_some() || value.shape().get(1..) == shape.get(1..);
        if let Some(steps) = steps {
            *shape.get_mut(1)? = steps;
        } else if parts.iter().filter(same).count() < parts.len() {
            return None;
        }
        let mut all = ArrayD::from_elem(shape, E::zero_element());
        for (samples, value) in parts {
            let array = value.array::<E>()?;
            for (&sample, part) in samples.iter().zip(array.outer_iter()) {
                let mut place = all.index_axis_mut(Axis(0), sample);
                match steps {
                    Some(_) => {
                        place.slice_axis_mut(Axis(0), Slice::from(..part.len_of(Axis(0)))).assign(&part);
                    }
                    None => place.assign(&part),
                }
            }
        }
        Some(all.into())
    }
}
