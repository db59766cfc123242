#[module(shape = n)]
pub(crate) struct Leak {
    /// Decay per step.
    #[parameter(shape = n)]
    decay: Array1<f64>,
    #[module(skip)]
    label: String,
    #[module(origin)]
    origin: Origin,
}
