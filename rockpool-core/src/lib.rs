//! Annotate a plain struct and get a *module*: a registry of its parameters, states and simulation
//! parameters made at compile time, shape checks, initialisation and reset, and access by family.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
// Without an allocator there are no builders and no errors, and so no use for some of the rest.
#![cfg_attr(not(feature = "alloc"), allow(dead_code, unused_imports))]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(feature = "alloc")]
pub mod build;
mod containers;
#[cfg(feature = "alloc")]
pub mod error;
#[cfg(feature = "alloc")]
pub mod flat;
pub mod init;
mod key;
mod module;
mod nearest;
#[cfg(feature = "alloc")]
mod origin;
#[cfg(feature = "alloc")]
pub mod parameters;
pub mod prelude;
pub mod registry;
mod reset;
pub mod shape;
#[cfg(feature = "summary")]
pub mod summary;
#[cfg(feature = "alloc")]
pub mod tree;
#[cfg(feature = "alloc")]
pub mod types;
pub mod value;
pub mod view;
#[cfg(feature = "alloc")]
mod write;

#[doc(hidden)]
pub mod __private;

#[cfg(feature = "alloc")]
pub use crate::build::{Constant, Declared, Init, IntoArgument, IntoSubmodule};
#[cfg(feature = "alloc")]
pub use crate::error::{Error, Fault, FaultKind};
pub use crate::key::Key;
pub use crate::module::{DynModule, Module};
#[cfg(feature = "alloc")]
pub use crate::origin::Origin;
#[cfg(feature = "derive")]
pub use rockpool_derive::Module;

/// Compiles the blocks of the README.
#[cfg(all(doctest, feature = "derive", feature = "summary"))]
#[doc = include_str!("../../README.md")]
struct Readme;
