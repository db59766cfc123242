//! What the compiler finds out by itself: type parameters from arguments, keys from numbers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, array};
use rockpool_core::prelude::*;
use rockpool_nn::{FfwdStack, Linear};

#[derive(Module)]
struct Lookup<T: Element> {
    #[parameter]
    table: Array2<T>,
    #[parameter]
    bias: Option<Array1<T>>,
    #[parameter(init = uniform(0.0, 1.0))]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

// impl<T: Element> LookupBuilder<T>
#[test]
fn an_argument_fixes_a_type_parameter() {
    let lookup = Lookup::builder().table(array![[1_i32, 2]]).build().unwrap();
    assert_eq!(lookup.table, array![[1_i32, 2]]);
    let borrowed = array![[1.5_f32]];
    assert_eq!(Lookup::builder().table(&borrowed).build().unwrap().table[[0, 0]], 1.5);
    let constant = Lookup::builder().table(Constant(array![[true]])).build().unwrap();
    assert_eq!(constant.simulation_parameters().len(), 1);
    // One of an optional field as well.
    let both = Lookup::builder().bias(array![1_u8]).table(vec![2_u8]).build();
    assert!(both.is_err(), "a vector is no matrix, but of the same elements");
    let nested = Lookup::builder().table([[1_i64, 2], [3, 4]]).build().unwrap();
    assert_eq!(nested.table.sum(), 10);
}

#[test]
fn a_number_is_a_key() {
    let of = |key: u64| Lookup::builder().table(array![[1.0]]).key(key).build().unwrap().gain;
    let seven = Lookup::builder().table(array![[1.0]]).key(7).build().unwrap();
    assert_eq!((seven.gain, seven.origin.key()), (of(7), Some(Key::new(7))));
    let mut again = Lookup::builder().table(array![[1.0]]).key(Key::new(7)).build().unwrap();
    assert_eq!(again.gain, seven.gain);
    again.reset_parameters_with(8);
    assert_ne!(again.gain, seven.gain);
    again.reset_parameters_with(Key::new(7));
    assert_eq!(again.gain, seven.gain);
    again.state_mut().reset_with(7);
    let standing = |key: u64| Parameter::<Vec<f64>>::shaped(2).init(normal(0.0, 1.0)).key(key).resolve();
    let number = Parameter::<Vec<f64>>::shaped(2).init(normal(0.0, 1.0)).key(7).resolve().unwrap();
    assert_eq!(number.value(), standing(7).unwrap().value());
    let layer = || Linear::builder().shape((2, 2)).key(1).build().unwrap();
    let stack = |key: u64| FfwdStack::builder((layer(), layer())).key(key).build().unwrap();
    assert_eq!(stack(3).weights(), FfwdStack::builder((layer(), layer())).key(3).build().unwrap().weights());
}
