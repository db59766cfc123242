//! What is known of one submodule.

use super::Registry;
use crate::shape::{Length, ShapeSpec};
use core::fmt;

/// What is known of one submodule when its parent is compiled; of an enum, one variant.
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
/// struct Pair {
///     #[module]
///     left: Gain,
///     #[module(alias = "old")]
///     right: Vec<Gain>,
/// }
///
/// let right = &Pair::REGISTRY.submodules()[1];
/// assert_eq!((right.name(), right.aliases()), ("right", &["old"][..]));
/// assert_eq!(right.registry().name(), "Gain"); // a container shows its elements'
/// ```
#[derive(Clone, Copy)]
pub struct Submodule {
    name: &'static str,
    docs: &'static str,
    aliases: &'static [&'static str],
    shape: Option<ShapeSpec>,
    length: Option<Length>,
    registry: fn() -> &'static Registry,
}

impl Submodule {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        docs: &'static str,
        aliases: &'static [&'static str],
        shape: Option<&'static [Length]>,
        registry: fn() -> &'static Registry,
    ) -> Self {
        let shape = match shape {
            Some(lengths) => Some(ShapeSpec::new(lengths)),
            None => None,
        };
        Self { name, docs, aliases, shape, length: None, registry }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn unit_variant(name: &'static str, docs: &'static str) -> Self {
        Self { name, docs, aliases: &[], shape: None, length: None, registry: nothing }
    }

    /// The same with a declared number of elements.
    #[doc(hidden)]
    #[must_use]
    pub const fn counted(self, length: Length) -> Self {
        Self { length: Some(length), ..self }
    }

    /// The public name: the field's, or what `rename` says; of an enum the variant's.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The field's doc comment.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Older names that loading still accepts.
    #[must_use]
    pub const fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    /// The shape that the parent gives it.
    #[must_use]
    pub const fn shape(&self) -> Option<ShapeSpec> {
        self.shape
    }

    /// How many elements a list has, where `len = ..` declares it.
    #[must_use]
    pub const fn length(&self) -> Option<&Length> {
        self.length.as_ref()
    }

    /// Its registry; containers show that of their elements.
    #[must_use]
    pub fn registry(&self) -> &'static Registry {
        (self.registry)()
    }
}

fn nothing() -> &'static Registry {
    const NOTHING: &Registry = &Registry::of_parts("()", "", &[]);
    NOTHING
}

impl fmt::Debug for Submodule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Submodule")
            .field("name", &self.name)
            .field("shape", &self.shape)
            .finish_non_exhaustive()
    }
}
