//! How much memory the way back takes: as much as the page of `Tape` says, and less with checkpoints.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::Array3;
use rockpool_core::prelude::*;
use rockpool_nn::{Checkpoints, Evolve, ExpSyn, Lif, Linear, Sequential, Surrogate};

const STEPS: usize = 100_000;
const N: usize = 16;
const MIB: u64 = 1 << 20;

type Net = Sequential<(Linear<f32>, Lif<f32>, Linear<f32>, ExpSyn<f32>)>;

fn net() -> Net {
    let project = Linear::<f32>::builder().shape((2, N)).weight(Init(uniform(0.0, 0.3))).key(Key::new(1));
    // Slopes on both sides of the threshold only, or gradients over so many steps would outgrow all numbers.
    let spike = Lif::<f32>::builder().shape((N, N)).w_rec(Init(normal(0.0, 0.02))).key(Key::new(2));
    let spike = spike.surrogate(Surrogate::Triangle).learning_window(0.2);
    let readout = Linear::<f32>::builder().shape((N, 2)).key(Key::new(3));
    let integrate = ExpSyn::<f32>::builder().n(2);
    Sequential::new((
        project.build().unwrap(),
        spike.build().unwrap(),
        readout.build().unwrap(),
        integrate.build().unwrap(),
    ))
    .unwrap()
}

/// Runs on one thread, where all that is allocated is counted.
fn on_one_thread<R: Send>(run: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(run)
}

/// The most bytes at a time that this takes.
fn most_bytes<R: Send>(run: impl FnOnce() -> R + Send) -> (R, u64) {
    on_one_thread(|| {
        let mut result = None;
        let counted = allocation_counter::measure(|| result = Some(run()));
        (result.unwrap(), counted.bytes_max)
    })
}

#[test]
fn a_hundred_thousand_steps_stay_far_below_a_gibibyte_and_checkpoints_below_a_tape() {
    let input = Array3::<f32>::ones((1, STEPS, 2));
    let (taped, on_tape) = most_bytes(|| {
        let mut net = net();
        let (output, tape) = net.evolve_taped(&input).unwrap();
        net.back(&tape, &output).unwrap().as_slice().to_vec()
    });
    assert!(on_tape < 256 * MIB, "{} MiB", on_tape / MIB);

    let (again, with_checkpoints) = most_bytes(|| {
        let mut net = net();
        let (output, checkpoints) = Checkpoints::every(1000, &mut net, &input).unwrap();
        checkpoints.back(&mut net, &output).unwrap().as_slice().to_vec()
    });
    assert!(2 * with_checkpoints < on_tape, "{with_checkpoints} of {on_tape}");
    assert!(taped.iter().any(|&of| of != 0.0));
    let largest = taped.iter().fold(0.0_f32, |largest, of| largest.max(of.abs()));
    for (again, taped) in again.iter().zip(&taped) {
        assert!((again - taped).abs() <= 1e-3 * largest, "{again} instead of {taped}");
    }
}

#[test]
fn a_tape_holds_what_its_page_says() {
    // Two numbers a synapse, spikes as lists, and nothing else that grows with time.
    let bytes = |steps: usize| {
        let mut lif = Lif::<f32>::builder().shape((N, N)).build().unwrap();
        let input = Array3::<f32>::zeros((1, steps, N));
        on_one_thread(|| {
            let mut tape = None;
            let counted = allocation_counter::measure(|| tape = Some(lif.evolve_taped(&input).unwrap().1));
            drop(tape);
            counted.bytes_current
        })
    };
    let grown = bytes(3000) - bytes(1000);
    let numbers = (2000 * 2 * N * size_of::<f32>()) as i64;
    let ends = (2000 * size_of::<usize>()) as i64;
    assert!((numbers..=numbers + 2 * ends).contains(&grown), "{grown} for {numbers}");
}
