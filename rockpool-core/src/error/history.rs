//! Why a history does not record.

use crate::registry::Dtype;
use crate::shape::Shape;
use core::fmt;

/// Why a [`History`](crate::history::History) is not made, or does not take a view.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum HistoryFault {
    /// It has as many steps as it was made for.
    Full {
        /// The most steps.
        steps: usize,
    },
    /// There is no memory for so many steps.
    Memory {
        /// The steps that were asked for.
        steps: usize,
    },
    /// The attribute has another shape than in the steps before.
    Shape {
        /// That of the steps before.
        expected: Shape,
        /// The present one.
        found: Shape,
    },
    /// The attribute is not made of elements, or of other ones than in the steps before.
    Type {
        /// The type of its elements.
        found: Dtype,
    },
    /// The view has an attribute that the history has not.
    Unknown,
    /// The view lacks an attribute that the history has.
    Missing,
}

impl fmt::Display for HistoryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full { steps } => {
                write!(
                    f,
                    "the history was made for {steps} steps, and has them; make it for more, or `clear` it"
                )
            }
            Self::Memory { steps } => write!(f, "there is no memory for a history of {steps} steps"),
            Self::Shape { expected, found } => {
                write!(f, "expected shape {expected}, as in the steps before, found {found}")
            }
            Self::Type { found } => {
                write!(
                    f,
                    "a history records numbers and arrays of them of one type, found {found}; leave it out by `.without(..)`"
                )
            }
            Self::Unknown => {
                f.write_str("this attribute is not in the history; push the view that it was made for")
            }
            Self::Missing => f.write_str(
                "this attribute is in the history, and not in the view; push the view that it was made for",
            ),
        }
    }
}
