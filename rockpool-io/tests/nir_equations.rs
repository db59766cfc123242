//! What is read of files of other simulators runs by NIR's equations, which a small integrator of its own
//! solves here.
#![cfg(feature = "nir")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use hdf5_pure::{FileBuilder, GroupBuilder};
use ndarray::{Array2, Axis};
use rockpool_core::prelude::*;
use rockpool_io::nir::{self, Reader};
use rockpool_io::{Error, Finding, FindingKind, Format, Options, Policy, Verdict};
use rockpool_nn::{Evolve, ExpSyn, Lif, LifNeuron, Linear, Sequential};

/// A value of a node: its shape and elements.
type Datum = (&'static str, Vec<u64>, Vec<f64>);

/// A node: its name, its type, and its values.
type Node = (&'static str, &'static str, Vec<Datum>);

fn text(group: &mut GroupBuilder, name: &str, text: &str) {
    group.create_dataset(name).with_vlen_strings(&[text]).with_shape(&[]);
}

/// A file as another simulator writes it.
fn file(nodes: &[Node], edges: &[(&str, &str)], n_in: u64) -> Vec<u8> {
    let mut file = FileBuilder::new();
    let mut graph = file.create_group("node");
    text(&mut graph, "type", "NIRGraph");
    let mut group = graph.create_group("nodes");
    for (name, kind, values) in nodes {
        let mut node = group.create_group(name);
        text(&mut node, "type", kind);
        for (name, shape, data) in values {
            node.create_dataset(name).with_f64_data(data).with_shape(shape);
        }
        group.add_group(node.finish());
    }
    for (name, kind) in [("input", "Input"), ("output", "Output")] {
        let mut node = group.create_group(name);
        text(&mut node, "type", kind);
        node.create_dataset("shape").with_f64_data(&[n_in as f64]).with_shape(&[1]);
        group.add_group(node.finish());
    }
    graph.add_group(group.finish());
    let pairs: Vec<&str> = edges.iter().flat_map(|&(from, to)| [from, to]).collect();
    graph.create_dataset("edges").with_vlen_strings(&pairs).with_shape(&[edges.len() as u64, 2]);
    file.add_group(graph.finish());
    file.finish().unwrap()
}

fn chain(nodes: &[Node], n_in: u64) -> Vec<u8> {
    let names: Vec<&str> =
        ["input"].into_iter().chain(nodes.iter().map(|node| node.0)).chain(["output"]).collect();
    let edges: Vec<(&str, &str)> = names.iter().copied().zip(names.iter().copied().skip(1)).collect();
    file(nodes, &edges, n_in)
}

fn vector(name: &'static str, data: &[f64]) -> Datum {
    (name, vec![data.len() as u64], data.to_vec())
}

fn scalar(name: &'static str, value: f64) -> Datum {
    (name, vec![], vec![value])
}

const DT: f64 = 1e-3;

fn input(n: usize) -> Array2<f64> {
    Array2::from_shape_fn((120, n), |(t, n)| ((7 * t * t + 3 * n) % 11) as f64 / 5.0 - 0.4)
}

/// One unit: `synapse` and `membrane` are the right sides of the equations of its current and its potential.
struct Unit<'a> {
    synapse: &'a dyn Fn(f64, f64) -> f64,
    membrane: &'a dyn Fn(f64, f64) -> f64,
    /// Where it spikes, and where to.
    spikes: Option<(f64, f64)>,
}

