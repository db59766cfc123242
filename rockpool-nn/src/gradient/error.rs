//! Why there is no gradient.

use core::fmt;
use rockpool_core::shape::Shape;

/// A module that can run, but not back.
///
/// ```
/// use ndarray::array;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Instant};
///
/// let mut square = Instant::of(1, |x: f64| x * x)?;
/// let (output, tape) = square.evolve_taped(&array![[3.0]])?;
/// let error = square.back(&tape, &output).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "the function has no derivative; give one by `Instant::differentiable`"
/// );
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoWayBack {
    /// The type of the module.
    pub module: &'static str,
}

impl fmt::Display for NoWayBack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { module } = self;
        write!(
            f,
            "`{module}` has no way back; implement `Evolve::back_with` for it, or name its layers by `chain!`"
        )
    }
}

impl core::error::Error for NoWayBack {}

/// Why an evolution has no gradient.
///
/// ```
/// use ndarray::{Array2, Array3};
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Lif};
///
/// let mut lif = Lif::builder().shape((3, 3)).build()?;
/// let (_, tape) = lif.evolve_taped(&Array2::<f64>::zeros((40, 3)))?;
/// let error = lif.back(&tape, &Array3::zeros((1, 20, 3))).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "expected the gradient of an output of shape (1, 40, 3), found one of shape (1, 20, 3)"
/// );
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GradientError {
    /// Inputs have a gain, or neurons leak elsewhere than to 0, are reset, or rest.
    Manner,
    /// A window forgets inputs from before the evolution, which are not on the tape.
    Past,
    /// The gradient of the output has not the shape of the output.
    Shape {
        /// The shape of the output.
        expected: Shape,
        /// The shape that was given.
        found: Shape,
    },
    /// The tape was made by another module, or modules took from it in another order than the
    /// reverse of the one in which they ran.
    Tape,
    /// Something is left on the tape: the way back left out a module that ran.
    Left {
        /// How many items.
        items: usize,
    },
    /// An activation function without a derivative.
    Derivative {
        /// What it is.
        what: &'static str,
        /// What gives it one.
        way_out: &'static str,
    },
    /// A gradient differs from finite differences.
    Differs {
        /// Of what: a path, or `input`.
        path: String,
        /// The place of the element, row-major.
        index: usize,
        /// What finite differences say.
        expected: f64,
        /// What the way back says.
        found: f64,
    },
    /// A batch of several inputs with noise, where runs are repeated from checkpoints.
    NoisyCheckpoints,
}

impl fmt::Display for GradientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manner => f.write_str(
                "there is no gradient through `gain`, `v_leak`, `v_reset` and `refractory_period`; leave them out to train",
            ),
            Self::Past => f.write_str(
                "the window forgets inputs from before the evolution; call `reset_state()` before it, or leave `max_window_length` out",
            ),
            Self::Shape { expected, found } => {
                write!(f, "expected the gradient of an output of shape {expected}, found one of shape {found}")
            }
            Self::Tape => f.write_str(
                "the tape holds something else here; give the module that made it, and go back through its submodules in the reverse of their order",
            ),
            Self::Left { items } => {
                write!(f, "{items} items are left on the tape; go back through all submodules that ran")
            }
            Self::Derivative { what, way_out } => write!(f, "{what} has no derivative; give one by `{way_out}`"),
            Self::Differs { path, index, expected, found } => write!(
                f,
                "expected {expected:e} for element {index} of the gradient of `{path}`, as finite differences say, found {found:e}"
            ),
            Self::NoisyCheckpoints => f.write_str(
                "with noise, checkpoints serve one batch; use `evolve_taped`, or one input at a time",
            ),
        }
    }
}

impl core::error::Error for GradientError {}
