/// A leaky integrator.
#[module(shape = n)]
pub struct Leak {
    /// Decay per step.
    #[parameter(shape = n, init = fill(0.9), bounds = 0.0..=1.0)]
    pub decay: Array1<f64>,
    #[state(shape = n)]
    x: Array1<f64>,
}
