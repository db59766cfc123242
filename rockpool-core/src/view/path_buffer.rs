//! Walks that write the path as they go.

use super::Admits;
use crate::path::At;
use crate::registry::Registry;
use crate::walk::{Entered, Leaf, LeafMut, Visitor, VisitorMut};
use alloc::string::String;
use alloc::vec::Vec;

/// The path of the module that a walk is in, in one buffer: entering a module appends its steps, leaving it
/// takes them off again.
#[derive(Default)]
struct PathBuffer {
    text: String,
    modules: Vec<Entry>,
}

/// A module that was entered: where its part of the text ends, and its steps from the root.
#[derive(Clone, Copy, Default)]
struct Entry {
    end: usize,
    depth: usize,
}

impl PathBuffer {
    #[inline]
    fn here(&self) -> Entry {
        self.modules.last().copied().unwrap_or_default()
    }

    #[inline]
    fn enter(&mut self, at: &At<'_>) {
        let above = self.here();
        self.text.truncate(above.end);
        let depth = at.depth();
        // A `String` takes all that is written.
        let _ = at.write_last(depth - above.depth, &mut self.text);
        self.modules.push(Entry { end: self.text.len(), depth });
    }

    #[inline]
    fn leave(&mut self) {
        self.modules.pop();
    }

    /// The path of an attribute of the module here.
    #[inline]
    fn path(&mut self, name: &str) -> &str {
        self.text.truncate(self.here().end);
        self.text.push_str(name);
        &self.text
    }
}

/// Hands the leaves that are admitted to a function, with their paths.
pub(super) struct EachWithPath<A, F> {
    admits: A,
    buffer: PathBuffer,
    f: F,
}

impl<A, F> EachWithPath<A, F> {
    #[inline]
    pub(super) fn new(admits: A, f: F) -> Self {
        Self { admits, buffer: PathBuffer::default(), f }
    }
}

impl<'m, A: Admits, F: FnMut(&str, Leaf<'_, 'm>)> Visitor<'m> for EachWithPath<A, F> {
    #[inline(always)]
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        self.attribute(leaf, false);
    }
    #[inline(always)]
    fn takes_all_of(&self) -> u8 {
        self.admits.shown()
    }
    #[inline(always)]
    fn attribute(&mut self, leaf: Leaf<'_, 'm>, is_taken: bool) {
        if is_taken || self.admits.admits(leaf.attribute(), leaf.kind(), leaf.any()) {
            (self.f)(self.buffer.path(leaf.attribute().name()), leaf);
        }
    }
    #[inline]
    fn enter(&mut self, at: &At<'_>, _: &Entered<'m>) -> bool {
        self.buffer.enter(at);
        true
    }
    #[inline]
    fn leave(&mut self) {
        self.buffer.leave();
    }
}

impl<'m, A: Admits, F: FnMut(&str, LeafMut<'_, 'm>)> VisitorMut<'m> for EachWithPath<A, F> {
    #[inline(always)]
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        if self.admits.admits(leaf.attribute(), leaf.kind(), leaf.any()) {
            (self.f)(self.buffer.path(leaf.attribute().name()), leaf);
        }
    }
    #[inline]
    fn enter(&mut self, at: &At<'_>, _: &'static Registry) -> bool {
        self.buffer.enter(at);
        true
    }
    #[inline]
    fn leave(&mut self) {
        self.buffer.leave();
    }
}
