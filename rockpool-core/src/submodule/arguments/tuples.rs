//! What serves as a tuple of modules: a tuple of what serves, of which something is not built.
//!
//! There is one rule for each place of the first that is not built, so that no tuple is taken by two.

use super::by;
use crate::build::{Given, IntoSubmodule, NotBuilt, Taken};
use crate::submodule::Child;
use crate::submodule::blueprints::TupleBlueprint;
use crate::walk::Structure;
use core::marker::PhantomData;

/// One rule: some that are built, one that is not, and the rest.
macro_rules! rule {
    ([$($built:ident $b:tt),*] [$first:ident $x:ident $a:ident $f:tt] [$($rest:ident $y:ident $c:ident $r:tt),*]) => {
        impl<'p, $($built,)* $first, $a, $x, $($rest, $c, $y),*>
            Taken<'p, ($($built,)* $first, $($rest,)*), by::Parts<($($built,)* by::First<$a>, $($c,)*)>>
            for ($($built,)* $x, $($y,)*)
        where
            $($built: Structure + Send + 'p,)*
            $first: Structure + Send + 'p,
            $x: NotBuilt<'p, $first, $a>,
            $($rest: Structure + Send + 'p, $y: IntoSubmodule<'p, $rest, $c>,)*
        {
            fn into_given(self) -> Given<'p, ($($built,)* $first, $($rest,)*)> {
                let children = (
                    $(Child::of(Given::built(self.$b)),)*
                    Child::of(self.$f.not_built()),
                    $(Child::of(self.$r.into_submodule()),)*
                );
                Given::blueprint(TupleBlueprint(children, PhantomData))
            }
        }
    };
}

/// The rules of tuples that end with these.
macro_rules! rules {
    ([$($built:ident $b:tt),*] []) => {};
    ([$($built:ident $b:tt),*] [$first:ident $x:ident $a:ident $f:tt $(, $rest:ident $y:ident $c:ident $r:tt)*]) => {
        rule!([$($built $b),*] [$first $x $a $f] [$($rest $y $c $r),*]);
        rules!([$($built $b,)* $first $f] [$($rest $y $c $r),*]);
    };
}

rules!([] [A X P 0]);
rules!([] [A X P 0, B Y Q 1]);
rules!([] [A X P 0, B Y Q 1, C Z R 2]);
rules!([] [A X P 0, B Y Q 1, C Z R 2, D W S 3]);
rules!([] [A X P 0, B Y Q 1, C Z R 2, D W S 3, E V T 4]);
rules!([] [A X P 0, B Y Q 1, C Z R 2, D W S 3, E V T 4, F U O 5]);
rules!([] [A X P 0, B Y Q 1, C Z R 2, D W S 3, E V T 4, F U O 5, G K L 6]);
rules!([] [A X P 0, B Y Q 1, C Z R 2, D W S 3, E V T 4, F U O 5, G K L 6, H I J 7]);
