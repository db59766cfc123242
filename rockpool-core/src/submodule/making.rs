//! What the making of a module does with its submodules.

use super::Child;
use crate::build::{
    Boundary, Create, Expected, Finish, MOST_LEVELS, Round, Site, SiteKey, Solver, unify_all,
};
use crate::error::{ExpectedShape, Fault, FaultKind};
use crate::path::Segment;
use crate::registry::{Registry, Submodule};
use crate::shape::{Binder, Bound, Length, LengthError};
use crate::walk::{Structure, Variants, own_shape};
use alloc::string::ToString;
use alloc::vec::Vec;

impl Round<'_, '_> {
    /// Whether a submodule is not given, and is to be what the declaration says.
    pub fn opens<M>(&mut self, child: &Child<'_, M>) -> bool {
        child.is_absent() && self.boundary.depth < MOST_LEVELS
    }

    /// The submodule with this index: dims flow both ways.
    pub fn submodule<'p, M: Structure + 'p>(&mut self, index: usize, child: &mut Child<'p, M>) {
        let dims = &self.solver.dims;
        if dims.registry.shape_of == Some(index) {
            return self.wrapped(child);
        }
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

impl Round<'_, '_> {
    /// The submodule whose shape is that of the module: it stands at the same border.
    fn wrapped<'p, M: Structure + 'p>(&mut self, child: &mut Child<'p, M>) {
        let told = self.solver.shape.as_ref().map(|told| told.iter().map(|length| Some(*length)).collect());
        let mut lengths: Option<Vec<Option<usize>>> = self.boundary.parent.as_deref().cloned();
        // What the builder says comes first.
        if let (Some(told), None) = (told, lengths.as_ref().filter(|known| known.iter().any(Option::is_some)))
        {
            lengths = Some(told);
        }
        let (stage, depth) = (self.boundary.stage, self.boundary.depth + 1);
        let mut boundary = Boundary { parent: lengths.as_mut(), stage, depth, changed: false };
        child.unify(&mut boundary);
        self.boundary.changed |= boundary.changed;
        if let (Some(parent), Some(lengths)) = (self.boundary.parent.as_deref_mut(), lengths) {
            for (known, length) in parent.iter_mut().zip(lengths) {
                *known = known.or(length);
            }
        }
    }
}

impl<'s> Finish<'s> {
    /// Begins to make a module.
    #[must_use]
    pub fn new<M: Structure>(solver: Solver, site: Site<'s>) -> Self {
        Self::begin(M::REGISTERED, M::initialise, solver, site)
    }

    /// Begins to make a module whose registry is known at run time only.
    #[must_use]
    pub fn known<M: Structure>(registry: &'static Registry, solver: Solver, site: Site<'s>) -> Self {
        Self::begin(registry, M::initialise, solver, site)
    }
}

impl Finish<'_> {
    /// The submodule with this index.
    pub fn submodule<'p, M: Structure + 'p>(&mut self, index: usize, child: Child<'p, M>) -> Option<M> {
        let submodule = self.registry.submodules().get(index)?;
        if self.registry.shape_of == Some(index) {
            return self.wrapped(submodule, child);
        }
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

impl Finish<'_> {
    /// The submodule whose shape is that of the module: what is expected of the one is expected of the other.
    fn wrapped<'p, M: Structure + 'p>(
        &mut self,
        submodule: &'static Submodule,
        child: Child<'p, M>,
    ) -> Option<M> {
        let told = self.solver.shape.take();
        let by_parent = self.through.take();
        let expected = told.as_ref().map(|told| Expected {
            lengths: told.iter().map(|length| Some(*length)).collect(),
            shape: ExpectedShape { declared: told.to_string(), resolved: Some(told.clone()) },
            bound: Vec::new(),
        });
        let module = child.finish(Site {
            at: self.at.below(Segment::Submodule(submodule), None),
            key: SiteKey::Below(self.key.map(|key| key.at(submodule.name()))),
            expected: expected.or_else(|| by_parent.clone()),
            faults: self.faults,
        })?;
        if let (Some(_), Some(Expected { shape, bound, .. })) = (told, by_parent)
            && let (Some(found), Some(resolved)) = (own_shape(&module), &shape.resolved)
            && found != *resolved
        {
            let expected = alloc::vec![shape.clone()];
            self.fault(FaultKind::Shape { expected, found, bound, would_reinterpret: false });
            return None;
        }
        Some(module)
    }

    /// The module that was made, unless what it declares as its `check` refuses it.
    pub fn examined<M: Structure>(&mut self, module: M) -> Option<M> {
        let count = self.faults.len();
        let (faults, at) = (&mut *self.faults, self.at);
        module.examine(&mut |message| {
            let message = message.to_string();
            faults.push(Fault::new(at.to_path(), FaultKind::Check { message }));
        });
        (self.faults.len() == count).then_some(module)
    }
}

impl Variants<'_> {
    /// What a variant holds, made from what is declared.
    pub fn make<M: Structure>(&mut self) -> Option<M> {
        let mut child = Child::<M>::new();
        unify_all(|stage| {
            let mut lengths = self.expected.as_ref().map(|expected| expected.lengths.clone());
            let depth = self.at.depth();
            let mut boundary = Boundary { parent: lengths.as_mut(), stage, depth, changed: false };
            child.unify(&mut boundary);
            boundary.changed
        });
        child.finish(Site {
            at: self.at,
            key: SiteKey::Below(Some(self.key)),
            expected: self.expected.clone(),
            faults: &mut self.faults,
        })
    }
}

impl Create<'_> {
    /// The module that was made, unless what it declares as its `check` refuses it.
    pub fn examined<M: Structure>(&mut self, module: M) -> Option<M> {
        self.0.examined(module)
    }

    /// The submodule with this index, made from the dims that are bound by now.
    pub fn submodule<M: Structure>(&mut self, index: usize) -> Option<M> {
        self.submodule_from(index, Child::<M>::new())
    }

    /// The same from what the declaration gives.
    pub fn submodule_from<'p, M: Structure + 'p>(
        &mut self,
        index: usize,
        mut child: Child<'p, M>,
    ) -> Option<M> {
        let submodule = self.0.registry.submodules().get(index)?;
        let dims = &self.0.solver.dims;
        let depth = self.0.at.depth() + 1;
        let through = self.0.through.as_ref().filter(|_| self.0.registry.shape_of == Some(index));
        let declared = submodule
            .shape()
            .map(|spec| spec.lengths().iter().map(|length| dims.evaluate(length).ok()).collect());
        let lengths: Option<Vec<Option<usize>>> = declared.or_else(|| Some(through?.lengths.clone()));
        unify_all(|stage| {
            let mut values = lengths.clone();
            let mut boundary = Boundary { parent: values.as_mut(), stage, depth, changed: false };
            child.unify(&mut boundary);
            boundary.changed
        });
        self.0.submodule(index, child)
    }
}
