//! What generated code asks for. Nothing here is for use by hand, and all of it may change.

mod by_field;
#[allow(clippy::panic, reason = "what fails here fails to compile")]
pub mod declared;
mod duplicate;
mod field;
#[cfg(feature = "alloc")]
mod give;
#[cfg(feature = "alloc")]
mod give_by;
mod same;
mod shared;
mod slot;
pub mod words;

pub use by_field::ByField;
pub use duplicate::{Duplicate, NoDuplicate};
pub(crate) use field::{End, Listed};
pub use field::{OriginField, Part, Skipped};
#[cfg(feature = "alloc")]
pub use give::{Argument, Give};
#[cfg(feature = "alloc")]
pub use give_by::GiveBy;
pub use same::Same;
pub(crate) use slot::Of;
pub use slot::Slot;
