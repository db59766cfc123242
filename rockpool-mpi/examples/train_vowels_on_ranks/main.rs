//! The example `train_vowels` of the repository on many processes: the same net, the same accuracy, and the same
//! bits however many there are.
//!
//! ```text
//! cargo build --release -p rockpool-mpi --features mpi --example train_vowels_on_ranks
//! mpirun -n 4 target/release/examples/train_vowels_on_ranks    # options: --seed 7 --epochs 20 --file run.safetensors
//! ```
//! A batch of 32 utterances is 8 micro-batches of 4, of which each rank takes a part; their gradients are summed along
//! one tree. With `--file` each epoch is saved, and a run that was killed goes on where it was.

#[path = "../../../examples/train_vowels/batch.rs"]
mod batch;
#[path = "../../../examples/vowels/data.rs"]
mod data;
#[path = "../../../examples/train_vowels/net.rs"]
mod net;
mod options;

use batch::{Batch, varied};
use data::Utterance;
use net::Net;
use options::Options;
use rand::seq::SliceRandom;
use rockpool_core::prelude::*;
use rockpool_mpi::{Terms, World};
use rockpool_nn::Evolve;
use rockpool_nn::loss::{Activity, cross_entropy};
use rockpool_nn::optimise::{Descent, Schedule};
use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Instant;

const HIDDEN: usize = 200;
const SPEAKERS: usize = 9;
const RATE: f64 = 0.04;
/// Chosen for the net, and not for the ranks: all numbers depend on it.
const UTTERANCES_PER_MICRO_BATCH: usize = 4;
const MICRO_BATCHES: usize = 8;
const UTTERANCES_PER_BATCH: usize = MICRO_BATCHES * UTTERANCES_PER_MICRO_BATCH;

fn main() -> Result<(), Box<dyn Error>> {
    let world = World::new()?;
    let options = world.agree(Options::read(std::env::args().skip(1)))?;
    let vowels = world.agree(data::read())?;
    let mut net = net::net(12, HIDDEN, SPEAKERS, options.seed)?;
    world.share(&mut net)?;

    let start = Instant::now();
    train(&world, &mut net, &vowels.train, &options)?;
    let right: usize = in_parts(&world, &vowels.test, |part| right(&mut net, part))?;
    if world.is_root() {
        let mut hasher = DefaultHasher::new();
        net.parameters().flat::<f32>()?.to_vec().iter().for_each(|x| x.to_bits().hash(&mut hasher));
        println!("ranks: {}, trained in {:.1} s", world.size(), start.elapsed().as_secs_f64());
        println!("bits of all parameters: {:016x}", hasher.finish());
        println!("test accuracy: {:.3}", right as f64 / vowels.test.len() as f64);
    }
    Ok(())
}

/// Trains all that is a parameter, on all ranks.
fn train(
    world: &World,
    net: &mut Net<f32>,
    utterances: &[Utterance],
    options: &Options,
) -> Result<(), Box<dyn Error>> {
    let batches = utterances.len().div_ceil(UTTERANCES_PER_BATCH) as u64;
    let steps = options.epochs as u64 * batches;
    let mut descent = Descent::adam(net, RATE)?.relative(net)?.schedule(Schedule::Cosine { steps });
    if let Some(file) = &options.file {
        world.resume_with(net, &mut descent.optimiser, file)?;
    }
    let key = Key::new(options.seed).at("training");
    let mut gradient = Terms::<f32>::new(MICRO_BATCHES, net.parameters().numel());
    let mut loss = Terms::<f64>::new(MICRO_BATCHES, 1);
    // What a step draws depends on the step alone, so that it is the same on any rank, and after a crash.
    while descent.optimiser.steps < steps {
        let (epoch, batch) = (descent.optimiser.steps / batches, descent.optimiser.steps % batches);
        let key = key.at_index(usize::try_from(epoch)?);
        let mut order: Vec<&Utterance> = utterances.iter().collect();
        order.shuffle(&mut key.rng());
        let of_batch: Vec<&Utterance> = order
            .into_iter()
            .skip(usize::try_from(batch)? * UTTERANCES_PER_BATCH)
            .take(UTTERANCES_PER_BATCH)
            .collect();
        let key = key.at("variation").at_index(usize::try_from(batch)?);
        gradient.clear();
        loss.clear();
        let nothing = vec![0.0; gradient.len()];
        for index in world.part(MICRO_BATCHES) {
            let from = (index * UTTERANCES_PER_MICRO_BATCH).min(of_batch.len());
            let to = (from + UTTERANCES_PER_MICRO_BATCH).min(of_batch.len());
            if from == to {
                gradient.add(index, &nothing)?;
                loss.add(index, &[0.0])?;
                continue;
            }
            let mut rng = key.at_index(index).rng();
            let heard: Vec<_> = of_batch[from..to].iter().map(|heard| varied(heard, &mut rng)).collect();
            let heard = Batch::of(&heard);
            net.reset_state();
            let (output, tape) = net.evolve_taped(&heard.input)?;
            let judged = cross_entropy(&output, &heard.speakers, Activity::Mean, Some(&heard.steps))?;
            let mut of_part = net.back(&tape, judged.loss.of_output())?;
            // The mean over the batch is that of the parts, each with its size.
            let part = (to - from) as f32 / of_batch.len() as f32;
            of_part.as_mut_slice().iter_mut().for_each(|x| *x *= part);
            gradient.add(index, of_part.as_slice())?;
            loss.add(index, &[f64::from(judged.loss.value() * part)])?;
        }
        world.sum(&mut gradient)?;
        world.sum(&mut loss)?;
        descent.step(net, gradient.total()?)?;
        net.reset_state();
        if batch + 1 == batches {
            if world.is_root() && (epoch + 1).is_multiple_of(10) {
                println!("epoch {:3}: loss of the last batch {:.3}", epoch + 1, loss.total()?[0]);
            }
            if let Some(file) = &options.file {
                world.save_with(net, &descent.optimiser, file)?;
            }
        }
    }
    Ok(())
}

/// Counts something over utterances, each rank in its part of them.
fn in_parts(
    world: &World,
    utterances: &[Utterance],
    mut count: impl FnMut(&[Utterance]) -> Result<usize, rockpool_core::Error>,
) -> Result<usize, Box<dyn Error>> {
    let chunks: Vec<&[Utterance]> = utterances.chunks(UTTERANCES_PER_BATCH).collect();
    let mut counted = 0;
    for index in world.part(chunks.len()) {
        counted += count(chunks[index])?;
    }
    let mut sum = counted as f64;
    world.sum(&mut sum)?;
    Ok(sum as usize)
}

/// How many utterances the net tells right.
fn right(net: &mut Net<f32>, utterances: &[Utterance]) -> Result<usize, rockpool_core::Error> {
    let heard = Batch::of(utterances);
    net.reset_state();
    let output = net.evolve(&heard.input)?;
    Ok(cross_entropy(&output, &heard.speakers, Activity::Mean, Some(&heard.steps))?.right)
}
