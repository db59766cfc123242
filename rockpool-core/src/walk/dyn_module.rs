//! Modules whose type is forgotten.

use super::visitor::{Erased, ErasedMut};
use super::{Structure, Visitor, VisitorMut};
use crate::path::At;
use crate::registry::Registry;
use core::fmt;

#[cfg(feature = "alloc")]
use super::{Variants, Wanted};

/// Any module, in lists of modules of different types: `Vec<Box<dyn DynModule>>`.
///
/// Its methods are called through [`Module`](crate::Module), which `dyn DynModule` implements.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
/// }
///
/// let layers: Vec<Box<dyn DynModule>> = vec![Box::new(Gain { gain: 2.0 }), Box::new(Gain { gain: 3.0 })];
/// assert_eq!(layers.parameters().len(), 2);
/// assert_eq!(layers.parameters().get("1.gain").unwrap().scalar(), Some(3.0));
/// assert_eq!(layers[0].registry().name(), "Gain");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a module; derive `Module` for it, and box it as `Box<dyn DynModule>`",
    label = "not a module"
)]
pub trait DynModule {
    #[doc(hidden)]
    fn dyn_registry(&self) -> &'static Registry;
    #[doc(hidden)]
    fn dyn_walk<'m>(&'m self, at: &At<'_>, visitor: &mut dyn Visitor<'m>);
    #[doc(hidden)]
    fn dyn_walk_mut<'m>(&'m mut self, at: &At<'_>, visitor: &mut dyn VisitorMut<'m>);
    #[doc(hidden)]
    fn dyn_examine(&self, report: &mut dyn FnMut(&dyn fmt::Display));
    /// What hinders the module, an enum, from having another variant.
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn dyn_rehearse(&self, index: usize, variants: &mut Variants<'_>, wanted: &Wanted<'_>);
}

#[diagnostic::do_not_recommend]
impl<M: Structure> DynModule for M {
    fn dyn_registry(&self) -> &'static Registry {
        self.registered()
    }
    fn dyn_walk<'m>(&'m self, at: &At<'_>, visitor: &mut dyn Visitor<'m>) {
        self.walk(at, &mut Erased(visitor));
    }
    fn dyn_walk_mut<'m>(&'m mut self, at: &At<'_>, visitor: &mut dyn VisitorMut<'m>) {
        self.walk_mut(at, &mut ErasedMut(visitor));
    }
    fn dyn_examine(&self, report: &mut dyn FnMut(&dyn fmt::Display)) {
        self.examine(report);
    }
    #[cfg(feature = "alloc")]
    fn dyn_rehearse(&self, index: usize, variants: &mut Variants<'_>, wanted: &Wanted<'_>) {
        let _ = variants.switched::<M>(index, wanted);
    }
}

macro_rules! dyn_modules {
    ($($type:ty),*) => {$(
        impl Structure for $type {
            const REGISTERED: &'static Registry = &Registry::of_parts("dyn DynModule", "", &[]);

            fn walk<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V) {
                self.dyn_walk(at, visitor);
            }
            fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V) {
                self.dyn_walk_mut(at, visitor);
            }
            fn registered(&self) -> &'static Registry {
                self.dyn_registry()
            }
        }

        /// The name of the type, so that structs with boxed modules may derive `Debug`.
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(self.dyn_registry().name()).finish_non_exhaustive()
            }
        }
    )*};
}

dyn_modules!(dyn DynModule + '_, dyn DynModule + Send + '_, dyn DynModule + Send + Sync + '_);
