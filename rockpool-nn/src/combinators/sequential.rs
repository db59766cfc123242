//! Layers one after another.

use super::into_layers::{IntoLayers, Joint, Unnamed};
use super::layers::{FixedLayers, Layers};
use super::registry::{Class, name_of, registry_of};
use super::run::{run, run_back};
use crate::states::or_unchanged;
use crate::{Back, Evolve, Float, Input, Layer, Recorder};
use core::fmt;
use ndarray::Array3;
use rockpool_core::__private as rp;
use rockpool_core::prelude::*;

/// Layers one after another: each takes what the one before gives.
///
/// **Shapes**: `(n_in, n_out)`, the first length of the first layer and the last of the last; input
/// as the first layer takes it, output `(B, T, n_out)`. Flags are those of the first and the last.
///
/// Layers are a tuple, in which nothing is boxed, or [`layers!`](crate::layers), a `Vec` of boxes,
/// which may be grown. Unless they are given, their names are `0_Linear`, `1_Lif`, …. Recorded:
/// what the layers record, under their names, and `0_Linear_output`, …, `(B, T, n)`.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Lif, Linear, Sequential, layers};
///
/// let linear = Linear::builder().shape((2, 4)).key(Key::new(1)).build()?;
/// let lif = Lif::builder().shape((4, 4)).build()?;
///
/// // Typed: the layers are fields.
/// let mut net = Sequential::new((linear.clone(), lif.clone()))?;
/// assert_eq!(net.layers().1.vmem.len(), 4);
/// assert_eq!((net.shape(), net.spiking_output()), ([2, 4].into(), true));
///
/// // Boxed: the layers are known at run time.
/// let mut boxed = Sequential::new(layers![linear, lif])?
///     .then(Linear::builder().shape((4, 3)).key(Key::new(2)).build()?)?;
/// assert_eq!(boxed.names().collect::<Vec<_>>(), ["0_Linear", "1_Lif", "2_Linear"]);
/// assert_eq!(boxed[1].downcast_ref::<Lif>().unwrap().vmem.len(), 4);
/// assert_eq!(boxed["2_Linear"].shape(), [4, 3]);
///
/// let input = Array2::<f64>::ones((20, 2));
/// let (output, record) = boxed.evolve_recorded(&input)?;
/// assert_eq!(output.dim(), (1, 20, 3));
/// assert_eq!(record.get("1_Lif.vmem").unwrap().shape(), [1, 20, 4]);
/// let hidden = record.get("1_Lif_output").unwrap().array::<f64>().unwrap();
/// assert_eq!(net.evolve(&input)?.into_dyn(), hidden);
/// # Ok::<(), Error>(())
/// ```
///
/// Without layers it gives its input back; so a network may begin empty, and grow:
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Lif, Linear, Sequential};
///
/// let mut net = Sequential::<Vec<_>>::default();
/// for n in [4, 3] {
///     let n_in = if net.size_out() == 0 { 2 } else { net.size_out() };
///     net = net.then(Linear::<f64>::builder().shape((n_in, n)).build()?)?.then(Lif::builder().shape(n).build()?)?;
/// }
/// assert_eq!((net.shape(), net.names().len()), ([2, 3].into(), 4));
/// # Ok::<(), Error>(())
/// ```
///
/// If a layer fails, nothing is changed.
///
/// **Source**: Rockpool 3.1.0, `Sequential`.
#[derive(Clone)]
pub struct Sequential<L = Vec<Box<dyn Layer>>> {
    registry: &'static Registry,
    layers: L,
}

const CLASS: Class =
    Class { name: "Sequential", docs: "Layers one after another.", least: 0, has_weights: false };

