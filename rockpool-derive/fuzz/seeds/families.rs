pub struct Taus {
    /// Membrane time constant.
    #[parameter(family = "time_constants", init = 0.02, unit = "s")]
    pub tau_mem: f64,
    #[simulation(family = "time_constants", init = 1e-3, unit = "ms", cast = f64::abs)]
    dt: f64,
}
