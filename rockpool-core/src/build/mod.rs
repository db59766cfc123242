//! Building: the rounds that bind the dims, and making the values.

mod boundary;
mod create;
mod finish;
mod given;
mod plan;
mod site;
mod solver;
mod verify;

pub use crate::argument::{Constant, Declared, Init, IntoArgument, Supplied};
pub use boundary::Boundary;
pub(crate) use boundary::Memory;
pub use create::Create;
pub use finish::Finish;
pub(crate) use given::State;
pub use given::{Given, IntoSubmodule, NotBuilt, Unbuilt};
pub(crate) use plan::unify_all;
pub use plan::{BoxPlan, Buildable, LeftOut, Plan, boxed_plan, build};
pub use site::Site;
pub(crate) use site::{Expected, ExpectedCount, PartKey, SiteKey};
pub use solver::{Round, Solver};

use crate::path::MOST_LEVELS;

/// The most levels of builders in builders; a `Box<Self>` would go on for ever.
pub(crate) const MOST_PLANS: usize = MOST_LEVELS / 2;
