//! What is to be done, in the order of the walk.

use crate::build::Expected;
use crate::shape::Shape;
use crate::tree::Tree;
use crate::value::Value;
use alloc::string::String;
use alloc::vec::Vec;

/// What is to be done, in the order of the walk.
pub(super) struct Steps<'t> {
    /// What the tree has for each module, enum and attribute that the walk meets; those for which it has nothing
    /// are passed over.
    pub(super) parts: Vec<Option<&'t Tree<Value>>>,
    /// The shapes that values take where those are others than their own, with the step of each.
    pub(super) shapes: Vec<(usize, Shape)>,
    /// The enums that get another variant, with the step of each.
    pub(super) switches: Vec<(usize, Switch<'t>)>,
    /// The paths of the enums of which the tree names the variant, where that settles all that it has there.
    pub(super) variants: Vec<String>,
    /// Whether one of the modules declares a `check`.
    pub(super) examines: bool,
}

/// Another variant for an enum.
#[derive(Clone)]
pub(super) struct Switch<'t> {
    pub(super) to: usize,
    /// The names of variants, from this enum on.
    pub(super) names: &'t str,
    /// The shape that the module above declares for it.
    pub(super) expected: Option<Expected>,
    /// Whether what was there before can be put back.
    pub(super) is_kept: bool,
}

impl<'t> Steps<'t> {
    pub(super) fn new(leaves: usize) -> Self {
        Self {
            // Of the leaves, and of modules with a few each.
            parts: Vec::with_capacity(leaves + leaves / 2),
            shapes: Vec::new(),
            switches: Vec::new(),
            variants: Vec::new(),
            examines: false,
        }
    }

    pub(super) fn part(&self, step: usize) -> Option<&'t Tree<Value>> {
        self.parts.get(step).copied().flatten()
    }

    pub(super) fn switch(&self, step: usize) -> Option<&Switch<'t>> {
        self.switches.iter().find(|(known, _)| *known == step).map(|(_, switch)| switch)
    }
}
