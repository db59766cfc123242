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

pub use init::InitError;
#[cfg(feature = "alloc")]
pub use {
    error::{Error, Fault},
    expected::{BoundDim, ExpectedShape},
    fault::FaultKind,
    history::HistoryFault,
};
