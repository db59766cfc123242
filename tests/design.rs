//! The example of the design, whole: nets, builders, views, errors.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::prelude::*;

/// A dense layer.
#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out))]
pub struct Linear {
    /// Weights.
    #[parameter(family = "weights", shape = (n_in, n_out), init = kaiming())]
    pub weight: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

/// Leaky integrate-and-fire neurons with exponential synapses.
#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out), dims(n_syn = n_in / n_out))]
pub struct Lif {
    /// Recurrent weights.
    #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
    pub w_rec: Option<Array2<f64>>,
    /// Membrane time constants.
    #[parameter(family = "taus", shape = [(n_out,), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    pub tau_mem: ArrayD<f64>,
    /// Synaptic time constants.
    #[parameter(family = "taus", shape = [(n_out, n_syn), (1, n_syn), ()], init = fill(20e-3), unit = "s")]
    pub tau_syn: ArrayD<f64>,
    /// Membrane potential.
    #[state(shape = n_out)]
    pub vmem: Array1<f64>,
    /// Time step of the solver.
    #[simulation(init = 1e-3, unit = "s")]
    pub dt: f64,
    #[module(origin)]
    origin: Origin,
}

/// A hidden layer and a readout; one dimension algebra runs through both.
#[derive(Module, Debug)]
#[module(shape = (n_in, n_out), dims(n_hidden))]
pub struct Net {
    #[module(shape = (n_in, n_hidden))]
    pub project: Linear,
    #[module(shape = (n_hidden, n_hidden))]
    pub hidden: Lif,
    #[module(shape = (n_hidden, n_out))]
    pub readout: Linear,
    #[module(skip)]
    pub label: String,
    #[module(origin)]
    origin: Origin,
}

fn lif() -> Result<Lif, Error> {
    Lif::builder()
        .n_in(6)
        .n_out(3)
        .tau_mem(0.05)
        .tau_syn(Constant(array![0.01, 0.02]))
        .w_rec(Init(normal(0.0, 0.1)))
        .key(Key::new(7))
        .build()
}

#[test]
fn a_neuron_is_built_as_the_design_says() -> Result<(), Error> {
    let lif = lif()?;
    assert_eq!(lif.tau_mem.shape(), &[] as &[usize]);
    assert_eq!(lif.tau_syn.shape(), &[1, 2]);
    assert_eq!(lif.w_rec.as_ref().map(|w| w.dim()), Some((3, 6)));
    assert_eq!(lif.parameters().len(), 2);
    assert_eq!(lif.simulation_parameters().len(), 2);
    assert_eq!(lif.shape(), [6, 3]);
    Ok(())
}

#[test]
fn dims_flow_through_a_net() -> Result<(), Error> {
    let net = Net::builder().n_in(2).n_out(4).hidden(Lif::builder().n_out(3).tau_mem(0.05)).build()?;
    assert_eq!(net.hidden.vmem.len(), 3);
    assert_eq!(net.project.weight.dim(), (2, 3));
    assert_eq!(net.readout.weight.dim(), (3, 4));
    let p = net.parameters();
    let leaf = p.get("hidden.tau_mem").unwrap();
    assert_eq!(leaf.path().to_string(), "hidden.tau_mem");
    assert_eq!(leaf.scalar::<f64>(), Some(0.05));
    assert_eq!(p.family("taus")?.len(), 2);
    assert_eq!(p.families(["taus", "weights"])?.len(), 4);
    let error = p.family("tau").unwrap_err();
    assert_eq!(error.to_string(), "no attribute declares the family `tau`, did you mean `taus`?");
    Ok(())
}

#[test]
fn faults_name_the_dim_both_values_and_the_binder() {
    let error = Lif::builder()
        .n_in(3)
        .vmem(array![0.0, 0.0, 0.0])
        .tau_mem(array![1., 2., 3., 4.])
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "tau_mem: expected shape (n_out) = (3) or (), found (4); n_out = 3 was bound by `vmem`"
    );
}

#[test]
fn a_net_is_written_read_and_reset() -> Result<(), Error> {
    let mut net = Net::builder().n_in(2).n_out(4).n_hidden(3).key(Key::new(1)).build()?;
    let built = net.attributes().to_tree();
    net.set("hidden.tau_mem", 0.03)?;
    let mut tree = Tree::new();
    tree.set("hidden.tau_mem", array![0.03, 0.04, 0.05].into())?;
    net.set_attributes(&tree)?;
    net.check()?;
    net.parameters_mut().weights().for_each_array::<f64>(|_, mut a| a *= 0.5);
    assert_ne!(net.attributes().to_tree(), built);
    net.reset_parameters();
    assert_eq!(net.attributes().to_tree(), built);
    let flat = net.parameters().flat::<f64>()?;
    let v = flat.to_vec();
    assert_eq!(v.len(), 2 * 3 + (3 + 3) + 3 * 4);
    net.parameters_mut().flat::<f64>()?.copy_from(&v)?;
    let LifTausMut { tau_mem, tau_syn } = net.hidden.taus_mut();
    tau_mem.fill(1.0);
    tau_syn.fill(2.0);
    println!("{}", net.summary());
    println!("{}", Net::REGISTRY);
    Ok(())
}