impl Unit<'_> {
    /// Potentials and spikes at the ends of steps within which inputs are held; Runge and Kutta's method.
    fn run(&self, x: impl Iterator<Item = f64>) -> (Vec<f64>, Vec<f64>) {
        const PARTS: usize = 50;
        let h = DT / PARTS as f64;
        let (mut i, mut v) = (0.0, 0.0);
        let (mut potentials, mut spikes) = (Vec::new(), Vec::new());
        for x in x {
            for _ in 0..PARTS {
                let slope = |i: f64, v: f64| ((self.synapse)(i, x), (self.membrane)(v, i));
                let a = slope(i, v);
                let b = slope(i + h / 2.0 * a.0, v + h / 2.0 * a.1);
                let c = slope(i + h / 2.0 * b.0, v + h / 2.0 * b.1);
                let d = slope(i + h * c.0, v + h * c.1);
                i += h / 6.0 * (a.0 + 2.0 * b.0 + 2.0 * c.0 + d.0);
                v += h / 6.0 * (a.1 + 2.0 * b.1 + 2.0 * c.1 + d.1);
            }
            let has_fired = self.spikes.is_some_and(|(threshold, _)| v > threshold);
            if let (true, Some((_, reset))) = (has_fired, self.spikes) {
                v = reset;
            }
            potentials.push(v);
            spikes.push(f64::from(u8::from(has_fired)));
        }
        (potentials, spikes)
    }

    /// The same where the input is that of the membrane.
    fn without_synapse(
        membrane: &dyn Fn(f64, f64) -> f64,
        spikes: Option<(f64, f64)>,
        x: &[f64],
    ) -> (Vec<f64>, Vec<f64>) {
        // A current that is the input: held from step to step.
        let mut potentials = Vec::new();
        let mut fired = Vec::new();
        let mut v = 0.0;
        for &x in x {
            let start = v;
            let held = |v: f64, _: f64| membrane(v + start, x);
            let unit = Unit { synapse: &|_, _| 0.0, membrane: &held, spikes: None };
            v = start + unit.run([0.0].into_iter()).0[0];
            let has_fired = spikes.is_some_and(|(threshold, _)| v > threshold);
            if let (true, Some((_, reset))) = (has_fired, spikes) {
                v = reset;
            }
            potentials.push(v);
            fired.push(f64::from(u8::from(has_fired)));
        }
        (potentials, fired)
    }
}

fn read(bytes: &[u8]) -> Sequential {
    let (net, findings) = nir::read_bytes::<f64>(bytes).unwrap();
    assert!(findings.iter().all(|finding| matches!(finding.kind(), FindingKind::Note(_))), "{findings:?}");
    net.check().unwrap();
    net
}

/// What the network gives for each unit, and the series of this name if there is one.
fn run(net: &mut Sequential, n: usize, series: &str) -> (Array2<f64>, Option<Array2<f64>>) {
    let (output, record) = net.evolve_recorded(input(n)).unwrap();
    let of_record = record.get(series).map(|value| {
        let series = value.array::<f64>().unwrap().index_axis_move(Axis(0), 0);
        series.into_dimensionality().unwrap().to_owned()
    });
    (output.index_axis_move(Axis(0), 0), of_record)
}

fn near(what: &str, found: ndarray::ArrayView1<'_, f64>, expected: &[f64], tolerance: f64) {
    for (step, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!((found - expected).abs() <= tolerance, "{what}, step {step}: {found} and {expected}");
    }
}

#[test]
fn lif_neurons_run_by_their_equation() {
    // Also with time constants that were meant in milliseconds, as they stand.
    for tau in [[0.02, 0.005], [20.0, 5.0]] {
        let (r, leak, threshold, reset) = ([1.0, 3.0], [-0.1, 0.2], [0.3, 0.9], [0.1, -0.4]);
        let values = vec![
            vector("tau", &tau),
            vector("r", &r),
            vector("v_leak", &leak),
            vector("v_threshold", &threshold),
            vector("v_reset", &reset),
        ];
        let mut net = read(&chain(&[("spike", "LIF", values)], 2));
        let (output, vmem) = run(&mut net, 2, "spike.vmem");
        for unit in 0..2 {
            let x = input(2).column(unit).to_vec();
            let membrane = |v: f64, x: f64| (leak[unit] - v + r[unit] * x) / tau[unit];
            let spikes = Some((threshold[unit], reset[unit]));
            let (potentials, fired) = Unit::without_synapse(&membrane, spikes, &x);
            near("vmem", vmem.as_ref().unwrap().column(unit), &potentials, 1e-9);
            near("spikes", output.column(unit), &fired, 0.0);
            assert_eq!(tau[0] < 1.0, fired.iter().sum::<f64>() > 2.0);
        }
    }
}

