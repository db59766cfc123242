//! What generated code asks for. Nothing here is for use by hand, and all of it may change.

pub mod assertions;
mod by_field;
mod duplicate;
mod fields;
#[cfg(feature = "alloc")]
mod give;
#[cfg(feature = "alloc")]
mod give_by;
pub mod hover;
#[cfg(feature = "alloc")]
mod in_builder;
#[cfg(feature = "alloc")]
#[allow(clippy::panic, reason = "what fails here fails to compile")]
mod no_module;
pub mod numbers;
mod same;
mod several;
mod slot;

pub use by_field::ByField;
pub use duplicate::{Duplicate, DuplicateSkipped, NoDuplicate, NoDuplicateSkipped};
pub(crate) use fields::{End, Listed};
pub use fields::{OriginField, Skipped, SubmoduleField};
pub use same::{Same, constant};
pub use several::{Several, SeveralMade, SeveralMut};
pub(crate) use slot::Of;
pub use slot::Slot;
#[cfg(feature = "alloc")]
pub use {
    give::{Argument, Give},
    give_by::GiveBy,
    in_builder::{InBuilder, ShapeOf},
    several::{SeveralAsked, SeveralGiven},
};
