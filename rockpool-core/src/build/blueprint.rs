//! Blueprints: modules that are not built yet.

use super::boundary::Boundary;
use super::site::Site;
use crate::dims::Stage;
use crate::error::{Error, Fault, FaultKind};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::sync::atomic::AtomicBool;

/// A module that is not built yet: a builder, or nothing but declarations.
///
/// What is made comes in a box, so that a module's values lie on the stack of its own making only, and
/// not on that of every module around it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no builder of a module; give a builder, such as `Lif::builder()`",
    label = "not a builder"
)]
pub trait Blueprint {
    /// What is built.
    type Module;
    /// How many levels of blueprints are in this one.
    fn levels(&self) -> usize {
        0
    }
    /// Takes part in one round of binding dims.
    fn unify(&mut self, boundary: &mut Boundary<'_>);
    /// Makes the module, or reports why it cannot be made.
    fn finish(self: Box<Self>, site: Site<'_>) -> Option<Box<Self::Module>>;
}

/// A module whose type has parameters with defaults, and its builder under any of them.
///
/// `Lif::builder()` builds a `Lif` with its defaults, as `HashMap::new()` makes a map with the default
/// hasher; `Lif::<f32>::builder()` is [`Module::builder`](crate::Module::builder), which asks this trait. The
/// builder is a type parameter, since a builder that is not known is told of once, a projection twice.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no builder, since it has no origin; add a field `#[module(origin)] origin: Origin`, or write the value as a literal",
    label = "no origin, and so no builder",
    note = "an enum has none of its own: build what its variant holds"
)]
pub trait Buildable<B>: Sized {
    /// The builder.
    fn begin() -> B;
}

/// A blueprint whose type is forgotten, so that the builder of a recursive module is finite.
#[doc(hidden)]
pub type BoxBlueprint<'p, M> = Box<dyn Blueprint<Module = M> + Send + 'p>;

/// The blueprint of a module that was left out. It is made while the tree is built and does not outlive a
/// round, and so need not be `Send`: nothing has to be known of the module's type parameters.
#[doc(hidden)]
pub type LeftOut<'p, M> = Box<dyn Blueprint<Module = M> + 'p>;

/// Forgets the type of a blueprint.
#[doc(hidden)]
pub fn boxed_blueprint<'p, M>(blueprint: impl Blueprint<Module = M> + 'p) -> LeftOut<'p, M> {
    Box::new(blueprint)
}

/// Binds the dims of a tree of blueprints, in rounds until nothing changes.
pub(crate) fn unify_all(mut round: impl FnMut(Stage) -> bool) {
    let mut stage = 0;
    while let Some(&current) = Stage::ALL.get(stage) {
        stage = if round(current) { 0 } else { stage + 1 };
    }
}

/// Builds the root of a tree of modules.
///
/// # Errors
/// All faults of the whole tree.
#[doc(hidden)]
pub fn build<P: Blueprint>(builder: P) -> Result<P::Module, Error> {
    build_boxed(Box::new(builder)).map(|module| *module)
}

/// The same in a box: the module lies on the stack only once all that makes it has returned.
fn build_boxed<P: Blueprint>(mut blueprint: Box<P>) -> Result<Box<P::Module>, Error> {
    unify_all(|stage| {
        let mut boundary = Boundary::root(stage);
        blueprint.unify(&mut boundary);
        boundary.changed
    });
    let mut faults = Vec::new();
    let drew = AtomicBool::new(false);
    match blueprint.finish(Site::root(&drew, &mut faults)) {
        Some(module) if faults.is_empty() => Ok(module),
        _ => Err(ordered(faults)),
    }
}

/// What is missing after what is wrong.
#[cold]
fn ordered(mut faults: Vec<Fault>) -> Error {
    faults.sort_by_key(|fault| matches!(fault.kind(), FaultKind::Unbound { .. }));
    Error::new(faults)
}
