//! Fields that share a module instead of holding it, which are refused in words of their own.
//!
//! Not by a bound that never holds: of two impls that might be meant, rustc tells of neither.

use super::{SubmoduleField, assertions};
use crate::build::Create;
use crate::path::At;
use crate::registry::Registry;
use crate::walk::{Variants, Visitor, VisitorMut, Walk, WalkMut};

#[cfg(feature = "alloc")]
use crate::{
    build::{Finish, Round},
    submodule::Child,
};

macro_rules! shared {
    ($($type:ty;)*) => {$(
        impl<M> SubmoduleField for $type {
            const IS_SHARED: bool = true;
            const OF: &'static Registry = Registry::EMPTY;
            // In a generic struct it is told as soon as that is used.
            fn registry() -> &'static Registry {
                const { assertions::owned(true) };
                Registry::EMPTY
            }
            fn walk<'m, V: Visitor<'m>>(&'m self, _: usize, _: &mut Walk<'_, 'm, V>) {}
            fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, _: usize, _: &mut WalkMut<'_, 'm, V>) {}
            fn pass<'m, V: Visitor<'m>>(&'m self, _: &At<'_>, _: &mut V) {}
            fn pass_mut<'m, V: VisitorMut<'m>>(&'m mut self, _: &At<'_>, _: &mut V) {}
            #[cfg(feature = "alloc")]
            fn unify<'p>(_: usize, _: &mut Child<'p, Self>, _: &mut Round<'_, '_>)
            where
                Self: 'p,
            {
            }
            #[cfg(feature = "alloc")]
            fn finish<'p>(_: usize, _: Child<'p, Self>, _: &mut Finish<'_>) -> Option<alloc::boxed::Box<Self>>
            where
                Self: 'p,
            {
                None
            }
            #[cfg(feature = "alloc")]
            fn create_from<'p>(_: usize, _: Child<'p, Self>, _: &mut Create<'_>) -> Option<Self>
            where
                Self: 'p,
            {
                None
            }
            fn make(_: &mut Variants<'_>) -> Option<Self> {
                None
            }
            fn create(_: usize, _: &mut Create<'_>) -> Option<Self> {
                None
            }
        }
    )*};
}

#[cfg(feature = "alloc")]
shared! {
    alloc::rc::Rc<M>;
    alloc::sync::Arc<M>;
}
