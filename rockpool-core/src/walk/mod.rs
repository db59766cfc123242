//! The contract of modules, and the walks over them from which everything else follows.

#[cfg(feature = "alloc")]
mod declared_plan;
#[cfg(feature = "alloc")]
mod dims;
mod dyn_module;
#[cfg(feature = "alloc")]
mod keys;
mod leaf;
mod structure;
mod visitor;

#[cfg(feature = "alloc")]
pub(crate) use dims::{dims_of, dims_of_record, own_shape, shape_of};
pub use dyn_module::DynModule;
#[cfg(feature = "alloc")]
pub use keys::check_keys;
#[cfg(feature = "alloc")]
pub(crate) use keys::{key_fault, misfit as key_misfit};
pub(crate) use leaf::LeafMutParts;
pub use leaf::{Leaf, LeafMut};
pub use structure::Structure;
#[doc(hidden)]
pub use visitor::Entered;
pub use visitor::{Visitor, VisitorMut, Walk, WalkMut};
