//! What a builder holds for a field, by the field's type.

use super::Argument;
use crate::submodule::Child;
use crate::value::By;

/// The types that the builder of an item without generic parameters holds for a field of this type.
#[doc(hidden)]
pub trait InBuilder {
    /// Of an attribute.
    type Argument;
    /// Of a submodule.
    type Child;
    /// Of a field that is not registered.
    type Skipped;
    /// Of a `D` that this type makes an attribute.
    type By<D>;
    /// Of an `Option<D>`.
    type OptionalBy<D>;
}

impl<T> InBuilder for T {
    type Argument = Argument<T>;
    type Child = Child<'static, T>;
    type Skipped = Option<T>;
    type By<D> = Argument<By<T, D>>;
    type OptionalBy<D> = Argument<Option<By<T, D>>>;
}
