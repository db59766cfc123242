//! What a declared initialiser may look at: the dims of its module, and the attribute that it begins like.

use crate::registry::{Dim, Registry};
use crate::shape::LengthError;
use crate::value::AnyValue;
use core::fmt;

#[cfg(feature = "alloc")]
use crate::{dims::Dims, shape::Bound};

/// What a declared initialiser may look at.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    registry: &'static Registry,
    dims: Dimensions<'a>,
    like: Like<'a>,
}

/// Where the values of dims are from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Dimensions<'a> {
    /// A module in the making, or one that is there.
    #[cfg(feature = "alloc")]
    Solved(&'a Dims),
    /// What a module was built with.
    #[cfg(feature = "alloc")]
    Built(&'a [Option<Bound>]),
    /// What the data of a module says at first sight.
    Read(&'a [Option<usize>]),
}

/// What an attribute begins like.
#[derive(Clone, Copy)]
pub enum Like<'a> {
    /// It could not be made, which is told there.
    Faulty,
    /// An attribute that this instance does not have.
    Absent,
    /// This.
    Value(&'a dyn AnyValue),
}

impl fmt::Debug for Like<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faulty => f.write_str("Faulty"),
            Self::Absent => f.write_str("Absent"),
            Self::Value(value) => value.fmt_value(f),
        }
    }
}

impl<'a> Scope<'a> {
    pub(crate) fn new(registry: &'static Registry, dims: Dimensions<'a>) -> Self {
        Self { registry, dims, like: Like::Absent }
    }

    /// The same where an attribute begins like another.
    #[must_use]
    pub fn like(self, like: Like<'a>) -> Self {
        Self { like, ..self }
    }

    pub(super) fn source(&self) -> Like<'a> {
        self.like
    }

    /// The value of the dim with this index, if it is known.
    pub(crate) fn dim(&self, index: usize) -> Option<usize> {
        self.value(index).ok().flatten()
    }

    pub(crate) fn value(&self, index: usize) -> Result<Option<usize>, LengthError> {
        match self.registry.dims().get(index).and_then(Dim::definition) {
            Some(definition) => definition.evaluate(&|index| self.value(index)).map(Some),
            None => Ok(self.free(index)),
        }
    }

    fn free(&self, index: usize) -> Option<usize> {
        match self.dims {
            #[cfg(feature = "alloc")]
            Dimensions::Solved(dims) => dims.value(index).ok().flatten(),
            #[cfg(feature = "alloc")]
            Dimensions::Built(bound) => bound.get(index).copied().flatten().map(|bound| bound.value),
            Dimensions::Read(read) => read.get(index).copied().flatten(),
        }
    }
}
