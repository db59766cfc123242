//! Why there is no loss.

use core::fmt;
use rockpool_core::shape::Shape;

/// Why there is no loss.
///
/// ```
/// use ndarray::{Array2, Array3};
/// use rockpool_nn::loss::mean_square;
///
/// let error = mean_square(&Array3::<f64>::zeros((1, 20, 3)), &Array2::zeros((20, 2))).unwrap_err();
/// assert_eq!(error.to_string(), "expected a target of shape (1, 20, 3), as the output, found (20, 2)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LossError {
    /// A target of another shape.
    Target {
        /// The shape that fits the output.
        expected: Shape,
        /// That of the target.
        found: Shape,
    },
    /// There are other than as many classes, or lengths, as batches.
    Batches {
        /// What there are.
        what: &'static str,
        /// How many batches.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A class that has no output.
    Class {
        /// In which batch.
        batch: usize,
        /// The class.
        class: usize,
        /// How many outputs there are.
        outputs: usize,
    },
    /// A length that is 0, or more than there are steps.
    Length {
        /// Of which batch.
        batch: usize,
        /// The length.
        length: usize,
        /// How many steps there are.
        steps: usize,
    },
    /// There is no parameter with this path.
    NoParameter {
        /// The path.
        path: String,
    },
    /// Bounds that belong to other parameters.
    Bounds,
}

impl fmt::Display for LossError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Target { expected, found } => {
                write!(f, "expected a target of shape {expected}, as the output, found {found}")
            }
            Self::Batches { what, expected, found } => {
                write!(f, "expected {expected} {what}, one for each batch, found {found}")
            }
            Self::Class { batch, class, outputs } => {
                write!(
                    f,
                    "expected a class below {outputs}, as many as there are outputs, found {class} in batch {batch}"
                )
            }
            Self::Length { batch, length, steps } => {
                write!(f, "expected a length of 1 to {steps} steps, found {length} in batch {batch}")
            }
            Self::NoParameter { path } => {
                write!(f, "there is no parameter `{path}`; constants and what is absent are none")
            }
            Self::Bounds => {
                f.write_str("the bounds belong to other parameters; make them anew by `make_bounds`")
            }
        }
    }
}

impl core::error::Error for LossError {}
