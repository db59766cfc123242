//! States that a module cannot begin with.

use core::fmt;
use rockpool_core::shape::Shape;

/// States that a module cannot begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StatesError {
    /// They have another shape, or another type of numbers.
    Shape { expected: Shape, found: Shape },
    /// The module has no such state, or does not take it by batches.
    Unknown { module: &'static str },
}

impl StatesError {
    pub(crate) fn shape(expected: Shape, found: Shape) -> Self {
        Self::Shape { expected, found }
    }
}

impl fmt::Display for StatesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape { expected, found } if expected == found => {
                write!(f, "expected states of the module's type of numbers, found another type")
            }
            Self::Shape { expected, found } => write!(
                f,
                "expected the states of all batches in shape {expected}, found {found}; `evolve_all` gives them so"
            ),
            Self::Unknown { module } => write!(
                f,
                "`{module}` has no such state for every batch; give those that its `evolve_all` gives"
            ),
        }
    }
}

impl core::error::Error for StatesError {}
