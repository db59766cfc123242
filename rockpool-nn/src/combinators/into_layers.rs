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
    type Layer: Evolve + Send + 'p;
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
pub enum ByBuiltConstant {}
#[doc(hidden)]
#[derive(Debug)]
pub enum ByGiven {}

impl<'p, M: Evolve + Send + 'p> IntoLayer<'p, Built> for M {
    type Layer = M;
    fn into_layer(self) -> rp::Given<'p, M> {
        rp::Given::built(self)
    }
}

impl<'p, P: rp::Blueprint<Module: Evolve + Send + 'p> + Send + 'p> IntoLayer<'p, ByBuilder> for P {
    type Layer = P::Module;
    fn into_layer(self) -> rp::Given<'p, P::Module> {
        rp::Given::blueprint(self)
    }
}

impl<'p, P: rp::Blueprint<Module: Evolve + Send + 'p> + Send + 'p> IntoLayer<'p, ByConstant> for Constant<P> {
    type Layer = P::Module;
    fn into_layer(self) -> rp::Given<'p, P::Module> {
        rp::Given::blueprint(self.0).constant()
    }
}

impl<'p, M: Evolve + Send + 'p> IntoLayer<'p, ByBuiltConstant> for Constant<M> {
    type Layer = M;
    fn into_layer(self) -> rp::Given<'p, M> {
        rp::Given::built(self.0).constant()
    }
}

impl<'p, M: Evolve + Send + 'p> IntoLayer<'p, ByGiven> for rp::Given<'p, M> {
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
pub struct Unbuilt<'p, L>(Box<dyn LayerParts<L> + Send + 'p>);

impl<L> fmt::Debug for Unbuilt<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.registries().iter().map(|registry| registry.name())).finish()
    }
}

/// What is known of the first and the last length of each layer.
type Ends = Vec<[Option<usize>; 2]>;

/// The parts that layers are made of.
trait LayerParts<L> {
    fn registries(&self) -> Vec<&'static Registry>;
    fn levels(&self) -> usize;
    fn unify(&mut self, ends: &mut [[Option<usize>; 2]], boundary: &mut rp::Boundary<'_>);
    /// Makes all of them, so that all faults are told.
    fn finish(self: Box<Self>, names: &[String], site: &mut rp::Site<'_>) -> Option<L>;
}

/// Layers that are not built, what they are called, and what is known of the lengths at their ends.
pub(super) struct Unnamed<'p, L> {
    layers: Unbuilt<'p, L>,
    names: Option<Vec<String>>,
    ends: Ends,
    joint: Joint,
}

/// Which lengths are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// None: there are weights between layers.
    Open,
    /// A layer has as many inputs as the one before has outputs.
    Chain,
    /// So has the first, of the last.
    Ring,
}

impl<L> fmt::Debug for Unnamed<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.layers.fmt(f)
    }
}

impl<'p, L> Unnamed<'p, L> {
    pub(super) fn new(layers: Unbuilt<'p, L>, joint: Joint) -> Self {
        let ends = vec![[None; 2]; layers.0.registries().len()];
        Self { layers, names: None, ends, joint }
    }

    pub(super) fn name<S: Into<String>>(&mut self, names: impl IntoIterator<Item = S>) {
        self.names = Some(names.into_iter().map(Into::into).collect());
    }

    pub(super) fn levels(&self) -> usize {
        self.layers.0.levels()
    }

    /// Takes part in a round: lengths flow from layer to layer, and between them and the parent.
    pub(super) fn unify(&mut self, boundary: &mut rp::Boundary<'_>) {
        let before = self.ends.clone();
        let [first, last] = boundary.ends();
        if let Some(begin) = self.ends.first_mut() {
            begin[0] = begin[0].or(first);
        }
        if let Some(end) = self.ends.last_mut() {
            end[1] = end[1].or(last);
        }
        self.join();
        self.layers.0.unify(&mut self.ends, boundary);
        self.join();
        if self.ends != before {
            boundary.note_change();
        }
        let (first, last) = (self.ends.first(), self.ends.last());
        boundary.tell_ends([first.and_then(|ends| ends[0]), last.and_then(|ends| ends[1])]);
    }

