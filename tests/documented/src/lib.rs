//! Modules whose generated documentation is hard to get right: `cargo doc` warns of nothing here, even where
//! warnings are forbidden. `Population` is the page to look at.
#![forbid(missing_docs, rustdoc::all)]
#![allow(dead_code)]

use ndarray::{Array1, Array2, ArrayD};
use rockpool_core::prelude::*;
use rockpool_nn::Linear;

/// Inner things.
pub mod inner {
    use rockpool_core::prelude::*;
    /// A gain.
    #[derive(Module, Debug)]
    pub struct Gain {
        /// The gain.
        #[parameter(init = 1.0)]
        pub gain: f64,
    }
    impl Gain {
        /// See [`Self::double`].
        pub fn double(&self) -> f64 {
            self.gain * 2.0
        }
    }
    /// Nothing.
    pub const WIDTH: usize = 2;
}

#[derive(Module)]
struct Hidden {
    #[parameter(init = 1.0)]
    x: f64,
}

/// A function called like a type.
#[allow(non_snake_case)]
pub fn Population() {}
/// A population of neurons, generic over its element and its synapse.
#[derive(Module)]
#[module(shape = (n_in, n_out), dims(k, n_syn = n_in / n_out), spiking_input, spiking_output)]
pub struct Population<'a, T: Element, M: Module + 'a, const N: usize = 3>
where
    M: Clone,
{
    /// Weights `a | b` with **bold**, a [`link`](Self::evolve), [`Self::evolve`] and [0, 1], `Vec<T>` and <b>html</b>. Second sentence.
    ///
    /// More text with [`inner::Gain`].
    ///
    /// ```
    /// assert!(true);
    /// ```
    #[parameter(family = "weights", shape = [(n_out, n_in * 2 + config::WIDTH, (n_in + 1) * k), (n_out, n_syn, k), ()], init = from_fn(|shape| { let x = shape.len(); ArrayD::zeros(vec![x]) }), bounds = -1.0..=1.0)]
    pub w: ArrayD<f64>,
    /// [`link`]: see e.g. the paper [of 2020](https://example.org/a_b) for this. And `x.y. z`.
    #[parameter(family = "conductances", shape = (k, n_out), init = uniform(1e-3, 20e-3), unit = "nS/cm^2", cast = |x| x)]
    tau: Option<Array2<f64>>,
    /// Gains
    #[parameter(shape = N, init = ones())]
    pub gains: [T; N],
    /// A function.
    #[simulation(init = half as fn(f64) -> f64)]
    pub f: fn(f64) -> f64,
    #[state(shape = (n_out))]
    /// Membrane | potential
    pub vmem: Array1<f64>,
    /// A `pipe|in code` and a very long explanation of what this thing is, which goes on and on
    #[simulation(init = "euler | \"x\" `y`")]
    pub solver: String,
    /// The synapse.
    #[module]
    pub synapse: M,
    /// Some layers.
    #[module(shape = (n_in, n_out))]
    pub layers: Vec<Linear<f64>>,
    /// Gains.
    #[module]
    pub more: Option<Box<inner::Gain>>,
    #[module]
    hidden: Hidden,
    /// Any.
    #[module]
    pub any: Vec<Box<dyn DynModule>>,
    /// Others.
    #[module]
    pub others: Vec<Population<'a, T, M, N>>,
    /// A marker.
    #[module(skip)]
    pub marker: std::marker::PhantomData<&'a T>,
    #[module(origin)]
    origin: Origin,
}

fn half(x: f64) -> f64 {
    x / 2.0
}

mod config {
    pub const WIDTH: usize = 2;
}

impl<'a, T: Element, M: Module + Clone + 'a, const N: usize> Population<'a, T, M, N> {
    /// Runs.
    pub fn evolve(&self) {}
    /// Runs.
    pub fn link(&self) {
        let _ = (&self.tau, &self.hidden.x);
    }
}

/// A choice of gains.
#[derive(Module)]
pub enum Choice<M: Module> {
    /// One gain [`inner::Gain`].
    Gain(inner::Gain),
    /// Many.
    Many {
        /// All.
        all: Vec<M>,
    },
    /// None.
    Off,
}

/// Docs from a macro.
#[derive(Module)]
pub struct FromMacro {
    #[doc = concat!("Text ", "glued [`Population`](struct@Population).")]
    #[parameter(init = 1.0, family = "weights")]
    pub x: f64,
}

macro_rules! made {
    ($name:ident, $t:ty) => {
        /// Made.
        #[derive(Module)]
        pub struct $name {
            /// It.
            #[parameter(init = 1.0)]
            pub x: f64,
            /// Sub.
            #[module]
            pub sub: $t,
            #[module(origin)]
            origin: Origin,
        }
    };
}

made!(Made, inner::Gain);
/// Fn.
pub fn local() {
    struct Loc;
    #[derive(Module)]
    struct X {
        #[parameter(init = 1.0)]
        x: f64,
        #[module]
        y: Vec<Y>,
    }
    #[derive(Module)]
    struct Y {
        #[parameter(init = 1.0)]
        x: f64,
    }
    let _ = Loc;
    let _ = X { x: 1.0, y: vec![Y { x: 1.0 }] };
}
