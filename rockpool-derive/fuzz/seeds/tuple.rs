#[module(spiking_output)]
pub struct Gain(
    #[parameter(family = "gains", rename = "gain", alias = "g", alias = "k", init = 1.0)] pub f64,
    #[module(alias = "child")] Option<Box<Gain>>,
);
