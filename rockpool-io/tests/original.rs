//! Files of the original: each standard module and combinator of its Torch modules, both ways.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "common/originals.rs"]
mod originals;

use originals::{NAMES, data, net};
use rockpool_core::prelude::*;
use rockpool_io::{FindingKind, Format, Options, Policy, plan};
use rockpool_nn::{Lif, Sequential, layers};
use serde_json::Value as Json;

/// The numbers that a file of the original has under a path.
fn numbers(document: &Json, path: &str) -> Option<Vec<f32>> {
    fn flatten(value: &Json, into: &mut Vec<f32>) {
        match value {
            Json::Array(rows) => rows.iter().for_each(|row| flatten(row, into)),
            value => into.push(value.as_f64().unwrap() as f32),
        }
    }
    let value = path.split('.').try_fold(document, |node, name| node.get(name))?;
    let inner: Json = serde_json::from_str(value.as_str()?).unwrap();
    let mut numbers = Vec::new();
    flatten(&inner, &mut numbers);
    Some(numbers)
}

/// The names that the original has for the default names of layers.
fn there(path: &str) -> String {
    let classes = [
        ("_LifNeuron", "_LIFNeuronTorch"),
        ("_Linear", "_LinearTorch"),
        ("_Lif", "_LIFTorch"),
        ("_ExpSyn", "_ExpSynTorch"),
        ("_Rate", "_RateTorch"),
        ("_Residual", "_TorchResidual"),
        ("_Sequential", "_TorchSequential"),
    ];
    let segment = |segment: &str| match classes.iter().find(|(ours, _)| segment.ends_with(ours)) {
        Some((ours, theirs)) => segment.replace(ours, theirs),
        None => segment.to_owned(),
    };
    path.split('.').map(segment).collect::<Vec<_>>().join(".")
}

#[test]
fn every_module_of_the_original_is_loaded_whole() {
    for name in NAMES {
        let mut net = net(name);
        let file = data(name);
        let document: Json = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let plan = plan(&net, &file).unwrap().with_policy(Policy::Rockpool);
        plan.apply(&mut net).unwrap_or_else(|error| panic!("{name}: {error}\n{plan}"));
        let mut count = 0;
        net.parameters().for_each(|leaf| {
            count += 1;
            let path = leaf.path().to_string();
            let expected = numbers(&document, &there(&path)).unwrap_or_else(|| panic!("{name}: {path}"));
            let found: Vec<f32> = leaf.array::<f32>().unwrap().iter().copied().collect();
            assert_eq!(found, expected, "{name}: {path}");
        });
        assert_eq!(count == 0, name == "instant");
        for finding in plan.findings() {
            let is_known = matches!(
                finding.kind(),
                FindingKind::Original { .. } | FindingKind::Bookkeeping { .. } | FindingKind::Empty
            );
            assert!(is_known, "{name}: {finding}");
        }
    }
}

#[test]
fn what_is_written_for_the_original_has_its_names_and_values() {
    for name in NAMES {
        let mut net = net(name);
        plan(&net, data(name)).unwrap().with_policy(Policy::Rockpool).apply(&mut net).unwrap();
        let bytes = Options::new().rockpool().to_bytes(&net, Format::Json).unwrap();
        let written: Json = serde_json::from_slice(&bytes).unwrap();
        let expected: Json = serde_json::from_slice(&std::fs::read(data(name)).unwrap()).unwrap();
        net.parameters().for_each(|leaf| {
            let path = there(&leaf.path().to_string());
            let value = path.split('.').try_fold(&written, |node, name| node.get(name)).unwrap();
            let inner = Json::String(value.to_string());
            let single = serde_json::json!({ "x": inner });
            assert_eq!(numbers(&single, "x"), numbers(&expected, &path), "{name}: {path}");
        });
    }
}

#[test]
fn strict_says_which_policy_takes_such_a_file() {
    let plan = plan(&net("sequential"), data("sequential")).unwrap();
    let told: Vec<String> = plan.faults().iter().map(ToString::to_string).collect();
    assert!(
        told.contains(
            &"0_Linear.weight: `0_LinearTorch.weight` in the file, a name of the original; `Policy::Rockpool` takes it"
                .to_owned()
        ),
        "{told:?}"
    );
    assert!(
        told.contains(
            &"1_LIFTorch._has_rec: in the file only, bookkeeping of the original (whether the layer is recurrent); `Policy::Rockpool` passes over it"
                .to_owned()
        ),
        "{told:?}"
    );
}

fn faults(net: &impl Module, file: &str) -> Vec<String> {
    let plan = Options::new().plan_bytes(net, file.as_bytes(), Format::Json).unwrap();
    plan.with_policy(Policy::Rockpool).faults().iter().map(ToString::to_string).collect()
}

#[test]
fn what_the_module_would_lose_is_a_fault() {
    let read = |name: &str| std::fs::read_to_string(data(name)).unwrap();
    // Recurrent there, and not here.
    let told = faults(&net("lif"), &read("lif_recurrent"));
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("_has_rec: the layer is recurrent in the file, and has no `w_rec` here"));
    assert!(told[1].starts_with("w_rec: in the file only"), "{told:?}");
    // Leaks of another meaning.
    let decays = read("lif").replace("\\\"taus\\\"", "\\\"decays\\\"");
    assert_eq!(
        faults(&net("lif"), &decays),
        ["leak_mode: leaks are `decays` in the file, and time constants here"]
    );
    // Another class in the place, a layer more, a layer less, another size.
    for (ours, theirs) in [
        ("residual", "sequential"),
        ("sequential", "residual"),
        ("sequential", "nested"),
        ("lif", "lif_synapses"),
    ] {
        assert!(!faults(&net(ours), &read(theirs)).is_empty(), "{theirs} into {ours}");
    }
    let more = read("lif").replacen('{', "{\"more\": \"1.0\", ", 1);
    let told = faults(&net("lif"), &more);
    assert!(told.len() == 1 && told[0].starts_with("more: in the file only"), "{told:?}");
}

#[test]
fn layers_with_names_of_their_own_are_found_by_place_and_kind() {
    let net = |names: [&str; 2], swapped: bool| {
        let (linear, lif) = (
            rockpool_nn::Linear::<f32>::builder().shape((3, 3)).key(Key::new(1)).build().unwrap(),
            Lif::<f32>::builder().shape((3, 3)).build().unwrap(),
        );
        match swapped {
            false => Sequential::named(names, layers![linear, lif]),
            true => Sequential::named(names, layers![lif, linear]),
        }
        .unwrap()
    };
    let file = r#"{"0_LinearTorch": {"weight": [[1,2,3],[4,5,6],[7,8,9]]}, "1_LIFTorch": {"bias": "[1,2,3]", "tau_mem": "[1,2,3]",
        "tau_syn": "[[1],[2],[3]]", "threshold": "[1,2,3]", "_has_rec": "false"}}"#;
    assert!(faults(&net(["project", "spike"], false), file).is_empty());
    assert!(!faults(&net(["project", "spike"], true), file).is_empty());
}
