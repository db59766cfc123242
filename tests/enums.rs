//! Enums of modules: variants are transparent in paths, listed in the registry, and never made.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n, spiking_output)]
struct Gain {
    #[parameter(family = "gains", shape = n, init = ones())]
    gain: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Shift {
    #[parameter(family = "biases", shape = n, init = zeros())]
    shift: Array1<f64>,
    #[state]
    last: f64,
}

/// What may follow a layer.
#[derive(Module, Clone, Debug, PartialEq)]
enum Choice<M: Module, const N: usize>
where
    M: Clone,
{
    /// Scales.
    Gain(Gain),
    Shift {
        inner: Shift,
    },
    Both((Gain, Shift)),
    Several([M; N]),
    Nested(Option<Box<Choice<M, N>>>),
    /// Nothing.
    Off,
    Empty(),
    Braces {},
}

type Plain = Choice<Gain, 2>;

fn gain(n: usize) -> Gain {
    Gain::builder().n(n).build().unwrap()
}

fn shift(n: usize) -> Shift {
    Shift { shift: Array1::ones(n), last: 1.0 }
}

fn paths<M: Module>(module: &M) -> Vec<String> {
    module.attributes().iter().map(|leaf| leaf.path().to_string()).collect()
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Net {
    #[module(shape = n)]
    choice: Plain,
    #[module]
    maybe: Option<Plain>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn variants_are_transparent_in_paths() {
    assert_eq!(paths(&Plain::Gain(gain(1))), ["gain"]);
    assert_eq!(paths(&Plain::Shift { inner: shift(1) }), ["shift", "last"]);
    assert_eq!(paths(&Plain::Both((gain(1), shift(1)))), ["0.gain", "1.shift", "1.last"]);
    assert_eq!(paths(&Plain::Several([gain(1), gain(2)])), ["0.gain", "1.gain"]);
    assert_eq!(paths(&Plain::Nested(Some(Box::new(Plain::Gain(gain(1)))))), ["gain"]);
    for empty in [Plain::Off, Plain::Empty(), Plain::Braces {}, Plain::Nested(None)] {
        assert!(empty.attributes().is_empty());
        assert!(empty.modules().is_empty());
        assert_eq!(empty.shape(), []);
        empty.check().unwrap();
    }
}

#[test]
fn the_registry_lists_the_variants() {
    const R: &Registry = Plain::REGISTRY;
    assert_eq!((R.name(), R.docs(), R.is_enum()), ("Choice", "What may follow a layer.", true));
    let variants: Vec<(&str, &str)> =
        R.submodules().iter().map(|variant| (variant.name(), variant.registry().name())).collect();
    assert_eq!(variants[..2], [("Gain", "Gain"), ("Shift", "Shift")]);
    assert_eq!(variants[3..5], [("Several", "Gain"), ("Nested", "Choice")]);
    assert_eq!(variants.len(), 8);
    assert_eq!(R.submodules()[0].docs(), "Scales.");
    assert!(R.submodules()[5].registry().attributes().is_empty());
    assert!(R.attributes().is_empty() && R.dims().is_empty());
}

#[test]
fn families_of_absent_variants_are_declared() -> Result<(), Error> {
    let choice = Plain::Gain(gain(1));
    assert!(choice.parameters().family("biases")?.is_empty());
    assert_eq!(choice.parameters().family("gains")?.len(), 1);
    assert!(choice.parameters().family("weights").is_err());
    Ok(())
}

#[test]
fn an_enum_has_the_shape_and_the_flags_of_what_it_holds() {
    let choice = Plain::Gain(gain(3));
    assert_eq!((choice.shape().to_vec(), choice.size_out()), (vec![3], 3));
    assert!(choice.spiking_output() && !choice.spiking_input());
    assert_eq!(Plain::Nested(Some(Box::new(choice))).shape(), [3]);
    assert_eq!(Plain::Several([gain(3), gain(3)]).shape(), [], "a list has no shape");
}

#[test]
fn an_enum_is_given_and_binds_dims() -> Result<(), Error> {
    let net = Net::builder().choice(Plain::Gain(gain(4))).build()?;
    assert_eq!(net.shape(), [4]);
    assert_eq!(paths(&net), ["choice.gain"]);
    let net = Net::builder().choice(Plain::Several([gain(2), gain(2)])).maybe(Some(Plain::Off)).build()?;
    assert_eq!(net.shape(), [2]);
    let error = Net::builder().n(3).choice(Plain::Both((gain(3), shift(4)))).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "choice.1: expected shape (n) = (3), found (4); n = 3 was bound by the builder"
    );
    let error = Net::builder().n(3).choice(Plain::Gain(gain(4))).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "choice: expected shape (n) = (3), found (4); n = 3 was bound by the builder"
    );
    Ok(())
}

#[test]
fn an_enum_left_out_is_a_fault_that_lists_the_variants() {
    let error = Net::builder().n(3).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "choice: `Choice` is an enum; give the builder one of its variants `Gain`, `Shift`, `Both`, `Several`, \
         `Nested`, `Off`, `Empty` or `Braces`"
    );
}

#[test]
fn enums_are_written_and_reset() -> Result<(), Error> {
    let mut net = Net::builder().choice(Plain::Both((gain(2), shift(2)))).build()?;
    net.set("choice.0.gain", vec![5.0, 6.0])?;
    net.set("choice.1.last", 3)?;
    assert_eq!(net.attributes().to_tree().branches(), ["choice.0.gain", "choice.1.shift", "choice.1.last"]);
    net.reset_parameters();
    net.reset_state();
    let Choice::Both((gain, shift)) = &net.choice else { panic!("another variant") };
    assert_eq!((gain.gain.sum(), shift.shift.sum(), shift.last), (2.0, 0.0, 0.0));
    net.choice = Plain::Off;
    assert!(net.set("choice.0.gain", vec![5.0, 6.0]).is_err());
    net.choice = Plain::Gain(self::gain(7));
    let error = net.check().unwrap_err();
    assert_eq!(error.to_string(), "choice: expected shape (n) = (2), found (7); n = 2 was bound by `choice`");
    Ok(())
}

#[test]
fn an_enum_without_variants_is_a_module() {
    #[derive(Module)]
    enum Never {}
    assert!(Never::REGISTRY.submodules().is_empty());
    let none: Vec<Never> = vec![];
    assert!(none.attributes().is_empty());
}
