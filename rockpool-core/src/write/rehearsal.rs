//! Whether all of a tree can be set: what is to be done, and what is wrong.

use super::steps::Steps;
use super::subtrees::Subtrees;
use super::variant::Choosing;
use crate::dims::Dims;
use crate::error::{ExpectedShape, Fault, FaultKind};
use crate::path::{At, Path};
use crate::registry::{Attribute, Registry};
use crate::shape::Shape;
use crate::tree::Tree;
use crate::value::{AnyValue, Dtype, Unfit, Value};
use crate::walk::{Chosen, Entered, Leaf, Visitor, bind_count, dims_of_record};
use alloc::string::String;
use alloc::vec::Vec;

/// A module that the rehearsal is in, and what its part of the tree would change.
pub(super) struct Open {
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

    /// The dims, by the data that the module has where it was not built with them.
    pub(super) fn known_dims(&self) -> Dims {
        if self.open_at.is_none() {
            return self.dims.clone();
        }
        let attributes = self.registry.attributes();
        let shapes: Vec<(usize, Shape)> = self
            .changes
            .iter()
            .filter_map(|change| {
                let index = attributes.iter().position(|known| known.name() == change.attribute.name())?;
                Some((index, change.new.as_ref().unwrap_or(&change.present).clone()))
            })
            .collect();
        self.dims.clone().with_data(&shapes)
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

/// What is in the tree for which there is a place.
#[derive(Default)]
pub(super) struct Found {
    pub(super) leaves: usize,
    /// Enums of which the tree says the variant, and no more.
    pub(super) bare_variants: usize,
    /// The paths of those that the walk has met.
    pub(super) met: Vec<String>,
}

/// Checks everything and changes nothing.
pub(super) struct Rehearsal<'t> {
    pub(super) subtrees: Subtrees<'t>,
    pub(super) stack: Vec<Open>,
    pub(super) steps: Steps<'t>,
    /// What is in the tree for which there is a place.
    pub(super) found: Found,
    pub(super) faults: Vec<Fault>,
    /// The names of variants that are wanted of the module itself.
    pub(super) root_names: Option<&'t str>,
    pub(super) choosing: Option<Choosing<'t>>,
}

impl<'t> Rehearsal<'t> {
    pub(super) fn new(tree: &'t Tree<Value>, root_names: Option<&'t str>, leaves: usize) -> Self {
        Self {
            subtrees: Subtrees::new(tree),
            stack: Vec::new(),
            steps: Steps::new(leaves),
            found: Found::default(),
            faults: Vec::new(),
            root_names,
            choosing: None,
        }
    }

    /// What was found.
    pub(super) fn end(mut self) -> (Steps<'t>, Found, Vec<Fault>) {
        self.check_taken();
        if self.steps.examines && self.steps.switches.iter().any(|(_, switch)| !switch.is_kept) {
            let message = "an enum with parameters cannot be given another variant here: a `check` may refuse it, and what was there could not be put back; write the field".into();
            self.faults.push(Fault::new("".into(), FaultKind::Variant { message }));
        }
        (self.steps, self.found, self.faults)
    }

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
            Err(kind) => {
                let is_other = is_no_number(leaf, value.any());
                let kind = if is_other { not_a_number(leaf, value.any()) } else { kind };
                self.faults.push(Fault::new(leaf.path().to_owned(), kind));
            }
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
                Some(bounds) => FaultKind::outside(bounds, outside, shape),
                None => return,
            },
            Err(Unfit::Type(message)) => FaultKind::Type { message },
            Err(Unfit::Shape(_)) if is_no_number(leaf, new) => not_a_number(leaf, new),
            Err(Unfit::Shape(found)) => unfit(leaf, &found),
        };
        self.faults.push(Fault::new(leaf.path().to_owned(), kind));
    }
}

/// Whether numbers are wanted, and there is a text, a tree or the like: its shape is not what is wrong with it.
fn is_no_number(leaf: &Leaf<'_, '_>, new: &dyn AnyValue) -> bool {
    let is_other = |dtype| matches!(dtype, Dtype::Str | Dtype::Other);
    is_other(new.dtype()) && !is_other(leaf.any().dtype())
}

#[cold]
fn not_a_number(leaf: &Leaf<'_, '_>, new: &dyn AnyValue) -> FaultKind {
    let (expected, found) = (leaf.any().dtype(), crate::value::short(new.type_name()));
    FaultKind::Type { message: alloc::format!("expected elements of type `{expected}`, found `{found}`") }
}

/// The fault of data that the type does not hold, whose number of axes is told where no shape is declared.
#[cold]
fn unfit(leaf: &Leaf<'_, '_>, found: &Shape) -> FaultKind {
    let mut kind = Dims::new(Registry::EMPTY).misfit(leaf.attribute(), found);
    if let FaultKind::Shape { expected, .. } = &mut kind
        && expected.is_empty()
    {
        expected.push(ExpectedShape::of_rank(leaf.shape().rank()));
    }
    kind
}

impl<'m> Visitor<'m> for Rehearsal<'_> {
    fn variant(&mut self, at: &At<'_>, chosen: &Chosen<'m>) -> bool {
        self.choose(at, chosen)
    }

    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        let attribute = leaf.attribute();
        let part = self.subtrees.of_attribute(attribute.name());
        let step = self.steps.parts.len();
        self.steps.parts.push(part);
        let value = part.and_then(Tree::as_leaf);
        self.found.leaves += usize::from(value.is_some());
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

    fn elements(&mut self, at: &At<'_>, count: usize) {
        if let Some(open) = self.stack.last_mut() {
            bind_count(&mut open.dims, at, count);
        }
    }

    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        let part = self.subtrees.of_module(at);
        self.steps.parts.push(part);
        let Some(part) = part else { return false };
        if self.choosing.is_some() {
            let count = self.faults.len();
            self.check_taken();
            // A name that no enum here has taken.
            if part.as_leaf().is_some() && self.faults.len() > count {
                self.found.leaves += 1;
                return false;
            }
        }
        self.steps.examines |= module.registry.has_check;
        if part.as_leaf().is_some() {
            self.found.leaves += 1;
            self.faults.push(Fault::new(at.to_path(), FaultKind::IsModule));
            return false;
        }
        self.subtrees.enter(at, part);
        let dims = dims_of_record(module);
        let open_at = dims.has_unbound().then(|| at.to_path());
        self.stack.push(Open { registry: module.registry, dims, open_at, changes: Vec::new() });
        true
    }

    /// Dims that are not bound: the new data and the data that stays must agree on them.
    fn leave(&mut self) {
        self.check_taken();
        self.subtrees.leave();
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
