//! What serves as a submodule: builders and modules, in every container, nested and mixed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::Array1;
use rockpool_core::prelude::*;
use rockpool_core::{IntoSubmodule, build::Given};
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Cell {
    #[parameter(family = "weights", shape = n, init = normal(0.0, 1.0))]
    w: Array1<f64>,
    #[parameter(family = "taus", init = 0.02, unit = "s")]
    tau: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[allow(dead_code, reason = "variants that are left out")]
enum Choice {
    Cell(Cell),
    Pair((Cell, Cell)),
    Bias(Bias),
    Off,
}

#[derive(Module, Clone, Debug, PartialEq)]
struct Bias {
    #[parameter(init = uniform(0.0, 1.0))]
    bias: f64,
    #[module(origin)]
    origin: Origin,
}

fn cell() -> Cell {
    Cell::builder().n(2).key(Key::new(9)).build().unwrap()
}

fn builder() -> CellBuilder {
    Cell::builder().tau(0.5)
}

/// One container as the field of a module that gives it a shape.
#[derive(Module, Debug)]
#[module(shape = n)]
struct Holder<M: Module> {
    #[module(shape = n)]
    it: M,
    #[module(origin)]
    origin: Origin,
}

/// Built twice under one key: equal to the bit, and of the parent's shape.
macro_rules! holds {
    ($of:ty, $given:expr => $expected:expr) => {{
        let build = || Holder::<$of>::builder().n(2).it($given).key(Key::new(7)).build();
        let (one, two) = (build().unwrap(), build().unwrap());
        let values = |module: &Holder<$of>| module.attributes().to_tree();
        assert_eq!(values(&one), values(&two));
        let paths: Vec<String> =
            one.parameters().named("w").iter().map(|leaf| leaf.path().to_string()).collect();
        let expected: Vec<&str> = $expected.to_vec();
        assert_eq!(paths, expected);
        assert!(one.parameters().named("w").iter().all(|leaf| leaf.numel() == 2));
        one.check().unwrap();
        one
    }};
}

#[test]
fn every_container_takes_builders_and_modules() {
    holds!(Cell, cell() => ["it.w"]);
    holds!(Cell, builder() => ["it.w"]);
    holds!(Cell, Declared => ["it.w"]);
    holds!(Vec<Cell>, vec![builder(), builder()] => ["it.0.w", "it.1.w"]);
    holds!(Vec<Cell>, vec![cell(), cell()] => ["it.0.w", "it.1.w"]);
    holds!(Vec<Cell>, vec![Declared; 2] => ["it.0.w", "it.1.w"]);
    holds!(Vec<Cell>, [builder(), builder()] => ["it.0.w", "it.1.w"]);
    holds!(Vec<Cell>, [cell(), cell()] => ["it.0.w", "it.1.w"]);
    holds!(Vec<Cell>, vec![cell().into_submodule(), builder().into_submodule()] => ["it.0.w", "it.1.w"]);
    holds!(Vec<Vec<Cell>>, vec![vec![builder()], vec![builder(), builder()]] => ["it.0.0.w", "it.1.0.w", "it.1.1.w"]);
    holds!(Option<Cell>, builder() => ["it.w"]);
    holds!(Option<Cell>, cell() => ["it.w"]);
    holds!(Option<Cell>, Some(builder()) => ["it.w"]);
    holds!(Option<Cell>, Some(cell()) => ["it.w"]);
    holds!(Option<Cell>, None::<CellBuilder> => []);
    holds!(Option<Cell>, None::<Cell> => []);
    holds!(Option<Cell>, Declared => ["it.w"]);
    holds!(Option<Cell>, Some(Declared) => ["it.w"]);
    holds!(Option<Box<Cell>>, builder() => ["it.w"]);
    holds!(Option<Box<Cell>>, cell() => ["it.w"]);
    holds!(Option<Box<Cell>>, Some(builder()) => ["it.w"]);
    holds!(Option<Box<Cell>>, Some(Box::new(builder())) => ["it.w"]);
    holds!(Option<Box<Cell>>, Some(Box::new(cell())) => ["it.w"]);
    holds!(Option<Box<Cell>>, Box::new(cell()) => ["it.w"]);
    holds!(Option<Box<Cell>>, Declared => ["it.w"]);
    holds!(Box<Cell>, Box::new(cell()) => ["it.w"]);
    holds!(Box<Cell>, builder() => ["it.w"]);
    holds!(Box<Cell>, Box::new(builder()) => ["it.w"]);
    holds!(Box<Cell>, Declared => ["it.w"]);
    holds!([Cell; 2], [builder(), builder()] => ["it.0.w", "it.1.w"]);
    holds!([Cell; 2], [cell(), cell()] => ["it.0.w", "it.1.w"]);
    holds!([Cell; 2], Each(|_| builder()) => ["it.0.w", "it.1.w"]);
    holds!((Cell, Cell), (builder(), cell()) => ["it.0.w", "it.1.w"]);
    holds!((Cell, Cell), (cell(), builder()) => ["it.0.w", "it.1.w"]);
    holds!((Cell, Cell), (cell(), cell()) => ["it.0.w", "it.1.w"]);
    holds!((Cell, Cell), (Declared, builder()) => ["it.0.w", "it.1.w"]);
    holds!((Cell, Vec<Cell>, Option<Cell>), (cell(), vec![builder()], Declared) => ["it.0.w", "it.1.0.w", "it.2.w"]);
    holds!(BTreeMap<String, Cell>, [("a", builder()), ("b", builder())] => ["it.a.w", "it.b.w"]);
    holds!(BTreeMap<String, Cell>, vec![("a", cell())] => ["it.a.w"]);
    holds!(BTreeMap<String, Cell>, BTreeMap::from([("a".to_owned(), builder())]) => ["it.a.w"]);
    holds!(BTreeMap<String, Cell>, BTreeMap::from([("a".to_owned(), cell())]) => ["it.a.w"]);
    holds!(BTreeMap<String, Vec<Cell>>, [("a", vec![builder()])] => ["it.a.0.w"]);
    holds!(Vec<Option<Box<Cell>>>, vec![Some(builder()), None] => ["it.0.w"]);
    holds!(Vec<(Cell, Cell)>, vec![(builder(), cell())] => ["it.0.0.w", "it.0.1.w"]);
    holds!(Choice, builder() => ["it.w"]);
    holds!(Choice, cell() => ["it.w"]);
    holds!(Choice, Choice::Cell(cell()) => ["it.w"]);
    holds!(Choice, Variant(Choice::Pair, (builder(), cell())) => ["it.0.w", "it.1.w"]);
    holds!(Choice, Bias::builder() => []);
    holds!(Vec<Choice>, vec![builder(), builder()] => ["it.0.w", "it.1.w"]);
    holds!(Option<Choice>, Some(builder()) => ["it.w"]);
    holds!(Box<dyn DynModule>, Dynamic(builder()) => ["it.w"]);
    holds!(Box<dyn DynModule>, Box::new(cell()) => ["it.w"]);
    holds!(Box<dyn DynModule + Send + Sync>, Dynamic(builder()) => ["it.w"]);
    holds!(Vec<Box<dyn DynModule>>, vec![Dynamic(builder()), Dynamic(Bias::builder()), Dynamic(cell())] => ["it.0.w", "it.2.w"]);
    holds!(Vec<Box<dyn DynModule>>, vec![Box::new(cell())] => ["it.0.w"]);
    holds!(Option<Box<dyn DynModule>>, Dynamic(builder()) => ["it.w"]);
    holds!(Option<Box<dyn DynModule>>, Some(Dynamic(builder())) => ["it.w"]);
    holds!(BTreeMap<String, Box<dyn DynModule>>, [("a", Dynamic(builder()))] => ["it.a.w"]);
    holds!(Vec<Holder<Vec<Cell>>>, vec![Holder::<Vec<Cell>>::builder().it(vec![builder()])] => ["it.0.it.0.w"]);
    let _: fn(Given<'static, Cell>) = |_| ();
}

#[test]
fn a_generic_function_gives_its_module() {
    fn wrap<M: Module>(module: M) -> Holder<M> {
        Holder::builder().n(2).it(module).build().unwrap()
    }
    fn wrap_in_option<M: Module>(module: M) -> Holder<Option<M>> {
        Holder::builder().n(2).it(module).build().unwrap()
    }
    assert_eq!(wrap(cell()).it, cell());
    assert_eq!(wrap(vec![cell()]).it.len(), 1);
    assert!(wrap_in_option(cell()).it.is_some());
}

#[test]
fn constants_reach_everything_below() {
    let one = holds!(Cell, Constant(builder()) => []);
    assert_eq!(one.simulation_parameters().len(), 2);
    holds!(Vec<Cell>, vec![Constant(builder())] => []);
    holds!(Option<Cell>, Constant(builder()) => []);
    holds!(Cell, Constant(Declared) => []);
    holds!(Box<dyn DynModule>, Dynamic(Constant(builder())) => []);
    holds!((Cell, Cell), (Constant(builder()), builder()) => ["it.1.w"]);
    holds!(Holder<Vec<Cell>>, Constant(Holder::<Vec<Cell>>::builder().it(vec![builder()])) => []);
}

/// Draws nothing while it is built, and does later.
#[derive(Module, Clone, Debug, PartialEq)]
struct Later {
    #[parameter(init = normal(0.0, 1.0))]
    w: Option<f64>,
    #[module(origin)]
    origin: Origin,
}

/// The same below something without an origin.
#[derive(Module, Clone, Debug, PartialEq)]
struct Between {
    #[module]
    later: Vec<Later>,
}

#[derive(Module, Debug)]
struct Several {
    #[module]
    one: Later,
    #[module]
    many: Vec<Later>,
    #[module]
    any: Vec<Box<dyn DynModule>>,
    #[module]
    between: Option<Between>,
    #[module]
    inner: Box<Wrapper>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Debug)]
struct Wrapper {
    #[module]
    later: Later,
    #[module(origin)]
    origin: Origin,
}

fn later() -> Later {
    Later::builder().build().unwrap()
}

#[test]
fn what_is_built_and_drew_nothing_draws_later_by_the_key_and_its_path() -> Result<(), Error> {
    let several = |own: u64| -> Result<Several, Error> {
        let mut several = Several::builder()
            .one(later())
            .many(vec![later(), Later::builder().key(Key::new(own)).build()?])
            .any(vec![Box::new(later()) as Box<dyn DynModule>])
            .between(Between { later: vec![later()] })
            .inner(Wrapper::builder().later(later()).build()?)
            .key(Key::new(7))
            .build()?;
        several.one.w = Some(0.0);
        several.many.iter_mut().for_each(|later| later.w = Some(0.0));
        several.between.as_mut().unwrap().later[0].w = Some(0.0);
        several.inner.later.w = Some(0.0);
        several.reset_parameters();
        Ok(several)
    };
    let (one, two) = (several(1)?, several(1)?);
    assert_eq!(one.parameters().len(), 5);
    assert_eq!(one.parameters().to_tree(), two.parameters().to_tree());
    // As if builders had been given.
    let given = Later::builder().w(Declared);
    let built = Several::builder().one(given).key(Key::new(7)).inner(Declared).build()?;
    assert_eq!(one.one, built.one);
    assert_eq!(one.inner.origin.key(), built.inner.origin.key());
    assert_eq!(one.inner.later.origin.key(), built.inner.later.origin.key());
    // One that has a key of its own keeps that.
    let other = several(2)?;
    assert_ne!(one.many[1], other.many[1]);
    assert_eq!(one.many[0], other.many[0]);
    Ok(())
}
