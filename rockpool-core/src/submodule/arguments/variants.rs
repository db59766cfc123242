//! What serves as an enum: what one of its variants holds.

use super::by;
use crate::build::{Blueprint, Boundary, Given, IntoSubmodule, Site, Taken};
use crate::submodule::Child;
use crate::walk::{HasVariant, Structure};
use alloc::boxed::Box;

/// The variant of an enum, and what it holds, built or as a builder.
///
/// Needed only where several variants hold the same type, or one holds a container: elsewhere the builder
/// alone says which variant is meant.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// #[derive(Module)]
/// enum Path {
///     Straight(Gain),
///     Crossed(Gain),
///     Several(Vec<Gain>),
/// }
///
/// #[derive(Module)]
/// struct Ear {
///     #[module]
///     path: Path,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let ear = Ear::builder().path(Variant(Path::Crossed, Gain::builder().gain(2.0))).build()?;
/// assert!(matches!(ear.path, Path::Crossed(Gain { gain: 2.0, .. })));
/// let ear = Ear::builder().path(Variant(Path::Several, vec![Gain::builder(), Gain::builder()])).build()?;
/// assert_eq!(ear.parameters().len(), 2);
/// # Ok::<(), Error>(())
/// ```
#[allow(non_snake_case, reason = "it stands among `Constant(..)`, `Each(..)` and `Init(..)`")]
pub fn Variant<'p, E, M, A, X, F>(variant: F, module: X) -> Given<'p, E>
where
    E: 'p,
    M: Structure + Send + 'p,
    X: IntoSubmodule<'p, M, A>,
    F: FnOnce(M) -> E + Send + 'p,
{
    Given::blueprint(VariantOf { child: Child::of(module.into_submodule()), of: variant })
}

/// The variant of an enum that will hold a module.
struct VariantOf<'p, M, F> {
    child: Child<'p, M>,
    of: F,
}

impl<'p, M: Structure + 'p, E, F: FnOnce(M) -> E> Blueprint for VariantOf<'p, M, F> {
    type Module = E;

    fn levels(&self) -> usize {
        self.child.levels()
    }
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        self.child.unify(boundary);
    }
    fn finish(self: Box<Self>, site: Site<'_>) -> Option<Box<E>> {
        let Self { child, of } = *self;
        child.finish(site).map(|module| Box::new(of(*module)))
    }
}

/// What the variant holds, built.
impl<E: HasVariant<M, I>, M: Structure, const I: usize> Taken<'_, E, by::Held<by::Built, I>> for M {
    fn into_given(self) -> Given<'static, E> {
        Given::built(E::of(self))
    }
}

/// The builder of what the variant holds.
impl<'p, E, P, const I: usize> Taken<'p, E, by::Held<by::ByBlueprint, I>> for P
where
    E: HasVariant<P::Module, I> + 'p,
    P: Blueprint + Send + 'p,
{
    fn into_given(self) -> Given<'p, E> {
        Given::blueprint(BlueprintOf { blueprint: Box::new(self), of: E::of })
    }
}

/// The variant of an enum that will hold what a builder makes.
struct BlueprintOf<P: Blueprint, E> {
    blueprint: Box<P>,
    of: fn(P::Module) -> E,
}

impl<P: Blueprint, E> Blueprint for BlueprintOf<P, E> {
    type Module = E;

    fn levels(&self) -> usize {
        self.blueprint.levels()
    }
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        self.blueprint.unify(boundary);
    }
    fn finish(self: Box<Self>, site: Site<'_>) -> Option<Box<E>> {
        let Self { blueprint, of } = *self;
        blueprint.finish(site).map(|module| Box::new(of(*module)))
    }
}
