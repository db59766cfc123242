//! The registry: what is known of a module's attributes when it is compiled.

mod attribute;
mod display;
mod submodule;

pub use crate::value::{Bounds, Dtype};
pub use attribute::{Attribute, Kind, PermittedShapes};
pub use submodule::Submodule;

use crate::shape::{Length, ShapeSpec};

/// A dim: a named length of a module.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// #[module(shape = (n_in, n_out), dims(n_syn = n_in / n_out))]
/// struct Synapses {
///     #[state(shape = (n_out, n_syn))]
///     current: ndarray::Array2<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let dims = Synapses::REGISTRY.dims();
/// assert_eq!((dims[0].name(), dims[0].definition()), ("n_in", None));
/// assert_eq!((dims[2].name(), dims[2].definition().unwrap().to_string()), ("n_syn", "n_in / n_out".into()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dim {
    name: &'static str,
    definition: Option<Length>,
    default: Option<Length>,
}

impl Dim {
    #[doc(hidden)]
    #[must_use]
    pub const fn free(name: &'static str) -> Self {
        Self { name, definition: None, default: None }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn defined(name: &'static str, definition: Length) -> Self {
        Self { name, definition: Some(definition), default: None }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn defaulted(name: &'static str, default: Length) -> Self {
        Self { name, definition: None, default: Some(default) }
    }

    /// The name.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// #[module(shape = (n_in, n_out), dims(n_all = n_in * n_out))]
    /// struct Layer {
    ///     #[parameter(shape = n_all, init = zeros())]
    ///     w: Vec<f64>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// assert_eq!(Layer::REGISTRY.dims()[2].name(), "n_all");
    /// ```
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What the dim is defined as; `None` for a free dim, which the builder, data, the parent or a
    /// submodule binds.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// #[module(shape = (n_in, n_out), dims(n_all = n_in * n_out))]
    /// struct Layer {
    ///     #[parameter(shape = n_all, init = zeros())]
    ///     w: Vec<f64>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let definition = Layer::REGISTRY.dims()[2].definition();
    /// assert_eq!(definition.map(|length| length.to_string()).as_deref(), Some("n_in * n_out"));
    /// ```
    #[must_use]
    pub const fn definition(&self) -> Option<Length> {
        self.definition
    }

    /// What the dim is where nothing else binds it: `dims(n_in = default(n_out))`.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// #[module(shape = (n_in, n_out), dims(n_in = default(n_out)))]
    /// struct Layer {
    ///     #[parameter(shape = (n_in, n_out), init = zeros())]
    ///     w: ndarray::Array2<f64>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// assert_eq!(Layer::REGISTRY.dims()[0].default_length().unwrap().to_string(), "n_out");
    /// assert_eq!(Layer::builder().n_out(3).build()?.shape(), [3, 3]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub const fn default_length(&self) -> Option<Length> {
        self.default
    }
}

/// What is known of a module when it is compiled; made by the derive as
/// [`Module::REGISTRY`](crate::Module::REGISTRY).
///
/// Its `Display` is a table for people.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// /// A leaky integrator.
/// #[derive(Module)]
/// struct Leaky {
///     /// Time constant.
///     #[parameter(family = "taus", init = 0.02, unit = "s")]
///     tau: f64,
/// }
///
/// const R: &Registry = Leaky::REGISTRY;
/// assert_eq!(R.name(), "Leaky");
/// assert_eq!(R.docs(), "A leaky integrator.");
/// let tau = &R.attributes()[0];
/// assert_eq!((tau.name(), tau.kind(), tau.unit()), ("tau", Kind::Parameter, Some("s")));
/// assert_eq!(tau.dtype(), Dtype::F64);
/// ```
///
/// Its fields are for generated code: a literal costs rustc less than a call whose arguments are
/// references.
#[derive(Clone, Copy, Debug)]
pub struct Registry {
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub path: &'static str,
    #[doc(hidden)]
    pub docs: &'static str,
    #[doc(hidden)]
    pub dims: &'static [Dim],
    #[doc(hidden)]
    pub shape: Option<ShapeSpec>,
    #[doc(hidden)]
    pub attributes: &'static [Attribute],
    #[doc(hidden)]
    pub submodules: &'static [Submodule],
    #[doc(hidden)]
    pub spiking_input: bool,
    #[doc(hidden)]
    pub spiking_output: bool,
    #[doc(hidden)]
    pub has_origin: bool,
    #[doc(hidden)]
    pub is_enum: bool,
    /// Whether the item declares a `check`.
    #[doc(hidden)]
    pub has_check: bool,
    /// Whether an enum has generic parameters.
    #[doc(hidden)]
    pub is_generic: bool,
    /// The submodule whose shape is the module's.
    #[doc(hidden)]
    pub shape_of: Option<usize>,
}

impl Registry {
    /// What a registry says where nothing is declared.
    #[doc(hidden)]
    pub const NOTHING: Self = Self {
        name: "()",
        path: "",
        docs: "",
        dims: &[],
        shape: None,
        attributes: &[],
        submodules: &[],
        spiking_input: false,
        spiking_output: false,
        has_origin: false,
        is_enum: false,
        has_check: false,
        is_generic: false,
        shape_of: None,
    };

