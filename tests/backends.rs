//! What the Torch and Jax backends of the original lose or let pass: families, constants, initial
//! values, shapes and names stay here, whatever is set, reset, cloned or taken apart.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, ExpSyn, FfwdStack, Instant, Lif, LifNeuron, Linear, Rate, Sequential, layers};

fn halved(tau: ArrayD<f64>) -> ArrayD<f64> {
    tau / 2.0
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out), spiking_output)]
struct Layer {
    #[parameter(family = "weights", shape = (n_in, n_out), init = kaiming())]
    w: Array2<f64>,
    #[parameter(family = "taus", shape = [(n_out,), ()], init = fill(0.02), cast = halved, unit = "s")]
    tau: ArrayD<f64>,
    #[state(shape = n_out)]
    x: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out))]
struct Net {
    #[module(shape = (n_in, n_out))]
    free: Layer,
    #[module(shape = (n_in, n_out))]
    fixed: Layer,
    #[module(origin)]
    origin: Origin,
}

fn net() -> Net {
    Net::builder()
        .shape((2, 3))
        .free(Layer::builder().tau(0.5))
        .fixed(Layer::builder().tau(Constant(0.25)))
        .key(Key::new(1))
        .build()
        .unwrap()
}

fn spoil(net: &mut Net) {
    net.parameters_mut().for_each_array::<f64>(|_, mut array| array.fill(-9.0));
}

fn paths<M: Module>(view: View<'_, M>) -> Vec<String> {
    view.iter().map(|leaf| leaf.path().to_string()).collect()
}

#[test]
fn b032_a_constant_array_stays_constant_in_whatever_form_it_is_given() {
    let w = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    let layers = [
        Layer::builder().w(Constant(&w)).build().unwrap(),
        Layer::builder().w(Constant(w.view())).build().unwrap(),
        Layer::builder().w(Constant(w.clone().into_dyn())).build().unwrap(),
        Layer::builder().w(Constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])).build().unwrap(),
        Layer::builder().shape((2, 3)).w(Constant(vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0])).build().unwrap(),
        Layer::builder().w(Parameter::new(Constant(w.clone()))).build().unwrap(),
    ];
    for layer in layers {
        assert_eq!(layer.w, w);
        assert_eq!(paths(layer.parameters()), ["tau"]);
        assert_eq!(paths(layer.simulation_parameters()), ["w"]);
    }
}

#[test]
fn b096_b097_b111_setting_and_resetting_write_in_place() {
    let mut net = net();
    let addresses = |net: &Net| [net.free.w.as_ptr(), net.free.tau.as_ptr(), net.fixed.x.as_ptr()];
    let built = addresses(&net);
    net.set("free.w", array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).unwrap();
    let tree = net.attributes().to_tree();
    net.set_attributes(&tree).unwrap();
    net.reset_state();
    net.reset_parameters();
    net.reset_parameters_with(Key::new(2));
    assert_eq!(addresses(&net), built);
}

#[test]
fn b100_b103_b116_b123_clones_and_leaves_keep_constants_shapes_casts_and_initial_values() {
    let built = net();
    let mut taken_apart = net();
    let (leaves, def) = taken_apart.parameters().flatten();
    spoil(&mut taken_apart);
    taken_apart.parameters_mut().unflatten(&def, leaves).unwrap();
    assert_eq!(taken_apart, built);
    for mut net in [built.clone(), taken_apart] {
        assert_eq!(paths(net.parameters()), ["free.w", "free.tau", "fixed.w"]);
        spoil(&mut net);
        net.reset_parameters();
        assert_eq!(net, built);
        assert_eq!(net.free.tau[[]], 0.25, "given as 0.5, and cast");
        assert!(net.set("free.w", Array2::<f64>::zeros((3, 2))).is_err());
    }
}

#[test]
fn b107_b108_resetting_and_setting_keep_families_and_initial_values() {
    let (built, mut net) = (net(), net());
    let families = |net: &Net| (paths(net.parameters().taus()), paths(net.parameters().weights()));
    let declared = families(&net);
    let mut other = net.parameters().to_tree();
    other.set("free.tau", 0.125.into()).unwrap();
    net.set_attributes(&other).unwrap();
    assert_eq!(families(&net), declared);
    net.reset_parameters();
    assert_eq!(families(&net), declared);
    assert_eq!(net, built, "what was set is not what reset returns to");
}

