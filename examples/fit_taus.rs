//! Fits the three time constants of a neuron to a recorded trace of its membrane, with the crate
//! `argmin`: an optimiser's vector is the family `taus`, and needs no glue.

use argmin::core::{CostFunction, Error, Executor, State};
use argmin::solver::neldermead::NelderMead;
use ndarray::{Array2, ArrayD, array};
use rockpool_core::flat::Layout;
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Lif};

/// The trace to be met, and the neuron that shall meet it.
struct Fit {
    neuron: Lif,
    layout: Layout,
    input: Array2<f64>,
    trace: ArrayD<f64>,
}

/// The trace of a neuron's membrane `(1, T, 1)`.
fn trace(neuron: &mut Lif, input: &Array2<f64>) -> Result<ArrayD<f64>, Error> {
    neuron.reset_state();
    let (_, record) = neuron.evolve_recorded(input)?;
    let vmem = record.get("vmem").and_then(|value| value.array::<f64>().map(|array| array.to_owned()));
    vmem.ok_or_else(|| Error::msg("the membrane is recorded"))
}

impl CostFunction for Fit {
    type Param = Vec<f64>;
    type Output = f64;

    /// The squared distance of the traces.
    fn cost(&self, taus: &Vec<f64>) -> Result<f64, Error> {
        let (mut neuron, mut taus) = (self.neuron.clone(), taus.clone());
        self.layout.project(&mut taus)?;
        neuron.parameters_mut().taus().flat::<f64>()?.copy_from(&taus)?;
        Ok((trace(&mut neuron, &self.input)? - &self.trace).mapv(|error| error * error).sum())
    }
}

fn main() -> Result<(), Error> {
    // One neuron with a fast and a slow synapse, which does not spike.
    let builder = || Lif::builder().shape((2, 1)).threshold(1e6);
    let mut recorded = builder().tau_mem(array![0.030]).tau_syn(array![[0.004, 0.050]]).build()?;
    let input =
        Array2::from_shape_fn((200, 2), |(t, synapse)| if t % (23 + 30 * synapse) == 3 { 1.0 } else { 0.0 });
    let trace = trace(&mut recorded, &input)?;

    let mut neuron = builder().tau_mem(array![0.020]).tau_syn(array![[0.010, 0.080]]).build()?;
    let flat = neuron.parameters().taus().flat::<f64>()?;
    let (layout, start) = (flat.layout(), flat.to_vec());
    let simplex = (0..=start.len()).map(|corner| {
        let grow = |(index, tau): (usize, &f64)| if index + 1 == corner { tau * 1.5 } else { *tau };
        start.iter().enumerate().map(grow).collect()
    });
    let solver = NelderMead::new(simplex.collect::<Vec<Vec<f64>>>()).with_sd_tolerance(1e-14)?;
    let fit = Fit { neuron: neuron.clone(), layout: layout.clone(), input, trace };
    let result = Executor::new(fit, solver).configure(|state| state.max_iters(400)).run()?;
    let mut best = result.state().get_best_param().cloned().unwrap_or(start);
    layout.project(&mut best)?;
    neuron.parameters_mut().taus().flat::<f64>()?.copy_from(&best)?;

    for (leaf, expected) in neuron.parameters().taus().iter().zip(recorded.parameters().taus()) {
        let (found, expected) =
            (leaf.slice::<f64>().unwrap_or_default(), expected.slice::<f64>().unwrap_or_default());
        println!("{:<8} {found:.6?} s, recorded with {expected:?} s", leaf.path().to_string());
    }
    Ok(())
}
