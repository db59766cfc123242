//! From what a caller gives to the calls of a module, and back.

use super::lengths::{self, Join};
use crate::input::LengthsError;
use crate::record::{Session, StatesError};
use crate::states::or_unchanged;
use crate::{Evolve, Input, Recorder, States};
use ndarray::Array3;
use rockpool_core::prelude::*;

/// Runs a module over an input, from the given states of all batches if there are some. If it fails, nothing
/// is changed.
///
/// # Errors
/// Those of the module; lengths or states that do not fit.
pub(super) fn drive<M: Evolve + ?Sized, R: Join>(
    module: &mut M,
    input: Input<'_, M::Elem>,
    recorder: R,
    first: Option<&Tree<Value>>,
) -> Result<(Array3<M::Elem>, R), Error> {
    let (input, lengths) = input.without_lengths();
    if let Some(lengths) = lengths {
        return or_unchanged(module, |module| lengths::drive(module, &input, &lengths, recorder, first));
    }
    match first {
        Some(first) => or_unchanged(module, |module| from(module, input, recorder, Some(first), None)),
        None => plain(module, input, recorder),
    }
}

/// Runs a module from its stored states.
pub(super) fn plain<M: Evolve + ?Sized, R: Recorder>(
    module: &mut M,
    input: Input<'_, M::Elem>,
    mut recorder: R,
) -> Result<(Array3<M::Elem>, R), Error> {
    let output = match module.fails_unchanged() {
        true => module.evolve_with(input, &mut recorder)?,
        false => or_unchanged(module, |module| module.evolve_with(input, &mut recorder))?,
    };
    Ok((output, recorder))
}

/// Runs a module from the given states of all batches, which are these samples; it may be left half-done.
pub(super) fn from<M: Evolve + ?Sized, R: Recorder>(
    module: &mut M,
    input: Input<'_, M::Elem>,
    recorder: R,
    first: Option<&Tree<Value>>,
    samples: Option<&[usize]>,
) -> Result<(Array3<M::Elem>, R), Error> {
    let name = module.registry().name();
    if let Some(path) = first.iter().flat_map(|first| first.branches()).find(|path| {
        // What is misspelt is told before anything is run.
        module.state().get(path).is_none()
    }) {
        return Err(Error::other(StatesError::Unknown { module: name }).below(&path));
    }
    let mut session = Session::new(recorder, first, samples);
    let output = module.evolve_with(input, &mut session)?;
    session.check_taken(name)?;
    Ok((output, session.recorder))
}

/// Runs one of many streams.
pub(super) fn stream<M: Evolve + ?Sized>(
    module: &mut M,
    states: &mut States<M::Elem>,
    input: Input<'_, M::Elem>,
) -> Result<Array3<M::Elem>, Error> {
    states.swap(module)?;
    let samples = [states.number()];
    let (input, lengths) = input.without_lengths();
    let run = match lengths {
        Some(_) => Err(LengthsError::within()),
        None => Ok(Session::new(crate::Unrecorded, None, Some(&samples))),
    };
    let run = run.and_then(|mut session| match module.fails_unchanged() {
        true => module.evolve_with(input, &mut session),
        false => or_unchanged(module, |module| module.evolve_with(input, &mut session)),
    });
    states.swap(module)?;
    run
}
