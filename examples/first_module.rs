//! A first module: a leaky integrator that says what its fields are, is run, reset, and asked about itself.

use rockpool_core::prelude::*;

/// A leaky integrator.
#[derive(Module)]
struct Leaky {
    /// Time constant.
    #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)]
    tau: f64,
    /// Activity.
    #[state]
    x: f64,
    /// Time step.
    #[simulation(init = 1e-3, unit = "s")]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

impl Leaky {
    fn step(&mut self, input: f64) {
        self.x += (input - self.x) * self.dt / self.tau;
    }
}

fn main() -> Result<(), Error> {
    let mut leaky = Leaky::builder().tau(0.05).build()?;
    for step in 1..=100 {
        leaky.step(1.0);
        if step % 20 == 0 {
            println!("after {step:3} ms: {:.3}", leaky.x);
        }
    }

    leaky.reset_state();
    println!("after reset_state(): {}\n\n{}\n", leaky.x, leaky.summary());

    // What is wrong is told with the place, the range and the value.
    if let Err(error) = leaky.set("tau", -1.0) {
        println!("refused: {error}");
    }
    if let Err(error) = leaky.set("tua", 0.1) {
        println!("refused: {error}");
    }
    Ok(())
}
