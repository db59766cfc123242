//! An enum of neuron models: each population chooses its own, and everything else treats them alike.

use rockpool_core::prelude::*;

/// Leaky integrate-and-fire.
#[derive(Module)]
struct Leaky {
    #[parameter(family = "taus", init = 0.02, unit = "s")]
    tau: f64,
    #[state]
    v: f64,
}

/// Izhikevich's model; <https://doi.org/10.1109/TNN.2003.820440>.
#[derive(Module)]
struct Izhikevich {
    #[parameter(family = "taus", init = 0.05, unit = "s")]
    tau: f64,
    #[parameter(init = 0.2)]
    b: f64,
    #[state(init = -65.0)]
    v: f64,
    #[state(init = -13.0)]
    u: f64,
}

/// What a neuron can be.
#[derive(Module)]
enum Neuron {
    Leaky(Leaky),
    Izhikevich(Izhikevich),
    /// Fires never.
    Silent,
}

impl Neuron {
    /// One millisecond; whether the neuron fires.
    fn step(&mut self, input: f64) -> bool {
        match self {
            Self::Leaky(n) => {
                n.v += (input / 10.0 - n.v) * 1e-3 / n.tau;
                let fires = n.v >= 1.0;
                n.v -= f64::from(u8::from(fires));
                fires
            }
            Self::Izhikevich(n) => {
                n.v += 0.04 * n.v * n.v + 5.0 * n.v + 140.0 - n.u + input;
                n.u += (n.b * n.v - n.u) * 1e-3 / n.tau;
                let fires = n.v >= 30.0;
                if fires {
                    (n.v, n.u) = (-65.0, n.u + 8.0);
                }
                fires
            }
            Self::Silent => false,
        }
    }
}

/// A population of any of them.
#[derive(Module)]
struct Population {
    #[module]
    neurons: Vec<Neuron>,
    #[module(origin)]
    origin: Origin,
}

fn main() -> Result<(), Error> {
    let mut population = Population::builder()
        .neurons(vec![
            Neuron::Leaky(Leaky { tau: 0.02, v: 0.0 }),
            Neuron::Izhikevich(Izhikevich { tau: 0.05, b: 0.2, v: -65.0, u: -13.0 }),
            Neuron::Silent,
        ])
        .build()?;
    println!("{}\n\n{}\n", Population::REGISTRY, population.summary());

    let counts: Vec<usize> =
        population.neurons.iter_mut().map(|neuron| (0..1000).filter(|_| neuron.step(15.0)).count()).collect();
    println!("spikes in one second: {counts:?}");

    // In paths the variant is transparent, and families reach through it.
    for leaf in population.parameters().family("taus")? {
        println!("{} = {:?}", leaf.path(), leaf.scalar::<f64>().unwrap_or(f64::NAN));
    }
    population.set("neurons.1.b", 0.25)?;
    population.reset_state();
    Ok(())
}
