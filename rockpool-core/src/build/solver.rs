//! The dims of a module that is being built, and the rounds that bind them.

use super::MOST_BLUEPRINTS;
use super::boundary::Boundary;
use crate::dims::{Dims, Proposal};
use crate::error::{BoundDim, FaultKind};
use crate::key::Key;
use crate::origin::Flags;
use crate::registry::Registry;
use crate::shape::{Binder, Bound, FixedShape, Shape};
use alloc::vec::Vec;

/// The dims of a module that is being built, and what its builder was told of them.
#[doc(hidden)]
#[derive(Debug)]
pub struct Solver {
    pub(crate) dims: Dims,
    pub(crate) key: Option<Key>,
    /// The shape that the builder was told, for lengths that are no free dims.
    pub(crate) shape: Option<Shape>,
    /// The flags that this instance has in place of those declared.
    pub(crate) flags: Flags,
    /// What the builder was told that contradicts itself.
    pub(crate) faults: Vec<FaultKind>,
    /// How many levels of builders it was given.
    levels: usize,
}

impl Solver {
    /// Nothing bound yet.
    #[must_use]
    pub fn new(registry: &'static Registry) -> Self {
        let (dims, flags) = (Dims::new(registry), Flags::default());
        Self { dims, key: None, shape: None, flags, faults: Vec::new(), levels: 0 }
    }

    /// `.n_in(6)`
    pub fn dim(&mut self, index: usize, value: usize) {
        let Some(dim) = self.dims.registry.dims().get(index) else { return };
        match self.dims.bound(index) {
            Some(bound) if bound.value != value => self.faults.push(FaultKind::Dim {
                bound: BoundDim { dim: dim.name(), value: bound.value, by: bound.by },
                found: value,
                by: Binder::Builder,
            }),
            _ => self.dims.bind(index, Bound { value, by: Binder::Builder }),
        }
    }

    /// `.shape((6, 3))`
    pub fn shape(&mut self, shape: Shape) {
        if self.dims.registry.shape_of.is_some() {
            self.shape = Some(shape);
            return;
        }
        let Some(spec) = self.dims.registry.shape() else { return };
        let Some(given) = self.dims.registry.given_lengths(shape.rank()) else {
            self.faults.push(FaultKind::Rank {
                module: self.dims.registry.name(),
                shape: alloc::string::ToString::to_string(&spec),
                lengths: spec.rank(),
                found: shape,
            });
            return;
        };
        for ((_, length), &value) in given.zip(shape.iter()) {
            if let Some(index) = self.dims.free_dim(length) {
                self.dim(index, value);
            }
        }
        self.shape = Some(shape);
    }

    /// `.key(Key::new(7))`
    pub fn key(&mut self, key: impl Into<Key>) {
        self.key = Some(key.into());
    }

    /// `.spiking_input(true)`
    pub fn spiking_input(&mut self, flag: bool) {
        self.flags.spiking_input = Some(flag);
    }

    /// `.spiking_output(true)`
    pub fn spiking_output(&mut self, flag: bool) {
        self.flags.spiking_output = Some(flag);
    }

    /// How many levels of builders it was given.
    #[must_use]
    pub fn levels(&self) -> usize {
        self.levels
    }

    /// Notes a part with so many levels of builders; says whether that is not too many.
    pub(crate) fn take_levels(&mut self, below: usize) -> bool {
        let fits = below < MOST_BLUEPRINTS;
        if fits {
            self.levels = self.levels.max(below + 1);
        }
        fits
    }

    /// Begins a round, with what the parent says.
    pub fn round<'r, 'b>(
        &'r mut self,
        registry: &'static Registry,
        boundary: &'r mut Boundary<'b>,
    ) -> Round<'r, 'b> {
        if let Some(memory) = boundary.memory.as_deref_mut()
            && let Some(bound) = memory.bound.take()
        {
            self.dims = Dims::of_bound(registry, bound);
        }
        if boundary.recalls {
            return Round { solver: self, boundary, proposals: Vec::new() };
        }
        let mut proposals = Vec::new();
        if let Some(parent) = boundary.parent.as_deref()
            && let Some(given) = registry.given_lengths(parent.len())
        {
            for ((_, length), value) in given.zip(parent) {
                if let (Some(index), Some(value)) = (self.dims.free_dim(length), *value) {
                    proposals.push((index, Bound { value, by: Binder::Parent }));
                }
            }
        }
        // What the parent says comes before all data of this module.
        boundary.changed |= self.dims.bind_all(proposals);
        // Before those of the modules below, to which these are what the parent says.
        boundary.changed |= self.dims.bind_all(self.dims.defaults(boundary.stage));
        Round { solver: self, boundary, proposals: Vec::new() }
    }
}

/// One round over the fields of a module that is being built. What it finds is bound at its end,
/// so that the order of the fields does not matter.
#[doc(hidden)]
#[derive(Debug)]
pub struct Round<'r, 'b> {
    pub(crate) solver: &'r mut Solver,
    pub(crate) boundary: &'r mut Boundary<'b>,
    pub(crate) proposals: Vec<Proposal>,
}

impl Round<'_, '_> {
    /// The attribute with this index, of which the data has this shape.
    pub fn attribute(&mut self, index: usize, data: Option<Shape>, is_present: bool) {
        if self.boundary.recalls {
            return;
        }
        let Some(attribute) = self.solver.dims.registry.attributes().get(index) else { return };
        let fixed = || attribute.fixed().filter(|_| is_present).map(FixedShape::to_shape);
        if let Some(found) = data.or_else(fixed) {
            self.solver.dims.propose(attribute, &found, self.boundary.stage, &mut self.proposals);
        }
    }

    /// An attribute that is not given; its type may fix its shape.
    pub(crate) fn declared(&mut self, index: usize) {
        if self.boundary.recalls {
            return;
        }
        let Some(attribute) = self.solver.dims.registry.attributes().get(index) else { return };
        if let (false, Some(fixed)) = (attribute.is_optional(), attribute.fixed()) {
            self.solver.dims.propose(attribute, &fixed.to_shape(), self.boundary.stage, &mut self.proposals);
        }
    }

    /// The dims with these indices, if all are known by now.
    pub fn dims<const N: usize>(&mut self, dims: [usize; N]) -> Option<[usize; N]> {
        self.solver.dims.all(dims)
    }

    /// A submodule has become what the declaration says: it takes part in the rounds from now on.
    pub fn opened(&mut self) {
        self.boundary.changed = true;
    }

    /// Binds what the round has found, and tells the parent the module's own shape.
    pub fn end(self) {
        let Self { solver, boundary, proposals } = self;
        if boundary.recalls {
            return;
        }
        boundary.changed |= solver.dims.bind_all(proposals);
        if let Some(memory) = boundary.memory.as_deref_mut() {
            memory.bound = Some(solver.dims.clone().into_bound());
        }
        let Some(parent) = boundary.parent.as_deref_mut() else { return };
        let Some(given) = solver.dims.registry.given_lengths(parent.len()) else { return };
        for ((_, length), value) in given.zip(parent.iter_mut()) {
            if value.is_none() {
                *value = solver.dims.evaluate(length).ok();
            }
        }
    }
}
