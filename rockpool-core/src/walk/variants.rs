//! Enums of modules: which variant an instance has, and how another takes its place.

use super::{AnyModule, Structure, Visitor, VisitorMut};
use crate::path::At;
use crate::registry::{Registry, Submodule};
use core::fmt;

#[cfg(feature = "alloc")]
use {
    super::{Entered, Leaf},
    crate::build::Expected,
    crate::error::Fault,
    crate::key::Key,
    crate::path::Path,
    alloc::boxed::Box,
    alloc::vec::Vec,
    core::any::Any,
};

/// An enum that a walk meets, and its variant.
#[doc(hidden)]
pub struct Chosen<'m> {
    registry: &'static Registry,
    index: usize,
    module: &'m dyn AnyModule,
}

impl fmt::Debug for Chosen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Chosen").field(&self.registry.name()).field(&self.name()).finish()
    }
}

impl<'m> Chosen<'m> {
    /// The enum's registry.
    #[must_use]
    pub fn registry(&self) -> &'static Registry {
        self.registry
    }

    /// The variant's place among those of the enum.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// The variant.
    #[must_use]
    pub fn variant(&self) -> Option<&'static Submodule> {
        self.registry.variants().get(self.index)
    }

    /// The variant's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.variant().map_or("", Submodule::name)
    }

    /// The enum.
    #[must_use]
    pub fn module(&self) -> &'m dyn AnyModule {
        self.module
    }
}

/// Shows an enum to a visitor; whether its variant is to be entered.
#[doc(hidden)]
#[inline]
pub fn chosen<'m, M: Structure, V: Visitor<'m>>(module: &'m M, at: &At<'_>, visitor: &mut V) -> bool {
    match module.variant_index() {
        Some(index) => visitor.variant(at, &Chosen { registry: M::REGISTERED, index, module }),
        None => true,
    }
}

/// Shows an enum to a visitor that may give it another variant; whether that is to be entered.
#[doc(hidden)]
#[inline]
pub fn chosen_mut<'m, M: Structure, V: VisitorMut<'m>>(module: &mut M, at: &At<'_>, visitor: &mut V) -> bool {
    visitor.variant(at, module)
}

/// An enum that a mutable walk meets.
#[doc(hidden)]
pub trait Choice {
    /// The place of the variant among those of the enum.
    fn index(&self) -> Option<usize>;
    /// Gives it another variant, or tells why not; what was there before.
    #[cfg(feature = "alloc")]
    fn switch(&mut self, index: usize, variants: &mut Variants<'_>, tree: &Wanted<'_>) -> Option<Replaced>;
    /// Puts back what was there before.
    #[cfg(feature = "alloc")]
    fn restore(&mut self, old: Replaced);
}

impl<M: Structure> Choice for M {
    fn index(&self) -> Option<usize> {
        self.variant_index()
    }
    #[cfg(feature = "alloc")]
    fn switch(&mut self, index: usize, variants: &mut Variants<'_>, tree: &Wanted<'_>) -> Option<Replaced> {
        variants.switched::<M>(index, tree).map(|new| self.replace_variant(new))
    }
    #[cfg(feature = "alloc")]
    fn restore(&mut self, old: Replaced) {
        self.restore_variant(old);
    }
}

/// What a tree wants of an enum: its part, and the names of variants there.
#[cfg(feature = "alloc")]
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'t> {
    pub(crate) tree: &'t crate::tree::Tree<crate::value::Value>,
    /// Of this enum and of those below it that have no path of their own.
    pub(crate) names: &'t str,
}

