//! Derived modules where `rockpool-core` goes by another name, in an older edition.
#![deny(warnings, missing_docs, unsafe_code)]

use renamed::prelude::*;

/// Leaky integrators.
#[derive(Module, Debug)]
#[module(shape = n, crate = ::renamed)]
pub struct Leaky<T: Element = f64> {
    /// Time constants.
    #[parameter(family = "taus", shape = [(n,), ()], init = fill(0.02), unit = "s")]
    pub tau: ndarray::ArrayD<T>,
    /// Potentials.
    #[state(shape = n)]
    pub v: ndarray::Array1<T>,
    #[module(origin)]
    origin: Origin,
}

/// One of two.
#[derive(Module)]
#[module(crate = ::renamed)]
pub enum Either {
    /// Double precision.
    Wide(Leaky),
    /// Single precision.
    Narrow(Leaky<f32>),
}

#[test]
fn modules_work_under_another_name() -> Result<(), Error> {
    let either = Either::Narrow(Leaky::<f32>::builder().n(3).tau(0.5).build()?);
    assert_eq!(either.parameters().get("tau").and_then(|leaf| leaf.scalar::<f32>()), Some(0.5));
    assert_eq!(either.shape(), [3]);
    Ok(())
}
