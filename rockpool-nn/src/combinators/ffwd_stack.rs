//! Layers with weights between them.

use super::StackError;
use super::into_layers::{IntoLayers, Joint, Unnamed};
use super::layers::{FixedLayers, Layers};
use super::registry::{Class, registry_of, weight_name};
use super::run::{run, run_back};
use crate::batches::standard;
use crate::gradient::GradientError;
use crate::project::{project, project_kept, weights_back};
use crate::rows::Kept;
use crate::states::or_unchanged;
use crate::{Back, Evolve, Input, Layer, Recorder};
use core::fmt;
use ndarray::{Array2, Array3};
use rockpool_core::__private as rp;
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

/// Layers one after another, with dense weights between them: `x_1 = layer_0(x) · weight_0_1`, ….
///
/// **Shapes**: `(n_in, n_out)`, the first length of the first layer and the last of the last; input
/// as the first layer takes it, output `(B, T, n_out)`. Flags are those of the first and the last.
///
/// The weights are parameters of family `weights`, named `0_1_weight`, `1_2_weight`, …, of shape
/// `(n_0, n_1)`: the outputs of the layer before and the inputs of the layer after. They are zeros
/// unless given. Layers and their names are as those of [`Sequential`](super::Sequential). Recorded:
/// what the layers record, under their names, and the outputs of all but the last, `0_Lif_output`, ….
///
/// ```
/// use ndarray::{Array2, array};
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, FfwdStack, Instant};
///
/// let layers = || Ok::<_, Error>((Instant::of(2, f64::abs)?, Instant::of(1, f64::sqrt)?));
/// let mut net = FfwdStack::builder(layers()?).weight(0, array![[1.0], [8.0]]).build()?;
/// assert_eq!(net.shape(), [2, 1]);
/// assert_eq!(net.parameters().get("0_1_weight").unwrap().shape(), [2, 1]);
/// assert_eq!(net.evolve(&array![[-1.0, 1.0]])?, array![[[3.0]]]);
///
/// let drawn = FfwdStack::builder(layers()?).weights(Init(kaiming())).key(Key::new(7)).build()?;
/// assert_ne!(drawn.weights()[0], Array2::<f64>::zeros((2, 1)));
/// assert_eq!(FfwdStack::new(layers()?)?.weights()[0], Array2::<f64>::zeros((2, 1)));
/// # Ok::<(), Error>(())
/// ```
///
/// If a layer fails, nothing is changed.
///
/// **Source**: Rockpool 3.1.0, `FFwdStack`.
#[derive(Clone)]
pub struct FfwdStack<L: Layers = Vec<Box<dyn Layer>>> {
    registry: &'static Registry,
    /// Between layers `i` and `i + 1`.
    weights: Vec<Array2<L::Elem>>,
    layers: L,
    origin: Origin,
}

const CLASS: Class = Class {
    name: "FfwdStack",
    docs: "Layers one after another, with dense weights between them.",
    least: 2,
    has_weights: true,
};

impl<L: Layers> FfwdStack<L> {
    /// The layers, named `0_Lif`, `1_Lif`, …, with zeros between them.
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{FfwdStack, Rate};
    /// # let rate = |n: usize| Rate::<f64>::builder().n(n).build();
    /// # let (first, second) = (rate(2)?, rate(3)?);
    /// let stack = FfwdStack::new((first, second))?;
    /// assert_eq!(stack.weights()[0].dim(), (2, 3)); // between the layers, zeros
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// There are fewer than two layers, or one has no shape.
    pub fn new(layers: L) -> Result<Self, Error> {
        let registry = registry_of(CLASS, &layers, None)?;
        let weights = registry.attributes().iter().map(|_| rp::Argument::new()).collect();
        rp::build(StackBlueprint { registry, solver: rp::Solver::new(registry), weights, layers })
    }

    /// Begins to build a stack of these layers, built or as their builders.
    pub fn builder<'p, How>(layers: impl IntoLayers<'p, How, Layers = L>) -> FfwdStackBuilder<'p, L> {
        let (layers, all) = (Unnamed::new(layers.into_layers(), Joint::Open), rp::Argument::new);
        FfwdStackBuilder { layers, key: None, all: Box::new(all), given: BTreeMap::new() }
    }

    /// The names of the layers.
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{FfwdStack, Rate};
    /// # let rate = |n: usize| Rate::<f64>::builder().n(n).build();
    /// # let (first, second) = (rate(2)?, rate(3)?);
    /// let stack = FfwdStack::new((first, second))?;
    /// assert_eq!(stack.names().len(), 2);
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
    /// # use rockpool_nn::{FfwdStack, Rate};
    /// # let rate = |n: usize| Rate::<f64>::builder().n(n).build();
    /// # let (first, second) = (rate(2)?, rate(3)?);
    /// let stack = FfwdStack::new((first, second))?;
    /// assert_eq!(stack.layers().1.size_in(), 3);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn layers(&self) -> &L {
        &self.layers
    }

    /// The weights: element `i` stands between layers `i` and `i + 1`.
    pub fn weights(&self) -> &[Array2<L::Elem>] {
        &self.weights
    }

    /// The weights, for writing; `check` tells if their shapes hold no more.
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{FfwdStack, Rate};
    /// # let rate = |n: usize| Rate::<f64>::builder().n(n).build();
    /// # let (first, second) = (rate(2)?, rate(3)?);
    /// let mut stack = FfwdStack::new((first, second))?;
    /// stack.weights_mut()[0].fill(0.5);
    /// assert_eq!(stack.parameters().weights().numel(), 6);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn weights_mut(&mut self) -> &mut [Array2<L::Elem>] {
        &mut self.weights
    }
}

