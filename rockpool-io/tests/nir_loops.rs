//! Populations that feed each other, read from NIR files: as the same populations run step by step.
#![cfg(feature = "nir")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, Axis, array};
use rockpool_core::prelude::*;
use rockpool_io::{Finding, FindingKind, Format, Options, nir};
use rockpool_nn::{Evolve, Lif, Linear, Sequential};

#[path = "common/nir_files.rs"]
mod nir_files;
use nir_files::{Datum, Node, chain, file, scalar, vector};

const TYPES: [&str; 3] = ["CubaLIF", "LIF", "IF"];

/// Neurons of a population: some values of its own, and some that are one for all.
fn neurons(kind: &str, threshold: &[f64], reset: f64) -> Vec<Datum> {
    let mut values = vec![vector("v_threshold", threshold), scalar("v_reset", reset), scalar("r", 1.0)];
    match kind {
        "CubaLIF" => {
            let tau: Vec<f64> = threshold.iter().map(|threshold| 0.004 + threshold / 100.0).collect();
            values.extend([vector("tau_mem", &tau), scalar("tau_syn", 0.003), scalar("v_leak", 0.02)]);
            values.push(scalar("w_in", 3.0));
        }
        "LIF" => values.extend([scalar("tau", 0.004), scalar("v_leak", 0.02)]),
        _ => values[2] = scalar("r", 200.0),
    }
    values
}

/// `(to, from)`
fn weight(weight: &Array2<f64>) -> Datum {
    let (rows, columns) = weight.dim();
    ("weight", vec![rows as u64, columns as u64], weight.iter().copied().collect())
}

fn linear(weights: &Array2<f64>) -> Vec<Datum> {
    vec![weight(weights)]
}

fn affine(weights: &Array2<f64>, bias: &[f64]) -> Vec<Datum> {
    vec![weight(weights), vector("bias", bias)]
}

fn read(bytes: &[u8]) -> Sequential {
    let (net, findings) = nir::read_bytes::<f64>(bytes).unwrap();
    assert!(findings.iter().all(|finding| matches!(finding.kind(), FindingKind::Note(_))), "{findings:?}");
    net.check().unwrap();
    net
}

fn refused(bytes: &[u8]) -> String {
    nir::read_bytes::<f64>(bytes).unwrap_err().to_string()
}

/// A population by itself, with the synapses of recurrent neurons.
fn population(kind: &'static str, threshold: &[f64], reset: f64) -> Lif {
    let n = threshold.len();
    let nodes =
        [("lif", kind, neurons(kind, threshold, reset)), ("back", "Linear", linear(&Array2::zeros((n, n))))];
    let edges = [("input", "lif"), ("lif", "back"), ("back", "lif"), ("lif", "output")];
    read(&file(&nodes, &edges, n as u64))["lif"].downcast_ref::<Lif>().unwrap().clone()
}

fn input() -> Array2<f64> {
    Array2::from_shape_fn((150, 2), |(t, n)| ((5 * t * t + 3 * n) % 7) as f64 / 3.0)
}

const EXC: [f64; 2] = [0.3, 0.4];
const INH: [f64; 3] = [0.2, 0.3, 0.5];

fn w_exc() -> Array2<f64> {
    array![[0.9, 0.4], [0.3, 0.8]]
}
fn w_inh() -> Array2<f64> {
    array![[0.5, 0.1], [0.0, 0.2], [0.1, 0.1]]
}
fn exc_to_inh() -> Array2<f64> {
    array![[0.9, 0.5], [1.2, 0.4], [0.3, 2.0]]
}
fn inh_to_exc() -> Array2<f64> {
    array![[-0.9, -0.2, -0.5], [-0.3, -1.0, -0.4]]
}
fn exc_to_exc() -> Array2<f64> {
    array![[0.0, 0.3], [0.5, 0.0]]
}

