//! A module of everything: names of maps, variants, constants, texts, arrays of any shape, a type of its own.

#![allow(
    missing_docs,
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared by tests and fuzz targets"
)]

use ndarray::{ArrayD, IxDyn};
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug)]
pub struct Any {
    #[parameter(family = "weights")]
    pub floats: ArrayD<f64>,
    #[parameter]
    pub integers: ArrayD<i64>,
    #[parameter]
    pub bytes: ArrayD<u8>,
    #[simulation(init = "euler")]
    pub text: String,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
pub struct Slow {
    #[parameter(init = 1e-3, unit = "s", bounds = 0.0..)]
    pub dt: f64,
    #[state]
    pub order: i64,
}

#[derive(Module, Clone, Debug)]
pub enum Stage {
    Slow(Slow),
    Any(Box<Any>),
    Off,
}

#[derive(Module, Clone, Debug)]
pub struct Wide {
    #[module]
    pub by_name: BTreeMap<String, Any>,
    #[module]
    pub stages: Vec<Stage>,
    #[module(rename = "rockpool")]
    pub own: Any,
    #[parameter(init = 1.0, rename = "__metadata__")]
    pub gain: f64,
    #[parameter(init = 0.0, stored = false)]
    pub cache: f64,
}

fn any(element: f64) -> Any {
    let shape = |lengths: &[usize]| IxDyn(lengths);
    Any::builder()
        .floats(Constant(ArrayD::from_elem(shape(&[2, 3]), element)))
        .integers(ArrayD::from_elem(shape(&[0, 3]), 1))
        .bytes(ArrayD::from_elem(shape(&[]), 200))
        .key(Key::new(7))
        .build()
        .unwrap()
}

pub fn fresh() -> Wide {
    Wide {
        by_name: ["a", "é", "__MACOSX", "\0"].map(|name| (name.to_owned(), any(0.5))).into(),
        stages: vec![Stage::Slow(Slow { dt: 0.5, order: 3 }), Stage::Off, Stage::Any(Box::new(any(1.5)))],
        own: any(2.5),
        gain: 2.0,
        cache: 9.0,
    }
}
