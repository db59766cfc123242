//! The gradients of `examples/train_vowels`, and what its training leaves as it was.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../examples/train_vowels/adam.rs"]
mod adam;
#[path = "../examples/train_vowels/gradient/mod.rs"]
mod gradient;
#[path = "../examples/train_vowels/net.rs"]
mod net;

use adam::Adam;
use gradient::{Run, of_parameters};
use ndarray::{Array1, Array3, Array4, ArrayD, Axis, Ix1, Ix2, array};
use net::{Net, net};
use rockpool_core::flat::LayoutEntry;
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, ExpSyn, Lif, Linear};

const HIDDEN: usize = 5;

/// A small net, all of which is trainable, recurrence and biases included; `scale` multiplies its
/// input weights.
fn small(tau_syn: ArrayD<f64>, tau_mem: ArrayD<f64>, scale: f64) -> Net<f64> {
    let hidden = Lif::<f64>::builder()
        .w_rec(Init(normal(0.0, 0.1)))
        .tau_mem(tau_mem)
        .tau_syn(tau_syn)
        .bias(Init(uniform(-0.05, 0.05)))
        .threshold(Init(uniform(0.5, 1.5)))
        .max_spikes_per_dt(1);
    Net::<f64>::builder()
        .shape((3, 2))
        .n_hidden(HIDDEN)
        .project(Linear::<f64>::builder().weight(Init(normal(0.0, scale))).bias(Init(normal(0.0, 0.02))))
        .hidden(hidden)
        .readout(Linear::<f64>::builder().weight(Init(normal(0.0, 0.5))).bias(Init(normal(0.0, 0.1))))
        .integrate(ExpSyn::<f64>::builder().tau([4e-3, 9e-3]))
        .key(Key::new(3))
        .build()
        .unwrap()
}

/// Time constants of each neuron by itself.
fn varied() -> Net<f64> {
    let tau_syn = array![[2e-3], [3e-3], [4e-3], [5e-3], [9e-3]].into_dyn();
    small(tau_syn, array![3e-3, 4e-3, 5e-3, 7e-3, 9e-3].into_dyn(), 0.3)
}

/// Time constants that neurons share.
fn shared() -> Net<f64> {
    small(array![[3e-3]].into_dyn(), ndarray::arr0(5e-3).into_dyn(), 0.3)
}

/// `(B, T, 3)`
fn input() -> Array3<f64> {
    let mut at = 0.0;
    Array3::from_shape_simple_fn((2, 25, 3), || {
        at += 0.7;
        f64::sin(at) + 0.4
    })
}

/// The weights `(B, T, 2)` of a loss that is linear in the output.
fn of_output() -> Array3<f64> {
    let mut at = 0.0;
    Array3::from_shape_simple_fn((2, 25, 2), || {
        at += 1.3;
        f64::cos(at)
    })
}

/// The net by its equations, with another function for spikes: the output, and what
/// `evolve_recorded` would have recorded.
fn by_hand(net: &Net<f64>, input: &Array3<f64>, fire: fn(f64) -> f64) -> (Array3<f64>, Tree<Value>) {
    let Lif { w_rec, tau_mem, tau_syn, bias, threshold, dt, .. } = &net.hidden;
    let w_rec = w_rec.as_ref().unwrap();
    let (batches, steps, _) = input.dim();
    let spread = |values: &ArrayD<f64>| values.broadcast(Ix1(HIDDEN)).unwrap().to_owned();
    let (tau_mem, bias, threshold) = (spread(tau_mem), spread(bias), spread(threshold));
    let tau_syn = tau_syn.broadcast(Ix2(HIDDEN, 1)).unwrap();

    let mut spikes = Array3::zeros((batches, steps, HIDDEN));
    let mut vmem = spikes.clone();
    let mut isyn = Array4::zeros((batches, steps, HIDDEN, 1));
    let mut output = Array3::zeros((batches, steps, 2));
    for b in 0..batches {
        let (mut s, mut v, mut i) =
            (Array1::<f64>::zeros(HIDDEN), Array1::<f64>::zeros(HIDDEN), Array1::<f64>::zeros(HIDDEN));
        let mut score = Array1::<f64>::zeros(2);
        for t in 0..steps {
            let mut x = input.index_axis(Axis(0), b).row(t).dot(&net.project.weight);
            x = x + net.project.bias.as_ref().unwrap() + s.dot(w_rec);
            for n in 0..HIDDEN {
                i[n] = (i[n] + x[n]) * (-dt / tau_syn[[n, 0]]).exp();
                let potential = v[n] * (-dt / tau_mem[n]).exp() + i[n] + bias[n];
                s[n] = fire(potential / threshold[n]);
                v[n] = potential - s[n] * threshold[n];
                (spikes[[b, t, n]], vmem[[b, t, n]], isyn[[b, t, n, 0]]) = (s[n], v[n], i[n]);
            }
            let heard = s.dot(&net.readout.weight) + net.readout.bias.as_ref().unwrap();
            for k in 0..2 {
                score[k] = (score[k] + heard[k]) * (-net.integrate.dt / net.integrate.tau[k]).exp();
                output[[b, t, k]] = score[k];
            }
        }
    }
    let mut record = Tree::new();
    record.set("hidden.spikes", spikes.into()).unwrap();
    record.set("hidden.vmem", vmem.into()).unwrap();
    record.set("hidden.isyn", isyn.into()).unwrap();
    (output, record)
}