/// The spikes of both populations; each hears what was fired in the step before.
fn reference(kind: &'static str, feeds_inh: bool, bias: &[f64]) -> (Array2<f64>, Array2<f64>) {
    let (mut exc, mut inh) = (population(kind, &EXC, -0.1), population(kind, &INH, 0.05));
    let bias: Array1<f64> = bias.to_vec().into();
    let (mut of_exc, mut of_inh) = (Array2::zeros((0, 2)), Array2::zeros((0, 3)));
    for frame in input().outer_iter() {
        let to_exc =
            w_exc().dot(&frame) + inh_to_exc().dot(&inh.spikes) + exc_to_exc().dot(&exc.spikes) + &bias;
        let mut to_inh = exc_to_inh().dot(&exc.spikes);
        if feeds_inh {
            to_inh += &w_inh().dot(&frame);
        }
        exc.evolve(to_exc.insert_axis(Axis(0))).unwrap();
        inh.evolve(to_inh.insert_axis(Axis(0))).unwrap();
        of_exc.push_row(exc.spikes.view()).unwrap();
        of_inh.push_row(inh.spikes.view()).unwrap();
    }
    (of_exc, of_inh)
}

fn nodes(kind: &'static str) -> Vec<Node> {
    vec![
        ("exc", kind, neurons(kind, &EXC, -0.1)),
        ("inh", kind, neurons(kind, &INH, 0.05)),
        ("project", "Linear", linear(&w_exc())),
        ("up", "Linear", linear(&exc_to_inh())),
        ("down", "Affine", affine(&inh_to_exc(), &[0.05, 0.1])),
        ("again", "Linear", linear(&exc_to_exc())),
    ]
}

const INNER: [(&str, &str); 6] =
    [("exc", "up"), ("up", "inh"), ("inh", "down"), ("down", "exc"), ("exc", "again"), ("again", "exc")];

fn check_comes_back(net: &Sequential) {
    let mut net = net.clone();
    net.reset_state();
    let written = Options::new().simulation_parameters().to_bytes(&net, Format::Nir).unwrap();
    let mut again = read(&written);
    assert_eq!(again.attributes().to_tree(), net.attributes().to_tree());
    assert_eq!(again.evolve(input()).unwrap(), net.evolve(input()).unwrap());
}

#[test]
fn two_populations_run_as_each_by_itself_step_by_step() {
    for kind in TYPES {
        let edges = [&INNER[..], &[("input", "project"), ("project", "exc"), ("exc", "output")]].concat();
        let mut net = read(&file(&nodes(kind), &edges, 2));
        let (exc, inh) = reference(kind, false, &[0.05, 0.1]);
        assert!(exc.sum() > 10.0 && inh.sum() > 5.0, "{kind}: {} {}", exc.sum(), inh.sum());
        let output = net.evolve(input()).unwrap().index_axis_move(Axis(0), 0);
        assert_eq!(output, exc, "{kind}");
        assert_eq!(net.names().collect::<Vec<_>>(), ["project", "exc_inh_in", "exc_inh", "exc_inh_out"]);
        check_comes_back(&net);
    }
}

#[test]
fn a_loop_is_entered_and_left_by_several_ways() {
    for kind in TYPES {
        let mut all = nodes(kind);
        all.push(("side", "Linear", linear(&w_inh())));
        all.push(("read_exc", "Linear", linear(&array![[1.0, 2.0]])));
        all.push(("read_inh", "Affine", affine(&array![[1.0, 0.0, -1.0]], &[0.5])));
        let ends = [
            ("input", "project"),
            ("project", "exc"),
            ("input", "side"),
            ("side", "inh"),
            ("exc", "read_exc"),
            ("inh", "read_inh"),
            ("read_exc", "output"),
            ("read_inh", "output"),
        ];
        let mut net = read(&file(&all, &[&INNER[..], &ends].concat(), 2));
        let (exc, inh) = reference(kind, true, &[0.05, 0.1]);
        let expected = exc.dot(&array![1.0, 2.0]) + inh.dot(&array![1.0, 0.0, -1.0]) + 0.5;
        let output = net.evolve(input()).unwrap();
        for (found, expected) in output.iter().zip(&expected) {
            assert!((found - expected).abs() < 1e-12, "{kind}: {found} and {expected}");
        }
        check_comes_back(&net);
    }
}

