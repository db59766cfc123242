use rockpool_core::prelude::*;

#[derive(Module)]
struct Filter {
    #[parameter(init = "0.1".parse()?)]
    gain: f64,
    #[parameter(init = fill(std::env::var("GAIN").ok()?.parse().unwrap_or(1.0)))]
    gains: [f64; 3],
}

fn main() {}
