use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Layer<T, E: 'static, M>
where
    Vec<u8>: Clone,
{
    #[parameter(init = 0.5, bounds = 0.0..)]
    gain: T,
    #[state(shape = n)]
    level: Array1<E>,
    #[module]
    inner: Option<Box<M>>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
enum Choice<M> {
    One(M),
    None,
}

fn main() {}
