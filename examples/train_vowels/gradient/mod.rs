//! The gradient of a loss by backpropagation through time.
//!
//! The way there is the modules' own `evolve_recorded`, from the state after a reset; the way back
//! reads what they recorded. A spike has no slope, so the way back takes another function's for it:
//! the *surrogate gradient* of Neftci, Mostafa and Zenke, "Surrogate Gradient Learning in Spiking
//! Neural Networks", IEEE Signal Processing Magazine 36 (6), 51-63, 2019.

mod exp_syn;
mod lif;
mod linear;

use crate::net::Net;
use ndarray::{Array, Array3, ArrayD, ArrayView, ArrayViewD, Axis, Dimension, Zip};
use rockpool_core::flat::Layout;
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;
use rockpool_nn::Float;
use std::fmt;

/// What a net did with an input.
pub(crate) struct Run<'r, F> {
    /// `(B, T, n_in)`
    pub(crate) input: &'r Array3<F>,
    /// `(B, T, n_out)`
    pub(crate) output: &'r Array3<F>,
    pub(crate) record: &'r Tree<Value>,
}

/// The gradient of the parameters of `net`, as a vector with their layout, from the gradient of its
/// output `(B, T, n_out)`; `slope` stands for that of the number of spikes over `vmem / threshold`.
pub(crate) fn of_parameters<F: Float>(
    net: &Net<F>,
    layout: &Layout,
    run: &Run<'_, F>,
    of_output: &Array3<F>,
    slope: impl Fn(F) -> F,
) -> Result<Vec<F>, Error> {
    let mut gradient = Gradient { layout, vector: vec![F::zero(); layout.numel()] };
    let spikes = series(run.record, "hidden.spikes")?;
    let of_scores = exp_syn::back(&net.integrate, "integrate", run.output, of_output, &mut gradient)?;
    let of_spikes = linear::back(&net.readout, "readout", spikes, &of_scores, &mut gradient)?;
    let of_current = lif::back(&net.hidden, "hidden", run.record, &of_spikes, slope, &mut gradient)?;
    linear::back(&net.project, "project", run.input.view(), &of_current, &mut gradient)?;
    Ok(gradient.vector)
}

/// A gradient that is being summed up.
struct Gradient<'l, F> {
    layout: &'l Layout,
    vector: Vec<F>,
}

impl<F: Float> Gradient<'_, F> {
    fn has(&self, path: &str) -> bool {
        self.layout.get(path).is_some()
    }

    /// Adds the gradient of an attribute's values, as they were spread over units; what units share
    /// is summed up. A constant has no place in the layout: nothing is added.
    fn add<D: Dimension>(&mut self, path: &str, values: Array<F, D>) {
        let Some(mut part) = self.layout.array_mut(&mut self.vector, path) else { return };
        let mut values = values.into_dyn();
        if part.ndim() == 0 {
            part += values.sum();
            return;
        }
        for axis in (0..part.ndim()).map(Axis) {
            if part.len_of(axis) == 1 {
                values = values.sum_axis(axis).insert_axis(axis);
            }
        }
        Zip::from(&mut part).and(&values).for_each(|part, &value| *part += value);
    }
}

/// The values of a parameter for every unit.
fn spread<F: Float, D: Dimension>(values: &ArrayD<F>, units: D) -> Result<Array<F, D>, Error> {
    let found = Shape::from(values.shape());
    values.broadcast(units).map(|values| values.to_owned()).ok_or_else(|| Error::other(Misfit(found)))
}

/// A recorded series.
fn series<'r, F: Float, D: Dimension>(
    record: &'r Tree<Value>,
    path: &str,
) -> Result<ArrayView<'r, F, D>, Error> {
    let array: Option<ArrayViewD<'r, F>> = record.get(path).and_then(Value::array);
    array
        .and_then(|array| array.into_dimensionality().ok())
        .ok_or_else(|| Error::other(Unrecorded(path.to_owned())))
}

/// An array does not fit the units there are.
#[derive(Debug)]
struct Misfit(Shape);

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an array {} does not fit the units of its module", self.0)
    }
}

impl std::error::Error for Misfit {}

/// A series that the way back needs is not in the record.
#[derive(Debug)]
struct Unrecorded(String);

impl fmt::Display for Unrecorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the record has no series `{}`", self.0)
    }
}

impl std::error::Error for Unrecorded {}
