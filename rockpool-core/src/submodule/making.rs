//! What the making of a module does with its submodules.

use super::Child;
use crate::build::{
    Boundary, Create, Expected, ExpectedCount, Finish, MOST_BLUEPRINTS, PartKey, Round, Site, SiteKey,
    Solver, unify_all,
};
use crate::dims::Dims;
use crate::error::{ExpectedShape, Fault, FaultKind};
use crate::path::Segment;
use crate::registry::{Registry, Submodule};
use crate::shape::{Binder, Bound, Length, LengthError};
use crate::walk::{Structure, Variants, own_shape};
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::sync::atomic::AtomicBool;

/// What is known of the lengths that a parent declares for a submodule.
struct Declared {
    lengths: Vec<Option<usize>>,
    count: Option<usize>,
}

impl Declared {
    fn of(submodule: &Submodule, dims: &Dims) -> Self {
        let evaluate = |length: &Length| dims.evaluate(length).ok();
        let lengths = submodule.shape().map(|spec| spec.lengths().iter().map(evaluate).collect());
        Self { lengths: lengths.unwrap_or_default(), count: submodule.length().and_then(evaluate) }
    }
}

impl Round<'_, '_> {
    /// Whether a submodule is not given, and is to be what the declaration says.
    pub fn opens<M>(&mut self, child: &Child<'_, M>) -> bool {
        child.is_absent() && self.boundary.depth < MOST_BLUEPRINTS
    }

    /// The submodule with this index: dims flow both ways.
    pub fn submodule<'p, M: Structure + 'p>(&mut self, index: usize, child: &mut Child<'p, M>) {
        let dims = &self.solver.dims;
        if dims.registry.shape_of == Some(index) {
            return self.wrapped(index, child);
        }
        let Some(submodule) = dims.registry.submodules().get(index) else { return };
        let mut declared = Declared::of(submodule, dims);
        let mut boundary = Boundary {
            parent: submodule.shape().map(|_| &mut declared.lengths),
            count: submodule.length().map(|_| &mut declared.count),
            memory: self.boundary.memory.as_deref_mut().map(|memory| memory.below(index)),
            recalls: self.boundary.recalls,
            stage: self.boundary.stage,
            depth: self.boundary.depth + 1,
            changed: false,
        };
        child.unify(&mut boundary);
        self.boundary.changed |= boundary.changed;
        if self.boundary.recalls {
            return;
        }
        let lengths = submodule.shape().map_or(&[][..], |spec| spec.lengths()).iter();
        let values = declared.lengths.into_iter().chain([declared.count]);
        for (length, value) in lengths.chain(submodule.length()).zip(values) {
            if let (Some(dim), Some(value)) = (dims.free_dim(length), value) {
                self.proposals.push((dim, Bound { value, by: Binder::Submodule(submodule.name()) }));
            }
        }
    }
}

