//! Whether the arrays of a module have shapes that they may have, asked each time before it runs.

use super::check;
use crate::dims::Dims;
use crate::error::Error;
use crate::origin::Origin;
use crate::path::At;
use crate::registry::Registry;
use crate::walk::{Entered, Leaf, Structure, Visitor};

/// Checks the shapes of a module's own attributes, in a time that their elements do not count in: those
/// that are as they were built cost one look each, and no memory. Bounds are not checked, and neither is
/// what lies below.
///
/// # Errors
/// Those of `check`, where a shape is none that it may be.
pub fn check_shapes<M: Structure + ?Sized>(module: &M) -> Result<(), Error> {
    let mut shapes = Shapes { registry: module.registered(), origin: None, index: 0, depth: 0, hold: true };
    module.walk(&At::ROOT, &mut shapes);
    if shapes.hold { Ok(()) } else { check(module) }
}

struct Shapes<'m> {
    registry: &'static Registry,
    origin: Option<&'m Origin>,
    /// That of the attribute that is met next, if none is absent.
    index: usize,
    depth: usize,
    hold: bool,
}

impl<'m> Visitor<'m> for Shapes<'m> {
    #[inline]
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        let attributes = self.registry.attributes();
        while attributes.get(self.index).is_some_and(|next| !core::ptr::eq(next, leaf.attribute())) {
            self.index += 1;
        }
        let found = leaf.shape();
        let built = self.origin.and_then(|origin| origin.shape(self.index));
        self.index += 1;
        if built == Some(&found) {
            return;
        }
        let record = self.origin.and_then(Origin::record);
        self.hold &= record.is_some_and(|record| {
            Dims::from_bound(self.registry, &record.dims).may_have(leaf.attribute(), &found)
        });
    }

    fn enter(&mut self, _: &At<'_>, module: &Entered<'m>) -> bool {
        self.depth += 1;
        if self.depth == 1 {
            self.origin = module.origin;
        }
        self.depth == 1
    }
}
