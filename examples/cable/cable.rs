//! An axon of Hodgkin and Huxley, as a cable of compartments.

use ndarray::Array1;
use rockpool_core::prelude::*;

/// What the membrane rests at, in mV.
const REST: f64 = -65.0;

/// The axon of a squid at 6.3 °C, cut into `n` compartments that currents flow between.
///
/// ```text
/// c_m dv/dt = stimulus + g_axial (v[i-1] - 2 v[i] + v[i+1]) - g_na m³h (v - e_na) - g_k n⁴ (v - e_k) - g_l (v - e_l)
/// dm/dt = α_m(v) (1 - m) - β_m(v) m,   and so for h and n
/// ```
///
/// **Source**: Hodgkin and Huxley, J. Physiol. 117 (1952), with potentials as they are measured today.
#[derive(Module, Clone, Debug)]
#[module(shape = compartments)]
pub(crate) struct Cable {
    /// Conductance of all sodium channels.
    #[parameter(family = "conductances", init = 120.0, unit = "mS/cm^2", bounds = 0.0..)]
    pub(crate) g_na: f64,
    /// Conductance of all potassium channels.
    #[parameter(family = "conductances", init = 36.0, unit = "mS/cm^2", bounds = 0.0..)]
    pub(crate) g_k: f64,
    /// Conductance of the leak.
    #[parameter(family = "conductances", init = 0.3, unit = "mS/cm^2", bounds = 0.0..)]
    pub(crate) g_l: f64,
    /// Conductance between neighbours.
    #[simulation(init = 2.0, unit = "mS/cm^2", bounds = 0.0..)]
    g_axial: f64,
    #[simulation(init = 50.0, unit = "mV")]
    e_na: f64,
    #[simulation(init = -77.0, unit = "mV")]
    e_k: f64,
    #[simulation(init = -54.387, unit = "mV")]
    e_l: f64,
    /// Capacity of the membrane.
    #[simulation(init = 1.0, unit = "uF/cm^2", bounds = 1e-3..)]
    c_m: f64,
    /// Current into the first compartment while `stimulus_end` is not reached.
    #[simulation(init = 60.0, unit = "uA/cm^2")]
    stimulus: f64,
    #[simulation(init = 2.0, unit = "ms")]
    stimulus_end: f64,
    /// Membrane potential.
    #[state(shape = compartments, init = fill(REST), unit = "mV")]
    pub(crate) v: Array1<f64>,
    /// Open gates that activate sodium channels.
    #[state(shape = compartments, init = fill(at_rest(rates_of_m)), bounds = 0.0..=1.0)]
    m: Array1<f64>,
    /// Gates that are not inactivated.
    #[state(shape = compartments, init = fill(at_rest(rates_of_h)), bounds = 0.0..=1.0)]
    h: Array1<f64>,
    /// Open gates of potassium channels.
    #[state(shape = compartments, init = fill(at_rest(rates_of_n)), bounds = 0.0..=1.0)]
    n: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

/// How fast gates open and close at a potential in mV, per ms.
type Rates = fn(f64) -> (f64, f64);

fn rates_of_m(v: f64) -> (f64, f64) {
    (linear_exponential(v + 40.0, 1.0), 4.0 * (-(v + 65.0) / 18.0).exp())
}

fn rates_of_h(v: f64) -> (f64, f64) {
    (0.07 * (-(v + 65.0) / 20.0).exp(), 1.0 / (1.0 + (-(v + 35.0) / 10.0).exp()))
}

fn rates_of_n(v: f64) -> (f64, f64) {
    (linear_exponential(v + 55.0, 0.1), 0.125 * (-(v + 65.0) / 80.0).exp())
}

/// `scale (x / 10) / (1 - exp(-x / 10))`, also at 0.
fn linear_exponential(x: f64, scale: f64) -> f64 {
    let x = x / 10.0;
    if x.abs() < 1e-6 { scale * (1.0 + x / 2.0) } else { scale * x / (1.0 - (-x).exp()) }
}

/// Where a gate settles.
fn at_rest(rates: Rates) -> f64 {
    let (opens, closes) = rates(REST);
    opens / (opens + closes)
}

impl Cable {
    /// The derivatives of all states, per ms, at the places of the states of another cable.
    pub(crate) fn derivative(&self, time: f64, rates: &mut Self) {
        let last = self.v.len().saturating_sub(1);
        for i in 0..self.v.len() {
            let (v, m, h, n) = (self.v[i], self.m[i], self.h[i], self.n[i]);
            let ions = self.g_na * m.powi(3) * h * (v - self.e_na)
                + self.g_k * n.powi(4) * (v - self.e_k)
                + self.g_l * (v - self.e_l);
            // The ends of the cable are closed.
            let axial = self.g_axial * (self.v[i.saturating_sub(1)] - 2.0 * v + self.v[(i + 1).min(last)]);
            let stimulus = if i == 0 && time < self.stimulus_end { self.stimulus } else { 0.0 };
            rates.v[i] = (stimulus + axial - ions) / self.c_m;
            for (gate, of_gate, rate) in [
                (m, rates_of_m as Rates, &mut rates.m),
                (h, rates_of_h, &mut rates.h),
                (n, rates_of_n, &mut rates.n),
            ] {
                let (opens, closes) = of_gate(v);
                rate[i] = opens * (1.0 - gate) - closes * gate;
            }
        }
    }
}
