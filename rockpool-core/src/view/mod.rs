//! Reading and writing: views over a module and all below it, their leaves and paths.

#[cfg(feature = "alloc")]
mod aliases;
mod filter;
#[cfg(feature = "alloc")]
mod freeze;
#[cfg(feature = "alloc")]
mod known;
#[cfg(feature = "alloc")]
mod locate;
mod narrow;
#[cfg(feature = "alloc")]
mod path_buffer;
mod places;
mod reset;
#[cfg(feature = "alloc")]
mod to_tree;
#[cfg(feature = "candle")]
mod vars;
#[expect(clippy::module_inception, reason = "the type `View` is the room's namesake")]
mod view;
mod view_mut;

pub use crate::path::Path;
#[cfg(feature = "alloc")]
pub use crate::walk::Variant;
pub use crate::walk::{Leaf, LeafMut};
pub(crate) use filter::{Admits, Filter, OnlyParameters, OnlyStates};
#[cfg(feature = "alloc")]
pub(crate) use known::{Known, has_empty_name};
pub(crate) use reset::reset;
pub use view::View;
pub use view_mut::ViewMut;
