//! Fields whose types are attributes by their names (`f64`, `[f64; 8]`, `Vec<f32>`), several in one call.
//!
//! A call for each is most of what a derived module costs the compiler; one for all of them costs less than half
//! of that. What is no attribute would be told otherwise than by [`Slot`]'s own methods, which is why fields of any
//! other type are not among these.

use super::slot::Slot;
use crate::build::Create;
use crate::kept::{Kept, keep, taken};
use crate::walk::{Visitor, VisitorMut, Walk, WalkMut};

#[cfg(feature = "alloc")]
use {
    super::give::Argument,
    crate::build::{Finish, Round},
};

/// References to fields with consecutive indices.
pub trait Several<'m> {
    /// Walks them, from the `first` on.
    fn walk<V: Visitor<'m>>(self, first: usize, walk: &mut Walk<'_, 'm, V>);
}

/// Mutable references to fields with consecutive indices.
pub trait SeveralMut<'m> {
    /// Walks them, from the `first` on.
    fn walk_mut<V: VisitorMut<'m>>(self, first: usize, walk: &mut WalkMut<'_, 'm, V>);
}

/// Fields with consecutive indices, as they are made.
pub trait SeveralMade: Sized {
    /// Makes them from their declarations; all of them, so that every fault is told.
    fn create(first: usize, create: &mut Create<'_>) -> Option<Kept<Self>>;
}

/// The arguments of fields with consecutive indices.
#[cfg(feature = "alloc")]
pub trait SeveralGiven {
    /// The fields.
    type Fields;
    /// Makes the fields; all of them, so that every fault is told.
    fn finish(self, first: usize, finish: &mut Finish<'_>) -> Option<Kept<Self::Fields>>;
}

/// References to the arguments of fields with consecutive indices.
#[cfg(feature = "alloc")]
pub trait SeveralAsked {
    /// Lets them take part in a round.
    fn unify(self, first: usize, round: &mut Round<'_, '_>);
}

macro_rules! several {
    ($($field:ident $place:tt),+) => {
        impl<'m, $($field: Slot),+> Several<'m> for ($(&'m $field,)+) {
            #[inline]
            fn walk<V: Visitor<'m>>(self, first: usize, walk: &mut Walk<'_, 'm, V>) {
                $(Slot::walk(self.$place, first + $place, walk);)+
            }
        }

        impl<'m, $($field: Slot),+> SeveralMut<'m> for ($(&'m mut $field,)+) {
            #[inline]
            fn walk_mut<V: VisitorMut<'m>>(self, first: usize, walk: &mut WalkMut<'_, 'm, V>) {
                $(Slot::walk_mut(self.$place, first + $place, walk);)+
            }
        }

        impl<$($field: Slot),+> SeveralMade for ($($field,)+) {
            fn create(first: usize, create: &mut Create<'_>) -> Option<Kept<Self>> {
                let made = ($($field::create(first + $place, create),)+);
                let made = ($(made.$place?,)+);
                Some(keep(|| ($(taken(made.$place),)+)))
            }
        }

        #[cfg(feature = "alloc")]
        impl<$($field: Slot),+> SeveralGiven for ($(Argument<$field>,)+) {
            type Fields = ($($field,)+);
            fn finish(self, first: usize, finish: &mut Finish<'_>) -> Option<Kept<Self::Fields>> {
                let made = ($($field::finish(first + $place, self.$place, finish),)+);
                let made = ($(made.$place?,)+);
                Some(keep(|| ($(taken(made.$place),)+)))
            }
        }

        #[cfg(feature = "alloc")]
        impl<$($field: Slot),+> SeveralAsked for ($(&Argument<$field>,)+) {
            fn unify(self, first: usize, round: &mut Round<'_, '_>) {
                $($field::unify(first + $place, self.$place, round);)+
            }
        }
    };
}

several!(A 0);
several!(A 0, B 1);
several!(A 0, B 1, C 2);
several!(A 0, B 1, C 2, D 3);
several!(A 0, B 1, C 2, D 3, E 4);
several!(A 0, B 1, C 2, D 3, E 4, F 5);
several!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
several!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
several!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
several!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
several!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
several!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
