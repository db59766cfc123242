use rockpool_core::prelude::*;

#[derive(Module)]
#[module(check = check_tau)]
struct Leak {
    #[parameter(init = 0.9)]
    tau: f64,
}

fn check_tau(tau: f64) -> Result<(), String> {
    if tau > 0.0 { Ok(()) } else { Err("not positive".into()) }
}

fn main() {}
