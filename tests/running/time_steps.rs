//! One time step for a net.

use crate::layers::{N, neurons, synapses};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, ExpSyn, FfwdStack, Instant, Layer, Lif, LifNeuron, Residual, Sequential};

#[test]
fn a_net_has_one_time_step_or_says_which_module_has_another() {
    let mut net = Sequential::named(["a", "b"], (neurons(), synapses())).unwrap();
    assert_eq!(net.time_step().unwrap(), Some(1e-3));
    net.layers_mut().1.dt = 2e-3;
    let told = net.time_step().unwrap_err().to_string();
    assert!(told.starts_with("b.dt: expected the time step of `a.dt`, 0.001 s, found 0.002 s"), "{told}");
    net.set_time_step(5e-4).unwrap();
    assert_eq!((net.layers().0.dt, net.layers().1.dt), (5e-4, 5e-4));
    assert!(net.set_time_step(-1.0).is_err());
    assert_eq!(net.time_step().unwrap(), Some(5e-4));
    assert_eq!(Instant::of(N, |x: f64| x).unwrap().time_step().unwrap(), None);
    let mut single = LifNeuron::<f32>::builder().n(2).build().unwrap();
    single.set_time_step(2e-3).unwrap();
    assert_eq!((single.dt, single.time_step().unwrap()), (2e-3, Some(2e-3)));
}

/// A struct of layers, and one in it.
#[derive(Module)]
struct Net {
    #[module(shape = (N, N))]
    first: Lif,
    #[module]
    rest: Inner,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
struct Inner {
    #[module]
    cells: Vec<Box<dyn Layer>>,
    #[module]
    choice: Option<ExpSyn<f32>>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn check_tells_of_modules_with_another_time_step_wherever_they_stand() {
    let cells: Vec<Box<dyn Layer>> = vec![Box::new(synapses()), Box::new(neurons())];
    let single = ExpSyn::<f32>::builder().n(1).build().unwrap();
    let mut net = Net::builder().rest(Inner::builder().cells(cells).choice(single)).build().unwrap();
    // One step, in single and in double precision.
    net.check().unwrap();
    net.attributes_mut().named("dt").for_each(|leaf| {
        if let Some(dt) = leaf.scalar_mut::<f64>() {
            *dt = 1e-4;
        }
    });
    let told = net.check().unwrap_err().to_string();
    assert_eq!(
        told,
        "rest.choice.dt: expected 0.0001, as `first.dt` is, found 0.001; modules that are parts of one have one `dt`, by `common`"
    );
    net.rest.choice.as_mut().unwrap().dt = 1e-4;
    net.check().unwrap();
    net.set("rest.cells.1.dt", 5e-4).unwrap();
    let error = net.check().unwrap_err();
    assert_eq!(
        (error.faults().len(), error.faults()[0].path().to_string()),
        (1, "rest.cells.1.dt".to_owned())
    );
}

#[test]
fn check_tells_it_of_every_combinator() {
    let layers = || {
        let mut other = neurons();
        other.dt = 2e-3;
        (neurons(), other)
    };
    let path = |error: Error| error.faults()[0].path().to_string();
    assert_eq!(path(Sequential::new(layers()).unwrap().check().unwrap_err()), "1_LifNeuron.dt");
    assert_eq!(path(Residual::new(layers()).unwrap().check().unwrap_err()), "1_LifNeuron.dt");
    assert_eq!(path(FfwdStack::new(layers()).unwrap().check().unwrap_err()), "1_LifNeuron.dt");
    let nested = Sequential::new((layers().1, Residual::new((layers().0,)).unwrap())).unwrap();
    assert_eq!(path(nested.check().unwrap_err()), "1_Residual.0_LifNeuron.dt");
    let mut nested = Sequential::new(rockpool_nn::layers![layers().1, nested]).unwrap();
    assert!(nested.check().is_err());
    nested.set_time_step(1e-4).unwrap();
    nested.check().unwrap();
}
