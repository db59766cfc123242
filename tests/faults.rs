//! Faults: each kind with its words as the guide lists them, and many of them as a short list.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::prelude::*;
use rockpool_core::{Fault, Init};
use std::collections::BTreeMap;
use std::error::Error as _;

const GUIDE: &str = include_str!("../rockpool-core/src/guide/errors.md");

/// The rows of the guide's catalogue: the kind's name and what it says.
fn catalogue() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut rows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in GUIDE.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        if let [kind, words, _] = cells.as_slice() {
            rows.entry(kind.trim_matches('`')).or_default().push(words.trim_matches('`').trim());
        }
    }
    rows
}

const GAIN: f64 = 1.0;

#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out), dims(n_syn = n_in / n_out))]
struct Layer {
    #[parameter(family = "weights", shape = (n_out, n_in), init = ones())]
    w: Array2<f64>,
    #[parameter(family = "taus", shape = [(n_out,), ()], init = fill(0.02), unit = "s", bounds = 1e-6..)]
    tau: ArrayD<f64>,
    #[parameter(shape = n_out, init = GAIN)]
    gain: Option<Array1<f64>>,
    #[simulation(init = 7)]
    steps: u8,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Debug)]
struct Bare {
    #[parameter]
    x: f64,
    #[parameter]
    list: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

#[allow(dead_code, reason = "listed in a message")]
#[derive(Module, Debug)]
enum Choice {
    One(Box<Layer>),
    Off,
}

#[derive(Module, Debug)]
struct Net {
    #[module]
    layers: Vec<Layer>,
    #[module]
    choice: Choice,
    #[module]
    endless: Option<Endless>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Debug)]
struct Endless {
    #[module]
    next: Box<Self>,
    #[module(origin)]
    origin: Origin,
}

/// Of a type parameter it is known at run time only that its shape has another rank.
#[derive(Module, Debug)]
#[module(shape = n)]
struct Narrow<M: Module> {
    #[module(shape = n)]
    layer: M,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Default)]
#[rustfmt::skip]
struct Nine {
    #[parameter(family = "a", init = 0.0)] a: f64,
    #[parameter(family = "b", init = 0.0)] b: f64,
    #[parameter(family = "c", init = 0.0)] c: f64,
    #[parameter(family = "d", init = 0.0)] d: f64,
    #[parameter(family = "e", init = 0.0)] e: f64,
    #[parameter(family = "f", init = 0.0)] f: f64,
    #[parameter(family = "g", init = 0.0)] g: f64,
    #[parameter(family = "h", init = 0.0)] h: f64,
    #[parameter(family = "i", init = 0.0)] i: f64,
}

#[derive(Module, Debug)]
#[module(check = Self::is_ordered)]
struct Ordered {
    #[parameter(init = 0.02)]
    tau_decay: f64,
    #[parameter(init = 0.002)]
    tau_rise: f64,
}

impl Ordered {
    fn is_ordered(&self) -> Result<(), &'static str> {
        if self.tau_rise < self.tau_decay { Ok(()) } else { Err("`tau_rise` is not below `tau_decay`") }
    }
}

fn layer() -> Layer {
    Layer::builder().shape((2, 2)).build().unwrap()
}

/// The name of the variant, from its `Debug`.
fn kind(fault: &Fault) -> String {
    format!("{:?}", fault.kind()).split([' ', '(']).next().unwrap().to_owned()
}

/// Every kind of fault, as it really comes about.
fn errors() -> Vec<Error> {
    let tree = |path: &str, value: Value| {
        let mut tree = Tree::new();
        tree.set(path, value).unwrap();
        tree
    };
    let build = |builder: LayerBuilder| builder.build().unwrap_err();
    let net = || Net::builder().choice(Choice::Off).layers(vec![layer(), layer()]);
    vec![
        build(Layer::builder().shape((6, 3)).tau(array![0.1, 0.2, 0.3, 0.4])),
        build(Layer::builder().w(Array2::zeros((6, 3))).shape((6, 3))),
        build(Layer::builder().shape((2, 2)).gain(1.0)),
        build(Layer::builder().shape((2, 2, 2))),
        build(Layer::builder().shape((2, 2)).n_in(3)),
        build(Layer::builder().n_out(2)),
        build(Layer::builder().n_in(5).n_out(2)),
        build(Layer::builder().shape((2, 2)).tau(array![0.1, -0.1])),
        layer().set("steps", "seven").unwrap_err(),
        build(Layer::builder().shape((2, 2)).steps(256)),
        build(Layer::builder().shape((2, 2)).gain(Declared)),
        layer().set("gain", array![1.0, 2.0]).unwrap_err(),
        build(Layer::builder().shape((2, 2)).w(Init(from_fn(|_| array![[1.0]])))),
        Bare::builder().list(vec![1.0]).build().unwrap_err(),
        Bare::builder().x(1.0).list(Init(zeros())).build().unwrap_err(),
        build(Layer::builder().shape((2, 2)).tau(State::new(0.1))),
        build(Layer::builder().shape((2, 2)).tau(Parameter::new(0.1).family("biases"))),
        Ordered { tau_decay: 0.02, tau_rise: 0.002 }.set("tau_rise", 0.5).unwrap_err(),
        net().build().unwrap().set("choice", "On").unwrap_err(),
        net().build().unwrap().set("choice", "One").unwrap_err(),
        Ordered { tau_decay: 0.02, tau_rise: 0.002 }.parameters_mut().freeze().unwrap_err(),
        Net::builder().build().unwrap_err(),
        Endless::builder().build().unwrap_err(),
        Narrow::<Layer>::builder().n(2).build().unwrap_err(),
        layer().set("tua", 0.1).unwrap_err(),
        layer().set("threshold", 0.1).unwrap_err(),
        net().build().unwrap().set_attributes(&tree("layers", 1.0.into())).unwrap_err(),
        layer().parameters().family("tau").unwrap_err(),
        Nine::default().parameters().families(["a", "b", "c", "d", "e", "f", "g", "h", "i"]).unwrap_err(),
        layer().parameters().at("tua").unwrap_err(),
        layer().parameters().named("tua").flat::<f64>().unwrap_err(),
        too_many_parts(),
        full_history(),
        layer().parameters_mut().flat::<f64>().unwrap().copy_from(&[1.0]).unwrap_err(),
        layer().attributes().flat::<f64>().unwrap_err(),
        Tree::<f64>::new().unflatten_error(),
        Error::other(std::io::Error::other("the microphone is mute")),
    ]
}

