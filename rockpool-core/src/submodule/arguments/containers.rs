//! What serves as an option, a box, a list or a map of modules.

use super::by;
use crate::build::{Given, IntoSubmodule, NotBuilt, Taken};
use crate::submodule::Child;
use crate::submodule::blueprints::{ArrayOf, BoxOf, ListOf, MapOf, OptionOf};
use crate::walk::Structure;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// The children of a container.
fn children<'p, M>(given: impl IntoIterator<Item = Given<'p, M>>) -> Vec<Child<'p, M>> {
    given.into_iter().map(Child::of).collect()
}

/// What is given for a container of one module: the module that goes into it.
macro_rules! containers_of_one {
    ($($container:ident, $wrapped:expr, $blueprint:ident;)*) => {$(
        impl<M: Structure> Taken<'_, $container<M>, by::Inner<by::Built>> for M {
            fn into_given(self) -> Given<'static, $container<M>> {
                Given::built($wrapped(self))
            }
        }

        impl<'p, M, A, X> Taken<'p, $container<M>, by::Inner<by::Otherwise<A>>> for X
        where
            M: Structure + Send + 'p,
            X: Taken<'p, M, A>,
        {
            fn into_given(self) -> Given<'p, $container<M>> {
                Given::blueprint($blueprint(Child::of(self.into_given())))
            }
        }
    )*};
}

containers_of_one! {
    Option, Some, OptionOf;
    Box, Box::new, BoxOf;
}

impl<'p, M, A, X> Taken<'p, Option<M>, by::Outer<A>> for Option<X>
where
    M: Structure + Send + 'p,
    X: NotBuilt<'p, M, A>,
{
    fn into_given(self) -> Given<'p, Option<M>> {
        match self {
            Some(given) => Given::blueprint(OptionOf(Child::of(given.not_built()))),
            None => Given::built(None),
        }
    }
}

impl<'p, M, A, X> Taken<'p, Box<M>, by::Outer<A>> for Box<X>
where
    M: Structure + Send + 'p,
    X: NotBuilt<'p, M, A>,
{
    fn into_given(self) -> Given<'p, Box<M>> {
        Given::blueprint(BoxOf(Child::of((*self).not_built())))
    }
}

impl<'p, M, A, X> Taken<'p, Vec<M>, by::Listed<A>> for Vec<X>
where
    M: Structure + Send + 'p,
    X: NotBuilt<'p, M, A>,
{
    fn into_given(self) -> Given<'p, Vec<M>> {
        Given::blueprint(ListOf(children(self.into_iter().map(X::not_built))))
    }
}

impl<'p, M, A, X, const N: usize> Taken<'p, Vec<M>, by::Listed<A>> for [X; N]
where
    M: Structure + Send + 'p,
    X: IntoSubmodule<'p, M, A>,
{
    fn into_given(self) -> Given<'p, Vec<M>> {
        Given::blueprint(ListOf(children(self.into_iter().map(X::into_submodule))))
    }
}

impl<'p, M, A, X, const N: usize> Taken<'p, [M; N], by::Listed<A>> for [X; N]
where
    M: Structure + Send + 'p,
    X: NotBuilt<'p, M, A>,
{
    fn into_given(self) -> Given<'p, [M; N]> {
        array(self.into_iter().map(X::not_built))
    }
}

/// An array of as many as there are.
pub(super) fn array<'p, M: Structure + Send + 'p, const N: usize>(
    given: impl IntoIterator<Item = Given<'p, M>>,
) -> Given<'p, [M; N]> {
    Given::blueprint(ArrayOf::<M, N>(children(given)))
}

impl<'p, M, A, X> Taken<'p, BTreeMap<String, M>, by::Named<A>> for BTreeMap<String, X>
where
    M: Structure + Send + 'p,
    X: NotBuilt<'p, M, A>,
{
    fn into_given(self) -> Given<'p, BTreeMap<String, M>> {
        named(self.into_iter().map(|(key, given)| (key, given.not_built())))
    }
}

impl<'p, M, A, K, X, const N: usize> Taken<'p, BTreeMap<String, M>, by::Named<A>> for [(K, X); N]
where
    M: Structure + Send + 'p,
    K: Into<String>,
    X: IntoSubmodule<'p, M, A>,
{
    fn into_given(self) -> Given<'p, BTreeMap<String, M>> {
        named(self.into_iter().map(|(key, given)| (key.into(), given.into_submodule())))
    }
}

impl<'p, M, A, K, X> Taken<'p, BTreeMap<String, M>, by::Named<A>> for Vec<(K, X)>
where
    M: Structure + Send + 'p,
    K: Into<String>,
    X: IntoSubmodule<'p, M, A>,
{
    fn into_given(self) -> Given<'p, BTreeMap<String, M>> {
        named(self.into_iter().map(|(key, given)| (key.into(), given.into_submodule())))
    }
}

fn named<'p, M: Structure + Send + 'p>(
    given: impl Iterator<Item = (String, Given<'p, M>)>,
) -> Given<'p, BTreeMap<String, M>> {
    Given::blueprint(MapOf(given.map(|(key, given)| (key, Child::of(given))).collect()))
}
