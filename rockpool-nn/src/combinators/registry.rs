//! Registries of modules whose layers are known at run time.

use super::error::StackError;
use super::layers::{LayerFacts, Layers};
use crate::Float;
use ndarray::Array2;
use rockpool_core::__private as rp;
use rockpool_core::prelude::*;
use rockpool_core::shape::Length;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// What a module made of layers is called, with docs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Class {
    pub(super) name: &'static str,
    pub(super) docs: &'static str,
    /// The fewest layers.
    pub(super) least: usize,
    pub(super) has_weights: bool,
}

impl Class {
    /// What is known of such a module when it is compiled.
    pub(super) const fn registry(self) -> Registry {
        Registry { name: self.name, path: module_path!(), docs: self.docs, ..Registry::NOTHING }
    }
}

/// The registry of such a module: layers are named `0_Linear`, `1_Lif`, … unless `names` says
/// otherwise, and where there are weights between them, those are named `0_1_weight`, ….
///
/// # Errors
/// There are too few layers, they do not fit together, or names do not serve.
pub(super) fn registry_of<L: Layers>(
    class: Class,
    layers: &L,
    names: Option<Vec<String>>,
) -> Result<&'static Registry, Error> {
    let parts = layers.parts();
    if parts.len() < class.least {
        let too_few = StackError::TooFew { module: class.name, least: class.least, found: parts.len() };
        return Err(Error::other(too_few));
    }
    let names = match names {
        Some(names) => names,
        None => parts.iter().enumerate().map(|(index, part)| name_of(index, part)).collect(),
    };
    check_names(&names, parts.len(), class)?;
    if class.has_weights {
        check_shapes(&names, &parts)?;
    } else {
        check_sizes(&names, &parts)?;
    }
    Ok(interned::<L::Elem>(class, &parts, &names))
}

/// The name of a layer that has none: `0_Linear`.
pub(super) fn name_of(index: usize, part: &LayerFacts) -> String {
    format!("{index}_{}", part.module)
}

fn check_names(names: &[String], layers: usize, class: Class) -> Result<(), Error> {
    if names.len() != layers {
        return Err(Error::other(StackError::Names { expected: layers, found: names.len() }));
    }
    let mut known = BTreeSet::new();
    if class.has_weights {
        known.extend((1..layers).map(|index| weight_name(index - 1)));
    }
    for name in names {
        // Outputs are recorded beside what the layers record.
        let is_new = known.insert(name.clone()) && known.insert(format!("{name}_output"));
        if !is_new || name.is_empty() || name.contains('.') {
            return Err(Error::other(StackError::Name { name: name.clone() }));
        }
    }
    Ok(())
}

/// Each layer has as many inputs as the one before has outputs, as far as that is known.
fn check_sizes(names: &[String], parts: &[LayerFacts]) -> Result<(), Error> {
    for ((before, output), (layer, part)) in names.iter().zip(parts).zip(names.iter().zip(parts).skip(1)) {
        if let (Some(&expected), Some(&found)) = (output.shape.last(), part.shape.first())
            && expected != found
        {
            let before = before.clone();
            let size = StackError::Size { before, expected, module: part.module, found };
            return Err(Error::other(size).below(layer));
        }
    }
    Ok(())
}

/// Each layer has a shape.
fn check_shapes(names: &[String], parts: &[LayerFacts]) -> Result<(), Error> {
    match names.iter().zip(parts).find(|(_, part)| part.shape.is_empty()) {
        Some((name, part)) => Err(Error::other(StackError::NoSize { module: part.module }).below(name)),
        None => Ok(()),
    }
}

pub(super) fn weight_name(gap: usize) -> String {
    format!("{gap}_{}_weight", gap + 1)
}

/// Registries live as long as the program. One is made for each architecture, and found again
/// where the same layers in the same sizes and with the same names are put together again.
static KNOWN: Mutex<BTreeMap<String, &'static Registry>> = Mutex::new(BTreeMap::new());

fn interned<F: Float>(class: Class, parts: &[LayerFacts], names: &[String]) -> &'static Registry {
    let mut key = format!("{class:?} {}", F::DTYPE);
    for (name, part) in names.iter().zip(parts) {
        key += &format!(" {name:?} {} {:?} {:?}", part.shape, part.spikes, part.registry);
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(key).or_insert_with(|| Box::leak(Box::new(describe::<F>(class, parts, names))))
}

fn describe<F: Float>(class: Class, parts: &[LayerFacts], names: &[String]) -> Registry {
    let leaked = |text: &str| -> &'static str { String::from(text).leak() };
    let literal = |&length: &usize| Length::Literal(length);
    let gaps = parts.iter().zip(parts.iter().skip(1)).enumerate();
    let weights = gaps.filter(|_| class.has_weights).map(|(gap, (before, after))| {
        let lengths: Vec<Length> =
            before.shape.last().into_iter().chain(after.shape.first()).map(literal).collect();
        let docs = format!("Weights from `{}` to `{}`.", names[gap], names[gap + 1]);
        <Array2<F> as rp::Slot>::PARAMETER
            .named(leaked(&weight_name(gap)))
            .of_family("weights")
            .shaped(vec![rp::ShapeSpec { lengths: lengths.leak() }].leak())
            .documented(leaked(&docs))
    });
    let weights: Vec<Attribute> = weights.collect();
    let submodules = names.iter().zip(parts).map(|(name, part)| {
        // As the layer is now: `check` tells if one of another size takes its place.
        let lengths: Vec<Length> = part.shape.iter().map(literal).collect();
        let shape = (!lengths.is_empty()).then(|| &*lengths.leak());
        rp::submodule(leaked(name), "", &[], shape, part.registry)
    });
    let submodules: Vec<Submodule> = submodules.collect();
    let size_in = parts.first().and_then(|part| part.shape.first());
    let size_out = parts.last().and_then(|part| part.shape.last());
    let shape = match (size_in, size_out) {
        (Some(size_in), Some(size_out)) => Some(&*vec![literal(size_in), literal(size_out)].leak()),
        _ => None,
    };
    Registry {
        shape: shape.map(|lengths| rp::ShapeSpec { lengths }),
        attributes: weights.leak(),
        submodules: submodules.leak(),
        spiking_input: parts.first().is_some_and(|part| part.spikes[0]),
        spiking_output: parts.last().is_some_and(|part| part.spikes[1]),
        has_origin: class.has_weights,
        ..class.registry()
    }
}
