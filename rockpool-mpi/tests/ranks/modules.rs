//! Modules that are sent.

use ndarray::{Array1, Array2, Array3, ArrayD, array};
use rockpool_core::prelude::*;
use rockpool_core::value::{With, WithError};
use rockpool_nn::{ExpSyn, Lif, Linear, chain};
use std::time::Duration;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
pub(crate) enum Solver {
    Euler,
    #[attribute(rename = "rk4")]
    RungeKutta4,
}

#[derive(AttributeValue, Clone, Debug, PartialEq)]
pub(crate) struct Seconds(pub(crate) f64);

pub(crate) struct Pairs;

/// A pair as an array of two.
impl With<(f64, f64)> for Pairs {
    type Value = [f64; 2];
    fn get(pair: &(f64, f64)) -> [f64; 2] {
        [pair.0, pair.1]
    }
    fn put(value: [f64; 2]) -> Result<(f64, f64), WithError> {
        Ok((value[0], value[1]))
    }
}

#[derive(Module, Clone, Debug)]
#[module(shape = n)]
pub(crate) struct Leaky {
    #[parameter(family = "weights", shape = (n, n), init = normal(0.0, 1.0))]
    pub(crate) w: Array2<f32>,
    #[parameter(family = "taus", shape = [(n,), ()], init = fill(0.02), unit = "s", bounds = 1e-6..)]
    pub(crate) tau: ArrayD<f64>,
    #[state(shape = n)]
    pub(crate) x: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
pub(crate) struct Gain {
    #[parameter(init = 1.0)]
    pub(crate) gain: f64,
}

#[derive(Module, Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "as a user may write it")]
pub(crate) enum Stage {
    Gain(Gain),
    Leaky(Leaky),
    Off,
}

/// One of each kind of value.
#[derive(Module, Clone, Debug)]
#[module(shape = n)]
pub(crate) struct Everything {
    #[parameter(shape = n, init = uniform(0.0, 1.0))]
    pub(crate) list: Vec<f32>,
    #[parameter(init = [1, 2, 3])]
    pub(crate) bytes: [u8; 3],
    #[parameter]
    pub(crate) optional: Option<Array1<i64>>,
    #[parameter(init = Seconds(0.5), unit = "s")]
    pub(crate) wait: Seconds,
    #[parameter(with = Pairs, init = (1.0, 2.0))]
    pub(crate) pair: (f64, f64),
    #[simulation(init = "a text")]
    pub(crate) text: String,
    #[simulation(init = Solver::Euler)]
    pub(crate) solver: Solver,
    #[simulation(init = true)]
    pub(crate) flag: bool,
    #[simulation(init = Duration::from_millis(2), unit = "s")]
    pub(crate) refractory: Duration,
    #[simulation(init = 7)]
    pub(crate) count: usize,
    #[simulation(init = 0.25, stored = false)]
    pub(crate) unstored: f64,
    #[simulation(init = square as fn(f64) -> f64, stored = false)]
    pub(crate) function: fn(f64) -> f64,
    #[simulation]
    pub(crate) tree: Option<Tree<Value>>,
    #[state(shape = (n, 2, 1))]
    pub(crate) state: Array3<f64>,
    #[state]
    pub(crate) noise_position: u64,
    #[module(shape = n)]
    pub(crate) leaky: Leaky,
    #[module]
    pub(crate) stages: Vec<Stage>,
    #[module]
    pub(crate) boxed: Box<dyn DynModule>,
    #[module(skip)]
    pub(crate) label: String,
    #[module(origin)]
    origin: Origin,
}

fn square(x: f64) -> f64 {
    x * x
}

/// Everything, with numbers of a seed, and a little that only the fields know of.
pub(crate) fn everything(seed: u64) -> Everything {
    let number = seed as f64;
    let mut tree = Tree::new();
    tree.set("a.b", number.into()).unwrap();
    tree.set("c", format!("{seed}").into()).unwrap();
    let mut everything = Everything::builder()
        .n(4)
        .optional(array![seed as i64, -1])
        .tree(tree)
        .leaky(Leaky::builder().tau(Constant(0.01 * (number + 1.0))))
        .stages(vec![
            Stage::Off,
            Stage::Gain(Gain { gain: number }),
            Stage::Leaky(Leaky::builder().n(2).key(seed).build().unwrap()),
        ])
        .boxed(Box::new(Gain { gain: -number }) as Box<dyn DynModule>)
        .key(seed)
        .build()
        .unwrap();
    everything.bytes = [seed as u8; 3];
    everything.wait = Seconds(number);
    everything.pair = (number, f64::MIN_POSITIVE * number);
    everything.text = format!("text {seed}");
    everything.solver = if seed.is_multiple_of(2) { Solver::RungeKutta4 } else { Solver::Euler };
    everything.flag = seed.is_multiple_of(2);
    everything.refractory = Duration::from_millis(3 + seed);
    everything.count = usize::MAX - seed as usize;
    everything.unstored = number / 3.0;
    everything.state.fill(f64::from_bits(0x7ff8_0000_0000_1234 + seed));
    everything.leaky.x[1] = -0.0;
    everything.noise_position = u64::MAX - seed;
    everything.label = format!("label {seed}");
    everything
}

/// A net of the standard modules.
#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out), dims(n_hidden))]
pub(crate) struct Net {
    #[module(shape = (n_in, n_hidden))]
    pub(crate) project: Linear<f32>,
    #[module(shape = n_hidden)]
    pub(crate) hidden: Lif<f32>,
    #[module(shape = (n_hidden, n_out))]
    pub(crate) readout: Linear<f32>,
    #[module(shape = n_out)]
    pub(crate) integrate: ExpSyn<f32>,
    #[module(origin)]
    origin: Origin,
}

chain!(Net: f32 = project, hidden, readout, integrate);

pub(crate) fn net(key: u64) -> Net {
    Net::builder()
        .shape((3, 2))
        .n_hidden(16)
        .project(Linear::<f32>::builder().weight(Init(normal(0.0, 0.5))))
        .hidden(Lif::<f32>::builder().tau_mem(Init(fill(10e-3))).tau_syn(Constant(5e-3_f32)))
        .key(key)
        .build()
        .unwrap()
}
