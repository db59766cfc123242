//! Values of a parameter for every unit.

use core::fmt;
use ndarray::{ArrayD, Ix1};
use rockpool_core::prelude::*;

/// The values of `n` units, from `(n)` or `()`; `None` for other shapes.
pub(crate) fn spread<F: Copy>(values: &ArrayD<F>, n: usize) -> Option<Vec<F>> {
    Some(values.broadcast(Ix1(n))?.iter().copied().collect())
}

/// What is wrong with a module whose arrays do not fit together, after direct writes to its fields.
pub(crate) fn misfit<M: Module>(module: &M) -> Error {
    let unknown = || Error::other(Misfit { module: module.registry().name() });
    module.check().err().unwrap_or_else(unknown)
}

/// The dims agree, yet not with each other.
#[derive(Clone, Copy, Debug)]
struct Misfit {
    module: &'static str,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the arrays of `{}` have lengths that do not fit together", self.module)
    }
}

impl core::error::Error for Misfit {}
