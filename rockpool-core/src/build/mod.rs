//! Building: arguments, the rounds that bind the dims, and making the values.

mod argument;
mod child;
mod convert;
mod create;
mod finish;
mod plan;
mod plans;
mod solver;
mod verify;

pub(crate) use argument::Supply;
pub use argument::{Argument, Constant, Declared, Give, Init, IntoArgument, Supplied};
pub use child::{Child, Given, IntoSubmodule};
pub use create::Create;
pub use finish::Finish;
pub use plan::{Boundary, BoxPlan, Buildable, Plan, Site, boxed_plan, build};
pub use plans::{TuplePlan, declared_plan};
pub(crate) use plans::{plan_of_array, plan_of_box, plan_of_nothing};
pub use solver::{Round, Solver};

/// The most levels of submodules; a `Box<Self>` would go on for ever.
pub(crate) const MOST_LEVELS: usize = 128;
