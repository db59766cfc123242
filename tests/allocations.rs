//! Walks, resets and flat copies allocate nothing; a counting allocator watches, thread by thread.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n, m))]
struct Layer {
    #[parameter(family = "weights", shape = (n, m), init = kaiming())]
    w: Array2<f64>,
    #[parameter(family = "weights", shape = (n, m), init = normal(0.0, 1.0))]
    v: Option<Array2<f64>>,
    #[parameter(family = "taus", shape = [(m,), ()], init = uniform(0.1, 0.2), bounds = 0.0..)]
    tau: ArrayD<f64>,
    #[parameter(shape = (n, n), init = identity())]
    unit: Array2<f64>,
    #[parameter(shape = 3, init = xavier())]
    fixed: [f64; 3],
    #[parameter(shape = m, init = uniform_sqrt())]
    vector: Vec<f64>,
    #[parameter(shape = m, init = unit_eigs())]
    eigs: Vec<f64>,
    #[parameter(init = 0.5)]
    scalar: f64,
    #[state(shape = (n, m))]
    x: Array2<f32>,
    #[state(shape = m, init = fill(3))]
    count: Array1<i64>,
    #[state(init = ones())]
    level: f32,
    #[simulation(init = 1e-3)]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

/// Without an origin.
#[derive(Module, Clone, Debug, PartialEq)]
struct Plain {
    #[parameter(init = [1.0, 2.0])]
    w: [f64; 2],
    #[state]
    x: f64,
}

#[derive(Module)]
struct Net {
    #[module]
    layers: Vec<Layer>,
    #[module]
    map: BTreeMap<String, (Plain, Option<Box<Layer>>)>,
    #[module]
    any: Box<dyn DynModule>,
    #[module(origin)]
    origin: Origin,
}

fn layer(seed: u64) -> Layer {
    Layer::builder().n(4).m(3).key(Key::new(seed)).build().unwrap()
}

fn net() -> Net {
    let given = Layer::builder()
        .w(array![[1.0, 2.0], [3.0, 4.0]])
        .v(Declared)
        .tau(Constant(0.5))
        .fixed(Init(fill(0.25)))
        .scalar(2)
        .build()
        .unwrap();
    let plain = Plain { w: [3.0, 4.0], x: 5.0 };
    Net::builder()
        .layers(vec![layer(1), given, layer(2)])
        .map(BTreeMap::from([("a key".to_owned(), (plain, Some(Box::new(layer(3)))))]))
        .any(Box::new(layer(4)))
        .build()
        .unwrap()
}

/// The number of allocations of `f`.
fn allocations(f: impl FnMut()) -> u64 {
    allocation_counter::measure(f).count_total
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| drop(std::hint::black_box(vec![1, 2, 3]))), 1);
    assert!(allocations(|| drop(net())) > 20);
}

#[test]
fn walks_allocate_nothing() {
    let mut net = net();
    let (mut numel, mut sum) = (0, 0.0);
    // A part is found without one as well.
    let mut parts = 0;
    let found = allocations(|| {
        let part = net.attributes().at("layers").and_then(|part| part.without("layers.1.w"));
        parts = part.map_or(0, |part| part.of::<f64>().len());
    });
    assert_eq!((found, parts > 0), (0, true));
    let count = allocations(|| {
        net.attributes().for_each(|leaf| {
            numel += leaf.numel();
            sum += leaf.slice::<f64>().map_or(0.0, |slice| slice.iter().sum());
        });
        net.parameters().weights().for_each(|leaf| numel += usize::from(*leaf.path() == "layers.1.w"));
        net.parameters().named("tau").for_each(|leaf| numel += leaf.shape().len());
        net.parameters_mut().weights().for_each_array::<f64>(|_, mut array| array *= 1.0);
        numel += net.state().len() + net.parameters().numel();
    });
    assert_eq!(count, 0);
    assert!(numel > 300 && sum != 0.0);
}

#[test]
fn resets_with_built_in_initialisers_allocate_nothing() {
    let mut net = net();
    let built = net.attributes().to_tree();
    net.attributes_mut().for_each_array::<f64>(|_, mut array| array.fill(-7.0));
    let spoilt = net.attributes().to_tree();
    assert_ne!(spoilt, built);
    let count = allocations(|| {
        net.reset_state();
        net.reset_parameters();
        net.simulation_parameters_mut().reset();
        net.parameters_mut().taus().named("tau").reset();
        net.attributes_mut().of::<f64>().reset();
    });
    assert_eq!(count, 0);
    // All but the literal without an origin, which returns to its declaration, is as it was built.
    let after = net.attributes().to_tree();
    for path in built.branches().iter().filter(|path| !path.starts_with("map.a key.0")) {
        assert_eq!(after.get(path), built.get(path), "{path}");
    }
    assert_eq!(after.get("map.a key.0.w"), Some(&Value::from([1.0, 2.0])));
    assert_eq!(allocations(|| net.reset_parameters_with(Key::new(5))), 0);
    assert_ne!(net.attributes().to_tree(), after);
}

#[test]
fn flat_copies_allocate_nothing() {
    let mut net = net();
    let mut buffer = vec![0.0; net.parameters().flat::<f64>().unwrap().len()];
    let count = allocations(|| {
        net.parameters().flat::<f64>().unwrap().copy_to(&mut buffer).unwrap();
        for element in &mut buffer {
            *element = element.abs() + 1.0;
        }
        net.parameters_mut().flat::<f64>().unwrap().copy_from(&buffer).unwrap();
    });
    assert_eq!(count, 0);
    assert!(buffer.len() > 100);
    assert_eq!(net.parameters().flat::<f64>().unwrap().to_vec(), buffer);
}

#[test]
fn b111_what_holds_an_attribute_stays_where_it_is() {
    let mut net = net();
    let place = |net: &Net| net.layers[0].w.as_ptr();
    let before = place(&net);
    net.reset_parameters();
    net.set("layers.0.w", Array2::<f64>::ones((4, 3))).unwrap();
    net.parameters_mut().flat::<f64>().map(|_| ()).unwrap();
    net.reset_parameters_with(Key::new(9));
    assert_eq!(place(&net), before);
}

#[test]
fn a_history_records_without_allocating() {
    let mut net = net();
    let mut history = History::new(net.attributes().of::<f64>(), 20).unwrap();
    let count = allocations(|| {
        for step in 0..20 {
            net.state_mut().for_each_array::<f64>(|_, mut array| array.fill(f64::from(step)));
            history.push(net.attributes().of::<f64>()).unwrap();
        }
    });
    assert_eq!((count, history.len()), (0, 20));
}
