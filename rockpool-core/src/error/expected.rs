//! What was expected of a shape, and why: permitted shapes, and who bound their dims.

use crate::shape::{Binder, Shape};
use alloc::string::String;
use core::fmt;

/// A permitted shape: as declared, and under the dims where they are bound.
///
/// ```
/// use rockpool_core::error::ExpectedShape;
/// let expected = ExpectedShape { declared: "(n_out, n_in)".into(), resolved: Some([3, 6].into()) };
/// assert_eq!(expected.to_string(), "(n_out, n_in) = (3, 6)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedShape {
    /// As declared: `(n_out, n_in)`.
    pub declared: String,
    /// Under the dims: `(3, 6)`.
    pub resolved: Option<Shape>,
}

impl ExpectedShape {
    /// Any of so many axes, where nothing but the type decides.
    pub(crate) fn of_rank(rank: usize) -> Self {
        let plural = if rank == 1 { "axis" } else { "axes" };
        Self { declared: alloc::format!("{rank} {plural}"), resolved: None }
    }

    /// Whether it says lengths, and not their number alone.
    pub(super) fn has_lengths(&self) -> bool {
        self.declared.starts_with('(')
    }
}

impl fmt::Display for ExpectedShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.declared)?;
        match &self.resolved {
            Some(resolved) if alloc::string::ToString::to_string(resolved) != self.declared => {
                write!(f, " = {resolved}")
            }
            _ => Ok(()),
        }
    }
}

/// A dim with a value, and who bound it.
///
/// ```
/// use rockpool_core::{error::BoundDim, shape::Binder};
/// let bound = BoundDim { dim: "n_out", value: 3, by: Binder::Attribute("vmem") };
/// assert_eq!(bound.to_string(), "n_out = 3 was bound by `vmem`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundDim {
    /// Its name.
    pub dim: &'static str,
    /// Its value.
    pub value: usize,
    /// Who bound it.
    pub by: Binder,
}

impl fmt::Display for BoundDim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {} was bound by {}", self.dim, self.value, self.by)
    }
}
