use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[module]
    cell: Cel,
    #[parameter(init = 1.0, family = "taus")]
    tau: Tau,
    #[module(skip)]
    label: Label,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
