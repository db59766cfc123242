//! Initial states that are drawn at random.

use crate::layers::{N, input};
use ndarray::Array1;
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Lif, LifNeuron, Sequential};

#[test]
fn states_are_drawn_anew_with_a_key() {
    let neurons =
        || LifNeuron::builder().n(N).vmem(Init(uniform(-0.5, 0.5))).key(Key::new(1)).build().unwrap();
    let lif = Lif::builder().shape((N, N)).isyn(Init(normal(0.0, 0.1))).noise_std(0.1).key(Key::new(2));
    let mut net = Sequential::named(["a", "b"], (neurons(), lif.build().unwrap())).unwrap();
    let built = net.state().to_tree();
    let parameters = net.parameters().to_tree();
    assert_ne!(net.layers().0.vmem, Array1::<f64>::zeros(N));

    let mut run = |key: Option<u64>| {
        match key {
            Some(key) => net.state_mut().reset_with(Key::new(key)),
            None => net.reset_state(),
        }
        let start = net.state().to_tree();
        (start, net.evolve(input(1, 20, N)).unwrap())
    };
    let (first, output) = run(Some(3));
    let (second, other) = run(Some(4));
    assert_ne!(first, second);
    assert_ne!(output, other);
    assert_eq!(run(Some(3)), (first.clone(), output));
    // What is declared as zeros is zero, and the position of noise is that of the beginning.
    assert_eq!(first.get("b.vmem"), built.get("b.vmem"));
    assert_eq!(first.get("b.noise_position"), Some(&Value::from(0_u64)));
    assert_ne!(first.get("a.vmem"), built.get("a.vmem"));
    assert_ne!(first.get("b.isyn"), built.get("b.isyn"));
    // The key that the net was built with is kept.
    assert_eq!(run(None).0, built);
    assert_eq!(net.parameters().to_tree(), parameters);
}
