//! A static library without std and without an allocator: annotated structs of fixed arrays.
//!
//! It has its own panic handler, so that std leaking in would be a duplicate lang item.
#![no_std]

use rockpool_core::prelude::*;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

/// `N` leaky integrate-and-fire neurons.
#[derive(Module)]
#[module(shape = N)]
pub struct Lif<const N: usize> {
    /// Membrane time constants.
    #[parameter(family = "taus", shape = N, init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    pub tau: [f32; N],
    /// Thresholds.
    #[parameter(family = "thresholds", init = uniform(0.9, 1.1))]
    pub threshold: [f32; N],
    /// Membrane potentials.
    #[state(shape = N)]
    pub vmem: [f32; N],
    /// Time step.
    #[simulation(init = 1e-3, unit = "s")]
    pub dt: f32,
}

/// Two populations and their weights.
#[derive(Module)]
pub struct Net {
    /// From the first population to the second.
    #[parameter(family = "weights", init = zeros())]
    pub weights: [[f32; 4]; 2],
    /// The first population.
    #[module]
    pub first: Lif<2>,
    /// The second population.
    #[module]
    pub second: Option<Lif<4>>,
}

/// What the device does: a net runs, or nothing does.
#[derive(Module)]
pub enum Mode {
    /// Two populations.
    Running(Net),
    /// None.
    Off,
}

/// How many numbers are states, of a device that runs and of one that does not.
#[unsafe(no_mangle)]
pub extern "C" fn rockpool_states(runs: bool) -> usize {
    let first = Lif { tau: [0.01; 2], threshold: [1.0; 2], vmem: [0.5; 2], dt: 1e-3 };
    let mut mode = match runs {
        true => Mode::Running(Net { weights: [[1.0; 4]; 2], first, second: None }),
        false => Mode::Off,
    };
    mode.reset_state();
    mode.state().numel()
}

/// The sum of all parameters after a step and a reset.
#[unsafe(no_mangle)]
pub extern "C" fn rockpool_sum_after_reset() -> f32 {
    let first = Lif { tau: [0.01; 2], threshold: [1.0; 2], vmem: [0.5; 2], dt: 1e-3 };
    let mut net = Net { weights: [[1.0; 4]; 2], first, second: None };
    net.reset_state();
    net.reset_parameters_with(Key::new(7));
    net.parameters_mut().weights().reset();
    net.taus_above(0.005)
}

impl Net {
    fn taus_above(&mut self, least: f32) -> f32 {
        self.first.taus_mut().tau.iter_mut().for_each(|tau| *tau = tau.max(least));
        let mut sum = 0.0;
        self.parameters().for_each(|leaf| sum += leaf.slice::<f32>().map_or(0.0, |values| values.iter().sum()));
        let names = Lif::<2>::REGISTRY.attributes().len();
        sum + if names == 4 { 0.0 } else { f32::NAN }
    }
}