impl<L: FixedLayers> FfwdStack<L> {
    /// The layers; one that is replaced shall have the size of the one before, and `check` tells
    /// if not.
    pub fn layers_mut(&mut self) -> &mut L {
        &mut self.layers
    }
}

/// Builds a [`FfwdStack`]; made by `FfwdStack::builder()`.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{FfwdStack, Instant};
///
/// let layers = (Instant::of(2, f64::abs)?, Instant::of(3, f64::sqrt)?);
/// let net = FfwdStack::builder(layers).weights(Init(ones())).build()?;
/// assert_eq!(net.parameters().get("0_1_weight").unwrap().shape(), [2, 3]);
/// # Ok::<(), Error>(())
/// ```
#[must_use = "a builder does nothing until `build` is called"]
pub struct FfwdStackBuilder<'p, L: Layers> {
    layers: Unnamed<'p, L>,
    key: Option<Key>,
    /// What those weights are that are not given one by one.
    all: Box<dyn Fn() -> Weight<L> + Send>,
    given: BTreeMap<usize, Weight<L>>,
}

type Weight<L> = rp::Argument<Array2<<L as Layers>::Elem>>;

impl<L: Layers> FfwdStackBuilder<'_, L> {
    /// Gives the layers names.
    pub fn names<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.layers.name(names);
        self
    }

    /// Gives the weights between layers `index` and `index + 1`.
    pub fn weight(mut self, index: usize, weight: impl rp::Give<Array2<L::Elem>>) -> Self {
        weight.give(self.given.entry(index).or_insert_with(rp::Argument::new));
        self
    }

    /// Gives all weights that are not given one by one, such as `Init(kaiming())`.
    pub fn weights(mut self, weights: impl rp::Give<Array2<L::Elem>> + Clone + Send + 'static) -> Self {
        self.all = Box::new(move || {
            let mut argument = rp::Argument::new();
            weights.clone().give(&mut argument);
            argument
        });
        self
    }

    /// Gives the key that random initialisers draw with, those of the layers too, each by its name; without one
    /// it comes from the system. A built layer that has drawn with one of the system is a fault then.
    pub fn key(mut self, key: impl Into<Key>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Builds the module.
    ///
    /// # Errors
    /// A layer cannot be built; there are fewer than two layers, or one has no shape; names do not serve;
    /// weights fit no gap between layers.
    pub fn build(self) -> Result<FfwdStack<L>, Error> {
        rp::build(self)
    }

    fn finish_weights(self, site: &mut rp::Site<'_>) -> Option<StackBlueprint<L>> {
        let Self { layers, key, all, mut given } = self;
        let (layers, names) = site.with_key(key, |site| layers.finish(site))?;
        let registry = registry_of(CLASS, &layers, Some(names)).map_err(|error| site.tell(error)).ok()?;
        let gaps = registry.attributes().len();
        if let Some(&index) = given.keys().find(|&&index| index >= gaps) {
            site.tell(Error::other(StackError::NoWeight { index, gaps }));
            return None;
        }
        let weights = (0..gaps).map(|gap| given.remove(&gap).unwrap_or_else(&all)).collect();
        let mut solver = rp::Solver::new(registry);
        key.into_iter().for_each(|key| solver.key(key));
        Some(StackBlueprint { registry, solver, weights, layers })
    }
}

impl<L: Layers> rp::Blueprint for FfwdStackBuilder<'_, L> {
    type Module = FfwdStack<L>;

    fn levels(&self) -> usize {
        self.layers.levels()
    }
    fn unify(&mut self, boundary: &mut rp::Boundary<'_>) {
        self.layers.unify(boundary);
    }
    fn finish(self: Box<Self>, mut site: rp::Site<'_>) -> Option<Box<FfwdStack<L>>> {
        let stack = self.finish_weights(&mut site)?;
        rp::Blueprint::finish(Box::new(stack), site)
    }
}

