//! What `Lif` keeps to beyond the original's numbers: forms of input, batches, noise, refusals.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, Array3, Axis, Slice, array};
use rockpool_core::init::Rng;
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Lif};

/// Numbers between 0 and `most`, a third of them zero.
fn inputs(shape: (usize, usize, usize), most: f64, seed: u64) -> Array3<f64> {
    let mut rng = Key::new(seed).rng();
    let mut draw = move || (rng.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
    Array3::from_shape_simple_fn(shape, || if draw() < 0.33 { 0.0 } else { draw() * most })
}

fn recurrent(n_out: usize, n_syn: usize) -> Lif {
    Lif::builder()
        .n_in(n_out * n_syn)
        .n_out(n_out)
        .tau_mem(Init(uniform(0.005, 0.03)))
        .tau_syn(Init(uniform(0.002, 0.03)))
        .bias(Init(uniform(-0.05, 0.05)))
        .threshold(Init(uniform(0.5, 1.5)))
        .w_rec(Init(normal(0.0, 0.3)))
        .max_spikes_per_dt(2)
        .key(Key::new(7))
        .build()
        .unwrap()
}

/// The equations as they stand in the documentation, one number after the other.
fn by_hand(lif: &mut Lif, input: &Array2<f64>) -> Array2<f64> {
    let (n_out, n_syn) = lif.isyn.dim();
    let mut output = Array2::zeros((input.nrows(), n_out));
    for (x, mut spikes) in input.outer_iter().zip(output.outer_iter_mut()) {
        let mut irec = Array1::<f64>::zeros(n_out * n_syn);
        if let Some(w_rec) = &lif.w_rec {
            for (before, weights) in lif.spikes.iter().zip(w_rec.outer_iter()) {
                irec.iter_mut().zip(weights).for_each(|(irec, weight)| *irec += before * weight);
            }
        }
        for n in 0..n_out {
            let mut sum = 0.0;
            for j in 0..n_syn {
                let tau = lif.tau_syn.broadcast((n_out, n_syn)).unwrap()[[n, j]];
                let k = n * n_syn + j;
                let isyn = (lif.isyn[[n, j]] + (x[k] + irec[k])) * (-lif.dt / tau).exp();
                lif.isyn[[n, j]] = isyn;
                sum += isyn;
            }
            let at = |values: &ndarray::ArrayD<f64>| values.broadcast(n_out).unwrap()[n];
            let alpha = (-lif.dt / at(&lif.tau_mem)).exp();
            let vmem = lif.vmem[n] * alpha + (sum + at(&lif.bias));
            let threshold = at(&lif.threshold);
            let reached = vmem >= threshold;
            spikes[n] = if reached { (vmem / threshold).floor().min(lif.max_spikes_per_dt) } else { 0.0 };
            lif.vmem[n] = vmem - spikes[n] * threshold;
        }
        lif.spikes.assign(&spikes);
    }
    output
}

#[test]
fn neurons_that_hear_nobody_follow_the_equations_whatever_their_number() {
    let mut counts = std::collections::BTreeSet::new();
    // Around the lengths of what a processor holds at once.
    for n in [1, 3, 4, 7, 8, 9, 16, 21, 64, 67] {
        let build = || {
            let lif = Lif::builder().shape((n, n)).tau_mem(Init(uniform(0.005, 0.03)));
            let lif = lif.tau_syn(Init(uniform(0.002, 0.03))).bias(Init(uniform(-0.05, 0.05)));
            lif.threshold(Init(uniform(0.5, 1.5))).max_spikes_per_dt(2).key(Key::new(7)).build().unwrap()
        };
        let input = inputs((1, 60, n), 0.4, 3);
        let (mut lif, mut taped, mut other) = (build(), build(), build());
        let output = lif.evolve(&input).unwrap();
        let expected = by_hand(&mut other, &input.index_axis(Axis(0), 0).to_owned());
        counts.extend(expected.iter().map(|&spikes| spikes as u64));
        assert_eq!(output.index_axis(Axis(0), 0), expected, "{n} neurons");
        assert_eq!((&lif.isyn, &lif.vmem), (&other.isyn, &other.vmem), "{n} neurons");
        // What is kept for the way back is computed otherwise.
        assert_eq!(taped.evolve_taped(&input).unwrap().0, output, "{n} neurons");
        assert_eq!((taped.isyn, taped.vmem), (other.isyn, other.vmem), "{n} neurons");
    }
    assert!(counts.into_iter().eq([0, 1, 2]));
}

#[test]
fn the_equations_hold_bit_for_bit() {
    // Around the sizes of the groups that are computed in one go.
    for n_out in [1, 3, 16, 17, 37] {
        for n_syn in [1, 2, 3] {
            let mut lif = recurrent(n_out, n_syn);
            let mut expected = lif.clone();
            let input = inputs((1, 60, n_out * n_syn), 0.4, 1);
            let output = lif.evolve(&input).unwrap();
            let spikes = by_hand(&mut expected, &input.index_axis(Axis(0), 0).to_owned());
            assert!(spikes.sum() > 0.0);
            assert_eq!(output.index_axis(Axis(0), 0), spikes, "{n_out} neurons, {n_syn} synapses");
            assert_eq!(lif, expected, "{n_out} neurons, {n_syn} synapses");
        }
    }
}

#[test]
fn state_is_carried_over() {
    let input = inputs((1, 50, 10), 0.5, 2);
    let (mut whole, mut parts) = (recurrent(5, 2), recurrent(5, 2));
    let expected = whole.evolve(&input).unwrap();
    let first = parts.evolve(input.slice_axis(Axis(1), Slice::from(..20))).unwrap();
    let then = parts.evolve(input.slice_axis(Axis(1), Slice::from(20..))).unwrap();
    assert_eq!(ndarray::concatenate(Axis(1), &[first.view(), then.view()]).unwrap(), expected);
    assert_eq!(parts, whole);
}

#[test]
fn inputs_come_in_any_layout_and_rank() {
    let input = inputs((1, 40, 6), 0.5, 3).index_axis_move(Axis(0), 0);
    let expected = recurrent(3, 2).evolve(&input).unwrap();
    let columns = input.t().as_standard_layout().into_owned();
    assert_eq!(recurrent(3, 2).evolve(columns.t()).unwrap(), expected);
    assert_eq!(recurrent(3, 2).evolve(input.view().insert_axis(Axis(0))).unwrap(), expected);
    assert_eq!(recurrent(3, 2).evolve(input.into_dyn()).unwrap(), expected);
}

#[test]
fn weights_and_states_may_lie_in_memory_as_they_like() {
    let input = inputs((3, 40, 6), 0.5, 4);
    let (mut rows, mut columns) = (recurrent(3, 2), recurrent(3, 2));
    columns.w_rec = columns.w_rec.map(|w_rec| w_rec.t().as_standard_layout().into_owned().reversed_axes());
    columns.isyn = columns.isyn.t().as_standard_layout().into_owned().reversed_axes();
    assert_eq!(columns.evolve(&input).unwrap(), rows.evolve(&input).unwrap());
    assert_eq!(columns, rows);
}

#[test]
fn b087_a_single_column_is_given_to_all() {
    let column = inputs((1, 30, 1), 0.5, 5);
    let expected = recurrent(3, 2).evolve(column.broadcast((1, 30, 6)).unwrap()).unwrap();
    let vector = Array1::from_iter(column.iter().copied());
    for output in [recurrent(3, 2).evolve(&column), recurrent(3, 2).evolve(&vector)] {
        assert_eq!(output.unwrap(), expected);
    }
}

#[test]
fn b087_another_size_is_refused_and_changes_nothing() {
    let mut lif = recurrent(3, 2);
    let before = lif.clone();
    for input in [Array2::zeros((10, 5)).into_dyn(), Array3::zeros((2, 10, 7)).into_dyn()] {
        let error = lif.evolve(&input).unwrap_err().to_string();
        assert!(error.starts_with("expected an input (T, 6) or (B, T, 6) for `Lif`, found ("), "{error}");
    }
    assert!(lif.evolve(ndarray::ArrayD::zeros(vec![1, 2, 3, 6])).is_err());
    assert!(lif.evolve(ndarray::arr0(1.0)).is_err());
    assert_eq!(lif, before);
}

#[test]
fn b088_batches_start_from_the_stored_state_and_all_final_states_are_there() {
    // Enough inputs for several threads.
    let input = inputs((40, 30, 20), 0.5, 6);
    let mut start = recurrent(20, 1);
    start.evolve(inputs((1, 5, 20), 0.5, 7)).unwrap();
    let mut together = start.clone();
    let (output, states) = together.evolve_all(&input).unwrap();
    for (batch, input) in input.outer_iter().enumerate() {
        let mut alone = start.clone();
        assert_eq!(alone.evolve(input).unwrap().index_axis(Axis(0), 0), output.index_axis(Axis(0), batch));
        let state =
            |name: &str| states.get(name).unwrap().array::<f64>().unwrap().index_axis_move(Axis(0), batch);
        assert_eq!(state("spikes"), alone.spikes.view().into_dyn());
        assert_eq!(state("isyn"), alone.isyn.view().into_dyn());
        assert_eq!(state("vmem"), alone.vmem.view().into_dyn());
        if batch == 0 {
            assert_eq!(together, alone);
        }
    }
}

#[test]
fn no_steps_and_no_batches_change_nothing() {
    let mut lif = recurrent(3, 2);
    lif.evolve(inputs((1, 9, 6), 0.5, 8)).unwrap();
    let before = lif.clone();
    for shape in [(2, 0, 6), (0, 5, 6), (0, 0, 6)] {
        let (output, record) = lif.evolve_recorded(Array3::zeros(shape)).unwrap();
        assert_eq!(output.dim(), (shape.0, shape.1, 3));
        assert_eq!(record.get("isyn").unwrap().shape(), [shape.0, shape.1, 3, 2]);
        assert_eq!(lif, before);
    }
    let (_, states) = lif.evolve_all(Array3::zeros((2, 0, 6))).unwrap();
    let spikes = states.get("spikes").unwrap().array::<f64>().unwrap();
    assert_eq!(spikes.index_axis(Axis(0), 1), before.spikes.view().into_dyn());
}

#[test]
fn b090_without_recurrence_there_are_no_recurrent_weights() {
    let lif: Lif = Lif::builder().shape((3, 3)).build().unwrap();
    assert!(lif.w_rec.is_none());
    let listed: Vec<String> = lif.attributes().iter().map(|leaf| leaf.path().to_string()).collect();
    let expected = [
        "tau_mem",
        "tau_syn",
        "bias",
        "threshold",
        "spikes",
        "isyn",
        "vmem",
        "refractory",
        "noise_position",
        "dt",
        "noise_std",
        "max_spikes_per_dt",
        "surrogate",
        "learning_window",
    ];
    assert_eq!(listed, expected);
    assert!(lif.spiking_output() && !lif.spiking_input());
}

#[test]
fn b093_recurrent_weights_that_are_given_are_used() {
    let lif = || Lif::builder().shape((2, 2)).threshold(0.1);
    let input = Array2::from_elem((20, 2), 0.1);
    let plain = lif().build().unwrap().evolve(&input).unwrap();
    let inhibited = lif().w_rec(array![[-9.0, -9.0], [-9.0, -9.0]]).build().unwrap().evolve(&input).unwrap();
    assert!(inhibited.sum() < plain.sum());
}

#[test]
fn b091_noise_is_drawn_only_where_there_is_some() {
    let mut silent: Lif = Lif::builder().shape((4, 4)).key(Key::new(1)).build().unwrap();
    silent.evolve(Array2::zeros((20, 4))).unwrap();
    assert_eq!(silent.noise_position, 0);
    assert_eq!(silent.vmem, Array1::<f64>::zeros(4));
}

/// After a second without leak and spikes, the membranes have the deviation that was asked for.
#[test]
fn noise_has_the_deviation_that_it_says() {
    let neurons = 4000;
    let noisy = || -> Result<Lif, Error> {
        Lif::builder()
            .shape((neurons, neurons))
            .tau_mem(1e20)
            .threshold(1e20)
            .noise_std(2.0)
            .dt(0.01)
            .key(Key::new(3))
            .build()
    };
    let (mut lif, mut again) = (noisy().unwrap(), noisy().unwrap());
    lif.evolve(Array3::zeros((2, 100, 1))).unwrap();
    let mean = lif.vmem.mean().unwrap();
    let std = lif.vmem.std(0.0);
    assert!(mean.abs() < 4.0 * 2.0 / f64::from(4000).sqrt(), "mean {mean}");
    assert!((std - 2.0).abs() < 4.0 * 2.0 / f64::from(8000).sqrt(), "deviation {std}");
    // One batch alone hears what the first of two hears.
    again.evolve(Array3::zeros((1, 100, 1))).unwrap();
    assert_eq!(again, lif);
}

#[test]
fn b092_inputs_that_do_not_share_out_are_refused() {
    for n_in in [2, 5] {
        let built: Result<Lif, Error> = Lif::builder().n_in(n_in).n_out(4).build();
        let error = built.unwrap_err().to_string();
        assert!(error.contains("n_in") && error.contains("n_out"), "{error}");
    }
}

#[test]
fn b094_a_vector_of_synaptic_time_constants_is_for_synapses_or_for_neurons() {
    let built = |n_in: usize, taus: Vec<f64>| -> Result<Lif, Error> {
        Lif::builder().n_in(n_in).n_out(3).tau_syn(taus).build()
    };
    assert_eq!(built(6, vec![0.01, 0.02]).unwrap().tau_syn, array![[0.01, 0.02]].into_dyn());
    assert_eq!(built(3, vec![0.1, 0.2, 0.3]).unwrap().tau_syn, array![[0.1], [0.2], [0.3]].into_dyn());
    assert!(built(6, vec![0.1, 0.2, 0.3]).is_err());
}

#[test]
fn b095_what_divides_is_above_zero() {
    for bad in [0.0, -0.01, f64::NAN] {
        let builders = [
            Lif::<f64>::builder().tau_mem(bad),
            Lif::<f64>::builder().tau_syn(bad),
            Lif::<f64>::builder().threshold(bad),
            Lif::<f64>::builder().dt(bad),
        ];
        for builder in builders {
            let error = builder.shape((3, 3)).build().unwrap_err().to_string();
            assert!(error.contains("expected a value in 1e-"), "{error}");
        }
        let mut lif: Lif = Lif::builder().shape((3, 3)).build().unwrap();
        for path in ["tau_mem", "tau_syn", "threshold", "dt"] {
            assert!(lif.set(path, bad).is_err(), "{path} = {bad}");
        }
        assert!(Lif::<f64>::builder().shape((3, 3)).noise_std(-1.0).build().is_err());
    }
}

#[test]
fn fields_written_with_another_length_are_told_at_evolve() {
    let mut lif: Lif = Lif::builder().shape((3, 3)).build().unwrap();
    lif.tau_mem = array![0.01, 0.02].into_dyn();
    let error = lif.evolve(Array2::zeros((5, 3))).unwrap_err();
    assert_eq!(error.faults()[0].path(), &"tau_mem");
    let mut lif: Lif = Lif::builder().shape((3, 3)).build().unwrap();
    lif.vmem = Array1::zeros(4);
    assert!(lif.evolve(Array2::zeros((5, 3))).is_err());
}

#[test]
fn single_precision_differs_by_rounding_only() {
    let input = inputs((2, 40, 4), 0.1, 9);
    let mut double: Lif = Lif::builder().shape((4, 4)).threshold(1e6).build().unwrap();
    let mut single = Lif::<f32>::builder().shape((4, 4)).threshold(1e6).build().unwrap();
    double.evolve(&input).unwrap();
    single.evolve(input.mapv(|x| x as f32)).unwrap();
    for (double, single) in double.vmem.iter().zip(&single.vmem) {
        assert!(*double > 0.0);
        assert!(
            (double - f64::from(*single)).abs() <= 40.0 * f64::from(f32::EPSILON) * double,
            "{double} {single}"
        );
    }
}

/// Neurons that never spike stay so beside others that do, in whole lines of memory and at their end.
#[test]
fn a_threshold_of_infinity_is_never_reached() {
    let mut lif = Lif::builder().shape((37, 37)).build().unwrap();
    lif.threshold = Array1::from_shape_fn(37, |n| if n % 3 == 0 { f64::INFINITY } else { 1.0 }).into_dyn();
    let output = lif.evolve(inputs((2, 50, 37), 3.0, 5)).unwrap();
    for (n, spikes) in output.axis_iter(Axis(2)).enumerate() {
        assert_eq!(spikes.iter().all(|&s| s == 0.0), n % 3 == 0, "neuron {n}");
    }
    assert!(lif.vmem.iter().all(|vmem| vmem.is_finite()), "{}", lif.vmem);
}
