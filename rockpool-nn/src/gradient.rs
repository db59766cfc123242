//! Gradients: what an evolution leaves, and the way back along it.

mod back;
mod chain;
mod check;
mod checkpoints;
mod error;
mod places;
mod result;
mod tape;
mod way;

pub use back::Back;
pub use check::check_gradient;
pub use checkpoints::Checkpoints;
pub use error::{GradientError, NoWayBack};
pub use result::Gradient;
pub use tape::Tape;
pub use way::Way;

pub(crate) use way::back;
