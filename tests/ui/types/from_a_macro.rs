use rockpool_core::prelude::*;

macro_rules! make {
    ($name:ident, $ty:ty, $e:expr) => {
        #[derive(Module)]
        struct $name {
            #[parameter(init = $e)]
            g: $ty,
        }
    };
}
make!(S, char, 1.0);

fn main() {}
