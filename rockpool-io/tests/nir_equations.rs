//! What is read of files of other simulators runs by NIR's equations, which a small integrator of its own
//! solves here.
#![cfg(feature = "nir")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use ndarray::{Array2, Axis};
use rockpool_core::prelude::*;
use rockpool_io::nir::{self, Reader};
use rockpool_io::{Error, Finding, FindingKind, Format, Options, Policy, Verdict};
use rockpool_nn::{Delay, Evolve, ExpSyn, Lif, LifNeuron, Linear, Sequential, Surrogate};

#[path = "common/nir_files.rs"]
mod nir_files;
use nir_files::{Datum, Node, chain, file, scalar, vector};

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
    assert_eq!(net.names().collect::<Vec<_>>(), ["b", "c", "d"]);
    let (output, _) = run(&mut net, 2, "");
    for (unit, scale) in [2.0, -1.0].into_iter().enumerate() {
        let expected: Vec<f64> =
            input(2).column(unit).iter().map(|&x| f64::from(u8::from(scale * x > 1.0))).collect();
        near("Threshold", output.column(unit), &expected, 0.0);
    }
}

/// What a node has beside the values of its type is a finding; what others keep in its metadata is theirs.
#[test]
fn what_nobody_knows_in_a_node_makes_no_file_unreadable() {
    let values = vec![scalar("tau", 0.01), scalar("r", 2.0), scalar("v_leak", 0.0)];
    let edges = [("input", "out"), ("out", "output")];
    let bytes = nir_files::file_with(&[("out", "LI", values.clone())], &edges, 2, |node| {
        node.create_dataset("note").with_vlen_strings(&["measured"]).with_shape(&[]);
        node.create_dataset("input_type").with_f64_data(&[2.0]).with_shape(&[1]);
        let mut metadata = node.create_group("metadata");
        metadata.create_dataset("tags").with_vlen_strings(&["a", "b"]).with_shape(&[2]);
        node.add_group(metadata.finish());
    });
    let error = nir::read_bytes::<f64>(&bytes).unwrap_err().to_string();
    assert_eq!(error, "out.note: in the file only");
    let (mut net, findings) = Reader::new().policy(Policy::Subset).read_bytes::<f64>(&bytes).unwrap();
    let mut plain = read(&chain(&[("out", "LI", values)], 2));
    assert_eq!(net.evolve(input(2)).unwrap(), plain.evolve(input(2)).unwrap());
    let told = |finding: &&Finding| matches!(finding.kind(), FindingKind::Unexpected { .. });
    assert_eq!(findings.iter().filter(told).count(), 1);
    // The same where there is a module to be filled.
    let plan = Options::new().plan_bytes(&net, &bytes, Format::Nir).unwrap();
    assert_eq!(plan.faults().iter().map(|fault| fault.path()).collect::<Vec<_>>(), ["out.note"]);
    plan.with_policy(Policy::Subset).apply(&mut net).unwrap();
    // What this library keeps there is read, or the file is not sound.
    let bytes = nir_files::file_with(&[("out", "LI", vec![])], &edges, 2, |node| {
        let mut metadata = node.create_group("metadata");
        metadata.create_dataset("dt").with_vlen_strings(&["a", "b"]).with_shape(&[2]);
        node.add_group(metadata.finish());
    });
    let error = nir::read_bytes::<f64>(&bytes).unwrap_err().to_string();
    assert!(error.contains("node/nodes/out/metadata/dt: expected one text"), "{error}");
}

