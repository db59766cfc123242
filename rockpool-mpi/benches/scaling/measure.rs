//! What ranks measure together.

use ndarray::Array3;
use rockpool_core::prelude::*;
use rockpool_mpi::{Terms, Traffic, World};
use rockpool_nn::loss::{Activity, cross_entropy};
use rockpool_nn::{Evolve, ExpSyn, Lif, Linear, Sequential};
use std::time::Instant;

/// The median of a few runs, and what the rank that sends most sends.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    pub(crate) what: String,
    pub(crate) ranks: usize,
    pub(crate) elements: usize,
    pub(crate) messages: u64,
    pub(crate) bytes: u64,
    pub(crate) seconds: f64,
}

impl Measured {
    /// What rank 0 tells in a line.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.strip_prefix("measured,")?.split(',').collect();
        let [what, ranks, elements, messages, bytes, seconds] = fields.as_slice() else { return None };
        Some(Self {
            what: (*what).to_owned(),
            ranks: ranks.parse().ok()?,
            elements: elements.parse().ok()?,
            messages: messages.parse().ok()?,
            bytes: bytes.parse().ok()?,
            seconds: seconds.parse().ok()?,
        })
    }
}

pub(crate) fn measure() {
    let world = World::new().unwrap();
    for elements in [1_000, 10_000, 100_000, 1_000_000, 4_000_000] {
        let repeats = if elements > 100_000 { 9 } else { 31 };
        let mut vector = vec![1e-3_f32; elements];
        timed(&world, "plain all-reduce", elements, repeats, || world.plain_sum(&mut vector).unwrap());
        let mut vector = vec![1e-3_f32; elements];
        timed(&world, "sum", elements, repeats, || world.sum(&mut vector).unwrap());
        if elements == 100_000 || elements == 1_000_000 {
            let term = vec![1e-3_f32; elements];
            timed(&world, "sum of 8 terms", elements, repeats, || {
                let mut terms = Terms::new(8, elements);
                world.part(8).for_each(|index| terms.add(index, &term).unwrap());
                world.sum(&mut terms).unwrap();
            });
        }
    }
    let mut net = net().unwrap();
    timed(&world, "share", net.attributes().numel(), 9, || world.share(&mut net).unwrap());
    // The gradient of one sample of 100 steps, and a whole step of 8 micro-batches of one.
    let input =
        Array3::from_shape_fn((1, 100, 64), |(_, t, n)| if (t * (n + 3)) % 17 == 0 { 1.0 } else { 0.0 });
    let gradient_of = |net: &mut Net| {
        net.reset_state();
        let (output, tape) = net.evolve_taped(&input).unwrap();
        let judged = cross_entropy(&output, &[3], Activity::Mean, None).unwrap();
        net.back(&tape, judged.loss.of_output()).unwrap().into_vec()
    };
    let elements = net.parameters().numel();
    timed(&world, "gradient", elements, 15, || {
        gradient_of(&mut net);
    });
    timed(&world, "step of 8 micro-batches", elements, 9, || {
        let mut terms = Terms::new(8, elements);
        world.part(8).for_each(|index| terms.add(index, &gradient_of(&mut net)).unwrap());
        world.sum(&mut terms).unwrap();
    });
}

type Net = Sequential<(Linear<f32>, Lif<f32>, Linear<f32>, ExpSyn<f32>)>;

/// Of 340,000 parameters, of which all are used.
fn net() -> Result<Net, Error> {
    let n = 512;
    Sequential::new((
        Linear::<f32>::builder().shape((64, n)).weight(Init(normal(0.0, 0.2))).key(1).build()?,
        Lif::<f32>::builder().shape((n, n)).w_rec(Init(normal(0.0, 0.02))).key(2).build()?,
        Linear::<f32>::builder().shape((n, 16)).key(3).build()?,
        ExpSyn::<f32>::builder().n(16).build()?,
    ))
}

/// Times what all ranks do, one beginning with the other.
fn timed(world: &World, what: &str, elements: usize, repeats: usize, mut run: impl FnMut()) {
    run();
    let mut times = Vec::new();
    let mut traffic = Traffic::default();
    for _ in 0..repeats {
        world.barrier().unwrap();
        let (start, before) = (Instant::now(), world.traffic());
        run();
        traffic = world.traffic() - before;
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    if world.is_root() {
        let Traffic { messages, bytes } = traffic;
        let seconds = times[repeats / 2];
        println!("measured,{what},{},{elements},{messages},{bytes},{seconds}", world.size());
    }
}
