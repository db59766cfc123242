//! Recursive modules: they compile, are built, walked, written, reset and shown, and they end.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, array};
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Branch<T: Element> {
    #[parameter(family = "weights", shape = n, init = zeros())]
    w: Array1<T>,
    #[module(shape = n)]
    children: Vec<Self>,
    #[module(shape = n)]
    next: Option<Box<Self>>,
    #[module]
    named: BTreeMap<String, Branch<T>>,
    #[module(origin)]
    origin: Origin,
}

fn leaf(n: usize) -> Branch<f64> {
    Branch::builder().n(n).build().unwrap()
}

#[test]
fn dims_flow_from_any_depth() -> Result<(), Error> {
    let tree = Branch::<f64>::builder()
        .children(vec![Branch::builder().next(Some(Box::new(leaf(3)))).build()?, leaf(3)])
        .build()?;
    assert_eq!(tree.w.len(), 3);
    let mut tree = Branch::builder().children(vec![tree.clone()]).next(Box::new(tree)).build()?;
    let paths: Vec<String> = tree.parameters().iter().map(|leaf| leaf.path().to_string()).collect();
    assert_eq!(
        paths,
        [
            "w",
            "children.0.w",
            "children.0.children.0.w",
            "children.0.children.0.next.w",
            "children.0.children.1.w",
            "next.w",
            "next.children.0.w",
            "next.children.0.next.w",
            "next.children.1.w",
        ]
    );
    tree.set("next.children.0.next.w", array![1.0, 2.0, 3.0])?;
    assert!(tree.set("next.children.0.next.w", array![1.0, 2.0]).is_err());
    tree.reset_parameters();
    assert_eq!(tree.parameters().arrays::<f64>().map(|a| a.sum()).sum::<f64>(), 0.0);
    tree.check()
}

#[test]
fn elements_of_another_length_are_told_at_their_depth() {
    let error = Branch::<f64>::builder()
        .n(2)
        .children(vec![leaf(2), leaf(3)])
        .next(Some(Box::new(leaf(4))))
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "children.1: expected shape (n) = (2), found (3); n = 2 was bound by the builder\n\
         next: expected shape (n) = (2), found (4); n = 2 was bound by the builder"
    );
}

#[test]
fn the_registry_and_its_display_end() {
    const R: &Registry = Branch::<f32>::REGISTRY;
    assert_eq!(R.submodules()[0].registry().submodules()[1].registry().name(), "Branch");
    let shown = R.to_string();
    assert_eq!(
        shown,
        "Branch (n)\n  w: parameter of `weights`, f32, (n)\n  children: Branch, as above\n  next: Branch, as above\n  named: Branch, as above"
    );
}

#[test]
fn families_are_asked_of_endless_types() -> Result<(), Error> {
    let tree = leaf(1);
    assert_eq!(tree.parameters().family("weights")?.len(), 1);
    assert_eq!(
        tree.parameters().family("weight").unwrap_err().to_string(),
        "no attribute declares the family `weight`, did you mean `weights`?"
    );
    Ok(())
}

/// Two types in each other.
#[derive(Module, Debug)]
struct Ping {
    #[parameter(family = "pings", init = 1.0)]
    x: f64,
    #[module]
    pong: Option<Box<Pong>>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Debug)]
struct Pong {
    #[parameter(family = "pongs", init = 2.0)]
    y: f64,
    #[module]
    pings: Vec<Ping>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn types_may_hold_each_other() -> Result<(), Error> {
    let pong = Pong::builder().pings(vec![Ping::builder().build()?]).build()?;
    let ping = Ping::builder().pong(Some(Box::new(pong))).build()?;
    assert_eq!(ping.parameters().family("pings")?.len(), 2);
    assert_eq!(ping.parameters().get("pong.pings.0.x").unwrap().scalar(), Some(1.0));
    assert!(Ping::builder().build()?.parameters().family("pongs")?.is_empty());
    let shown = Ping::REGISTRY.to_string();
    assert!(shown.contains("pings: Ping, as above"), "{shown}");
    assert!(shown.contains("y: parameter of `pongs`"), "{shown}");
    Ok(())
}

#[test]
fn a_box_of_itself_has_no_end_and_is_a_fault() {
    #[derive(Module, Debug)]
    struct Endless {
        #[module]
        next: Box<Self>,
        #[module(origin)]
        origin: Origin,
    }
    let error = Endless::builder().build().unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert!(
        error.to_string().ends_with("levels deep; a `Box<Self>` has no end, use `Option<Box<Self>>`"),
        "{error}"
    );
}

#[test]
fn deep_modules_are_walked_and_reset() -> Result<(), Error> {
    let mut tree = leaf(1);
    for _ in 0..200 {
        tree = Branch::builder().next(Some(Box::new(tree))).build()?;
    }
    assert_eq!(tree.parameters().len(), 201);
    let deepest = tree.parameters().iter().last().unwrap().path().to_string();
    assert_eq!(deepest, "next.".repeat(200) + "w");
    tree.set(&deepest, array![5.0])?;
    assert_eq!(tree.parameters().get(&deepest).unwrap().slice::<f64>(), Some(&[5.0][..]));
    tree.reset_parameters();
    assert_eq!(tree.parameters().get(&deepest).unwrap().slice::<f64>(), Some(&[0.0][..]));
    tree.check()
}
