//! One module for `f32` and `f64`: generic over its number type, with what double precision is worth.

use ndarray::Array1;
use rockpool_core::prelude::*;
use rockpool_nn::Float;

/// Harmonic oscillators, integrated by the leapfrog method.
#[derive(Module)]
#[module(shape = n)]
struct Oscillators<F: Float = f64> {
    /// Angular frequencies.
    #[parameter(shape = n, init = fill(1.0), unit = "rad/s", bounds = 0.0..)]
    omega: Array1<F>,
    /// Deflections.
    #[state(shape = n, init = ones())]
    x: Array1<F>,
    /// Velocities.
    #[state(shape = n)]
    v: Array1<F>,
    /// Time step.
    #[simulation(init = fill(1e-5), unit = "s")]
    dt: F,
    #[module(origin)]
    origin: Origin,
}

impl<F: Float> Oscillators<F> {
    fn step(&mut self) {
        for ((x, v), &omega) in self.x.iter_mut().zip(&mut self.v).zip(&self.omega) {
            *v -= omega * omega * *x * self.dt;
            *x += *v * self.dt;
        }
    }

    /// How far the first is from the cosine that it ought to be, after so many steps.
    fn error(&mut self, steps: u32) -> f64 {
        self.reset_state();
        (0..steps).for_each(|_| self.step());
        let x = self.x.first().map_or(f64::NAN, |x| x.value());
        (x - (f64::from(steps) * 1e-5).cos()).abs()
    }
}

fn main() -> Result<(), Error> {
    // `builder()` of the type itself builds the default, `f64`; others are named.
    let mut double = Oscillators::builder().n(3).build()?;
    let mut single = Oscillators::<f32>::builder().n(3).build()?;
    println!("{}\n\n{}\n", double.summary(), single.summary());
    for steps in [1_000, 10_000, 100_000] {
        let (double, single) = (double.error(steps), single.error(steps));
        println!("off by {double:.1e} in f64 and {single:.1e} in f32 after {steps} steps");
    }
    Ok(())
}
