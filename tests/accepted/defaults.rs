//! Defaults of parameters that other parameters, bounds and where-clauses name.
#![allow(missing_docs)]

use rockpool_core::prelude::*;
use std::marker::PhantomData;

pub trait Backend {
    type Elem;
}

#[derive(Default)]
pub struct Cpu;

impl Backend for Cpu {
    type Elem = f64;
}

#[derive(Module)]
pub struct Projected<B: Backend = Cpu>
where
    B::Elem: Copy,
{
    #[parameter(init = 1.0)]
    w: f64,
    #[module(skip)]
    backend: PhantomData<B>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
pub struct Equal<B: Backend<Elem = Elem>, Elem: Element = f64> {
    #[parameter(init = zeros())]
    w: Elem,
    #[module(skip)]
    backend: PhantomData<B>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
pub struct Many<'a, T: Element + 'a = f64, U: Clone = Vec<T>, const N: usize = { 2 + 1 }>
where
    U: Default,
{
    #[parameter(init = zeros())]
    w: [T; N],
    #[module(skip)]
    values: U,
    #[module(skip)]
    reference: Option<&'a T>,
    #[module(origin)]
    origin: Origin,
}

/// Constants of every type, each with a default.
#[derive(Module)]
pub struct Constants<
    const FLAG: bool = true,
    const MARK: char = 'x',
    const OFFSET: i32 = -1,
    const N: usize = 2,
> {
    #[parameter(shape = N, init = ones())]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
pub struct Wrapper<M: Module = Projected> {
    #[module]
    inner: M,
    #[module(origin)]
    origin: Origin,
}

fn main() -> Result<(), Error> {
    assert_eq!(Projected::builder().build()?.w, 1.0);
    assert_eq!(Equal::<Cpu>::builder().build()?.w, 0.0);
    assert_eq!(Many::builder().build()?.w, [0.0; 3]);
    assert_eq!(Many::<f32, u8, 4>::builder().build()?.w, [0.0_f32; 4]);
    assert_eq!(Constants::builder().build()?.w, [1.0; 2]);
    assert_eq!(Constants::<false, 'y', 3, 1>::builder().build()?.w, [1.0]);
    assert_eq!(Wrapper::builder().build()?.inner.w, 1.0);
    Ok(())
}
