//! Making modules without an origin, from their declarations alone.

use super::argument::Argument;
use super::child::Child;
use super::finish::Finish;
use super::plan::{Boundary, unify_all};
use crate::error::FaultKind;
use crate::module::Module;
use crate::registry::{Registry, Submodule};
use crate::value::Slot;
use alloc::vec::Vec;

/// A module without an origin in the making: nothing is given, everything declared.
#[doc(hidden)]
#[derive(Debug)]
pub struct Create<'s>(Finish<'s>);

impl<'s> Create<'s> {
    pub(crate) fn new(finish: Finish<'s>) -> Self {
        Self(finish)
    }

    /// The attribute with this index.
    pub fn attribute<S: Slot>(&mut self, index: usize) -> Option<S> {
        self.0.attribute(index, Argument::<S>::new())
    }

    /// The submodule with this index, made from the dims that are bound by now.
    pub fn submodule<M: Module>(&mut self, index: usize) -> Option<M> {
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

    /// Reports that a module of this type is given, never made.
    pub(crate) fn refuse<M>(&mut self, registry: &'static Registry) -> Option<M> {
        let variants = if registry.is_enum() {
            registry.submodules().iter().map(Submodule::name).collect()
        } else {
            Vec::new()
        };
        self.0.fault(FaultKind::NotBuildable { module: registry.name(), variants });
        None
    }
}
