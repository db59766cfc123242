//! Writing with checks: `set`, `set_attributes`, `check`.

mod check;

pub(crate) use check::check;

use crate::error::{Error, Fault, FaultKind};
use crate::module::Module;
use crate::nearest::nearest;
use crate::registry::{Attribute, Registry};
use crate::shape::Shape;
use crate::shape::dims::{Dims, dims_of_record};
use crate::tree::Tree;
use crate::value::{AnyValue, Unfit, Value};
use crate::view::{At, Entered, Leaf, LeafMut, Segment, Visitor, VisitorMut};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

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
    let shapes = plan(module, tree)?;
    module.walk_mut(&At::ROOT, &mut Apply { tree, stack: Vec::new(), shapes: shapes.into_iter() });
    Ok(())
}

/// Whether all of the tree could be set.
pub(crate) fn check_attributes<M: Module + ?Sized>(module: &M, tree: &Tree<Value>) -> Result<(), Error> {
    plan(module, tree).map(|_| ())
}

/// A shape for each value of the tree, in the order of the walk.
fn plan<M: Module + ?Sized>(module: &M, tree: &Tree<Value>) -> Result<Vec<Shape>, Error> {
    let mut plan = Plan { tree, stack: Vec::new(), shapes: Vec::new(), faults: Vec::new() };
    module.walk(&At::ROOT, &mut plan);
    let Plan { shapes, mut faults, .. } = plan;
    if shapes.len() < tree.len() {
        strangers(module, tree, &mut faults);
    }
    Error::unless_empty(faults)?;
    Ok(shapes)
}

/// The part of the tree that belongs to the place of a walk.
fn locate<'t>(at: &At<'_>, tree: &'t Tree<Value>) -> Option<&'t Tree<Value>> {
    let above = at.above().map_or(Some(tree), |above| locate(above, tree))?;
    match at.segment() {
        None => Some(above),
        Some(Segment::Submodule(submodule)) => above.child(submodule.name()),
        // A key with a dot in it is several steps of a path.
        Some(Segment::Key(key)) => key.split('.').try_fold(above, Tree::child),
        Some(Segment::Index(index)) => above.child(&index.to_string()),
    }
}

/// A module that the plan is in: the part of the tree for it, and what that part would change.
struct Open<'t> {
    part: &'t Tree<Value>,
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
    slot: usize,
}

/// Checks everything and changes nothing; a shape for each value, in the order of the walk.
struct Plan<'t> {
    tree: &'t Tree<Value>,
    stack: Vec<Open<'t>>,
    shapes: Vec<Shape>,
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
        let new = open.part.child(attribute.name());
        let value = new.and_then(Tree::as_leaf);
        if new.is_some_and(|new| new.as_leaf().is_none()) {
            let message = "expected a value, found a tree".into();
            self.faults.push(Fault::new(leaf.path().to_owned(), FaultKind::Type { message }));
        }
        if open.has_open_dims {
            let slot = self.shapes.len();
            open.changes.push(Change {
                attribute,
                path: leaf.path().to_owned(),
                new: value.map(Value::shape),
                present: leaf.shape(),
                slot,
            });
            if let Some(value) = value {
                self.shapes.push(value.shape());
                let shape = if value.numel() == leaf.numel() { leaf.shape() } else { value.shape() };
                self.judge(&leaf, value.any(), &shape);
            }
            return;
        }
        let Some(value) = value else { return };
        match open.dims.resolve(attribute, &value.shape()) {
            Ok(shape) => {
                self.judge(&leaf, value.any(), &shape);
                self.shapes.push(shape);
            }
            Err(kind) => {
                self.shapes.push(value.shape());
                self.faults.push(Fault::new(leaf.path().to_owned(), kind));
            }
        }
    }

    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        let Some(part) = locate(at, self.tree) else { return false };
        if part.as_leaf().is_some() {
            self.shapes.push(Shape::SCALAR);
            self.faults.push(Fault::new(at.to_path(), FaultKind::IsModule));
            return false;
        }
        let dims = dims_of_record(module);
        let has_open_dims = dims.has_unbound();
        self.stack.push(Open { part, registry: module.registry, dims, has_open_dims, changes: Vec::new() });
        true
    }

    /// Dims that are not bound: the new data and the data that stays must agree on them.
    fn leave(&mut self) {
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
                    if change.new.is_some()
                        && let Some(slot) = self.shapes.get_mut(change.slot)
                    {
                        *slot = shape;
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
    tree: &'t Tree<Value>,
    stack: Vec<&'t Tree<Value>>,
    shapes: alloc::vec::IntoIter<Shape>,
}

impl<'m> VisitorMut<'m> for Apply<'_> {
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        let part = self.stack.last().and_then(|part| part.child(leaf.attribute().name()));
        let Some(value) = part.and_then(Tree::as_leaf) else { return };
        let Some(shape) = self.shapes.next() else { return };
        // The plan has asked the same question of the same value and heard yes.
        let _ = leaf.parts().value.assign(value.any(), &shape);
    }

    fn enter(&mut self, at: &At<'_>, _: &'static Registry) -> bool {
        let part = locate(at, self.tree);
        self.stack.extend(part);
        part.is_some()
    }

    fn leave(&mut self) {
        self.stack.pop();
    }
}

/// The paths of the tree that are no attributes.
fn strangers<M: Module + ?Sized>(module: &M, tree: &Tree<Value>, faults: &mut Vec<Fault>) {
    let paths: Vec<String> = module.attributes().iter().map(|leaf| leaf.path().to_string()).collect();
    let known: alloc::collections::BTreeSet<&str> = paths.iter().map(String::as_str).collect();
    for path in tree.branches() {
        let is_told = paths.iter().any(|known| is_below(&path, known))
            || faults.iter().any(|fault| *fault.path() == *path);
        if known.contains(path.as_str()) || is_told {
            continue;
        }
        let kind = if paths.iter().any(|known| is_below(known, &path)) {
            FaultKind::IsModule
        } else {
            let nearest = nearest(&path, paths.iter().map(String::as_str)).map(Into::into);
            FaultKind::UnknownPath { nearest }
        };
        faults.push(Fault::new(path.into(), kind));
    }
}

/// Whether `path` lies below the path `known`; if that is an attribute's, another fault tells.
fn is_below(path: &str, known: &str) -> bool {
    path.strip_prefix(known).is_some_and(|rest| rest.starts_with('.'))
}

fn unknown<M: Module + ?Sized>(module: &M, path: &str) -> Error {
    let paths: Vec<String> = module.attributes().iter().map(|leaf| leaf.path().to_string()).collect();
    let nearest = nearest(path, paths.iter().map(String::as_str)).map(Into::into);
    Error::one(path, FaultKind::UnknownPath { nearest })
}
