//! Activation functions.

use crate::Float;
use core::fmt;
use rockpool_core::prelude::*;
use rockpool_core::value::{Choice, Choices};
use std::sync::Arc;

/// The activation function of [`Rate`](super::Rate) neurons, of their `x` and threshold `t`. All but functions of
/// your own are stored in files, by their names, and may be given by them: `.act_fn("Tanh")`.
///
/// ```
/// use rockpool_nn::Activation;
///
/// assert_eq!(Activation::Relu.of(0.75, 0.25), 0.5);
/// assert_eq!(Activation::Relu.of(0.0, 0.25), 0.0);
/// assert_eq!(Activation::Sigmoid.of(0.25, 0.25), 0.5);
/// assert_eq!(Activation::function(|x: f64, _| x.abs()).of(-2.0, 0.0), 2.0);
/// ```
///
/// **Source**: Rockpool 3.1.0, `H_ReLU`, `H_tanh`, `H_sigmoid`.
#[derive(Clone, Default)]
pub enum Activation<F> {
    /// `x - t` where that is above 0, else 0.
    #[default]
    Relu,
    /// `tanh(x - t)`
    Tanh,
    /// `(tanh(x - t) + 1) / 2`
    Sigmoid,
    /// Any function, without a way back; two of these are equal if they are shared.
    Function(Arc<dyn Fn(F, F) -> F + Send + Sync>),
    /// Any function, with its derivatives over `x` and over the threshold; two of these are equal if they
    /// are shared.
    Differentiable(Arc<dyn Fn(F, F) -> F + Send + Sync>, Arc<dyn Fn(F, F) -> [F; 2] + Send + Sync>),
}

impl<F: Float> AttributeValue for Activation<F> {
    type Class = Choice;
    const DTYPE: Dtype = Dtype::Str;
}

/// All but functions are read, set and stored by their names.
impl<F: Float> Choices for Activation<F> {
    const NAMES: &'static [&'static str] = &["Relu", "Tanh", "Sigmoid"];
    const ALIASES: &'static [(&'static str, usize)] = &[];

    fn index(&self) -> usize {
        match self {
            Self::Relu => 0,
            Self::Tanh => 1,
            Self::Sigmoid => 2,
            Self::Function(_) | Self::Differentiable(..) => usize::MAX,
        }
    }
    fn at(index: usize) -> Option<Self> {
        Some(match index {
            0 => Self::Relu,
            1 => Self::Tanh,
            2 => Self::Sigmoid,
            _ => return None,
        })
    }
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<F: Float> Activation<F> {
    /// Any function of `x` and the threshold.
    pub fn function(function: impl Fn(F, F) -> F + Send + Sync + 'static) -> Self {
        Self::Function(Arc::new(function))
    }

    /// Any function of `x` and the threshold, with its derivatives over both.
    ///
    /// ```
    /// use rockpool_nn::Activation;
    /// let square = Activation::differentiable(|x: f64, t| (x - t).powi(2), |x, t| [2.0 * (x - t), 2.0 * (t - x)]);
    /// assert_eq!(square.of(3.0, 1.0), 4.0);
    /// ```
    pub fn differentiable(
        function: impl Fn(F, F) -> F + Send + Sync + 'static,
        derivatives: impl Fn(F, F) -> [F; 2] + Send + Sync + 'static,
    ) -> Self {
        Self::Differentiable(Arc::new(function), Arc::new(derivatives))
    }

    /// Its derivatives over `x` and over the threshold; those of `Relu` are 0 at the threshold. `None` where
    /// they are not known.
    #[must_use]
    pub fn derivatives(&self, x: F, threshold: F) -> Option<[F; 2]> {
        let below = x - threshold;
        let of_both = |slope: F| Some([slope, -slope]);
        match self {
            Self::Relu => of_both(if x > threshold { F::one() } else { F::zero() }),
            Self::Tanh => of_both(F::one() - below.tanh() * below.tanh()),
            Self::Sigmoid => of_both((F::one() - below.tanh() * below.tanh()) / F::of(2.0)),
            Self::Function(_) => None,
            Self::Differentiable(_, derivatives) => Some(derivatives(x, threshold)),
        }
    }

    /// The activation of one neuron.
    #[must_use]
    pub fn of(&self, x: F, threshold: F) -> F {
        let mut activation = [F::zero()];
        self.apply(&[x], &[threshold], &mut activation);
        activation[0]
    }

    /// The activations of many neurons.
    #[inline(always)]
    pub(super) fn apply(&self, x: &[F], threshold: &[F], activation: &mut [F]) {
        match self {
            Self::Relu => apply(x, threshold, activation, |x, t| if x <= t { F::zero() } else { x - t }),
            Self::Tanh => apply(x, threshold, activation, |x, t| (x - t).tanh()),
            Self::Sigmoid => {
                apply(x, threshold, activation, |x, t| ((x - t).tanh() + F::one()) / F::of(2.0));
            }
            Self::Function(function) | Self::Differentiable(function, _) => {
                apply(x, threshold, activation, |x, t| function(x, t))
            }
        }
    }
}

#[inline(always)]
fn apply<F: Float>(x: &[F], threshold: &[F], activation: &mut [F], function: impl Fn(F, F) -> F) {
    for ((activation, &x), &threshold) in activation.iter_mut().zip(x).zip(threshold) {
        *activation = function(x, threshold);
    }
}

impl<F> PartialEq for Activation<F> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Function(one), Self::Function(other))
            | (Self::Differentiable(one, _), Self::Differentiable(other, _)) => Arc::ptr_eq(one, other),
            _ => core::mem::discriminant(self) == core::mem::discriminant(other),
        }
    }
}

impl<F> fmt::Debug for Activation<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Relu => "Relu",
            Self::Tanh => "Tanh",
            Self::Sigmoid => "Sigmoid",
            Self::Function(_) => "Function(..)",
            Self::Differentiable(..) => "Differentiable(..)",
        })
    }
}
