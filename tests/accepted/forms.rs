//! What looks like a mistake and is none.
#![allow(missing_docs)]

use ndarray::{Array1, ArrayD};
use rockpool_core::prelude::*;

mod config {
    pub(super) const WIDTH: usize = 2;
    pub(super) const LOWEST: f64 = 1e-9;
}

#[derive(Module)]
#[module()]
#[module(shape = (n,), dims(k,),)]
struct Forms<'a, const N: usize> {
    #[parameter()]
    plain: f64,
    #[parameter(init = 1)]
    integer_for_a_float: f64,
    #[parameter(shape = [(n)], init = vec![0.0; 3])]
    one_alternative: Vec<f64>,
    #[parameter(shape = (((n))), init = from_fn(|shape| Array1::<f64>::ones(shape[0])))]
    parentheses: Array1<f64>,
    #[parameter(shape = [(n, k), (k,), ()], init = 0.5, bounds = config::LOWEST..=1.0)]
    number_for_a_list: ArrayD<f64>,
    #[parameter(shape = config::WIDTH, init = [0.0; 2])]
    constant: [f64; config::WIDTH],
    #[parameter(shape = N, init = [0.0; N], cast = |x: [f64; N]| x)]
    closure_for_a_cast: [f64; N],
    #[simulation(init = "euler", alias = "a", alias = "b")]
    solver: String,
    #[state(init = true)]
    flag: bool,
    #[module(skip, init = "")]
    name: &'a str,
    #[module(origin)]
    origin: Origin,
}

fn main() {
    let forms = Forms::<3>::builder().plain(1.0).n(3).k(2).build();
    assert!(forms.is_ok_and(|forms| forms.name.is_empty() && forms.closure_for_a_cast == [0.0; 3]));
}
