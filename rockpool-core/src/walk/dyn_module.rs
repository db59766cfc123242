//! Modules whose type is forgotten.

use super::any_module::{AnyModule, forgotten_modules};
use core::fmt;

#[cfg(feature = "alloc")]
use {super::Structure, alloc::boxed::Box};

/// Any module, in lists of modules of different types: `Vec<Box<dyn DynModule>>`.
///
/// Every module is one that is `Send`; of a list of boxes, a builder takes builders too, by
/// [`Dynamic`](crate::Dynamic). Boxes clone where what they hold does.
///
/// Its methods are called through [`Module`](crate::Module), which `dyn DynModule` implements.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module, Clone)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
/// }
///
/// let layers: Vec<Box<dyn DynModule>> = vec![Box::new(Gain { gain: 2.0 }), Box::new(Gain { gain: 3.0 })];
/// assert_eq!(layers.parameters().len(), 2);
/// assert_eq!(layers.parameters().get("1.gain").unwrap().scalar(), Some(3.0));
/// assert_eq!(layers[0].registry().name(), "Gain");
/// assert_eq!(layers.clone().parameters().to_tree(), layers.parameters().to_tree());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a module that can be boxed as `Box<dyn DynModule>`; derive `Module` for it, and let it be `Send`",
    label = "not a module that is `Send`"
)]
pub trait DynModule: AnyModule + Send {
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn dyn_clone<'a>(&self) -> Option<Box<dyn DynModule + 'a>>
    where
        Self: 'a;
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn dyn_clone_send<'a>(&self) -> Option<Box<dyn DynModule + Send + 'a>>
    where
        Self: 'a;
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn dyn_clone_sync<'a>(&self) -> Option<Box<dyn DynModule + Send + Sync + 'a>>
    where
        Self: Sync + 'a;
}

#[cfg(feature = "alloc")]
#[diagnostic::do_not_recommend]
impl<M: Structure + Send> DynModule for M {
    fn dyn_clone<'a>(&self) -> Option<Box<dyn DynModule + 'a>>
    where
        Self: 'a,
    {
        Some(Box::new(self.duplicated()?))
    }
    fn dyn_clone_send<'a>(&self) -> Option<Box<dyn DynModule + Send + 'a>>
    where
        Self: 'a,
    {
        Some(Box::new(self.duplicated()?))
    }
    fn dyn_clone_sync<'a>(&self) -> Option<Box<dyn DynModule + Send + Sync + 'a>>
    where
        Self: Sync + 'a,
    {
        Some(Box::new(self.duplicated()?))
    }
}

#[cfg(not(feature = "alloc"))]
impl<M: super::Structure + Send> DynModule for M {}

/// Boxes clone where what they hold does.
#[cfg(feature = "alloc")]
macro_rules! clones {
    ($($type:ty: $clone:ident),*) => {$(
        /// Clones the module in the box.
        ///
        /// # Panics
        /// The module is not `Clone`; nothing but its own type knows of that. [`Module::duplicate`](crate::Module::duplicate) asks.
        impl<'a> Clone for Box<$type> {
            fn clone(&self) -> Self {
                match (**self).$clone() {
                    Some(clone) => clone,
                    None => not_clone((**self).any_registry().name()),
                }
            }
        }
    )*};
}

#[cfg(feature = "alloc")]
clones!(
    dyn DynModule + 'a: dyn_clone,
    dyn DynModule + Send + 'a: dyn_clone_send,
    dyn DynModule + Send + Sync + 'a: dyn_clone_sync
);

/// What `Clone` leaves to be done where there is no clone: it has no error to give.
#[cold]
#[allow(clippy::panic, reason = "documented at each `clone`")]
#[allow(unreachable_pub, reason = "re-exported for generated code")]
pub fn not_clone(module: &str) -> ! {
    panic!(
        "`{module}` is boxed and cannot be cloned; derive `Clone` for it, and bound its type parameters by `Clone`"
    )
}

forgotten_modules!("dyn DynModule": dyn DynModule + '_, dyn DynModule + Send + '_, dyn DynModule + Send + Sync + '_);
