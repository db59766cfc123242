//! Gradients held against finite differences.

use super::Way;
use super::error::GradientError;
use crate::{Evolve, Float, Input};
use ndarray::{Array3, ArrayD};
use rockpool_core::prelude::*;

/// Holds the gradient of a module against finite differences: over all its parameters, its input, and
/// its states. In the end parameters and states are those of the beginning.
///
/// It takes two evolutions for each element of these. Central differences of `f64` agree to about
/// `1e-9` of the largest entry of a gradient, and are asked for `1e-6`; those of `f32` to `1e-2`. A neuron
/// that spikes is not smooth, and differs; hold a net with such neurons against others of a kind. Without
/// noise, please: see the module's `noise_std`.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Activation, Rate, check_gradient};
///
/// let mut rate = Rate::<f64>::builder()
///     .n(3)
///     .w_rec(Declared)
///     .act_fn(Activation::Tanh)
///     .key(Key::new(1))
///     .build()?;
/// check_gradient(&mut rate, &Array2::from_shape_fn((20, 3), |(t, n)| ((t + n) as f64).sin()))?;
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
/// A [`GradientError::Differs`] with the element that differs most, of the gradient that differs most; or
/// the module does not run, or not back.
pub fn check_gradient<'i, M: Evolve>(
    module: &mut M,
    input: impl Into<Input<'i, M::Elem>>,
) -> Result<(), Error> {
    let input: ArrayD<M::Elem> = input.into().into_array().into_owned();
    let parameters = module.parameters().flat::<M::Elem>()?.to_vec();
    let states = module.state().to_tree();
    let mut trial = Trial { module, states: &states, of_output: None };

    let output = trial.module.evolve(&input)?;
    let of_output = weights_of(output.dim());
    trial.of_output = Some(of_output.clone());
    let result = compare(&mut trial, &input, &parameters, &of_output);
    trial.module.parameters_mut().flat::<M::Elem>()?.copy_from(&parameters)?;
    trial.module.set_attributes(&states)?;
    result
}

/// Numbers of a loss that is linear in the output: of different sizes and signs.
fn weights_of<F: Float>(dim: (usize, usize, usize)) -> Array3<F> {
    let mut at = 0.0_f64;
    Array3::from_shape_simple_fn(dim, || {
        at += 1.3;
        F::of(at.cos() + 0.3)
    })
}

struct Trial<'m, M: Evolve> {
    module: &'m mut M,
    states: &'m Tree<Value>,
    of_output: Option<Array3<M::Elem>>,
}

impl<M: Evolve> Trial<'_, M> {
    /// The loss, from the states of the beginning.
    fn loss(&mut self, input: &ArrayD<M::Elem>) -> Result<f64, Error> {
        self.module.set_attributes(self.states)?;
        let output = self.module.evolve(input)?;
        let products = output.iter().zip(self.of_output.iter().flatten());
        Ok(products.map(|(&y, &of_y)| f64_of(y) * f64_of(of_y)).sum())
    }
}

fn f64_of<F: Float>(number: F) -> f64 {
    number.value()
}

/// A number of an array a little larger or smaller, by how much depends on the size of both.
fn moved<F: Float>(number: F, largest: f64, by: f64) -> F {
    let size = if largest == 0.0 { 1.0 } else { f64_of(number).abs().max(largest / 10.0) };
    F::of(f64_of(number) + by * f64_of(F::epsilon()).cbrt() * size)
}

/// The size of the largest of some numbers.
fn largest<'n, F: Float>(numbers: impl IntoIterator<Item = &'n F>) -> f64 {
    numbers.into_iter().map(|&number| f64_of(number).abs()).fold(0.0, f64::max)
}

