//! Everything that an annotated struct needs: `use rockpool_core::prelude::*;`.

pub use crate::init::functions::*;
pub use crate::key::Key;
pub use crate::module::Module;
pub use crate::registry::{Attribute, Dtype, Kind, Registry, Submodule};
pub use crate::value::{ArrayLike, AttributeValue, Element, Plain, Real, Scalar};
pub use crate::view::{Leaf, LeafMut, View, ViewMut};
pub use crate::walk::DynModule;

#[cfg(feature = "alloc")]
pub use crate::build::{Constant, Declared, Init, IntoArgument};
#[cfg(feature = "alloc")]
pub use crate::error::{Error, Fault, FaultKind};
#[cfg(feature = "alloc")]
pub use crate::history::History;
#[cfg(feature = "alloc")]
pub use crate::init::{from_fn, from_rng};
#[cfg(feature = "alloc")]
pub use crate::origin::Origin;
#[cfg(feature = "alloc")]
pub use crate::parameters::{Parameter, SimulationParameter, State};
#[cfg(feature = "alloc")]
pub use crate::shapes;
#[cfg(feature = "alloc")]
pub use crate::submodule::{Dynamic, Each, Variant};
#[cfg(feature = "alloc")]
pub use crate::tree::{Tree, TreeDef};
#[cfg(feature = "alloc")]
pub use crate::value::Value;
#[cfg(feature = "derive")]
pub use rockpool_derive::Module;
