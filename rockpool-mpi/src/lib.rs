//! One module on many processes: the same struct, and the same program, from a laptop to a cluster with MPI.
//!
//! ```
//! use rockpool_core::prelude::*;
//! use rockpool_mpi::{Terms, World};
//! use rockpool_nn::loss::mean_square;
//! use rockpool_nn::optimise::Descent;
//! use rockpool_nn::{Evolve, ExpSyn, Linear, Sequential};
//! use ndarray::Array3;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! const MICRO_BATCHES: usize = 8;
//! let world = World::new()?; // of one process here, of four under `mpirun -n 4`
//!
//! let linear = Linear::<f32>::builder().shape((2, 1)).build()?;
//! let mut net = Sequential::new((linear, ExpSyn::<f32>::builder().n(1).build()?))?;
//! world.share(&mut net)?; // each rank drew its own weights: now all have those of rank 0
//!
//! let mut descent = Descent::adam(&net, 0.05)?;
//! let mut gradient = Terms::new(MICRO_BATCHES, net.parameters().numel());
//! for step in 0..20 {
//!     gradient.clear();
//!     for index in world.part(MICRO_BATCHES) {
//!         let input = Array3::from_shape_fn((1, 50, 2), |(_, t, n)| ((t * (n + 1) + step + index) as f32).sin());
//!         let target = input.sum_axis(ndarray::Axis(2)).insert_axis(ndarray::Axis(2));
//!         net.reset_state();
//!         let (output, tape) = net.evolve_taped(&input)?;
//!         let loss = mean_square(&output, &target)?;
//!         gradient.add(index, net.back(&tape, loss.of_output())?.as_slice())?;
//!     }
//!     world.sum(&mut gradient)?; // the same bits on every rank, and on any number of ranks
//!     descent.step(&mut net, gradient.total()?)?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Without an MPI library this runs on one process: a world of one has all calls. With it:
//!
//! ```text
//! apt-get install libopenmpi-dev openmpi-bin libclang-dev     # or what your cluster has
//! cargo build --release --features rockpool-mpi/mpi
//! mpirun -n 4 target/release/train
//! ```
//!
//! | to | see |
//! |---|---|
//! | make all ranks equal | [`World::share`] |
//! | sum gradients so that the number of ranks changes no bit | [`World::sum`], [`Terms`] |
//! | run an ensemble or a sweep | [`World::map`] |
//! | spread a list of modules | [`World::scatter`], [`World::gather`] |
//! | go on after a crash | [`World::save`], [`World::resume`] |
//! | hand on what only one rank finds wrong | [`World::agree`] |
//! | know what many machines would bring | [`guide::scale`] |
//!
//! # What goes wrong
//!
//! Every call begins with one number that all ranks compare. A rank that makes another call, gives other arguments
//! or another module, returns early or panics is therefore told on all ranks, in the same words, as an [`Error`]: none
//! hangs and none is aborted.
//!
//! | what | then |
//! |---|---|
//! | ranks hold different structs, shapes, constants, variants | the same error on all, with path, ranks and both values; nothing was sent |
//! | a rank returns from `main`, by `?` for example, or panics | the next call of the others is [`Error::Left`], and so are all later ones |
//! | a task of [`map`](World::map) fails or panics | its result says so, the others go on |
//! | a process is killed, or calls `std::process::exit` or `abort` | `mpirun` ends the others; start again, and [`World::resume`] |
//! | a rank computes for ever | the others wait: MPI has no time limits. `mpirun --timeout 3600`, or the limit of your queue, ends all |
//!
//! # Features
//!
//! | feature | default | gives |
//! |---|---|---|
//! | `mpi` | no | many processes; needs an MPI library and libclang when it is built |
#![cfg_attr(docsrs, feature(doc_cfg))]

mod call;
mod checkpoint;
mod contents;
mod description;
mod disagreement;
mod encoding;
mod error;
pub mod guide;
#[cfg(any(test, not(feature = "mpi")))]
mod launch;
mod map;
mod ranks;
mod scatter;
mod share;
mod sum;
mod terms;
mod wire;
mod world;

pub use disagreement::Disagreement;
pub use error::Error;
pub use map::{Results, TaskError};
pub use sum::Summand;
pub use terms::{Float, Terms};
pub use wire::Traffic;
pub use world::World;

/// Compiles the blocks of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
