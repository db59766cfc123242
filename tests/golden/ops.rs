//! Assigning, setting and resetting: the whole content of a module after each scenario.
//!
//! The files tell a scenario by its label, and the content after it. What was given is what differs
//! from the content before; a scenario that fails in the original names the shape in its message.

use crate::json::{leaves, list};
use ndarray::{Array1, Array2, ArrayD, IxDyn};
use rockpool_core::prelude::*;
use serde_json::Value as Json;

#[derive(Module, Clone)]
#[module(shape = (n_in, n_out))]
struct Part {
    #[parameter(family = "weights", shape = (n_in, n_out))]
    w: Array2<f64>,
    #[parameter(family = "taus", shape = [(n_out,), ()])]
    tau: ArrayD<f64>,
    #[parameter]
    b: f64,
    #[state(shape = n_out)]
    x: Array1<f64>,
    #[simulation]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone)]
#[module(dims(n))]
struct Whole {
    #[parameter(shape = n)]
    own: Array1<f64>,
    #[module]
    a1: Part,
    #[module]
    a2: Part,
    #[module(origin)]
    origin: Origin,
}

/// Paths and values of the three kinds, in order.
type Content = [Vec<(String, ArrayD<f64>)>; 3];

const KINDS: [&str; 3] = ["parameters", "state", "simulation_parameters"];

fn content_of_file(after: &Json) -> Content {
    KINDS.map(|kind| leaves(&after[kind]))
}

fn content(whole: &Whole) -> Content {
    let read = |view: View<'_, Whole>| {
        view.iter()
            .map(|leaf| (leaf.path().to_string(), leaf.array::<f64>().unwrap().to_owned()))
            .collect::<Vec<_>>()
    };
    [read(whole.parameters()), read(whole.state()), read(whole.simulation_parameters())]
}

fn find<'c>(content: &'c Content, path: &str) -> &'c ArrayD<f64> {
    let found = content.iter().flatten().find(|(known, _)| known == path);
    &found.unwrap_or_else(|| panic!("{path} is not in the file")).1
}

/// The module that the first scenario shows.
fn build(initial: &Content) -> Whole {
    let part = |name: &str| {
        let at = |field: &str| find(initial, &format!("{name}.{field}"));
        Part::builder().w(at("w")).tau(at("tau")).b(at("b").sum()).x(at("x")).dt(at("dt").sum())
    };
    Whole::builder().own(find(initial, "own")).a1(part("a1")).a2(part("a2")).build().unwrap()
}

/// What differs, as a tree to be set.
fn difference(before: &Content, after: &Content) -> Tree<Value> {
    let mut tree = Tree::new();
    for (path, value) in after.iter().flatten() {
        if find(before, path) != value {
            tree.set(path, value.clone().into()).unwrap();
        }
    }
    tree
}

/// The shape of the data that an error of the original complains of: `(got (9,)).`
fn refused_shape(message: &str) -> (String, Vec<usize>) {
    let path = message.split("assigned to ").nth(1).unwrap().split(' ').next().unwrap();
    let shape = message.split("(got (").nth(1).unwrap().split(')').next().unwrap();
    let lengths = shape.split(',').map(str::trim).filter(|length| !length.is_empty());
    (path.to_owned(), lengths.map(|length| length.parse().unwrap()).collect())
}

/// `a1.w = zeros(2,3)`, `a1.tau = 0.1`.
fn assignment(label: &str) -> (&str, ArrayD<f64>) {
    let (path, rest) = label.split_once(" = ").unwrap();
    let value = rest.split(": ").next().unwrap();
    let array = match value.strip_prefix("zeros(").and_then(|rest| rest.strip_suffix(')')) {
        Some(lengths) => {
            let lengths: Vec<usize> =
                lengths.split(',').map(|length| length.trim().parse().unwrap()).collect();
            ArrayD::zeros(lengths)
        }
        None => ArrayD::from_elem(IxDyn(&[]), value.parse().unwrap()),
    };
    (path, array)
}

/// Overwrites what is there, in place.
fn spoil<'m>(view: ViewMut<'m, Whole>) {
    view.for_each_array::<f64>(|_, mut array| array.fill(99.0));
}

