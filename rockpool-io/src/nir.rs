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
//! let (read, findings): (Sequential, _) = nir::read(&path)?;
//! assert!(findings.is_empty());
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
//! | `Linear`, `Affine`, `Scale` | [`Linear`](rockpool_nn::Linear) without and with a bias; weights of [`FfwdStack`](rockpool_nn::FfwdStack) | `weight` `(outputs, inputs)` is transposed; `scale` is the diagonal |
//! | `CubaLIF` | [`Lif`](rockpool_nn::Lif) with one synapse a neuron | |
//! | a graph of `CubaLIF`, `LIF` or `IF` and `Linear` or `Affine` in a circle, or an edge from neurons to themselves | [`Lif`](rockpool_nn::Lif) with `w_rec` | `w_rec` is `weight` transposed; a bias goes to the weights before |
//! | `LIF`, `IF`, `Threshold` | [`LifNeuron`](rockpool_nn::LifNeuron) | `IF` has endless time constants |
//! | `LI`, `I` | [`ExpSyn`](rockpool_nn::ExpSyn) | `v_leak` goes as a bias to the weights before |
//! | `CubaLI` | a chain of two [`ExpSyn`](rockpool_nn::ExpSyn), `syn` and `mem` | |
//! | several populations of `CubaLIF`, `LIF` or `IF` that feed each other | one [`Lif`](rockpool_nn::Lif) named after all of them, between weights `.._in` and `.._out` | `w_rec` has the weights between them; each hears what the others fired in the step before, which a finding tells |
//! | `Delay` | [`Delay`](rockpool_nn::Delay) | rounded to steps |
//! | `Flatten` | nothing | samples are flat here, and so are units of several axes, row-major |
//! | a graph | [`Sequential`], [`Residual`](rockpool_nn::Residual) (an edge from its input to its output), a struct of your own, `Vec`, tuples | |
//!
//! Names of fields, layers and elements are the names of nodes; a dot in the name of a node is `·` here, and a dot
//! again when it is written. Recurrence is read in a graph of its own, as the original and others write it, or by
//! edges alone. A value of shape `()` serves any number of units. What a node has beside the values of its type is a
//! finding, `Unexpected`; what others keep in its metadata is passed over.
//!
//! # What the values mean
//! NIR's equations are continuous, in `r`, `v_leak` and `w_in`; those of the modules are discrete and have `dt`, which
//! is no part of NIR. There are two ways from the one to the other:
//!
//! - *The original's convention*, in which this library writes: parameters are equal on both sides, `bias` stands in
//!   `v_leak`, `w_in = 1`, `v_reset = 0` though spikes take the threshold off, and `r = tau · exp(-dt / tau) / dt`.
//!   A file is read so if it says that it was written here, or if its `r` is that of a time step of two digits,
//!   as the original writes it. If it is that of another time step than the module's, a
//!   [finding](crate::FindingKind::Note) says of which; reading does not guess `dt`.
//! - *NIR's equations*, by which all other nodes are run, exactly for an input that is held within a step: of what is
//!   there `exp(-dt / tau)` is left, and the rest is made of what it is drawn to. `gain` is what an input is multiplied
//!   by for that, `v_leak` and `v_reset` are NIR's. Since `gain` depends on `dt`, [`Reader::dt`] says it before a file is
//!   read, and a [finding](crate::FindingKind::Note) after.
//!   The membranes of `CubaLIF` and `CubaLI` have, within a step, the current of its end, which is right to the first
//!   order of `dt`. Neurons spike where they are at the threshold or above it, those of NIR's equations only above. What
//!   a spike gives to others is 1 during a step; what leads back arrives in the next one, and the bias of recurrent
//!   weights is there from the first step on.
//!
//! `dt`, `noise_std`, `max_spikes_per_dt`, `max_window_length`, `surrogate`, `learning_window`, `gain`, `v_leak`, `v_reset`, `refractory_period`, and that a
//! parameter was one number for all units, are kept in the metadata of the node, which the Python package `nir` keeps
//! too; what changes what a network computes is told by [`write()`].
//!
//! States are no part of NIR. `Rate`, `Instant`, several synapses a neuron, and attributes of your own
//! structs have no node: writing them is an error that names each. Graphs that branch are an error too.
//!
//! # HDF5
//! Numbers of 8 to 64 bits, halves among them, in any order of bytes, contiguous, compact or in chunks (gzip, shuffle,
//! LZF, Fletcher-32, scale-offset), in files of any `libver`, page size and user block. What the library does not
//! read is told where it stands: soft and external links, virtual and external datasets, layouts of version 5 and
//! chunks of several axes without end (both by `libver="latest"`), and texts of any length in files with addresses of
//! another size than eight bytes (`set_sizes`).
//!
//! **Source**: `rockpool.nn.modules.torch.nir`, Rockpool 3.1.0; the nodes of NIR 1.0.8.

mod build;
mod dialect;
mod entries;
mod kind;
mod model;
mod module;
mod node;
mod numbers;
mod populations;
mod read;
mod reader;
mod resistance;
mod settle;
mod told;
mod values;
mod wires;
mod wiring;
mod write;

use crate::disk::replace;
use crate::entry::Entry;
use crate::kinds::Kinds;
use crate::{Error, Finding, FindingKind, Format};
use model::{Chain, Extra, Link};
use module::Gathered;
use read::Fault;
pub use reader::{Reader, read, read_as, read_bytes};
use rockpool_core::prelude::*;
use rockpool_nn::{Layer, Sequential};
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

/// The bytes that a network may take: those of its file this often, and so many more.
const TIMES: usize = 64;
const LEAST: usize = 1 << 20;

/// The chain that a file holds, of arrays with no more than `budget` bytes.
fn decode(bytes: &[u8], budget: usize) -> Result<Chain, Error> {
    let graph = read::read(bytes, budget);
    graph.and_then(wiring::chain_of).map_err(|fault| match fault {
        Fault::Unsound(place, message) => Error::content(Format::Nir, place, message),
        Fault::Unexpressed(place, message) => {
            Error::Refused { file: None, faults: vec![Finding::new(place, FindingKind::Lost(message))] }
        }
    })
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
            Link::Chain(below) => without_simulation(below),
            Link::Cell(cell) => cell.extras.retain(|(name, extra)| {
                let is_parameter = dialect::KEPT.contains(&name.as_str()) && name != "refractory_period";
                let is_word = cell.kind.words().contains(&name.as_str());
                (matches!(extra, Extra::Text(_)) && !is_word) || is_parameter
            }),
        }
    }
}
