//! What a builder takes where `with = ..` makes the field an attribute.

use super::{Argument, Slot};
use crate::argument::{Constant, IntoArgument, Supplied, Supply};
use crate::init::{InitError, Initialiser, Stream};
use crate::shape::Shape;
use crate::value::{AttributeValue, By, ByData, Convert, Converted, With};
use alloc::sync::Arc;

/// What a builder takes for a field of type `S` that is an attribute by way of another: a value of the
/// foreign type, or whatever serves for the known one. `How` is for rustc to infer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve as an argument for this attribute; give a value of the field's type or of the one that `with` makes it known by, `Constant(..)`, `Init(..)` or `Declared`",
    label = "not an argument"
)]
pub trait GiveBy<S, How> {
    /// Gives it; the last call counts.
    fn give_by(self, argument: &mut Argument<S>);
}

/// How an argument is taken.
#[doc(hidden)]
pub(super) mod how {
    /// A value of the foreign type.
    #[derive(Debug)]
    pub struct Foreign;
    /// A reference to one.
    #[derive(Debug)]
    pub struct Borrowed;
    /// One or none.
    #[derive(Debug)]
    pub struct Optional;
    /// One that is fixed.
    #[derive(Debug)]
    pub struct Fixed;
    /// Something for the known type.
    #[derive(Debug)]
    pub struct Known;
}

macro_rules! foreign {
    ($($how:ident: $type:ty, |$given:ident| $supplied:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<S, W, D> GiveBy<S, how::$how> for $type
        where
            S: Slot<Value = By<W, D>>,
            W: With<D> + 'static,
            D: Clone + Send + Sync + 'static,
        {
            fn give_by(self, argument: &mut Argument<S>) {
                let $given = self;
                argument.supply::<By<W, D>>($supplied);
            }
        }
    )*};
}

fn supplied<W: With<D> + 'static, D: Clone + Send + Sync + 'static>(value: D) -> Supplied<By<W, D>> {
    Supplied::data(ByData::Itself(By::new(value)))
}

foreign! {
    Foreign: D, |value| supplied(value);
    Borrowed: &D, |value| supplied(value.clone());
    Optional: Option<D>, |value| value.map_or_else(|| Supplied::new(Supply::Absent), supplied);
    Fixed: Constant<D>, |value| Supplied { is_constant: true, ..supplied(value.0) };
}

#[diagnostic::do_not_recommend]
impl<S, T, X> GiveBy<S, how::Known> for X
where
    S: Slot<Value = T>,
    T: Convert + AttributeValue<Class = Converted>,
    X: IntoArgument<T::Known, <T::Known as AttributeValue>::Class>,
{
    fn give_by(self, argument: &mut Argument<S>) {
        argument.supply(of_known::<T>(self.into_argument()));
    }
}

/// An argument for the known type as one for the type itself.
pub(super) fn of_known<T: Convert + AttributeValue<Class = Converted>>(
    known: Supplied<T::Known>,
) -> Supplied<T> {
    let Supplied { supply, is_constant, kind, family, shape } = known;
    let supply = match supply {
        Supply::Absent => Supply::Absent,
        Supply::Declared => Supply::Declared,
        Supply::Data(data) => Supply::Data(ByData::Known(data)),
        Supply::Init(init) => Supply::Init(Arc::new(OfKnown::<T>(init))),
        Supply::Unheld(number) => Supply::Unheld(number),
        Supply::Faulty(error) => Supply::Faulty(error),
    };
    Supplied { supply, is_constant, kind, family, shape }
}

/// An initialiser of the known type.
struct OfKnown<T: Convert>(Arc<dyn Initialiser<T::Known>>);

impl<T: Convert> Initialiser<T> for OfKnown<T> {
    fn create(&self, shape: &Shape, stream: Stream<'_>) -> Result<T, InitError> {
        T::from_known(self.0.create(shape, stream)?).map_err(InitError::With)
    }
}
