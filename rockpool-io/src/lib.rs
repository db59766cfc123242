//! Save and load modules: JSON, safetensors and npz, chosen by the file's extension.
//!
//! Loading is a [`Plan`]: [`plan`] reads everything and applies nothing, says what matches, what is
//! missing, unexpected, renamed, of another shape, type or unit, or outside its bounds; a
//! [`Policy`] turns findings into faults; [`Plan::apply`] sets all values or none. [`load`] is a plan
//! under the policy [`Strict`].
//!
//! ```
//! use rockpool_core::prelude::*;
//!
//! #[derive(Module)]
//! #[module(shape = n)]
//! struct Leaky {
//!     /// Time constants.
//!     #[parameter(family = "taus", shape = n, init = fill(20e-3), unit = "s", bounds = 1e-6..)]
//!     tau: Vec<f64>,
//!     #[module(origin)]
//!     origin: Origin,
//! }
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("net.safetensors");
//!
//! let trained = Leaky::builder().tau(vec![0.01, 0.05]).build()?;
//! rockpool_io::save(&trained, &path)?;
//!
//! let mut net = Leaky::builder().n(2).build()?;
//! let plan = rockpool_io::plan(&net, &path)?;
//! println!("{plan}");
//! plan.apply(&mut net)?;
//! assert_eq!(net.tau, [0.01, 0.05]);
//!
//! // Three neurons do not load two: nothing is changed.
//! let mut other = Leaky::builder().n(3).build()?;
//! assert!(rockpool_io::load(&mut other, &path).is_err());
//! assert_eq!(other.tau, [0.02; 3]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! With the feature `nir`, networks are exchanged with other simulators: the module `nir`.
//!
//! # Units
//! Where the file says a unit and the module has another of the same dimension, values are
//! converted: `ms` in the file, `s` in the struct.
//!
//! # Files that survive
//! A file is written beside the old one, synced and renamed: a process killed at any moment leaves
//! the old file or the new, and perhaps what it had begun beside it (`.net.json.….part`). Reading trusts nothing: what is truncated, swapped, doubled or too large
//! is an error that says where. Numbers take up to 16 times the bytes of their file while they
//! are read, the worst that a hostile file can do is less than 50 times its own; what unpacks to more
//! than the module can hold is refused before it is unpacked.
//!
//! # For Rockpool users
//! | Python | Rust |
//! |---|---|
//! | `mod.save("net.json")` | [`save(&net, "net.json")`](save) |
//! | `mod.load("net.json")`: shapes unchecked (B114) | [`load(&mut net, "net.json")`](load) |
//! | `mod.to_json()` | [`Options::to_bytes`] with [`Format::Json`] |
#![cfg_attr(docsrs, feature(doc_cfg))]

mod contents;
mod conversion;
mod error;
mod finding;
mod format;
mod item;
mod json;
#[cfg(feature = "nir")]
pub mod nir;
mod npz;
mod options;
mod plan;
mod policy;
mod replace;
mod safetensors;
mod schema;
mod stored;
#[allow(dead_code, unused_imports, reason = "shared with the derive, which words what is no unit")]
mod unit;

pub use error::Error;
pub use finding::{Finding, FindingKind};
pub use format::Format;
pub use options::Options;
pub use plan::Plan;
pub use policy::{Policy, Strict, Subset, Verdict};
pub use stored::Stored;

use rockpool_core::Module;
use std::path::Path;

/// Writes a module's parameters to a file, whose extension says the format.
///
/// The file is written beside the old one, synced and renamed. [`Options`] choose other kinds.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # #[derive(Module)]
/// # struct Gain { #[parameter(init = 1.0, bounds = 0.0..)] gain: f64 }
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("gain.json");
/// rockpool_io::save(&Gain { gain: 2.0 }, &path)?;
/// assert_eq!(std::fs::read_to_string(&path)?, r#"{"gain":2.0}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The extension names no format, an attribute cannot be written, or the system refuses; an old file
/// stays as it was.
///
/// **Source**: `TorchModule.save` (B083, B114), for all modules.
pub fn save<M: Module + ?Sized>(module: &M, path: impl AsRef<Path>) -> Result<(), Error> {
    Options::new().save(module, path)
}

/// Reads a file and says what loading it would do; applies nothing.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # #[derive(Module)]
/// # struct Gain { #[parameter(init = 1.0, bounds = 0.0..)] gain: f64 }
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("gain.json");
/// std::fs::write(&path, r#"{"gain": -2.0}"#)?;
/// let mut gain = Gain { gain: 1.0 };
/// let plan = rockpool_io::plan(&gain, &path)?;
/// assert_eq!(plan.faults()[0].to_string(), "gain: expected a value in 0.0.., found -2.0");
/// assert!(plan.apply(&mut gain).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The file cannot be read or is not sound. What does not fit the module is no error yet: the plan
/// lists it.
pub fn plan<M: Module + ?Sized>(module: &M, path: impl AsRef<Path>) -> Result<Plan, Error> {
    Options::new().plan(module, path)
}

/// Loads a file: [`plan`] under the policy [`Strict`], applied.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # #[derive(Module)]
/// # struct Gain { #[parameter(init = 1.0, bounds = 0.0..)] gain: f64 }
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("gain.json");
/// std::fs::write(&path, r#"{"gain": 2.0}"#)?;
/// let mut gain = Gain { gain: 1.0 };
/// rockpool_io::load(&mut gain, &path)?;
/// assert_eq!(gain.gain, 2.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The file cannot be read or is not sound, or the plan has faults; the module is unchanged then.
///
/// **Source**: `TorchModule.load`, with the checks that it lacks (B114).
pub fn load<M: Module + ?Sized>(module: &mut M, path: impl AsRef<Path>) -> Result<(), Error> {
    Options::new().load(module, path)
}
