//! The cable in time, by the solver of Dormand and Prince of the crate `ode_solvers`.

use super::cable::Cable;
use ode_solvers::{DVector, Dopri5, System};
use rockpool_core::prelude::*;
use std::cell::RefCell;
use std::error::Error;

/// Between two points of a recording, in ms.
pub(crate) const SAMPLE: f64 = 0.1;

/// The right-hand side. A solver borrows it for reading, so that what it works in is behind a cell.
struct Equations(RefCell<(Cable, Cable)>);

impl System<f64, DVector<f64>> for Equations {
    fn system(&self, time: f64, y: &DVector<f64>, dy: &mut DVector<f64>) {
        let (cable, rates) = &mut *self.0.borrow_mut();
        if right_hand_side(cable, rates, time, y.as_slice(), dy.as_mut_slice()).is_err() {
            // The only way to tell a solver: no step is accepted from here.
            dy.fill(f64::NAN);
        }
    }
}

/// Gates may lie a rounding error outside of their bounds in what the solver tries: they are moved onto them.
fn right_hand_side(
    cable: &mut Cable,
    rates: &mut Cable,
    time: f64,
    y: &[f64],
    dy: &mut [f64],
) -> Result<(), rockpool_core::Error> {
    cable.state_mut().flat::<f64>()?.project_from(y)?;
    cable.derivative(time, rates);
    rates.state().flat::<f64>()?.copy_to(dy)
}

/// Runs the cable from its states for so many ms, and records these every [`SAMPLE`].
pub(crate) fn solve(cable: &mut Cable, duration: f64) -> Result<History, Box<dyn Error>> {
    let equations = Equations(RefCell::new((cable.clone(), cable.clone())));
    let y = DVector::from_vec(cable.state().flat::<f64>()?.to_vec());
    let mut solver = Dopri5::new(equations, 0.0, duration, SAMPLE, y, 1e-7, 1e-7);
    solver.integrate()?;

    let mut history = History::new(cable.state(), solver.y_out().len())?;
    for y in solver.y_out() {
        cable.state_mut().flat::<f64>()?.project_from(y.as_slice())?;
        history.push(cable.state())?;
    }
    Ok(history)
}
