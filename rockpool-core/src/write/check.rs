//! Whether a module is still what its declaration says.

use super::common::Common;
use super::steps::Steps;
use crate::dims::Dims;
use crate::error::{Error, Fault, FaultKind};
use crate::path::{At, MOST_LEVELS, Segment};
use crate::tree::Tree;
use crate::value::Value;
use crate::walk::{Chosen, Entered, Leaf, Structure, Visitor, dims_of, examine_at, key_fault, shape_of};
use alloc::string::ToString;
use alloc::vec::Vec;

/// Checks shapes, dims and bounds of a module and all below it.
pub(crate) fn check<M: Structure + ?Sized>(module: &M) -> Result<(), Error> {
    let mut check = Check { dims: Vec::new(), faults: Vec::new(), common: Common::default() };
    module.walk(&At::ROOT, &mut check);
    Error::unless_empty(check.faults)
}

/// What the `check`s of those modules say that the steps go through.
pub(super) fn examined<M: Structure + ?Sized>(module: &M, steps: &Steps<'_>) -> Vec<Fault> {
    struct Examine<'s, 't> {
        steps: &'s Steps<'t>,
        step: usize,
        faults: Vec<Fault>,
    }
    impl<'t> Examine<'_, 't> {
        fn next(&mut self) -> (usize, Option<&'t Tree<Value>>) {
            let step = self.step;
            self.step += 1;
            (step, self.steps.part(step))
        }
    }
    impl<'m> Visitor<'m> for Examine<'_, '_> {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {
            self.step += 1;
        }
        fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
            let is_set = self.next().1.is_some();
            if is_set {
                examine_at(module.module, at, &mut self.faults);
            }
            is_set
        }
        fn variant(&mut self, at: &At<'_>, chosen: &Chosen<'m>) -> bool {
            let (step, part) = self.next();
            if part.is_some() {
                examine_at(chosen.module(), at, &mut self.faults);
            }
            self.steps.switch(step).is_none() && part.is_some_and(|part| part.as_leaf().is_none())
        }
    }
    let mut examine = Examine { steps, step: 0, faults: Vec::new() };
    module.walk(&At::ROOT, &mut examine);
    examine.faults
}

struct Check {
    /// Those of the modules on the way.
    dims: Vec<Dims>,
    faults: Vec<Fault>,
    common: Common,
}

impl<'m> Visitor<'m> for Check {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        self.faults.extend(self.common.differing(&leaf));
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
            faults.push(FaultKind::outside(bounds, outside, &shape));
        }
        self.faults.extend(faults.into_iter().map(|kind| Fault::new(leaf.path().to_owned(), kind)));
    }

    fn variant(&mut self, at: &At<'_>, chosen: &Chosen<'m>) -> bool {
        examine_at(chosen.module(), at, &mut self.faults);
        true
    }

    fn elements(&mut self, at: &At<'_>, count: usize) {
        let Some(Segment::Submodule(submodule)) = at.segment() else { return };
        let (Some(length), Some(dims)) = (submodule.length(), self.dims.last()) else { return };
        if let Ok(expected) = dims.evaluate(length)
            && expected != count
        {
            let (declared, bound) = (length.to_string(), dims.bound_in([length]));
            let kind = FaultKind::Count { declared, expected, found: count, bound };
            self.faults.push(Fault::new(at.to_path(), kind));
        }
    }

    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        if self.dims.len() > MOST_LEVELS || at.depth() > MOST_LEVELS {
            self.faults.push(Fault::new(at.to_path(), FaultKind::TooDeep { most: MOST_LEVELS }));
            return false;
        }
        self.faults.extend(key_fault(at));
        examine_at(module.module, at, &mut self.faults);
        // The shape that the parent declares for this place must be the module's own.
        let declared = at.submodule().and_then(|submodule| submodule.shape());
        if let (Some(parent), Some(declared), Some(found)) = (self.dims.last(), declared, shape_of(module)) {
            let expected = parent.expected(&declared);
            if expected.resolved.as_ref().is_some_and(|resolved| !module.registry.has_given(resolved, &found))
            {
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
