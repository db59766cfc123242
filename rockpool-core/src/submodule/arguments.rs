//! What serves as a submodule: modules, builders, and containers of such.
//!
//! Each rule has a marker of its own, so that no two overlap, and no argument is served by two, so that
//! rustc infers the marker. To that end a module as it is, and a container of such, is taken by one rule
//! alone; the rules of containers ask for something in them that is not built.

mod constant;
mod containers;
mod dynamic;
mod each;
mod tuples;
mod variants;

pub use dynamic::{Dynamic, FromModule, IntoDynamic};
pub use each::Each;
pub use variants::Variant;

use crate::argument::Declared;
use crate::build::{Blueprint, Given, IntoSubmodule, NotBuilt, Taken, Unbuilt};
use crate::walk::Structure;

/// Markers of the rules.
pub(super) mod by {
    use core::marker::PhantomData;

    macro_rules! markers {
        ($($(#[$doc:meta])* $name:ident $(<$($param:ident),+>)?;)*) => {$(
            $(#[$doc])*
            #[derive(Debug)]
            pub struct $name $(<$($param),+>(PhantomData<($($param,)+)>))?;
        )*};
    }

    markers! {
        /// A module, as it is.
        Built;
        /// What is declared.
        AsDeclared;
        /// What is not built, in this way.
        Otherwise<A>;
        /// A builder.
        ByBlueprint;
        /// What was taken already.
        ByGiven;
        /// An argument of the user's own.
        Own<A>;
        /// All parameters constant.
        Fixed<A>;
        /// All parameters of a container constant.
        AllFixed<A>;
        /// What is inside of an option or a box.
        Inner<A>;
        /// An option or a box of what serves.
        Outer<A>;
        /// A list of what serves.
        Listed<A>;
        /// A map, or pairs.
        Named<A>;
        /// Made by a function of the index.
        ByEach<A>;
        /// A box of a module, where one of any module is wanted.
        Forgotten;
        /// One of them.
        First<A>;
        /// The parts of a tuple.
        Parts<A>;
    }

    /// What a variant with this index holds.
    #[derive(Debug)]
    pub struct Held<A, const I: usize>(PhantomData<A>);
}

#[diagnostic::do_not_recommend]
impl<M: Structure> IntoSubmodule<'_, M, by::Built> for M {
    fn into_submodule(self) -> Given<'static, M> {
        Given::built(self)
    }
}

#[diagnostic::do_not_recommend]
impl<'p, M, A, X: NotBuilt<'p, M, A>> IntoSubmodule<'p, M, by::Otherwise<A>> for X {
    fn into_submodule(self) -> Given<'p, M> {
        self.not_built()
    }
}

#[diagnostic::do_not_recommend]
impl<'p, M, A, X: Taken<'p, M, A>> NotBuilt<'p, M, by::Otherwise<A>> for X {
    fn not_built(self) -> Given<'p, M> {
        self.into_given()
    }
}

impl<M: Structure> NotBuilt<'_, M, by::AsDeclared> for Declared {
    fn not_built(self) -> Given<'static, M> {
        Given::declared()
    }
}

/// A builder.
#[diagnostic::do_not_recommend]
impl<'p, P: Blueprint + Send + 'p> Taken<'p, P::Module, by::ByBlueprint> for P {
    fn into_given(self) -> Given<'p, P::Module> {
        Given::blueprint(self)
    }
}

/// An argument of the user's own.
#[diagnostic::do_not_recommend]
impl<'p, M, A, X: Unbuilt<'p, M, A>> Taken<'p, M, by::Own<A>> for X {
    fn into_given(self) -> Given<'p, M> {
        Unbuilt::into_given(self)
    }
}

/// What was taken already, so that built ones and builders stand in one list.
impl<'p, M> Taken<'p, M, by::ByGiven> for Given<'p, M> {
    fn into_given(self) -> Self {
        self
    }
}
