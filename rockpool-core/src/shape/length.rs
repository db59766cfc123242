//! The length of an axis as it is declared: a dim, a number, a constant, or arithmetic on these.

use core::fmt;

/// A declared length.
///
/// ```
/// use rockpool_core::shape::Length;
/// let length = Length::Quotient(&Length::Dim(0, "n_in"), &Length::Literal(2));
/// assert_eq!(length.to_string(), "n_in / 2");
/// assert_eq!(length.evaluate(&|_| Ok(Some(6))), Ok(3));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// A dim, by its index in [`Registry::dims`](crate::registry::Registry::dims) and its name.
    Dim(usize, &'static str),
    /// An integer literal.
    Literal(usize),
    /// A const parameter or a constant, as written, and its value.
    Constant(&'static str, usize),
    /// `a + b`
    Sum(&'static Length, &'static Length),
    /// `a - b`
    Difference(&'static Length, &'static Length),
    /// `a * b`
    Product(&'static Length, &'static Length),
    /// `a / b`, exact.
    Quotient(&'static Length, &'static Length),
}

/// Why a length has no value.
///
/// ```
/// use rockpool_core::shape::Length;
/// let length = Length::Quotient(&Length::Dim(0, "n_in"), &Length::Literal(2));
/// let odd = length.evaluate(&|_| Ok(Some(7))).unwrap_err();
/// assert_eq!(odd.to_string(), "`n_in / 2` = 7 / 2 is not a whole number");
/// let unbound = length.evaluate(&|_| Ok(None)).unwrap_err();
/// assert_eq!(unbound.to_string(), "dim `n_in` is bound by nothing");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthError {
    /// A dim in it is not bound yet.
    Unbound(&'static str),
    /// A division leaves a remainder, or divides by zero.
    Inexact {
        /// The quotient as declared.
        length: Length,
        /// The dividend.
        dividend: usize,
        /// The divisor.
        divisor: usize,
    },
    /// The value is negative or does not fit a `usize`.
    OutOfRange(Length),
}

impl Length {
    /// The length, if it is a number or a constant.
    #[inline]
    pub(crate) const fn as_constant(&self) -> Option<usize> {
        match self {
            Self::Literal(value) | Self::Constant(_, value) => Some(*value),
            _ => None,
        }
    }

    /// The length under these dims: `dim(index)` is a dim's value.
    ///
    /// # Errors
    /// A dim is unbound, a division inexact, or the value out of range.
    pub fn evaluate(
        &self,
        dim: &dyn Fn(usize) -> Result<Option<usize>, LengthError>,
    ) -> Result<usize, LengthError> {
        let both = |a: &Self, b: &Self| Ok((a.evaluate(dim)?, b.evaluate(dim)?));
        let checked = |value: Option<usize>| value.ok_or(LengthError::OutOfRange(*self));
        match *self {
            Self::Dim(index, name) => dim(index)?.ok_or(LengthError::Unbound(name)),
            Self::Literal(value) | Self::Constant(_, value) => Ok(value),
            Self::Sum(a, b) => both(a, b).and_then(|(a, b)| checked(a.checked_add(b))),
            Self::Difference(a, b) => both(a, b).and_then(|(a, b)| checked(a.checked_sub(b))),
            Self::Product(a, b) => both(a, b).and_then(|(a, b)| checked(a.checked_mul(b))),
            Self::Quotient(a, b) => {
                let (dividend, divisor) = both(a, b)?;
                if divisor == 0 || dividend % divisor != 0 {
                    return Err(LengthError::Inexact { length: *self, dividend, divisor });
                }
                Ok(dividend / divisor)
            }
        }
    }

    /// Calls `f` with every dim that the length mentions.
    pub(crate) fn for_each_dim(&self, f: &mut dyn FnMut(usize, &'static str)) {
        match *self {
            Self::Dim(index, name) => f(index, name),
            Self::Literal(_) | Self::Constant(..) => {}
            Self::Sum(a, b) | Self::Difference(a, b) | Self::Product(a, b) | Self::Quotient(a, b) => {
                a.for_each_dim(f);
                b.for_each_dim(f);
            }
        }
    }

    fn precedence(&self) -> u8 {
        match self {
            Self::Sum(..) | Self::Difference(..) => 1,
            Self::Product(..) | Self::Quotient(..) => 2,
            _ => 3,
        }
    }

    fn fmt_within(&self, f: &mut fmt::Formatter<'_>, least: u8) -> fmt::Result {
        let parenthesised = self.precedence() < least;
        if parenthesised {
            f.write_str("(")?;
        }
        let mut binary = |a: &Self, sign: &str, b: &Self, precedence: u8| {
            a.fmt_within(f, precedence)?;
            f.write_str(sign)?;
            b.fmt_within(f, precedence + 1)
        };
        match *self {
            Self::Dim(_, name) | Self::Constant(name, _) => f.write_str(name)?,
            Self::Literal(value) => write!(f, "{value}")?,
            Self::Sum(a, b) => binary(a, " + ", b, 1)?,
            Self::Difference(a, b) => binary(a, " - ", b, 1)?,
            Self::Product(a, b) => binary(a, " * ", b, 2)?,
            Self::Quotient(a, b) => binary(a, " / ", b, 2)?,
        }
        if parenthesised {
            f.write_str(")")?;
        }
        Ok(())
    }
}

/// As written: `n_in / n_out`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_within(f, 0)
    }
}

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unbound(dim) => write!(f, "dim `{dim}` is bound by nothing"),
            Self::Inexact { length, dividend, divisor } => {
                write!(f, "`{length}` = {dividend} / {divisor} is not a whole number")
            }
            Self::OutOfRange(length) => write!(f, "`{length}` is negative or too large"),
        }
    }
}