impl Round<'_, '_> {
    /// The submodule whose shape is that of the module: it stands at the same border.
    fn wrapped<'p, M: Structure + 'p>(&mut self, index: usize, child: &mut Child<'p, M>) {
        let told = self.solver.shape.as_ref().map(|told| told.iter().map(|length| Some(*length)).collect());
        let mut lengths: Option<Vec<Option<usize>>> = self.boundary.parent.as_deref().cloned();
        // What the builder says comes first.
        if let (Some(told), None) = (told, lengths.as_ref().filter(|known| known.iter().any(Option::is_some)))
        {
            lengths = Some(told);
        }
        let mut boundary = Boundary {
            parent: lengths.as_mut(),
            memory: self.boundary.memory.as_deref_mut().map(|memory| memory.below(index)),
            recalls: self.boundary.recalls,
            depth: self.boundary.depth + 1,
            ..Boundary::root(self.boundary.stage)
        };
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
    pub fn submodule<'p, M: Structure + 'p>(&mut self, index: usize, child: Child<'p, M>) -> Option<Box<M>> {
        let submodule = self.registry.submodules().get(index)?;
        if self.registry.shape_of == Some(index) {
            return self.wrapped(submodule, child);
        }
        let dims = &self.solver.dims;
        let mut unbound = Vec::new();
        let mut evaluate = |length: &Length| match dims.evaluate(length) {
            Ok(value) => Some(value),
            Err(LengthError::Unbound(dim)) => {
                unbound.push(dim);
                None
            }
            Err(_) => None,
        };
        let expected = submodule.shape().map(|spec| Expected {
            lengths: spec.lengths().iter().map(&mut evaluate).collect(),
            shape: dims.expected(&spec),
            bound: dims.bound_in(spec.lengths()),
        });
        let count = submodule.length().map(|length| ExpectedCount {
            declared: length.to_string(),
            value: evaluate(length),
            bound: dims.bound_in([length]),
        });
        let error = submodule.length().and_then(|length| {
            let error = dims.evaluate(length).err()?;
            (!matches!(error, LengthError::Unbound(_))).then_some((error, length))
        });
        for dim in unbound {
            self.unbound(dim);
        }
        if let Some((error, length)) = error {
            self.length_fault(error, length);
        }
        let made = child.finish(Site {
            at: self.at.below(Segment::Submodule(submodule), None),
            key: SiteKey::Below(self.key.below(Segment::Submodule(submodule))),
            expected,
            count,
            is_constant: self.is_constant,
            drew: &self.drew,
            faults: self.faults,
        });
        self.pass_on_drawing();
        made
    }
}

impl Finish<'_> {
    /// The submodule whose shape is that of the module: what is expected of the one is expected of the other.
    fn wrapped<'p, M: Structure + 'p>(
        &mut self,
        submodule: &'static Submodule,
        child: Child<'p, M>,
    ) -> Option<Box<M>> {
        let told = self.solver.shape.take();
        let by_parent = self.through.take();
        let expected = told.as_ref().map(|told| Expected {
            lengths: told.iter().map(|length| Some(*length)).collect(),
            shape: ExpectedShape { declared: told.to_string(), resolved: Some(told.clone()) },
            bound: Vec::new(),
        });
        let module = child.finish(Site {
            at: self.at.below(Segment::Submodule(submodule), None),
            key: SiteKey::Below(self.key.below(Segment::Submodule(submodule))),
            expected: expected.or_else(|| by_parent.clone()),
            count: None,
            is_constant: self.is_constant,
            drew: &self.drew,
            faults: self.faults,
        });
        self.pass_on_drawing();
        let module = module?;
        if let (Some(_), Some(Expected { shape, bound, .. })) = (told, by_parent)
            && let (Some(found), Some(resolved)) = (own_shape(&*module), &shape.resolved)
            && found != *resolved
        {
            let expected = alloc::vec![shape.clone()];
            self.fault(FaultKind::Shape { expected, found, bound, would_reinterpret: false });
            return None;
        }
        Some(module)
    }

    /// The module that was made, unless what it declares as its `check` refuses it.
    pub fn examined<M: Structure>(&mut self, module: Box<M>) -> Option<Box<M>> {
        let count = self.faults.len();
        let (faults, at) = (&mut *self.faults, self.at);
        // Of the module, and not of the box around it, which is a module too.
        M::examine(&module, &mut |message| {
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
            let mut boundary = Boundary { parent: lengths.as_mut(), depth, ..Boundary::root(stage) };
            child.unify(&mut boundary);
            boundary.changed
        });
        let drew = AtomicBool::new(false);
        let made = child.finish(Site {
            at: self.at,
            key: SiteKey::Below(PartKey { key: Some(self.key), is_given: true }),
            expected: self.expected.clone(),
            count: None,
            is_constant: false,
            drew: &drew,
            faults: &mut self.faults,
        });
        made.map(|module| *module)
    }
}

impl Create<'_> {
    /// The module that was made, unless what it declares as its `check` refuses it.
    pub fn examined<M: Structure>(&mut self, module: Box<M>) -> Option<Box<M>> {
        self.0.examined(module)
    }

    /// The submodule with this index, made from the dims that are bound by now.
    pub fn submodule<M: Structure>(&mut self, index: usize) -> Option<Box<M>> {
        self.submodule_from(index, Child::<M>::new())
    }

    /// The same from what the declaration gives.
    pub fn submodule_from<'p, M: Structure + 'p>(
        &mut self,
        index: usize,
        mut child: Child<'p, M>,
    ) -> Option<Box<M>> {
        let submodule = self.0.registry.submodules().get(index)?;
        let dims = &self.0.solver.dims;
        let depth = self.0.at.depth() + 1;
        let through = self.0.through.as_ref().filter(|_| self.0.registry.shape_of == Some(index));
        let declared = Declared::of(submodule, dims);
        let lengths = submodule.shape().map(|_| declared.lengths);
        let lengths = lengths.or_else(|| Some(through?.lengths.clone()));
        unify_all(|stage| {
            let mut values = lengths.clone();
            let mut count = declared.count;
            let mut boundary = Boundary {
                parent: values.as_mut(),
                count: submodule.length().map(|_| &mut count),
                depth,
                ..Boundary::root(stage)
            };
            child.unify(&mut boundary);
            boundary.changed
        });
        self.0.submodule(index, child)
    }
}
