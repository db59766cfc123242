//! Values of a parameter for every unit.

use crate::Float;
use core::fmt;
use ndarray::{ArrayD, ArrayViewMutD, Axis, Ix1, Zip};
use rockpool_core::prelude::*;

/// The values of `n` units, from `(n)` or `()`; `None` for other shapes.
pub(crate) fn spread<F: Copy>(values: &ArrayD<F>, n: usize) -> Option<Vec<F>> {
    Some(values.broadcast(Ix1(n))?.iter().copied().collect())
}

/// What enters membranes in every step: a bias, and what pulls them to the potential that they leak to.
/// `None` if that does not fit the neurons.
pub(crate) fn with_leak<F: Float>(bias: Vec<F>, v_leak: Option<&ArrayD<F>>, alpha: &[F]) -> Option<Vec<F>> {
    let Some(v_leak) = v_leak else { return Some(bias) };
    let all = bias.into_iter().zip(spread(v_leak, alpha.len())?).zip(alpha);
    Some(all.map(|((bias, v_leak), &alpha)| bias + v_leak * (F::one() - alpha)).collect())
}

/// What inputs of `n` columns are multiplied by: of no elements where there is no gain. `None` if it does not
/// fit them.
pub(crate) fn gains<F: Float>(gain: Option<&ArrayD<F>>, n: usize) -> Option<Vec<F>> {
    gain.map_or_else(|| Some(Vec::new()), |gain| spread(gain, n))
}

/// Makes what is left of membranes after a step no number where one of these is none: a neuron that compares its
/// membrane with no number would be silent for ever.
pub(crate) fn spoil<F: Float>(alpha: &mut [F], by: &[F]) {
    for (alpha, &by) in alpha.iter_mut().zip(by) {
        if by.is_nan() {
            *alpha = by;
        }
    }
}

/// Multiplies rows of inputs by gains, if there are some.
#[inline(always)]
pub(crate) fn amplify<F: Float>(rows: &mut [F], gain: &[F]) {
    if !gain.is_empty() {
        for row in rows.chunks_exact_mut(gain.len()) {
            row.iter_mut().zip(gain).for_each(|(x, &gain)| *x *= gain);
        }
    }
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

/// Adds the gradient of a parameter that is shared by none by what adds to all its elements, row-major.
pub(crate) fn add_by<F: Float>(parameter: Option<ArrayViewMutD<'_, F>>, add: impl FnOnce(&mut [F])) {
    let Some(mut parameter) = parameter else { return };
    if let Some(slots) = parameter.as_slice_mut() {
        return add(slots);
    }
    let mut of_values = vec![F::zero(); parameter.len()];
    add(&mut of_values);
    add_flat(Some(parameter), &of_values);
}

/// Adds the gradient of a parameter that is shared by none, row-major.
pub(crate) fn add_flat<F: Float>(parameter: Option<ArrayViewMutD<'_, F>>, of_values: &[F]) {
    let Some(mut parameter) = parameter else { return };
    match parameter.as_slice_mut() {
        Some(slots) => slots.iter_mut().zip(of_values).for_each(|(slot, &of_value)| *slot += of_value),
        None => parameter.iter_mut().zip(of_values).for_each(|(slot, &of_value)| *slot += of_value),
    }
}
