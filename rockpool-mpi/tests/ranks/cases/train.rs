//! A run that can be killed.

use crate::modules::net;
use ndarray::Array3;
use rockpool_core::Key;
use rockpool_core::init::Rng;
use rockpool_core::prelude::*;
use rockpool_mpi::{Terms, World};
use rockpool_nn::Evolve;
use rockpool_nn::loss::{Activity, cross_entropy};
use rockpool_nn::optimise::Descent;
use std::fs;
use std::path::Path;

const MICRO_BATCHES: usize = 6;
const STEPS: u64 = 80;

/// Trains to the end, from where a run before was killed; each step is saved.
pub(super) fn until_done(world: &World, folder: &Path) {
    let told = folder.join(format!("pid.{}", world.rank()));
    fs::write(&told, format!("{}\n", std::process::id())).unwrap();
    let path = folder.join("run.safetensors");
    let mut net = net(world.rank() as u64);
    world.share(&mut net).unwrap();
    let mut descent = Descent::adam(&net, 0.01).unwrap();
    world.resume_with(&mut net, &mut descent.optimiser, &path).unwrap();
    let mut gradient = Terms::new(MICRO_BATCHES, net.parameters().numel());
    while descent.optimiser.steps < STEPS {
        gradient.clear();
        for index in world.part(MICRO_BATCHES) {
            let key = Key::new(9).at_index(descent.optimiser.steps as usize).at_index(index);
            let mut rng = key.rng();
            let input = Array3::from_shape_simple_fn((4, 30, 3), || (rng.next_u32() as f32) / 1e9);
            net.reset_state();
            let (output, tape) = net.evolve_taped(&input).unwrap();
            let judged = cross_entropy(&output, &[0, 1, 0, 1], Activity::Mean, None).unwrap();
            gradient.add(index, net.back(&tape, judged.loss.of_output()).unwrap().as_slice()).unwrap();
        }
        world.sum(&mut gradient).unwrap();
        descent.step(&mut net, gradient.total().unwrap()).unwrap();
        // A state that a rank was in the middle of is no part of what is learned.
        net.reset_state();
        world.save_with(&net, &descent.optimiser, &path).unwrap();
    }
    let parameters: Vec<f32> = net.parameters().flat::<f32>().unwrap().to_vec();
    super::tell(world, "trained", parameters.iter().map(|x| u64::from(x.to_bits())));
}
