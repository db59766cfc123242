//! Which variant an enum of modules has is data: it is listed, set, kept in trees, and undone like values.
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
struct Rk4 {
    #[parameter(shape = n, init = uniform(0.0, 1.0))]
    w: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
struct Given {
    #[parameter]
    x: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
enum Inner {
    Fast,
    Slow(Rk4),
}

#[derive(Module, Clone, Debug, PartialEq)]
enum Integrator {
    Euler,
    Rk4(Rk4),
    Given(Given),
    Inner { inner: Inner },
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Net {
    #[parameter(shape = n, init = zeros())]
    bias: Array1<f64>,
    #[module(shape = n)]
    integrator: Integrator,
    #[module]
    more: Vec<Integrator>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
struct Holder {
    #[module]
    maybe: Option<Inner>,
    #[module]
    list: Vec<Inner>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
enum Outer {
    Held(Holder),
    Nothing,
}

/// A variant without attributes, of an enum that is not there: also within one that is switched.
#[test]
fn a_variant_of_an_enum_that_is_absent_is_told() {
    let held = |maybe, list| {
        let mut holder = Holder::builder().build().unwrap();
        (holder.maybe, holder.list) = (maybe, list);
        Outer::Held(holder)
    };
    let full = held(Some(Inner::Fast), vec![Inner::Fast, Inner::Fast]).attributes().to_tree();
    for mut module in [held(None, vec![Inner::Fast]), Outer::Nothing] {
        let before = module.clone();
        let error = module.set_attributes(&full).unwrap_err();
        let told = |path: &str| {
            let said = format!(
                "{path}: expected an enum of modules, to be made `Fast`, found none here; give one to the builder, or write the field"
            );
            error.faults().iter().any(|fault| fault.to_string() == said)
        };
        assert!(told("maybe") && told("list.1"), "{error}");
        assert_eq!(told("list.0"), module == Outer::Nothing);
        assert_eq!(module, before);
    }
    // What is there is set, and made.
    let mut module =
        held(Some(Inner::Slow(Rk4::builder().n(1).key(1).build().unwrap())), vec![Inner::Fast; 2]);
    module.set_attributes(&full).unwrap();
    assert_eq!(module.attributes().to_tree(), full);
    let empty = held(None, Vec::new());
    let mut module = Outer::Nothing;
    module.set_attributes(&empty.attributes().to_tree()).unwrap();
    assert_eq!(module, empty);
}

fn net(integrator: Integrator) -> Net {
    Net::builder()
        .n(2)
        .integrator(integrator)
        .more(vec![Integrator::Euler, Integrator::Euler])
        .key(Key::new(7))
        .build()
        .expect("all is given")
}

fn rk4() -> Integrator {
    Integrator::Rk4(Rk4::builder().n(2).key(Key::new(1)).build().expect("n is given"))
}

fn paths(error: &Error) -> Vec<String> {
    error.faults().iter().map(|fault| fault.path().to_string()).collect()
}

#[test]
fn variants_are_listed() {
    let names: Vec<&str> = Integrator::REGISTRY.variants().iter().map(Submodule::name).collect();
    assert_eq!(names, ["Euler", "Rk4", "Given", "Inner"]);
    let net = net(Integrator::Inner { inner: Inner::Fast });
    let variants: Vec<(String, &str)> =
        net.variants().iter().map(|variant| (variant.path().to_string(), variant.name())).collect();
    let expected =
        [("integrator", "Inner"), ("integrator", "Fast"), ("more.0", "Euler"), ("more.1", "Euler")];
    assert_eq!(variants, expected.map(|(path, name)| (path.to_string(), name)));
    let boxed: Box<dyn DynModule> = Box::new(net);
    assert_eq!(boxed.variants().len(), 4);
}

#[test]
fn set_gives_an_enum_another_variant() {
    let mut net = net(Integrator::Euler);
    net.set("integrator", "Rk4").expect("it is made from its dims");
    let Integrator::Rk4(first) = net.integrator.clone() else { panic!("{:?}", net.integrator) };
    assert_eq!(first.w.len(), 2);
    net.set("integrator", "Rk4").expect("it has that variant");
    assert_eq!(net.integrator, Integrator::Rk4(first.clone()), "nothing is made anew");
    // The key and the path alone decide.
    net.set("integrator", "Euler").expect("a variant without a module");
    net.set("integrator", "Rk4").expect("as before");
    assert_eq!(net.integrator, Integrator::Rk4(first));
    net.set("more.1", "Inner").unwrap_err();
    net.set("integrator", "Inner.Slow").unwrap_err();
}

#[test]
fn a_variant_that_cannot_be_made_says_why() {
    let mut net = net(rk4());
    let before = net.clone();
    let error = net.set("integrator", "Given").unwrap_err();
    assert_eq!(paths(&error), ["integrator"]);
    assert!(
        error.to_string().contains("`Given` of `Integrator` cannot be made without arguments"),
        "{error}"
    );
    let error = net.set("integrator", "Rk5").unwrap_err().to_string();
    assert_eq!(error, "integrator: `Integrator` has no variant `Rk5`, did you mean `Rk4`?");
    let error = net.set("integrator", "Adams").unwrap_err().to_string();
    assert!(error.contains("its variants are `Euler`, `Rk4`, `Given` and `Inner`"), "{error}");
    let error = net.set("integrator", 4.0).unwrap_err().to_string();
    assert!(error.contains("expected the name of a variant"), "{error}");
    assert_eq!(net, before);
}

#[test]
fn the_root_may_be_an_enum() {
    let mut integrator = rk4();
    integrator.set("", "Euler").expect("it needs nothing");
    assert_eq!(integrator, Integrator::Euler);
    let mut inner = Inner::Slow(Rk4::builder().n(3).build().expect("n is given"));
    inner.set("", "Fast").expect("it needs nothing");
    let error = inner.set("", "Slow").unwrap_err().to_string();
    assert!(error.contains("`n` is bound by nothing"), "{error}");
}

#[test]
fn a_tree_has_the_variant_and_brings_it_back() {
    let (mut euler, mut other) = (net(Integrator::Euler), net(rk4()));
    other.set("bias", array![1.0, 2.0]).expect("it fits");
    let tree = other.parameters().to_tree();
    assert_eq!(tree.subtree("integrator").and_then(Tree::variant), Some("Rk4"));
    euler.set_attributes(&tree).expect("the variant is set, and its values");
    assert_eq!(euler, other);
    let back = net(Integrator::Euler).parameters().to_tree();
    euler.set_attributes(&back).expect("back again");
    assert_eq!(euler, net(Integrator::Euler));
}

#[test]
fn all_or_nothing() {
    let mut net = net(Integrator::Euler);
    let before = net.clone();
    let mut tree = Tree::new();
    tree.set("integrator", Value::from("Rk4")).expect("a new path");
    tree.set("bias", Value::from(array![1.0, 2.0, 3.0])).expect("a new path");
    let error = net.set_attributes(&tree).unwrap_err();
    assert_eq!(paths(&error), ["bias"], "{error}");
    assert_eq!(net, before);

    let mut tree = Tree::new();
    tree.set_variant("integrator", "Rk4").expect("a new path");
    tree.set("integrator.w", Value::from(array![1.0, 2.0, 3.0])).expect("a new path");
    let error = net.set_attributes(&tree).unwrap_err();
    assert_eq!(paths(&error), ["integrator.w"], "{error}");
    assert_eq!(net, before);
    *tree.get_mut("integrator.w").expect("it is there") = array![1.0, 2.0].into();
    net.set_attributes(&tree).expect("it fits");
    assert_eq!(
        net.parameters().get("integrator.w").and_then(|w| w.array::<f64>().map(|w| w.sum())),
        Some(3.0)
    );
}

#[test]
fn a_tree_of_a_part_says_nothing_of_other_variants() {
    let (mut euler, other) = (net(Integrator::Euler), net(rk4()));
    let tree = other.parameters().named("bias").to_tree();
    euler.set_attributes(&tree).expect("the bias alone");
    assert_eq!(euler.integrator, Integrator::Euler);
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(check = Self::is_exact)]
struct Strict {
    #[module]
    integrator: Integrator,
    #[parameter(init = 1.0)]
    gain: f64,
}

impl Strict {
    fn is_exact(&self) -> Result<(), &'static str> {
        if self.integrator == Integrator::Euler && self.gain > 1.0 {
            Err("Euler is too coarse")
        } else {
            Ok(())
        }
    }
}

#[test]
fn a_variant_that_a_check_refuses_is_put_back() {
    let mut strict = Strict { integrator: rk4(), gain: 2.0 };
    let before = strict.clone();
    let error = strict.set("integrator", "Euler").unwrap_err();
    assert_eq!(error.to_string(), "Euler is too coarse");
    assert_eq!(strict, before);
    let mut tree = Tree::new();
    tree.set("integrator", Value::from("Euler")).expect("a new path");
    tree.set("gain", Value::from(0.5)).expect("a new path");
    strict.set_attributes(&tree).expect("both together");
    assert_eq!(strict, Strict { integrator: Integrator::Euler, gain: 0.5 });
}

#[derive(Module, Clone, Debug, PartialEq)]
enum Either<A: Module, B: Module> {
    Left(A),
    Right(B),
}

#[test]
fn enums_with_parameters_too() {
    let mut either: Either<Inner, Given> = Either::Left(Inner::Fast);
    let error = either.set("", "Right").unwrap_err().to_string();
    assert!(error.contains("cannot be made without arguments"), "{error}");
    let mut either: Either<Inner, Net> = Either::Right(net(Integrator::Euler));
    either.set("integrator", "Rk4").expect("below it");
    either.set("bias", array![1.0, 2.0]).expect("transparent");
}

#[test]
fn a_summary_shows_the_variant() {
    let text = net(rk4()).summary().to_string();
    assert!(text.contains("integrator: Integrator::Rk4, Rk4 (n) = (2)"), "{text}");
    assert!(text.contains("more.0: Integrator::Euler"), "{text}");
    let text = net(Integrator::Inner { inner: Inner::Fast }).summary().to_string();
    assert!(text.contains("integrator: Integrator::Inner(Inner::Fast)"), "{text}");
}
