//! Why an initialiser has no value.

use crate::shape::Shape;
use crate::value::{Number, OutOfBounds, Unlike};
use core::fmt;

/// Why an initialiser has no value to give.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::init::InitError;
/// let error = Parameter::<Vec<f64>>::shaped(3).init(identity()).resolve().unwrap_err();
/// let FaultKind::Init { error, .. } = error.faults()[0].kind() else { panic!() };
/// assert_eq!(error, &InitError::NoMatrix([3].into()));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum InitError {
    /// It gives a value of another shape.
    Shape(Shape),
    /// What it gives is cast to a value of another shape, as given data may be.
    Cast(Shape),
    /// It gives an element outside the bounds.
    Bounds(OutOfBounds),
    /// It draws at random, but there is no key.
    NoKey,
    /// It gives a number that the element type has not.
    Number(Number),
    /// Its distribution does not exist, as with a negative deviation.
    Distribution(&'static str),
    /// The type has no arrays of this shape.
    Type(Shape),
    /// There is no memory for an array of this shape.
    Room(Shape),
    /// A matrix was expected.
    NoMatrix(Shape),
    /// The attribute that this one begins like is absent.
    Like,
    /// What it gives stands for no value of the type.
    With(crate::value::WithError),
    /// It gives a value that does not fit the type.
    #[cfg(feature = "alloc")]
    Unfit(crate::value::Unfit),
}

impl From<Unlike> for InitError {
    fn from(unlike: Unlike) -> Self {
        match unlike {
            Unlike::Shape(found) => Self::Shape(found),
            Unlike::NoType(shape) => Self::Type(shape),
            #[cfg(feature = "alloc")]
            Unlike::Unfit(unfit) => Self::Unfit(unfit),
        }
    }
}

impl InitError {
    /// Why no array of this shape was made: there is no memory for it, or else the type has none.
    pub(crate) fn unmade(shape: &Shape) -> Self {
        if has_room(shape) { Self::Type(shape.clone()) } else { Self::Room(shape.clone()) }
    }
}

/// Whether there is memory for so many numbers.
#[cfg(feature = "alloc")]
fn has_room(shape: &Shape) -> bool {
    let mut numbers = alloc::vec::Vec::<u64>::new();
    shape.checked_numel().is_some_and(|numel| numbers.try_reserve_exact(numel).is_ok())
}

/// Without memory that is asked for, only the type decides.
#[cfg(not(feature = "alloc"))]
fn has_room(_: &Shape) -> bool {
    true
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(found) => write!(f, "the initialiser gives shape {found}"),
            Self::Cast(found) => write!(f, "the cast gives shape {found}"),
            Self::Bounds(outside) => write!(f, "the initialiser gives {}, outside the bounds", outside.found),
            Self::NoKey => {
                f.write_str("the initialiser draws at random, but there is no key; give one with `.key(..)`")
            }
            Self::Number(number) => {
                write!(
                    f,
                    "the initialiser gives {number}, which the element type does not hold; give what it holds, and for a number of your own write `Element::from_number`"
                )
            }
            Self::Distribution(why) => f.write_str(why),
            Self::Type(shape) => write!(f, "the field's type has no arrays of shape {shape}"),
            Self::Like => {
                f.write_str("the attribute that this begins like is absent; give a value for one of them")
            }
            Self::Room(shape) => {
                write!(f, "the memory does not suffice for an array of shape {shape}")
            }
            Self::NoMatrix(shape) => {
                write!(f, "the initialiser makes a matrix, which has two axes; the shape is {shape}")
            }
            Self::With(error) => write!(f, "the initialiser gives what is no value of the type: {error}"),
            #[cfg(feature = "alloc")]
            Self::Unfit(crate::value::Unfit::Shape(shape)) => {
                write!(f, "the initialiser gives shape {shape}, which the field's type has not")
            }
            #[cfg(feature = "alloc")]
            Self::Unfit(crate::value::Unfit::Type(why)) => f.write_str(why),
        }
    }
}

impl core::error::Error for InitError {}

impl From<crate::value::WithError> for InitError {
    fn from(error: crate::value::WithError) -> Self {
        Self::With(error)
    }
}
