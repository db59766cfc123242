//! Constants: an attribute fixed for one instance is a simulation parameter from then on, in no flat vector, and left
//! alone by resets.

use ndarray::{Array1, array};
use rockpool_core::prelude::*;

/// Leaky integrators.
#[derive(Module)]
#[module(shape = n)]
struct Leaky {
    #[parameter(family = "taus", shape = n, init = uniform(0.01, 0.05), unit = "s")]
    tau: Array1<f64>,
    #[parameter(family = "biases", shape = n, init = zeros())]
    bias: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn show(what: &str, leaky: &Leaky) -> Result<(), Error> {
    let kind = leaky.attributes().get("tau").map(|leaf| leaf.kind().to_string()).unwrap_or_default();
    let parameters = leaky.parameters().flat::<f64>()?.len();
    println!("{what}: kind of `tau`: {kind}; an optimiser sees {parameters} numbers, tau = {:.3}", leaky.tau);
    Ok(())
}

fn main() -> Result<(), Error> {
    let mut free = Leaky::builder().n(2).key(Key::new(1)).build()?;
    let mut fixed = Leaky::builder().tau(Constant(array![0.02, 0.03])).key(Key::new(1)).build()?;
    show("free ", &free)?;
    show("fixed", &fixed)?;

    println!("both drawn anew:");
    free.reset_parameters_with(Key::new(2));
    fixed.reset_parameters_with(Key::new(2));
    show("free ", &free)?;
    show("fixed", &fixed)?;

    println!("constants are written and reset where they are named:");
    fixed.set("tau", 0.5 * &fixed.tau)?;
    show("fixed", &fixed)?;
    fixed.simulation_parameters_mut().family("taus")?.reset();
    show("fixed", &fixed)?;
    Ok(())
}