#[test]
fn integrators_run_by_their_equation() {
    let values = vec![vector("r", &[61.0, 203.0]), scalar("v_threshold", 1.0), scalar("v_reset", -0.25)];
    let mut net = read(&chain(&[("sum", "IF", values)], 2));
    let (output, vmem) = run(&mut net, 2, "sum.vmem");
    let mut plain = read(&chain(&[("sum", "I", vec![vector("r", &[61.0, 203.0])])], 2));
    let (sums, _) = run(&mut plain, 2, "");
    for (unit, r) in [61.0, 203.0].into_iter().enumerate() {
        let x = input(2).column(unit).to_vec();
        let (potentials, fired) = Unit::without_synapse(&|_, x| r * x, Some((1.0, -0.25)), &x);
        near("IF", vmem.as_ref().unwrap().column(unit), &potentials, 1e-9);
        near("IF", output.column(unit), &fired, 0.0);
        assert!(fired.iter().sum::<f64>() > 2.0);
        near("I", sums.column(unit), &Unit::without_synapse(&|_, x| r * x, None, &x).0, 1e-9);
    }
}

#[test]
fn filters_run_by_their_equation() {
    let values = vec![vector("tau", &[0.01, 0.002]), vector("r", &[2.0, 0.5]), scalar("v_leak", 0.0)];
    let mut net = read(&chain(&[("out", "LI", values)], 2));
    let (output, _) = run(&mut net, 2, "");
    for (unit, (tau, r)) in [(0.01, 2.0), (0.002, 0.5)].into_iter().enumerate() {
        let x = input(2).column(unit).to_vec();
        near("LI", output.column(unit), &Unit::without_synapse(&|v, x| (r * x - v) / tau, None, &x).0, 1e-9);
    }
}

/// A current and a membrane one after the other: within a step the membrane has the current of its end.
#[test]
fn neurons_with_synapses_run_by_their_equations() {
    let (tau_syn, tau_mem, r, w_in, leak) = (0.02, 0.05, 1.5, 2.0, 0.05);
    let synapse = |i: f64, x: f64| (w_in * x - i) / tau_syn;
    let membrane = |v: f64, i: f64| (leak - v + r * i) / tau_mem;
    let values = || {
        vec![
            scalar("tau_syn", tau_syn),
            scalar("tau_mem", tau_mem),
            scalar("r", r),
            scalar("w_in", w_in),
            scalar("v_leak", leak),
        ]
    };
    let mut spiking = values();
    spiking.extend([scalar("v_threshold", 0.5), scalar("v_reset", -0.2)]);
    let mut net = read(&chain(&[("spike", "CubaLIF", spiking)], 3));
    assert_eq!(net["spike"].shape(), [3, 3], "numbers serve any number of units");
    let (output, vmem) = run(&mut net, 3, "spike.vmem");
    let unit = Unit { synapse: &synapse, membrane: &membrane, spikes: Some((0.5, -0.2)) };
    for column in 0..3 {
        let x = input(3).column(column).to_vec();
        let (potentials, fired) = unit.run(x.iter().copied());
        let (found, expected) = (output.column(column).sum(), fired.iter().sum::<f64>());
        assert!((found - expected).abs() <= 1.0 && expected > 2.0, "{found} and {expected} spikes");
        // Near the threshold, either may be a step earlier.
        let first = fired.iter().position(|&fired| fired > 0.0).unwrap() - 1;
        let vmem = vmem.as_ref().unwrap();
        near(
            "CubaLIF",
            vmem.column(column).slice_axis_move(Axis(0), ndarray::Slice::from(..first)),
            &potentials[..first],
            0.02,
        );
    }
    let mut values = values();
    values[4] = scalar("v_leak", 0.0);
    let mut net = read(&chain(&[("mem", "CubaLI", values)], 3));
    let (output, _) = run(&mut net, 3, "");
    let plain = |v: f64, i: f64| (r * i - v) / tau_mem;
    let unit = Unit { synapse: &synapse, membrane: &plain, spikes: None };
    let x = input(3).column(0).to_vec();
    near("CubaLI", output.column(0), &unit.run(x.into_iter()).0, 0.02);
}

#[test]
fn scales_thresholds_and_what_changes_nothing() {
    let nodes = [
        ("a", "Flatten", vec![]),
        ("b", "Scale", vec![vector("scale", &[2.0, -1.0])]),
        ("c", "Delay", vec![scalar("delay", 0.0)]),
        ("d", "Threshold", vec![scalar("threshold", 1.0)]),
    ];
    let mut net = read(&chain(&nodes, 2));
    assert_eq!(net.names().collect::<Vec<_>>(), ["b", "d"]);
    let (output, _) = run(&mut net, 2, "");
    for (unit, scale) in [2.0, -1.0].into_iter().enumerate() {
        let expected: Vec<f64> =
            input(2).column(unit).iter().map(|&x| f64::from(u8::from(scale * x > 1.0))).collect();
        near("Threshold", output.column(unit), &expected, 0.0);
    }
}