impl<L: Layers> Sequential<L> {
    /// The layers, named `0_Linear`, `1_Lif`, ….
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Layer, Lif, Linear, Sequential};
    /// # let linear = Linear::<f64>::builder().shape((2, 3)).key(1).build()?;
    /// # let lif = Lif::builder().shape((3, 3)).build()?;
    /// let mut net = Sequential::new((linear, lif))?;
    /// assert_eq!(net.evolve(&Array2::<f64>::ones((10, 2)))?.dim(), (1, 10, 3));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// A layer has other than as many inputs as the one before has outputs.
    pub fn new(layers: L) -> Result<Self, Error> {
        Self::of(CLASS, layers, None)
    }

    /// Begins to build a module of these layers, built or as their builders: one key decides all that they draw.
    ///
    /// Lengths flow from layer to layer, and between them and a module that this one is a part of: a layer may leave
    /// out as many inputs as the one before has outputs.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_nn::{Linear, Sequential};
    ///
    /// let net = || {
    ///     let layers = (Linear::<f64>::builder().shape((2, 4)), Linear::<f64>::builder().n_out(3));
    ///     Sequential::builder(layers).key(Key::new(7)).build()
    /// };
    /// assert_eq!(net()?, net()?);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn builder<'p, How>(layers: impl IntoLayers<'p, How, Layers = L>) -> SequentialBuilder<'p, L> {
        SequentialBuilder::new(layers, Joint::Chain)
    }

    /// The layers with names of their own.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_nn::{Lif, Linear, Sequential};
    /// let linear = Linear::builder().shape((2, 4)).build()?;
    /// let lif = Lif::builder().shape((4, 4)).build()?;
    /// let net = Sequential::named(["project", "spike"], (linear, lif))?;
    /// assert!(net.parameters().get("spike.tau_mem").is_some());
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`new`](Self::new); or there are more or fewer names than layers, or a name comes
    /// twice, is empty or has a dot in it.
    pub fn named<S: Into<String>>(names: impl IntoIterator<Item = S>, layers: L) -> Result<Self, Error> {
        Self::of(CLASS, layers, Some(names.into_iter().map(Into::into).collect()))
    }

    pub(super) fn of(class: Class, layers: L, names: Option<Vec<String>>) -> Result<Self, Error> {
        Ok(Self { registry: registry_of(class, &layers, names)?, layers })
    }

    /// The names of the layers.
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Layer, Lif, Linear, Sequential};
    /// # let linear = Linear::<f64>::builder().shape((2, 3)).key(1).build()?;
    /// # let lif = Lif::builder().shape((3, 3)).build()?;
    /// let net = Sequential::new((linear, lif))?;
    /// assert_eq!(net.names().collect::<Vec<_>>(), ["0_Linear", "1_Lif"]);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn names(&self) -> impl ExactSizeIterator<Item = &'static str> + use<L> {
        self.registry.submodules().iter().map(Submodule::name)
    }

    /// The layers.
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Layer, Lif, Linear, Sequential};
    /// # let linear = Linear::<f64>::builder().shape((2, 3)).key(1).build()?;
    /// # let lif = Lif::builder().shape((3, 3)).build()?;
    /// let net = Sequential::new((linear, lif))?;
    /// assert_eq!(net.layers().1.dt, 1e-3);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn layers(&self) -> &L {
        &self.layers
    }
}

impl<L: FixedLayers> Sequential<L> {
    /// The layers; one that is replaced shall have the size of the one before, and `check` tells
    /// if not.
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Layer, Lif, Linear, Sequential};
    /// # let linear = Linear::<f64>::builder().shape((2, 3)).key(1).build()?;
    /// # let lif = Lif::builder().shape((3, 3)).build()?;
    /// let mut net = Sequential::new((linear, lif))?;
    /// net.layers_mut().0.weight.fill(0.5);
    /// assert_eq!(net.parameters().get("0_Linear.weight").unwrap().array::<f64>().unwrap().sum(), 3.0);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn layers_mut(&mut self) -> &mut L {
        &mut self.layers
    }
}

/// No layers yet.
impl<F: Float> Default for Sequential<Vec<Box<dyn Layer<F>>>> {
    fn default() -> Self {
        const NOTHING: &Registry = &CLASS.registry();
        Self { registry: NOTHING, layers: Vec::new() }
    }
}

impl<F: Float> Sequential<Vec<Box<dyn Layer<F>>>> {
    /// The same with one more layer at the end, named `2_Linear`, ….
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Layer, Lif, Linear, Sequential};
    /// # let linear = Linear::<f64>::builder().shape((2, 3)).key(1).build()?;
    /// # let lif = Lif::builder().shape((3, 3)).build()?;
    /// let net = Sequential::default().then(linear)?.then(lif)?; // layers of any type
    /// assert_eq!(net.size_out(), 3);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The layer has other than as many inputs as there are outputs.
    pub fn then(self, layer: impl Layer<F>) -> Result<Self, Error> {
        self.grow(None, Box::new(layer))
    }

    /// The same with one more layer at the end, of this name.
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Layer, Lif, Linear, Sequential};
    /// # let linear = Linear::<f64>::builder().shape((2, 3)).key(1).build()?;
    /// # let lif = Lif::builder().shape((3, 3)).build()?;
    /// let net = Sequential::default().then_named("project", linear)?.then_named("spikes", lif)?;
    /// assert_eq!(net.names().collect::<Vec<_>>(), ["project", "spikes"]);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`then`](Self::then); or the name is there already, is empty or has a dot in it.
    pub fn then_named(self, name: impl Into<String>, layer: impl Layer<F>) -> Result<Self, Error> {
        self.grow(Some(name.into()), Box::new(layer))
    }

    fn grow(self, name: Option<String>, layer: Box<dyn Layer<F>>) -> Result<Self, Error> {
        let mut names: Vec<String> = self.names().map(String::from).collect();
        let Self { mut layers, .. } = self;
        layers.push(layer);
        let generic = || layers.parts().pop().map(|part| name_of(names.len(), &part));
        let name = name.or_else(generic).unwrap_or_default();
        names.push(name);
        Self::of(CLASS, layers, Some(names))
    }
}

