//! What every module can do: views, writing, resetting.

use crate::key::Key;
use crate::origin::{Flags, Origin};
use crate::path::At;
use crate::registry::{Kind, Registry};
use crate::view::{Filter, OnlyParameters, OnlyStates, View, ViewMut, reset};
use crate::walk::{AnyModule, Entered, Leaf, Structure, Visitor};

#[cfg(feature = "alloc")]
use {
    crate::build::Buildable,
    crate::error::Error,
    crate::shape::Shape,
    crate::tree::Tree,
    crate::value::{IntoValue, Value},
    crate::walk::Variant,
    alloc::string::{String, ToString},
    alloc::vec::Vec,
};

/// A module: a struct whose parameters, states and simulation parameters are registered.
///
/// It is derived with [`#[derive(Module)]`](macro@crate::Module); `Option`, `Box`, `Vec`, arrays,
/// tuples, `BTreeMap<String, M>` and `Box<dyn DynModule>` of modules are modules too.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(family = "taus", init = 0.02, unit = "s")]
///     tau: f64,
///     #[state]
///     x: f64,
/// }
///
/// let mut leaky = Leaky { tau: 0.05, x: 1.0 };
/// assert_eq!(leaky.parameters().taus().len(), 1);
/// leaky.set("tau", 0.1)?;
/// leaky.reset_state();
/// assert_eq!((leaky.tau, leaky.x), (0.1, 0.0));
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a module; derive `Module` for a struct or enum of your own, hold modules by `Option`, `Box`, `Vec`, arrays, tuples, `BTreeMap<String, _>` or `Box<dyn DynModule>`, mark a value `#[parameter]`, `#[state]` or `#[simulation]`, or leave it out by `#[module(skip)]`",
    label = "not a module"
)]
pub trait Module: Structure {
    /// What is known of the module when it is compiled.
    const REGISTRY: &'static Registry = Self::REGISTERED;

    /// A clone of the module, which need not be `Clone`, also where its type is forgotten.
    ///
    /// Where the module is `Clone`, this is what `clone` gives. Elsewhere its attributes and its origin are
    /// cloned, its submodules duplicated, and its skipped fields cloned; that one of those is not `Clone` is an error of
    /// rustc where such a module is duplicated, or boxed as `dyn`.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Bias {
    ///     #[parameter(init = 1.0)]
    ///     bias: f64,
    /// }
    ///
    /// let boxed: Vec<Box<dyn DynModule>> = vec![Box::new(Bias { bias: 2.0 })];
    /// let mut again = boxed.clone();
    /// again.set("0.bias", 3.0)?;
    /// assert_eq!(boxed.parameters().get("0.bias").unwrap().scalar(), Some(2.0));
    /// assert_eq!(Bias { bias: 4.0 }.duplicate().bias, 4.0);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    #[doc(alias("deepcopy"))]
    fn duplicate(&self) -> Self
    where
        Self: Sized,
    {
        self.duplicated()
    }

    /// The builder of a module whose type has parameters with defaults, under any of them.
    ///
    /// Every struct with an origin has a `builder` of its own, which comes first: `Lif::builder()` builds a
    /// `Lif` with its defaults, as `HashMap::new()` makes a map with the default hasher.
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
    #[cfg(feature = "alloc")]
    fn builder<B>() -> B
    where
        Self: Buildable<B>,
    {
        Self::begin()
    }