#[test]
fn b109_b110_whatever_is_given_is_checked() {
    let wrong = || Array2::<f64>::zeros((3, 2));
    assert!(Layer::builder().shape((2, 3)).w(Parameter::new(wrong())).build().is_err());
    assert!(
        Layer::builder().shape((2, 3)).w(Init(from_fn(|_| Array2::<f64>::zeros((3, 2))))).build().is_err()
    );
    let mut net = net();
    assert!(net.set("free.w", wrong()).is_err());
    assert!(net.set("fixed.w", wrong()).is_err());
    net.free.w = wrong();
    assert_eq!(net.check().unwrap_err().faults()[0].path(), "free.w");
}

#[test]
fn b112_a_number_for_an_array_is_reset_as_it_was_cast() {
    let mut layer = Layer::builder().shape((1, 2)).tau(0.05).build().unwrap();
    assert_eq!(layer.tau[[]], 0.025);
    layer.tau.fill(7.0);
    layer.reset_parameters();
    assert_eq!(layer.tau[[]], 0.025);
}

#[test]
fn b113_attributes_by_name_are_the_living_ones() {
    let mut net = net();
    net.free.tau.fill(0.75);
    let live: Vec<f64> = net.attributes().named("tau").arrays::<f64>().map(|tau| tau.sum()).collect();
    assert_eq!(live, [0.75, 0.125]);
}

#[test]
fn b061_families_are_uniform() {
    let family = |name: &str| match name {
        "weight" | "w_rec" | "0_1_weight" | "1_2_weight" => Some("weights"),
        "tau" | "tau_mem" | "tau_syn" => Some("taus"),
        "bias" => Some("biases"),
        "threshold" => Some("thresholds"),
        _ => None,
    };
    let stack = FfwdStack::new(layers![
        Lif::builder().shape((2, 2)).w_rec(Declared).build().unwrap(),
        Rate::builder().n(2).w_rec(Declared).build().unwrap(),
        Linear::builder().shape((2, 2)).bias(Declared).build().unwrap(),
        ExpSyn::builder().n(2).build().unwrap(),
        LifNeuron::builder().n(2).build().unwrap(),
        Instant::of(2, f64::abs).unwrap(),
    ]);
    let mut parameters = 0;
    for leaf in stack.unwrap().parameters() {
        let name = leaf.attribute().name();
        let expected = if name.ends_with("_weight") { Some("weights") } else { family(name) };
        assert_eq!(leaf.family(), expected, "{}", leaf.path());
        parameters += usize::from(leaf.family().is_some());
    }
    assert_eq!(parameters, 20);
}

#[test]
fn b080_equal_layers_are_recorded_under_their_own_names() {
    let linear = || Linear::builder().weight(array![[1.0, 0.5], [0.5, 1.0]]).build().unwrap();
    let lif = || Lif::builder().shape((2, 2)).build().unwrap();
    let mut net = Sequential::new((linear(), lif(), linear(), lif())).unwrap();
    let (_, record) = net.evolve_recorded(Array2::ones((20, 2))).unwrap();
    let vmem = |name: &str| record.get(name).unwrap();
    assert_ne!(vmem("1_Lif.vmem"), vmem("3_Lif.vmem"));
    assert_ne!(vmem("0_Linear_output"), vmem("2_Linear_output"));
}

#[test]
fn b120_b121_b122_names_of_layers_are_kept_and_others_are_refused() {
    let lif = || Lif::builder().shape((2, 2)).build().unwrap();
    let mut net = Sequential::named(["ear", "brain"], layers![lif(), lif()]).unwrap();
    let (leaves, def) = net.parameters().flatten();
    net.parameters_mut().unflatten(&def, leaves).unwrap();
    net.reset_parameters();
    assert_eq!(net.names().collect::<Vec<_>>(), ["ear", "brain"]);
    assert!(net.parameters().get("brain.tau_mem").is_some());
    let mut gradient = Tree::new();
    gradient.set("1_Lif.tau_mem", 0.5.into()).unwrap();
    assert!(net.set_attributes(&gradient).is_err());
}
