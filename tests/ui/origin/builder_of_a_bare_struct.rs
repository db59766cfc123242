use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
}

fn main() {
    let _ = Leak::builder().decay(0.5).build();
}