fn check(label: &str, case: &Json, initial: &Content) {
    let after = content_of_file(&case["after"]);
    let message = case["error"]["message"].as_str();
    let mut whole = build(initial);
    // Attributes with a changed value, given in the original.
    let given = difference(initial, &after);
    let mut expected = after.clone();

    if label == "initial" {
    } else if label.contains(" = ") {
        let (path, value) = assignment(label);
        let outcome = whole.set(path, value.clone());
        match message {
            None => outcome.unwrap(),
            Some(_) if label.contains("a permitted alternative") => {
                // Alternatives are not forgotten after construction (B038): `set` checks as at
                // construction, and a scalar is one of the permitted shapes.
                outcome.unwrap();
                for (_, known) in expected.iter_mut().flatten().filter(|(known, _)| known == path) {
                    *known = value.clone();
                }
            }
            Some(_) => {
                let error = outcome.unwrap_err();
                assert_eq!(error.faults()[0].path(), path, "{label}");
            }
        }
    } else if label.starts_with("set_attributes unknown keys are ignored") {
        // They are errors here (B065), and nothing is set, known keys neither.
        let mut tree = given;
        tree.set("a1.b", 7.0.into()).unwrap();
        tree.set("a1.nothing_of_this_name", 1.0.into()).unwrap();
        tree.set("nothing.b", 1.0.into()).unwrap();
        let error = whole.set_attributes(&tree).unwrap_err();
        assert_eq!(error.faults().len(), 2, "{label}: {error}");
        expected = initial.clone();
    } else if label.starts_with("set_attributes wrong shape") || label.starts_with("set_attributes order") {
        // All or nothing (B067), whatever the order of the tree; and the error has the whole path.
        let (name, lengths) = refused_shape(message.unwrap());
        let path = format!("a1.{name}");
        let mut first = Tree::new();
        first.set(&path, ArrayD::<f64>::zeros(lengths).into()).unwrap();
        let mut last = given.clone();
        last.update(&first).unwrap();
        first.update(&given).unwrap();
        for tree in [first, last] {
            let error = whole.set_attributes(&tree).unwrap_err();
            let paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
            assert_eq!(paths, std::slice::from_ref(&path), "{label}: {error}");
        }
        expected = initial.clone();
    } else if label.starts_with("set_attributes to sub-module with a non-dict") {
        let mut tree = given;
        tree.set("a1", 5.0.into()).unwrap();
        let error = whole.set_attributes(&tree).unwrap_err();
        assert_eq!(error.faults()[0].path(), "a1", "{label}: {error}");
        expected = initial.clone();
    } else if label.starts_with("set_attributes(parameters()) of a twin") {
        // What is set is copied (B069): the twin stays as it is, whatever becomes of this one.
        let mut twin = build(initial);
        twin.set_attributes(&given).unwrap();
        spoil(whole.parameters_mut());
        whole.set_attributes(&twin.parameters().to_tree()).unwrap();
        assert_eq!(content(&whole), after, "{label}");
        spoil(whole.attributes_mut());
        assert_eq!(content(&twin), after, "{label}: the twin");
        whole = twin;
    } else if label.starts_with("set_attributes ") {
        whole.set_attributes(&given).unwrap();
    } else if label.starts_with("reset_state") {
        whole.set_attributes(&given).unwrap();
        spoil(whole.state_mut());
        whole.reset_state();
    } else if label.starts_with("reset_parameters") {
        whole.set_attributes(&given).unwrap();
        spoil(whole.parameters_mut());
        whole.reset_parameters();
    } else if label.starts_with("reset after in-place mutation") {
        spoil(whole.parameters_mut());
        whole.reset_parameters();
    } else if label.starts_with("DEFECT reset, mutate in place, reset") {
        // Reset shares nothing (B072): the original keeps what was written, here it is gone.
        for _ in 0..3 {
            whole.reset_parameters();
            spoil(whole.parameters_mut());
        }
        whole.reset_parameters();
        expected = initial.clone();
    } else {
        panic!("no scenario is known by the label `{label}`");
    }
    assert_eq!(content(&whole), expected, "{label}");
    whole.check().unwrap();
}

/// Every scenario; their number.
pub fn scenarios(file: &str, json: &Json) -> usize {
    let cases = list(json);
    let initial = cases.iter().find(|case| case["label"] == "initial");
    let initial = content_of_file(&initial.unwrap_or_else(|| panic!("{file}: no initial content"))["after"]);
    for case in cases {
        check(case["label"].as_str().unwrap(), case, &initial);
    }
    cases.len()
}
