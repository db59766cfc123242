//! A permitted shape as declared.

use super::Length;
use core::fmt;

/// One permitted shape, as written: `(n_out, n_in)`.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// #[module(shape = (n_in, n_out))]
/// struct Linear {
///     #[parameter(shape = (n_out, n_in + 1), init = zeros())]
///     w: ndarray::Array2<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let shape = Linear::REGISTRY.attributes()[0].shapes().declared()[0];
/// assert_eq!((shape.to_string(), shape.rank()), ("(n_out, n_in + 1)".into(), 2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapeSpec {
    #[doc(hidden)]
    pub lengths: &'static [Length],
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

    /// Whether it has numbers and constants only, no dim and no arithmetic.
    #[inline]
    pub(crate) fn is_constant(&self) -> bool {
        self.lengths.iter().all(|length| length.as_constant().is_some())
    }

    /// Whether it has numbers and constants only, and is these lengths.
    #[inline]
    pub(crate) fn is_constantly(&self, lengths: &[usize]) -> bool {
        self.lengths.len() == lengths.len()
            && self.lengths.iter().zip(lengths).all(|(length, found)| length.as_constant() == Some(*found))
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
