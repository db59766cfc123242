//! Where a path leads.

use super::known::Known;
use super::places::Span;
use crate::error::{Error, FaultKind};
use crate::path::{At, is_within};
use crate::walk::{Entered, Leaf, Structure, Visitor};

/// The leaves at or below a path. None where that is declared, but absent in this instance.
pub(super) fn locate<M: Structure + ?Sized>(module: &M, path: &str) -> Result<Span, Error> {
    if path.is_empty() {
        return Ok(Span::ALL);
    }
    let mut locate = Locate { path, leaf: 0, depth: 0, found: None };
    module.walk(&At::ROOT, &mut locate);
    if let Some(span) = locate.found {
        return Ok(span);
    }
    let known = Known::of(module);
    if known.is_declared(path) {
        return Ok(Span::NONE);
    }
    let nearest = known.nearest_place(path);
    let (module, choices) = if nearest.is_none() { known.choices(path) } else { Default::default() };
    Err(Error::one(path, FaultKind::UnknownPlace { nearest, module, choices }))
}

struct Locate<'s> {
    path: &'s str,
    leaf: u32,
    /// How many modules deep the walk is in what was found.
    depth: usize,
    found: Option<Span>,
}

impl Locate<'_> {
    fn find(&mut self, leaves: u32) {
        let end = self.leaf.saturating_add(leaves);
        let start = self.found.map_or(self.leaf, |span| span.start);
        self.found = Some(Span { start, end });
    }
}

impl<'m> Visitor<'m> for Locate<'_> {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        if self.depth > 0 || *leaf.path() == *self.path {
            self.find(1);
        }
        self.leaf = self.leaf.saturating_add(1);
    }

    fn enter(&mut self, at: &At<'_>, _: &Entered<'m>) -> bool {
        if self.depth > 0 {
            self.depth += 1;
        } else if is_within(at, self.path) {
            self.depth = 1;
            self.find(0);
        }
        true
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
