//! Lengths that do not fit.

use core::fmt;
use rockpool_core::Error;

/// Lengths that do not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LengthsError {
    /// There are not as many as samples, or one is too long.
    Fit { lengths: Vec<usize>, batches: usize, steps: usize },
    /// A module was run with them by itself.
    Within,
    /// A record is no array of every sample.
    Join,
}

impl LengthsError {
    /// Where a module is run without what takes lengths apart.
    pub(crate) fn within() -> Error {
        Error::other(Self::Within)
    }
}

impl fmt::Display for LengthsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fit { lengths, batches, steps } => {
                write!(f, "expected {batches} lengths of up to {steps} steps, found {lengths:?}")
            }
            Self::Within => f.write_str(
                "lengths are taken by `evolve`, `evolve_all`, `evolve_from`, `evolve_recorded` and `evolve_keeping` of the whole network; on a tape, run the input whole and give lengths to the loss",
            ),
            Self::Join => f.write_str(
                "samples of several lengths leave what is no array for all of them; run those of a length together",
            ),
        }
    }
}

impl core::error::Error for LengthsError {}
