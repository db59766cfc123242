//! Errors: one or more faults, each with its place and what was expected and found, as data.

#[cfg(feature = "alloc")]
mod brief;
#[cfg(feature = "alloc")]
#[expect(clippy::module_inception, reason = "the type `Error` is the room's namesake")]
mod error;
#[cfg(feature = "alloc")]
mod expected;
#[cfg(feature = "alloc")]
mod fault;
#[cfg(feature = "alloc")]
mod history;
mod init;
#[cfg(feature = "alloc")]
mod many;
#[cfg(feature = "alloc")]
mod words;

#[cfg(feature = "alloc")]
pub use error::{Error, Fault};
#[cfg(feature = "alloc")]
pub use expected::{BoundDim, ExpectedShape};
#[cfg(feature = "alloc")]
pub use fault::FaultKind;
#[cfg(feature = "alloc")]
pub use history::HistoryFault;
pub use init::InitError;
