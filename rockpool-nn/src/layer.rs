//! Modules that run, of types that are known at run time only.

use crate::record::{DynRecorder, Through};
use crate::{Back, Evolve, Float, Input, Recorder, Unrecorded};
use core::any::Any;
use core::fmt;
use ndarray::Array3;
use rockpool_core::__private as rp;
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;

/// Any module that runs, in lists of layers of different types: `Vec<Box<dyn Layer>>`, or
/// `Vec<Box<dyn Layer<f32>>>`.
///
/// Every `'static` [`Evolve`] that may be sent to other threads is one. `Box<dyn Layer>` implements
/// [`Module`] and [`Evolve`], so that it is called like any other.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Layer, Lif, Linear};
///
/// let mut layers: Vec<Box<dyn Layer>> = vec![
///     Box::new(Linear::builder().shape((2, 3)).build()?),
///     Box::new(Lif::builder().shape((3, 3)).build()?),
/// ];
/// let (_, record) = layers[1].evolve_recorded(&Array2::<f64>::ones((10, 3)))?;
/// assert_eq!(record.get("vmem").unwrap().shape(), [1, 10, 3]);
/// assert_eq!(layers[0].shape(), [2, 3]);
/// assert_eq!(layers[0].downcast_ref::<Linear>().unwrap().weight.dim(), (2, 3));
/// # Ok::<(), Error>(())
/// ```
pub trait Layer<F: Float = f64>: DynModule + Any + Send + Sync {
    /// Runs the layer; [`Evolve::evolve_with`] of a box calls this.
    ///
    /// # Errors
    /// As those of [`Evolve::evolve_with`].
    fn evolve_layer(&mut self, input: Input<'_, F>, recorder: DynRecorder<'_>) -> Result<Array3<F>, Error>;

    /// Goes the way back through the layer; [`Evolve::back_with`] of a box calls this.
    ///
    /// # Errors
    /// As those of [`Evolve::back_with`].
    fn back_layer(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error>;

    #[doc(hidden)]
    fn layer_shape(&self) -> Shape;

    /// Whether nothing is changed where it fails.
    #[doc(hidden)]
    fn layer_fails_unchanged(&self) -> bool;

    /// A clone, if the layer is `Clone`.
    #[doc(hidden)]
    fn layer_clone(&self) -> Box<dyn Layer<F>>;
}

impl<F: Float, M: Evolve<Elem = F> + Any + Send + Sync> Layer<F> for M {
    fn evolve_layer(&mut self, input: Input<'_, F>, recorder: DynRecorder<'_>) -> Result<Array3<F>, Error> {
        // What is kept is a constant again, so that nothing is computed for nothing.
        match (recorder.concerns(), recorder.keeps_tape()) {
            ([false, false], false) => self.evolve_with(input, &mut Unrecorded),
            ([true, false], false) => self.evolve_with(input, &mut Through::<true, false, false>(recorder)),
            ([false, true], false) => self.evolve_with(input, &mut Through::<false, true, false>(recorder)),
            ([true, true], false) => self.evolve_with(input, &mut Through::<true, true, false>(recorder)),
            ([false, false], true) => self.evolve_with(input, &mut Through::<false, false, true>(recorder)),
            (_, true) => self.evolve_with(input, &mut Through::<true, true, true>(recorder)),
        }
    }
    fn back_layer(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        self.back_with(of_output, back)
    }
    fn layer_shape(&self) -> Shape {
        self.shape()
    }
    fn layer_fails_unchanged(&self) -> bool {
        self.fails_unchanged()
    }
    fn layer_clone(&self) -> Box<dyn Layer<F>> {
        Box::new(self.duplicate())
    }
}

/// Clones the layer in the box, as [`Module::duplicate`] does.
impl<F: Float> Clone for Box<dyn Layer<F>> {
    fn clone(&self) -> Self {
        (**self).layer_clone()
    }
}

/// [`Dynamic`] makes boxes of layers from their builders.
impl<F: Float, M: Layer<F>> rp::FromModule<M> for dyn Layer<F> {
    fn from_module(module: Box<M>) -> Box<Self> {
        module
    }
}

impl<F: Float> dyn Layer<F> {
    /// The layer, if it is of this type.
    #[must_use]
    pub fn downcast_ref<M: Any>(&self) -> Option<&M> {
        (self as &dyn Any).downcast_ref()
    }

    /// The layer, if it is of this type.
    #[must_use]
    pub fn downcast_mut<M: Any>(&mut self) -> Option<&mut M> {
        (self as &mut dyn Any).downcast_mut()
    }
}

impl<F: Float> fmt::Debug for dyn Layer<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.any_registry().name(), self.layer_shape())
    }
}

/// Forwards to the layer in the box.
impl<F: Float> rp::Structure for Box<dyn Layer<F>> {
    const REGISTERED: &'static Registry =
        &Registry { name: "dyn Layer", path: module_path!(), ..Registry::NOTHING };

    fn walk<'m, V: rp::Visitor<'m>>(&'m self, at: &rp::At<'_>, visitor: &mut V) {
        (**self).any_walk(at, visitor);
    }
    fn walk_mut<'m, V: rp::VisitorMut<'m>>(&'m mut self, at: &rp::At<'_>, visitor: &mut V) {
        (**self).any_walk_mut(at, visitor);
    }
    fn registered(&self) -> &'static Registry {
        (**self).any_registry()
    }
    fn duplicated(&self) -> Self {
        (**self).layer_clone()
    }
}

/// Forwards to the layer in the box.
impl<F: Float> Evolve for Box<dyn Layer<F>> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        (**self).evolve_layer(input, DynRecorder::new(recorder))
    }
    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        (**self).back_layer(of_output, back)
    }
    fn fails_unchanged(&self) -> bool {
        (**self).layer_fails_unchanged()
    }
}

/// Forwards to the module in the box.
impl<M: Evolve> Evolve for Box<M> {
    type Elem = M::Elem;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, M::Elem>,
        recorder: &mut R,
    ) -> Result<Array3<M::Elem>, Error> {
        (**self).evolve_with(input, recorder)
    }
    fn back_with(
        &self,
        of_output: Array3<M::Elem>,
        back: &mut Back<'_, M::Elem>,
    ) -> Result<Array3<M::Elem>, Error> {
        (**self).back_with(of_output, back)
    }
    fn fails_unchanged(&self) -> bool {
        (**self).fails_unchanged()
    }
}
