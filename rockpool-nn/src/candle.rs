//! Modules between the layers of `candle`: each one operation of its autodiff.

mod error;
mod operation;
mod passage;
mod vars;

pub use error::TensorError;
pub use operation::Operation;
