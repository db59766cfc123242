//! What stands for the slope of a spike.

use crate::Float;
use core::fmt;
use rockpool_core::prelude::*;
use rockpool_core::value::{Choice, Choices};
use std::sync::Arc;

/// What stands for the slope of the number of spikes `s = floor(v / threshold)` over the membrane
/// potential `v` on the way back, since the true one is 0 almost everywhere. `w` is the module's
/// `learning_window`.
///
/// | | slope | |
/// |---|---|---|
/// | `StepPwl` | `1 / threshold` where `v >= threshold - w`, else 0 | the original's; exact zeros make the way back fast |
/// | `PeriodicExponential` | `exp(-abs(u - threshold / 2) / w) / threshold` | the original's; `u` repeats every threshold |
/// | `Triangle` | `max(0, 1 - abs(x) / w) / threshold` | `x = v / threshold - 1`; exact zeros on both sides |
/// | `FastSigmoid` | `1 / (1 + abs(x) / w)^2 / threshold` | of slope `1 / w` in snntorch |
/// | `Sigmoid` | `exp(-x / w) / (1 + exp(-x / w))^2 / w / threshold` | of slope `1 / w` in snntorch |
/// | `ATan` | `1 / (1 + (pi x / w)^2) / w / threshold` | of `alpha = 2 / w` in snntorch |
/// | `Function(f)` | `f(v, threshold)` | |
///
/// All but functions are stored in files, by their names, and may be given by them: `.surrogate("ATan")`.
///
/// Over the threshold the slope is `-v / threshold` times that over `v`. That of `StepPwl` has no end above the
/// threshold: where neurons inhibit each other and thresholds may fall, gradients of long inputs can outgrow all
/// numbers; the others fade away on both sides.
///
/// ```
/// use rockpool_nn::{Lif, Surrogate};
///
/// assert_eq!(Surrogate::StepPwl.slope(1.7, 2.0, 0.5), 0.5);
/// assert_eq!(Surrogate::StepPwl.slope(1.4, 2.0, 0.5), 0.0);
/// assert_eq!(Surrogate::FastSigmoid.slope(1.25, 1.0, 0.25), 0.25);
///
/// let lif = Lif::builder().n_in(2).n_out(2).surrogate(Surrogate::ATan).learning_window(1.0).build()?;
/// assert_eq!(lif.surrogate, Surrogate::ATan);
/// let triangle = Surrogate::function(|v: f64, threshold| (1.0 - (v / threshold - 1.0).abs()).max(0.0));
/// let lif = Lif::builder().n_in(2).n_out(2).surrogate(triangle).build()?;
/// # Ok::<(), rockpool_core::Error>(())
/// ```
///
/// **Source**: Rockpool 3.1.0, `StepPWL`, `PeriodicExponential`; S. Esser et al., "Convolutional Networks for
/// Fast, Energy-Efficient Neuromorphic Computing", PNAS 2016, for the triangle; J. Eshraghian et al., "Training Spiking
/// Neural Networks Using Lessons From Deep Learning", 2023, and snntorch's `surrogate`.
#[derive(Clone, Default)]
pub enum Surrogate<F> {
    /// As steep as the line through all thresholds, from a window below the first.
    #[default]
    StepPwl,
    /// Exponential about the middle between two thresholds, again and again.
    PeriodicExponential,
    /// A triangle about the threshold.
    Triangle,
    /// The slope of a fast sigmoid.
    FastSigmoid,
    /// The slope of a logistic function.
    Sigmoid,
    /// The slope of an arcus tangent.
    ATan,
    /// Any function of `v` and the threshold; two of these are equal if they are shared.
    Function(Arc<dyn Fn(F, F) -> F + Send + Sync>),
}

impl<F: Float> AttributeValue for Surrogate<F> {
    type Class = Choice;
    const DTYPE: Dtype = Dtype::Str;
}

