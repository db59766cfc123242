//! What a builder of a module made of layers takes: layers that are built, and builders of layers.

use super::{Layers, StackError};
use crate::{Evolve, Float};
use core::fmt;
use rockpool_core::__private as rp;
use rockpool_core::prelude::*;

/// What serves as one layer: a layer, its builder, [`Constant`] of that, or, for layers of different types in one
/// `Vec`, [`Dynamic`] of either.
///
/// `How` says by which rule something serves; rustc infers it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve as a layer; give a layer or its builder, and in a `Vec` of different ones `Dynamic(..)` of each",
    label = "not a layer, nor a builder of one"
)]
pub trait IntoLayer<'p, How> {
    /// The layer.
    type Layer: Evolve + 'p;
    #[doc(hidden)]
    fn into_layer(self) -> rp::Given<'p, Self::Layer>;
}

/// Markers of the rules.
#[doc(hidden)]
#[derive(Debug)]
pub enum Built {}
#[doc(hidden)]
#[derive(Debug)]
pub enum ByBuilder {}
#[doc(hidden)]
#[derive(Debug)]
pub enum ByConstant {}
#[doc(hidden)]
#[derive(Debug)]
pub enum ByGiven {}

impl<'p, M: Evolve + 'p> IntoLayer<'p, Built> for M {
    type Layer = M;
    fn into_layer(self) -> rp::Given<'p, M> {
        rp::Given::built(self)
    }
}

impl<'p, P: rp::Blueprint<Module: Evolve + 'p> + Send + 'p> IntoLayer<'p, ByBuilder> for P {
    type Layer = P::Module;
    fn into_layer(self) -> rp::Given<'p, P::Module> {
        rp::Given::blueprint(self)
    }
}

impl<'p, P: rp::Blueprint<Module: Evolve + 'p> + Send + 'p> IntoLayer<'p, ByConstant> for Constant<P> {
    type Layer = P::Module;
    fn into_layer(self) -> rp::Given<'p, P::Module> {
        rp::Given::blueprint(self.0).constant()
    }
}

impl<'p, M: Evolve + 'p> IntoLayer<'p, ByGiven> for rp::Given<'p, M> {
    type Layer = M;
    fn into_layer(self) -> Self {
        self
    }
}

/// What serves as the layers of a [`Sequential`](crate::Sequential), a [`Residual`](crate::Residual) or a
/// [`FfwdStack`](crate::FfwdStack): a tuple or a `Vec` of layers and builders of layers, mixed as one likes.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Layer, Lif, Linear, Sequential};
///
/// let typed = Sequential::builder((Linear::<f64>::builder().shape((2, 3)), Lif::builder().shape(3).build()?));
/// let typed: Sequential<(Linear, Lif)> = typed.key(Key::new(7)).build()?;
///
/// let boxed: Vec<rockpool_core::build::Given<'_, Box<dyn Layer>>> =
///     vec![Dynamic(Linear::<f64>::builder().shape((2, 3))), Dynamic(Lif::<f64>::builder().shape(3))];
/// let boxed = Sequential::builder(boxed).key(Key::new(7)).build()?;
/// assert_eq!(boxed.parameters().to_tree(), typed.parameters().to_tree());
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve as layers; give a tuple or a `Vec` of layers and of builders of layers",
    label = "no tuple or `Vec` of layers"
)]
pub trait IntoLayers<'p, How> {
    /// The layers.
    type Layers: Layers;
    #[doc(hidden)]
    fn into_layers(self) -> Unbuilt<'p, Self::Layers>;
}

/// Layers of which some are not built.
#[doc(hidden)]
pub struct Unbuilt<'p, L> {
    /// What the layers are called by their types.
    modules: Vec<&'static str>,
    build: Build<'p, L>,
}

type Build<'p, L> = Box<dyn FnOnce(&[String], &mut rp::Parts) -> Option<L> + 'p>;

impl<L> fmt::Debug for Unbuilt<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.modules).finish()
    }
}

impl<L> Unbuilt<'_, L> {
    /// The layers, built by their names and the key.
    ///
    /// # Errors
    /// There are more or fewer names than layers; all faults of all layers.
    pub(super) fn build(
        self,
        names: Option<Vec<String>>,
        key: Option<Key>,
    ) -> Result<(L, Vec<String>), Error> {
        let generic = || self.modules.iter().enumerate().map(|(index, module)| format!("{index}_{module}"));
        let names = names.unwrap_or_else(|| generic().collect());
        if names.len() != self.modules.len() {
            let (expected, found) = (self.modules.len(), names.len());
            return Err(Error::other(StackError::Names { expected, found }));
        }
        let mut parts = rp::Parts::new(key);
        let layers = (self.build)(&names, &mut parts);
        parts.end()?;
        // That one is missing without a fault does not happen.
        let missing = || Error::other(StackError::NoLayer { index: names.len() });
        Ok((layers.ok_or_else(missing)?, names))
    }
}

impl<'p, How, X: IntoLayer<'p, How>> IntoLayers<'p, How> for Vec<X> {
    type Layers = Vec<X::Layer>;
    fn into_layers(self) -> Unbuilt<'p, Self::Layers> {
        let given: Vec<_> = self.into_iter().map(X::into_layer).collect();
        Unbuilt {
            modules: given.iter().map(|given| given.known_registry().name()).collect(),
            build: Box::new(move |names, parts| {
                let made: Vec<_> =
                    given.into_iter().zip(names).map(|(given, name)| parts.part(name, given)).collect();
                made.into_iter().map(|made| made.map(|made| *made)).collect()
            }),
        }
    }
}

macro_rules! tuples {
    ($(($($index:tt $layer:ident $how:ident),+);)*) => {$(
        impl<'p, Elem, $($how,)+ $($layer),+> IntoLayers<'p, ($($how,)+)> for ($($layer,)+)
        where
            Elem: Float,
            $($layer: IntoLayer<'p, $how, Layer: Evolve<Elem = Elem>>,)+
            ($($layer::Layer,)+): Layers<Elem = Elem>,
        {
            type Layers = ($($layer::Layer,)+);
            fn into_layers(self) -> Unbuilt<'p, Self::Layers> {
                let given = ($(self.$index.into_layer(),)+);
                Unbuilt {
                    modules: vec![$(given.$index.known_registry().name()),+],
                    build: Box::new(move |names, parts| {
                        let name = |index: usize| names.get(index).map_or("", String::as_str);
                        let made = ($(parts.part(name($index), given.$index),)+);
                        Some(($(*made.$index?,)+))
                    }),
                }
            }
        }
    )*};
}

tuples! {
    (0 A P);
    (0 A P, 1 B Q);
    (0 A P, 1 B Q, 2 C R);
    (0 A P, 1 B Q, 2 C R, 3 D S);
    (0 A P, 1 B Q, 2 C R, 3 D S, 4 E T);
    (0 A P, 1 B Q, 2 C R, 3 D S, 4 E T, 5 G U);
    (0 A P, 1 B Q, 2 C R, 3 D S, 4 E T, 5 G U, 6 H V);
    (0 A P, 1 B Q, 2 C R, 3 D S, 4 E T, 5 G U, 6 H V, 7 I W);
}
