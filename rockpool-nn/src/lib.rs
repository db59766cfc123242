//! The standard modules, each a plain annotated struct that a user of `rockpool-core` could have
//! written: [`Linear`] weights, [`Lif`], [`LifNeuron`] and [`Rate`] neurons, [`ExpSyn`] synapses,
//! [`Instant`] functions and [`Delay`]s; the trait [`Evolve`] that runs them; and combinators that hold any
//! layers, written without the derive: [`Sequential`], [`Residual`] and [`FfwdStack`]. All of them learn: see
//! [the guide](guide::learning).
//! With the feature `num-dual` they compute in dual numbers too, see [`Float`].
//!
//! ```
//! use ndarray::Array2;
//! use rockpool_core::prelude::*;
//! use rockpool_nn::{Evolve, Lif};
//!
//! let mut lif = Lif::builder().shape((2, 2)).tau_mem(0.05).build()?;
//! let output = lif.evolve(&Array2::<f64>::ones((10, 2)))?; // (T, N) in, (B, T, N) out
//! assert_eq!(output.dim(), (1, 10, 2));
//! # Ok::<(), Error>(())
//! ```
//!
//! | feature | default | |
//! |---|---|---|
//! | `rayon` | yes | work is shared out over all cores; no number depends on how many there are |
//! | `candle` | no | `candle::Operation`: modules between the layers of candle, in its autodiff |
#![cfg_attr(docsrs, feature(doc_cfg))]

mod any_type;
mod batches;
#[cfg(feature = "candle")]
#[cfg_attr(docsrs, doc(cfg(feature = "candle")))]
pub mod candle;
mod combinators;
mod delay;
mod evolve;
mod exp_syn;
mod float;
mod gradient;
pub mod guide;
mod input;
mod instant;
mod layer;
mod lif;
mod lif_neuron;
mod linear;
pub mod loss;
mod manner;
mod membrane;
mod memory;
mod noise;
pub mod optimise;
mod parallel;
mod past;
mod project;
mod rate;
mod record;
mod room;
mod rows;
mod simd;
mod spread;
mod states;
mod surrogate;

pub use combinators::{
    FfwdStack, FfwdStackBuilder, FixedLayers, IntoLayer, IntoLayers, Layers, Residual, ResidualBuilder,
    Sequential, SequentialBuilder, StackError,
};
pub use delay::{Delay, DelayBuilder};
pub use evolve::Evolve;
pub use exp_syn::{ExpSyn, ExpSynBuilder};
pub use float::Float;
pub use gradient::{Back, Checkpoints, Gradient, GradientError, NoWayBack, Tape, Way, check_gradient};
pub use input::{Input, SizeError};
pub use instant::{Function, Instant, InstantBuilder};
pub use layer::Layer;
pub use lif::{Lif, LifBuilder};
pub use lif_neuron::{LifNeuron, LifNeuronBuilder};
pub use linear::{Linear, LinearBuilder};
pub use rate::{Activation, Rate, RateBuilder};
pub use record::{At, DynRecorder, Final, Recorder, Recording, Selection, Unrecorded};
pub use states::States;
pub use surrogate::Surrogate;

/// What the expansion of macros names.
#[doc(hidden)]
pub mod __private {
    pub use ndarray::Array3;
    pub use rockpool_core::Error;
}

/// Compiles the blocks of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
