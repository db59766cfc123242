//! Many states on one set of parameters, in parallel: parameters in one module and states in another, so that a thousand
//! trials share what they do not change.

use ndarray::{Array1, Array2};
use rayon::prelude::*;
use rockpool_core::prelude::*;
use std::time::Instant;

const TRIALS: usize = 1_000;
const STEPS: usize = 200;

/// What all trials share.
#[derive(Module)]
#[module(shape = n)]
struct Shared {
    #[parameter(family = "weights", shape = (n, n), init = unit_eigs())]
    w: Array2<f64>,
    #[parameter(family = "taus", shape = n, init = uniform(0.01, 0.05), unit = "s")]
    tau: Array1<f64>,
    #[simulation(init = 1e-3, unit = "s")]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

/// What each trial has of its own.
#[derive(Module, Clone)]
#[module(shape = n)]
struct Trial {
    #[state(shape = n, init = normal(0.0, 1.0))]
    x: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

impl Shared {
    fn step(&self, trial: &mut Trial) {
        let input = self.w.dot(&trial.x.mapv(f64::tanh));
        for ((x, input), tau) in trial.x.iter_mut().zip(input).zip(&self.tau) {
            *x += (input - *x) * self.dt / tau;
        }
    }

    fn run(&self, trial: &mut Trial) {
        (0..STEPS).for_each(|_| self.step(trial));
    }
}

fn norms(trials: &[Trial]) -> (f64, f64) {
    let norms: Vec<f64> = trials.iter().map(|trial| trial.x.dot(&trial.x).sqrt()).collect();
    (norms.iter().copied().fold(f64::INFINITY, f64::min), norms.iter().copied().fold(0.0, f64::max))
}

fn main() -> Result<(), Error> {
    let shared = Shared::builder().n(32).key(Key::new(1)).build()?;
    // A key for each trial: the same numbers whatever the number of threads.
    let new = |index| Trial::builder().n(32).key(Key::new(2).at_index(index)).build();
    let mut trials = (0..TRIALS).map(new).collect::<Result<Vec<Trial>, Error>>()?;
    let mut again = trials.clone();
    println!(
        "{} parameters once, {} states of {} each",
        shared.parameters().numel(),
        TRIALS,
        trials[0].state().numel()
    );

    let start = Instant::now();
    trials.iter_mut().for_each(|trial| shared.run(trial));
    let one = start.elapsed();

    let start = Instant::now();
    again.par_iter_mut().for_each(|trial| shared.run(trial));
    let many = start.elapsed();

    let (least, most) = norms(&trials);
    println!("norms after {STEPS} steps: {least:.2} to {most:.2}");
    println!("one thread {one:.0?}, {} threads {many:.0?}", rayon::current_num_threads());
    let equal = trials.iter().zip(&again).all(|(a, b)| a.x == b.x);
    println!("equal to the bit: {equal}");

    // A list of modules is a module: all trials begin again at once.
    trials.reset_state();
    println!("after reset_state(): {:.2} to {:.2}", norms(&trials).0, norms(&trials).1);
    Ok(())
}
