//! Reading and writing: views over a module and all below it, their leaves and paths.

mod filter;
#[cfg(feature = "alloc")]
mod former;
mod leaf;
mod marks;
mod path;
mod selection;
#[cfg(feature = "alloc")]
mod trail;
#[cfg(feature = "candle")]
mod vars;
#[expect(clippy::module_inception, reason = "the type `View` is the room's namesake")]
mod view;
mod view_mut;
mod walk;

#[cfg(feature = "alloc")]
pub(crate) use filter::ParametersOnly;
pub(crate) use filter::{Admits, Filter};
pub(crate) use leaf::LeafMutParts;
pub use leaf::{Leaf, LeafMut};
pub(crate) use marks::Marks;
pub use path::{At, Path};
pub(crate) use path::{AttributeKey, Segment};
pub use selection::Selection;
pub use view::View;
pub use view_mut::ViewMut;
pub use walk::{Entered, Visitor, VisitorMut, Walk, WalkMut};
pub(crate) use walk::{Erased, ErasedMut, Origin as WalkOrigin};