/// All but functions are read, set and stored by their names.
impl<F: Float> Choices for Surrogate<F> {
    const NAMES: &'static [&'static str] =
        &["StepPwl", "PeriodicExponential", "Triangle", "FastSigmoid", "Sigmoid", "ATan"];
    const ALIASES: &'static [(&'static str, usize)] = &[];

    fn index(&self) -> usize {
        match self {
            Self::StepPwl => 0,
            Self::PeriodicExponential => 1,
            Self::Triangle => 2,
            Self::FastSigmoid => 3,
            Self::Sigmoid => 4,
            Self::ATan => 5,
            Self::Function(_) => usize::MAX,
        }
    }
    fn at(index: usize) -> Option<Self> {
        Some(match index {
            0 => Self::StepPwl,
            1 => Self::PeriodicExponential,
            2 => Self::Triangle,
            3 => Self::FastSigmoid,
            4 => Self::Sigmoid,
            5 => Self::ATan,
            _ => return None,
        })
    }
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<F: Float> Surrogate<F> {
    /// Any function of the potential and the threshold.
    pub fn function(function: impl Fn(F, F) -> F + Send + Sync + 'static) -> Self {
        Self::Function(Arc::new(function))
    }

    /// The slope at a potential, for a neuron that may spike as often as it likes.
    #[must_use]
    pub fn slope(&self, v: F, threshold: F, learning_window: F) -> F {
        let mut slope = [F::zero()];
        self.slopes(&[v], &[threshold], learning_window, F::infinity(), &mut slope);
        slope[0]
    }

    /// The slopes of many neurons; `most` is the most spikes that one fires in a step.
    #[inline(always)]
    pub(crate) fn slopes(&self, v: &[F], threshold: &[F], w: F, most: F, slopes: &mut [F]) {
        let one = F::one();
        match self {
            Self::StepPwl => {
                each(
                    v,
                    threshold,
                    slopes,
                    #[inline(always)]
                    |v, th| if v >= th - w { one / th } else { F::zero() },
                );
            }
            Self::PeriodicExponential => each(
                v,
                threshold,
                slopes,
                #[inline(always)]
                |v, th| {
                    let half = th / F::of(2.0);
                    let from_half = v - half;
                    let periods = if v < th { F::zero() } else { (from_half / th).floor().min(most - one) };
                    (-(from_half - periods * th - half).abs() / w).exp() / th
                },
            ),
            Self::Triangle => each(
                v,
                threshold,
                slopes,
                #[inline(always)]
                |v, th| (one - (v / th - one).abs() / w).max(F::zero()) / th,
            ),
            Self::FastSigmoid => each(
                v,
                threshold,
                slopes,
                #[inline(always)]
                |v, th| {
                    let below = one + (v / th - one).abs() / w;
                    one / (below * below * th)
                },
            ),
            Self::Sigmoid => each(
                v,
                threshold,
                slopes,
                #[inline(always)]
                |v, th| {
                    let e = (-(v / th - one).abs() / w).exp();
                    e / ((one + e) * (one + e) * w * th)
                },
            ),
            Self::ATan => each(
                v,
                threshold,
                slopes,
                #[inline(always)]
                |v, th| {
                    let x = F::of(core::f64::consts::PI) * (v / th - one) / w;
                    one / ((one + x * x) * w * th)
                },
            ),
            Self::Function(function) => each(
                v,
                threshold,
                slopes,
                #[inline(always)]
                |v, th| function(v, th),
            ),
        }
    }
}

#[inline(always)]
fn each<F: Float>(v: &[F], threshold: &[F], slopes: &mut [F], slope: impl Fn(F, F) -> F) {
    for ((slot, &v), &threshold) in slopes.iter_mut().zip(v).zip(threshold) {
        *slot = slope(v, threshold);
    }
}

impl<F> PartialEq for Surrogate<F> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Function(one), Self::Function(other)) => Arc::ptr_eq(one, other),
            _ => core::mem::discriminant(self) == core::mem::discriminant(other),
        }
    }
}

impl<F> fmt::Debug for Surrogate<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StepPwl => "StepPwl",
            Self::PeriodicExponential => "PeriodicExponential",
            Self::Triangle => "Triangle",
            Self::FastSigmoid => "FastSigmoid",
            Self::Sigmoid => "Sigmoid",
            Self::ATan => "ATan",
            Self::Function(_) => "Function(..)",
        })
    }
}
