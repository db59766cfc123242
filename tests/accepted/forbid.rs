//! A crate that forbids to allow: generated code allows nothing.
#![allow(missing_docs)]
#![forbid(
    deprecated,
    non_snake_case,
    unused_imports,
    private_interfaces,
    private_bounds,
    unused_qualifications
)]

use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
pub struct Layer {
    #[parameter(family = "taus", init = 1.0)]
    pub w: f64,
    #[state(shape = n)]
    pub v: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
pub struct Bare {
    #[parameter(family = "taus", init = 1.0)]
    pub w: f64,
}

#[derive(Module)]
pub enum Either {
    A(Bare),
    B,
}

#[derive(AttributeValue, Clone, Debug, PartialEq)]
pub enum Solver {
    Euler,
    #[deprecated]
    #[attribute(rename = "rk4")]
    RungeKutta4,
    r#Else,
}

#[derive(AttributeValue, Clone, Debug, PartialEq)]
pub struct Seconds<T: Real = f64>(Vec<T>);

mod hidden {
    use rockpool_core::prelude::*;

    #[derive(AttributeValue, Clone, Debug, PartialEq)]
    struct Inner([f64; 2]);

    pub(super) fn inner() -> Value {
        Value::from(Inner([1.0, 2.0]))
    }
}

fn main() {
    assert_eq!(hidden::inner().numel(), 2);
    assert_eq!(Value::from(Seconds(vec![1.0])).numel(), 1);
    assert_ne!(Solver::Euler, Solver::r#Else);
    let layer = Layer::builder().n(3).build();
    assert!(layer.is_ok_and(|layer| layer.taus().w == &1.0));
}
