//! Shapes, the lengths they are declared with, and the rules by which data fits them.

#[cfg(feature = "alloc")]
mod binder;
mod fit;
mod into_shape;
mod length;
mod rank;
#[expect(clippy::module_inception, reason = "the type `Shape` is the room's namesake")]
mod shape;
mod spec;
#[cfg(feature = "alloc")]
mod word;

pub(crate) use fit::{Fit, fit};
pub use into_shape::IntoShape;
pub use length::{Length, LengthError};
pub use rank::Rank;
pub use shape::{FixedShape, Shape};
pub use spec::ShapeSpec;
#[cfg(feature = "alloc")]
pub use {
    binder::Binder,
    into_shape::{IntoShapes, Shapes},
};
#[cfg(feature = "alloc")]
pub(crate) use {binder::Bound, word::Word};
