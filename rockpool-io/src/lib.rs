//! Save and load modules: JSON, safetensors and npz, chosen by the file's extension.
//!
//! Loading is a [`Plan`]: [`plan`] reads everything and applies nothing, says what matches, what is
//! missing, unexpected, renamed, constant, of another shape, type or unit, or outside its bounds; a
//! [`Policy`] turns findings into faults; [`Plan::apply`] sets all values or none. [`load`] is a plan
//! under the policy [`Policy::Strict`].
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
//! # Constants
//! The parameters are saved as they are declared, constant or not, and the file says which are
//! constant. A value that is constant in the file is loaded into a parameter that is free here, which
//! stays free; a constant of the module is not overwritten by a value that is free in the file. A plan
//! says both, and a policy that accepts [`FindingKind::Constant`] overwrites.
//!
//! # Files that survive
//! A file is written beside the old one, synced and renamed: a process killed at any moment leaves
//! the old file or the new; [`save`] has the rules. Reading trusts nothing: what is truncated, swapped,
//! doubled or too large is an error that says where, and what nobody wants (an array of texts, a
//! member that is no array, elements of another type) is a finding. Numbers take up to 16 times the bytes
//! of their file while they are read, the worst that a hostile file can do is less than 64 times its
//! own; what unpacks to more than the module can hold is refused before it is unpacked.
//!
//! # For Rockpool users
//! | Python | Rust |
//! |---|---|
//! | `mod.save("net.json")` | [`save(&net, "net.json")`](save) |
//! | a net saved by its Torch modules | [`plan(&net, "net.json")?.with_policy(Policy::Rockpool).apply(&mut net)`](Policy::Rockpool) |
//! | a net for its Torch modules | [`Options::rockpool`] |
//! | `mod.load("net.json")`: shapes unchecked | [`load(&mut net, "net.json")`](load) |
//! | `mod.to_json()` | [`Options::to_bytes`] with [`Format::Json`], [`Options::plain`] |
#![cfg_attr(docsrs, feature(doc_cfg))]

mod brief;
mod contents;
mod conversion;
mod decode;
mod disk;
mod entry;
mod error;
mod finding;
mod format;
mod formats;
mod item;
mod kinds;
#[cfg(feature = "nir")]
pub mod nir;
mod options;
mod original;
mod plan;
mod policy;
mod schema;
mod stored;
#[allow(dead_code, unused_imports, reason = "shared with the derive, which words what is no unit")]
mod unit;
mod zip;

pub use error::Error;
pub use finding::{Finding, FindingKind};
pub use format::Format;
pub use options::Options;
pub use plan::Plan;
pub use policy::Policy::{self, Rockpool, Strict, Subset};
pub use policy::Verdict;
pub use stored::Stored;

use rockpool_core::Module;
use std::path::Path;

/// Writes a module's parameters, constant or not, to a file, whose extension says the format.
///
/// [`Options`] choose other kinds. A module without parameters whose states are all that there is to keep, such as an
/// optimiser, is refused, and saved by [`Options::all`].
///
/// ```
/// # use rockpool_core::prelude::*;
/// # #[derive(Module)]
/// # struct Gain { #[parameter(init = 1.0, bounds = 0.0..)] gain: f64 }
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("gain.json");
/// rockpool_io::save(&Gain { gain: 2.0 }, &path)?;
/// assert!(std::fs::read_to_string(&path)?.ends_with(r#""gain":2.0}"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # What happens on the disk
/// The bytes are written to a file `.rockpool-….part` in the same folder, synced, and put in the place
/// of the old one in one step.
///
/// | there is | what happens |
/// |---|---|
/// | nothing | a new file, with the permissions that the process's mask leaves |
/// | a file | the new one has its permissions, owner and group (its owner only where the process may give files away; where the group cannot be kept, the group may no more than everybody); until it has them, nobody but its owner may read it. Access control lists and further attributes are not kept |
/// | a file with several names (hard links) | the other names keep the old contents |
/// | a symbolic link | stays a link, and the file that it leads to is written, if need be a new one |
/// | a read-only file, a folder, a device, a pipe | an error; nothing is changed |
/// | a folder that may not be written, a file that is mounted by itself | an error; nothing is changed |
/// | a full disk | an error; the old file stays |
/// | what a killed process left beside the file | is removed the next time that the same file is saved |
/// | another process that saves or loads the same file | each reads and writes a whole file; the last to finish wins |
///
/// `Ok` says that the contents are on the disk and that the file has its name. Whether the name survives a loss of
/// power the next moment is asked of the system too, and not told where it does not know.
///
/// # Errors
/// The extension names no format, an attribute cannot be written (functions, types without a stored form, NaN in
/// JSON, paths that are too long or deep for the format), it has a value that [`Module::check`] refuses and no load would
/// take, nothing would be written of a module that has states, or the system refuses; an old file stays as it was.
///
/// **Source**: `TorchModule.save`, for all modules.
#[doc(alias("checkpoint", "state_dict"))]
#[doc(alias("torch.save", "serialize"))]
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

/// Loads a file: [`plan`] under the policy [`Policy::Strict`], applied.
///
/// What a module was built with does not change: [`reset_parameters`](rockpool_core::Module::reset_parameters)
/// returns to that, and not to what was loaded.
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
/// **Source**: `TorchModule.load`, with the checks that it lacks.
#[doc(alias("checkpoint", "load_state_dict"))]
pub fn load<M: Module + ?Sized>(module: &mut M, path: impl AsRef<Path>) -> Result<(), Error> {
    Options::new().load(module, path)
}

/// Compiles the blocks of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
