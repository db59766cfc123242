//! `#[derive(Module)]` and `#[derive(AttributeValue)]`, the derive macros of `rockpool-core`, which
//! re-exports them: use that crate, not this one.
//!
//! The flow is that of the folders: `parse` → `model::raw` → `check` → `model::module` → `expand`;
//! [`Module`](macro@Module) is its reference for users.

#![cfg_attr(test, allow(clippy::expect_used))]

mod attribute_value;
mod check;
mod ctxt;
mod derive;
mod expand;
mod initialisers;
mod model;
mod nearest;
mod parse;
mod symbol;
#[cfg(test)]
mod tests;
#[allow(dead_code, reason = "shared with `rockpool-io`, which converts numbers")]
mod unit;

/// Makes a struct, or an enum of submodules, a module.
///
/// Its helper attributes are `#[parameter(..)]`, `#[state(..)]`, `#[simulation(..)]` and `#[module(..)]`.
///
/// ```
/// use ndarray::{Array1, Array2, ArrayD};
/// use rockpool_core::prelude::*;
///
/// /// Leaky integrate-and-fire neurons with exponential synapses.
/// #[derive(Module, Clone, Debug)]
/// #[module(shape = (n_in, n_out), dims(n_syn = n_in / n_out))]
/// pub struct Lif {
///     /// Recurrent weights.
///     #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
///     pub w_rec: Option<Array2<f64>>,
///     /// Synaptic time constants.
///     #[parameter(family = "taus", init = fill(20e-3), shape = [(n_out, n_syn), (1, n_syn), ()])]
///     pub tau_syn: ArrayD<f64>,
///     /// Membrane potential.
///     #[state(shape = n_out)]
///     pub vmem: Array1<f64>,
///     /// Time step of the solver.
///     #[simulation(init = 1e-3, unit = "s", bounds = 1e-6..)]
///     pub dt: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// # fn main() -> Result<(), rockpool_core::Error> {
/// let lif = Lif::builder().n_in(6).n_out(3).dt(1e-4).build()?;
/// assert_eq!(lif.tau_syn.shape(), [3, 2]);
/// # Ok(())
/// # }
/// ```
///
/// # Where it stands
///
/// On structs with named fields, tuple structs (whose fields are called `0`, `1`, … in paths, and `_0`,
/// `_1`, … in the builder) and unit structs; and on enums whose variants hold at most one field each,
/// which is a submodule. Lifetimes, type parameters, const parameters, defaults and where-clauses are
/// repeated as they are; no bound is added, so a type parameter used as a submodule is declared
/// `M: Module`. Recursive modules (`children: Vec<Self>`) work. A union is refused.
///
/// # Roles
///
/// Every field has exactly one:
///
/// | helper attribute | the field is | stands for |
/// |---|---|---|
/// | `#[parameter(..)]` | a parameter | what configures the module, and what is trained |
/// | `#[state(..)]` | a state | what `evolve` changes |
/// | `#[simulation(..)]` | a simulation parameter | what configures the solver |
/// | `#[module]`, `#[module(shape = ..)]` | a submodule | a module of its own, or a container of modules |
/// | `#[module(skip)]` | not registered | anything else |
/// | `#[module(origin)]` | the `Origin` | what remembers how the module was built; with it comes the builder |
///
/// A field without a role is an error, and so is one that is marked as other tools do: `#[param]`, `#[buffer]`,
/// `#[submodule]`, `#[skip]` and the like are known to the derive, which says what to write in their place. So is a
/// second origin. The field of an enum's variant is a
/// submodule and needs no mark; `#[module]` without arguments is let pass there.
///
/// # Arguments on the item
///
/// `#[module(..)]` on the struct or enum; several add up. An enum takes `crate` and `check` only.
///
/// | argument | default | meaning |
/// |---|---|---|
/// | `shape = (n_in, n_out)` | none | the module's own shape; its bare names declare free dims |
/// | `shape = inner` | none | the name of a submodule, whose shape is the struct's: for wrappers |
/// | `dims(k, n_syn = n_in / n_out)` | none | further dims, free or defined |
/// | `dims(n_in = default(n_out))` | none | what a free dim is where nothing else binds it; shapes may leave it out |
/// | `check = path` | none | `fn(&Self) -> Result<(), impl Display>`: what attributes cannot say one by one; held by `build`, `set`, `set_attributes` and loading, told by `check()` |
/// | `builder = BuildLif` | `LifBuilder` | the name of the builder, where that one is taken |
/// | `crate = ::path` | `::rockpool_core` | where the crate `rockpool_core` is found |
/// | `spiking_input`, `spiking_output` | not | flags, told by the methods of the same name; an instance has others by `.spiking_input(true)` on its builder |
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// #[module(shape = (n_in, n_out), dims(n_in = default(n_out)), check = Self::is_not_zero)]
/// struct Layer {
///     #[parameter(shape = (n_in, n_out), init = fill(1.0 / n_in as f64))]
///     w: Array2<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// impl Layer {
///     fn is_not_zero(&self) -> Result<(), &'static str> {
///         if self.w.sum() == 0.0 { Err("all weights are zero") } else { Ok(()) }
///     }
/// }
///
/// #[derive(Module)]
/// #[module(shape = inner)]
/// struct Scaled<M: Module> {
///     #[module]
///     inner: M,
///     #[parameter(init = 2.0)]
///     gain: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// # fn main() -> Result<(), rockpool_core::Error> {
/// let scaled = Scaled::<Layer>::builder().shape(4).build()?; // one length: `n_in` is `n_out`
/// assert_eq!((scaled.shape(), scaled.inner.w[[0, 0]]), ([4, 4].into(), 0.25));
/// let error = Layer::builder().w(Array2::zeros((4, 4))).build().map(|_| ()).unwrap_err();
/// assert_eq!(error.to_string(), "all weights are zero");
/// # Ok(())
/// # }
/// ```
///
/// # Arguments of `#[parameter(..)]`, `#[state(..)]` and `#[simulation(..)]`
///
/// Each may stand once, but `alias`.
///
/// | argument | default | meaning |
/// |---|---|---|
/// | `family = "weights"` | none | the family: any string; one that is an identifier gets accessors |
/// | `shape = ..` | the data's; `()` for scalars | the permitted shapes, see below |
/// | `init = expr` | `zeros()` for states | an initialiser or a plain value, in which the dims are numbers; what reset returns to |
/// | `init = like(v_rest)` | | the value of another attribute of the struct, by its field's name; a scalar is every element |
/// | `cast = path` | none | `fn(T) -> T`, applied once at construction, and whenever reset restores the value |
/// | `permit_reshape = false` | `true` | whether data must fit without being reshaped |
/// | `unit = "s"` | none | an SI unit, checked; one of time for the family `taus` |
/// | `bounds = 0.0..=1.0` | none | the range in which every element lies, of numbers or constants; NaN never does |
/// | `with = path` | none | a type of another crate is an attribute by way of a known one: `path` implements `With` for it |
/// | `rename = "name"` | the field's name | the public name in paths and files |
/// | `stored = false` | `true` | whether files leave it out, such as a cache or a type that has no stored form |
/// | `alias = "old"` | none | an older name that loading still accepts; may repeat |
/// | `common` | no | of `#[simulation(..)]`: modules that are parts of one have one value of it, such as a time step; `check` tells where they differ |
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Filter {
///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6.., rename = "tau", alias = "tau_mem")]
///     time_constant: f64,
///     #[simulation(init = -1e-3, cast = f64::abs, unit = "s")]
///     dt: f64,
///     #[state]
///     level: f64,
/// }
///
/// assert_eq!(Filter::REGISTRY.attributes()[0].name(), "tau");
/// let mut filter = Filter { time_constant: 0.1, dt: 1e-3, level: 0.0 };
/// *filter.taus_mut().time_constant = 0.2;
/// filter.reset_parameters();
/// assert_eq!(filter.time_constant, 0.02);
/// ```
///
/// Without an origin nothing remembers what a parameter was built with: then every parameter and
/// simulation parameter declares `init`, and every free dim is a length of some attribute's shape.
///
/// # Arguments of `#[module(..)]` on a field
///
/// | argument | meaning |
/// |---|---|
/// | `shape = (n_in, n_hidden)` | the submodule's shape in dims of this module; for each element of a container |
/// | `len = n_cells` | on a `Vec`: how many modules it has, a length as in shapes. So many are made where none are given; given ones are so many, and bind the dim |
/// | `init = builder` | what it is built from where none is given, with the dims as numbers; what a builder takes for the field |
/// | `rename = "name"`, `alias = "old"` | as above |
/// | `skip` | the field is not registered; it is given to the builder, or made by `Default` |
/// | `skip, init = expr` | the same where `Default` will not do |
/// | `origin` | the field is the module's `Origin`; takes no further arguments |
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// #[module(shape = n)]
/// struct Leak {
///     #[parameter(shape = n, init = fill(0.9))]
///     decay: Vec<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// #[derive(Module)]
/// #[module(shape = n)]
/// struct Net {
///     #[module(shape = n)]
///     first: Leak,
///     #[module(shape = n)]
///     then: Box<Leak>,
///     #[module(skip, init = String::from("untitled"))]
///     label: String,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// # fn main() -> Result<(), rockpool_core::Error> {
/// let net = Net::builder().first(Leak::builder().decay(vec![0.5; 4])).build()?;
/// assert_eq!(net.parameters().numel(), 8);
/// assert_eq!(net.label, "untitled");
/// # Ok(())
/// # }
/// ```
///
/// # Shapes
///
/// One shape `(a, b)`; one length `n`, short for `(n,)`; or a list `[(a, b), (b,), ()]` of permitted
/// shapes, of which the first is the default. The item and a submodule have one shape, no list.
///
/// A length is a dim, an integer, a const parameter, a constant or `static` in UPPER_CASE or a path to one
/// (`Self::N`, `config::WIDTH`), or `+ - * /` of these with parentheses. Division is exact. Dims are
/// the bare names in the item's `shape` and those in `dims(..)`; any other name is an error. What comes to no
/// length is refused: while compiling where it is made of integers and constants alone, as `WIDTH - 4`, and by
/// `build` where dims or parameters of the item stand in it.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// const CHANNELS: usize = 2;
///
/// #[derive(Module)]
/// #[module(shape = (n, CHANNELS), dims(half = n / 2))]
/// struct Window<const N: usize> {
///     #[parameter(init = ones(), shape = [(n + N), (half,)])]
///     taps: Vec<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// # fn main() -> Result<(), rockpool_core::Error> {
/// let window = Window::<3>::builder().n(4).build()?;
/// assert_eq!(window.taps.len(), 7);
/// # Ok(())
/// # }
/// ```
///
/// # Units
///
/// SI base and derived units, and those accepted with the SI (`min`, `h`, `d`, `deg`, `l`, `t`, `eV`, `%`,
/// …), and what papers write besides (`bar`, `mmHg`, `cal`, `Å`, `rpm`, `M` for mol/l, `degC`, `dB`), with
/// prefixes (`u` is `µ`, `ohm` is `Ω`), products (`V*s`, `V·s`, `V s`), quotients (`nS/cm^2`) and
/// powers (`s^-1`, `m²`, `V/s^(1/2)`); `1` for a number. What the SI does not know is written
/// `unit = other("persons/d")`: it is kept and shown, and converted by nothing.
///
/// # Enums
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
/// enum Choice {
///     Gain(Gain),
///     Many { all: Vec<Gain> },
///     Off,
/// }
///
/// let mut choice = Choice::Gain(Gain { gain: 2.0 });
/// assert_eq!(choice.parameters().get("gain").and_then(|leaf| leaf.scalar::<f64>()), Some(2.0));
/// choice.set("", "Off")?; // the variant is data: of an enum in a field, by the field's path
/// assert_eq!(choice.variants()[0].name(), "Off");
/// # Ok::<(), rockpool_core::Error>(())
/// ```
///
/// # What is generated
///
/// * The impl of `Module`: the registry as a constant, one walk, one mutable walk, what reset returns to.
/// * For each family whose name is an identifier: `lif.taus()` and `lif.taus_mut()`, which return the
///   structs of references `LifTaus` and `LifTausMut`, with one field for each attribute of the family
///   (tuple structs for tuple structs).
/// * With an origin: `Lif::builder()` and `LifBuilder`, with one method for each free dim and each
///   field, and `shape`, `key` and `build`.
///
/// All of it has the item's visibility. Names that would collide are refused: dims and fields called
/// `shape`, `key`, `build` or `builder` in a struct with an origin, families called `builder` or like a method
/// of `Module`, generic parameters that begin with `__`. Where a struct `LifBuilder` stands beside `Lif` already, rustc says
/// that the name is defined twice, and of each field that the other one lacks: write `#[module(builder = BuildLif)]`.
///
/// <!-- Of the names that rustdoc lists at the head of the page, most are refused: what is to be written stands above. -->
/// <style>.item-decl { display: none; } .docblock td code { overflow-wrap: normal; }</style>
#[proc_macro_derive(
    Module,
    attributes(
        parameter,
        state,
        simulation,
        module,
        // Those of `symbol::SPELLINGS`.
        param,
        params,
        buffer,
        sim,
        simulation_parameter,
        submodule,
        child,
        skip,
        origin,
    )
)]
pub fn module(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::derive(input.into()).into()
}

