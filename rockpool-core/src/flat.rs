//! Flat vectors: all elements of a view in one vector, as optimisers want them.

mod copy;
mod extent;
mod layout;
mod mask;
mod parts;
mod reading;
mod writing;

pub use layout::{Layout, LayoutEntry};
pub use mask::Mask;
pub use reading::Flat;
pub use writing::FlatMut;

use crate::error::{Error, FaultKind};

fn check_len(expected: usize, found: usize) -> Result<(), Error> {
    if expected == found { Ok(()) } else { Err(Error::one("", FaultKind::FlatLength { expected, found })) }
}