/// As `Lif` spikes, once a step at most.
fn step(potential: f64) -> f64 {
    if potential >= 1.0 { 1.0 } else { 0.0 }
}

/// A smooth step, and its slope.
fn sigmoid(potential: f64) -> f64 {
    1.0 / (1.0 + (-4.0 * (potential - 1.0)).exp())
}
fn slope_of_sigmoid(potential: f64) -> f64 {
    4.0 * sigmoid(potential) * (1.0 - sigmoid(potential))
}

/// The gradient of `sum(output * of_output())` by finite differences, one parameter after the other.
fn differences(net: &Net<f64>, mut loss: impl FnMut(&mut Net<f64>) -> f64) -> Vec<f64> {
    let start = net.parameters().flat::<f64>().unwrap().to_vec();
    let mut moved = net.clone();
    let mut at = |index: usize, value: f64| {
        let mut vector = start.clone();
        vector[index] = value;
        moved.parameters_mut().flat::<f64>().unwrap().copy_from(&vector).unwrap();
        loss(&mut moved)
    };
    let of_each = |index: usize| {
        let h = 1e-5 * start[index].abs().max(1e-2_f64.min(start[index].abs() + 1e-4));
        (at(index, start[index] + h) - at(index, start[index] - h)) / (2.0 * h)
    };
    (0..start.len()).map(of_each).collect()
}

/// Each leaf's gradient agrees to a millionth of its largest element.
fn assert_agree(net: &Net<f64>, found: &[f64], expected: &[f64], chosen: impl Fn(&LayoutEntry) -> bool) {
    let layout = net.parameters().flat::<f64>().unwrap().layout();
    let mut checked = 0;
    for entry in layout.entries().iter().filter(|entry| chosen(entry)) {
        let (found, expected) = (&found[entry.range()], &expected[entry.range()]);
        let most = expected.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        assert!(most > 0.0, "{}: nothing depends on it", entry.path());
        for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
            let error = (found - expected).abs() / most;
            assert!(error < 1e-6, "{}[{index}]: {found} is not {expected}", entry.path());
        }
        checked += 1;
    }
    assert!(checked > 0);
}

fn loss(output: &Array3<f64>) -> f64 {
    (output * &of_output()).sum()
}

#[test]
fn the_equations_by_hand_are_those_of_the_modules() {
    for mut net in [varied(), shared()] {
        let (output, record) = by_hand(&net, &input(), step);
        let (expected, expected_record) = net.evolve_recorded(input()).unwrap();
        assert!(expected_record.get("hidden.spikes").unwrap().array::<f64>().unwrap().sum() > 20.0);
        assert!((output - expected).iter().all(|error| error.abs() < 1e-12));
        for path in ["hidden.spikes", "hidden.vmem", "hidden.isyn"] {
            let [found, expected] = [&record, &expected_record].map(|record| record.get(path).unwrap());
            let error = &found.array::<f64>().unwrap() - &expected.array::<f64>().unwrap();
            assert!(error.iter().all(|error| error.abs() < 1e-12), "{path}");
        }
    }
}

