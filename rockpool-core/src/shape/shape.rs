//! A shape as a value: the lengths of an array's axes.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;
use core::fmt;
use core::ops::Deref;

/// Ranks up to this one are held without an allocation.
const INLINE: usize = 6;

/// The lengths of an array's axes, outermost first; a scalar has none.
///
/// It reads as a slice of `usize` and compares with slices, arrays and vectors.
///
/// ```
/// use rockpool_core::shape::Shape;
/// let shape = Shape::from([2, 3]);
/// assert_eq!(shape, [2, 3]);
/// assert_eq!(shape.numel(), 6);
/// assert_eq!(shape.to_string(), "(2, 3)");
/// ```
#[derive(Clone)]
pub struct Shape(Repr);

#[derive(Clone)]
enum Repr {
    Inline {
        rank: u8,
        lengths: [usize; INLINE],
    },
    #[cfg(feature = "alloc")]
    Heap(Box<[usize]>),
}

impl Shape {
    /// The shape of a scalar.
    pub const SCALAR: Self = Self(Repr::Inline { rank: 0, lengths: [0; INLINE] });

    /// A shape of these lengths.
    ///
    /// Without the feature `alloc` no value has more than six axes; further lengths would be
    /// dropped.
    #[must_use]
    #[inline]
    pub fn new(lengths: &[usize]) -> Self {
        #[cfg(feature = "alloc")]
        if lengths.len() > INLINE {
            return Self(Repr::Heap(lengths.into()));
        }
        let mut inline = [0; INLINE];
        let mut rank = 0;
        for (slot, &length) in inline.iter_mut().zip(lengths) {
            *slot = length;
            rank += 1;
        }
        Self(Repr::Inline { rank, lengths: inline })
    }

    /// The number of axes.
    #[must_use]
    pub fn rank(&self) -> usize {
        self.len()
    }

    /// The number of elements, `None` where it does not fit a `usize`.
    #[must_use]
    pub fn checked_numel(&self) -> Option<usize> {
        if self.contains(&0) {
            return Some(0);
        }
        self.iter().try_fold(1_usize, |product, &length| product.checked_mul(length))
    }

    /// The number of elements: the product of the lengths, saturating.
    #[must_use]
    pub fn numel(&self) -> usize {
        self.checked_numel().unwrap_or(usize::MAX)
    }

    /// The lengths as a slice.
    #[must_use]
    #[inline]
    pub fn as_slice(&self) -> &[usize] {
        match &self.0 {
            Repr::Inline { rank, lengths } => lengths.get(..usize::from(*rank)).unwrap_or(lengths),
            #[cfg(feature = "alloc")]
            Repr::Heap(lengths) => lengths,
        }
    }

    /// This shape with one more axis, outermost.
    pub(crate) fn under(&self, length: usize) -> Self {
        let mut lengths = [0; INLINE + 1];
        lengths[0] = length;
        let rank = self.len().min(INLINE);
        lengths[1..=rank].copy_from_slice(&self.as_slice()[..rank]);
        Self::new(&lengths[..=rank])
    }
}

impl Default for Shape {
    fn default() -> Self {
        Self::SCALAR
    }
}

impl Deref for Shape {
    type Target = [usize];
    #[inline]
    fn deref(&self) -> &[usize] {
        self.as_slice()
    }
}

impl AsRef<[usize]> for Shape {
    fn as_ref(&self) -> &[usize] {
        self
    }
}

impl Eq for Shape {}

impl core::hash::Hash for Shape {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.as_slice().hash(state);
    }
}

impl<T: AsRef<[usize]> + ?Sized> PartialEq<T> for Shape {
    #[inline]
    fn eq(&self, other: &T) -> bool {
        self.as_slice() == other.as_ref()
    }
}

impl PartialEq<Shape> for [usize] {
    fn eq(&self, other: &Shape) -> bool {
        self == other.as_slice()
    }
}

impl PartialEq<Shape> for &[usize] {
    fn eq(&self, other: &Shape) -> bool {
        *self == other.as_slice()
    }
}

impl<const N: usize> PartialEq<Shape> for [usize; N] {
    fn eq(&self, other: &Shape) -> bool {
        self == other.as_slice()
    }
}

impl fmt::Debug for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `(2, 3)`, `(3)`, `()`.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (axis, length) in self.iter().enumerate() {
            if axis > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{length}")?;
        }
        f.write_str(")")
    }
}

/// The shape that a type fixes by itself: `()` for scalars, `(2, 3)` for `[[f64; 3]; 2]`.
///
/// ```
/// use rockpool_core::shape::FixedShape;
/// use rockpool_core::value::ArrayValue;
/// let fixed = <[[f64; 3]; 2] as ArrayValue>::FIXED_SHAPE.unwrap();
/// assert_eq!(*fixed, FixedShape::Axis(2, &FixedShape::Axis(3, &FixedShape::Scalar)));
/// assert_eq!(fixed.to_shape(), [2, 3]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixedShape {
    /// No axes.
    Scalar,
    /// No axes, or one of length 1: what the rows of a column are, which may be declared as a matrix.
    Column,
    /// An axis of this length over the rest.
    Axis(usize, &'static FixedShape),
}

impl FixedShape {
    /// Whether it has these lengths.
    pub(crate) fn has_lengths(&self, lengths: &[usize]) -> bool {
        match (self, lengths) {
            (Self::Scalar | Self::Column, []) => true,
            (Self::Axis(length, inner), [first, rest @ ..]) => length == first && inner.has_lengths(rest),
            _ => false,
        }
    }

    /// The same as a [`Shape`].
    #[must_use]
    pub fn to_shape(&self) -> Shape {
        match self {
            Self::Scalar | Self::Column => Shape::SCALAR,
            Self::Axis(length, rest) => rest.to_shape().under(*length),
        }
    }
}
