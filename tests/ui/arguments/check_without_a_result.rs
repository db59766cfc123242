use rockpool_core::prelude::*;

#[derive(Module)]
#[module(check = Self::is_right)]
struct Leak {
    #[parameter(init = 0.9)]
    tau: f64,
}

impl Leak {
    fn is_right(&self) -> bool {
        self.tau > 0.0
    }
}

fn main() {}
