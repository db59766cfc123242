use rockpool_core::prelude::*;

#[derive(Module)]
#[module(check = Self::ok())]
struct Leak {
    #[parameter(init = 1.0)]
    v: f64,
}
impl Leak {
    fn ok(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {}
