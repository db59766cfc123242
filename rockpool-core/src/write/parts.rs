//! Which part of a tree belongs to a place of a walk.

use crate::decimal::Decimal;
use crate::tree::Tree;
use crate::value::Value;
use crate::view::{At, Segment};
use alloc::vec::Vec;

/// The parts of a tree that belong to the modules that a walk is in.
pub(super) struct Parts<'t> {
    tree: &'t Tree<Value>,
    open: Vec<Part<'t>>,
}

struct Part<'t> {
    /// The address of the module's place, which stays while the walk is in the module: what lies
    /// below it is looked up from here, and not from the root.
    place: usize,
    tree: &'t Tree<Value>,
    /// Where the next attribute is, if the tree has the order of the walk.
    next: usize,
}

fn address(at: &At<'_>) -> usize {
    core::ptr::from_ref(at).addr()
}

impl<'t> Parts<'t> {
    pub(super) fn new(tree: &'t Tree<Value>) -> Self {
        Self { tree, open: Vec::new() }
    }

    /// The part that belongs to the module with this place.
    pub(super) fn of_module(&self, at: &At<'_>) -> Option<&'t Tree<Value>> {
        if let Some(open) = self.open.last()
            && open.place == address(at)
        {
            return Some(open.tree);
        }
        let above = at.above().map_or(Some(self.tree), |above| self.of_module(above))?;
        match at.segment() {
            None => Some(above),
            Some(Segment::Submodule(submodule)) => above.child(submodule.name()),
            // A key with a dot in it is several steps of a path.
            Some(Segment::Key(key)) => key.split('.').try_fold(above, Tree::child),
            Some(Segment::Index(index)) => above.element(index, &Decimal::new(index)),
        }
    }

    pub(super) fn enter(&mut self, at: &At<'_>, tree: &'t Tree<Value>) {
        self.open.push(Part { place: address(at), tree, next: 0 });
    }

    pub(super) fn leave(&mut self) {
        self.open.pop();
    }

    /// The part that belongs to the attribute with this name, of the module that was entered last.
    pub(super) fn of_attribute(&mut self, name: &str) -> Option<&'t Tree<Value>> {
        let open = self.open.last_mut()?;
        let (position, tree) = open.tree.child_near(open.next, name)?;
        open.next = position + 1;
        Some(tree)
    }
}
