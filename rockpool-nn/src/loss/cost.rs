//! Losses with their gradients.

use super::error::LossError;
use crate::{Float, Gradient};
use core::ops::{Add, Mul};
use ndarray::Array3;
use rockpool_core::flat::Layout;
use rockpool_core::prelude::*;

/// A loss of an output, and its gradient, for [`Evolve::back`](crate::Evolve::back). Losses add up, and are
/// weighed by numbers.
///
/// ```
/// use ndarray::array;
/// use rockpool_nn::loss::{mean_square, rates_above};
///
/// let output = array![[[1.0], [1.0]]];
/// let loss = mean_square(&output, &array![[0.0], [1.0]])? + rates_above(&output, 0.5) * 0.1;
/// assert_eq!(loss.value(), 0.5 + 0.1 * 0.25);
/// # Ok::<(), rockpool_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Loss<F> {
    pub(super) value: F,
    pub(super) of_output: Array3<F>,
}

impl<F: Float> Loss<F> {
    /// A loss of your own: its value and its gradient over the output, `(B, T, n_out)`.
    ///
    /// ```
    /// # use ndarray::Array3;
    /// # use rockpool_core::prelude::*;
    /// # let output = Array3::<f64>::ones((2, 5, 3)); // (B, T, n_out)
    /// use rockpool_nn::loss::Loss;
    /// let sum = Loss::new(output.sum(), Array3::ones(output.raw_dim()));
    /// assert_eq!(sum.value(), 30.0);
    /// ```
    pub fn new(value: F, of_output: Array3<F>) -> Self {
        Self { value, of_output }
    }

    /// The loss.
    pub fn value(&self) -> F {
        self.value
    }

    /// Its gradient over the output, `(B, T, n_out)`.
    pub fn of_output(&self) -> &Array3<F> {
        &self.of_output
    }
}

/// # Panics
/// The losses belong to outputs of different shapes.
impl<F: Float> Add for Loss<F> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { value: self.value + other.value, of_output: self.of_output + other.of_output }
    }
}

impl<F: Float> Mul<F> for Loss<F> {
    type Output = Self;
    fn mul(self, weight: F) -> Self {
        Self { value: self.value * weight, of_output: self.of_output * weight }
    }
}

/// A loss of parameters, and its gradient over each of them.
#[derive(Clone, Debug)]
pub struct ParameterLoss<F> {
    pub(super) value: F,
    pub(super) layout: Layout,
    pub(super) of_parameters: Vec<F>,
}

impl<F: Float> ParameterLoss<F> {
    /// The loss.
    pub fn value(&self) -> F {
        self.value
    }

    /// Its gradient, as the view lies of which it is the loss.
    pub fn as_slice(&self) -> &[F] {
        &self.of_parameters
    }
}

impl<F: Float> Gradient<F> {
    /// Adds the gradient of a loss of parameters, so many times.
    ///
    /// ```
    /// use ndarray::Array2;
    /// use rockpool_core::prelude::*;
    /// use rockpool_nn::loss::summed_exp_boundary_loss;
    /// use rockpool_nn::{Evolve, Lif};
    ///
    /// let mut lif = Lif::builder().shape((2, 2)).tau_mem(0.5).build()?;
    /// let (output, tape) = lif.evolve_taped(&Array2::<f64>::zeros((10, 2)))?;
    /// let mut gradient = lif.back(&tape, &output)?;
    /// let slow = summed_exp_boundary_loss(lif.parameters().named("tau_mem"), None, Some(0.1))?;
    /// gradient.add(&slow, 0.5)?;
    /// assert_eq!(gradient.get("tau_mem").unwrap()[[]], 0.5 * slow.value());
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The loss has parameters that this has not; nothing is changed then.
    pub fn add(&mut self, loss: &ParameterLoss<F>, weight: F) -> Result<(), Error> {
        let layout = self.layout().clone();
        for entry in loss.layout.entries() {
            if layout.get(entry.path()).is_none_or(|range| range.len() != entry.range().len()) {
                return Err(Error::other(LossError::NoParameter { path: entry.path().to_owned() }));
            }
        }
        for (entry, values) in loss.layout.parts(&loss.of_parameters)? {
            let slots = layout.part_mut(self.as_mut_slice(), entry.path());
            slots.into_iter().flatten().zip(values).for_each(|(slot, &value)| *slot += weight * value);
        }
        Ok(())
    }
}
