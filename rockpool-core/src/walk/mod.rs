//! The contract of modules, and the walks over them from which everything else follows.

mod any_module;
#[cfg(feature = "alloc")]
mod declared_blueprint;
#[cfg(feature = "alloc")]
mod depth;
#[cfg(feature = "alloc")]
mod dims;
mod dyn_module;
mod examine;
#[cfg(feature = "alloc")]
mod key_record;
#[cfg(feature = "alloc")]
mod keys;
mod leaf;
#[cfg(feature = "alloc")]
mod making;
#[cfg(not(feature = "alloc"))]
mod making_nothing;
mod read_dims;
mod reading;
mod structure;
#[cfg(feature = "alloc")]
mod variant;
mod variants;
mod visitor;
mod writing;

pub use any_module::AnyModule;
pub use dyn_module::DynModule;
pub use examine::run as examine;
pub(crate) use leaf::LeafMutParts;
pub use leaf::{Leaf, LeafMut};
#[cfg(not(feature = "alloc"))]
pub use making_nothing::{Replaced, Variants};
pub use read_dims::ReadDims;
pub use reading::Walk;
pub use structure::Structure;
pub(crate) use variants::{Choice, Chosen};
pub use variants::{HasVariant, chosen, chosen_mut};
#[doc(hidden)]
pub use visitor::Entered;
pub use visitor::{Visitor, VisitorMut};
pub use writing::WalkMut;
#[cfg(feature = "alloc")]
pub use {
    depth::check_depth,
    key_record::{keys, set_keys},
    keys::check_keys,
    making::{Replaced, Variants},
    variant::Variant,
};
#[cfg(feature = "alloc")]
pub(crate) use {
    dims::{bind_count, dims_of, dims_of_record, own_shape, shape_of, shaped},
    examine::{examine_all, examine_at},
    keys::{key_fault, misfit as key_misfit},
    making::Wanted,
    variant::variants,
};