/// Recurrent weights with a bias, in the manner of the example of NIR's paper.
#[test]
fn the_bias_of_recurrent_weights_is_added_to_the_input() {
    let neurons = |kind| {
        let mut values = vec![scalar("r", 1.0), scalar("v_leak", 0.0), vector("v_threshold", &[0.4, 0.5])];
        values.extend(match kind {
            "LIF" => vec![scalar("tau", 0.01)],
            "CubaLIF" => vec![scalar("tau_mem", 0.01), scalar("tau_syn", 0.005), scalar("w_in", 1.0)],
            _ => vec![],
        });
        ("lif", kind, values)
    };
    let weights = || vec![("weight", vec![2, 2], vec![0.0, 0.8, -0.5, 0.0]), vector("bias", &[0.3, 0.6])];
    let plain = || vec![("weight", vec![2, 2], vec![0.0, 0.8, -0.5, 0.0])];
    let project = || vec![("weight", vec![2, 2], vec![1.0, 0.5, 0.2, 0.9])];
    let mut with_bias = project();
    with_bias.push(vector("bias", &[0.3, 0.6]));
    let edges = |first: &'static [(&'static str, &'static str)]| {
        let mut edges = first.to_vec();
        edges.extend([("lif", "back"), ("back", "lif"), ("lif", "output")]);
        edges
    };
    for kind in ["CubaLIF", "LIF"] {
        let after = edges(&[("input", "project"), ("project", "lif")]);
        let own = file(
            &[("project", "Linear", project()), neurons(kind), ("back", "Affine", weights())],
            &after,
            2,
        );
        let moved = file(
            &[("project", "Affine", with_bias.clone()), neurons(kind), ("back", "Linear", plain())],
            &after,
            2,
        );
        let (mut own, mut moved) = (read(&own), read(&moved));
        let expected = moved.evolve(input(2)).unwrap();
        assert!(expected.sum() > 5.0);
        assert_eq!(own.evolve(input(2)).unwrap(), expected, "{kind}");
        assert!(own["lif"].downcast_ref::<Lif>().unwrap().w_rec.is_some());
        // Without weights before the neurons, there are such as change nothing else.
        let alone = file(&[neurons(kind), ("back", "Affine", weights())], &edges(&[("input", "lif")]), 2);
        let mut alone = read(&alone);
        assert_eq!(alone.names().collect::<Vec<_>>(), ["lif_bias", "lif"]);
        assert!(alone.evolve(input(2)).unwrap().sum() > 5.0);
    }
}

#[test]
fn the_original_convention_is_known_by_its_resistance() {
    let tau = [0.01, 0.02];
    for dt in [1e-3, 2e-3, 2.5e-4] {
        let r: Vec<f64> = tau.iter().map(|tau: &f64| tau * (-dt / tau).exp() / dt).collect();
        let values = vec![
            vector("tau", &tau),
            vector("r", &r),
            vector("v_leak", &[0.0, 0.1]),
            scalar("v_threshold", 1.0),
            scalar("v_reset", 0.0),
        ];
        let bytes = chain(&[("spike", "LIF", values)], 2);
        let (net, findings) = Reader::new().dt(dt).read_bytes::<f64>(&bytes).unwrap();
        let neurons: &LifNeuron = net["spike"].downcast_ref().unwrap();
        assert_eq!((neurons.bias[1], &neurons.gain, &neurons.v_reset), (0.1, &None, &None), "{dt}");
        assert!(findings.is_empty(), "{dt}: {findings:?}");
        let (_, findings) = nir::read_bytes::<f64>(&bytes).unwrap();
        assert_eq!(findings.len(), usize::from(dt != 1e-3), "{dt}: {findings:?}");
    }
}

