//! Lists of layers.

use super::StackError;
use crate::{Back, Evolve, Float, Input, Recorder};
use ndarray::Array3;
use rockpool_core::__private as rp;
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;

/// A list of layers: a tuple of up to eight modules, in which nothing is boxed, or a `Vec` of
/// modules of one type, which may be [`Box<dyn Layer>`](crate::Layer).
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Instant, Layers};
///
/// fn pair() -> Result<impl Layers<Elem = f64>, Error> {
///     Ok((Instant::of(2, f64::abs)?, Instant::of(2, f64::sqrt)?))
/// }
/// # pair()?;
/// # Ok::<(), Error>(())
/// ```
pub trait Layers {
    /// The number type of all layers.
    type Elem: Float;

    #[doc(hidden)]
    fn parts(&self) -> Vec<LayerFacts>;
    #[doc(hidden)]
    fn duplicate_parts(&self) -> Self
    where
        Self: Sized;
    #[doc(hidden)]
    fn walk_parts<'m, V: rp::Visitor<'m>>(&'m self, walk: &mut rp::Walk<'_, 'm, V>);
    #[doc(hidden)]
    fn walk_parts_mut<'m, V: rp::VisitorMut<'m>>(&'m mut self, walk: &mut rp::WalkMut<'_, 'm, V>);
    /// Runs the layer with this index.
    #[doc(hidden)]
    fn evolve_part<R: Recorder>(
        &mut self,
        index: usize,
        input: Input<'_, Self::Elem>,
        recorder: &mut R,
    ) -> Result<Array3<Self::Elem>, Error>;
    /// Goes the way back through the layer with this index.
    #[doc(hidden)]
    fn back_part(
        &self,
        index: usize,
        of_output: Array3<Self::Elem>,
        back: &mut Back<'_, Self::Elem>,
    ) -> Result<Array3<Self::Elem>, Error>;
}

/// A list whose length is fixed: a tuple.
pub trait FixedLayers: Layers {}

/// What is known of one layer.
#[doc(hidden)]
#[derive(Debug)]
pub struct LayerFacts {
    pub(super) module: &'static str,
    pub(super) shape: Shape,
    /// Whether the input and the output consist of spikes.
    pub(super) spikes: [bool; 2],
    pub(super) registry: fn() -> &'static Registry,
}

impl LayerFacts {
    fn of<M: Module>(module: &M) -> Self {
        Self {
            module: module.registry().name(),
            shape: module.shape(),
            spikes: [module.spiking_input(), module.spiking_output()],
            registry: <M as rp::SubmoduleField>::registry,
        }
    }
}

fn missing(index: usize) -> Error {
    Error::other(StackError::NoLayer { index })
}

impl<M: Evolve> Layers for Vec<M> {
    type Elem = M::Elem;

    fn parts(&self) -> Vec<LayerFacts> {
        self.iter().map(LayerFacts::of).collect()
    }
    fn duplicate_parts(&self) -> Self {
        self.duplicate()
    }
    fn walk_parts<'m, V: rp::Visitor<'m>>(&'m self, walk: &mut rp::Walk<'_, 'm, V>) {
        for (index, layer) in self.iter().enumerate() {
            walk.submodule(index, layer);
        }
    }
    fn walk_parts_mut<'m, V: rp::VisitorMut<'m>>(&'m mut self, walk: &mut rp::WalkMut<'_, 'm, V>) {
        for (index, layer) in self.iter_mut().enumerate() {
            walk.submodule(index, layer);
        }
    }
    fn evolve_part<R: Recorder>(
        &mut self,
        index: usize,
        input: Input<'_, M::Elem>,
        recorder: &mut R,
    ) -> Result<Array3<M::Elem>, Error> {
        match self.get_mut(index) {
            Some(layer) => layer.evolve_with(input, recorder),
            None => Err(missing(index)),
        }
    }
    fn back_part(
        &self,
        index: usize,
        of_output: Array3<M::Elem>,
        back: &mut Back<'_, M::Elem>,
    ) -> Result<Array3<M::Elem>, Error> {
        match self.get(index) {
            Some(layer) => layer.back_with(of_output, back),
            None => Err(missing(index)),
        }
    }
}

macro_rules! tuples {
    ($(($($index:tt $layer:ident),+);)*) => {$(
        impl<Elem: Float, $($layer: Evolve<Elem = Elem>),+> Layers for ($($layer,)+) {
            type Elem = Elem;

            fn parts(&self) -> Vec<LayerFacts> {
                vec![$(LayerFacts::of(&self.$index)),+]
            }
            fn duplicate_parts(&self) -> Self {
                self.duplicate()
            }
            fn walk_parts<'m, V: rp::Visitor<'m>>(&'m self, walk: &mut rp::Walk<'_, 'm, V>) {
                $(walk.submodule($index, &self.$index);)+
            }
            fn walk_parts_mut<'m, V: rp::VisitorMut<'m>>(&'m mut self, walk: &mut rp::WalkMut<'_, 'm, V>) {
                $(walk.submodule($index, &mut self.$index);)+
            }
            fn evolve_part<R: Recorder>(
                &mut self,
                index: usize,
                input: Input<'_, Elem>,
                recorder: &mut R,
            ) -> Result<Array3<Elem>, Error> {
                match index {
                    $($index => self.$index.evolve_with(input, recorder),)+
                    _ => Err(missing(index)),
                }
            }
            fn back_part(
                &self,
                index: usize,
                of_output: Array3<Elem>,
                back: &mut Back<'_, Elem>,
            ) -> Result<Array3<Elem>, Error> {
                match index {
                    $($index => self.$index.back_with(of_output, back),)+
                    _ => Err(missing(index)),
                }
            }
        }

        impl<Elem: Float, $($layer: Evolve<Elem = Elem>),+> FixedLayers for ($($layer,)+) {}
    )*};
}

tuples! {
    (0 A);
    (0 A, 1 B);
    (0 A, 1 B, 2 C);
    (0 A, 1 B, 2 C, 3 D);
    (0 A, 1 B, 2 C, 3 D, 4 E);
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 G);
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 G, 6 H);
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 G, 6 H, 7 I);
}

/// Layers of different types, boxed: `Vec<Box<dyn Layer<F>>>` for the number type `F` that all of
/// them have.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Lif, Linear, Sequential, layers};
///
/// let net = Sequential::new(layers![
///     Linear::<f32>::builder().shape((2, 3)).build()?,
///     Lif::<f32>::builder().shape((3, 3)).build()?,
/// ])?;
/// assert_eq!(net.shape(), [2, 3]);
/// # Ok::<(), Error>(())
/// ```
#[macro_export]
macro_rules! layers {
    ($($layer:expr),* $(,)?) => {
        ::std::vec![$(::std::boxed::Box::new($layer) as ::std::boxed::Box<dyn $crate::Layer<_>>),*]
    };
}
