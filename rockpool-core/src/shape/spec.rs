//! A permitted shape as declared.

use super::Length;
use core::fmt;

/// One permitted shape, as written: `(n_out, n_in)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapeSpec {
    lengths: &'static [Length],
}

impl ShapeSpec {
    pub(crate) const fn new(lengths: &'static [Length]) -> Self {
        Self { lengths }
    }

    /// The declared lengths, outermost first.
    #[must_use]
    pub const fn lengths(&self) -> &'static [Length] {
        self.lengths
    }

    /// The number of axes.
    #[must_use]
    pub const fn rank(&self) -> usize {
        self.lengths.len()
    }
}

/// As written: `(n_out, n_in)`, `(n_out)`, `()`.
impl fmt::Display for ShapeSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (axis, length) in self.lengths.iter().enumerate() {
            if axis > 0 {
                f.write_str(", ")?;
            }
            length.fmt(f)?;
        }
        f.write_str(")")
    }
}
