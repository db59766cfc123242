//! What is not a number is seen.

use crate::layers::{N, all, input, neurons, row};
use ndarray::{Array2, array};
use rockpool_core::prelude::*;
use rockpool_io::{Format, Options};
use rockpool_nn::{Activation, Delay, Evolve, Lif, LifNeuron, Rate};

/// One number in the middle of an input, for units in lines of memory and past them.
#[test]
fn inputs_that_are_no_numbers_are_seen_in_the_output_of_their_sample() {
    for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for n in [1, 6, 19] {
            let neurons = LifNeuron::<f64>::builder().n(n).build().unwrap();
            for unit in [0, n - 1] {
                let mut x = input(2, 5, n);
                x[[1, 2, unit]] = wrong;
                let output = neurons.clone().evolve(&x).unwrap();
                let told = |y: f64| !y.is_finite() || y >= 65536.0;
                for step in 2..5 {
                    assert!(told(output[[1, step, unit]]), "{wrong} in unit {unit} of {n}, step {step}");
                }
                assert!(output.outer_iter().next().unwrap().iter().all(|y| y.is_finite()), "another sample");
                let mut lif = Lif::<f64>::builder().shape((n, n)).build().unwrap();
                let output = lif.evolve(&x).unwrap();
                assert!(told(output[[1, 4, unit]]), "{wrong} in unit {unit} of {n}");
            }
        }
    }
}

#[test]
fn all_modules_pass_on_what_is_no_number() {
    for (name, mut net) in all() {
        let mut x = input(1, 6, net.size_in());
        x[[0, 1, 2]] = f64::NAN;
        let output = net.evolve(&x).unwrap();
        let seen = |step| row(&output, 0, step).iter().any(|y: &f64| y.is_nan());
        assert!((1..6).any(seen), "{name}");
        assert!(row(&output, 0, 0).iter().all(|y| !y.is_nan()), "{name}");
    }
    for activation in [Activation::Relu, Activation::Tanh, Activation::Sigmoid] {
        assert!(activation.of(f64::NAN, 0.0).is_nan());
        let mut rate = Rate::builder().n(2).act_fn(activation).build().unwrap();
        assert!(rate.evolve(Array2::from_elem((1, 2), f64::NAN)).unwrap().iter().all(|y| y.is_nan()));
    }
}

#[test]
fn parameters_that_are_no_numbers_are_seen_in_the_output() {
    for (name, layer) in all() {
        let paths: Vec<String> = layer.parameters().iter().map(|leaf| leaf.path().to_string()).collect();
        for path in paths {
            let (_, mut net) = all().into_iter().find(|(known, _)| *known == name).unwrap();
            let leaf = net.parameters_mut().get(&path).unwrap();
            leaf.array_mut::<f64>().unwrap().fill(f64::NAN);
            let output = net.evolve(input(1, 6, net.size_in())).unwrap();
            // A reset takes a membrane back to a number.
            let is_seen = output.iter().any(|y: &f64| y.is_nan());
            assert!(is_seen || path.ends_with("v_reset"), "{name}: {path}");
        }
    }
    let mut noisy = neurons();
    noisy.noise_std = f64::NAN;
    assert!(noisy.evolve(input(1, 3, N)).unwrap().iter().all(|y| y.is_nan()));
    let mut resting = neurons();
    resting.refractory_period = Some(ndarray::arr0(f64::NAN).into_dyn());
    assert!(resting.evolve(input(1, 3, N)).unwrap().iter().all(|y| y.is_nan()));
}

/// Of an endless delay nothing comes out, and nothing is remembered for it.
#[test]
fn a_delay_that_is_no_number_is_seen_in_its_column() {
    let mut delay = Delay::builder().delay(array![1e-3, 0.0, f64::INFINITY, 0.0]).build().unwrap();
    delay.delay[3] = f64::NAN;
    let output = delay.evolve(input(2, 6, 4)).unwrap();
    for row in output.lanes(ndarray::Axis(2)) {
        assert!(row[0].is_finite() && row[1].is_finite() && row[2] == 0.0 && row[3].is_nan(), "{row}");
    }
    assert_eq!(delay.past.shape(), [1, 4]);
    let mut never = Delay::builder().n(3).delay(f64::INFINITY).build().unwrap();
    assert!(never.evolve(input(1, 6, 3)).unwrap().iter().all(|&y| y == 0.0));
    assert_eq!(never.past.shape(), [] as [usize; 0]);
}

/// It is not known how long such a neuron rests; the others go on.
#[test]
fn a_rest_that_is_no_number_is_seen_in_its_neuron() {
    let mut net = neurons();
    net.noise_std = 0.0;
    let mut clean = net.clone();
    net.refractory = ndarray::Array1::zeros(N).into_dyn();
    net.refractory[2] = f64::NAN;
    let (output, expected) = (net.evolve(input(1, 6, N)).unwrap(), clean.evolve(input(1, 6, N)).unwrap());
    for step in 0..6 {
        let (found, expected) = (row(&output, 0, step), row(&expected, 0, step));
        for unit in 0..N {
            assert_eq!(found[unit].is_nan(), unit == 2, "step {step}, unit {unit}");
            assert!(unit == 2 || found[unit] == expected[unit]);
        }
    }
    assert!(net.refractory[2].is_nan());
    // A rest without end is one.
    net.reset_state();
    net.refractory = ndarray::arr0(f64::INFINITY).into_dyn();
    assert!(net.evolve(input(1, 6, N)).unwrap().iter().all(|&y: &f64| y == 0.0));
}

#[test]
fn a_state_that_is_no_number_is_saved_and_loaded() {
    let mut neurons = LifNeuron::<f64>::builder().n(N).build().unwrap();
    neurons.vmem[1] = f64::NAN;
    neurons.vmem[2] = f64::NEG_INFINITY;
    // Neither, in a format that has no such numbers.
    let error =
        Options::all().kinds(&[Kind::State]).to_bytes(&neurons, Format::Json).unwrap_err().to_string();
    assert!(error.starts_with("vmem: element 1 is no finite number, which JSON cannot hold"), "{error}");
    for format in [Format::Safetensors, Format::Npz] {
        let bytes = Options::all().kinds(&[Kind::State]).to_bytes(&neurons, format).unwrap();
        let mut read = LifNeuron::<f64>::builder().n(N).build().unwrap();
        let plan = Options::all().kinds(&[Kind::State]).plan_bytes(&read, &bytes, format).unwrap();
        plan.apply(&mut read).unwrap_or_else(|error| panic!("{format:?}: {error}"));
        assert!(read.vmem[1].is_nan() && read.vmem[2] == f64::NEG_INFINITY, "{format:?}");
    }
}

#[test]
fn an_infinite_time_constant_is_an_integrator() {
    let mut lif = Lif::builder().shape((1, 1)).tau_mem(f64::INFINITY).tau_syn(1e-6).threshold(10.0);
    lif = lif.bias(1.0);
    let mut lif = lif.build().unwrap();
    lif.evolve(Array2::zeros((7, 1))).unwrap();
    assert_eq!(lif.vmem[0], 7.0);
    let mut neuron = LifNeuron::builder().n(1).tau_mem(f64::INFINITY).threshold(1e9).build().unwrap();
    neuron.evolve(Array2::ones((1000, 1))).unwrap();
    assert_eq!(neuron.vmem[0], 1000.0);
}
