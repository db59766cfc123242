//! What the making of a module does with its submodules.

use super::Child;
use crate::build::{Boundary, Create, Expected, Finish, Round, Site, SiteKey, Solver, unify_all};
use crate::path::Segment;
use crate::registry::Registry;
use crate::shape::{Binder, Bound, Length, LengthError};
use crate::walk::Structure;
use alloc::vec::Vec;

impl Round<'_, '_> {
    /// The submodule with this index: dims flow both ways.
    pub fn submodule<'p, M: Structure + 'p>(&mut self, index: usize, child: &mut Child<'p, M>) {
        let dims = &self.solver.dims;
        let Some(submodule) = dims.registry.submodules().get(index) else { return };
        let lengths: &[Length] = submodule.shape().map_or(&[], |spec| spec.lengths());
        let mut values: Vec<Option<usize>> =
            lengths.iter().map(|length| dims.evaluate(length).ok()).collect();
        let parent = submodule.shape().map(|_| &mut values);
        let mut boundary =
            Boundary { parent, stage: self.boundary.stage, depth: self.boundary.depth + 1, changed: false };
        child.unify(&mut boundary);
        self.boundary.changed |= boundary.changed;
        for (length, value) in lengths.iter().zip(values) {
            if let (Some(dim), Some(value)) = (dims.free_dim(length), value) {
                self.proposals.push((dim, Bound { value, by: Binder::Submodule(submodule.name()) }));
            }
        }
    }
}

impl<'s> Finish<'s> {
    /// Begins to make a module.
    #[must_use]
    pub fn new<M: Structure>(solver: Solver, site: Site<'s>) -> Self {
        Self::begin(M::REGISTERED, M::restore, solver, site)
    }

    /// Begins to make a module whose registry is known at run time only.
    #[must_use]
    pub fn known<M: Structure>(registry: &'static Registry, solver: Solver, site: Site<'s>) -> Self {
        Self::begin(registry, M::restore, solver, site)
    }
}

impl Finish<'_> {
    /// The submodule with this index.
    pub fn submodule<'p, M: Structure + 'p>(&mut self, index: usize, child: Child<'p, M>) -> Option<M> {
        let submodule = self.registry.submodules().get(index)?;
        let dims = &self.solver.dims;
        let mut unbound = Vec::new();
        let expected = submodule.shape().map(|spec| {
            let mut evaluate = |length: &Length| match dims.evaluate(length) {
                Ok(value) => Some(value),
                Err(LengthError::Unbound(dim)) => {
                    unbound.push(dim);
                    None
                }
                Err(_) => None,
            };
            Expected {
                lengths: spec.lengths().iter().map(&mut evaluate).collect(),
                shape: dims.expected(&spec),
                bound: dims.bound_in(spec.lengths()),
            }
        });
        for dim in unbound {
            self.unbound(dim);
        }
        child.finish(Site {
            at: self.at.below(Segment::Submodule(submodule), None),
            key: SiteKey::Below(self.key.map(|key| key.at(submodule.name()))),
            expected,
            faults: self.faults,
        })
    }
}

impl Create<'_> {
    /// The submodule with this index, made from the dims that are bound by now.
    pub fn submodule<M: Structure>(&mut self, index: usize) -> Option<M> {
        let mut child = Child::<M>::new();
        let submodule = self.0.registry.submodules().get(index)?;
        let dims = &self.0.solver.dims;
        let depth = self.0.at.depth() + 1;
        let lengths: Vec<Option<usize>> = submodule
            .shape()
            .map(|spec| spec.lengths().iter().map(|length| dims.evaluate(length).ok()).collect())
            .unwrap_or_default();
        unify_all(|stage| {
            let mut values = lengths.clone();
            let parent = submodule.shape().is_some().then_some(&mut values);
            let mut boundary = Boundary { parent, stage, depth, changed: false };
            child.unify(&mut boundary);
            boundary.changed
        });
        self.0.submodule(index, child)
    }
}
