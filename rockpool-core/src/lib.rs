//! Annotate a plain Rust struct and get a *module*: a registry of its parameters, states and
//! simulation parameters made at compile time, shape checks through one dimension algebra,
//! initialisation and reset, and access by family.
//!
//! ```
//! use ndarray::{Array1, Array2, array};
//! use rockpool_core::prelude::*;
//!
//! #[derive(Module)]
//! #[module(shape = (n_in, n_out))]
//! struct Leaky {
//!     #[parameter(family = "weights", shape = (n_in, n_out), init = kaiming())]
//!     w: Array2<f64>,
//!     #[parameter(family = "taus", shape = n_out, unit = "s", init = fill(0.02))]
//!     tau: Array1<f64>,
//!     #[state(shape = n_out)]
//!     x: Array1<f64>,
//!     #[module(origin)]
//!     origin: Origin,
//! }
//!
//! // `n_out = 3` follows from what is given.
//! let mut net = Leaky::builder().n_in(2).tau(array![0.01, 0.02, 0.05]).key(7).build()?;
//! net.reset_state(); // in place, without an allocation
//! let error = net.set("tau", array![0.03, 0.03]).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "tau: expected shape (n_out) = (3), found (2); n_out = 3 was bound by `tau`"
//! );
//! # Ok::<(), Error>(())
//! ```
//!
//! A typo in a dim, a role that is missing, a shape whose rank the field's type does not have: what can be known when
//! the struct is compiled is an error there, at the word that is wrong.
//!
//! ```toml
//! [dependencies]
//! rockpool-core = "0.1"
//! ndarray = "0.17"
//! ```
//!
//! # Where to begin
//!
//! The [`guide`] leads from a first module to values of your own.
//!
//! | to | see |
//! |---|---|
//! | annotate a struct | [the derive](macro@crate::Module): every helper attribute and argument |
//! | build one | [`IntoArgument`], [`IntoSubmodule`]: what a builder takes; [`Constant`], [`Init`], [`Declared`]; [`Each`], [`Dynamic`], [`Variant`] |
//! | read and write | [`Module`]: views, `set`, `set_attributes`, `check`, resets |
//! | choose an initialiser | [`init`] |
//! | use a type of your own as an attribute | [`value::AttributeValue`], [`value::Element`] |
//! | hold modules of several types in one list | [`DynModule`] |
//! | hand an optimiser one vector | [`flat`] |
//! | understand an error | [`error`] |
//! | save and load | [`guide::files`], the crate `rockpool-io` |
//! | run networks of neurons | the crate `rockpool-nn`: `Linear`, `Lif`, `Rate`, … and the trait `Evolve` |
//! | port from Rockpool | [`parameters`], [`types`] |
//!
//! # Features
//!
//! | feature | default | gives |
//! |---|---|---|
//! | `derive` | yes | `#[derive(Module)]` |
//! | `ndarray` | yes | arrays of `ndarray` 0.17 as attributes; needs `alloc` |
//! | `std` | yes | keys drawn from the system |
//! | `summary` | yes | [`Module::summary`]; needs `alloc` |
//! | `candle` | no | tensors of `candle-core` 0.11 as attributes, and their variables for its optimisers |
//! | `nalgebra` | no | matrices and vectors of `nalgebra` 0.35 as attributes |
//! | `num-complex` | no | complex numbers of `num-complex` 0.4 as elements |
//! | `num-dual` | no | dual numbers of `num-dual` 0.15 as elements: derivatives of generic modules |
//! | `serde` | no | trees, values and summaries can be serialised |
//! | `alloc` | by `std` | builders, errors, trees, flat vectors |
//!
//! Types of another version of such a crate are other types, and no attributes.
//!
//! Without any of them, structs of numbers and fixed arrays are modules still: they have a registry,
//! views and resets, and need neither `std` nor an allocator.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
// Without an allocator there are no builders and no errors, and so no use for some of the rest.
#![cfg_attr(not(feature = "alloc"), allow(dead_code, unused_imports))]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(feature = "alloc")]
mod argument;
#[cfg(feature = "alloc")]
pub mod build;
#[cfg(not(feature = "alloc"))]
#[path = "no_alloc.rs"]
mod build;
mod codegen;
mod decimal;
#[cfg(feature = "alloc")]
mod dims;
pub mod error;
#[cfg(feature = "alloc")]
pub mod flat;
#[cfg(all(any(doc, doctest), feature = "derive", feature = "summary"))]
pub mod guide;
#[cfg(feature = "alloc")]
pub mod history;
pub mod init;
mod kept;
mod key;
mod module;
mod nearest;
mod never;
mod origin;
#[cfg(feature = "alloc")]
pub mod parameters;
mod path;
mod place;
pub mod prelude;
pub mod registry;
pub mod shape;
mod submodule;
#[cfg(feature = "summary")]
pub mod summary;
#[cfg(feature = "alloc")]
pub mod tree;
#[cfg(feature = "alloc")]
pub mod types;
pub mod value;
pub mod view;
mod walk;
#[cfg(feature = "alloc")]
mod write;

#[doc(hidden)]
pub mod __private;

pub use crate::key::Key;
pub use crate::module::Module;
pub use crate::path::MOST_LEVELS;
pub use crate::value::AttributeValue;
pub use crate::walk::{AnyModule, DynModule, Structure};
#[cfg(feature = "derive")]
pub use rockpool_derive::Module;
#[cfg(feature = "alloc")]
pub use {
    crate::build::{Constant, Declared, Init, IntoArgument, IntoSubmodule},
    crate::error::{Error, Fault, FaultKind},
    crate::origin::Origin,
    crate::submodule::{Dynamic, Each, Variant},
};

/// Compiles the blocks of the README, and of that of the repository.
#[cfg(all(doctest, feature = "derive", feature = "summary"))]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../../README.md")]
#[doc = include_str!("../../rockpool-derive/README.md")]
struct Readme;
