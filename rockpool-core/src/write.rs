//! Writing with checks: `set`, `set_attributes`, `check`.

mod check;
mod parts;
mod unflatten;
mod unknown;

pub(crate) use check::check;

use crate::dims::Dims;
use crate::error::{Error, Fault, FaultKind};
use crate::path::{At, Path};
use crate::registry::{Attribute, Registry};
use crate::shape::Shape;
use crate::tree::Tree;
use crate::value::{AnyValue, Unfit, Value};
use crate::walk::{Entered, Leaf, LeafMut, Structure, Visitor, VisitorMut, dims_of_record};
use alloc::vec::Vec;
use parts::Parts;
use unknown::{strangers, unknown};

/// Sets one attribute.
pub(crate) fn set<M: Structure + ?Sized>(module: &mut M, path: &str, value: Value) -> Result<(), Error> {
    let mut tree = Tree::new();
    tree.insert(path, value);
    if path.is_empty() {
        return Err(unknown(module, path));
    }
    set_attributes(module, &tree)
}

/// Sets all attributes that the tree has a value for: all of them, or none.
pub(crate) fn set_attributes<M: Structure + ?Sized>(module: &mut M, tree: &Tree<Value>) -> Result<(), Error> {
    let steps = plan(module, tree)?;
    module.walk_mut(&At::ROOT, &mut Apply { steps: &steps, step: 0, reshaped: 0 });
    Ok(())
}

/// Whether all of the tree could be set.
pub(crate) fn check_attributes<M: Structure + ?Sized>(module: &M, tree: &Tree<Value>) -> Result<(), Error> {
    plan(module, tree).map(|_| ())
}

/// What is to be done at each step of the walk.
fn plan<'t, M: Structure + ?Sized>(module: &M, tree: &'t Tree<Value>) -> Result<Steps<'t>, Error> {
    let leaves = tree.len();
    let mut plan = Plan {
        parts: Parts::new(tree),
        stack: Vec::new(),
        // Of the leaves, and of modules with a few each.
        steps: Steps { parts: Vec::with_capacity(leaves + leaves / 2), shapes: Vec::new() },
        found: 0,
        faults: Vec::new(),
    };
    module.walk(&At::ROOT, &mut plan);
    let Plan { mut steps, found, mut faults, .. } = plan;
    if found < leaves {
        strangers(module, tree, &mut faults);
    }
    Error::unless_empty(faults)?;
    steps.shapes.sort_by_key(|(step, _)| *step);
    Ok(steps)
}

/// What is to be done, in the order of the walk.
struct Steps<'t> {
    /// What the tree has for each module and attribute that the walk meets; those for which it has nothing
    /// are passed over.
    parts: Vec<Option<&'t Tree<Value>>>,
    /// The shapes that values take where those are others than their own, with the step of each.
    shapes: Vec<(usize, Shape)>,
}

/// A module that the plan is in, and what its part of the tree would change.
struct Open {
    registry: &'static Registry,
    /// Those it was built with.
    dims: Dims,
    /// Where it is, if others follow from its data, as all do in a module without an origin.
    open_at: Option<Path<'static>>,
    changes: Vec<Change>,
}

impl Open {
    /// Whether a value is of the attribute's own type and of a permitted shape.
    #[inline]
    fn takes(&self, attribute: &Attribute, value: &Value) -> bool {
        let value = value.any();
        value.is_as_declared(attribute.value_type(), attribute.declared_shapes())
            || attribute.value_type() == value.value_type() && self.dims.permits(attribute, &value.shape())
    }

    /// Whether all shapes are as declared, under dims on which they agree: what is so as a rule is found by
    /// one look at each, without the rounds of a builder.
    fn agrees_at_once(&self) -> bool {
        let mut dims = self.dims.clone();
        self.changes.iter().all(|change| {
            let found = change.new.as_ref().unwrap_or(&change.present);
            dims.bind_at_once(change.attribute, found)
        })
    }

    fn path_of(&self, attribute: &Attribute) -> Path<'static> {
        match &self.open_at {
            Some(module) if *module != "" => alloc::format!("{module}.{}", attribute.name()).into(),
            _ => attribute.name().into(),
        }
    }
}

struct Change {
    attribute: &'static Attribute,
    new: Option<Shape>,
    present: Shape,
    step: usize,
}

/// Checks everything and changes nothing.
struct Plan<'t> {
    parts: Parts<'t>,
    stack: Vec<Open>,
    steps: Steps<'t>,
    /// The leaves of the tree for which there is a place.
    found: usize,
    faults: Vec<Fault>,
}

