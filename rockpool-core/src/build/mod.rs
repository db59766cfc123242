//! Building: the rounds that bind the dims, and making the values.

mod blueprint;
mod boundary;
mod create;
mod finish;
mod given;
mod new;
mod site;
mod solver;
mod verify;

pub use crate::argument::{Constant, Declared, Init, IntoArgument, Supplied};
pub(crate) use blueprint::unify_all;
pub use blueprint::{Blueprint, BoxBlueprint, Buildable, LeftOut, boxed_blueprint, build};
pub use boundary::Boundary;
pub(crate) use boundary::Memory;
pub use create::Create;
pub use finish::Finish;
pub(crate) use given::State;
pub use given::{Given, IntoSubmodule, NotBuilt, Taken, Unbuilt};
pub use site::Site;
pub(crate) use site::{Expected, ExpectedCount, PartKey, SiteKey};
pub use solver::{Round, Solver};

use crate::path::MOST_LEVELS;

/// The most levels of builders in builders; a `Box<Self>` would go on for ever.
pub(crate) const MOST_BLUEPRINTS: usize = MOST_LEVELS / 2;
