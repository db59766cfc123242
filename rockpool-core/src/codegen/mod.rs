//! What generated code asks for. Nothing here is for use by hand, and all of it may change.

#[allow(clippy::panic, reason = "what fails here fails to compile")]
pub mod declared;
mod field;
#[cfg(feature = "alloc")]
mod give;
mod same;
mod slot;
pub mod words;

pub(crate) use field::End;
pub use field::{OriginField, Part, Skipped};
#[cfg(feature = "alloc")]
pub use give::{Argument, Give};
pub use same::Same;
pub(crate) use slot::Of;
pub use slot::Slot;