#[test]
fn what_has_no_module_is_said_so() {
    let told = |nodes: &[Node]| match nir::read_bytes::<f64>(&chain(nodes, 2)) {
        Err(error @ Error::Refused { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    };
    for kind in ["Conv2d", "SumPool2d", "AvgPool2d", "NewKind"] {
        let error = told(&[("conv", kind, vec![vector("weight", &[1.0])])]);
        assert!(error.starts_with(&format!("conv: a node `{kind}` has no module here; ")), "{error}");
    }
    let error = told(&[("wait", "Delay", vec![vector("delay", &[0.01, 0.02])])]);
    assert!(error.starts_with("wait: a node `Delay` has no module here"), "{error}");
    let leak = vec![scalar("tau", 0.01), scalar("r", 1.0), scalar("v_leak", -0.1)];
    let bytes = chain(&[("out", "LI", leak)], 2);
    let Err(Error::Refused { faults, .. }) = nir::read_bytes::<f64>(&bytes) else { panic!() };
    assert_eq!(faults[0].path(), "out.v_leak");

    // What is lost may be accepted.
    let lenient = |finding: &Finding| match finding.kind() {
        FindingKind::Lost(_) => Verdict::Accept,
        _ => Policy::Strict.judge(finding),
    };
    let (net, findings) = Reader::new().policy(lenient).read_bytes::<f64>(&bytes).unwrap();
    assert!(net["out"].downcast_ref::<ExpSyn>().is_some());
    assert!(findings.iter().any(|finding| finding.path() == "out.v_leak"));
}

#[test]
fn what_was_read_is_written_and_planned_again() {
    let values = vec![
        vector("tau", &[0.02, 0.01]),
        scalar("r", 1.0),
        scalar("v_leak", -0.1),
        vector("v_threshold", &[0.3, 0.4]),
        scalar("v_reset", 0.05),
    ];
    let sum = vec![vector("r", &[61.0, 203.0]), scalar("v_threshold", 1.0), scalar("v_reset", -0.25)];
    let filter = vec![scalar("tau", 0.01), scalar("r", 2.0), scalar("v_leak", 0.0)];
    let total = vec![scalar("r", 3.0)];
    let nodes = [
        ("layer.0", "Linear", vec![("weight", vec![2, 2], vec![1.0, 0.5, 0.2, 0.9])]),
        ("layer.1", "LIF", values),
        ("layer.2", "IF", sum),
        ("layer.3", "LI", filter),
        ("layer.4", "I", total),
    ];
    let bytes = chain(&nodes, 2);
    let net = read(&bytes);
    assert_eq!(net.names().next(), Some("layer·0"));
    for options in [Options::new(), Options::new().simulation_parameters()] {
        let written = options.to_bytes(&net, Format::Nir).unwrap();
        let again = read(&written);
        assert_eq!(again.attributes().to_tree(), net.attributes().to_tree());
        let mut target = read(&bytes);
        target.set("layer·1.v_reset", ndarray::array![0.7, 0.8]).unwrap();
        let plan = options.plan_bytes(&target, &written, Format::Nir).unwrap();
        // What stands for a slope in training is no part of NIR.
        plan.with_policy(Policy::Subset).apply(&mut target).unwrap();
        assert_eq!(target.parameters().to_tree(), net.parameters().to_tree());
        assert_eq!(options.to_bytes(&again, Format::Nir).unwrap(), written);
    }
    let mut target = net;
    let plan = Options::new().plan_bytes(&target, &bytes, Format::Nir).unwrap();
    plan.apply(&mut target).unwrap();
}

#[test]
fn noise_is_kept_and_every_layer_hears_its_own() {
    let synapses = || ExpSyn::builder().n(3).noise_std(0.5).key(Key::new(1)).build().unwrap();
    let linear = Linear::builder().shape((3, 3)).weight(Array2::zeros((3, 3))).build().unwrap();
    let net = Sequential::named(["a", "b", "c"], (synapses(), linear, synapses())).unwrap();
    let bytes = Options::new().simulation_parameters().to_bytes(&net, Format::Nir).unwrap();
    let (mut read, _) = nir::read_bytes::<f64>(&bytes).unwrap();
    assert_eq!(read["a"].downcast_ref::<ExpSyn>().unwrap().noise_std, 0.5);
    let (output, record) = read.evolve_recorded(Array2::zeros((5, 3))).unwrap();
    assert_ne!(record.get("a_output").unwrap().array::<f64>().unwrap(), output.into_dyn());
}
