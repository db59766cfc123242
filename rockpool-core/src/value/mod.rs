//! Attribute values: which types a field may have, and what is known about them.

mod access;
mod array_value;
mod asserted;
mod attribute_value;
mod bounds;
mod choices;
mod class;
#[cfg(feature = "alloc")]
mod column;
#[cfg(feature = "num-complex")]
mod complex;
#[cfg(feature = "alloc")]
mod dense;
mod dtype;
#[cfg(feature = "num-dual")]
mod dual;
mod duration;
mod element;
mod erased;
mod fill_class;
mod function;
mod holds;
mod lossless;
#[cfg(feature = "nalgebra")]
mod nalgebra;
#[cfg(feature = "ndarray")]
mod nd;
mod nested;
mod newtype;
mod number;
mod parts;
pub(crate) mod place;
mod real;
#[cfg(feature = "candle")]
pub(crate) mod tensor;
#[cfg(feature = "alloc")]
mod text;
#[expect(clippy::module_inception, reason = "the type `Value` is the room's namesake")]
#[cfg(feature = "alloc")]
mod value;
#[cfg(feature = "alloc")]
mod vector;
mod with;

pub use access::Access;
pub use array_value::{ArrayRank, ArrayValue, FixedArray, OwnArray};
pub use asserted::{FixesShape, HasRank, HoldsNumber};
pub use attribute_value::{AttributeValue, ElementOf};
pub use bounds::Bounds;
pub use choices::Choices;
pub use class::{
    ArrayLike, Choice, Class, Converted, Function, Making, OutOfBounds, Plain, Scalar, Transparent, Unlike,
};
#[cfg(feature = "num-complex")]
pub(crate) use complex::plain_for_complex;
pub use dtype::Dtype;
#[cfg(feature = "num-dual")]
pub(crate) use dual::plain_for_duals;
pub use element::{AnyElement, Element};
pub use erased::{AnyCopy, AnyValue};
pub use fill_class::FillClass;
pub use function::Address;
pub use holds::Holds;
pub use lossless::Lossless;
pub use nested::Nested;
pub use newtype::Newtype;
pub use number::{IntoNumber, Number};
pub use parts::Parts;
pub use real::{BoundedBy, Real};
#[cfg(feature = "derive")]
pub use rockpool_derive::AttributeValue;
pub use with::{By, Convert, Knows, With, WithError};
#[cfg(feature = "alloc")]
pub use {
    class::Unfit,
    column::Column,
    dense::Dense,
    value::{IntoValue, Value},
};
#[cfg(feature = "alloc")]
pub(crate) use {
    class::{ByData, short, unknown_choice},
    column::{Elements, column_of},
    value::scalar,
};