#[test]
fn all_gradients_agree_with_finite_differences_where_spikes_are_smooth() {
    for net in [varied(), shared()] {
        let (output, record) = by_hand(&net, &input(), sigmoid);
        let layout = net.parameters().flat::<f64>().unwrap().layout();
        let run = Run { input: &input(), output: &output, record: &record };
        let found = of_parameters(&net, &layout, &run, &of_output(), slope_of_sigmoid).unwrap();
        let expected = differences(&net, |net| loss(&by_hand(net, &input(), sigmoid).0));
        assert_eq!(layout.entries().len(), 10);
        assert_agree(&net, &found, &expected, |_| true);
    }
}

#[test]
fn gradients_behind_the_spikes_agree_with_finite_differences_of_the_modules_themselves() {
    let mut net = varied();
    let (output, record) = net.evolve_recorded(input()).unwrap();
    let layout = net.parameters().flat::<f64>().unwrap().layout();
    let run = Run { input: &input(), output: &output, record: &record };
    let found = of_parameters(&net, &layout, &run, &of_output(), |_| 0.0).unwrap();
    let expected = differences(&net, |net| {
        net.reset_state();
        loss(&net.evolve(input()).unwrap())
    });
    let is_behind =
        |entry: &LayoutEntry| !entry.path().starts_with("hidden") && !entry.path().starts_with("project");
    assert_agree(&net, &found, &expected, is_behind);
}

#[test]
fn training_lowers_the_loss_moves_all_parameters_within_bounds_and_no_constant() {
    let mut net = net::<f32>(3, HIDDEN, 2, 7).unwrap();
    net.parameters_mut().weights().for_each_array::<f32>(|_, mut weights| weights *= 20.0);
    let (before, input) = (net.clone(), input().mapv(|value| value as f32));
    let target = of_output().mapv(|value| value as f32);
    let flat = net.parameters().flat::<f32>().unwrap();
    let (layout, mut vector) = (flat.layout(), flat.to_vec());
    assert_eq!(layout.get("hidden.w_rec"), None);
    let mut adam = Adam::new(layout.clone(), &vector).unwrap();
    let mut losses = Vec::new();
    for _ in 0..60 {
        net.reset_state();
        let (output, record) = net.evolve_recorded(&input).unwrap();
        let error = &output - &target;
        losses.push(error.iter().map(|error| error * error).sum::<f32>());
        let run = Run { input: &input, output: &output, record: &record };
        let surrogate = |potential: f32| (1.0 + 4.0 * (potential - 1.0).abs()).powi(-2);
        let gradient = of_parameters(&net, &layout, &run, &(error * 2.0), surrogate).unwrap();
        adam.step(&mut vector, &gradient, 0.05).unwrap();
        net.parameters_mut().flat::<f32>().unwrap().copy_from(&vector).unwrap();
    }
    assert!(losses[59] < 0.9 * losses[0], "{} is not far below {}", losses[59], losses[0]);
    for (before, after) in before.parameters().iter().zip(net.parameters().iter()) {
        assert_ne!(before.slice::<f32>(), after.slice::<f32>(), "{}", before.path());
    }
    assert_eq!(before.hidden.w_rec, net.hidden.w_rec);
    net.check().unwrap();
}

#[test]
fn a_step_that_leads_beyond_the_bounds_ends_on_them() {
    let mut net = net::<f64>(3, HIDDEN, 2, 7).unwrap();
    let flat = net.parameters().flat::<f64>().unwrap();
    let (layout, mut vector) = (flat.layout(), flat.to_vec());
    let mut adam = Adam::new(layout.clone(), &vector).unwrap();
    adam.step(&mut vector, &vec![1.0; layout.numel()], 10.0).unwrap();
    net.parameters_mut().flat::<f64>().unwrap().copy_from(&vector).unwrap();
    let on_bounds = net.hidden.tau_mem.iter().chain(&net.hidden.tau_syn).chain(&net.hidden.threshold);
    on_bounds.for_each(|value| assert!((value - 1e-6).abs() < 1e-12, "{value} is no bound"));
}

#[test]
fn a_record_without_a_series_is_an_error_that_names_it() {
    let mut net = varied();
    let (output, _) = net.evolve_recorded(input()).unwrap();
    let layout = net.parameters().flat::<f64>().unwrap().layout();
    let run = Run { input: &input(), output: &output, record: &Tree::new() };
    let error = of_parameters(&net, &layout, &run, &of_output(), slope_of_sigmoid).unwrap_err();
    assert_eq!(error.to_string(), "the record has no series `hidden.spikes`");
}
