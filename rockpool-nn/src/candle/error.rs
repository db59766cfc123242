//! Why a module and tensors do not meet.

use candle_core::DType;
use core::fmt;

/// Why tensors cannot pass through a module.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TensorError {
    /// A tensor of another number type than that of the module.
    Dtype {
        /// That of the module.
        expected: DType,
        /// That of the tensor.
        found: DType,
    },
    /// An input without axes of time and columns.
    Rank {
        /// How many axes it has.
        found: usize,
    },
    /// candle cannot make a variable, or write to it.
    Variable {
        /// What it says.
        message: String,
    },
    /// The way back before the way there.
    NotRun,
}

impl fmt::Display for TensorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dtype { expected, found } => write!(
                f,
                "expected a tensor of `{expected:?}`, found one of `{found:?}`; convert it with `.to_dtype(DType::{expected:?})`"
            ),
            Self::Rank { found } => write!(
                f,
                "expected an input (T, n_in) or (B, T, n_in), found one of rank {found}; add axes with `.unsqueeze(0)`"
            ),
            Self::Variable { message } => write!(f, "the variable cannot be written: {message}"),
            Self::NotRun => f.write_str("there is no way back before the way there"),
        }
    }
}

impl core::error::Error for TensorError {}