    /// The same, in place.
    #[doc(hidden)]
    pub const EMPTY: &'static Self = &Self::NOTHING;

    /// How many lengths the declared shape has.
    pub(crate) const fn declared_rank(&self) -> Option<usize> {
        match &self.shape {
            Some(shape) => Some(shape.rank()),
            None => None,
        }
    }

    /// Whether this is a struct of attributes that declares no shape. Of others, it is known at run time.
    pub(crate) const fn has_no_shape(&self) -> bool {
        self.shape.is_none() && self.shape_of.is_none() && !self.attributes.is_empty()
    }

    /// How many lengths of the declared shape are dims with a default, and may be left out.
    pub(crate) const fn defaulted_lengths(&self) -> usize {
        let Some(shape) = &self.shape else { return 0 };
        let (mut axis, mut count) = (0, 0);
        while axis < shape.lengths.len() {
            if self.is_defaulted(&shape.lengths[axis]) {
                count += 1;
            }
            axis += 1;
        }
        count
    }

    /// Whether a length is a dim that has a default.
    pub(crate) const fn is_defaulted(&self, length: &Length) -> bool {
        match *length {
            Length::Dim(index, _) if index < self.dims.len() => self.dims[index].default.is_some(),
            _ => false,
        }
    }

    /// The lengths that a shape of this rank gives: all of them, or those without a default.
    pub(crate) fn given_lengths(
        &self,
        rank: usize,
    ) -> Option<impl Iterator<Item = (usize, &'static Length)>> {
        let shape = self.shape?;
        let all = shape.rank() == rank;
        let fits = all || shape.rank() - self.defaulted_lengths() == rank;
        let lengths = shape.lengths().iter().enumerate();
        fits.then(|| lengths.filter(move |(_, length)| all || !self.is_defaulted(length)))
    }

    /// Whether a module of the shape `found` has the lengths that its parent gives; those with a default may be
    /// left out.
    #[cfg(feature = "alloc")]
    pub(crate) fn has_given(&self, given: &[usize], found: &[usize]) -> bool {
        given == found
            || self.given_lengths(given.len()).is_some_and(|mut lengths| {
                let mut given = given.iter();
                lengths.all(|(axis, _)| found.get(axis) == given.next())
            })
    }

    /// The variants, if the type is an enum of modules; those without a module show an empty registry.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// enum Integrator {
    ///     Euler,
    ///     Exact,
    /// }
    /// assert_eq!(Integrator::REGISTRY.variants().iter().map(|variant| variant.name()).collect::<Vec<_>>(), ["Euler", "Exact"]);
    /// ```
    #[must_use]
    pub const fn variants(&self) -> &'static [Submodule] {
        if self.is_enum { self.submodules } else { &[] }
    }

    /// A registry of parts without attributes of its own, for containers.
    pub(crate) const fn of_parts(
        name: &'static str,
        docs: &'static str,
        parts: &'static [Submodule],
    ) -> Self {
        Self { name, docs, submodules: parts, ..Self::NOTHING }
    }

