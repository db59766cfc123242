//! One time step for a net.

use crate::layers::{N, neurons, synapses};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Instant, LifNeuron, Sequential};

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
