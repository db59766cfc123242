//! What the README shows as output is what comes out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, array};
use rockpool_core::prelude::*;

const README: &str = include_str!("../README.md");

/// The first block of this language.
fn block(language: &str) -> &'static str {
    let (_, from) = README.split_once(&format!("```{language}\n")).unwrap();
    from.split_once("```").unwrap().0
}

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Leaky {
    #[parameter(family = "weights", shape = (n_in, n_out), init = kaiming())]
    w: Array2<f64>,
    #[parameter(family = "taus", shape = n_out, unit = "s", bounds = 1e-6.., init = fill(0.02))]
    tau: Array1<f64>,
    #[state(shape = n_out)]
    x: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn the_first_example_ends_in_the_error_that_is_shown() {
    let mut net = Leaky::builder().n_in(2).tau(array![0.01, 0.02, 0.05]).key(7).build().unwrap();
    let error = net.set("tau", array![0.03, 0.03]).unwrap_err();
    // As Rust shows the error that `main` returns.
    assert_eq!(block("text").trim_end(), format!("Error: {error:?}"));
    assert_eq!((net.w.dim(), net.x.dim()), ((2, 3), 3));
}

#[test]
fn the_first_example_is_short_and_is_the_one_of_this_test() {
    let example = block("rust,should_panic");
    assert!(example.lines().count() <= 25);
    let here = include_str!("readme.rs");
    let (_, of_struct) = here.split_once("#[derive(Module)]\n").unwrap();
    let (of_struct, _) = of_struct.split_once("\n}\n").unwrap();
    assert!(example.contains(of_struct));
}

#[test]
fn the_compile_error_that_is_shown_is_worded_as_those_that_are_tested() {
    let (_, shown) = README.split_once("error: unknown dim").unwrap();
    let line = format!("error: unknown dim{}", shown.lines().next().unwrap());
    let tested = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ui/dims")).unwrap();
    let is_there = tested
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "stderr"))
        .any(|path| std::fs::read_to_string(path).unwrap().lines().any(|tested| tested == line));
    assert!(is_there, "{line}");
}
