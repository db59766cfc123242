//! Putting states back, whatever else is wrong with the module.

use super::States;
use crate::Float;
use ndarray::{Array1, Array2, Array3, ArrayD, ArrayView, Dimension, IxDyn};
use rockpool_core::prelude::*;

impl<F: Float> States<F> {
    /// Puts these states back into the module that they are of. Nothing is asked whether they fit: what the
    /// module fails on may be an array of its own that does not, and its states were what they were.
    ///
    /// # Errors
    /// Those of [`put_into`](Self::put_into), where a state is neither an array of `F` nor a count, or has come or
    /// gone since.
    pub(crate) fn restore<M: Module + ?Sized>(&self, module: &mut M) -> Result<(), Error> {
        let (mut numbers, mut counts) = (self.numbers.as_slice(), self.counts.iter());
        let mut shapes = self.shapes.iter();
        let mut is_done = true;
        module.state_mut().for_each(|mut leaf| {
            let Some(Some(shape)) = shapes.next() else {
                is_done = false;
                return;
            };
            if leaf.array::<F>().is_some() {
                let own = numbers.split_off(..shape.numel().min(numbers.len())).unwrap_or_default();
                is_done &= put(leaf, shape, own);
            } else if let (Some(place), Some(count)) = (leaf.by_ref().scalar_mut::<u64>(), counts.next()) {
                *place = *count;
            } else {
                is_done = false;
            }
        });
        if is_done && shapes.next().is_none() { Ok(()) } else { self.put_into(module) }
    }
}

/// Puts numbers into an array, which gets the shape if it can have it; whether it could.
fn put<F: Float>(mut leaf: LeafMut<'_, '_>, shape: &[usize], numbers: &[F]) -> bool {
    if *leaf.shape() == *shape {
        if let Some(place) = leaf.by_ref().slice_mut::<F>().filter(|place| place.len() == numbers.len()) {
            place.copy_from_slice(numbers);
            return true;
        }
        if let (Some(mut place), Ok(numbers)) =
            (leaf.array_mut::<F>(), ArrayView::from_shape(IxDyn(shape), numbers))
        {
            place.assign(&numbers);
            return true;
        }
        return false;
    }
    if let Some(place) = leaf.by_ref().scalar_mut::<Vec<F>>() {
        numbers.clone_into(place);
        return true;
    }
    if let Some(place) = leaf.by_ref().scalar_mut::<ArrayD<F>>() {
        return replace(place, shape, numbers);
    }
    if let Some(place) = leaf.by_ref().scalar_mut::<Array1<F>>() {
        return replace(place, shape, numbers);
    }
    if let Some(place) = leaf.by_ref().scalar_mut::<Array2<F>>() {
        return replace(place, shape, numbers);
    }
    match leaf.scalar_mut::<Array3<F>>() {
        Some(place) => replace(place, shape, numbers),
        None => false,
    }
}

fn replace<F: Float, D: Dimension>(place: &mut ndarray::Array<F, D>, shape: &[usize], numbers: &[F]) -> bool {
    let array = ArrayD::from_shape_vec(IxDyn(shape), numbers.to_vec());
    match array.ok().and_then(|array| array.into_dimensionality::<D>().ok()) {
        Some(array) => {
            *place = array;
            true
        }
        None => false,
    }
}
