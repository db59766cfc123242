//! Which part of a tree belongs to a place of a walk.

use crate::decimal::Decimal;
use crate::path::{At, Segment};
use crate::registry::Submodule;
use crate::tree::Tree;
use crate::value::Value;
use alloc::vec::Vec;
use core::ptr;

/// The parts of a tree that belong to the modules that a walk is in.
pub(super) struct Subtrees<'t> {
    tree: &'t Tree<Value>,
    open: Vec<OpenSubtree<'t>>,
}

struct OpenSubtree<'t> {
    /// The address of the module's place, which stays while the walk is in the module: what lies
    /// below it is looked up from here, and not from the root.
    place: usize,
    tree: &'t Tree<Value>,
    /// Where the next attribute or submodule is, if the tree has the order of the walk.
    next: usize,
    /// The submodule that was asked for last: every element of a list asks for the list anew.
    submodule: Option<(&'static Submodule, &'t Tree<Value>)>,
}

fn address(at: &At<'_>) -> usize {
    ptr::from_ref(at).addr()
}

impl<'t> Subtrees<'t> {
    pub(super) fn new(tree: &'t Tree<Value>) -> Self {
        Self { tree, open: Vec::new() }
    }

    /// The part that belongs to the module with this place.
    pub(super) fn of_module(&mut self, at: &At<'_>) -> Option<&'t Tree<Value>> {
        if let Some(open) = self.open.last()
            && open.place == address(at)
        {
            return Some(open.tree);
        }
        let above = match at.above() {
            Some(above) => match self.of_list(above) {
                Some(list) => list,
                None => self.of_module(above)?,
            },
            None => self.tree,
        };
        match at.segment() {
            None => Some(above),
            Some(Segment::Submodule(submodule)) => self.of_submodule(above, submodule),
            // A key with a dot in it is several steps of a path.
            Some(Segment::Key(key)) => key.split('.').try_fold(above, Tree::child),
            Some(Segment::Index(index)) => above.element(index, &Decimal::new(index)),
        }
    }

    /// The part of the list here, if another of its elements has asked for it just before.
    #[inline]
    fn of_list(&self, at: &At<'_>) -> Option<&'t Tree<Value>> {
        let (open, Some(Segment::Submodule(submodule))) = (self.open.last()?, at.segment()) else {
            return None;
        };
        let (known, tree) = open.submodule?;
        (ptr::eq(known, submodule) && open.place == address(at.above()?)).then_some(tree)
    }

    /// The part that belongs to a submodule, in the part of the module that has it.
    fn of_submodule(
        &mut self,
        above: &'t Tree<Value>,
        submodule: &'static Submodule,
    ) -> Option<&'t Tree<Value>> {
        let Some(open) = self.open.last_mut().filter(|open| ptr::eq(open.tree, above)) else {
            return above.child(submodule.name());
        };
        if let Some((known, tree)) = open.submodule
            && ptr::eq(known, submodule)
        {
            return Some(tree);
        }
        let (position, tree) = above.child_near(open.next, submodule.name())?;
        open.next = position + 1;
        open.submodule = Some((submodule, tree));
        Some(tree)
    }

    pub(super) fn enter(&mut self, at: &At<'_>, tree: &'t Tree<Value>) {
        self.open.push(OpenSubtree { place: address(at), tree, next: 0, submodule: None });
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
