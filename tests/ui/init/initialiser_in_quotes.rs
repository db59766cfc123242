use rockpool_core::prelude::*;

#[derive(Module)]
struct Layer {
    #[parameter(init = "zeros")]
    w: [f64; 4],
    #[parameter(init = -0.5, cast = "f32")]
    gain: f32,
}

fn main() {}
