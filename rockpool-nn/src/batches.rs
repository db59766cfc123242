//! The state of every batch, beside the one that is stored.

use crate::record::StatesError;
use crate::room::zeros;
use crate::{Float, Recorder};
use ndarray::{Array, ArrayD, Axis, Dimension, Ix1, RemoveAxis};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;
use rockpool_core::value::AnyElement;

/// The state that each of the batches begins with: what the recorder gives under this name, or else the
/// stored one.
///
/// # Errors
/// A [`StatesError`]: what is given is of another type or shape. There is no room for so many.
pub(crate) fn begin<F: Float, D: Dimension, R: Recorder>(
    recorder: &mut R,
    name: &str,
    stored: &Array<F, D>,
    batches: usize,
) -> Result<Array<F, D::Larger>, Error> {
    let mut shape = stored.raw_dim().insert_axis(Axis(0));
    shape[0] = batches;
    if let Some(given) = recorder.first(name) {
        return taken(&given, name, shape);
    }
    let mut all = zeros(shape)?;
    all.assign(stored);
    Ok(all)
}

/// The same of a state that is one number.
pub(crate) fn begin_at<R: Recorder>(
    recorder: &mut R,
    name: &str,
    stored: u64,
    batches: usize,
) -> Result<Vec<u64>, Error> {
    match recorder.first(name) {
        Some(given) => Ok(taken::<u64, Ix1>(&given, name, Ix1(batches))?.to_vec()),
        None => Ok(vec![stored; batches]),
    }
}

/// Tells a state that an evolution has left as it was: that which was given, or the stored one for each batch.
///
/// # Errors
/// Those of the recorder.
pub(crate) fn pass<F: Float, R: Recorder>(
    recorder: &mut R,
    name: &str,
    given: Option<Value>,
    stored: &ArrayD<F>,
    batches: usize,
) -> Result<(), Error> {
    recorder.last(name, || {
        given.unwrap_or_else(|| {
            let mut shape = vec![batches];
            shape.extend(stored.shape());
            stored.broadcast(shape).map_or_else(|| stored.clone(), |all| all.to_owned()).into()
        })
    })
}

fn taken<E: AnyElement, D: Dimension>(given: &Value, name: &str, shape: D) -> Result<Array<E, D>, Error> {
    let array = given.array::<E>().and_then(|array| array.into_dimensionality::<D>().ok());
    let found = || StatesError::shape(Shape::new(shape.slice()), given.shape());
    match array {
        Some(array) if array.raw_dim() == shape => Ok(array.to_owned()),
        _ => Err(Error::other(found()).below(name)),
    }
}

/// The array, lying row after row; copied only where it does not.
pub(crate) fn standard<F: Float, D: Dimension>(array: Array<F, D>) -> Array<F, D> {
    if array.is_standard_layout() { array } else { array.as_standard_layout().into_owned() }
}

/// Stores the state of the first batch, as the original does; none is stored without batches.
pub(crate) fn store_first<F: Float, D>(state: &mut Array<F, D>, all: &Array<F, D::Larger>)
where
    D: Dimension<Larger: RemoveAxis<Smaller = D>>,
{
    if let Some(first) = all.outer_iter().next() {
        state.assign(&first);
    }
}