impl<L: Layers> fmt::Debug for FfwdStackBuilder<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FfwdStackBuilder").field("layers", &self.layers).finish_non_exhaustive()
    }
}

/// A stack whose layers fit together, but not yet its weights.
struct StackBlueprint<L: Layers> {
    registry: &'static Registry,
    solver: rp::Solver,
    weights: Vec<Weight<L>>,
    layers: L,
}

impl<L: Layers> rp::Blueprint for StackBlueprint<L> {
    type Module = FfwdStack<L>;

    /// All lengths are known.
    fn unify(&mut self, _: &mut rp::Boundary<'_>) {}

    fn finish(self: Box<Self>, site: rp::Site<'_>) -> Option<Box<FfwdStack<L>>> {
        let Self { registry, solver, weights, layers } = *self;
        let mut finish = rp::Finish::known::<FfwdStack<L>>(registry, solver, site);
        // All of them, so that all faults are told.
        let weights: Vec<Option<Array2<L::Elem>>> = weights
            .into_iter()
            .enumerate()
            .map(|(gap, weight)| rp::Slot::finish(gap, weight, &mut finish).map(|weight| *weight))
            .collect();
        let weights: Option<Vec<Array2<L::Elem>>> = weights.into_iter().collect();
        Some(Box::new(FfwdStack { registry, weights: weights?, layers, origin: finish.origin() }))
    }
}

accessors!(FfwdStack);

impl<L: Layers> rp::Structure for FfwdStack<L> {
    const REGISTERED: &'static Registry = &CLASS.registry();

    fn registered(&self) -> &'static Registry {
        self.registry
    }

    fn duplicated(&self) -> Self {
        let (registry, weights, origin) = (self.registry, self.weights.clone(), self.origin.clone());
        Self { registry, weights, layers: self.layers.duplicate_parts(), origin }
    }

    fn walk<'m, V: rp::Visitor<'m>>(&'m self, at: &rp::At<'_>, visitor: &mut V) {
        let walk = rp::Walk::enter_known(self.registry, self, Some(&self.origin), at, visitor);
        let Some(mut walk) = walk else { return };
        for (index, weight) in self.weights.iter().enumerate() {
            rp::Slot::walk(weight, index, &mut walk);
        }
        self.layers.walk_parts(&mut walk);
        walk.leave();
    }

    fn walk_mut<'m, V: rp::VisitorMut<'m>>(&'m mut self, at: &rp::At<'_>, visitor: &mut V) {
        let walk = rp::WalkMut::enter_known::<Self>(self.registry, Some(&mut self.origin), at, visitor);
        let Some(mut walk) = walk else { return };
        for (index, weight) in self.weights.iter_mut().enumerate() {
            rp::Slot::walk_mut(weight, index, &mut walk);
        }
        self.layers.walk_parts_mut(&mut walk);
        walk.leave();
    }

    fn initialise(_: usize, target: rp::Target<'_>) -> rp::Made {
        <Array2<L::Elem> as rp::Slot>::declared(target, zeros())
    }
}

impl<L: Layers> Evolve for FfwdStack<L> {
    type Elem = L::Elem;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, L::Elem>,
        recorder: &mut R,
    ) -> Result<Array3<L::Elem>, Error> {
        rp::check_shapes(self)?;
        or_unchanged(self, |stack| {
            let Self { registry, weights, layers, .. } = stack;
            let mut kept = Vec::new();
            let output =
                run(layers, registry, input, recorder, false, |gap, output| match weights.get(gap) {
                    Some(weight) => {
                        let frames = Input::from(&output).frames(CLASS.name, weight.nrows())?;
                        if !R::KEEPS_TAPE {
                            return project(&frames.view(), weight, None);
                        }
                        let lists = Kept::of(&frames.view());
                        let output = project_kept(&frames.view(), &lists, weight, None);
                        kept.push(lists);
                        output
                    }
                    None => Ok(output),
                })?;
            recorder.tape(|| kept);
            Ok(output)
        })
    }

    fn back_with(
        &self,
        of_output: Array3<L::Elem>,
        back: &mut Back<'_, L::Elem>,
    ) -> Result<Array3<L::Elem>, Error> {
        let kept = back.take::<Vec<Kept<L::Elem>>>()?;
        run_back(&self.layers, self.registry, of_output, back, |gap, of, back| {
            let (Some(frames), Some(weight)) = (kept.get(gap), self.weights.get(gap)) else {
                return Err(Error::other(GradientError::Tape));
            };
            weights_back(frames, weight, standard(of), back.parameter(&weight_name(gap)))
        })
    }

    fn fails_unchanged(&self) -> bool {
        true
    }
}

impl<L: Layers> fmt::Debug for FfwdStack<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.registry.name())?;
        f.debug_list().entries(self.names()).finish()
    }
}
