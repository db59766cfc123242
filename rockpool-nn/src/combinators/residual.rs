//! Layers with a way around them.

use super::into_layers::{IntoLayers, Joint};
use super::layers::Layers;
use super::registry::Class;
use super::{Sequential, SequentialBuilder, StackError};
use crate::states::or_unchanged;
use crate::{Back, Evolve, Input, Layer, Recorder};
use core::ops::{Deref, DerefMut};
use ndarray::Array3;
use rockpool_core::__private as rp;
use rockpool_core::prelude::*;

/// Layers one after another, and their input added to their output: `y = net(x) + x`.
///
/// **Shapes**: `(n, n)`; input `(B, T, n)` or `(T, n)`, or one frame `(n)`, output `(B, T, n)`.
/// Layers, names, flags and records are as those of [`Sequential`], whose methods it has.
///
/// ```
/// use ndarray::array;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Instant, Linear, Residual};
///
/// let linear = Linear::builder().weight(array![[0.0, 1.0], [1.0, 0.0]]).build()?;
/// let mut block = Residual::new((linear, Instant::of(2, f64::abs)?))?;
/// assert_eq!(block.evolve(&array![[1.0, -3.0]])?, array![[[4.0, -2.0]]]);
///
/// let linear = Linear::builder().shape((2, 3)).build()?;
/// assert_eq!(
///     Residual::new((linear,)).unwrap_err().to_string(),
///     "expected as many outputs as inputs, found 2 inputs and 3 outputs"
/// );
/// # Ok::<(), Error>(())
/// ```
///
/// **Source**: Rockpool 3.1.0, `Residual`.
#[derive(Clone, Debug, PartialEq)]
pub struct Residual<L = Vec<Box<dyn Layer>>>(Sequential<L>);

const CLASS: Class = Class {
    name: "Residual",
    docs: "Layers one after another, and their input added to their output.",
    least: 1,
    has_weights: false,
};

impl<L: Layers> Residual<L> {
    /// The layers, named `0_Linear`, `1_Lif`, ….
    ///
    /// # Errors
    /// There are no layers, one has other than as many inputs as the one before has outputs, or the
    /// last has other than as many outputs as the first has inputs.
    pub fn new(layers: L) -> Result<Self, Error> {
        Self::of(layers, None)
    }

    /// Begins to build a module of these layers, built or as their builders, as [`Sequential::builder`] does.
    pub fn builder<'p, How>(layers: impl IntoLayers<'p, How, Layers = L>) -> ResidualBuilder<'p, L> {
        ResidualBuilder(SequentialBuilder::new(layers, Joint::Ring))
    }

    /// The layers with names of their own.
    ///
    /// # Errors
    /// As those of [`new`](Self::new); or there are more or fewer names than layers, or a name comes
    /// twice, is empty or has a dot in it.
    pub fn named<S: Into<String>>(names: impl IntoIterator<Item = S>, layers: L) -> Result<Self, Error> {
        Self::of(layers, Some(names.into_iter().map(Into::into).collect()))
    }

    fn of(layers: L, names: Option<Vec<String>>) -> Result<Self, Error> {
        Self::around(Sequential::of(CLASS, layers, names)?)
    }

    fn around(net: Sequential<L>) -> Result<Self, Error> {
        let (size_in, size_out) = (net.size_in(), net.size_out());
        if size_in != size_out {
            return Err(Error::other(StackError::Residual { size_in, size_out }));
        }
        Ok(Self(net))
    }
}

/// Builds a [`Residual`]; made by `Residual::builder()`.
#[must_use = "a builder does nothing until `build` is called"]
#[derive(Debug)]
pub struct ResidualBuilder<'p, L>(SequentialBuilder<'p, L>);

impl<L: Layers> ResidualBuilder<'_, L> {
    /// Gives the layers names.
    pub fn names<S: Into<String>>(self, names: impl IntoIterator<Item = S>) -> Self {
        Self(self.0.names(names))
    }

    /// Gives the key that the layers draw with, as [`SequentialBuilder::key`] does.
    pub fn key(self, key: impl Into<Key>) -> Self {
        Self(self.0.key(key))
    }

    /// Builds the module.
    ///
    /// # Errors
    /// A layer cannot be built, all faults of all layers; those of [`Residual::named`].
    pub fn build(self) -> Result<Residual<L>, Error> {
        rp::build(self)
    }
}

impl<L: Layers> rp::Blueprint for ResidualBuilder<'_, L> {
    type Module = Residual<L>;

    fn levels(&self) -> usize {
        rp::Blueprint::levels(&self.0)
    }
    fn unify(&mut self, boundary: &mut rp::Boundary<'_>) {
        rp::Blueprint::unify(&mut self.0, boundary);
    }
    fn finish(self: Box<Self>, mut site: rp::Site<'_>) -> Option<Box<Residual<L>>> {
        let net = self.0.finish_as(CLASS, &mut site)?;
        let module = Residual::around(net).map_err(|error| site.tell(error)).ok()?;
        site.accept(module)
    }
}

impl<L> Deref for Residual<L> {
    type Target = Sequential<L>;
    fn deref(&self) -> &Sequential<L> {
        &self.0
    }
}

impl<L> DerefMut for Residual<L> {
    fn deref_mut(&mut self) -> &mut Sequential<L> {
        &mut self.0
    }
}

impl<L: Layers> rp::Structure for Residual<L> {
    const REGISTERED: &'static Registry = &CLASS.registry();

    fn registered(&self) -> &'static Registry {
        self.0.registry()
    }
    fn duplicated(&self) -> Self {
        Self(self.0.duplicated())
    }
    fn walk<'m, V: rp::Visitor<'m>>(&'m self, at: &rp::At<'_>, visitor: &mut V) {
        self.0.walk(at, visitor);
    }
    fn walk_mut<'m, V: rp::VisitorMut<'m>>(&'m mut self, at: &rp::At<'_>, visitor: &mut V) {
        self.0.walk_mut(at, visitor);
    }
}

impl<L: Layers> Evolve for Residual<L> {
    type Elem = L::Elem;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, L::Elem>,
        recorder: &mut R,
    ) -> Result<Array3<L::Elem>, Error> {
        let n = self.0.size_in();
        let input = input.frames(CLASS.name, n)?;
        or_unchanged(self, |block| {
            let mut output = block.0.evolve_with(Input::from(input.view()), recorder)?;
            if output.dim() != input.dim() {
                // A layer was replaced.
                return Err(Error::other(StackError::Residual { size_in: n, size_out: output.dim().2 }));
            }
            output += &input;
            Ok(output)
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
        Ok(self.0.back_with(of_output.clone(), back)? + of_output)
    }
}
