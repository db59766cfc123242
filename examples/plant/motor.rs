//! What is controlled: a motor, and the loop around it.

use super::control::{Kalman, Pid};
use nalgebra::{Matrix2, Vector2, vector};
use rockpool_core::prelude::*;

/// A direct current motor with a wheel.
///
/// ```text
/// inductance di/dt = voltage - resistance i - k ω,   inertia dω/dt = k i - friction ω - load
/// ```
///
/// **Source**: the usual equations of a motor with permanent magnets, as in Franklin, Powell and Emami-Naeini,
/// Feedback Control of Dynamic Systems.
#[derive(Module, Clone, Debug)]
pub(crate) struct Motor {
    #[parameter(init = 1.0, unit = "ohm", bounds = 1e-3..)]
    resistance: f64,
    #[parameter(init = 5e-3, unit = "H", bounds = 1e-6..)]
    inductance: f64,
    /// Of torque and of voltage.
    #[parameter(init = 0.1, unit = "V*s", bounds = 0.0..)]
    k: f64,
    #[parameter(init = 2e-3, unit = "kg*m^2", bounds = 1e-6..)]
    inertia: f64,
    #[parameter(init = 1e-3, unit = "N*m*s", bounds = 0.0..)]
    friction: f64,
    #[state(unit = "A")]
    current: f64,
    #[state(unit = "rad/s")]
    pub(crate) speed: f64,
    #[module(origin)]
    origin: Origin,
}

impl Motor {
    /// The motor in a step of `dt` seconds, as current and speed before it make those after it: Euler's step.
    fn linear(&self, dt: f64) -> (Matrix2<f64>, Vector2<f64>) {
        let rates = Matrix2::new(
            -self.resistance / self.inductance,
            -self.k / self.inductance,
            self.k / self.inertia,
            -self.friction / self.inertia,
        );
        (Matrix2::identity() + rates * dt, vector![dt / self.inductance, 0.0])
    }

    fn step(&mut self, voltage: f64, load: f64, dt: f64) {
        let (a, b) = self.linear(dt);
        let after = a * vector![self.current, self.speed] + b * voltage;
        (self.current, self.speed) = (after.x, after.y - load / self.inertia * dt);
    }
}

/// A motor whose speed is measured with noise, filtered, and controlled.
#[derive(Module, Clone, Debug)]
pub(crate) struct Loop {
    #[module]
    pub(crate) motor: Motor,
    #[module]
    pub(crate) filter: Kalman<2>,
    #[module]
    controller: Pid,
    /// The standard deviation of a measurement.
    #[simulation(init = 2.0, unit = "rad/s", bounds = 0.0..)]
    noise: f64,
    #[simulation(init = 1e-3, unit = "s", bounds = 1e-6..)]
    pub(crate) dt: f64,
    #[state(unit = "V")]
    voltage: f64,
    #[state(unit = "rad/s")]
    measured: f64,
    /// The number of the step: noise is drawn by it.
    #[state]
    step: u64,
    #[module(origin)]
    origin: Origin,
}

impl Loop {
    /// A loop whose filter knows its motor.
    pub(crate) fn new(key: u64) -> Result<Self, Error> {
        let mut control = Self::builder()
            .filter(
                Kalman::builder()
                    .c([0.0, 1.0]) // the speed alone
                    .q([[0.2, 0.0], [0.0, 0.05]])
                    .r(4.0),
            )
            .key(key)
            .build()?;
        let (a, b) = control.motor.linear(control.dt);
        control.set("filter.a", a)?;
        control.set("filter.b", b)?;
        Ok(control)
    }

    /// A step towards the wanted speed, against a load in N m.
    pub(crate) fn step(&mut self, wanted: f64, load: f64) {
        self.motor.step(self.voltage, load, self.dt);
        self.measured = self.motor.speed + self.noise * self.normal();
        self.filter.observe(self.voltage, self.measured);
        self.voltage = self.controller.control(wanted, self.filter.x[1], self.dt);
        self.step += 1;
    }

    /// A number of a standard normal distribution, by the key and the step.
    fn normal(&self) -> f64 {
        use rand_distr::{Distribution, StandardNormal};
        let key = self.origin.key().unwrap_or_default().at("noise").at_index(self.step as usize);
        StandardNormal.sample(&mut key.rng())
    }
}
