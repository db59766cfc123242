//! Everything that an annotated struct needs: `use rockpool_core::prelude::*;`.

pub use crate::init::functions::*;
pub use crate::key::Key;
pub use crate::module::Module;
pub use crate::registry::{Attribute, Dtype, Kind, Registry, Submodule};
pub use crate::value::{ArrayLike, AttributeValue, Element, Plain, Real, Scalar};
pub use crate::view::{Leaf, LeafMut, View, ViewMut};
pub use crate::walk::DynModule;

#[cfg(feature = "derive")]
pub use rockpool_derive::Module;
#[cfg(feature = "alloc")]
pub use {
    crate::build::{Constant, Declared, Init, IntoArgument},
    crate::error::{Error, Fault, FaultKind},
    crate::history::History,
    crate::init::{from_fn, from_rng},
    crate::origin::Origin,
    crate::parameters::{Parameter, SimulationParameter, State},
    crate::shapes,
    crate::submodule::{Dynamic, Each, Variant},
    crate::tree::{Tree, TreeDef},
    crate::value::Value,
};
