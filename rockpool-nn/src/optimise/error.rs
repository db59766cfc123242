//! Why a step is not made.

use core::fmt;

/// Why a step is not made; nothing is changed then.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::Linear;
/// use rockpool_nn::optimise::{Adam, Descent};
///
/// let mut net = Linear::builder().shape((1, 1)).build()?;
/// let mut descent = Descent::adam(&net, 0.1)?;
/// let error = descent.step(&mut net, &[f64::NAN]).unwrap_err();
/// assert_eq!(error.to_string(), "weight: expected a finite gradient, found NaN for element 0");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DescentError {
    /// A vector of another length than there are parameters.
    Length {
        /// How many there are.
        expected: usize,
        /// The length of the vector.
        found: usize,
    },
    /// An element of a gradient is NaN or infinite.
    NotFinite {
        /// Which element of its parameter, row-major.
        index: usize,
        /// What it is.
        found: f64,
    },
    /// The rate of a parameter, or the norm that gradients are clipped at, is NaN or infinite, or that norm is
    /// below 0.
    Rate {
        /// Which of the two.
        what: &'static str,
        /// What it is.
        found: f64,
    },
    /// There is no parameter with this path.
    NoParameter {
        /// The path.
        path: String,
    },
    /// A mask or bounds of another length than their parameter.
    PartLength {
        /// The path of the parameter.
        path: String,
        /// The number of its elements.
        expected: usize,
        /// How many were given.
        found: usize,
    },
}

impl fmt::Display for DescentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { expected, found } => write!(
                f,
                "expected a vector of {expected} elements, as many as there were parameters at the start, found {found}"
            ),
            Self::NotFinite { index, found } => {
                write!(f, "expected a finite gradient, found {found} for element {index}")
            }
            Self::Rate { what, found } => write!(f, "expected a {what}, found {found}"),
            Self::NoParameter { path } => {
                write!(f, "there is no parameter `{path}`; constants and what is absent are none")
            }
            Self::PartLength { path, expected, found } => {
                write!(f, "expected {expected} elements for `{path}`, found {found}")
            }
        }
    }
}

impl core::error::Error for DescentError {}
