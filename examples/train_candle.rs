//! A spiking network of `candle` tensors learns who speaks: gradients by candle's autodiff, steps by
//! its AdamW, parameters by this toolkit.
//!
//! ```text
//! cargo run --release --features candle --example train_candle            # another seed: -- 7
//! ```
//! Optimisers take the variables of a view: one for the weights, and one with smaller steps for the
//! time constants, which are kept within their bounds by a flat vector.

#[path = "train_vowels/batch.rs"]
mod batch;
#[path = "vowels/data.rs"]
mod data;

use batch::{Batch, varied};
use candle_core::{D, DType, Device, Tensor, Var};
use candle_nn::{AdamW, Optimizer, ParamsAdamW, loss, ops};
use data::Utterance;
use indicatif::{ProgressBar, ProgressStyle};
use rand::seq::SliceRandom;
use rockpool_core::prelude::*;
use std::error::Error;
use std::time::Instant;

const EPOCHS: usize = 30;
const UTTERANCES_PER_BATCH: usize = 32;

/// Leaky neurons that spike, and a readout that sums up their spikes.
#[derive(Module)]
#[module(shape = (n_in, n_out), dims(n_hidden))]
struct Net {
    /// From the input to the neurons.
    #[parameter(family = "weights", shape = (n_in, n_hidden), init = normal(0.0, 0.1))]
    project: Var,
    /// From the spikes to the speakers.
    #[parameter(family = "weights", shape = (n_hidden, n_out), init = normal(0.0, 0.1))]
    readout: Var,
    /// Constant input of the neurons.
    #[parameter(family = "biases", shape = n_hidden, init = uniform(-0.1, 0.1))]
    bias: Var,
    /// Time constants of the membranes.
    #[parameter(family = "taus", shape = n_hidden, init = fill(5e-3), unit = "s", bounds = 1e-3..=0.1)]
    tau_mem: Var,
    /// How often each speaker is to be expected, as a logarithm; not trained.
    #[simulation(shape = n_out, init = zeros())]
    expected: Tensor,
    /// Time step.
    #[simulation(init = 1e-3, unit = "s")]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

impl Net {
    /// The scores `(B, n_out)` for an input `(B, T, n_in)`, as many steps of which as `mask`
    /// `(B, T)` says are heard.
    fn scores(&self, input: &Tensor, mask: &Tensor) -> candle_core::Result<Tensor> {
        let alpha = self.tau_mem.recip()?.affine(-self.dt, 0.0)?.exp()?;
        let (batches, steps, _) = input.dims3()?;
        let mut vmem = Tensor::zeros((batches, self.bias.elem_count()), DType::F32, &Device::Cpu)?;
        let mut counts = vmem.clone();
        for step in 0..steps {
            let current = input.narrow(1, step, 1)?.squeeze(1)?.contiguous()?.matmul(&self.project)?;
            vmem = (vmem.broadcast_mul(&alpha)? + current.broadcast_add(&self.bias)?)?;
            let spikes = spikes(&vmem)?;
            vmem = (vmem - &spikes)?;
            counts = (counts + spikes.broadcast_mul(&mask.narrow(1, step, 1)?)?)?;
        }
        let rates = counts.broadcast_div(&mask.sum_keepdim(1)?)?;
        rates.matmul(&self.readout)?.affine(10.0, 0.0)?.broadcast_add(&self.expected)
    }
}

/// A spike where a membrane reaches 1; the gradient is that of a sigmoid.
fn spikes(vmem: &Tensor) -> candle_core::Result<Tensor> {
    let smooth = ops::sigmoid(&vmem.affine(4.0, -4.0)?)?;
    let spikes = vmem.ge(1.0)?.to_dtype(DType::F32)?;
    &smooth + (spikes - &smooth)?.detach()
}

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(0), |seed| seed.parse())?;
    let vowels = data::read()?;
    let mut net = Net::builder().shape((12, 9)).n_hidden(100).key(Key::new(seed)).build()?;
    println!("{}\n", net.summary());

    let start = Instant::now();
    train(&mut net, &vowels.train, Key::new(seed).at("training"))?;
    println!("trained in {:.1} s", start.elapsed().as_secs_f64());
    let taus = net.parameters().taus().flat::<f32>()?.to_vec();
    let (least, most) =
        taus.iter().fold((f32::MAX, 0.0_f32), |(least, most), tau| (least.min(*tau), most.max(*tau)));
    let unit = Net::REGISTRY.attributes().iter().find_map(|attribute| attribute.unit()).unwrap_or_default();
    println!("time constants, 0.005 {unit} before: {least:.4} ..= {most:.4} {unit}");
    net.check()?;
    println!("test accuracy: {:.3}", accuracy(&net, &vowels.test)?);
    Ok(())
}

