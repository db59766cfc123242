//! Which variants a tree wants of enums.

use super::rehearsal::Rehearsal;
use super::steps::Switch;
use crate::build::Expected;
use crate::error::{Fault, FaultKind};
use crate::nearest::nearest;
use crate::path::{At, Segment};
use crate::registry::{Registry, Submodule};
use crate::tree::{Size, Tree};
use crate::value::Value;
use crate::walk::{Chosen, Variants, Wanted, own_shape};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use core::ptr;

/// An enum of which variants are wanted, while the walk is at its place.
pub(super) struct Choosing<'t> {
    /// Its place: enums in enums have the same.
    place: Place,
    path: String,
    /// The outermost of the enums there.
    registry: &'static Registry,
    /// What no enum has taken yet.
    names: &'t str,
}

/// A place of a walk, as long as the walk is there.
#[derive(PartialEq)]
struct Place {
    address: usize,
    submodule: Option<usize>,
    index: Option<usize>,
    key: Option<usize>,
}

impl Place {
    fn of(at: &At<'_>) -> Self {
        let (mut submodule, mut index, mut key) = (None, None, None);
        match at.segment() {
            Some(Segment::Submodule(known)) => submodule = Some(ptr::from_ref(known).addr()),
            Some(Segment::Index(known)) => index = Some(known),
            Some(Segment::Key(known)) => key = Some(known.as_ptr().addr()),
            None => {}
        }
        Self { address: ptr::from_ref(at).addr(), submodule, index, key }
    }
}

impl<'t> Rehearsal<'t> {
    /// Looks at what the tree wants of an enum; whether its variant is to be entered.
    pub(super) fn choose(&mut self, at: &At<'_>, chosen: &Chosen<'_>) -> bool {
        let part = self.subtrees.of_module(at);
        let step = self.steps.parts.len();
        self.steps.parts.push(part);
        let Some(part) = part else { return false };
        self.steps.examines |= chosen.registry().has_check;
        let Some(names) = self.names(at, chosen, part) else {
            self.found.leaves += part.len();
            return false;
        };
        let (name, rest) = names.split_once('.').unwrap_or((names, ""));
        let to = chosen.registry().variants().iter().position(|variant| variant.name() == name);
        let names_left = match to {
            _ if names.is_empty() => names,
            Some(to) if to != chosen.index() => {
                self.switch(at, chosen, step, part, to, names);
                return false;
            }
            Some(_) => rest,
            // Perhaps of the enum in the variant, which has the same path.
            None => names,
        };
        if let Some(choosing) = &mut self.choosing {
            choosing.names = names_left;
        }
        if part.as_leaf().is_some() && names_left.is_empty() {
            self.count_as_done(at, part);
            return false;
        }
        true
    }

    /// The names of variants that are wanted from here on; nothing where the tree has something else.
    fn names(&mut self, at: &At<'_>, chosen: &Chosen<'_>, part: &'t Tree<Value>) -> Option<&'t str> {
        let place = Place::of(at);
        if let Some(choosing) = &self.choosing
            && choosing.place == place
        {
            return Some(choosing.names);
        }
        self.check_taken();
        if part.is_bare_variant() {
            self.found.bare_variants += 1;
            self.found.met.push(at.to_path().to_string());
        }
        let own = self.root_names.filter(|_| at.segment().is_none());
        let text = |leaf: &'t Value| leaf.any().as_any().downcast_ref::<String>().map(String::as_str);
        let names = match (own, part.as_leaf()) {
            (Some(names), _) => names,
            (None, None) => part.variant().unwrap_or_default(),
            (None, Some(leaf)) => match text(leaf) {
                Some(names) => names,
                None => {
                    let message = alloc::format!(
                        "`{}` is an enum of modules; expected the name of a variant, found a value of type `{}`",
                        chosen.registry().name(),
                        crate::value::short(leaf.any().type_name())
                    );
                    self.faults.push(Fault::new(at.to_path(), FaultKind::Type { message }));
                    return None;
                }
            },
        };
        let path = at.to_path().to_string();
        self.choosing = Some(Choosing { place, path, registry: chosen.registry(), names });
        Some(names)
    }

    /// All that the tree has here is settled.
    fn count_as_done(&mut self, at: &At<'_>, part: &Tree<Value>) {
        let Size { leaves, bare_variants } = part.size();
        self.found.leaves += leaves;
        // Its own has been counted.
        self.found.bare_variants += bare_variants - usize::from(part.is_bare_variant());
        self.steps.variants.push(at.to_path().to_string());
        self.choosing = None;
    }

    /// Another variant: it is made, to see whether it can be, and what the tree has for it is set.
    fn switch(
        &mut self,
        at: &At<'_>,
        chosen: &Chosen<'_>,
        step: usize,
        part: &'t Tree<Value>,
        to: usize,
        names: &'t str,
    ) {
        self.count_as_done(at, part);
        let expected = self.expected(at).or_else(|| {
            // As large as the one that is there.
            let shape = own_shape(chosen.module())?;
            let lengths = shape.iter().map(|length| Some(*length)).collect();
            let shape = crate::error::ExpectedShape { declared: shape.to_string(), resolved: Some(shape) };
            Some(Expected { shape, lengths, bound: alloc::vec::Vec::new() })
        });
        let mut variants = Variants::new(*at, expected.clone());
        chosen.module().any_rehearse(to, &mut variants, &Wanted { tree: part, names });
        self.faults.extend(variants.faults);
        let is_kept = !chosen.registry().is_generic;
        self.steps.switches.push((step, Switch { to, names, expected, is_kept }));
    }

    /// The shape that the module above declares for this place.
    fn expected(&self, at: &At<'_>) -> Option<Expected> {
        let spec = at.submodule().and_then(Submodule::shape)?;
        let dims = self.stack.last()?.known_dims();
        Some(Expected {
            lengths: spec.lengths().iter().map(|length| dims.evaluate(length).ok()).collect(),
            shape: dims.expected(&spec),
            bound: dims.bound_in(spec.lengths()),
        })
    }

    /// Tells that a name was wanted of which there is no variant.
    pub(super) fn check_taken(&mut self) {
        let Some(Choosing { path, registry, names, .. }) = self.choosing.take() else { return };
        if names.is_empty() {
            return;
        }
        let found = names.split('.').next().unwrap_or(names).to_owned();
        let variants: alloc::vec::Vec<&str> = registry.variants().iter().map(Submodule::name).collect();
        let nearest = nearest(&found, variants.iter().copied()).map(ToOwned::to_owned);
        let kind = FaultKind::UnknownVariant { module: registry.name(), found, nearest, variants };
        self.faults.push(Fault::new(path.into(), kind));
    }
}
