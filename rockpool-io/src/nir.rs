//! NIR, the Neuromorphic Intermediate Representation: networks as graphs in HDF5 files, which other
//! simulators and chips read. With the feature `nir`.
//!
//! [`write()`] and [`read`] exchange whole networks; [`plan`](crate::plan) and [`load`](crate::load)
//! set the parameters of a module that is there, and [`save`](crate::save) writes them, as in any
//! other [format](crate::Format), to files `*.nir`.
//!
//! ```
//! use ndarray::array;
//! use rockpool_core::prelude::*;
//! use rockpool_io::nir;
//! use rockpool_nn::{Lif, Linear, Sequential};
//!
//! // A network of your own: its submodules are run one after another.
//! #[derive(Module)]
//! #[module(shape = (n_in, n_out))]
//! struct Net {
//!     #[module(shape = (n_in, n_out))]
//!     project: Linear,
//!     #[module(shape = (n_out, n_out))]
//!     spike: Lif,
//!     #[module(origin)]
//!     origin: Origin,
//! }
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("net.nir");
//! let lif = Lif::builder().shape((3, 3)).tau_mem(array![0.01, 0.02, 0.03]).build()?;
//! let mut net = Net::builder().n_in(2).spike(lif).key(Key::new(1)).build()?;
//! nir::write(&net, &path)?;
//!
//! // Boxed layers, of types that the file says.
//! let read: Sequential = nir::read(&path)?;
//! assert_eq!(read.names().collect::<Vec<_>>(), ["project", "spike"]);
//! assert_eq!(read[1].downcast_ref::<Lif>().unwrap().tau_mem, net.spike.tau_mem);
//!
//! // Or into the network that is there, planned before anything is changed.
//! net.spike.tau_mem.fill(1.0);
//! rockpool_io::load(&mut net, &path)?;
//! assert_eq!(net.spike.tau_mem, array![0.01, 0.02, 0.03].into_dyn());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Nodes
//! | NIR | here | values |
//! |---|---|---|
//! | `Linear`, `Affine` | [`Linear`](rockpool_nn::Linear) without and with a bias; weights of [`FfwdStack`](rockpool_nn::FfwdStack) | `weight` `(outputs, inputs)` is transposed |
//! | `CubaLIF` | [`Lif`](rockpool_nn::Lif) with one synapse a neuron | `tau_mem`, `tau_syn`, `threshold` = `v_threshold`, `bias` = `v_leak` |
//! | a graph of `CubaLIF` and `Linear` in a circle | [`Lif`](rockpool_nn::Lif) with `w_rec` | `w_rec` is `weight` transposed |
//! | `LIF` | [`LifNeuron`](rockpool_nn::LifNeuron) | `tau_mem` = `tau`, `threshold` = `v_threshold`, `bias` = `v_leak` |
//! | `LI` | [`ExpSyn`](rockpool_nn::ExpSyn) | `tau` |
//! | a graph | [`Sequential`], [`Residual`](rockpool_nn::Residual) (an edge from its input to its output), a struct of your own, `Vec`, tuples | |
//!
//! Names of fields, layers and elements are the names of nodes. Recurrence is read in a graph of its
//! own, as the original and others write it, or by edges alone.
//!
//! # What the values mean
//! Parameters are equal on both sides, as in the original: time constants are seconds, and nothing is
//! scaled. NIR's equations are continuous, in `r`, `v_leak` and `w_in`; those of the modules are
//! discrete and have `dt`. Between them lies the original's convention:
//!
//! - `dt` is no part of NIR. As the original does, `r = tau · exp(-dt / tau) / dt` is written (`tau` the
//!   time constant of the membranes, of `LI` its own), and `w_in = 1`, `v_reset = 0`. Reading does not
//!   guess `dt` from `r`; if `r` is that of another time step, a [finding](crate::FindingKind::Note) says of which.
//! - `bias` is written as `v_leak`, and read from there. (The original reads it so, but writes zeros.)
//! - Spikes take the threshold off here; NIR sets the potential to `v_reset`. With `v_reset` other than
//!   0 or `w_in` other than 1 nothing here is equal to the node, and the finding is a [fault](crate::FindingKind::Lost).
//! - `dt`, `noise_std`, `max_spikes_per_dt`, `max_window_length`, and that a parameter was one number for all
//!   units, are kept in the metadata of the node, which the Python package `nir` keeps too.
//!
//! States are no part of NIR. `Rate`, `Instant`, several synapses a neuron, and attributes of your own
//! structs have no node: writing them is an error that names each. Graphs that branch are an error too.
//!
//! **Source**: `rockpool.nn.modules.torch.nir`, Rockpool 3.1.0; the nodes of NIR 1.0.8.

