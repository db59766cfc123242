//! Running layers one after another.

use super::layers::Layers;
use crate::{Back, Input, Recorder};
use ndarray::Array3;
use rockpool_core::prelude::*;

/// Runs layers one after another. What each gives is recorded beside what it records, except for
/// the last where `keeps_last` is false; `join` makes of it what the next one takes.
///
/// # Errors
/// Those of the layers, and of `join`, under the layer's name.
pub(super) fn run<L: Layers, R: Recorder>(
    layers: &mut L,
    registry: &'static Registry,
    input: Input<'_, L::Elem>,
    recorder: &mut R,
    keeps_last: bool,
    mut join: impl FnMut(usize, Array3<L::Elem>) -> Result<Array3<L::Elem>, Error>,
) -> Result<Array3<L::Elem>, Error> {
    let count = registry.submodules().len();
    if count == 0 {
        // What gives its input back.
        let input = input.into_array();
        let columns = input.shape().last().copied().unwrap_or_default();
        return Ok(Input::from(input).frames(registry.name(), columns)?.into_owned());
    }
    let mut output = run_one(layers, registry, 0, input, recorder, keeps_last || count > 1)?;
    for index in 1..count {
        let joined = join(index - 1, output)?;
        let keeps = keeps_last || index + 1 < count;
        output = run_one(layers, registry, index, Input::from(joined), recorder, keeps)?;
    }
    Ok(output)
}

fn run_one<L: Layers, R: Recorder>(
    layers: &mut L,
    registry: &'static Registry,
    index: usize,
    input: Input<'_, L::Elem>,
    recorder: &mut R,
    keeps: bool,
) -> Result<Array3<L::Elem>, Error> {
    let name = registry.submodules().get(index).map_or("", Submodule::name);
    let output = layers.evolve_part(index, input, &mut recorder.at(name));
    let output = output.map_err(|error| error.below(name))?;
    if R::KEEPS_SERIES && keeps {
        recorder.series(&format!("{name}_output"), || output.clone())?;
    }
    Ok(output)
}

/// The way back through layers that ran one after another, from the last to the first; `part` makes of the
/// gradient of what a layer took that of what the one before gave.
///
/// # Errors
/// Those of the layers, and of `part`, under the layer's name.
pub(super) fn run_back<L: Layers>(
    layers: &L,
    registry: &'static Registry,
    of_output: Array3<L::Elem>,
    back: &mut Back<'_, L::Elem>,
    part: impl Fn(usize, Array3<L::Elem>, &mut Back<'_, L::Elem>) -> Result<Array3<L::Elem>, Error>,
) -> Result<Array3<L::Elem>, Error> {
    let mut of = of_output;
    for (index, layer) in registry.submodules().iter().enumerate().rev() {
        let name = layer.name();
        of = layers.back_part(index, of, &mut back.at(name)).map_err(|error| error.below(name))?;
        if let Some(gap) = index.checked_sub(1) {
            of = part(gap, of, back)?;
        }
    }
    Ok(of)
}
