//! Reading and writing: views over a module and all below it, their leaves and paths.

mod filter;
#[cfg(feature = "alloc")]
mod former;
mod reset;
mod selection;
#[cfg(feature = "alloc")]
mod trail;
#[cfg(feature = "candle")]
mod vars;
#[expect(clippy::module_inception, reason = "the type `View` is the room's namesake")]
mod view;
mod view_mut;

pub use crate::path::Path;
pub use crate::walk::{Leaf, LeafMut};
#[cfg(feature = "alloc")]
pub(crate) use filter::ParametersOnly;
pub(crate) use filter::{Admits, Filter};
pub(crate) use reset::{Parameters, States, reset};
pub use selection::Selection;
pub use view::View;
pub use view_mut::ViewMut;
