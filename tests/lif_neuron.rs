//! Neurons without synapses, against numbers of the original.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array2, ArrayView3, array};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, LifNeuron};

/// Input, spikes and potentials of `LIFNeuronTorch`, Rockpool 3.1.0, in single precision.
fn original() -> [Array2<f32>; 3] {
    [
        array![
            [0.744_384_9, 1.152_332_7],
            [0.132_716_15, 0.198_045_73],
            [0.461_134_23, 0.951_118],
            [0.735_140_1, 1.344_667_1],
            [0.683_442, 0.948_459_4],
            [0.523_340_2, 0.602_575_96],
            [0.033_488_63, 0.253_288_42],
            [0.440_832_67, 0.777_782_7],
        ],
        array![[0., 2.], [0., 0.], [1., 2.], [1., 2.], [0., 2.], [1., 1.], [0., 1.], [0., 1.]],
        array![
            [0.844_384_9, 0.102_332_67],
            [0.924_04, 0.245_387_57],
            [0.317_674_25, 0.134_537_88],
            [0.095_229_77, 0.422_643_48],
            [0.861_409_5, 0.300_490_03],
            [0.328_602_73, 0.338_411_18],
            [0.402_525_78, 0.025_195_1],
            [0.870_392_9, 0.251_749],
        ],
    ]
}

fn neurons() -> Result<LifNeuron<f32>, Error> {
    LifNeuron::<f32>::builder()
        .tau_mem(array![0.005, 0.02])
        .threshold(array![1.0, 0.5])
        .bias(array![0.1, -0.05])
        .max_spikes_per_dt(2)
        .key(Key::new(1))
        .build()
}

#[test]
fn numbers_are_those_of_the_original() {
    let [input, spikes, vmem] = original();
    let mut neurons = neurons().unwrap();
    let (output, record) = neurons.evolve_recorded(&input).unwrap();
    assert_eq!(output.remove_axis(ndarray::Axis(0)), spikes);
    let found: ArrayView3<f32> =
        record.get("vmem").unwrap().array::<f32>().unwrap().into_dimensionality().unwrap();
    for (found, expected) in found.iter().zip(&vmem) {
        assert!((found - expected).abs() < 1e-6, "{found} {expected}");
    }
    assert_eq!(neurons.vmem[1].to_bits(), found[[0, 7, 1]].to_bits());
}

#[test]
fn batches_do_not_meet_and_noise_repeats() {
    let [input, ..] = original();
    let mut one = neurons().unwrap();
    let alone = one.evolve(&input).unwrap();
    let mut both = neurons().unwrap();
    let batches = ndarray::stack![ndarray::Axis(0), input, Array2::zeros((8, 2))];
    let output = both.evolve(&batches).unwrap();
    assert_eq!(output.index_axis(ndarray::Axis(0), 0), alone.index_axis(ndarray::Axis(0), 0));

    both.noise_std = 5.0;
    both.reset_state();
    let first = both.evolve(&batches).unwrap();
    assert_ne!(both.evolve(&batches).unwrap(), first);
    both.reset_state();
    assert_eq!(both.evolve(&batches).unwrap(), first);
}

#[test]
fn what_does_not_fit_is_told() {
    let mut neurons = neurons().unwrap();
    let error = neurons.evolve(Array2::<f32>::zeros((4, 3))).unwrap_err().to_string();
    assert_eq!(error, "expected an input (T, 2) or (B, T, 2) for `LifNeuron`, found (4, 3)");
    neurons.tau_mem = array![0.1, 0.2, 0.3].into_dyn();
    assert!(neurons.evolve(Array2::<f32>::zeros((4, 2))).is_err());
}
