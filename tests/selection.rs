//! Selections: kind, family, name, path and type of elements, in any order, for reading and for writing.
#![allow(
    clippy::large_enum_variant,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD};
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug)]
#[module(shape = n)]
struct Cell {
    #[parameter(family = "weights", shape = (n, n), init = normal(0.0, 1.0))]
    w_rec: Option<Array2<f64>>,
    #[parameter(family = "taus", shape = [(n,), ()], init = fill(0.02), unit = "s")]
    tau: ArrayD<f64>,
    #[state(shape = n)]
    x: Array1<f64>,
    #[state]
    count: u32,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
struct Gain {
    #[parameter(init = 1.0)]
    gain: f64,
}

#[derive(Module, Clone, Debug)]
enum Choice {
    Gain(Gain),
    Cell(Cell),
    Off,
}

#[derive(Module)]
struct Net {
    #[module]
    first: Cell,
    #[parameter(family = "weights", init = ones())]
    w: [f32; 2],
    #[module]
    cells: Vec<Cell>,
    #[module]
    none: Vec<Cell>,
    #[module]
    absent: Option<Cell>,
    #[module]
    pair: (Gain, Cell),
    #[module]
    by_name: BTreeMap<String, Gain>,
    #[module]
    choice: Choice,
    #[module]
    choices: Vec<Choice>,
    #[module]
    any: Box<dyn DynModule>,
}

fn cell() -> Cell {
    Cell::builder().n(2).key(Key::new(3)).build().unwrap()
}

fn net() -> Net {
    let gain = Gain { gain: 2.0 };
    Net {
        first: cell(),
        w: [1.0; 2],
        cells: (0..12).map(|_| cell()).collect(),
        none: vec![],
        absent: None,
        pair: (gain.clone(), cell()),
        by_name: BTreeMap::from([("left".into(), gain.clone()), ("right".into(), gain.clone())]),
        choice: Choice::Gain(gain.clone()),
        choices: vec![Choice::Off, Choice::Cell(cell())],
        any: Box::new(vec![gain]),
    }
}

fn paths(view: View<'_, Net>) -> Vec<String> {
    view.iter().map(|leaf| leaf.path().to_string()).collect()
}

#[test]
fn at_gives_what_is_at_or_below_a_path() -> Result<(), Error> {
    let net = net();
    let all = net.attributes();
    let below = |path: &str| -> Result<Vec<String>, Error> { Ok(paths(all.at(path)?)) };
    assert_eq!(below("first")?, ["first.tau", "first.x", "first.count"]);
    assert_eq!(below("first.tau")?, ["first.tau"]);
    assert_eq!(below("w")?, ["w"]);
    assert_eq!(below("cells.1")?, ["cells.1.tau", "cells.1.x", "cells.1.count"]);
    assert_eq!(below("cells")?.len(), 36);
    assert_eq!(below("pair.1.x")?, ["pair.1.x"]);
    assert_eq!(below("pair")?, ["pair.0.gain", "pair.1.tau", "pair.1.x", "pair.1.count"]);
    assert_eq!(below("by_name.right")?, ["by_name.right.gain"]);
    assert_eq!(below("choice")?, ["choice.gain"]);
    assert_eq!(below("choices.1")?, ["choices.1.tau", "choices.1.x", "choices.1.count"]);
    assert_eq!(below("any.0")?, ["any.0.gain"]);
    assert_eq!(below("")?, paths(all));
    // The kind is that of the view.
    assert_eq!(paths(net.state().at("cells.11")?), ["cells.11.x", "cells.11.count"]);
    assert!(net.parameters().at("first.x")?.is_empty());
    Ok(())
}

#[test]
fn what_is_declared_but_absent_is_an_empty_view() -> Result<(), Error> {
    let net = net();
    for path in [
        "none",
        "absent",
        "absent.tau",
        "absent.w_rec",
        "first.w_rec",
        "cells.3.w_rec",
        "choice.tau",
        "choice.w_rec",
        "choices.1.gain",
        "choices.1.w_rec",
        "pair.1.w_rec",
    ] {
        assert!(net.attributes().at(path)?.is_empty(), "{path}");
        assert_eq!(net.attributes().without(path)?.len(), net.attributes().len(), "{path}");
    }
    let nothing: Option<Cell> = None;
    assert!(nothing.attributes().at("tau")?.is_empty());
    assert!(nothing.attributes().at("taus").is_err());
    assert!(Choice::Off.attributes().at("gain")?.is_empty());
    Ok(())
}

#[test]
fn a_path_declared_nowhere_is_an_error_with_the_near_name() {
    let mut net = net();
    for (path, meant) in [
        ("frist", Some("first")),
        ("first.tua", Some("first.tau")),
        ("FIRST.TAU", Some("first.tau")),
        ("cell", Some("cells")),
        ("cells.3.cuont", Some("cells.3.count")),
        ("cells.12", None),
        ("cells.12.tau", Some("cells.0.tau")),
        ("cells.tau", Some("cells.0.tau")),
        ("none.0", None),
        ("by_name.lefty", Some("by_name.left")),
        ("by_name.right.gian", Some("by_name.right.gain")),
        ("tau", Some("cells.0.tau")),
        ("choice.gains", Some("choice.gain")),
        ("any.0.gan", Some("any.0.gain")),
        ("v", None),
        ("first.tau.x", Some("first.x")),
        (".first", Some("first")),
        ("first.", Some("first")),
        ("first..tau", Some("first.tau")),
        ("frobnicate", None),
    ] {
        let there = match path {
            "cells.12" => "; `cells` has `0` to `11`",
            _ => {
                "; there are `w`, `first`, `cells`, `none`, `absent`, `pair`, `by_name`, `choice` and 2 more"
            }
        };
        let did_you_mean = meant.map_or(there.to_owned(), |meant| format!(", did you mean `{meant}`?"));
        let message = format!("{path}: there is no such attribute or module{did_you_mean}");
        assert_eq!(net.attributes().at(path).unwrap_err().to_string(), message);
        assert_eq!(net.state_mut().without(path).unwrap_err().to_string(), message);
    }
}

#[test]
fn parts_meet_and_are_left_out_in_any_order() -> Result<(), Error> {
    let mut net = net();
    let states = net.state();
    let left = states.at("cells.2")?.without("cells.2.count")?;
    assert_eq!(paths(left), ["cells.2.x"]);
    assert_eq!(paths(states.without("cells.2.count")?.at("cells.2")?), ["cells.2.x"]);
    assert!(states.at("cells.2")?.at("cells.3")?.is_empty());
    assert_eq!(paths(states.at("cells")?.at("cells.3.x")?), ["cells.3.x"]);
    assert!(states.without("")?.is_empty());
    let all = net.attributes();
    let part =
        all.without("cells")?.without("pair")?.without("choices")?.without("any")?.without("by_name")?;
    assert_eq!(paths(part), ["w", "first.tau", "first.x", "first.count", "choice.gain"]);
    // Combined with the other ways.
    assert_eq!(paths(net.parameters().taus().at("first")?), ["first.tau"]);
    assert_eq!(paths(net.attributes().at("pair")?.named("tau").family("taus")?), ["pair.1.tau"]);
    assert_eq!(net.state().of::<f64>().at("cells")?.flat::<f64>()?.len(), 24);
    assert_eq!(net.attributes().at("first")?.to_tree().branches(), ["first.tau", "first.x", "first.count"]);
    assert_eq!(net.attributes().at("pair")?.numel(), 6);
    assert!(net.attributes().at("pair")?.get("pair.1.x").is_some());
    assert!(net.attributes().at("pair")?.get("first.x").is_none());
    assert!(net.attributes().without("first")?.get("pair.1.x").is_some());
    let mut seen = Vec::new();
    net.attributes().at("cells.10")?.for_each_with_path(|path, _| seen.push(path.to_owned()));
    assert_eq!(seen, ["cells.10.tau", "cells.10.x", "cells.10.count"]);
    net.state_mut().at("cells.1")?.of::<u32>().for_each(|leaf| *leaf.scalar_mut::<u32>().unwrap() = 7);
    assert_eq!(net.cells.iter().map(|cell| cell.count).sum::<u32>(), 7);
    assert!(net.state_mut().at("cells.1")?.get("cells.1.count").is_some());
    assert!(net.state_mut().at("cells.1")?.get("cells.2.count").is_none());
    Ok(())
}

#[test]
fn more_holes_than_a_view_holds_are_an_error_and_neighbours_are_one() -> Result<(), Error> {
    let net = net();
    let mut view = net.attributes();
    for index in 0..12 {
        view = view.without(format!("cells.{index}"))?;
    }
    assert!(view.at("cells")?.is_empty());
    let mut view = net.state();
    for index in 0..8 {
        view = view.without(format!("cells.{index}.x"))?;
    }
    assert_eq!(
        view.without("cells.8.x").unwrap_err().to_string(),
        "cells.8.x: a view leaves out 8 parts at most; leave out what they have in common, or filter the leaves yourself"
    );
    Ok(())
}

#[test]
fn of_keeps_the_elements_of_a_type() -> Result<(), Error> {
    let net = net();
    assert!(net.state().flat::<f64>().is_err());
    assert_eq!(net.state().of::<f64>().flat::<f64>()?.len(), net.state().named("x").numel());
    assert_eq!(paths(net.parameters().of::<f32>()), ["w"]);
    assert!(net.attributes().of::<f32>().of::<f64>().is_empty());
    assert_eq!(net.attributes().of::<f32>().of::<f32>().len(), 1);
    assert!(net.attributes().of::<bool>().is_empty());
    assert_eq!(net.state().of::<u32>().flat::<u32>()?.to_vec(), [0; 15]);
    Ok(())
}

#[test]
fn a_name_declared_nowhere_is_told_by_what_can_fail() {
    let mut net = net();
    assert!(net.attributes().named("tua").is_empty());
    assert!(net.attributes().named("tau").named("x").is_empty());
    let message = "no attribute is called `tua`, did you mean `tau`?";
    assert_eq!(net.parameters().named("tua").flat::<f64>().unwrap_err().to_string(), message);
    assert_eq!(net.parameters_mut().named("tua").flat::<f64>().unwrap_err().to_string(), message);
    assert_eq!(net.parameters().named("tua").at("first").unwrap_err().to_string(), message);
    assert_eq!(net.parameters().named("tua").family("taus").unwrap_err().to_string(), message);
    assert_eq!(net.parameters_mut().named("tua").without("first").unwrap_err().to_string(), message);
    // Declared, and absent everywhere.
    assert!(net.parameters().named("w_rec").flat::<f64>().unwrap().is_empty());
    // The usual families are asked of any module.
    assert!(net.parameters().biases().is_empty());
    assert!(net.parameters().biases().flat::<f64>().unwrap().is_empty());
    assert!(net.parameters().family("biases").is_err());
}
