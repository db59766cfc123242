//! One network hears a thousand streams of input, frame by frame as they come: each stream has states of its own,
//! the weights are there once, and nothing is cloned.

use ndarray::Array2;
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Lif, Linear, Sequential, States};
use std::time::Instant;

const STREAMS: usize = 1_000;
const FRAMES: usize = 20;

fn network() -> Result<Sequential<(Linear, Lif, Linear)>, Error> {
    let project = Linear::builder().shape((16, 128)).key(Key::new(1)).build()?;
    let hidden =
        Lif::builder().shape((128, 128)).w_rec(Init(normal(0.0, 0.05))).noise_std(0.5).key(Key::new(2));
    let readout = Linear::builder().shape((128, 4)).key(Key::new(3)).build()?;
    Sequential::named(["project", "hidden", "readout"], (project, hidden.build()?, readout))
}

/// The frame that a stream brings at a time.
fn frame(stream: usize, time: usize) -> Array2<f64> {
    Array2::from_shape_fn((1, 16), |(_, n)| ((stream * 7 + time * 5 + n * 3) % 11) as f64 / 10.0)
}

fn main() -> Result<(), Error> {
    let mut net = network()?;
    let mut streams: Vec<States> = (0..STREAMS).map(|number| States::of(&net).numbered(number)).collect();
    println!(
        "{STREAMS} streams of {} numbers each, beside {} weights that are there once",
        net.state().numel(),
        net.parameters().weights().numel()
    );

    let start = Instant::now();
    let mut sums = vec![0.0; STREAMS];
    for time in 0..FRAMES {
        // They come in any order; here every third after the other.
        for turn in 0..STREAMS {
            let stream = turn * 3 % STREAMS;
            let output = net.evolve_stream(&mut streams[stream], frame(stream, time))?;
            sums[stream] += output.sum();
        }
    }
    let frames = (STREAMS * FRAMES) as f64;
    println!("{frames} frames, {:.1} µs each", start.elapsed().as_secs_f64() / frames * 1e6);

    let start = Instant::now();
    for states in &mut streams {
        states.swap(&mut net)?;
        states.swap(&mut net)?;
    }
    let swaps = 2.0 * STREAMS as f64;
    println!("{:.0} thousand states are swapped in a second", swaps / start.elapsed().as_secs_f64() / 1e3);

    // A stream by itself, in a network of its own, gives the same: numbers, spikes and noise.
    let mut own = network()?;
    let mut states = States::of(&own).numbered(42);
    let mut sum = 0.0;
    for time in 0..FRAMES {
        sum += own.evolve_stream(&mut states, frame(42, time))?.sum();
    }
    assert_eq!((sum, &states), (sums[42], &streams[42]));
    println!("stream 42 by itself: equal to the bit");
    Ok(())
}
