//! `len = ..`: the number of modules in a list is a dim like any other.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array2, array};
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug, PartialEq)]
struct Region {
    #[parameter(init = uniform(0.0, 1.0))]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(dims(regions_n))]
struct Brain {
    #[parameter(shape = (regions_n, regions_n), init = zeros())]
    between: Array2<f64>,
    #[module(len = regions_n)]
    regions: Vec<Region>,
    #[module(len = regions_n + 1)]
    borders: Vec<Region>,
    #[module(origin)]
    origin: Origin,
}

/// Without an origin, its dims follow from what is there.
#[derive(Module, Debug)]
#[module(dims(n))]
struct Plain {
    #[parameter(shape = (n, n), init = zeros())]
    between: Array2<f64>,
    #[module(len = n)]
    regions: Vec<Region>,
}

#[test]
fn so_many_are_made_where_none_are_given() -> Result<(), Error> {
    let brain = Brain::builder().regions_n(3).key(Key::new(1)).build()?;
    assert_eq!((brain.regions.len(), brain.borders.len()), (3, 4));
    assert_ne!(brain.regions[0], brain.regions[1]);
    let more = Brain::builder().regions_n(5).key(Key::new(1)).build()?;
    assert_eq!(more.regions[..3], brain.regions[..], "a path's number does not depend on how many there are");
    let brain = Brain::builder().between(Array2::zeros((2, 2))).build()?;
    assert_eq!(brain.regions.len(), 2);
    brain.check()
}

#[test]
fn given_ones_bind_the_dim() -> Result<(), Error> {
    let brain = Brain::builder().regions(vec![Region::builder(), Region::builder()]).build()?;
    assert_eq!((brain.between.dim(), brain.borders.len()), ((2, 2), 3));
    let built = vec![Region::builder().build()?];
    assert_eq!(Brain::builder().regions(built).build()?.between.dim(), (1, 1));
    let each =
        Brain::builder().regions_n(2).regions(Each(|index| Region::builder().gain(index as f64))).build()?;
    assert_eq!(each.regions[1].gain, 1.0);
    Ok(())
}

#[test]
fn another_number_is_a_fault_at_the_list() {
    let two = || vec![Region::builder(), Region::builder()];
    let error = Brain::builder().regions_n(5).regions(two()).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "regions: expected regions_n = 5 modules, found 2; regions_n = 5 was bound by the builder"
    );
    let mut brain = Brain::builder().regions_n(2).build().unwrap();
    brain.regions.pop();
    let error = brain.check().unwrap_err();
    assert_eq!(
        error.to_string(),
        "regions: expected regions_n = 2 modules, found 1; regions_n = 2 was bound by the builder"
    );
    assert!(Brain::builder().build().is_err(), "nothing says how many");
}

#[test]
fn without_an_origin_the_list_is_held_against_the_data() {
    let regions = || vec![Region::builder().build().unwrap(), Region::builder().build().unwrap()];
    let mut plain = Plain { between: Array2::zeros((2, 2)), regions: regions() };
    plain.check().unwrap();
    assert!(plain.set("between", array![[1.0]]).is_err());
    plain.set("between", array![[1.0, 2.0], [3.0, 4.0]]).unwrap();
    let plain = Plain { between: Array2::zeros((5, 5)), regions: regions() };
    assert!(plain.check().is_err());
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Layer {
    #[parameter(shape = n, init = uniform(0.0, 1.0))]
    gains: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

/// A list whose elements have a shape, of dims that only the parent knows, below a module that is left out as well.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (depth, n), dims(width = 2 * n))]
struct Stack {
    #[module(len = depth, shape = width)]
    layers: Vec<Layer>,
    #[parameter(shape = (depth, depth), init = zeros())]
    between: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(dims(depth, n))]
struct Towers {
    #[module(shape = (depth, n))]
    one: Stack,
    #[module(len = depth - 1, shape = (depth, n))]
    more: Vec<Stack>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn those_that_are_made_have_the_shape_that_is_declared() -> Result<(), Error> {
    let built = Stack::builder().n(3).depth(2).key(7).build()?;
    assert_eq!(built.layers.iter().map(|layer| layer.gains.len()).collect::<Vec<_>>(), [6, 6]);
    let by_data = Stack::builder().n(3).between(Array2::zeros((2, 2))).key(7).build()?;
    assert_eq!(by_data, built);
    let given = Stack::builder().n(3).layers(Each(|_| Layer::builder())).between(Array2::zeros((2, 2)));
    assert_eq!(given.key(7).build()?, built);

    let towers =
        Towers::builder().one(Stack::builder().between(Array2::zeros((3, 3)))).n(1).key(7).build()?;
    assert_eq!((towers.one.layers.len(), towers.more.len(), towers.more[1].layers.len()), (3, 2, 3));
    assert_eq!(towers.more[1].layers[2].gains.len(), 2);
    assert_eq!(towers, Towers::builder().depth(3).n(1).key(7).build()?);
    towers.check()
}
