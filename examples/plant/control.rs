//! A controller and an observer, each a module of its own.

use nalgebra::{SMatrix, SVector};
use rockpool_core::prelude::*;

/// A controller with proportional, integral and derivative part, whose integral stops where its output does.
#[derive(Module, Clone, Debug)]
pub(crate) struct Pid {
    #[parameter(family = "gains", init = 0.6, unit = "V*s", bounds = 0.0..)]
    k_p: f64,
    #[parameter(family = "gains", init = 4.0, unit = "V", bounds = 0.0..)]
    k_i: f64,
    #[parameter(family = "gains", init = 0.01, unit = "V*s^2", bounds = 0.0..)]
    k_d: f64,
    /// The largest voltage, in either direction.
    #[simulation(init = 24.0, unit = "V", bounds = 0.0..)]
    limit: f64,
    #[state(unit = "rad")]
    integral: f64,
    /// The speed that was measured before.
    #[state(unit = "rad/s")]
    before: f64,
    #[module(origin)]
    origin: Origin,
}

impl Pid {
    /// The voltage for a step of `dt` seconds.
    pub(crate) fn control(&mut self, wanted: f64, measured: f64, dt: f64) -> f64 {
        let error = wanted - measured;
        // Of what was measured, so that a step of the set point is no kick.
        let derivative = (measured - self.before) / dt;
        self.before = measured;
        let integral = self.integral + error * dt;
        let voltage = self.k_p * error + self.k_i * integral - self.k_d * derivative;
        let limited = voltage.clamp(-self.limit, self.limit);
        if voltage == limited {
            self.integral = integral;
        }
        limited
    }
}

/// A Kalman filter of `N` states, one of which is measured, for a linear plant in discrete time.
///
/// ```text
/// x = A x + b u, P = A P Aᵀ + Q;   k = P c / (cᵀ P c + r), x = x + k (z - cᵀ x), P = (1 - k cᵀ) P
/// ```
///
/// **Source**: Kalman, A New Approach to Linear Filtering and Prediction Problems, 1960.
#[derive(Module, Clone, Debug)]
pub(crate) struct Kalman<const N: usize> {
    /// How the state moves in a step.
    #[simulation(shape = (N, N), init = identity())]
    pub(crate) a: SMatrix<f64, N, N>,
    /// What the input does in a step.
    #[simulation(shape = N, init = zeros())]
    pub(crate) b: SVector<f64, N>,
    /// What is measured.
    #[simulation(shape = N, init = ones())]
    c: SVector<f64, N>,
    /// Covariance of what disturbs the plant in a step.
    #[parameter(family = "covariances", shape = (N, N), init = identity())]
    q: SMatrix<f64, N, N>,
    /// Variance of what disturbs a measurement.
    #[parameter(family = "covariances", init = 1.0, bounds = 0.0..)]
    r: f64,
    /// The state of the plant, as far as it is known.
    #[state(shape = N)]
    pub(crate) x: SVector<f64, N>,
    /// How uncertain it is.
    #[state(shape = (N, N), init = identity())]
    p: SMatrix<f64, N, N>,
    #[module(origin)]
    origin: Origin,
}

impl<const N: usize> Kalman<N> {
    /// Takes over a measurement, and the input since the one before.
    pub(crate) fn observe(&mut self, input: f64, measured: f64) {
        self.x = self.a * self.x + self.b * input;
        self.p = self.a * self.p * self.a.transpose() + self.q;
        let uncertain = self.p * self.c;
        let gain = uncertain / (self.c.dot(&uncertain) + self.r);
        self.x += gain * (measured - self.c.dot(&self.x));
        self.p = (SMatrix::identity() - gain * self.c.transpose()) * self.p;
    }
}
