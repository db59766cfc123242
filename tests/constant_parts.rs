//! `Constant(..)` of what is given for a submodule: of modules, of builders, and of containers of both.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use rockpool_core::IntoSubmodule;
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug, PartialEq)]
struct Gain {
    #[parameter(init = normal(0.0, 1.0))]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
enum Choice {
    Gain(Gain),
    Nested(Nested),
}

#[derive(Module, Clone, Debug)]
struct Nested {
    #[module]
    inner: Gain,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
#[module(dims(n))]
struct Net {
    #[module]
    list: Vec<Gain>,
    #[module(len = n)]
    each: Vec<Gain>,
    #[module]
    option: Option<Gain>,
    #[module]
    boxed: Box<Gain>,
    #[module]
    array: [Gain; 2],
    #[module]
    pair: (Gain, Choice),
    #[module]
    map: BTreeMap<String, Gain>,
    #[module]
    choice: Choice,
    #[module]
    choices: Vec<Choice>,
    #[module]
    any: Box<dyn DynModule>,
    #[module]
    list_of_any: Vec<Box<dyn DynModule>>,
    #[module]
    deep: BTreeMap<String, Vec<Option<[Gain; 2]>>>,
    #[module]
    free: Gain,
    #[module(origin)]
    origin: Origin,
}

fn gain() -> GainBuilder {
    Gain::builder()
}

fn built() -> Gain {
    gain().gain(0.5).build().unwrap()
}

fn free<M: Module>(module: &M) -> Vec<String> {
    module.parameters().iter().map(|leaf| leaf.path().to_string()).collect()
}

#[test]
fn constant_holds_for_all_that_a_container_holds() -> Result<(), Error> {
    let net = || {
        Net::builder()
            .list(Constant(vec![gain(), gain()]))
            .n(2)
            .each(Constant(Each(|_| gain())))
            .option(Constant(Some(gain())))
            .boxed(Constant(Box::new(gain())))
            .array(Constant([gain(), gain()]))
            .pair(Constant((built(), gain())))
            .map(Constant([("a", gain())]))
            .choice(Constant(gain()))
            .choices(vec![Constant(gain()).into_submodule(), Constant(Nested::builder()).into_submodule()])
            .any(Constant(Dynamic(gain())))
            .list_of_any(Constant(vec![Dynamic(gain()), Dynamic(built())]))
            .deep(Constant([("a", vec![Some([gain(), gain()]), None])]))
            .key(7)
            .build()
    };
    assert_eq!(free(&net()?), ["free.gain"]);
    assert_eq!(net()?.attributes().to_tree(), net()?.attributes().to_tree());
    let mut again = net()?;
    again.reset_parameters_with(Key::new(1));
    assert_eq!(again.simulation_parameters().to_tree(), net()?.simulation_parameters().to_tree());
    Ok(())
}

#[test]
fn what_is_built_is_made_constant_in_its_place() -> Result<(), Error> {
    let choice = || Choice::Nested(Nested::builder().inner(gain().gain(2.0)).build().unwrap());
    let net = Net::builder()
        .n(0)
        .list(Constant(vec![built()]))
        .option(Constant(built()))
        .boxed(Constant(built()))
        .array([Constant(built()), Constant(built())])
        .pair((Constant(built()), Constant(choice())))
        .map([("a", Constant(built()))])
        .choice(Constant(built()))
        .any(Constant(Dynamic(built())))
        .list_of_any(vec![Dynamic(Constant(built())), Dynamic(Constant(gain()))])
        .free(built())
        .build()?;
    assert_eq!(free(&net), ["free.gain"]);
    // Within the builder of a module that shall be constant, too.
    let nested = Net::builder().n(0).choice(Constant(Nested::builder().inner(built()))).any(Dynamic(built()));
    let nested = nested.pair((built(), gain())).build()?;
    assert!(free(&nested.choice).is_empty());
    assert_eq!(nested.simulation_parameters().get("choice.inner.gain").unwrap().scalar(), Some(0.5));
    Ok(())
}

#[derive(Module, Clone, Debug)]
struct Unremembered {
    #[parameter(init = 1.0)]
    gain: f64,
}

#[derive(Module, Debug)]
struct Holder {
    #[module]
    one: Unremembered,
    #[module]
    list: Vec<Unremembered>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn what_would_not_remember_it_is_refused() {
    let one = || Unremembered { gain: 2.0 };
    let error =
        Holder::builder().one(Constant(one())).list(Constant(vec![one(), one()])).build().unwrap_err();
    let paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
    assert_eq!(paths, ["one.gain", "list.0.gain", "list.1.gain"], "{error}");
    assert!(error.to_string().contains("#[module(origin)]"), "{error}");
}
