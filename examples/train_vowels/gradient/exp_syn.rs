//! Back through exponential synapses.

use super::{Gradient, spread};
use ndarray::{Array1, Array2, Array3, Axis, Ix1};
use rockpool_core::Error;
use rockpool_nn::{ExpSyn, Float};

/// From the gradient of the output `isyn = (isyn before + x) * exp(-dt / tau)` to that of the input
/// `x`; `output` is what the synapses gave, from a state of zeros.
pub(super) fn back<F: Float>(
    synapses: &ExpSyn<F>,
    name: &str,
    output: &Array3<F>,
    of_output: &Array3<F>,
    gradient: &mut Gradient<'_, F>,
) -> Result<Array3<F>, Error> {
    let (batches, steps, n) = output.dim();
    let tau = spread(&synapses.tau, Ix1(n))?;
    let beta = tau.mapv(|tau| (-synapses.dt / tau).exp());
    // The derivative of `isyn` over `tau`, where `isyn before + x` stays, is `isyn` times this.
    let over_tau = tau.mapv(|tau| synapses.dt / (tau * tau));

    let mut of_input = Array3::zeros(output.dim());
    let mut of_tau = Array1::zeros(n);
    let mut of_later = Array2::zeros((batches, n));
    for t in (0..steps).rev() {
        let isyn = output.index_axis(Axis(1), t);
        let of_isyn = &of_output.index_axis(Axis(1), t) + &of_later;
        of_tau += &(&of_isyn * &isyn * &over_tau).sum_axis(Axis(0));
        of_later = of_isyn * &beta;
        of_input.index_axis_mut(Axis(1), t).assign(&of_later);
    }
    gradient.add(&format!("{name}.tau"), of_tau);
    Ok(of_input)
}