    /// What is known of the module when it is compiled; behind `dyn`, that of the module there.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// assert_eq!((leaky.registry().name(), leaky.registry().attributes().len()), ("Leaky", 3));
    /// let list: Vec<Box<dyn DynModule>> = vec![Box::new(leaky)];
    /// assert_eq!(list[0].registry().name(), "Leaky");
    /// # Ok::<(), Error>(())
    /// ```
    fn registry(&self) -> &'static Registry {
        self.registered()
    }

    /// The parameters of this module and all below it, constants left out.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// assert_eq!(leaky.parameters().numel(), 1);
    /// assert_eq!(leaky.parameters().get("tau").unwrap().scalar(), Some(0.02));
    /// # Ok::<(), Error>(())
    /// ```
    #[doc(alias("named_parameters", "state_dict", "trainable_weights", "learnable"))]
    #[inline]
    fn parameters(&self) -> View<'_, Self> {
        View::new(self, Filter::kind(Kind::Parameter))
    }

    /// The states of this module and all below it.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// assert_eq!(leaky.state().iter().map(|leaf| leaf.path().to_string()).collect::<Vec<_>>(), ["x"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[doc(alias("buffers", "buffer"))]
    #[inline]
    fn state(&self) -> View<'_, Self> {
        View::new(self, Filter::kind(Kind::State))
    }

    /// The simulation parameters of this module and all below it, constants among them.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// assert_eq!(leaky.simulation_parameters().len(), 1);
    /// let fixed = Leaky::builder().tau(Constant(0.05)).build()?;
    /// assert_eq!(fixed.simulation_parameters().len(), 2);
    /// # Ok::<(), Error>(())
    /// ```
    #[inline]
    fn simulation_parameters(&self) -> View<'_, Self> {
        View::new(self, Filter::kind(Kind::Simulation))
    }

    /// All attributes of this module and all below it.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// assert_eq!(leaky.attributes().len(), 3);
    /// # Ok::<(), Error>(())
    /// ```
    #[inline]
    fn attributes(&self) -> View<'_, Self> {
        View::new(self, Filter::ALL)
    }

    /// The parameters, for writing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// leaky.parameters_mut().taus().for_each_array::<f64>(|_path, mut tau| tau *= 2.0);
    /// assert_eq!(leaky.tau, 0.04);
    /// # Ok::<(), Error>(())
    /// ```
    #[doc(alias = "apply")]
    #[inline]
    fn parameters_mut(&mut self) -> ViewMut<'_, Self> {
        ViewMut::new(self, Filter::kind(Kind::Parameter))
    }

    /// The states, for writing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// leaky.state_mut().for_each_array::<f64>(|_path, mut x| x += 1.0);
    /// assert_eq!(leaky.x, 1.0);
    /// # Ok::<(), Error>(())
    /// ```
    #[inline]
    fn state_mut(&mut self) -> ViewMut<'_, Self> {
        ViewMut::new(self, Filter::kind(Kind::State))
    }

    /// The simulation parameters, for writing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// leaky.simulation_parameters_mut().named("dt").for_each_array::<f64>(|_path, mut dt| dt.fill(1e-4));
    /// assert_eq!(leaky.dt, 1e-4);
    /// # Ok::<(), Error>(())
    /// ```
    #[inline]
    fn simulation_parameters_mut(&mut self) -> ViewMut<'_, Self> {
        ViewMut::new(self, Filter::kind(Kind::Simulation))
    }

    /// All attributes, for writing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// leaky.attributes_mut().at("tau")?.freeze()?;
    /// assert!(leaky.parameters().is_empty());
    /// # Ok::<(), Error>(())
    /// ```
    #[inline]
    fn attributes_mut(&mut self) -> ViewMut<'_, Self> {
        ViewMut::new(self, Filter::ALL)
    }

    /// The direct submodules with their paths, containers opened: `hidden`, `layers.0`.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// let layers = vec![leaky, Leaky::builder().build()?];
    /// let paths: Vec<String> = layers.modules().into_iter().map(|(path, _)| path).collect();
    /// assert_eq!(paths, ["0", "1"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[doc(alias("children", "named_children"))]
    #[cfg(feature = "alloc")]
    fn modules(&self) -> Vec<(String, &dyn AnyModule)> {
        let mut children = Children { root_entered: false, modules: Vec::new() };
        self.walk(&At::ROOT, &mut children);
        children.modules
    }

    /// The enums among the module and all below it, with the variant that each has.
    ///
    /// [`set`](Self::set) gives an enum another variant: see [`Variant`].
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// #[derive(Module)]
    /// enum Neuron {
    ///     Leaky(Leaky),
    ///     Silent,
    /// }
    /// let neurons = vec![Neuron::Silent, Neuron::Leaky(leaky)];
    /// let variants: Vec<String> = neurons.variants().iter().map(|variant| variant.name().to_string()).collect();
    /// assert_eq!(variants, ["Silent", "Leaky"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[cfg(feature = "alloc")]
    fn variants(&self) -> Vec<Variant> {
        crate::walk::variants(self)
    }

    /// The module's own shape under the dims it was built with, or those that its data has; empty
    /// for a module without a shape, and for lists of modules.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # #[module(shape = (n_in, n_out))]
    /// # struct Layer {
    /// #     #[parameter(shape = (n_in, n_out), init = zeros())] w: ndarray::Array2<f64>,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let layer = Layer::builder().shape((2, 3)).build()?;
    /// assert_eq!(*layer.shape(), [2, 3]);
    /// # Ok::<(), Error>(())
    /// ```
    #[cfg(feature = "alloc")]
    fn shape(&self) -> Shape {
        crate::walk::own_shape(self).unwrap_or_default()
    }

    /// The first length of the shape; 0 for a module without a shape.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # #[module(shape = (n_in, n_out))]
    /// # struct Layer {
    /// #     #[parameter(shape = (n_in, n_out), init = zeros())] w: ndarray::Array2<f64>,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let layer = Layer::builder().shape((2, 3)).build()?;
    /// assert_eq!(layer.size_in(), 2);
    /// # Ok::<(), Error>(())
    /// ```
    #[cfg(feature = "alloc")]
    fn size_in(&self) -> usize {
        self.shape().first().copied().unwrap_or(0)
    }

    /// The last length of the shape; 0 for a module without a shape.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # #[module(shape = (n_in, n_out))]
    /// # struct Layer {
    /// #     #[parameter(shape = (n_in, n_out), init = zeros())] w: ndarray::Array2<f64>,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let layer = Layer::builder().shape((2, 3)).build()?;
    /// assert_eq!(layer.size_out(), 3);
    /// # Ok::<(), Error>(())
    /// ```
    #[cfg(feature = "alloc")]
    fn size_out(&self) -> usize {
        self.shape().last().copied().unwrap_or(0)
    }

    /// Whether the input consists of spikes.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// assert!(!leaky.spiking_input());
    /// assert!(Leaky::builder().spiking_input(true).build()?.spiking_input());
    /// # Ok::<(), Error>(())
    /// ```
    fn spiking_input(&self) -> bool {
        front(self).is_some_and(|(registry, flags)| flags.spiking_input.unwrap_or(registry.spiking_input()))
    }

    /// Whether the output consists of spikes.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// #[derive(Module)]
    /// #[module(spiking_output)]
    /// struct Spiking {}
    /// assert!(Spiking {}.spiking_output() && !leaky.spiking_output());
    /// # Ok::<(), Error>(())
    /// ```
    fn spiking_output(&self) -> bool {
        front(self).is_some_and(|(registry, flags)| flags.spiking_output.unwrap_or(registry.spiking_output()))
    }

    /// Sets the attribute with this path; the value is checked as at construction, and copied in.
    ///
    /// Floats are converted to the attribute's float type, integers where exact, never a float to
    /// an integer.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// leaky.set("tau", 0.05)?;
    /// assert!(leaky.set("tau", -1.0).is_err()); // out of bounds: nothing is changed
    /// assert_eq!(leaky.set("tua", 0.05).unwrap_err().to_string(), "tua: there is no such attribute, did you mean `tau`?");
    /// assert_eq!(leaky.tau, 0.05);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// There is no such path, or the value has another shape or type, or lies outside the bounds;
    /// nothing is changed then.
    #[cfg(feature = "alloc")]
    fn set(&mut self, path: &str, value: impl IntoValue) -> Result<(), Error>
    where
        Self: Sized,
    {
        crate::write::set(self, path, value.into_value())
    }

    /// Sets all attributes that the tree has a value for; checked as at construction.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// let mut tree = Tree::new();
    /// tree.set("tau", 0.05.into())?;
    /// tree.set("dt", 1e-4.into())?;
    /// leaky.set_attributes(&tree)?;
    /// assert_eq!((leaky.tau, leaky.dt), (0.05, 1e-4));
    ///
    /// tree.set("tau", (-1.0).into())?;
    /// assert!(leaky.set_attributes(&tree).is_err()); // all or nothing
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`set`](Self::set), all of them at once; nothing is changed then.
    #[doc(alias = "load_state_dict")]
    #[cfg(feature = "alloc")]
    fn set_attributes(&mut self, tree: &Tree<Value>) -> Result<(), Error> {
        crate::write::set_attributes(self, tree)
    }

    /// Whether [`set_attributes`](Self::set_attributes) would take this tree; changes nothing.
    ///
    /// What a module's own `check = path` would say of the new values is not known before they are set, and is not asked.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// let mut tree = Tree::new();
    /// tree.set("tau", (-1.0).into())?;
    /// assert!(leaky.check_attributes(&tree).is_err());
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// Those that `set_attributes` would give for single attributes.
    #[cfg(feature = "alloc")]
    fn check_attributes(&self, tree: &Tree<Value>) -> Result<(), Error> {
        crate::write::check_attributes(self, tree)
    }

    /// Whether shapes, dims and bounds still hold, after direct writes to fields.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// leaky.tau = -1.0;
    /// assert_eq!(leaky.check().unwrap_err().to_string(), "tau: expected a value in 1e-6.., found -1.0");
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// All that does not hold.
    #[cfg(feature = "alloc")]
    #[doc(alias("validate"))]
    fn check(&self) -> Result<(), Error> {
        crate::write::check(self)
    }

    /// What is in the module and all below it, for people: `{}` shows a table of at most 100 columns,
    /// `{:#}` the wide form; see [`Summary`](crate::summary::Summary).
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// println!("{}", leaky.summary());
    /// println!("{}", leaky.summary().values());
    /// println!("{}", leaky.summary().to_markdown());
    /// # Ok::<(), Error>(())
    /// ```
    #[doc(alias = "print")]
    #[cfg(feature = "summary")]
    fn summary(&self) -> crate::summary::Summary
    where
        Self: Sized,
    {
        crate::summary::Summary::new(self)
    }

    /// Returns every state to what it was built with; constants stay. Of a part, see [`ViewMut::reset`].
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// leaky.x = 1.0;
    /// leaky.reset_state();
    /// assert_eq!(leaky.x, 0.0);
    /// # Ok::<(), Error>(())
    /// ```
    #[inline]
    fn reset_state(&mut self) {
        reset(self, OnlyStates::new(), None);
    }

    /// Returns every parameter to what it was built with; constants and simulation parameters stay.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// leaky.tau = 1.0;
    /// leaky.reset_parameters();
    /// assert_eq!(leaky.tau, 0.02);
    /// # Ok::<(), Error>(())
    /// ```
    #[inline]
    fn reset_parameters(&mut self) {
        reset(self, OnlyParameters::new(), None);
    }

    /// As [`reset_parameters`](Self::reset_parameters), but random initialisers draw anew, from
    /// this key and each attribute's path. The stored key stays.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, bounds = 1e-6..)] tau: f64,
    /// #     #[state] x: f64,
    /// #     #[simulation(init = 1e-3)] dt: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// #[derive(Module)]
    /// struct Noisy { #[parameter(init = normal(0.0, 1.0))] bias: f64, #[module(origin)] origin: Origin }
    /// let mut noisy = Noisy::builder().key(1).build()?;
    /// let first = noisy.bias;
    /// noisy.reset_parameters_with(2);
    /// assert_ne!(noisy.bias, first);
    /// noisy.reset_parameters(); // by its own key
    /// assert_eq!(noisy.bias, first);
    /// # Ok::<(), Error>(())
    /// ```
    #[doc(alias("manual_seed", "seed"))]
    #[inline]
    fn reset_parameters_with(&mut self, key: impl Into<Key>) {
        reset(self, OnlyParameters::new(), Some(key.into()));
    }
}

