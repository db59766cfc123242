//! Writing with checks: `set`, `set_attributes`, `check`.

mod check;
mod keys;
mod parts;
mod unknown;

pub(crate) use check::check;
pub use keys::check_keys;
pub(crate) use keys::{key_fault, misfit as key_misfit};

use crate::error::{Error, Fault, FaultKind};
use crate::module::Module;
use crate::registry::{Attribute, Registry};
use crate::shape::Shape;
use crate::shape::dims::{Dims, dims_of_record};
use crate::tree::Tree;
use crate::value::{AnyValue, Unfit, Value};
use crate::view::{At, Entered, Leaf, LeafMut, Visitor, VisitorMut};
use alloc::boxed::Box;
use alloc::vec::Vec;
use parts::Parts;
use unknown::{strangers, unknown};

/// Sets one attribute.
pub(crate) fn set<M: Module + ?Sized>(module: &mut M, path: &str, value: Value) -> Result<(), Error> {
    let mut tree = Tree::new();
    tree.insert(path, value);
    if path.is_empty() {
        return Err(unknown(module, path));
    }
    set_attributes(module, &tree)
}

/// Sets all attributes that the tree has a value for: all of them, or none.
pub(crate) fn set_attributes<M: Module + ?Sized>(module: &mut M, tree: &Tree<Value>) -> Result<(), Error> {
    let steps = plan(module, tree)?;
    module.walk_mut(&At::ROOT, &mut Apply { steps: steps.into_iter() });
    Ok(())
}

/// Whether all of the tree could be set.
pub(crate) fn check_attributes<M: Module + ?Sized>(module: &M, tree: &Tree<Value>) -> Result<(), Error> {
    plan(module, tree).map(|_| ())
}

/// What is to be done at each step of the walk.
fn plan<'t, M: Module + ?Sized>(module: &M, tree: &'t Tree<Value>) -> Result<Vec<Step<'t>>, Error> {
    let mut plan =
        Plan { parts: Parts::new(tree), stack: Vec::new(), steps: Vec::new(), found: 0, faults: Vec::new() };
    module.walk(&At::ROOT, &mut plan);
    let Plan { steps, found, mut faults, .. } = plan;
    if found < tree.len() {
        strangers(module, tree, &mut faults);
    }
    Error::unless_empty(faults)?;
    Ok(steps)
}

/// A module or an attribute that the walk meets.
enum Step<'t> {
    /// The tree has something for this module.
    Enter,
    /// The tree has nothing for this module, or for this attribute.
    Pass,
    /// The value for this attribute, with its shape there where that is another.
    Set(&'t Value, Option<Box<Shape>>),
}

/// A module that the plan is in, and what its part of the tree would change.
struct Open {
    registry: &'static Registry,
    /// Those it was built with.
    dims: Dims,
    /// Whether the others follow from its data, as all do in a module without an origin.
    has_open_dims: bool,
    changes: Vec<Change>,
}

struct Change {
    attribute: &'static Attribute,
    path: crate::view::Path<'static>,
    new: Option<Shape>,
    present: Shape,
    step: usize,
}

/// Checks everything and changes nothing.
struct Plan<'t> {
    parts: Parts<'t>,
    stack: Vec<Open>,
    /// What the walk meets, in its order.
    steps: Vec<Step<'t>>,
    /// The leaves of the tree for which there is a place.
    found: usize,
    faults: Vec<Fault>,
}

impl Plan<'_> {
    fn judge(&mut self, leaf: &Leaf<'_, '_>, new: &dyn AnyValue, shape: &Shape) {
        let attribute = leaf.attribute();
        let kind = match leaf.any().try_assign(new, shape, attribute.bounds()) {
            Ok(None) => return,
            Ok(Some(outside)) => match attribute.bounds() {
                Some(bounds) => FaultKind::Bounds {
                    bounds,
                    index: (!shape.is_empty()).then_some(outside.index),
                    found: outside.found,
                },
                None => return,
            },
            Err(Unfit::Type(message)) => FaultKind::Type { message },
            Err(Unfit::Shape(found)) => Dims::new(Registry::EMPTY).misfit(attribute, &found),
        };
        self.faults.push(Fault::new(leaf.path().to_owned(), kind));
    }
}

