//! `freeze` and `free`: parameters become constant after a module was built, and parameters again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, array};
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Cell {
    #[parameter(family = "weights", shape = n, init = uniform(0.0, 1.0))]
    w: Array1<f64>,
    #[parameter(family = "taus", init = 0.02)]
    tau: f64,
    #[parameter(init = 1.0)]
    gain: Option<f64>,
    #[state(shape = n)]
    x: Array1<f64>,
    #[simulation(init = 1e-3)]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
struct Bare {
    #[parameter(family = "taus", init = 0.5)]
    tau: f64,
}

#[derive(Module, Clone, Debug)]
struct Net {
    #[module]
    cells: Vec<Cell>,
    #[module]
    bare: Option<Bare>,
    #[module(origin)]
    origin: Origin,
}

fn cell(key: u64) -> Cell {
    Cell::builder().n(2).key(Key::new(key)).build().expect("all is declared")
}

fn net(bare: Option<Bare>) -> Net {
    let builder = Net::builder().cells(vec![cell(1), cell(2)]);
    match bare {
        Some(bare) => builder.bare(bare).build().expect("all is given"),
        None => builder.build().expect("all is given"),
    }
}

fn kind<M: Module>(module: &M, path: &str) -> Kind {
    module.attributes().get(path).expect("it is there").kind()
}

#[test]
fn a_frozen_parameter_is_a_simulation_parameter() {
    let mut net = net(None);
    assert_eq!(net.parameters_mut().taus().freeze().expect("all have an origin"), 2);
    assert_eq!((kind(&net, "cells.0.tau"), kind(&net, "cells.1.w")), (Kind::Simulation, Kind::Parameter));
    assert_eq!((net.parameters().len(), net.simulation_parameters().len()), (2, 4));
    assert_eq!(net.parameters().flat::<f64>().expect("floats").len(), 4);
    assert!(net.parameters().to_tree().get("cells.0.tau").is_none());
    assert_eq!(net.parameters_mut().taus().freeze().expect("nothing is left"), 0);
}

#[test]
fn resets_pass_it_over() {
    let mut net = net(None);
    net.attributes_mut().at("cells.1.w").expect("a path").freeze().expect("it has an origin");
    for cell in &mut net.cells {
        cell.w.fill(9.0);
    }
    net.reset_parameters();
    assert_eq!((net.cells[0].w.clone(), net.cells[1].w.clone()), (cell(1).w, array![9.0, 9.0]));
    assert_eq!(kind(&net, "cells.1.w"), Kind::Simulation, "kept by reset");
    net.reset_parameters_with(Key::new(5));
    assert_eq!(net.cells[1].w, array![9.0, 9.0]);
    let copy = net.clone();
    assert_eq!(kind(&copy, "cells.1.w"), Kind::Simulation, "a copy remembers");
    net.attributes_mut().at("cells.1").expect("a path").free().expect("it was frozen");
    net.reset_parameters();
    assert_eq!(net.cells[1].w, cell(2).w);
    assert_eq!(kind(&copy, "cells.1.w"), Kind::Simulation, "of its own");
}

#[test]
fn free_is_the_inverse() {
    let before = net(None);
    let mut net = before.clone();
    net.parameters_mut().freeze().expect("all have an origin");
    assert!(net.parameters().is_empty());
    assert_eq!(net.parameters_mut().free().expect("all are free"), 4);
    assert_eq!(net.parameters().len(), before.parameters().len());
    assert_eq!(kind(&net, "cells.0.dt"), Kind::Simulation, "declared so");
    net.parameters_mut().freeze().expect("again");
    assert_eq!(net.simulation_parameters_mut().of::<f64>().free().expect("all are floats"), 4);
}

#[test]
fn constants_of_the_builder_are_freed_too() {
    let mut cell = Cell::builder().n(2).tau(Constant(0.5)).build().expect("all is declared");
    assert_eq!(cell.attributes_mut().free().expect("one"), 1);
    cell.tau = 1.0;
    cell.reset_parameters();
    assert_eq!(cell.tau, 0.5, "what it was built with");
}

#[test]
fn a_module_without_an_origin_cannot_remember() {
    let mut net = net(Some(Bare { tau: 1.0 }));
    let error = net.parameters_mut().taus().freeze().unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert_eq!(error.faults()[0].path().to_string(), "bare.tau");
    assert!(error.to_string().contains("origin: Origin"), "{error}");
    assert_eq!(net.parameters().taus().len(), 3, "nothing is changed");
    net.parameters_mut().at("cells").expect("a path").taus().freeze().expect("these can");
    assert_eq!(net.parameters().taus().len(), 1);
    net.parameters_mut().free().expect("what is free stays so");
}

#[test]
fn states_are_never_constant() {
    let mut cell = cell(1);
    let error = cell.state_mut().freeze().unwrap_err();
    assert_eq!(error.faults()[0].path().to_string(), "x");
    assert_eq!(cell.attributes_mut().freeze().expect("the parameters are frozen"), 2);
    assert_eq!(kind(&cell, "x"), Kind::State);
    let error = Cell::builder().n(2).x(Constant(array![1.0, 2.0])).build().unwrap_err();
    assert_eq!(error.faults()[0].path().to_string(), "x");
    assert!(error.to_string().contains("never constant"), "{error}");
}

#[test]
fn a_literal_with_a_default_origin_remembers_from_then_on() {
    let mut cell = Cell {
        w: array![1.0, 2.0, 3.0],
        tau: 0.1,
        gain: Some(2.0),
        x: Array1::zeros(3),
        dt: 1.0,
        origin: Origin::default(),
    };
    cell.parameters_mut().named("gain").freeze().expect("it has an origin");
    assert_eq!(cell.shape(), [3]);
    cell.check().expect("the dims follow from the data");
    cell.reset_parameters();
    assert_eq!((cell.gain, cell.tau, cell.w.len()), (Some(2.0), 0.02, 3));
}

#[derive(Module)]
struct Many {
    #[parameter(init = [0.0; 2])]
    a: [f64; 2],
    #[module]
    list: [Bare; 0],
    #[module(origin)]
    origin: Origin,
}

#[test]
fn behind_dyn_too() {
    let mut boxed: Vec<Box<dyn DynModule>> =
        vec![Box::new(cell(1)), Box::new(Many::builder().build().expect("declared"))];
    assert_eq!(boxed.parameters_mut().freeze().expect("all have an origin"), 3);
    assert!(boxed.parameters().is_empty());
}
