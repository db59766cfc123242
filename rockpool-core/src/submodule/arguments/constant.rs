//! `Constant(..)` of what serves as a submodule: all parameters in it are constant.
//!
//! Where a container is wanted, `Constant` of what serves for its one module is taken by the rule of that container
//! alone, and `Constant` of a container by the rule here, so that no argument is served by two.

use super::{Each, by};
use crate::argument::{Constant, Declared};
use crate::build::{Blueprint, Given, NotBuilt, Taken};
use crate::walk::{HasVariant, Structure};
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

impl<M: Structure> NotBuilt<'_, M, by::Fixed<by::AsDeclared>> for Constant<Declared> {
    fn not_built(self) -> Given<'static, M> {
        Given::declared().constant()
    }
}

/// A module that is built.
impl<M: Structure> Taken<'_, M, by::Fixed<by::Built>> for Constant<M> {
    fn into_given(self) -> Given<'static, M> {
        Given::built(self.0).constant()
    }
}

/// A builder.
impl<'p, P: Blueprint + Send + 'p> Taken<'p, P::Module, by::Fixed<by::ByBlueprint>> for Constant<P> {
    fn into_given(self) -> Given<'p, P::Module> {
        Given::blueprint(self.0).constant()
    }
}

/// What a variant of an enum holds, built.
impl<E, M, const I: usize> Taken<'_, E, by::Held<by::Fixed<by::Built>, I>> for Constant<M>
where
    E: HasVariant<M, I>,
    M: Structure,
{
    fn into_given(self) -> Given<'static, E> {
        Given::built(E::of(self.0)).constant()
    }
}

/// The builder of what a variant of an enum holds.
impl<'p, E, P, const I: usize> Taken<'p, E, by::Held<by::Fixed<by::ByBlueprint>, I>> for Constant<P>
where
    E: HasVariant<P::Module, I> + 'p,
    P: Blueprint + Send + 'p,
{
    fn into_given(self) -> Given<'p, E> {
        <P as Taken<'p, E, by::Held<by::ByBlueprint, I>>>::into_given(self.0).constant()
    }
}

/// Something that serves as the container `C` by being one itself.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`Constant<{Self}>` does not serve as a submodule of type `{C}`; give `Constant` of a module, of its builder or of a container of such",
    label = "not a `{C}`, nor a builder of one"
)]
pub trait Whole<C> {}

impl<M> Whole<M> for Given<'_, M> {}
impl<M, X> Whole<Option<M>> for Option<X> {}
impl<M, X> Whole<Box<M>> for Box<X> {}
impl<M, X> Whole<Vec<M>> for Vec<X> {}
impl<M, X, const N: usize> Whole<Vec<M>> for [X; N] {}
impl<M, X, const N: usize> Whole<[M; N]> for [X; N] {}
impl<M, F> Whole<Vec<M>> for Each<F> {}
impl<M, F, const N: usize> Whole<[M; N]> for Each<F> {}
impl<M, X> Whole<BTreeMap<String, M>> for BTreeMap<String, X> {}
impl<M, K, X, const N: usize> Whole<BTreeMap<String, M>> for [(K, X); N] {}
impl<M, K, X> Whole<BTreeMap<String, M>> for Vec<(K, X)> {}

macro_rules! tuples {
    ($($($m:ident $x:ident),+;)*) => {$(
        impl<$($m, $x),+> Whole<($($m,)+)> for ($($x,)+) {}
    )*};
}

tuples! {
    A X;
    A X, B Y;
    A X, B Y, C Z;
    A X, B Y, C Z, D W;
    A X, B Y, C Z, D W, E V;
    A X, B Y, C Z, D W, E V, F U;
    A X, B Y, C Z, D W, E V, F U, G K;
    A X, B Y, C Z, D W, E V, F U, G K, H I;
}

/// A container.
impl<'p, C, A, X> Taken<'p, C, by::AllFixed<A>> for Constant<X>
where
    X: Whole<C> + Taken<'p, C, A>,
{
    fn into_given(self) -> Given<'p, C> {
        self.0.into_given().constant()
    }
}
