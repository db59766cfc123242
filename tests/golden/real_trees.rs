//! `trees_real.json`: networks of standard modules, and which leaves each family query of the
//! original lists.
//!
//! What differs beyond what [`crate::trees`] tells: where feed-forward `LIF` lists an all-zero
//! `w_rec` and `_has_rec`, there is neither here (B090); and `bias` and `biases`, `threshold` and
//! `thresholds` are one family each, which has all that the original calls by either name.

use crate::json::{lengths, list};
use crate::net::{Printed, assert_outside, here};
use crate::trees::check_query;
use ndarray::ArrayD;
use rockpool_core::prelude::*;
use rockpool_nn::Activation;
use serde_json::{Value as Json, json};

const KINDS: [&str; 3] = ["parameters", "state", "simulation_parameters"];

/// The path and the shape of a leaf.
type Leaf = (String, Vec<usize>);

/// Every query of every network; the number of queries.
pub fn queries(file: &str, json: &Json) -> usize {
    let mut cases = 0;
    for tree in list(json) {
        let what = format!("{file}, {}", tree["id"]);
        let queries = list(&tree["queries"]);
        let everything = &queries.iter().find(|query| query["family"].is_null()).unwrap();
        let known = KINDS.map(|kind| listed(everything, kind));
        let given = |path: &str| {
            let shape_in = |leaves: &[Leaf]| leaves.iter().find(|leaf| leaf.0 == path).cloned();
            let [parameters, _, constants] = &known;
            let constant = || Some((shape_in(constants)?.1, true));
            let (shape, is_constant) = match shape_in(parameters) {
                Some((_, shape)) => (shape, false),
                None => constant()?,
            };
            Some((ArrayD::from_elem(shape, 0.5), is_constant))
        };
        let printed = Printed::new(&tree["repr"]);
        let net = printed.build(&given, &Activation::Relu).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_outside(&what, &net, tree);
        let modules: Vec<String> = net.modules().into_iter().map(|(path, _)| path).collect();
        let expected: Vec<String> =
            list(&tree["modules"]).iter().map(|name| here(name.as_str().unwrap())).collect();
        assert_eq!(modules, expected, "{what}: modules");
        for query in queries {
            check_query(&what, &net, &printed.families(), &translated(query, &known));
            cases += 1;
        }
    }
    cases
}

/// What the original lists, without what there is no need for here.
fn listed(query: &Json, kind: &str) -> Vec<Leaf> {
    let Some(answer) = query.get(kind) else { return Vec::new() };
    let leaf = |leaf: &Json| {
        let path: Vec<&str> = list(&leaf[0]).iter().map(|name| name.as_str().unwrap()).collect();
        (path.join("."), lengths(&leaf[1]))
    };
    let is_needed = |(path, _): &Leaf| {
        let is_zero = kind == "simulation_parameters" && path.ends_with("w_rec");
        !is_zero && !path.ends_with("_has_rec")
    };
    list(&answer["leaves"]).iter().map(leaf).filter(is_needed).collect()
}

/// The query in the families that there are here, with the leaves that these have.
fn translated(query: &Json, known: &[Vec<Leaf>; 3]) -> Json {
    let renamed = |family: &Json| match family.as_str() {
        Some("bias") => json!("biases"),
        Some("threshold") => json!("thresholds"),
        _ => family.clone(),
    };
    let family = match &query["family"] {
        Json::Array(several) => Json::Array(several.iter().map(renamed).collect()),
        one => renamed(one),
    };
    let wants =
        |wanted: &str| family == wanted || family.as_array().is_some_and(|all| all.contains(&json!(wanted)));
    let mut translated = json!({ "family": family });
    for (kind, known) in KINDS.into_iter().zip(known) {
        let answer = listed(query, kind);
        assert!(answer.iter().all(|leaf| known.contains(leaf)));
        let is_in = |leaf: &&Leaf| {
            let name = leaf.0.rsplit('.').next().unwrap();
            answer.contains(leaf)
                || name == "bias" && wants("biases")
                || name == "threshold" && wants("thresholds")
        };
        let leaves: Vec<Json> = (known.iter().filter(is_in))
            .map(|(path, shape)| json!([here(path).split('.').collect::<Vec<_>>(), shape]))
            .collect();
        translated[kind] = json!({ "leaves": leaves });
    }
    translated
}
