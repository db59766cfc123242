use rockpool_core::prelude::*;

#[derive(Module, AttributeValue, Clone, Debug, PartialEq)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
    #[state]
    level: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() -> Result<(), Error> {
    Leak::builder().decay(0.5).build()?.reset_state();
    Ok(())
}
