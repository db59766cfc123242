//! Modules made of modules.

#[macro_use]
mod access;
mod error;
mod ffwd_stack;
mod into_layers;
mod layers;
mod registry;
mod residual;
mod run;
mod sequential;

pub use error::StackError;
pub use ffwd_stack::{FfwdStack, FfwdStackBuilder};
pub use into_layers::{IntoLayer, IntoLayers};
pub use layers::{FixedLayers, Layers};
pub use residual::{Residual, ResidualBuilder};
pub use sequential::{Sequential, SequentialBuilder};
