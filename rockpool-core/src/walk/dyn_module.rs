//! Modules whose type is forgotten.

use super::any_module::{AnyModule, forgotten_modules};
use core::fmt;

#[cfg(feature = "alloc")]
use {super::Structure, alloc::boxed::Box};

/// Any module, in lists of modules of different types: `Vec<Box<dyn DynModule>>`.
///
/// Every module is one that is `Send`; of a list of boxes, a builder takes builders too, by
/// [`Dynamic`](crate::Dynamic). Boxes clone, whether the module is `Clone` or not; one that is not, and has a
/// `#[module(skip)]` field that is not, cannot be boxed, which rustc says where it is.
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
///
/// ```compile_fail
/// # use rockpool_core::prelude::*;
/// #[derive(Module)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
///     #[module(skip)]
///     lock: std::sync::Mutex<u32>, // not `Clone`: hold it in an `Arc`
/// }
/// let gain = Gain { gain: 2.0, lock: Default::default() };
/// let boxed: Box<dyn DynModule> = Box::new(gain);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a module that can be boxed as `Box<dyn DynModule>`; derive `Module` for it, and let it be `Send`",
    label = "not a module that is `Send`"
)]
pub trait DynModule: AnyModule + Send {
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn dyn_clone<'a>(&self) -> Box<dyn DynModule + 'a>
    where
        Self: 'a;
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn dyn_clone_send<'a>(&self) -> Box<dyn DynModule + Send + 'a>
    where
        Self: 'a;
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn dyn_clone_sync<'a>(&self) -> Box<dyn DynModule + Send + Sync + 'a>
    where
        Self: Sync + 'a;
}

#[cfg(feature = "alloc")]
#[diagnostic::do_not_recommend]
impl<M: Structure + Send> DynModule for M {
    fn dyn_clone<'a>(&self) -> Box<dyn DynModule + 'a>
    where
        Self: 'a,
    {
        Box::new(self.duplicated())
    }
    fn dyn_clone_send<'a>(&self) -> Box<dyn DynModule + Send + 'a>
    where
        Self: 'a,
    {
        Box::new(self.duplicated())
    }
    fn dyn_clone_sync<'a>(&self) -> Box<dyn DynModule + Send + Sync + 'a>
    where
        Self: Sync + 'a,
    {
        Box::new(self.duplicated())
    }
}

#[cfg(not(feature = "alloc"))]
impl<M: super::Structure + Send> DynModule for M {}

#[cfg(feature = "alloc")]
macro_rules! clones {
    ($($type:ty: $clone:ident),*) => {$(
        /// Clones the module in the box, as [`Module::duplicate`](crate::Module::duplicate) does.
        impl<'a> Clone for Box<$type> {
            fn clone(&self) -> Self {
                (**self).$clone()
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

forgotten_modules!("dyn DynModule": dyn DynModule + '_, dyn DynModule + Send + '_, dyn DynModule + Send + Sync + '_);
