//! Whether a module is still what its declaration says.

use crate::dims::Dims;
use crate::error::{Error, Fault, FaultKind};
use crate::path::At;
use crate::walk::{Entered, Leaf, Structure, Visitor, dims_of, key_fault, shape_of};
use alloc::vec::Vec;

/// Checks shapes, dims and bounds of a module and all below it.
pub(crate) fn check<M: Structure + ?Sized>(module: &M) -> Result<(), Error> {
    let mut check = Check { dims: Vec::new(), faults: Vec::new() };
    module.walk(&At::ROOT, &mut check);
    Error::unless_empty(check.faults)
}

struct Check {
    /// Those of the modules on the way.
    dims: Vec<Dims>,
    faults: Vec<Fault>,
}

impl<'m> Visitor<'m> for Check {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        let Some(dims) = self.dims.last() else { return };
        let shape = leaf.shape();
        let mut faults = Vec::new();
        match dims.resolve(leaf.attribute(), &shape) {
            Ok(permitted) if permitted == shape => {}
            Ok(_) => faults.push(dims.misfit(leaf.attribute(), &shape)),
            Err(kind) => faults.push(kind),
        }
        if let Some(bounds) = leaf.attribute().bounds()
            && let Some(outside) = leaf.any().out_of_bounds(bounds)
        {
            let index = (!shape.is_empty()).then_some(outside.index);
            faults.push(FaultKind::Bounds { bounds, index, found: outside.found });
        }
        self.faults.extend(faults.into_iter().map(|kind| Fault::new(leaf.path().to_owned(), kind)));
    }

    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        self.faults.extend(key_fault(at));
        // The shape that the parent declares for this place must be the module's own.
        let declared = at.submodule().and_then(|submodule| submodule.shape());
        if let (Some(parent), Some(declared), Some(found)) = (self.dims.last(), declared, shape_of(module)) {
            let expected = parent.expected(&declared);
            if expected.resolved.as_ref().is_some_and(|resolved| *resolved != found) {
                let bound = parent.bound_in(declared.lengths());
                let kind = FaultKind::Shape {
                    expected: alloc::vec![expected],
                    found,
                    bound,
                    would_reinterpret: false,
                };
                self.faults.push(Fault::new(at.to_path(), kind));
            }
        }
        let dims = dims_of(module);
        for dim in module.registry.dims() {
            if let Some(definition) = dim.definition()
                && let Err(error) = dims.evaluate(&definition)
                && !matches!(error, crate::shape::LengthError::Unbound(_))
            {
                let bound = dims.bound_in([&definition]);
                self.faults.push(Fault::new(at.to_path(), FaultKind::Length { error, bound }));
            }
        }
        self.dims.push(dims);
        true
    }

    fn leave(&mut self) {
        self.dims.pop();
    }
}
