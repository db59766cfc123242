//! The enums of a tree of modules, listed.

use super::variants::Chosen;
use super::{Entered, Leaf, Structure, Visitor};
use crate::path::{At, Path};
use crate::registry::Registry;
use alloc::vec::Vec;

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
#[derive(Clone, Debug)]
pub struct Variant {
    path: Path<'static>,
    name: &'static str,
    registry: &'static Registry,
}

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