    /// The name of the type.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// assert_eq!(Filter::REGISTRY.name(), "Filter");
    /// ```
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The path of the Rust module in which the type is defined: with the name, which type it is, whatever its
    /// parameters.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// mod neurons {
    ///     use rockpool_core::prelude::*;
    ///
    ///     #[derive(Module)]
    ///     pub struct Leaky {
    ///         #[state]
    ///         x: f64,
    ///     }
    /// }
    ///
    /// assert!(neurons::Leaky::REGISTRY.path().ends_with("neurons"));
    /// assert_eq!(neurons::Leaky::REGISTRY.name(), "Leaky");
    /// ```
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The doc comment of the type.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// assert_eq!(Filter::REGISTRY.docs(), "A filter.");
    /// ```
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// The dims: the bare names of the module's shape, then those of `dims(..)`.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// #[module(shape = (n_in, n_out), dims(n_all = n_in * n_out))]
    /// struct Layer {
    ///     #[parameter(shape = n_all, init = zeros())]
    ///     w: Vec<f64>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// assert_eq!(Layer::REGISTRY.dims().len(), 3);
    /// ```
    #[must_use]
    pub const fn dims(&self) -> &'static [Dim] {
        self.dims
    }

    /// The module's own shape as declared, if it has one.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// #[module(shape = (n_in, n_out), dims(n_all = n_in * n_out))]
    /// struct Layer {
    ///     #[parameter(shape = n_all, init = zeros())]
    ///     w: Vec<f64>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// assert_eq!(Layer::REGISTRY.shape().map(|shape| shape.to_string()).as_deref(), Some("(n_in, n_out)"));
    /// ```
    #[must_use]
    pub const fn shape(&self) -> Option<ShapeSpec> {
        self.shape
    }

    /// The module's own attributes, in the order of declaration.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// assert_eq!(Filter::REGISTRY.attributes()[0].name(), "tau");
    /// ```
    #[must_use]
    pub const fn attributes(&self) -> &'static [Attribute] {
        self.attributes
    }

    /// The submodules, in the order of declaration; of an enum its variants.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// #[derive(Module)]
    /// struct Pair {
    ///     #[module]
    ///     first: Filter,
    ///     #[module]
    ///     second: Filter,
    /// }
    ///
    /// assert_eq!(Pair::REGISTRY.submodules()[1].name(), "second");
    /// ```
    #[must_use]
    pub const fn submodules(&self) -> &'static [Submodule] {
        self.submodules
    }

    /// Whether the input consists of spikes.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// assert!(!Filter::REGISTRY.spiking_input()); // `#[module(spiking_input)]` says so
    /// ```
    #[must_use]
    pub const fn spiking_input(&self) -> bool {
        self.spiking_input
    }

    /// Whether the output consists of spikes.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// assert!(!Filter::REGISTRY.spiking_output()); // `#[module(spiking_output)]` says so
    /// ```
    #[must_use]
    pub const fn spiking_output(&self) -> bool {
        self.spiking_output
    }

    /// Whether the module remembers what it was built with.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// assert!(!Filter::REGISTRY.has_origin());
    /// ```
    #[must_use]
    pub const fn has_origin(&self) -> bool {
        self.has_origin
    }

    /// Whether the type is an enum of modules.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// assert!(!Filter::REGISTRY.is_enum());
    /// ```
    #[must_use]
    pub const fn is_enum(&self) -> bool {
        self.is_enum
    }

    /// Calls `f` with this registry and those below it, each type once on its way, until `f`
    /// returns true; says whether it did.
    pub(crate) fn any(&'static self, f: &mut dyn FnMut(&'static Self) -> bool) -> bool {
        self.any_below(f, &OnTheWay { registry: self, above: None })
    }

    fn any_below(&'static self, f: &mut dyn FnMut(&'static Self) -> bool, way: &OnTheWay<'_>) -> bool {
        f(self)
            || self.submodules.iter().any(|submodule| {
                let registry = submodule.registry();
                !way.contains(registry) && registry.any_below(f, &OnTheWay { registry, above: Some(way) })
            })
    }
}

/// The types on the way from the root, so that recursive modules end.
pub(crate) struct OnTheWay<'a> {
    pub(crate) registry: &'a Registry,
    pub(crate) above: Option<&'a OnTheWay<'a>>,
}

impl OnTheWay<'_> {
    pub(crate) fn contains(&self, registry: &Registry) -> bool {
        is_same(self.registry, registry, None) || self.above.is_some_and(|above| above.contains(registry))
    }
}

/// Two registries that are being compared further up.
struct Compared<'a> {
    pair: (&'a Registry, &'a Registry),
    above: Option<&'a Compared<'a>>,
}

/// Whether two registries say the same, in all that is below them as well: constants have no address
/// that could be relied on, and a generic type has the name of its other instances.
fn is_same(a: &Registry, b: &Registry, above: Option<&Compared<'_>>) -> bool {
    let is_pair = |known: &Compared<'_>| core::ptr::eq(known.pair.0, a) && core::ptr::eq(known.pair.1, b);
    if core::ptr::eq(a, b) || core::iter::successors(above, |known| known.above).any(is_pair) {
        return true;
    }
    let is_same_here = a.name == b.name
        && a.path == b.path
        && a.docs == b.docs
        && a.attributes == b.attributes
        && a.submodules.iter().map(Submodule::name).eq(b.submodules.iter().map(Submodule::name));
    let here = Compared { pair: (a, b), above };
    is_same_here
        && (a.submodules.iter().zip(b.submodules))
            .all(|(a, b)| is_same(a.registry(), b.registry(), Some(&here)))
}
