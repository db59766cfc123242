//! Lengths that are constants of other kinds, and bounds of constants.
#![allow(missing_docs)]
#![deny(warnings)]

use rockpool_core::prelude::*;

static WIDTH: usize = 3;

mod config {
    pub(super) static HEIGHT: usize = 2;
    pub(super) const LEAST: f64 = 0.5;
}

const MOST: f64 = 2.0;
type Level = f32;

#[derive(Module)]
#[module(shape = (n, WIDTH))]
pub struct Grid<const N: usize> {
    #[parameter(shape = (n, WIDTH), init = zeros())]
    w: ndarray::Array2<f64>,
    #[parameter(shape = config::HEIGHT + N, init = fill(1.0), bounds = config::LEAST..=self::MOST * 2.0)]
    gains: Vec<f64>,
    #[state(bounds = -1e30..1e30)]
    level: Level,
    #[simulation(init = 3, bounds = -128..128)]
    shift: i16,
    #[module(origin)]
    origin: Origin,
}

fn main() {
    let grid = Grid::<2>::builder().n(4).build().map(|grid| (grid.shape(), grid.gains.len()));
    assert_eq!(grid.ok(), Some(([4, 3].into(), 4)));
}