mod build;
mod entries;
mod model;
mod module;
mod read;
mod resistance;
mod wiring;
mod write;

use crate::disk::{read_file, replace};
use crate::entry::Entry;
use crate::kinds::Kinds;
use crate::{Error, Finding, Format, Policy, Verdict};
use model::{Chain, Extra, Part};
use module::Gathered;
use rockpool_core::prelude::*;
use rockpool_nn::{Float, Layer, Sequential};
use std::path::Path;

/// A network of layers whose types a file says.
pub type Network<F = f64> = Sequential<Vec<Box<dyn Layer<F>>>>;

/// The time step of modules that are not told another.
const DEFAULT_DT: f64 = 1e-3;

/// Writes a network to a file of any extension; `.nir` is usual.
///
/// Simulation parameters are kept in the metadata of nodes, so that [`read`] has them. What is told
/// is found there by this library alone: noise, a limit to spikes, a window.
///
/// The file is written beside the old one, synced and renamed.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_io::nir;
/// use rockpool_nn::Lif;
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("net.nir");
/// let lif = Lif::builder().shape((2, 2)).max_spikes_per_dt(1).build()?;
/// let findings = nir::write(&lif, &path)?;
/// assert_eq!(findings[0].path(), "max_spikes_per_dt");
///
/// let two_synapses = Lif::builder().shape((4, 2)).build()?;
/// let error = nir::write(&two_synapses, &path).unwrap_err();
/// assert!(error.to_string().starts_with("tau_syn: NIR has one synapse for each neuron, found 2"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// There is no node for a module or an attribute, modules do not fit one after another, or the
/// system refuses; an old file stays as it was.
///
/// **Source**: `to_nir` of Rockpool 3.1.0, with the recurrent weights and biases that it leaves out.
pub fn write<M: Module + ?Sized>(module: &M, path: impl AsRef<Path>) -> Result<Vec<Finding>, Error> {
    let path = path.as_ref();
    let (bytes, findings) = encode(module, Kinds::ALL_BUT_STATE)?;
    replace(path, &bytes)?;
    Ok(findings)
}

/// Reads a network of boxed layers, which compute in double precision.
///
/// Without the metadata that [`write()`] leaves, `dt` is 1 ms, as everywhere.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # use rockpool_io::nir;
/// # use rockpool_nn::{Evolve, Lif};
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("net.nir");
/// # nir::write(&Lif::builder().shape((2, 2)).build()?, &path)?;
/// let mut net = nir::read(&path)?;
/// net.set("lif.dt", 2e-3)?; // which NIR does not say
/// assert_eq!(net.evolve(&ndarray::Array2::<f64>::ones((10, 2)))?.dim(), (1, 10, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The file cannot be read or is not sound; its graph is no chain, or has nodes or values that no
/// module holds, such as `w_in` other than 1; a module refuses its values.
///
/// **Source**: `from_nir` of Rockpool 3.1.0.
pub fn read(path: impl AsRef<Path>) -> Result<Network, Error> {
    read_as::<f64>(path)
}