fn compare<M: Evolve>(
    trial: &mut Trial<'_, M>,
    input: &ArrayD<M::Elem>,
    parameters: &[M::Elem],
    of_output: &Array3<M::Elem>,
) -> Result<(), Error> {
    trial.module.set_attributes(trial.states)?;
    let (output, tape) = trial.module.evolve_taped(input)?;
    let gradient = trial.module.back_by(&Way::new().with_states(), &tape, of_output)?;
    let layout = gradient.layout().clone();

    let products = output.iter().zip(of_output).map(|(&y, &of_y)| (f64_of(y) * f64_of(of_y)).abs());
    let mut worst = Worst { of_loss: products.sum(), ..Worst::default() };
    for entry in layout.entries() {
        let mut pairs = Vec::new();
        let size = largest(&parameters[entry.range()]);
        for index in entry.range() {
            let mut at = |by: f64| {
                let mut vector = parameters.to_vec();
                vector[index] = moved(vector[index], size, by);
                trial.module.parameters_mut().flat::<M::Elem>()?.copy_from(&vector)?;
                Ok::<_, Error>((f64_of(vector[index]), trial.loss(input)?))
            };
            pairs.push((slope(at(1.0)?, at(-1.0)?), f64_of(gradient.as_slice()[index])));
        }
        worst.hold::<M::Elem>(entry.path(), &pairs);
    }
    trial.module.parameters_mut().flat::<M::Elem>()?.copy_from(parameters)?;

    let mut pairs = Vec::new();
    let size = largest(input);
    for (index, found) in gradient.of_input().iter().enumerate() {
        let mut at = |by: f64| {
            let mut input = input.as_standard_layout().into_owned();
            let Some(x) = input.as_slice_mut().and_then(|all| all.get_mut(index)) else {
                return Ok((0.0, 0.0));
            };
            *x = moved(*x, size, by);
            let x = f64_of(*x);
            Ok::<_, Error>((x, trial.loss(&input)?))
        };
        pairs.push((slope(at(1.0)?, at(-1.0)?), f64_of(*found)));
    }
    worst.hold::<M::Elem>("input", &pairs);

    let places = gradient.states.iter().flat_map(|states| &states.places);
    for path in places.map(|place| place.path.clone()) {
        let Some(found) = gradient.of_state(&path) else { continue };
        let start = trial.states.get(&path).and_then(Value::array::<M::Elem>).map(|start| start.to_owned());
        let Some(start) = start else { continue };
        // One that has grown on the way, as what is yet to be forgotten, had no part in it at first.
        if start.len() != found.len() {
            continue;
        }
        let mut pairs = Vec::new();
        let size = largest(&start);
        for (index, found) in found.iter().enumerate() {
            let mut at = |by: f64| {
                let mut state = start.as_standard_layout().into_owned();
                let Some(x) = state.as_slice_mut().and_then(|all| all.get_mut(index)) else {
                    return Ok((0.0, 0.0));
                };
                *x = moved(*x, size, by);
                let x = f64_of(*x);
                let mut states = trial.states.clone();
                states.set(&path, state.into())?;
                let mut trial =
                    Trial { module: &mut *trial.module, states: &states, of_output: trial.of_output.clone() };
                Ok::<_, Error>((x, trial.loss(input)?))
            };
            pairs.push((slope(at(1.0)?, at(-1.0)?), f64_of(*found)));
        }
        worst.hold::<M::Elem>(&path, &pairs);
    }
    worst.told()
}

fn slope((x, y): (f64, f64), (x_before, y_before): (f64, f64)) -> f64 {
    (y - y_before) / (x - x_before)
}

/// The element that differs most.
#[derive(Default)]
struct Worst {
    /// The size of what is added up to the loss, whose rounding differences see.
    of_loss: f64,
    excess: f64,
    error: Option<GradientError>,
}

impl Worst {
    /// Takes pairs of what is expected and what is found, of the elements of one gradient.
    fn hold<F: Float>(&mut self, path: &str, pairs: &[(f64, f64)]) {
        let tolerance = if F::epsilon() < F::of(1e-10) { 1e-6 } else { 1e-2 };
        let largest = pairs
            .iter()
            .map(|(expected, found)| expected.abs().max(found.abs()))
            .fold(1e-3 * (1.0 + self.of_loss), f64::max);
        for (index, &(expected, found)) in pairs.iter().enumerate() {
            let excess = (expected - found).abs() / (tolerance * largest);
            // NaN is told, too.
            if excess.is_nan() || excess > self.excess.max(1.0) {
                self.excess = excess;
                self.error = Some(GradientError::Differs { path: path.to_owned(), index, expected, found });
            }
        }
    }

    fn told(self) -> Result<(), Error> {
        self.error.map_or(Ok(()), |error| Err(Error::other(error)))
    }
}
