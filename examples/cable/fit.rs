//! Conductances, fitted to a recorded trace by the crate `argmin`.

use super::cable::Cable;
use super::solve::solve;
use argmin::core::{CostFunction, Error, Executor, State};
use argmin::solver::neldermead::NelderMead;
use ndarray::{Array1, Axis};
use rockpool_core::prelude::*;

/// The potential of one compartment over time, in mV, as a cable has it from its start.
pub(crate) fn trace(cable: &mut Cable, compartment: usize, duration: f64) -> Result<Array1<f64>, Error> {
    cable.reset_state();
    let history = solve(cable, duration).map_err(|error| Error::msg(error.to_string()))?;
    let v = history.get("v").and_then(|track| track.array::<f64>());
    let v = v.ok_or_else(|| Error::msg("the potential is recorded"))?;
    Ok(v.index_axis(Axis(1), compartment).iter().copied().collect())
}

/// A recorded trace, and the cable that shall meet it.
struct Fit<'t> {
    cable: Cable,
    recorded: &'t Array1<f64>,
    compartment: usize,
    duration: f64,
}

impl CostFunction for Fit<'_> {
    type Param = Vec<f64>;
    type Output = f64;

    /// The mean squared distance of the traces, in mV².
    fn cost(&self, parameters: &Vec<f64>) -> Result<f64, Error> {
        let mut cable = self.cable.clone();
        cable.parameters_mut().flat::<f64>()?.project_from(parameters)?;
        let trace = trace(&mut cable, self.compartment, self.duration)?;
        Ok((trace - self.recorded).mapv(|error| error * error).mean().unwrap_or(f64::INFINITY))
    }
}

/// Fits all that is not constant in the cable, in so many steps at most.
pub(crate) fn fit(
    cable: &mut Cable,
    recorded: &Array1<f64>,
    compartment: usize,
    duration: f64,
    steps: u64,
) -> Result<f64, Error> {
    let start = cable.parameters().flat::<f64>()?.to_vec();
    // The first simplex: the start, and one parameter after the other a tenth larger.
    let corner =
        |at: usize| start.iter().enumerate().map(|(i, x)| if i + 1 == at { x * 1.1 } else { *x }).collect();
    let simplex: Vec<Vec<f64>> = (0..=start.len()).map(corner).collect();
    let solver = NelderMead::new(simplex).with_sd_tolerance(1e-6)?;
    let fit = Fit { cable: cable.clone(), recorded, compartment, duration };
    let result = Executor::new(fit, solver).configure(|state| state.max_iters(steps)).run()?;
    let best = result.state().get_best_param().ok_or_else(|| Error::msg("no step was made"))?;
    cable.parameters_mut().flat::<f64>()?.project_from(best)?;
    Ok(result.state().get_best_cost())
}
