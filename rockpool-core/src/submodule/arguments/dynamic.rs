//! `Dynamic(..)`: modules whose type is forgotten when they are built.

use super::by;
use crate::argument::Constant;
use crate::build::{Blueprint, Boundary, Given, Site, Taken};
use crate::walk::{DynModule, Structure};
use alloc::boxed::Box;
use core::marker::PhantomData;

/// A trait object that a module `M` can become.
pub trait FromModule<M> {
    /// The module, its type forgotten.
    fn from_module(module: Box<M>) -> Box<Self>;
}

/// A module or its builder, where a box of any module is wanted: `Box<dyn DynModule>`, or a list of such.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module, Clone)]
/// struct Gain {
///     #[parameter(init = uniform(0.0, 1.0))]
///     gain: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// #[derive(Module, Clone)]
/// struct Bias {
///     #[parameter(init = 0.5)]
///     bias: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// #[derive(Module)]
/// struct Net {
///     #[module]
///     layers: Vec<Box<dyn DynModule>>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let layers = vec![Dynamic(Gain::builder()), Dynamic(Bias::builder()), Dynamic(Gain::builder().build()?)];
/// assert_eq!(Net::builder().layers(layers).build()?.parameters().len(), 3);
/// # Ok::<(), Error>(())
/// ```
#[allow(non_snake_case, reason = "it stands among `Constant(..)`, `Each(..)` and `Init(..)`")]
pub fn Dynamic<'p, D: ?Sized, A, X: IntoDynamic<'p, D, A>>(module: X) -> Given<'p, Box<D>> {
    module.into_dynamic()
}

/// What [`Dynamic`] takes: a module or its builder.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot go into a `Box<{D}>`; give `Dynamic` a module, or a builder of one, which is `Send`",
    label = "no module that goes into a `Box<{D}>`"
)]
pub trait IntoDynamic<'p, D: ?Sized, How> {
    /// The module.
    fn into_dynamic(self) -> Given<'p, Box<D>>;
}

impl<M: Structure, D: ?Sized + FromModule<M>> IntoDynamic<'_, D, by::Built> for M {
    fn into_dynamic(self) -> Given<'static, Box<D>> {
        Given::built(D::from_module(Box::new(self)))
    }
}

impl<'p, P, D> IntoDynamic<'p, D, by::ByBlueprint> for P
where
    P: Blueprint<Module: Structure> + Send + 'p,
    D: ?Sized + FromModule<P::Module> + 'p,
{
    fn into_dynamic(self) -> Given<'p, Box<D>> {
        let registry = Some(<P::Module as Structure>::REGISTERED);
        Given { registry, ..Given::blueprint(Forgotten { blueprint: Box::new(self), of: PhantomData }) }
    }
}

impl<'p, P, D> IntoDynamic<'p, D, by::Fixed<by::ByBlueprint>> for Constant<P>
where
    P: Blueprint<Module: Structure> + Send + 'p,
    D: ?Sized + FromModule<P::Module> + 'p,
{
    fn into_dynamic(self) -> Given<'p, Box<D>> {
        Dynamic(self.0).constant()
    }
}

impl<M: Structure, D: ?Sized + FromModule<M>> IntoDynamic<'_, D, by::Fixed<by::Built>> for Constant<M> {
    fn into_dynamic(self) -> Given<'static, Box<D>> {
        Dynamic(self.0).constant()
    }
}

/// A blueprint whose module's type is forgotten once it is made.
struct Forgotten<P, D: ?Sized> {
    blueprint: Box<P>,
    of: PhantomData<fn() -> Box<D>>,
}

impl<P: Blueprint, D: ?Sized + FromModule<P::Module>> Blueprint for Forgotten<P, D> {
    type Module = Box<D>;

    fn levels(&self) -> usize {
        self.blueprint.levels()
    }
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        self.blueprint.unify(boundary);
    }
    fn finish(self: Box<Self>, site: Site<'_>) -> Option<Box<Box<D>>> {
        self.blueprint.finish(site).map(|module| Box::new(D::from_module(module)))
    }
}

macro_rules! dyn_modules {
    ($($type:ty: $($bound:path),*;)*) => {$(
        impl<M: Structure + Send + 'static $(+ $bound)*> FromModule<M> for $type {
            fn from_module(module: Box<M>) -> Box<Self> {
                module
            }
        }

        /// A box of any module, where a box of some module is wanted.
        impl<M: Structure + Send + 'static $(+ $bound)*> Taken<'_, Box<$type>, by::Forgotten> for Box<M> {
            fn into_given(self) -> Given<'static, Box<$type>> {
                Given::built(self)
            }
        }
    )*};
}

dyn_modules! {
    dyn DynModule: ;
    dyn DynModule + Send: ;
    dyn DynModule + Send + Sync: Sync;
}
