//! How much stack it takes to build what holds large arrays in itself: a small multiple of its size, nested and in
//! containers too, with and without optimisation.
//!
//! A stack that overflows ends the process: every case is built by this program, started once more.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use rockpool_core::prelude::*;
use std::collections::BTreeMap;
use std::process::{Command, Stdio};

type Matrix = [[f64; 100]; 100];

/// Bytes of the array.
const SIZE: usize = size_of::<Matrix>();

/// At most so many times the size of what is built.
const MOST: usize = 8;

/// What building takes at any size.
const BESIDE: usize = 128 << 10;

#[derive(Module, Clone, Debug)]
struct Large {
    #[parameter(init = uniform(0.0, 1.0))]
    w: Matrix,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
struct Several {
    #[parameter(init = fill(0.5))]
    w: Matrix,
    #[state]
    x: Matrix,
    #[simulation(init = from_fn(|_| [[0.25; 100]; 100]))]
    s: Option<Matrix>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
struct Plain {
    #[parameter(init = ones())]
    w: Matrix,
}

#[derive(Module, Clone, Debug)]
struct Nested<M: Module> {
    #[module]
    inner: M,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
struct Containers {
    #[module]
    list: Vec<Large>,
    #[module]
    option: Option<Large>,
    #[module]
    boxed: Box<Large>,
    #[module]
    array: [Large; 2],
    #[module]
    pair: (Large, Plain),
    #[module]
    map: BTreeMap<String, Large>,
    #[module]
    any: Vec<Box<dyn DynModule>>,
    #[module]
    choice: Choice,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
enum Choice {
    Large(Large),
    Plain(Plain),
}

type Deep = Nested<Nested<Nested<Nested<Large>>>>;

fn build<M>(made: Result<M, Error>) -> M {
    made.unwrap()
}

/// What is built, by name, and how large it is.
const CASES: [(&str, usize, fn()); 9] = [
    ("declared", size_of::<Large>(), || drop(build(Large::builder().key(Key::new(1)).build()))),
    ("given", size_of::<Large>(), || drop(build(Large::builder().w(vec![1.0; 10_000]).build()))),
    ("constant", size_of::<Large>(), || drop(build(Large::builder().w(Constant(vec![0.5; 10_000])).build()))),
    ("initialised", size_of::<Large>(), || drop(build(Large::builder().w(Init(normal(0.0, 1.0))).build()))),
    ("several", size_of::<Several>(), || drop(build(Several::builder().s(Declared).build()))),
    ("plain", size_of::<Plain>(), || drop(build(Nested::<Plain>::builder().build()))),
    ("deep", size_of::<Deep>(), || drop(build(Deep::builder().build()))),
    ("builders", size_of::<Deep>(), || {
        let inner =
            Nested::<Nested<Large>>::builder().inner(Nested::<Large>::builder().inner(Large::builder()));
        drop(build(Deep::builder().inner(Nested::<Nested<Nested<Large>>>::builder().inner(inner)).build()));
    }),
    ("containers", size_of::<Containers>(), || {
        let large = Large::builder;
        let containers = Containers::builder()
            .list(vec![large(), large()])
            .option(large())
            .pair((large(), Declared))
            .map([("a", large())])
            .any(vec![Dynamic(large()), Dynamic(Plain { w: [[0.0; 100]; 100] })])
            .choice(large());
        drop(build(containers.build()));
    }),
];

const CASE: &str = "ROCKPOOL_STACK_CASE";
const STACK: &str = "ROCKPOOL_STACK_BYTES";

/// Whether a case is built on a stack of so many bytes.
fn fits(case: &str, bytes: usize) -> bool {
    let mut this = Command::new(std::env::current_exe().unwrap());
    this.args(["--exact", "what_is_large_is_built_on_little_stack"]);
    this.env(CASE, case).env(STACK, bytes.to_string()).stdout(Stdio::null()).stderr(Stdio::null());
    this.status().unwrap().success()
}

#[test]
fn what_is_large_is_built_on_little_stack() {
    if let (Ok(case), Ok(bytes)) = (std::env::var(CASE), std::env::var(STACK)) {
        let (_, _, run) = CASES.into_iter().find(|(name, ..)| *name == case).unwrap();
        let thread = std::thread::Builder::new().stack_size(bytes.parse().unwrap()).spawn(run).unwrap();
        return thread.join().unwrap();
    }
    assert_eq!(SIZE, 80_000);
    let over: Vec<&str> = CASES
        .into_iter()
        .filter(|(case, size, _)| !fits(case, MOST * size + BESIDE))
        .map(|(case, ..)| case)
        .collect();
    assert!(over.is_empty(), "more than {MOST} times its size: {}", over.join(", "));
}
