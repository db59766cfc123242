//! Modules made of modules.

#[macro_use]
mod access;
mod error;
mod ffwd_stack;
mod layers;
mod registry;
mod residual;
mod run;
mod sequential;

pub use error::StackError;
pub use ffwd_stack::{FfwdStack, FfwdStackBuilder};
pub use layers::{FixedLayers, Layers};
pub use residual::Residual;
pub use sequential::Sequential;