fn train(net: &mut Net, utterances: &[Utterance], key: Key) -> Result<(), Box<dyn Error>> {
    let adam = |vars, lr| AdamW::new(vars, ParamsAdamW { lr, ..ParamsAdamW::default() });
    let mut of_weights = adam(net.parameters().families(["weights", "biases"])?.vars(), 0.0)?;
    let mut of_taus = adam(net.parameters().taus().vars(), 0.0)?;
    let within = net.parameters().taus().flat::<f32>()?.layout();

    let mut rng = key.rng();
    let mut order: Vec<_> = utterances.iter().collect();
    let bar = progress_bar(EPOCHS);
    for epoch in 0..EPOCHS {
        let rate = 1.0 - epoch as f64 / EPOCHS as f64;
        of_weights.set_learning_rate(0.01 * rate);
        of_taus.set_learning_rate(2e-4 * rate);
        order.shuffle(&mut rng);
        for chunk in order.chunks(UTTERANCES_PER_BATCH) {
            let varied: Vec<_> = chunk.iter().map(|utterance| varied(utterance, &mut rng)).collect();
            let (input, mask, speakers) = tensors(Batch::of(&varied))?;
            let loss = loss::cross_entropy(&net.scores(&input, &mask)?, &speakers)?;
            let gradients = loss.backward()?;
            of_weights.step(&gradients)?;
            of_taus.step(&gradients)?;

            let mut taus = net.parameters().taus().flat::<f32>()?.to_vec();
            within.project(&mut taus)?;
            net.parameters_mut().taus().flat::<f32>()?.copy_from(&taus)?;
            bar.set_message(format!("loss {:.3}", loss.to_scalar::<f32>()?));
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

/// The part of the utterances that is told right.
fn accuracy(net: &Net, utterances: &[Utterance]) -> Result<f64, Box<dyn Error>> {
    let mut right = 0.0;
    for chunk in utterances.chunks(UTTERANCES_PER_BATCH) {
        let (input, mask, speakers) = tensors(Batch::of(chunk))?;
        let heard = net.scores(&input, &mask)?.argmax(D::Minus1)?;
        right += f64::from(heard.eq(&speakers)?.to_dtype(DType::F32)?.sum_all()?.to_scalar::<f32>()?);
    }
    Ok(right / utterances.len() as f64)
}

/// The input `(B, T, n_in)`, which steps of it are heard `(B, T)`, and the speakers `(B)`.
fn tensors(batch: Batch) -> candle_core::Result<(Tensor, Tensor, Tensor)> {
    let (batches, steps, coefficients) = batch.input.dim();
    let input = batch.input.into_raw_vec_and_offset().0;
    let input = Tensor::from_vec(input, (batches, steps, coefficients), &Device::Cpu)?;
    let heard = |lasts: usize| (0..steps).map(move |step| if step < lasts { 1.0 } else { 0.0 });
    let mask: Vec<f32> = batch.steps.iter().flat_map(|&lasts| heard(lasts)).collect();
    let mask = Tensor::from_vec(mask, (batches, steps), &Device::Cpu)?;
    let speakers: Vec<u32> = batch.speakers.iter().map(|&speaker| speaker as u32).collect();
    Ok((input, mask, Tensor::from_vec(speakers, batches, &Device::Cpu)?))
}

fn progress_bar(epochs: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} epochs, {elapsed}, {msg}");
    ProgressBar::new(epochs as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
