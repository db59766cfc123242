//! What is to be small, with its gradient: losses of outputs, and costs of parameters.

mod bounds;
mod cost;
mod cross_entropy;
mod error;
mod rates;
mod square;

pub use bounds::{SoftBounds, bounds_cost, make_bounds, summed_exp_boundary_loss};
pub use cost::{Loss, ParameterLoss};
pub use cross_entropy::{Activity, Judged, cross_entropy};
pub use error::LossError;
pub use rates::{rates_above, rates_below};
pub use square::{mean_square, spike_counts};
