//! Back through spiking neurons.

use super::{Gradient, series, spread};
use ndarray::{Array1, Array2, Array3, ArrayD, ArrayView3, ArrayView4, Axis, Ix1, Ix2};
use rockpool_core::prelude::*;
use rockpool_nn::{Float, Lif};

/// From the gradient of the spikes `(B, T, n_out)` to that of the input `(B, T, n_in)`, through the
/// equations of `Lif` in reverse, from its last step to its first:
/// ```text
/// isyn = (isyn before + (x + s before · w_rec)) * beta       beta  = exp(-dt / tau_syn)
/// v    = vmem before * alpha + (sum of isyn + bias)          alpha = exp(-dt / tau_mem)
/// s    = spikes(v / threshold)
/// vmem = v - s * threshold
/// ```
pub(super) fn back<F: Float>(
    lif: &Lif<F>,
    name: &str,
    record: &Tree<Value>,
    of_output: &Array3<F>,
    slope: impl Fn(F) -> F,
    gradient: &mut Gradient<'_, F>,
) -> Result<Array3<F>, Error> {
    let spikes: ArrayView3<'_, F> = series(record, &format!("{name}.spikes"))?;
    let vmem: ArrayView3<'_, F> = series(record, &format!("{name}.vmem"))?;
    let isyn: ArrayView4<'_, F> = series(record, &format!("{name}.isyn"))?;
    let (batches, steps, n_out, n_syn) = isyn.dim();
    let n_in = n_out * n_syn;

    let neurons = |values: &ArrayD<F>| spread(values, Ix1(n_out));
    let threshold = &neurons(&lif.threshold)?;
    let tau_mem = neurons(&lif.tau_mem)?;
    let tau_syn = spread(&lif.tau_syn, Ix2(n_out, n_syn))?;
    let alpha = tau_mem.mapv(|tau| (-lif.dt / tau).exp());
    let beta = tau_syn.mapv(|tau| (-lif.dt / tau).exp());
    // What the derivatives over the time constants are, but for what decays.
    let over_tau_mem = &alpha * &tau_mem.mapv(|tau| lif.dt / (tau * tau));
    let over_tau_syn = tau_syn.mapv(|tau| lif.dt / (tau * tau));

    let mut of_tau_mem = Array1::zeros(n_out);
    let mut of_tau_syn = Array2::zeros((n_out, n_syn));
    let mut of_bias = Array1::zeros(n_out);
    let mut of_threshold = Array1::zeros(n_out);
    let w_rec_path = format!("{name}.w_rec");
    let trained_w_rec = lif.w_rec.as_ref().filter(|_| gradient.has(&w_rec_path));
    let mut of_w_rec = trained_w_rec.map(|w_rec| Array2::zeros(w_rec.dim()));

    let mut of_input = Array3::zeros((batches, steps, n_in));
    // What the later step passes back to `vmem`, `isyn` and the spikes of this one.
    let mut of_vmem = Array2::zeros((batches, n_out));
    let mut of_later_isyn = Array3::zeros((batches, n_out, n_syn));
    let mut of_later_spikes = Array2::zeros((batches, n_out));
    for t in (0..steps).rev() {
        let s = spikes.index_axis(Axis(1), t);
        let v = &vmem.index_axis(Axis(1), t) + &(&s * threshold);
        let slopes = (&v / threshold).mapv(&slope) / threshold;

        let of_s = &of_output.index_axis(Axis(1), t) + &of_later_spikes - &of_vmem * threshold;
        let of_v = &of_vmem + &(&of_s * &slopes);
        of_threshold -= &(&s * &of_vmem + &of_s * &slopes * &v / threshold).sum_axis(Axis(0));
        of_bias += &of_v.sum_axis(Axis(0));
        if t > 0 {
            let before = vmem.index_axis(Axis(1), t - 1);
            of_tau_mem += &(&of_v * &before * &over_tau_mem).sum_axis(Axis(0));
        }
        of_vmem = &of_v * &alpha;

        let of_isyn = of_later_isyn + &of_v.insert_axis(Axis(2));
        of_tau_syn += &(&of_isyn * &isyn.index_axis(Axis(1), t) * &over_tau_syn).sum_axis(Axis(0));
        of_later_isyn = of_isyn * &beta;

        let of_x = of_later_isyn.to_shape((batches, n_in)).map_err(Error::other)?;
        of_input.index_axis_mut(Axis(1), t).assign(&of_x);
        if let Some(w_rec) = &lif.w_rec {
            of_later_spikes = of_x.dot(&w_rec.t());
        }
        if let Some(of_w_rec) = of_w_rec.as_mut().filter(|_| t > 0) {
            *of_w_rec += &spikes.index_axis(Axis(1), t - 1).t().dot(&of_x);
        }
    }
    gradient.add(&format!("{name}.tau_mem"), of_tau_mem);
    gradient.add(&format!("{name}.tau_syn"), of_tau_syn);
    gradient.add(&format!("{name}.bias"), of_bias);
    gradient.add(&format!("{name}.threshold"), of_threshold);
    if let Some(of_w_rec) = of_w_rec {
        gradient.add(&w_rec_path, of_w_rec);
    }
    Ok(of_input)
}
