//! What editors show for the helper attributes of `#[derive(Module)]` and their arguments: generated code
//! names these where the user wrote them.
//!
//! Traits, because a trait can be imported any number of times without a name.
#![allow(non_camel_case_types, reason = "they are called what users write")]

/// A parameter: it configures the module, and it is what is trained.
///
/// `#[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]`
pub trait parameter {}

/// A state: `evolve` changes it. Without `init` it begins at `zeros()`.
///
/// `#[state(shape = n_out)]`
pub trait state {}

/// A simulation parameter: it configures the solver, and is not trained.
///
/// `#[simulation(init = 1e-3, unit = "s")]`
pub trait simulation {}

/// On a field, a submodule: a module of its own, or a container of modules. With `skip` the field is not registered; with `origin` it is what
/// remembers how the module was built.
///
/// `#[module(shape = (n_in, n_hidden))]`, `#[module(skip)]`, `#[module(origin)]`
pub trait module {}

/// The family of an attribute: any string; `weights`, `taus` and `biases` are the usual ones. One that is an identifier gets
/// accessors, such as `lif.taus()` and `lif.taus_mut()`.
///
/// `family = "weights"`
pub trait family {}

/// One shape, or the permitted ones, of which the first is the default. Lengths are dims, integers, const parameters, constants in
/// UPPER_CASE, and `+ - * /` of these.
///
/// On the item also the name of a submodule, whose shape is the struct's.
///
/// `shape = (n_out, n_in)`, `shape = n`, `shape = [(n_out,), ()]`, `shape = inner`
pub trait shape {}

/// What an attribute begins with and returns to at reset: an initialiser, or a plain value.
///
/// Dims of the module are numbers in it, and `like(v_rest)` begins with another attribute. On a submodule, what it is built from.
///
/// `init = kaiming()`, `init = fill(1.0 / n_in as f64)`, `init = 1e-3`, `init = like(v_rest)`
pub trait init {}

/// A function from the value's type to itself, applied once at construction, and whenever reset restores the value.
///
/// `cast = f64::abs`
pub trait cast {}

/// Whether data of another shape but equal size is reshaped, if it is flat or differs in lengths of 1 only. `true` unless said otherwise.
///
/// `permit_reshape = false`
pub trait permit_reshape {}

/// Whether files have the attribute. `true` unless said otherwise; a cache, or a type that has no stored form, is left out.
///
/// `stored = false`
pub trait stored {}

/// Modules that are parts of one have one value of it, such as a time step: `check` tells where they differ.
///
/// `#[simulation(init = 1e-3, unit = "s", common)]`
pub trait common {}

/// The unit, in SI symbols with prefixes; of time for the family `taus`.
///
/// `unit = "mV"`, `unit = "nS/cm^2"`
pub trait unit {}

/// The range in which every element lies; NaN never does. Checked wherever a value enters.
///
/// `bounds = 0.0..=1.0`, `bounds = 1e-6..`
pub trait bounds {}

/// A type of another crate is an attribute by way of one that is known: the path of a type that implements
/// `With` for it.
///
/// `with = Millis`
pub trait with {}

/// The public name in paths and files, if it is not the field's.
///
/// `rename = "name"`
pub trait rename {}

/// An older name that loading still accepts; may repeat.
///
/// `alias = "old"`
pub trait alias {}

/// How many modules a `Vec` has: a length, as in shapes. So many are made where none are given.
///
/// `#[module(len = n_cells)]`
pub trait len {}

/// The field is not registered: it is given to the builder, or made by `init`, or by `Default`.
///
/// `#[module(skip)]`, `#[module(skip, init = String::from("untitled"))]`
pub trait skip {}

/// The field is the module's `Origin`: with it come `builder()`, and resets to what the instance was given.
///
/// `#[module(origin)]`
pub trait origin {}

/// Further dims of the module: free ones by name, defined ones with a length.
///
/// With `default(..)`, what a free dim is where nothing else binds it.
///
/// `dims(k, n_syn = n_in / n_out)`, `dims(n_in = default(n_out))`
pub trait dims {}

/// A function from `&Self` to `Result<(), impl Display>`: what no other argument can say. It is held wherever a module is built or set, and told
/// by `check`.
///
/// `check = Self::check_taus`
pub trait check {}

/// The input consists of spikes, which the method of this name tells.
pub trait spiking_input {}

/// The output consists of spikes, which the method of this name tells.
pub trait spiking_output {}

/// What the builder is called, where `LifBuilder` is taken.
///
/// `builder = BuildLif`
pub trait builder {}
