//! What the neurons do while they hear an utterance, and who is taken for whom.

use crate::data::Utterance;
use crate::figures::axis::Time;
use crate::figures::confusion::draw_confusion;
use crate::figures::raster::draw_raster;
use crate::figures::traces::{Membranes, draw_traces};
use crate::{Ear, drive};
use ndarray::{Array2, ArrayView2, ArrayViewD, Axis, Ix2};
use rockpool_core::prelude::*;
use rockpool_nn::Evolve;
use std::error::Error;

/// Draws the spikes of all neurons, and the membranes of the three that spike most.
pub(crate) fn draw_utterance(net: &mut Ear, utterance: &Utterance) -> Result<(), Box<dyn Error>> {
    net.reset_state();
    let (_, record) = net.evolve_recorded(drive(utterance))?;
    let (spikes, vmem) = (series(&record, "hear.spikes")?, series(&record, "hear.vmem")?);

    let dt = net.attributes().get("hear.dt").ok_or("neurons have a time step")?;
    let time = Time::of(&dt, spikes.nrows()).ok_or("a time step is a number")?;
    let title = format!("Speaker {} says /ae/: spikes", utterance.speaker + 1);
    println!("figure: {}", draw_raster("vowels_spikes", &title, &time, spikes)?);

    let counts = spikes.sum_axis(Axis(0));
    let mut neurons: Vec<_> = (0..counts.len()).collect();
    neurons.sort_by(|&one, &other| counts[other].total_cmp(&counts[one]));
    let state = net.attributes().get("hear.vmem").ok_or("neurons have membranes")?;
    let threshold = net.hear.threshold.broadcast(counts.len()).ok_or("one for all, or one for each")?;
    let membranes = Membranes { attribute: state.attribute(), vmem, spikes, threshold: threshold.to_vec() };
    let title = format!("Speaker {} says /ae/: the neurons that spike most", utterance.speaker + 1);
    println!("figure: {}\n", draw_traces("vowels_membranes", &title, &time, &membranes, &neurons[..3])?);
    Ok(())
}

/// Draws who is taken for whom.
pub(crate) fn draw_errors(speakers: &[usize], heard: &[usize], count: usize) -> Result<(), Box<dyn Error>> {
    let mut counts = Array2::zeros((count, count));
    for pair in speakers.iter().zip(heard) {
        counts[(*pair.0, *pair.1)] += 1;
    }
    let right = counts.diag().sum();
    let title = format!("{right} of {} test utterances told right", speakers.len());
    println!("figure: {}", draw_confusion("vowels_confusion", &title, "speaker", &counts)?);
    Ok(())
}

/// The series `(T, N)` of the only batch.
fn series<'r>(record: &'r Tree<Value>, name: &str) -> Result<ArrayView2<'r, f64>, Box<dyn Error>> {
    let series: ArrayViewD<'_, f64> = record.get(name).and_then(Value::array).ok_or("it is recorded")?;
    Ok(series.index_axis_move(Axis(0), 0).into_dimensionality::<Ix2>()?)
}