#[test]
fn a_loop_stands_between_other_layers_and_in_a_graph_of_its_own() {
    let mut all = nodes("LIF");
    all.push(("before", "Scale", vec![vector("scale", &[1.0, 1.0])]));
    all.push(("after", "LI", vec![scalar("tau", 0.01), scalar("r", 1.0), scalar("v_leak", 0.3)]));
    let ends = [
        ("input", "before"),
        ("before", "project"),
        ("project", "exc"),
        ("exc", "after"),
        ("after", "output"),
    ];
    let mut net = read(&file(&all, &[&INNER[..], &ends].concat(), 2));
    let (output, record) = net.evolve_recorded(input()).unwrap();
    let (exc, _) = reference("LIF", false, &[0.05, 0.1]);
    let spikes = record.get("exc_inh_out_output").unwrap().array::<f64>().unwrap();
    // What the filter leaks to is a bias of the weights before it.
    let heard = spikes.index_axis_move(Axis(0), 0).mapv(|x| x - 0.3);
    assert!(heard.iter().zip(&exc).all(|(heard, exc)| (heard - exc).abs() < 1e-12));
    let mut potential = 0.0;
    for (step, spikes) in exc.column(0).iter().enumerate() {
        let left = (-0.1_f64).exp();
        potential = potential * left + (spikes + 0.3) * (1.0 - left);
        assert!((output[[0, step, 0]] - potential).abs() < 1e-12);
    }
    check_comes_back(&net);
}

#[test]
fn three_populations_in_a_ring_without_weights() {
    let one = |reset| neurons("LIF", &[0.3, 0.4], reset);
    let all = [("a", "LIF", one(0.0)), ("b", "LIF", one(-0.1)), ("c", "LIF", one(-0.2))];
    let edges = [("input", "a"), ("a", "b"), ("b", "c"), ("c", "a"), ("a", "output")];
    let mut net = read(&file(&all, &edges, 2));
    let mut modules = [0.0, -0.1, -0.2].map(|reset| population("LIF", &[0.3, 0.4], reset));
    let output = net.evolve(input()).unwrap();
    assert!(output.sum() > 10.0);
    for (frame, output) in input().outer_iter().zip(output.index_axis(Axis(0), 0).outer_iter()) {
        let fired: Vec<Array1<f64>> = modules.iter().map(|module| module.spikes.clone()).collect();
        let heard = [&frame + &fired[2], fired[0].clone(), fired[1].clone()];
        for (module, heard) in modules.iter_mut().zip(heard) {
            module.evolve(heard.insert_axis(Axis(0))).unwrap();
        }
        assert_eq!(output, modules[0].spikes);
    }
    assert_eq!(net["a_b_c_out"].downcast_ref::<Linear>().unwrap().weight.dim(), (6, 2));
}

#[test]
fn what_is_no_population_in_a_loop_is_named() {
    let mut all = nodes("CubaLIF");
    let edges = [&INNER[..], &[("input", "project"), ("project", "exc"), ("exc", "output")]].concat();
    all[1] = ("inh", "LIF", neurons("LIF", &INH, 0.0));
    assert!(
        refused(&file(&all, &edges, 2)).contains(
            "inh: a node `LIF` stands in a loop with `exc`, a `CubaLIF`; populations of one type are read"
        ),
        "{}",
        refused(&file(&all, &edges, 2))
    );
    all[1] = ("inh", "LI", vec![scalar("tau", 0.01), scalar("r", 1.0), scalar("v_leak", 0.0)]);
    assert!(
        refused(&file(&all, &edges, 2))
            .contains("inh: a node `LI` stands in a loop over several populations; ")
    );
    all[1] = ("inh", "Delay", vec![scalar("delay", 0.01)]);
    assert!(
        refused(&file(&all, &edges, 2))
            .contains("inh: a node `Delay` stands in a loop over several populations; ")
    );
    all[1] = ("inh", "CubaLIF", neurons("CubaLIF", &[0.2, 0.3], 0.0));
    assert!(
        refused(&file(&all, &edges, 2)).contains("down: expected 3 numbers from the nodes before, found 2")
    );
    // From another place as well.
    let mut all = nodes("LIF");
    all.push(("side", "LIF", neurons("LIF", &INH, 0.0)));
    let beside = [&edges[..], &[("input", "side"), ("side", "inh")]].concat();
    assert!(refused(&file(&all, &beside, 2)).contains("side: "));
    // A ring that nothing leaves, and one of weights alone.
    let lost = [&INNER[..], &[("input", "project"), ("project", "exc")]].concat();
    assert!(nir::read_bytes::<f64>(&file(&nodes("LIF"), &lost, 2)).is_err());
    let weights = |name| (name, "Linear", linear(&exc_to_exc()));
    let ring = [("input", "a"), ("a", "b"), ("b", "a"), ("b", "output")];
    assert!(nir::read_bytes::<f64>(&file(&[weights("a"), weights("b")], &ring, 2)).is_err());
}

