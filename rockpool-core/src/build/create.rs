//! Making modules without an origin, from their declarations alone.

use super::finish::Finish;
use crate::argument::{Supplied, Supply};
use crate::error::FaultKind;
use crate::kept::Kept;
use crate::place::Like;
use crate::registry::{Registry, Submodule};
use crate::value::AttributeValue;
use alloc::vec::Vec;

/// A module without an origin in the making: nothing is given, everything declared.
#[doc(hidden)]
#[derive(Debug)]
pub struct Create<'s>(pub(crate) Finish<'s>);

impl<'s> Create<'s> {
    pub(crate) fn new(finish: Finish<'s>) -> Self {
        Self(finish)
    }

    /// The attribute with this index.
    pub fn attribute<T: AttributeValue>(&mut self, index: usize) -> Option<Kept<T>> {
        self.0.attribute(index, Supplied::new(Supply::Absent))
    }

    /// The attribute with this index, which begins like another.
    pub fn attribute_like<T: AttributeValue>(&mut self, index: usize, like: Like<'_>) -> Option<Kept<T>> {
        self.0.attribute_like(index, Supplied::new(Supply::Absent), like)
    }

    /// The dims with these indices, if all are known; those that are not are told.
    pub fn dims<const N: usize>(&mut self, dims: [usize; N]) -> Option<[usize; N]> {
        self.0.dims(dims)
    }

    /// Reports that a module of this type is given, never made.
    pub(crate) fn refuse<M>(&mut self, registry: &'static Registry) -> Option<Kept<M>> {
        let variants = if registry.is_enum() {
            registry.submodules().iter().map(Submodule::name).collect()
        } else {
            Vec::new()
        };
        self.0.fault(FaultKind::NotBuildable { module: registry.name(), variants });
        None
    }
}