/// Makes an enum of words, or a struct of one field, an attribute value.
///
/// # Enums
///
/// An enum whose variants hold nothing is one of several words: it is read, set, shown and stored as text,
/// and the registry lists the choices. A word that is none of them is a fault that lists them.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(AttributeValue, Clone, Debug, PartialEq)]
/// enum Solver {
///     Euler,
///     #[attribute(rename = "rk4", alias = "runge_kutta")]
///     RungeKutta4,
/// }
///
/// #[derive(Module)]
/// struct Oscillator {
///     #[simulation(init = Solver::Euler)]
///     solver: Solver,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// # fn main() -> Result<(), rockpool_core::Error> {
/// let mut oscillator = Oscillator::builder().solver("rk4").build()?; // or `Solver::RungeKutta4`
/// assert_eq!(oscillator.solver, Solver::RungeKutta4);
/// oscillator.set("solver", "Euler")?;
/// assert_eq!(oscillator.solver, Solver::Euler);
/// assert_eq!(Oscillator::REGISTRY.attributes()[0].choices(), ["Euler", "rk4"]);
/// # Ok(())
/// # }
/// ```
///
/// | argument of `#[attribute(..)]` on a variant | default | meaning |
/// |---|---|---|
/// | `rename = "word"` | the variant's name | the word that stands for it |
/// | `alias = "old"` | none | another word that is still read; may repeat |
///
/// # Structs
///
/// A struct of one field is that field in everything: its shape and rank, bounds, unit, initialisers, flat
/// vectors, trees and files are the field's, and builders take the struct as well as what they take for the
/// field. The field's type is an attribute value itself.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(AttributeValue, Clone, Debug, PartialEq)]
/// struct Seconds<T: Element>(T);
///
/// #[derive(Module)]
/// struct Filter {
///     #[parameter(init = fill(0.02), unit = "s", bounds = 1e-6..)]
///     tau: Seconds<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// # fn main() -> Result<(), rockpool_core::Error> {
/// let mut filter = Filter::builder().tau(Seconds(0.1)).build()?; // or `0.1`
/// filter.set("tau", 0.05)?;
/// assert_eq!(filter.tau, Seconds(0.05));
/// assert_eq!(filter.parameters().flat::<f64>()?.to_vec(), [0.05]);
/// # Ok(())
/// # }
/// ```
///
/// # Both
///
/// The type is `Clone`, `Send`, `Sync` and `'static`. Generic parameters are repeated as they are; no bound is
/// added. `#[attribute(crate = ::path)]` on the item says where the crate `rockpool_core` is found.
#[proc_macro_derive(AttributeValue, attributes(attribute))]
pub fn attribute_value(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    attribute_value::derive(input.into()).into()
}
