//! Writing with checks: `set`, `set_attributes`, `check`.

mod apply;
mod check;
mod common;
mod rehearsal;
mod shapes;
mod steps;
mod subtrees;
mod switched;
mod unflatten;
mod unknown;
mod variant;

pub(crate) use check::check;
pub use shapes::check_shapes;

use crate::error::{Error, Fault, FaultKind};
use crate::path::{At, MOST_LEVELS};
use crate::tree::Tree;
use crate::value::Value;
use crate::view::has_empty_name;
use crate::walk::{Structure, Wanted};
use alloc::string::String;
use alloc::vec::Vec;
use apply::{Apply, Undo};
use check::examined;
use rehearsal::{Found, Rehearsal};
use steps::Steps;
use unknown::{unknown, unknown_paths, unknown_variants};

/// Sets one attribute, or the variant of an enum.
pub(crate) fn set<M: Structure + ?Sized>(module: &mut M, path: &str, value: Value) -> Result<(), Error> {
    // A tree as deep as a path from anywhere could end the program.
    if path.split('.').count() > MOST_LEVELS {
        return Err(Error::one(
            path,
            FaultKind::UnknownPath { nearest: None, module: String::new(), choices: Vec::new() },
        ));
    }
    if path.is_empty() {
        // That of the module itself.
        return match module.registered().is_enum() {
            true => set_attributes(module, &Tree::leaf(value)),
            false => Err(unknown(module, path)),
        };
    }
    if has_empty_name(path) {
        return Err(unknown(module, path));
    }
    let mut tree = Tree::new();
    tree.insert(path, value);
    set_attributes(module, &tree)
}

/// Sets all attributes that the tree has a value for: all of them, or none.
pub(crate) fn set_attributes<M: Structure + ?Sized>(module: &mut M, tree: &Tree<Value>) -> Result<(), Error> {
    let steps = rehearse(module, tree, None)?;
    take(module, &steps)
}

/// Sets what a tree wants of an enum that is in the making.
pub(crate) fn set_wanted<M: Structure + ?Sized>(module: &mut M, wanted: &Wanted<'_>) -> Result<(), Error> {
    let steps = rehearse(module, wanted.tree, Some(wanted.names))?;
    take(module, &steps)
}

/// Whether all of the tree could be set.
pub(crate) fn check_attributes<M: Structure + ?Sized>(module: &M, tree: &Tree<Value>) -> Result<(), Error> {
    rehearse(module, tree, None).map(|_| ())
}

/// Takes the steps; where modules declare a `check` that refuses what comes out, it is undone.
fn take<M: Structure + ?Sized>(module: &mut M, steps: &Steps<'_>) -> Result<(), Error> {
    let mut apply = Apply::new(steps);
    module.walk_mut(&At::ROOT, &mut apply);
    if !steps.examines {
        return Ok(());
    }
    let done = apply.done();
    let faults = examined(module, steps);
    if !faults.is_empty() {
        module.walk_mut(&At::ROOT, &mut Undo::new(steps, done));
    }
    Error::unless_empty(faults)
}

/// What is to be done at each step of the walk; `names` are the variants that are wanted of the module itself.
fn rehearse<'t, M: Structure + ?Sized>(
    module: &M,
    tree: &'t Tree<Value>,
    names: Option<&'t str>,
) -> Result<Steps<'t>, Error> {
    let size = tree.size();
    let mut rehearsal = Rehearsal::new(tree, names, size.leaves);
    module.walk(&At::ROOT, &mut rehearsal);
    let (mut steps, found, mut faults): (Steps<'t>, Found, Vec<Fault>) = rehearsal.end();
    if found.leaves < size.leaves {
        unknown_paths(module, tree, &steps.variants, &mut faults);
    }
    if found.bare_variants < size.bare_variants {
        unknown_variants(tree, &found.met, &steps.variants, &mut faults);
    }
    Error::unless_empty(faults)?;
    steps.shapes.sort_by_key(|(step, _)| *step);
    Ok(steps)
}
