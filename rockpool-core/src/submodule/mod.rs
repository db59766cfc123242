//! Submodules: how a builder makes them, and the containers that hold them.

#[cfg(feature = "alloc")]
mod child;
mod containers;
#[cfg(feature = "alloc")]
mod making;
#[cfg(feature = "alloc")]
mod plans;

#[cfg(feature = "alloc")]
pub use child::Child;
#[cfg(feature = "alloc")]
pub(crate) use plans::TuplePlan;
