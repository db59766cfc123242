//! Boxes of modules clone, whether what they hold is `Clone` or not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use core::sync::atomic::{AtomicUsize, Ordering};
use ndarray::{Array1, array};
use rockpool_core::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// Not `Clone`, with a field of every role.
#[derive(Module)]
#[module(shape = n)]
struct Cell<T: Element> {
    #[parameter(shape = n, init = uniform(0.0, 1.0))]
    w: Array1<f64>,
    #[parameter(init = normal(0.0, 1.0))]
    bias: Option<f64>,
    #[state(shape = n)]
    x: Vec<T>,
    #[simulation(init = Duration::from_millis(2), unit = "s")]
    refractory: Duration,
    #[module(skip)]
    label: String,
    #[module(skip)]
    shared: Arc<std::sync::Mutex<u32>>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
struct Gain {
    #[parameter(init = 1.0)]
    gain: f64,
}

#[derive(Module)]
enum Choice<M: Module> {
    One(M),
    Many { all: Vec<Gain> },
    Off,
}

/// Nothing is `Clone`, and a type parameter is not bounded by it.
#[derive(Module)]
struct Net<M: Module> {
    #[module]
    any: Vec<Box<dyn DynModule>>,
    #[module]
    choice: Choice<M>,
    #[module]
    pair: ([Gain; 2], Option<Box<Gain>>),
    #[module]
    by_name: BTreeMap<String, Cell<i32>>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
struct Tuple(#[parameter(init = 1.0)] f64, #[module] Gain, #[module(skip)] u8);

#[derive(Module)]
struct Unit;

#[derive(Module)]
enum Never {}

fn cell<T: Element>() -> CellBuilder<T> {
    Cell::<T>::builder().n(2).bias(Declared).label("a".to_owned())
}

#[test]
fn what_is_not_clone_clones_in_its_box_and_shares_nothing() {
    let net = Net::<Cell<f32>>::builder()
        .any(vec![
            Dynamic(cell::<f64>()),
            Dynamic(Gain { gain: 2.0 }),
            Dynamic(Tuple(2.0, Gain { gain: 3.0 }, 4)),
        ])
        .choice(Choice::One(cell::<f32>().key(Key::new(3)).build().unwrap()))
        .pair((Declared, Gain { gain: 5.0 }))
        .by_name([("a", cell::<i32>())])
        .key(Key::new(7))
        .build()
        .unwrap();
    let mut boxed: Vec<Box<dyn DynModule>> = vec![Box::new(net), Box::new(Unit)];
    boxed[0].set("any.0.w", array![3.0, 4.0]).unwrap();
    let before = boxed.attributes().to_tree();
    let mut again = boxed.clone();
    assert_eq!(again.attributes().to_tree(), before);
    // Its origin too: by the same keys, to the same values.
    again.reset_parameters();
    boxed.reset_parameters();
    assert_eq!(again.attributes().to_tree(), boxed.attributes().to_tree());
    assert_ne!(again.attributes().to_tree(), before);
    again.attributes_mut().for_each_array::<f64>(|_, mut array| array.fill(9.0));
    assert_ne!(again.attributes().to_tree(), boxed.attributes().to_tree());
}

#[test]
fn skipped_fields_and_constants_are_cloned() {
    let cell = cell::<f64>().w(Constant(array![1.0, 2.0])).shared(Arc::default()).build().unwrap();
    let again = cell.duplicate();
    assert_eq!((again.label.as_str(), &again.w, again.refractory), ("a", &cell.w, cell.refractory));
    assert!(Arc::ptr_eq(&again.shared, &cell.shared));
    assert_eq!(again.parameters().len(), 1);
    let many = Choice::<Gain>::Many { all: vec![Gain { gain: 2.0 }] };
    assert!(matches!(many.duplicate(), Choice::Many { all } if all[0].gain == 2.0));
    assert!(matches!(Choice::<Never>::Off.duplicate(), Choice::Off));
}

static CLONED: AtomicUsize = AtomicUsize::new(0);

/// Counts its clones, and has a skipped field that is not `Clone`.
#[derive(Module)]
struct Counted {
    #[parameter(init = 1.0)]
    gain: f64,
    #[module(skip)]
    guard: std::sync::Mutex<u32>,
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        CLONED.fetch_add(1, Ordering::Relaxed);
        Self { gain: self.gain, guard: std::sync::Mutex::default() }
    }
}

#[test]
fn what_is_clone_clones_by_that() {
    let boxed: Box<dyn DynModule + Send + Sync> =
        Box::new(Counted { gain: 2.0, guard: std::sync::Mutex::default() });
    let again = boxed.clone();
    assert_eq!(CLONED.load(Ordering::Relaxed), 1);
    assert_eq!(again.parameters().to_tree(), boxed.parameters().to_tree());
}

/// Compiles, and is a module, as long as nobody asks for a second one.
#[derive(Module)]
struct Unique {
    #[parameter(init = 1.0)]
    gain: f64,
    #[module(skip)]
    guard: std::sync::Mutex<u32>,
}

#[test]
fn what_cannot_be_cloned_is_a_module_still() {
    let mut unique = [Unique { gain: 2.0, guard: std::sync::Mutex::default() }];
    unique.reset_parameters();
    assert_eq!(unique[0].gain, 1.0);
    assert_eq!(*unique[0].guard.lock().unwrap(), 0);
}
