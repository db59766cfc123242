//! The contract of modules, and the walks over them from which everything else follows.

mod any_module;
#[cfg(feature = "alloc")]
mod declared_blueprint;
#[cfg(feature = "alloc")]
mod dims;
mod dyn_module;
mod examine;
#[cfg(feature = "alloc")]
mod key_record;
#[cfg(feature = "alloc")]
mod keys;
mod leaf;
mod read_dims;
mod reading;
mod structure;
mod variants;
mod visitor;
mod writing;

pub use any_module::AnyModule;
#[cfg(feature = "alloc")]
pub(crate) use dims::{bind_count, dims_of, dims_of_record, own_shape, shape_of, shaped};
pub use dyn_module::DynModule;
pub use examine::run as examine;
#[cfg(feature = "alloc")]
pub(crate) use examine::{examine_all, examine_at};
#[cfg(feature = "alloc")]
pub use key_record::{keys, set_keys};
#[cfg(feature = "alloc")]
pub use keys::check_keys;
#[cfg(feature = "alloc")]
pub(crate) use keys::{key_fault, misfit as key_misfit};
pub(crate) use leaf::LeafMutParts;
pub use leaf::{Leaf, LeafMut};
pub use read_dims::ReadDims;
pub use reading::Walk;
pub use structure::Structure;
#[cfg(feature = "alloc")]
pub use variants::Variant;
pub(crate) use variants::{Choice, Chosen};
pub use variants::{Replaced, Variants, chosen, chosen_mut};
#[cfg(feature = "alloc")]
pub(crate) use variants::{Wanted, variants};
#[doc(hidden)]
pub use visitor::Entered;
pub use visitor::{Visitor, VisitorMut};
pub use writing::WalkMut;
