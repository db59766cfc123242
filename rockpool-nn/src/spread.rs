//! Values of a parameter for every unit.

use crate::Float;
use core::fmt;
use ndarray::{ArrayD, ArrayViewMutD, Axis, Ix1, Zip};
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

/// Adds the gradient of values as they were spread over units to that of the parameter; what units
/// share is summed up.
pub(crate) fn add_spread<F: Float>(parameter: Option<ArrayViewMutD<'_, F>>, mut of_values: ArrayD<F>) {
    let Some(mut parameter) = parameter else { return };
    if parameter.ndim() == 0 {
        let sum = of_values.iter().fold(F::zero(), |sum, &of_value| sum + of_value);
        parameter.map_inplace(|slot| *slot += sum);
        return;
    }
    for axis in (0..parameter.ndim().min(of_values.ndim())).map(Axis) {
        if parameter.len_of(axis) == 1 && of_values.len_of(axis) != 1 {
            of_values = of_values.sum_axis(axis).insert_axis(axis);
        }
    }
    Zip::from(&mut parameter).and_broadcast(&of_values).for_each(|slot, &of_value| *slot += of_value);
}
