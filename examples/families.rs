//! Families: all weights of a network at once, whatever the modules call them; and frozen by hand for an optimiser.

use ndarray::{Array1, Array2};
use rockpool_core::prelude::*;

/// A layer with weights, a bias and time constants.
#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Layer {
    #[parameter(family = "weights", shape = (n_in, n_out), init = kaiming())]
    w: Array2<f64>,
    #[parameter(family = "biases", shape = n_out, init = zeros())]
    bias: Array1<f64>,
    #[parameter(family = "taus", shape = n_out, init = fill(0.02), unit = "s")]
    tau: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
#[module(shape = (n_in, n_out), dims(n_hidden))]
struct Net {
    #[module(shape = (n_in, n_hidden))]
    hidden: Layer,
    #[module(shape = (n_hidden, n_out))]
    readout: Layer,
    #[module(origin)]
    origin: Origin,
}

fn main() -> Result<(), Error> {
    let mut net = Net::builder().n_in(3).n_hidden(5).n_out(2).key(Key::new(7)).build()?;

    // One part of the network, across its modules, without an allocation:
    let parameters = net.parameters();
    let squares = parameters.weights().arrays::<f64>().map(|w| w.mapv(|x| x * x).sum()).sum::<f64>();
    println!("weights: {} elements, sum of squares {squares:.3}", parameters.weights().numel());
    println!("time constants: {} elements", parameters.family("taus")?.numel());

    // Weight decay touches weights alone:
    net.parameters_mut().weights().for_each_array::<f64>(|_path, mut w| w *= 0.9);

    // A step of gradient descent in which time constants are frozen: the other families are selected.
    let trained = ["weights", "biases"];
    let mut vector = net.parameters().families(trained)?.flat::<f64>()?.to_vec();
    vector.iter_mut().for_each(|x| *x -= 0.01);
    net.parameters_mut().families(trained)?.flat::<f64>()?.copy_from(&vector)?;
    println!("{} of {} elements were trained", vector.len(), net.parameters().numel());
    println!("the time constants are still {}", net.hidden.tau);

    // The struct's own family, typed, all mutable at once:
    let LayerTausMut { tau } = net.hidden.taus_mut();
    tau.fill(0.05);
    println!("and now {}", net.hidden.taus().tau);

    // A family that nothing declares is an error:
    if let Err(error) = net.parameters().family("weight") {
        println!("refused: {error}");
    }
    Ok(())
}