impl<'m> Visitor<'m> for Plan<'_> {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        let attribute = leaf.attribute();
        let Some(open) = self.stack.last_mut() else { return };
        let part = self.parts.of_attribute(attribute.name());
        let value = part.and_then(Tree::as_leaf);
        self.found += usize::from(value.is_some());
        if part.is_some() && value.is_none() {
            let message = "expected a value, found a tree".into();
            self.faults.push(Fault::new(leaf.path().to_owned(), FaultKind::Type { message }));
        }
        if open.has_open_dims {
            open.changes.push(Change {
                attribute,
                path: leaf.path().to_owned(),
                new: value.map(Value::shape),
                present: leaf.shape(),
                step: self.steps.len(),
            });
            if let Some(value) = value {
                let shape = if value.numel() == leaf.numel() { leaf.shape() } else { value.shape() };
                self.judge(&leaf, value.any(), &shape);
            }
            self.steps.push(value.map_or(Step::Pass, |value| Step::Set(value, None)));
            return;
        }
        let Some(value) = value else { return self.steps.push(Step::Pass) };
        let found = value.shape();
        if open.dims.permits(attribute, &found) {
            // A value of the attribute's own type can only lie outside the bounds.
            let is_own_type = || leaf.any().as_any().type_id() == value.any().as_any().type_id();
            if attribute.bounds().is_some() || !is_own_type() {
                self.judge(&leaf, value.any(), &found);
            }
            return self.steps.push(Step::Set(value, None));
        }
        match open.dims.resolve(attribute, &found) {
            Ok(shape) => {
                self.judge(&leaf, value.any(), &shape);
                self.steps.push(Step::Set(value, Some(Box::new(shape))));
            }
            Err(kind) => self.faults.push(Fault::new(leaf.path().to_owned(), kind)),
        }
    }

    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        let Some(part) = self.parts.of_module(at) else {
            self.steps.push(Step::Pass);
            return false;
        };
        if part.as_leaf().is_some() {
            self.found += 1;
            self.faults.push(Fault::new(at.to_path(), FaultKind::IsModule));
            return false;
        }
        self.steps.push(Step::Enter);
        self.parts.enter(at, part);
        let dims = dims_of_record(module);
        let has_open_dims = dims.has_unbound();
        self.stack.push(Open { registry: module.registry, dims, has_open_dims, changes: Vec::new() });
        true
    }

    /// Dims that are not bound: the new data and the data that stays must agree on them.
    fn leave(&mut self) {
        self.parts.leave();
        let Some(open) = self.stack.pop() else { return };
        if open.changes.iter().all(|change| change.new.is_none()) {
            return;
        }
        let index_of = |change: &Change| {
            open.registry.attributes().iter().position(|known| known.name() == change.attribute.name())
        };
        let shapes: Vec<(usize, Shape)> = open
            .changes
            .iter()
            .filter_map(|change| {
                let flat = |new: &Shape| new.numel() == change.present.numel();
                let shape = match &change.new {
                    Some(new) if !flat(new) || new.rank() == change.present.rank() => new,
                    _ => &change.present,
                };
                Some((index_of(change)?, shape.clone()))
            })
            .collect();
        let dims = open.dims.with_data(&shapes);
        for change in &open.changes {
            let found = change.new.as_ref().unwrap_or(&change.present);
            match dims.resolve(change.attribute, found) {
                Ok(shape) => {
                    if shape != *found
                        && let Some(Step::Set(_, slot)) = self.steps.get_mut(change.step)
                    {
                        *slot = Some(Box::new(shape));
                    }
                }
                Err(kind) => {
                    // In place of what has been said without the dims.
                    self.faults.retain(|fault| *fault.path() != change.path);
                    self.faults.push(Fault::new(change.path.clone(), kind));
                }
            }
        }
    }
}

/// Writes what the plan has found good.
struct Apply<'t> {
    steps: alloc::vec::IntoIter<Step<'t>>,
}

impl<'m> VisitorMut<'m> for Apply<'_> {
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        let Some(Step::Set(value, shape)) = self.steps.next() else { return };
        let value = value.any();
        // The plan has asked the same question of the same value and heard yes.
        let _ = match shape {
            Some(shape) => leaf.parts().value.assign(value, &shape),
            None => leaf.parts().value.assign(value, &value.shape()),
        };
    }

    fn enter(&mut self, _: &At<'_>, _: &'static Registry) -> bool {
        matches!(self.steps.next(), Some(Step::Enter))
    }
}
