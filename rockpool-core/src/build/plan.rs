//! Plans: modules that are not built yet.

use crate::dims::Stage;
use crate::error::{BoundDim, Error, ExpectedShape, Fault, FaultKind};
use crate::key::Key;
use crate::path::{At, Segment};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// A module that is not built yet: a builder, or nothing but declarations.
#[doc(hidden)]
pub trait Plan<M> {
    /// Takes part in one round of binding dims.
    fn unify(&mut self, boundary: &mut Boundary<'_>);
    /// Makes the module, or reports why it cannot be made.
    fn finish(self: Box<Self>, site: Site<'_>) -> Option<M>;
}

/// A module whose type has parameters with defaults, and its builder under any of them.
///
/// `Lif::builder()` builds a `Lif` with its defaults, as `HashMap::new()` makes a map with the default
/// hasher; `Lif::<f32>::builder()` comes from this trait, which is in the prelude.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Gain<T: Element = f64> {
///     #[parameter(init = ones())]
///     gain: [T; 2],
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// assert_eq!(Gain::builder().build()?.gain, [1.0_f64; 2]);
/// assert_eq!(Gain::<f32>::builder().build()?.gain, [1.0_f32; 2]);
/// # Ok::<(), Error>(())
/// ```
pub trait Buildable: Sized {
    /// The builder.
    type Builder<'p>
    where
        Self: 'p;

    /// Begins to build a module.
    fn builder<'p>() -> Self::Builder<'p>
    where
        Self: 'p;
}

/// A plan whose type is forgotten, so that the builder of a recursive module is finite.
#[doc(hidden)]
pub type BoxPlan<'p, M> = Box<dyn Plan<M> + 'p>;

/// Forgets the type of a plan.
#[doc(hidden)]
pub fn boxed_plan<'p, M>(plan: impl Plan<M> + 'p) -> BoxPlan<'p, M> {
    Box::new(plan)
}

/// The border between a module and its parent during a round.
#[doc(hidden)]
#[derive(Debug)]
pub struct Boundary<'b> {
    /// The lengths that the parent declares for the module, as far as they are known on either
    /// side; `None` where it declares none.
    pub(crate) parent: Option<&'b mut Vec<Option<usize>>>,
    pub(crate) stage: Stage,
    pub(crate) depth: usize,
    /// Whether a dim was bound.
    pub(crate) changed: bool,
}

/// What a parent expects of the shape of a module.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) shape: ExpectedShape,
    pub(crate) lengths: Vec<Option<usize>>,
    pub(crate) bound: Vec<BoundDim>,
}

/// Where a module is made.
#[doc(hidden)]
#[derive(Debug)]
pub struct Site<'s> {
    pub(crate) at: At<'s>,
    pub(crate) key: SiteKey,
    pub(crate) expected: Option<Expected>,
    pub(crate) faults: &'s mut Vec<Fault>,
}

/// The key of a module that has none of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SiteKey {
    /// The root: drawn from the system.
    Root,
    /// Below the root: the parent's, and the name.
    Below(Option<Key>),
}

impl Site<'_> {
    /// The place of an element of a container here.
    pub(crate) fn below<'s>(&'s mut self, segment: Segment<'s>) -> Site<'s> {
        let key = match self.key {
            SiteKey::Root => Key::from_system(),
            SiteKey::Below(key) => key,
        };
        let key = key.map(|key| match segment {
            Segment::Submodule(submodule) => key.at(submodule.name()),
            Segment::Index(index) => key.at_index(index),
            Segment::Key(name) => key.at(name),
        });
        Site {
            at: self.at.below(segment, None),
            key: SiteKey::Below(key),
            expected: self.expected.clone(),
            faults: self.faults,
        }
    }

    pub(crate) fn fault(&mut self, kind: FaultKind) {
        self.faults.push(Fault::new(self.at.to_path(), kind));
    }
}

/// Binds the dims of a tree of plans, in rounds until nothing changes.
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
pub fn build<M>(builder: impl Plan<M>) -> Result<M, Error> {
    let mut plan = Box::new(builder);
    unify_all(|stage| {
        let mut boundary = Boundary { parent: None, stage, depth: 0, changed: false };
        plan.unify(&mut boundary);
        boundary.changed
    });
    let mut faults = Vec::new();
    let built = plan.finish(Site { at: At::ROOT, key: SiteKey::Root, expected: None, faults: &mut faults });
    match built {
        Some(module) if faults.is_empty() => Ok(module),
        _ => {
            // What is missing after what is wrong.
            faults.sort_by_key(|fault| matches!(fault.kind(), FaultKind::Unbound { .. }));
            Err(Error::new(faults))
        }
    }
}