/// What stood in the place of a new variant.
#[doc(hidden)]
#[derive(Debug)]
pub struct Replaced(#[cfg(feature = "alloc")] Option<Box<dyn Any>>);

impl Replaced {
    /// Nothing was kept: the type may live shorter than for ever.
    pub(crate) fn nothing() -> Self {
        Self(
            #[cfg(feature = "alloc")]
            None,
        )
    }

    /// Puts a new module in the place, and keeps the old one.
    pub fn keep<M: 'static>(place: &mut M, new: M) -> Self {
        let old = core::mem::replace(place, new);
        #[cfg(feature = "alloc")]
        return Self(Some(Box::new(old)));
        #[cfg(not(feature = "alloc"))]
        {
            drop(old);
            Self()
        }
    }

    /// Puts the old module back.
    pub fn put_back<M: 'static>(self, place: &mut M) {
        #[cfg(feature = "alloc")]
        if let Some(old) = self.0.and_then(|old| old.downcast::<M>().ok()) {
            *place = *old;
        }
        #[cfg(not(feature = "alloc"))]
        let _ = place;
    }
}

/// How a variant is made: for its place, and from what is declared alone.
#[doc(hidden)]
#[derive(Debug)]
pub struct Variants<'v> {
    #[cfg(feature = "alloc")]
    pub(crate) at: At<'v>,
    #[cfg(feature = "alloc")]
    pub(crate) key: Key,
    #[cfg(feature = "alloc")]
    pub(crate) expected: Option<Expected>,
    #[cfg(feature = "alloc")]
    pub(crate) faults: Vec<Fault>,
    #[cfg(not(feature = "alloc"))]
    of: core::marker::PhantomData<&'v ()>,
}

#[cfg(feature = "alloc")]
impl<'v> Variants<'v> {
    /// For the enum with this place, of which the module above expects a shape.
    pub(crate) fn new(at: At<'v>, expected: Option<Expected>) -> Self {
        Self { key: at.key(), at, expected, faults: Vec::new() }
    }
}

#[cfg(not(feature = "alloc"))]
impl Variants<'_> {
    /// Without an allocator no value is set by text, and so no variant is made.
    pub fn make<M: crate::walk::Structure>(&mut self) -> Option<M> {
        None
    }
}

/// An enum in a tree of modules, and the variant that it has: what [`Module::variants`](crate::Module::variants) lists.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
/// }
///
/// #[derive(Module)]
/// enum Stage {
///     Gain(Gain),
///     Off,
/// }
///
/// #[derive(Module)]
/// struct Chain {
///     #[module]
///     stages: Vec<Stage>,
/// }
///
/// let mut chain = Chain { stages: vec![Stage::Gain(Gain { gain: 2.0 }), Stage::Off] };
/// let variants = chain.variants();
/// assert_eq!((variants[0].path().to_string(), variants[0].name()), ("stages.0".into(), "Gain"));
/// assert_eq!(variants[1].registry().variants().len(), 2);
///
/// chain.set("stages.1", "Gain")?; // made from what it declares
/// assert_eq!(chain.parameters().get("stages.1.gain").unwrap().scalar(), Some(1.0));
/// assert!(chain.set("stages.0", "Delay").is_err()); // the error lists the variants
/// # Ok::<(), Error>(())
/// ```
#[cfg(feature = "alloc")]
#[derive(Clone, Debug)]
pub struct Variant {
    path: Path<'static>,
    name: &'static str,
    registry: &'static Registry,
}

#[cfg(feature = "alloc")]
impl Variant {
    /// Where the enum is.
    #[must_use]
    pub fn path(&self) -> &Path<'static> {
        &self.path
    }

    /// The name of the variant.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The enum's registry, which lists all variants.
    #[must_use]
    pub fn registry(&self) -> &'static Registry {
        self.registry
    }
}

/// The enums of a module and of all below it, in the order of a walk.
#[cfg(feature = "alloc")]
pub(crate) fn variants<M: Structure + ?Sized>(module: &M) -> Vec<Variant> {
    struct Found(Vec<Variant>);
    impl<'m> Visitor<'m> for Found {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {}
        fn enter(&mut self, _: &At<'_>, _: &Entered<'m>) -> bool {
            true
        }
        fn variant(&mut self, at: &At<'_>, chosen: &Chosen<'m>) -> bool {
            self.0.push(Variant { path: at.to_path(), name: chosen.name(), registry: chosen.registry() });
            true
        }
    }
    let mut found = Found(Vec::new());
    module.walk(&At::ROOT, &mut found);
    found.0
}