    fn join(&mut self) {
        let first = match self.joint {
            Joint::Open => return,
            Joint::Chain => 1,
            Joint::Ring => 0,
        };
        for index in first..self.ends.len() {
            let before = index.checked_sub(1).unwrap_or(self.ends.len() - 1);
            let known = self.ends[before][1].or(self.ends[index][0]);
            self.ends[before][1] = known;
            self.ends[index][0] = self.ends[index][0].or(known);
        }
    }

    /// The layers by their names.
    pub(super) fn finish(self, site: &mut rp::Site<'_>) -> Option<(L, Vec<String>)> {
        let registries = self.layers.0.registries();
        let generic =
            || registries.iter().enumerate().map(|(index, known)| format!("{index}_{}", known.name()));
        let names = self.names.unwrap_or_else(|| generic().collect());
        if names.len() != registries.len() {
            let (expected, found) = (registries.len(), names.len());
            site.tell(Error::other(StackError::Names { expected, found }));
            return None;
        }
        Some((self.layers.0.finish(&names, site)?, names))
    }
}

impl<'p, How, X: IntoLayer<'p, How>> IntoLayers<'p, How> for Vec<X> {
    type Layers = Vec<X::Layer>;
    fn into_layers(self) -> Unbuilt<'p, Self::Layers> {
        let parts: Vec<_> = self.into_iter().map(|layer| rp::Part::of(layer.into_layer())).collect();
        Unbuilt(Box::new(ListOfParts(parts)))
    }
}

struct ListOfParts<'p, M>(Vec<rp::Part<'p, M>>);

impl<'p, M: Evolve + 'p> LayerParts<Vec<M>> for ListOfParts<'p, M> {
    fn registries(&self) -> Vec<&'static Registry> {
        self.0.iter().map(rp::Part::registry).collect()
    }
    fn levels(&self) -> usize {
        self.0.iter().map(rp::Part::levels).max().unwrap_or(0)
    }
    fn unify(&mut self, ends: &mut [[Option<usize>; 2]], boundary: &mut rp::Boundary<'_>) {
        for index in 0..self.0.len() {
            flow(index, &mut self.0[index], ends, boundary);
        }
    }
    fn finish(self: Box<Self>, names: &[String], site: &mut rp::Site<'_>) -> Option<Vec<M>> {
        let made: Vec<_> =
            self.0.into_iter().zip(names).map(|(part, name)| part.finish(name, site)).collect();
        made.into_iter().map(|made| made.map(|made| *made)).collect()
    }
}

/// One layer takes part in a round.
fn flow<'p, M: Module + 'p>(
    index: usize,
    part: &mut rp::Part<'p, M>,
    ends: &mut [[Option<usize>; 2]],
    boundary: &mut rp::Boundary<'_>,
) {
    if let Some(ends) = ends.get_mut(index) {
        let found = part.unify(*ends, boundary);
        *ends = [ends[0].or(found[0]), ends[1].or(found[1])];
    }
}

struct TupleOfParts<P>(P);

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
                Unbuilt(Box::new(TupleOfParts(($(rp::Part::of(self.$index.into_layer()),)+))))
            }
        }

        impl<'p, $($layer: Module + 'p),+> LayerParts<($($layer,)+)> for TupleOfParts<($(rp::Part<'p, $layer>,)+)> {
            fn registries(&self) -> Vec<&'static Registry> {
                vec![$(self.0.$index.registry()),+]
            }
            fn levels(&self) -> usize {
                [$(self.0.$index.levels()),+].into_iter().max().unwrap_or(0)
            }
            fn unify(&mut self, ends: &mut [[Option<usize>; 2]], boundary: &mut rp::Boundary<'_>) {
                $(flow($index, &mut self.0.$index, ends, boundary);)+
            }
            fn finish(self: Box<Self>, names: &[String], site: &mut rp::Site<'_>) -> Option<($($layer,)+)> {
                let name = |index: usize| names.get(index).map_or("", String::as_str);
                let made = ($(self.0.$index.finish(name($index), site),)+);
                Some(($(*made.$index?,)+))
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