/// As [`read`], for layers that compute in `F`.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # use rockpool_io::nir;
/// # use rockpool_nn::ExpSyn;
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("net.nir");
/// nir::write(&ExpSyn::builder().tau(ndarray::array![0.01, 0.02]).build()?, &path)?;
/// let net = nir::read_as::<f32>(&path)?;
/// assert!(net["expsyn"].downcast_ref::<ExpSyn<f32>>().is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Those of [`read`].
pub fn read_as<F: Float>(path: impl AsRef<Path>) -> Result<Network<F>, Error> {
    let path = path.as_ref();
    let bytes = read_file(path, 0, |_, _| Ok(()))?;
    read_bytes(&bytes).map_err(|error| error.in_file(path))
}

/// As [`read_as`], from the bytes of a file.
///
/// ```
/// use rockpool_io::nir;
///
/// let error = nir::read_bytes::<f64>(b"no file").unwrap_err();
/// assert!(error.to_string().contains("NIR"), "{error}");
/// ```
///
/// # Errors
/// Those of [`read`].
pub fn read_bytes<F: Float>(bytes: &[u8]) -> Result<Network<F>, Error> {
    let chain = decode(bytes, LEAST.saturating_add(bytes.len().saturating_mul(TIMES)))?;
    let mut faults = Vec::new();
    chain.for_each_cell("", &mut |path, cell| {
        let dt = wiring::extra_number(cell, "dt");
        let found = entries::about(path, cell, dt);
        faults.extend(found.into_iter().filter(|finding| Policy::Strict.judge(finding) == Verdict::Fault));
    });
    if !faults.is_empty() {
        return Err(Error::Refused { file: None, faults });
    }
    Ok(build::network(&chain)?)
}

/// The bytes that a network may take: those of its file this often, and so many more.
const TIMES: usize = 64;
const LEAST: usize = 1 << 20;

/// The chain that a file holds, of arrays with no more than `budget` bytes.
fn decode(bytes: &[u8], budget: usize) -> Result<Chain, Error> {
    let graph = read::read(bytes, budget);
    let chain = graph.and_then(wiring::chain_of);
    chain.map_err(|(place, message)| Error::content(Format::Nir, place, message))
}

/// The entries of a file as this module has them, and what is to be said about the rest.
pub(crate) fn open<M: Module + ?Sized>(
    module: &M,
    bytes: &[u8],
    budget: usize,
) -> Result<(Vec<Entry>, Vec<Finding>), Error> {
    Ok(entries::entries(module, &decode(bytes, budget)?))
}

/// The bytes of a file with a module's network.
pub(crate) fn encode<M: Module + ?Sized>(module: &M, kinds: Kinds) -> Result<(Vec<u8>, Vec<Finding>), Error> {
    let mut gathered = Gathered::default();
    if kinds.has(Kind::State) {
        module.state().for_each(|leaf| {
            gathered.unwritable.push((leaf.path().to_string(), "states are no part of NIR".to_owned()));
        });
    }
    let mut chain = module::chain_of(module, &mut gathered);
    if gathered.unwritable.is_empty() {
        module::check_sizes(&chain, "", &mut gathered.unwritable);
    }
    if gathered.unwritable.is_empty() && chain.parts.is_empty() {
        let why = format!("`{}` has no module that NIR has a node for", module.registry().name());
        gathered.unwritable.push((String::new(), why));
    }
    if !kinds.has(Kind::Simulation) {
        without_simulation(&mut chain);
    }
    let unwritable = |attributes| Error::Unwritable { format: Format::Nir, attributes };
    if !gathered.unwritable.is_empty() {
        return Err(unwritable(gathered.unwritable));
    }
    let bytes = write::write(&chain).map_err(|fault| unwritable(vec![fault]))?;
    Ok((bytes, gathered.findings))
}

/// Leaves simulation parameters out, where they are not asked for.
fn without_simulation(chain: &mut Chain) {
    chain.extras.clear();
    for (_, part) in &mut chain.parts {
        match part {
            Part::Chain(below) => without_simulation(below),
            Part::Cell(cell) => cell.extras.retain(|(_, extra)| matches!(extra, Extra::Text(_))),
        }
    }
}
