//! The dims and the shape of a module that is there.

use super::{Entered, Leaf, Structure, Visitor};
use crate::dims::Dims;
use crate::path::{At, Segment};
use crate::registry::{Registry, Submodule};
use crate::shape::{Binder, Bound, Shape};
use alloc::vec::Vec;

/// The dims of a module as they are: those it was built with, and those that its data has.
pub(crate) fn dims_of(module: &Entered<'_>) -> Dims {
    let dims = dims_of_record(module);
    if !dims.has_unbound() {
        return dims;
    }
    let mut own = OwnShapes { depth: 0, index: 0, registry: module.registry, shapes: Vec::new(), dims };
    module.module.any_walk(&At::ROOT, &mut own);
    let OwnShapes { dims, shapes, .. } = own;
    dims.with_data(&shapes)
}

/// The dims that a module was built with.
#[inline]
pub(crate) fn dims_of_record(module: &Entered<'_>) -> Dims {
    match module.origin.and_then(crate::origin::Origin::record) {
        Some(record) => Dims::from_bound(module.registry, &record.dims),
        None => Dims::new(module.registry),
    }
}

/// The shape of the module itself, or of that inside a `Box` or an enum; none for lists of modules.
pub(crate) fn own_shape<M: Structure + ?Sized>(module: &M) -> Option<Shape> {
    struct Own(Option<Shape>);
    impl<'m> Visitor<'m> for Own {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {}
        fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
            // What has a path of its own is an element of a list.
            if at.segment().is_none() {
                self.0 = shape_of(module);
            }
            false
        }
    }
    let mut own = Own(None);
    module.walk(&At::ROOT, &mut own);
    own.0
}

/// The shape of a module with the registry that declares it: its own, or that of the submodule that it wraps.
pub(crate) fn shaped(module: &Entered<'_>) -> Option<(&'static Registry, Shape)> {
    let Some(inner) = module.registry.shape_of.and_then(|index| module.registry.submodules().get(index))
    else {
        let spec = module.registry.shape()?;
        return Some((module.registry, dims_of(module).shape(&spec).ok()?));
    };
    struct Inner {
        submodule: &'static Submodule,
        depth: usize,
        found: Option<(&'static Registry, Shape)>,
    }
    impl<'m> Visitor<'m> for Inner {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {}
        fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
            self.depth += 1;
            if self.depth == 1 {
                return true;
            }
            // What has a path of its own is an element of a list.
            let is_it = matches!(at.segment(), Some(Segment::Submodule(known)) if core::ptr::eq(known, self.submodule));
            if is_it {
                self.found = shaped(module);
            }
            false
        }
    }
    let mut search = Inner { submodule: inner, depth: 0, found: None };
    module.module.any_walk(&At::ROOT, &mut search);
    search.found
}

/// The shape of a module, if it declares one and its dims are bound.
pub(crate) fn shape_of(module: &Entered<'_>) -> Option<Shape> {
    shaped(module).map(|(_, shape)| shape)
}

/// The shapes of a module's own attributes, with their indices.
struct OwnShapes {
    depth: usize,
    index: usize,
    registry: &'static Registry,
    shapes: Vec<(usize, Shape)>,
    /// Those that follow from the numbers of elements.
    dims: Dims,
}

impl<'m> Visitor<'m> for OwnShapes {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        let rest = self.registry.attributes().iter().enumerate().skip(self.index);
        if let Some((index, _)) = rest.into_iter().find(|(_, known)| known.name() == leaf.attribute().name())
        {
            self.shapes.push((index, leaf.shape()));
            self.index = index + 1;
        }
    }
    fn enter(&mut self, _: &At<'_>, _: &Entered<'m>) -> bool {
        self.depth += 1;
        self.depth == 1
    }
    fn elements(&mut self, at: &At<'_>, count: usize) {
        if self.depth == 1 {
            bind_count(&mut self.dims, at, count);
        }
    }
}

/// Binds the dim that is the number of elements of the list here, if that is what it is.
pub(crate) fn bind_count(dims: &mut Dims, at: &At<'_>, count: usize) {
    if let Some(Segment::Submodule(submodule)) = at.segment()
        && let Some(dim) = submodule.length().and_then(|length| dims.free_dim(length))
    {
        dims.bind(dim, Bound { value: count, by: Binder::Submodule(submodule.name()) });
    }
}