/// Builds a [`Sequential`]; made by `Sequential::builder()`.
///
/// It serves where a `Sequential` is a submodule, and as a layer in other layers.
#[must_use = "a builder does nothing until `build` is called"]
#[derive(Debug)]
pub struct SequentialBuilder<'p, L> {
    layers: Unnamed<'p, L>,
    key: Option<Key>,
}

impl<'p, L: Layers> SequentialBuilder<'p, L> {
    pub(super) fn new<How>(layers: impl IntoLayers<'p, How, Layers = L>, joint: Joint) -> Self {
        Self { layers: Unnamed::new(layers.into_layers(), joint), key: None }
    }

    /// Gives the layers names.
    pub fn names<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.layers.name(names);
        self
    }

    /// Gives the key that the layers draw with, each by its name; without one it comes from the module around this
    /// one, or from the system. A built layer that has drawn with one of the system is a fault then.
    pub fn key(mut self, key: impl Into<Key>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Builds the module.
    ///
    /// # Errors
    /// A layer cannot be built, all faults of all layers; those of [`Sequential::named`].
    pub fn build(self) -> Result<Sequential<L>, Error> {
        rp::build(self)
    }

    /// The layers as one module of this class.
    pub(super) fn finish_as(self, class: Class, site: &mut rp::Site<'_>) -> Option<Sequential<L>> {
        let Self { layers, key } = self;
        let (layers, names) = site.with_key(key, |site| layers.finish(site))?;
        Sequential::of(class, layers, Some(names)).map_err(|error| site.tell(error)).ok()
    }
}

impl<L: Layers> rp::Blueprint for SequentialBuilder<'_, L> {
    type Module = Sequential<L>;

    fn levels(&self) -> usize {
        self.layers.levels()
    }
    fn unify(&mut self, boundary: &mut rp::Boundary<'_>) {
        self.layers.unify(boundary);
    }
    fn finish(self: Box<Self>, mut site: rp::Site<'_>) -> Option<Box<Sequential<L>>> {
        let module = self.finish_as(CLASS, &mut site)?;
        site.accept(module)
    }
}

accessors!(Sequential);

impl<L: Layers> rp::Structure for Sequential<L> {
    const REGISTERED: &'static Registry = &CLASS.registry();

    fn registered(&self) -> &'static Registry {
        self.registry
    }

    fn duplicated(&self) -> Self {
        Self { registry: self.registry, layers: self.layers.duplicate_parts() }
    }

    fn walk<'m, V: rp::Visitor<'m>>(&'m self, at: &rp::At<'_>, visitor: &mut V) {
        let Some(mut walk) = rp::Walk::enter_known(self.registry, self, None, at, visitor) else { return };
        self.layers.walk_parts(&mut walk);
        walk.leave();
    }

    fn walk_mut<'m, V: rp::VisitorMut<'m>>(&'m mut self, at: &rp::At<'_>, visitor: &mut V) {
        let walk = rp::WalkMut::enter_known::<Self>(self.registry, None, at, visitor);
        let Some(mut walk) = walk else { return };
        self.layers.walk_parts_mut(&mut walk);
        walk.leave();
    }
}

impl<L: Layers> Evolve for Sequential<L> {
    type Elem = L::Elem;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, L::Elem>,
        recorder: &mut R,
    ) -> Result<Array3<L::Elem>, Error> {
        or_unchanged(self, |net| {
            run(&mut net.layers, net.registry, input, recorder, true, |_, output| Ok(output))
        })
    }

    fn fails_unchanged(&self) -> bool {
        true
    }

    fn back_with(
        &self,
        of_output: Array3<L::Elem>,
        back: &mut Back<'_, L::Elem>,
    ) -> Result<Array3<L::Elem>, Error> {
        run_back(&self.layers, self.registry, of_output, back, |_, of, _| Ok(of))
    }
}

impl<L: PartialEq> PartialEq for Sequential<L> {
    fn eq(&self, other: &Self) -> bool {
        let names = |net: &Self| net.registry.submodules().iter().map(Submodule::name);
        names(self).eq(names(other)) && self.layers == other.layers
    }
}

impl<L> fmt::Debug for Sequential<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.registry.name())?;
        f.debug_list().entries(self.registry.submodules().iter().map(Submodule::name)).finish()
    }
}
