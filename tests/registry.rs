//! The registry: a constant that says of every attribute what was written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD};
use rockpool_core::prelude::*;

/// Leaky integrate-and-fire neurons
/// with exponential synapses.
#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out), dims(n_syn = n_in / n_out))]
pub struct Lif {
    /// Recurrent weights.
    #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
    pub w_rec: Option<Array2<f64>>,
    /// Membrane time constants.
    #[parameter(family = "taus", shape = [(n_out,), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    pub tau_mem: ArrayD<f64>,
    #[state(shape = n_out)]
    pub vmem: Array1<f32>,
    #[simulation(init = 1e-3, unit = "s", rename = "step", alias = "dt", alias = "time_step")]
    pub dt: f64,
    #[simulation(init = 3, bounds = 1..=9)]
    pub order: u8,
    #[simulation(init = "euler", family = "my own")]
    pub solver: String,
    #[parameter]
    pub free: Option<Array2<bool>>,
    #[module(skip)]
    pub label: String,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Debug)]
#[module(shape = (a, b))]
struct Net {
    /// Hidden.
    #[module(shape = (a, b), rename = "first", alias = "old")]
    hidden: Lif,
    #[module(shape = (2 * a, b))]
    layers: Vec<Option<Lif>>,
    #[module(origin)]
    origin: Origin,
}

const R: &Registry = Lif::REGISTRY;
const TAU: &Attribute = &R.attributes()[1];
const NAMES: [&str; 2] = [TAU.name(), R.attributes()[3].name()];
const COUNT: usize = R.attributes().len() + Net::REGISTRY.submodules().len() + R.dims().len();
static UNIT: Option<&str> = TAU.unit();

#[test]
fn the_registry_is_usable_in_const_items() {
    assert_eq!((R.name(), R.docs()), ("Lif", "Leaky integrate-and-fire neurons\nwith exponential synapses."));
    assert_eq!((NAMES, COUNT, UNIT), (["tau_mem", "step"], 7 + 2 + 3, Some("s")));
    const KINDS: [Kind; 3] = [R.attributes()[0].kind(), R.attributes()[2].kind(), R.attributes()[3].kind()];
    assert_eq!(KINDS, [Kind::Parameter, Kind::State, Kind::Simulation]);
    const FAMILY: Option<&str> = R.attributes()[5].family();
    assert_eq!(FAMILY, Some("my own"));
    const DTYPE: Dtype = R.attributes()[2].dtype();
    assert_eq!(DTYPE, Dtype::F32);
    const SUBMODULE: Submodule = Net::REGISTRY.submodules()[0];
    assert_eq!((SUBMODULE.name(), SUBMODULE.docs(), SUBMODULE.aliases()), ("first", "Hidden.", &["old"][..]));
    assert_eq!(SUBMODULE.shape().unwrap().to_string(), "(a, b)");
    assert!(R.has_origin());
}

#[test]
fn attributes_say_what_was_written() {
    let shapes: Vec<String> = R.attributes().iter().map(|attribute| attribute.shapes().to_string()).collect();
    assert_eq!(shapes, ["(n_out, n_in)", "[(n_out), ()]", "(n_out)", "()", "()", "()", "any"]);
    assert_eq!(TAU.docs(), "Membrane time constants.");
    assert_eq!(TAU.family(), Some("taus"));
    let bounds = TAU.bounds().unwrap();
    assert_eq!(bounds.to_string(), "1e-6..");
    assert!(bounds.contains(rockpool_core::value::Number::Float(1e-6)));
    assert!(!bounds.contains(rockpool_core::value::Number::Float(f64::NAN)));
    let order = &R.attributes()[4];
    assert_eq!((order.bounds().unwrap().to_string(), order.dtype()), ("1..=9".into(), Dtype::U8));
    assert!(order.bounds().unwrap().upper_is_inclusive());
    assert_eq!(R.attributes()[3].aliases(), ["dt", "time_step"]);
    assert_eq!((R.attributes()[0].is_optional(), TAU.is_optional()), (true, false));
    assert_eq!((TAU.has_init(), R.attributes()[6].has_init()), (true, false));
    assert_eq!(R.attributes()[0].docs(), "Recurrent weights.");
    assert_eq!(R.attributes()[2].bounds().map(ToString::to_string), None);
}

#[test]
fn dims_say_what_they_are_defined_as() {
    let dims: Vec<(&str, Option<String>)> =
        R.dims().iter().map(|dim| (dim.name(), dim.definition().map(|length| length.to_string()))).collect();
    assert_eq!(dims, [("n_in", None), ("n_out", None), ("n_syn", Some("n_in / n_out".into()))]);
    assert_eq!(R.shape().unwrap().to_string(), "(n_in, n_out)");
}

#[test]
fn submodules_lead_to_their_registries() {
    let submodules = Net::REGISTRY.submodules();
    assert_eq!(submodules[0].registry().name(), "Lif");
    assert_eq!(submodules[0].registry().attributes()[1], *TAU);
    assert_eq!((submodules[1].name(), submodules[1].registry().name()), ("layers", "Lif"));
    assert_eq!(submodules[1].shape().unwrap().to_string(), "(2 * a, b)");
    let net = Net::builder().a(2).b(2).build().unwrap();
    assert_eq!(net.registry().name(), "Net");
    assert_eq!(net.parameters().get("first.tau_mem").unwrap().attribute(), TAU);
}

#[test]
fn the_registry_is_shown_whole() {
    assert_eq!(
        Net::REGISTRY.to_string(),
        "Net (a, b)\n  \
           first: Lif (n_in, n_out), n_syn = n_in / n_out\n    \
             w_rec: parameter of `weights`, f64, (n_out, n_in)\n    \
             tau_mem: parameter of `taus`, f64, [(n_out), ()], s, in 1e-6..\n    \
             vmem: state, f32, (n_out)\n    \
             step: simulation, f64, (), s\n    \
             order: simulation, u8, (), in 1..=9\n    \
             solver: simulation of `my own`, str, ()\n    \
             free: parameter, bool, any\n  \
           layers: Lif (n_in, n_out), n_syn = n_in / n_out\n    \
             w_rec: parameter of `weights`, f64, (n_out, n_in)\n    \
             tau_mem: parameter of `taus`, f64, [(n_out), ()], s, in 1e-6..\n    \
             vmem: state, f32, (n_out)\n    \
             step: simulation, f64, (), s\n    \
             order: simulation, u8, (), in 1..=9\n    \
             solver: simulation of `my own`, str, ()\n    \
             free: parameter, bool, any"
    );
}
