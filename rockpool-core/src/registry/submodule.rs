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
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # #[module(shape = n)]
    /// # struct Leaky {
    /// #     #[state(shape = n)] v: Vec<f64>,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// #[derive(Module)]
    /// #[module(shape = n, dims(n_cells))]
    /// struct Net {
    ///     /// The cells.
    ///     #[module(shape = n * 2, len = n_cells, alias = "neurons")]
    ///     cells: Vec<Leaky>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let cells = &Net::REGISTRY.submodules()[0];
    /// assert_eq!(cells.name(), "cells");
    /// ```
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The field's doc comment.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # #[module(shape = n)]
    /// # struct Leaky {
    /// #     #[state(shape = n)] v: Vec<f64>,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// #[derive(Module)]
    /// #[module(shape = n, dims(n_cells))]
    /// struct Net {
    ///     /// The cells.
    ///     #[module(shape = n * 2, len = n_cells, alias = "neurons")]
    ///     cells: Vec<Leaky>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let cells = &Net::REGISTRY.submodules()[0];
    /// assert_eq!(cells.docs(), "The cells.");
    /// ```
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Older names that loading still accepts.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # #[module(shape = n)]
    /// # struct Leaky {
    /// #     #[state(shape = n)] v: Vec<f64>,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// #[derive(Module)]
    /// #[module(shape = n, dims(n_cells))]
    /// struct Net {
    ///     /// The cells.
    ///     #[module(shape = n * 2, len = n_cells, alias = "neurons")]
    ///     cells: Vec<Leaky>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let cells = &Net::REGISTRY.submodules()[0];
    /// assert_eq!(cells.aliases(), ["neurons"]);
    /// ```
    #[must_use]
    pub const fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    /// The shape that the parent gives it.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # #[module(shape = n)]
    /// # struct Leaky {
    /// #     #[state(shape = n)] v: Vec<f64>,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// #[derive(Module)]
    /// #[module(shape = n, dims(n_cells))]
    /// struct Net {
    ///     /// The cells.
    ///     #[module(shape = n * 2, len = n_cells, alias = "neurons")]
    ///     cells: Vec<Leaky>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let cells = &Net::REGISTRY.submodules()[0];
    /// assert_eq!(cells.shape().map(|shape| shape.to_string()).as_deref(), Some("(n * 2)"));
    /// ```
    #[must_use]
    pub const fn shape(&self) -> Option<ShapeSpec> {
        self.shape
    }

    /// How many elements a list has, where `len = ..` declares it.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # #[module(shape = n)]
    /// # struct Leaky {
    /// #     #[state(shape = n)] v: Vec<f64>,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// #[derive(Module)]
    /// #[module(shape = n, dims(n_cells))]
    /// struct Net {
    ///     /// The cells.
    ///     #[module(shape = n * 2, len = n_cells, alias = "neurons")]
    ///     cells: Vec<Leaky>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let cells = &Net::REGISTRY.submodules()[0];
    /// assert_eq!(cells.length().map(|length| length.to_string()).as_deref(), Some("n_cells"));
    /// ```
    #[must_use]
    pub const fn length(&self) -> Option<&Length> {
        self.length.as_ref()
    }

    /// Its registry; containers show that of their elements.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # #[module(shape = n)]
    /// # struct Leaky {
    /// #     #[state(shape = n)] v: Vec<f64>,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// #[derive(Module)]
    /// #[module(shape = n, dims(n_cells))]
    /// struct Net {
    ///     /// The cells.
    ///     #[module(shape = n * 2, len = n_cells, alias = "neurons")]
    ///     cells: Vec<Leaky>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let cells = &Net::REGISTRY.submodules()[0];
    /// assert_eq!(cells.registry().name(), "Leaky");
    /// ```
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
