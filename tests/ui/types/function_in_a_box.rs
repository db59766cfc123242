use std::sync::Arc;

use rockpool_core::prelude::*;

#[derive(Module)]
struct Rate {
    #[parameter]
    activation: Box<dyn Fn(f64) -> f64>,
    #[parameter]
    shared: Option<Arc<dyn Fn(f64) -> f64>>,
    #[parameter]
    sound: Arc<dyn Fn(f64) -> f64 + Send + Sync>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
