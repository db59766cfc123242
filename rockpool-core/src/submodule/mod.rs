//! Submodules: how a builder makes them, what serves as one, and the containers that hold them.

#[cfg(feature = "alloc")]
mod arguments;
#[cfg(feature = "alloc")]
mod blueprints;
#[cfg(feature = "alloc")]
mod built;
#[cfg(feature = "alloc")]
mod child;
mod containers;
#[cfg(feature = "alloc")]
mod making;
#[cfg(feature = "alloc")]
mod parts;

#[cfg(feature = "alloc")]
pub use {
    arguments::{Dynamic, Each, FromModule, IntoDynamic, Variant},
    child::Child,
    parts::Part,
};