/// Units of several axes are those of one, in their order; others than the rest are told.
#[test]
fn units_of_several_axes_are_flat() {
    let values = |shape: &[u64]| -> Vec<Datum> {
        let data = |name, values: [f64; 4]| (name, shape.to_vec(), values.to_vec());
        vec![
            data("tau", [0.01, 0.02, 0.03, 0.04]),
            data("v_threshold", [0.2, 0.3, 0.5, 0.4]),
            data("v_reset", [0.0, -0.1, 0.1, 0.0]),
            scalar("r", 2.0),
            scalar("v_leak", 0.1),
        ]
    };
    let mut flat = read(&chain(&[("spike", "LIF", values(&[4]))], 4));
    let expected = flat.evolve(input(4)).unwrap();
    assert!(expected.sum() > 10.0);
    for shape in [&[2, 2][..], &[1, 2, 2]] {
        let mut net = read(&chain(&[("spike", "LIF", values(shape)), ("flat", "Flatten", vec![])], 4));
        assert_eq!(net.evolve(input(4)).unwrap(), expected);
    }
    let mut mixed = values(&[2, 2]);
    mixed[1].1 = vec![4];
    let error = nir::read_bytes::<f64>(&chain(&[("spike", "LIF", mixed)], 4)).unwrap_err().to_string();
    assert!(
        error.contains("expected one value for each of the units [2, 2], found the shape [4]"),
        "{error}"
    );
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
    // What leaks to a potential, and hears nothing.
    let leak = vec![scalar("tau", 0.01), scalar("r", 0.0), scalar("v_leak", -0.1)];
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

#[test]
fn what_stands_for_slopes_is_kept_or_told() {
    let lif =
        |surrogate| Lif::builder().shape((2, 2)).surrogate(surrogate).learning_window(0.3).build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.nir");
    assert!(nir::write(&lif(Surrogate::ATan), &path).unwrap().is_empty());
    let (net, findings) = nir::read(&path).unwrap();
    assert!(findings.is_empty());
    assert_eq!(net["lif"].downcast_ref::<Lif>().unwrap(), &lif(Surrogate::ATan));
    let mut target = lif(Surrogate::StepPwl);
    let options = Options::new().simulation_parameters();
    options.plan(&target, &path).unwrap().apply(&mut target).unwrap();
    assert_eq!(target, lif(Surrogate::ATan));

    let findings = nir::write(&lif(Surrogate::function(|v, _| v)), &path).unwrap();
    assert_eq!(findings.iter().map(Finding::path).collect::<Vec<_>>(), ["surrogate"]);
}

#[test]
fn delays_come_later_and_back() {
    let nodes = [
        ("scale", "Scale", vec![vector("scale", &[1.0, 2.0])]),
        ("wait", "Delay", vec![vector("delay", &[0.004, 0.0105])]),
        ("all", "Delay", vec![scalar("delay", 0.001)]),
    ];
    let bytes = chain(&nodes, 2);
    let (mut net, findings) = Reader::new().dt(5e-4).read_bytes::<f64>(&bytes).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    let output = net.evolve(input(2)).unwrap();
    for (unit, (steps, scale)) in [(10, 1.0), (23, 2.0)].into_iter().enumerate() {
        for step in 0..120_usize {
            let expected = step.checked_sub(steps).map_or(0.0, |from| scale * input(2)[[from, unit]]);
            assert_eq!(output[[0, step, unit]], expected);
        }
    }
    // Halves of steps are told.
    let (net, findings) = nir::read_bytes::<f64>(&bytes).unwrap();
    assert_eq!(
        findings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["wait.delay: 0.0105 s is no number of steps of `dt` = 0.001 s, and is rounded to one"]
    );
    for options in [Options::new(), Options::new().simulation_parameters()] {
        let written = options.to_bytes(&net, Format::Nir).unwrap();
        let (again, _) = nir::read_bytes::<f64>(&written).unwrap();
        assert_eq!(again.attributes().to_tree(), net.attributes().to_tree());
        let mut target = nir::read_bytes::<f64>(&bytes).unwrap().0;
        target.set("wait.delay", ndarray::array![0.5, 0.25]).unwrap();
        options.plan_bytes(&target, &written, Format::Nir).unwrap().apply(&mut target).unwrap();
        assert_eq!(target.attributes().to_tree(), net.attributes().to_tree());
    }
    assert!(net["all"].downcast_ref::<Delay>().is_some());
}

#[test]
fn time_constants_that_look_like_milliseconds_are_told() {
    let neurons = |tau: f64| {
        vec![scalar("tau", tau), scalar("r", 1.0), vector("v_leak", &[0.0, 0.0]), scalar("v_threshold", 1.0)]
    };
    let told = |tau| {
        let (_, findings) = nir::read_bytes::<f64>(&chain(&[("spike", "LIF", neurons(tau))], 2)).unwrap();
        findings
            .iter()
            .any(|finding| finding.path() == "spike.tau" && finding.to_string().contains("milliseconds"))
    };
    assert!(told(20.0) && !told(0.02));
    // Not of what was written here.
    let slow = LifNeuron::builder().n(2).tau_mem(20.0).build().unwrap();
    let bytes = Options::new().to_bytes(&slow, Format::Nir).unwrap();
    assert!(nir::read_bytes::<f64>(&bytes).unwrap().1.is_empty());
}