fn too_many_parts() -> Error {
    let nines = [Nine::default(), Nine::default()];
    let mut apart = ["0.a", "0.c", "0.e", "0.g", "0.i", "1.b", "1.d", "1.f", "1.h"].into_iter();
    apart.try_fold(nines.parameters(), View::without).unwrap_err()
}

fn full_history() -> Error {
    let layer = layer();
    let mut history = History::new(layer.parameters(), 1).unwrap();
    history.push(layer.parameters()).unwrap();
    history.push(layer.parameters()).unwrap_err()
}

trait UnflattenError {
    fn unflatten_error(self) -> Error;
}

impl UnflattenError for Tree<f64> {
    fn unflatten_error(mut self) -> Error {
        self.set("a", 1.0).unwrap();
        let (_, def) = self.flatten();
        def.unflatten(vec![1.0, 2.0]).unwrap_err()
    }
}

#[test]
fn the_guide_lists_every_kind_with_its_words() {
    let catalogue = catalogue();
    let mut met: Vec<String> = Vec::new();
    for error in errors() {
        for fault in error.faults() {
            let (kind, words) = (kind(fault), fault.kind().to_string());
            let listed =
                catalogue.get(kind.as_str()).unwrap_or_else(|| panic!("`{kind}` is not listed: {words}"));
            assert!(listed.contains(&words.as_str()), "`{kind}` is not listed with: {words}");
            met.push(kind);
        }
    }
    for kind in catalogue.keys() {
        assert!(met.iter().any(|met| met == kind), "nothing here is a `{kind}`");
    }
}

fn faulty(n: usize) -> Net {
    let mut net = Net::builder().choice(Choice::Off).layers(vec![layer(); n]).build().unwrap();
    for layer in &mut net.layers {
        layer.tau.fill(-1.0);
        layer.w = Array2::zeros((3, 2));
    }
    net
}

#[test]
fn a_few_faults_are_a_line_each() {
    let error = faulty(5).check().unwrap_err();
    assert_eq!(error.faults().len(), 10);
    assert_eq!(error.to_string().lines().count(), 10);
}

#[test]
fn many_faults_are_grouped_by_module_and_equal_ones_told_once() {
    let mut net = faulty(30);
    net.layers[17].tau.fill(-2.0);
    let error = net.check().unwrap_err();
    assert_eq!(
        error.to_string(),
        "60 faults\n\
         in `layers.0` to `layers.16`, alike in all 17:\n  \
           layers.0.w: expected shape (n_out, n_in) = (2, 2), found (3, 2); n_out = 2 was bound by the builder, n_in = 2 was bound by the builder\n  \
           layers.0.tau: expected a value in 1e-6.., found -1.0 at element 0\n\
         in `layers.17`:\n  \
           layers.17.w: expected shape (n_out, n_in) = (2, 2), found (3, 2); n_out = 2 was bound by the builder, n_in = 2 was bound by the builder\n  \
           layers.17.tau: expected a value in 1e-6.., found -2.0 at element 0\n\
         in `layers.18` to `layers.29`, alike in all 12:\n  \
           layers.18.w: expected shape (n_out, n_in) = (2, 2), found (3, 2); n_out = 2 was bound by the builder, n_in = 2 was bound by the builder\n  \
           layers.18.tau: expected a value in 1e-6.., found -1.0 at element 0"
    );
    assert_eq!(format!("{error:#}").lines().count(), 60);
}

#[test]
fn a_list_of_faults_ends() {
    let mut net = faulty(30);
    for (index, layer) in net.layers.iter_mut().enumerate() {
        layer.tau.fill(-1.0 - index as f64);
    }
    let text = net.check().unwrap_err().to_string();
    assert_eq!(text.lines().count(), 1 + 6 + 12 + 1, "{text}");
    assert!(text.ends_with("\nand 48 more; `{:#}` tells all"), "{text}");
}

#[test]
fn an_error_of_a_modules_own_has_its_source() {
    #[derive(Debug)]
    struct Mute(std::num::ParseIntError);
    impl std::fmt::Display for Mute {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("the microphone is mute")
        }
    }
    impl std::error::Error for Mute {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.0)
        }
    }
    let error = Error::other(Mute("x".parse::<i32>().unwrap_err())).below("ear");
    assert_eq!(error.to_string(), "ear: the microphone is mute");
    assert_eq!(error.source().unwrap().to_string(), "invalid digit found in string");
    assert!(faulty(1).check().unwrap_err().source().is_none());
}