#[test]
fn weights_that_no_file_holds_are_not_made() {
    let many: Vec<f64> = vec![1.0; 5000];
    let bytes = chain(&[("scale", "Scale", vec![vector("scale", &many)])], 5000);
    assert!(refused(&bytes).contains("scale: it has 5000 units; weights are made for 4096 at the most"));
    let values = || vec![vector("v_threshold", &many), scalar("r", 1.0), scalar("v_reset", 0.0)];
    let all = [("a", "IF", values()), ("b", "IF", values())];
    let edges = [("input", "a"), ("a", "b"), ("b", "a"), ("a", "output")];
    assert!(
        refused(&file(&all, &edges, 5000))
            .contains("the loop after it has 10000 neurons, more than can be made one population")
    );
}

#[test]
fn when_populations_hear_each_other_is_told() {
    let edges = [&INNER[..], &[("input", "project"), ("project", "exc"), ("exc", "output")]].concat();
    let (net, findings) = nir::read_bytes::<f64>(&file(&nodes("LIF"), &edges, 2)).unwrap();
    let told = |findings: &[Finding]| -> Vec<String> {
        let of_weights = findings.iter().filter(|finding| finding.path() == "exc_inh.w_rec");
        of_weights.map(ToString::to_string).collect()
    };
    assert_eq!(
        told(&findings),
        [
            "exc_inh.w_rec: `exc`, `inh` feed each other, and each hears what the others fired in the step before; other simulators may run one after the other within a step"
        ]
    );
    // What is written has one population.
    let written = Options::new().to_bytes(&net, Format::Nir).unwrap();
    assert!(told(&nir::read_bytes::<f64>(&written).unwrap().1).is_empty());
}

/// Through weights one after the other, and through none: one population, under its own name.
#[test]
fn one_population_hears_itself_whatever_leads_back() {
    let twice = exc_to_exc().dot(&exc_to_exc());
    let ends = [("input", "project"), ("project", "exc"), ("exc", "output")];
    let nodes = nodes("LIF");
    let weights = |name| (name, "Linear", linear(&exc_to_exc()));
    let two = [nodes[0].clone(), nodes[2].clone(), weights("again"), weights("then")];
    let none = [nodes[0].clone(), nodes[2].clone()];
    let round = [&ends[..], &[("exc", "again"), ("again", "then"), ("then", "exc")]].concat();
    let itself = [&ends[..], &[("exc", "exc")]].concat();
    for (bytes, back) in [(file(&two, &round, 2), twice), (file(&none, &itself, 2), Array2::eye(2))] {
        let (mut net, findings) = nir::read_bytes::<f64>(&bytes).unwrap();
        assert!(findings.iter().all(|finding| !finding.path().ends_with("w_rec")), "{findings:?}");
        assert_eq!(net.names().collect::<Vec<_>>(), ["project", "exc"]);
        let mut exc = population("LIF", &EXC, -0.1);
        let output = net.evolve(input()).unwrap();
        assert!(output.sum() > 10.0);
        for (frame, output) in input().outer_iter().zip(output.index_axis(Axis(0), 0).outer_iter()) {
            let heard = w_exc().dot(&frame) + back.dot(&exc.spikes);
            exc.evolve(heard.insert_axis(Axis(0))).unwrap();
            assert_eq!(output, exc.spikes);
        }
    }
}
