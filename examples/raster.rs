//! A recurrent network is driven for half a second, and drawn: which neuron spikes when, and how
//! membranes come to their thresholds.
//!
//! ```text
//! cargo run --release --example raster            # another seed: -- 7
//! ```

mod figures {
    pub(crate) mod axis;
    pub(crate) mod label;
    pub(crate) mod raster;
    pub(crate) mod style;
    pub(crate) mod traces;
}

use figures::axis::Time;
use figures::raster::draw_raster;
use figures::traces::{Membranes, draw_traces};
use ndarray::{Array2, ArrayView2, ArrayViewD, Axis, Ix2};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Lif};
use std::error::Error;
use std::f64::consts::TAU;

const NEURONS: usize = 100;
const STEPS: usize = 500;

/// Neurons on a ring: each excites its neighbours and inhibits those on the other side.
fn ring(seed: u64) -> Result<Lif, rockpool_core::Error> {
    let w_rec = Array2::from_shape_fn((NEURONS, NEURONS), |(from, to)| {
        let angle = TAU * (from as f64 - to as f64) / NEURONS as f64;
        if from == to { 0.0 } else { 0.008 * (3.0 * (angle.cos() - 1.0)).exp() - 0.004 }
    });
    Lif::builder()
        .w_rec(w_rec)
        .tau_mem(20e-3)
        .tau_syn(10e-3)
        .bias(Init(uniform(0.02, 0.06)))
        .key(Key::new(seed))
        .build()
}

/// A bump of input `(T, N)` that goes round the ring once, then stops.
fn moving_bump() -> Array2<f64> {
    Array2::from_shape_fn((STEPS, NEURONS), |(step, neuron)| {
        let place = TAU * (step as f64 / 400.0 - neuron as f64 / NEURONS as f64);
        if step < 400 { 0.008 * (8.0 * (place.cos() - 1.0)).exp() } else { 0.0 }
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(0), |seed| seed.parse())?;
    let mut neurons = ring(seed)?;
    let (_, record) = neurons.evolve_recorded(moving_bump())?;
    let (spikes, vmem) = (series(&record, "spikes")?, series(&record, "vmem")?);
    println!("{NEURONS} neurons, {STEPS} steps, {} spikes", spikes.sum());

    let dt = neurons.attributes().get("dt").ok_or("a `Lif` has a time step")?;
    let time = Time::of(&dt, STEPS).ok_or("a time step is a number")?;
    let path = draw_raster("raster_spikes", "A ring of neurons follows its input", &time, spikes)?;
    println!("figure: {path}");

    let state = neurons.attributes().get("vmem").ok_or("a `Lif` has membranes")?;
    let threshold = neurons.threshold.broadcast(NEURONS).ok_or("one for all, or one for each")?.to_vec();
    let membranes = Membranes { attribute: state.attribute(), vmem, spikes, threshold };
    let title = "Membrane potentials of three neurons";
    let path = draw_traces("raster_membranes", title, &time, &membranes, &[10, 50, 90])?;
    println!("figure: {path}");
    Ok(())
}

/// The series `(T, N)` of the only batch.
fn series<'r>(record: &'r Tree<Value>, name: &str) -> Result<ArrayView2<'r, f64>, Box<dyn Error>> {
    let series: ArrayViewD<'_, f64> = record.get(name).and_then(Value::array).ok_or("it is recorded")?;
    Ok(series.index_axis_move(Axis(0), 0).into_dimensionality::<Ix2>()?)
}
