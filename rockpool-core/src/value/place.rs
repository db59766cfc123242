//! Where in a value whose type is forgotten another value is: itself, in a newtype, or made from it.

use super::{AttributeValue, Convert, Newtype};
use core::any::Any;
use core::marker::PhantomData;

/// How a `T` is reached from a value whose type is forgotten.
pub trait Place<T>: 'static {
    /// Whether the `T` is made from what is there, and that from the `T`, which may be refused.
    const IS_MADE: bool = false;
    /// The `T`, where there is one in memory.
    fn get(value: &dyn Any) -> Option<&T>;
    /// The `T`, where there is one in memory.
    fn get_mut(value: &mut dyn Any) -> Option<&mut T>;
    /// Hands the `T` over, made where there is none in memory.
    #[inline]
    fn with(value: &dyn Any, f: &mut dyn FnMut(&T)) {
        if let Some(value) = Self::get(value) {
            f(value);
        }
    }
}

/// The value is the `T`.
#[derive(Debug)]
pub(crate) struct Itself;

impl<T: 'static> Place<T> for Itself {
    #[inline]
    fn get(value: &dyn Any) -> Option<&T> {
        value.downcast_ref()
    }
    #[inline]
    fn get_mut(value: &mut dyn Any) -> Option<&mut T> {
        value.downcast_mut()
    }
}

/// Within the newtype `N` that is at `P`.
#[derive(Debug)]
pub(crate) struct Within<P, N>(PhantomData<fn() -> (P, N)>);

impl<P: Place<N>, N: Newtype + AttributeValue> Place<N::Inner> for Within<P, N> {
    const IS_MADE: bool = P::IS_MADE;
    #[inline]
    fn get(value: &dyn Any) -> Option<&N::Inner> {
        P::get(value).map(N::inner)
    }
    #[inline]
    fn get_mut(value: &mut dyn Any) -> Option<&mut N::Inner> {
        P::get_mut(value).map(N::inner_mut)
    }
    fn with(value: &dyn Any, f: &mut dyn FnMut(&N::Inner)) {
        P::with(value, &mut |outer| f(outer.inner()));
    }
}

/// Made from the value at `P`, by which it is known.
#[derive(Debug)]
pub(crate) struct MadeFrom<P, T>(PhantomData<fn() -> (P, T)>);

impl<P: Place<T>, T: Convert> Place<T::Known> for MadeFrom<P, T> {
    const IS_MADE: bool = true;
    fn get(_: &dyn Any) -> Option<&T::Known> {
        None
    }
    fn get_mut(_: &mut dyn Any) -> Option<&mut T::Known> {
        None
    }
    fn with(value: &dyn Any, f: &mut dyn FnMut(&T::Known)) {
        P::with(value, &mut |outer| f(&outer.known()));
    }
}
