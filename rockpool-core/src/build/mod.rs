//! Building: the rounds that bind the dims, and making the values.

mod create;
mod finish;
mod given;
mod plan;
mod solver;
mod verify;

pub use crate::argument::{Constant, Declared, Init, IntoArgument, Supplied};
pub use create::Create;
pub use finish::Finish;
pub(crate) use given::State;
pub use given::{Given, IntoSubmodule};
pub use plan::{Boundary, BoxPlan, Buildable, Plan, Site, boxed_plan, build};
pub(crate) use plan::{Expected, SiteKey, unify_all};
pub use solver::{Round, Solver};

/// The most levels of submodules; a `Box<Self>` would go on for ever.
pub(crate) const MOST_LEVELS: usize = 128;
