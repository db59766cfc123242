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

/// What the builder of a module without a shape takes as one: nothing is.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{M}` has no shape, and so its builder takes none; declare one by `#[module(shape = ..)]` on the struct, or give lengths by their names",
    label = "a shape of what has none"
)]
pub trait ShapeOf<M> {}

impl<T> InBuilder for T {
    type Argument = Argument<T>;
    type Child = Child<'static, T>;
    type Skipped = Option<T>;
    type By<D> = Argument<By<T, D>>;
    type OptionalBy<D> = Argument<Option<By<T, D>>>;
}
