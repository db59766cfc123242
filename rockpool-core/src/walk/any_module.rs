//! What walks see of a module whose type they do not know.

use super::visitor::{Erased, ErasedMut};
use super::{Structure, Visitor, VisitorMut};
use crate::path::At;
use crate::registry::Registry;
use core::fmt;

#[cfg(feature = "alloc")]
use super::{Variants, Wanted};

/// Any module at all, as [`modules`](crate::Module::modules) gives them: what [`DynModule`](super::DynModule) is,
/// but that it need not be possible to clone it or to send it.
///
/// Its methods are called through [`Module`](crate::Module), which `dyn AnyModule` implements.
///
/// ```
/// use rockpool_core::AnyModule;
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
/// }
///
/// fn total(module: &dyn AnyModule) -> usize {
///     module.attributes().numel()
/// }
/// assert_eq!(total(&Gain { gain: 2.0 }), 1);
/// ```
pub trait AnyModule {
    #[doc(hidden)]
    fn any_registry(&self) -> &'static Registry;
    #[doc(hidden)]
    fn any_walk<'m>(&'m self, at: &At<'_>, visitor: &mut dyn Visitor<'m>);
    #[doc(hidden)]
    fn any_walk_mut<'m>(&'m mut self, at: &At<'_>, visitor: &mut dyn VisitorMut<'m>);
    #[doc(hidden)]
    fn any_examine(&self, report: &mut dyn FnMut(&dyn fmt::Display));
    /// What hinders the module, an enum, from having another variant.
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn any_rehearse(&self, index: usize, variants: &mut Variants<'_>, wanted: &Wanted<'_>);
}

impl<M: Structure> AnyModule for M {
    fn any_registry(&self) -> &'static Registry {
        self.registered()
    }
    fn any_walk<'m>(&'m self, at: &At<'_>, visitor: &mut dyn Visitor<'m>) {
        self.walk(at, &mut Erased(visitor));
    }
    fn any_walk_mut<'m>(&'m mut self, at: &At<'_>, visitor: &mut dyn VisitorMut<'m>) {
        self.walk_mut(at, &mut ErasedMut(visitor));
    }
    fn any_examine(&self, report: &mut dyn FnMut(&dyn fmt::Display)) {
        self.examine(report);
    }
    #[cfg(feature = "alloc")]
    fn any_rehearse(&self, index: usize, variants: &mut Variants<'_>, wanted: &Wanted<'_>) {
        let _ = variants.switched::<M>(index, wanted);
    }
}

/// Implements [`Module`] and `Debug` for trait objects.
macro_rules! forgotten_modules {
    ($name:literal: $($type:ty),*) => {$(
        impl $crate::walk::Structure for $type {
            const REGISTERED: &'static $crate::registry::Registry =
                &$crate::registry::Registry::of_parts($name, "", &[]);

            fn walk<'m, V: $crate::walk::Visitor<'m>>(&'m self, at: &$crate::path::At<'_>, visitor: &mut V) {
                self.any_walk(at, visitor);
            }
            fn walk_mut<'m, V: $crate::walk::VisitorMut<'m>>(
                &'m mut self,
                at: &$crate::path::At<'_>,
                visitor: &mut V,
            ) {
                self.any_walk_mut(at, visitor);
            }
            fn registered(&self) -> &'static $crate::registry::Registry {
                self.any_registry()
            }
        }

        /// The name of the type, so that structs with boxed modules may derive `Debug`.
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(self.any_registry().name()).finish_non_exhaustive()
            }
        }
    )*};
}
pub(super) use forgotten_modules;

forgotten_modules!("dyn AnyModule": dyn AnyModule + '_);