impl Plan<'_> {
    /// A value that is perhaps converted or reshaped, or has bounds to keep to.
    #[inline(never)]
    fn take(&mut self, step: usize, leaf: &Leaf<'_, '_>, value: &Value) {
        let Some(open) = self.stack.last() else { return };
        let found = value.shape();
        match open.dims.resolve(leaf.attribute(), &found) {
            Ok(shape) => {
                self.judge(leaf, value.any(), &shape);
                if shape != found {
                    self.steps.shapes.push((step, shape));
                }
            }
            Err(kind) => self.faults.push(Fault::new(leaf.path().to_owned(), kind)),
        }
    }

    /// The same in a module whose dims follow from its data, that which is set and that which stays.
    #[inline(never)]
    fn note_change(&mut self, step: usize, leaf: &Leaf<'_, '_>, value: Option<&Value>) {
        let Some(open) = self.stack.last_mut() else { return };
        open.changes.push(Change {
            attribute: leaf.attribute(),
            new: value.map(Value::shape),
            present: leaf.shape(),
            step,
        });
        if let Some(value) = value {
            let shape = if value.numel() == leaf.numel() { leaf.shape() } else { value.shape() };
            self.judge(leaf, value.any(), &shape);
        }
    }

    #[cold]
    fn refuse_tree(&mut self, leaf: &Leaf<'_, '_>) {
        let message = "expected a value, found a tree".into();
        self.faults.push(Fault::new(leaf.path().to_owned(), FaultKind::Type { message }));
    }

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
        let part = self.parts.of_attribute(attribute.name());
        let step = self.steps.parts.len();
        self.steps.parts.push(part);
        let value = part.and_then(Tree::as_leaf);
        self.found += usize::from(value.is_some());
        if part.is_some() && value.is_none() {
            self.refuse_tree(&leaf);
        }
        match (self.stack.last(), value) {
            (Some(open), _) if open.open_at.is_some() => self.note_change(step, &leaf, value),
            // What is of the attribute's own type and of a permitted shape can only lie outside the bounds.
            (Some(open), Some(value)) if attribute.bounds().is_some() || !open.takes(attribute, value) => {
                self.take(step, &leaf, value);
            }
            _ => {}
        }
    }

    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        let part = self.parts.of_module(at);
        self.steps.parts.push(part);
        let Some(part) = part else { return false };
        if part.as_leaf().is_some() {
            self.found += 1;
            self.faults.push(Fault::new(at.to_path(), FaultKind::IsModule));
            return false;
        }
        self.parts.enter(at, part);
        let dims = dims_of_record(module);
        let open_at = dims.has_unbound().then(|| at.to_path());
        self.stack.push(Open { registry: module.registry, dims, open_at, changes: Vec::new() });
        true
    }

    /// Dims that are not bound: the new data and the data that stays must agree on them.
    fn leave(&mut self) {
        self.parts.leave();
        let Some(open) = self.stack.pop() else { return };
        if open.changes.iter().all(|change| change.new.is_none()) || open.agrees_at_once() {
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
        let dims = open.dims.clone().with_data(&shapes);
        for change in &open.changes {
            let found = change.new.as_ref().unwrap_or(&change.present);
            match dims.resolve(change.attribute, found) {
                Ok(shape) => {
                    if shape != *found && change.new.is_some() {
                        self.steps.shapes.push((change.step, shape));
                    }
                }
                Err(kind) => {
                    // In place of what has been said without the dims.
                    let path = open.path_of(change.attribute);
                    self.faults.retain(|fault| *fault.path() != path);
                    self.faults.push(Fault::new(path, kind));
                }
            }
        }
    }
}

/// Writes what the plan has found good.
struct Apply<'s, 't> {
    steps: &'s Steps<'t>,
    step: usize,
    /// The next of the values that are reshaped.
    reshaped: usize,
}

impl<'t> Apply<'_, 't> {
    #[inline]
    fn next(&mut self) -> Option<&'t Tree<Value>> {
        let part = self.steps.parts.get(self.step).copied().flatten();
        self.step += 1;
        part
    }
}

impl<'m> VisitorMut<'m> for Apply<'_, '_> {
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        let step = self.step;
        let Some(value) = self.next().and_then(Tree::as_leaf) else { return };
        let target = leaf.parts().value;
        // The plan has asked the same question of the same value and heard yes.
        let _ = match self.steps.shapes.get(self.reshaped) {
            Some((reshaped, shape)) if *reshaped == step => {
                self.reshaped += 1;
                target.assign(value.any(), shape)
            }
            _ => target.assign_as_is(value.any()),
        };
    }

    fn enter(&mut self, _: &At<'_>, _: &'static Registry) -> bool {
        self.next().is_some()
    }
}
