//! The arguments of a builder's fields, whose types the builder asks nothing of.

use super::slot::{LeafOf, Slot};
use crate::argument::{IntoArgument, Supplied, Supply};
use crate::shape::Shape;
use crate::value::{AttributeValue, Making};
use alloc::boxed::Box;
use core::any::Any;
use core::marker::PhantomData;

/// The argument of one field of a builder, whose type it asks nothing of: a wrong one is told at the
/// field, and not again in the builder.
#[doc(hidden)]
pub struct Argument<S> {
    /// A [`Supplied`].
    given: Option<Box<dyn Any + Send + Sync>>,
    field: PhantomData<fn() -> S>,
}

impl<S> core::fmt::Debug for Argument<S> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(if self.given.is_some() { "Given" } else { "Absent" })
    }
}

impl<S> Argument<S> {
    /// Nothing given.
    #[must_use]
    #[inline]
    #[allow(clippy::new_without_default, reason = "called by generated code only")]
    pub const fn new() -> Self {
        Self { given: None, field: PhantomData }
    }

    /// Gives this; the last call counts.
    pub(super) fn supply<T: AttributeValue>(&mut self, supplied: Supplied<T>) {
        self.given = Some(Box::new(supplied));
    }
}

// Of whichever slot it is read as: rustc shall not infer one from the other where a field's type is wrong.
impl<A> Argument<A> {
    fn supplied<S: Slot>(&self) -> Option<&Supplied<S::Value>> {
        self.given.as_ref()?.downcast_ref()
    }

    /// What was given.
    pub(crate) fn into_supplied<S: Slot>(self) -> Supplied<S::Value> {
        let given = self.given.and_then(|given| given.downcast().ok());
        given.map_or_else(|| Supplied::new(Supply::Absent), |supplied| *supplied)
    }

    /// The shape of the data, or the one that is asked for without.
    pub(crate) fn data_shape<S: Slot>(&self) -> Option<Shape> {
        let supplied = self.supplied::<S>()?;
        match &supplied.supply {
            Supply::Data(data) => Some(<S::Value as AttributeValue>::Class::data_shape(data)),
            _ => supplied.shape.clone(),
        }
    }

    /// Whether the field will hold a value.
    pub(crate) fn is_present<S: Slot>(&self) -> bool {
        !S::IS_OPTIONAL
            || !matches!(self.supplied::<S>(), None | Some(Supplied { supply: Supply::Absent, .. }))
    }
}

/// Something that a builder takes for a field of type `S`: an [`IntoArgument`] for its value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve as an argument for an attribute of type `{S}`; give a value of that type (for arrays: an array, view, `Vec` or `[..]` with the same elements, or a scalar), one that is fixed as `Constant(value)`, an initialiser as `Init(zeros())` or `Init(from_fn(|shape| ..))`, or `Declared`",
    label = "not an argument for `{S}`"
)]
pub trait Give<S> {
    /// Gives it; the last call counts.
    fn give(self, argument: &mut Argument<S>);
}

// Not one impl over `Slot`: with the type itself in the header, what an argument says of a type parameter is
// inferred.
impl<T, X> Give<T> for X
where
    T: AttributeValue,
    X: IntoArgument<LeafOf<T>, <LeafOf<T> as AttributeValue>::Class>,
{
    fn give(self, argument: &mut Argument<T>) {
        argument.supply::<LeafOf<T>>(self.into_argument());
    }
}

impl<T, X> Give<Option<T>> for X
where
    T: AttributeValue,
    X: IntoArgument<LeafOf<T>, <LeafOf<T> as AttributeValue>::Class>,
{
    fn give(self, argument: &mut Argument<Option<T>>) {
        argument.supply::<LeafOf<T>>(self.into_argument());
    }
}
