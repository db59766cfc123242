//! Fields that hold no module but are often marked so, which are refused in words of their own: those that
//! share a module, and the origin.
//!
//! Not by a bound of the impl: of two impls that might be meant, rustc tells of neither.

use super::SubmoduleField;
use super::assertions::how;
use crate::build::{Create, Finish, Round};
use crate::kept::Kept;
use crate::path::At;
use crate::registry::Registry;
use crate::submodule::Child;
use crate::walk::{Variants, Visitor, VisitorMut, Walk, WalkMut};

macro_rules! no_module {
    ($([$($generics:tt)*] $type:ty, $how:ident;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> SubmoduleField for $type {
            type How = how::$how;
            const OF: &'static Registry = Registry::EMPTY;
            fn registry() -> &'static Registry {
                Registry::EMPTY
            }
            fn duplicated(&self) -> Self {
                Self::clone(self)
            }
            // Under another name, which the derive does not see, it is told as soon as the module is used.
            fn walk<'m, V: Visitor<'m>>(&'m self, _: usize, _: &mut Walk<'_, 'm, V>) {
                const {
                    panic!("this field shares a module, or is the origin; hold the module itself, and mark an origin `#[module(origin)]`")
                }
            }
            fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, _: usize, _: &mut WalkMut<'_, 'm, V>) {}
            fn pass<'m, V: Visitor<'m>>(&'m self, _: &At<'_>, _: &mut V) {}
            fn pass_mut<'m, V: VisitorMut<'m>>(&'m mut self, _: &At<'_>, _: &mut V) {}
            fn unify<'p>(_: usize, _: &mut Child<'p, Self>, _: &mut Round<'_, '_>)
            where
                Self: 'p,
            {
            }
            fn finish<'p>(_: usize, _: Child<'p, Self>, _: &mut Finish<'_>) -> Option<alloc::boxed::Box<Self>>
            where
                Self: 'p,
            {
                None
            }
            fn create_from<'p>(_: usize, _: Child<'p, Self>, _: &mut Create<'_>) -> Option<alloc::boxed::Box<Self>>
            where
                Self: 'p,
            {
                None
            }
            fn make(_: &mut Variants<'_>) -> Option<Self> {
                None
            }
            fn create(_: usize, _: &mut Create<'_>) -> Option<Kept<Self>> {
                None
            }
        }
    )*};
}

// In one go: what rustc says of impls from several it does not know to have said before.
no_module! {
    [M] alloc::rc::Rc<M>, Shared;
    [M] alloc::sync::Arc<M>, Shared;
    [] crate::origin::Origin, Origin;
}