#[diagnostic::do_not_recommend]
impl<M: Structure + ?Sized> Module for M {}
/// What is declared of a module, and the flags that the instance has of its own.
type Known = (&'static Registry, Flags);

/// The module itself, or that inside a `Box` or an enum; none for lists of modules.
fn front<M: Module + ?Sized>(module: &M) -> Option<Known> {
    struct Front(Option<Known>);
    impl<'m> Visitor<'m> for Front {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {}
        fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
            // What has a path of its own is an element of a list.
            if at.segment().is_none() {
                let flags = module.origin.map(Origin::flags);
                self.0 = Some((module.registry(), flags.unwrap_or_default()));
            }
            false
        }
    }
    let mut front = Front(None);
    module.walk(&At::ROOT, &mut front);
    front.0
}

#[cfg(feature = "alloc")]
struct Children<'m> {
    root_entered: bool,
    modules: Vec<(String, &'m dyn AnyModule)>,
}

#[cfg(feature = "alloc")]
impl<'m> Visitor<'m> for Children<'m> {
    fn leaf(&mut self, _: Leaf<'_, 'm>) {}
    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        if at.segment().is_none() && !self.root_entered {
            self.root_entered = true;
            return true;
        }
        self.modules.push((at.to_path().to_string(), module.module()));
        false
    }
}
