//! A step on many ranks: each computes its samples, then gradients are summed.
//!
//! ```text
//! compute(p)  = per_parameter * parameters * ceil(samples / p)
//! messages(p) = 2 (p - 1) + 4 ceil(log2 p)          a part to each other rank, and its sum; what calls compare
//! bytes(p)    = 2 * size * parameters * (p - 1) / p
//! step(p)     = compute(p) + latency * messages(p) + bytes(p) / bandwidth
//! ```

use crate::fit::Wire;

/// What a step is made on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine {
    /// Seconds for each parameter and sample.
    pub(crate) per_parameter: f64,
    pub(crate) wire: Wire,
    /// In one step, on all ranks.
    pub(crate) samples: usize,
}

/// What is changed where a plain step no longer pays.
#[derive(Clone, Copy, Debug)]
enum Manner {
    Plain,
    /// Sums are made while the next gradients are computed, layer by layer.
    Overlapped,
    /// Gradients are sent with 16 bits each.
    Halves,
    /// So many parts of a run's time, one rank after the other, beside each other for different samples: each
    /// rank has a part of the samples' time, and a sum is made once for all of them.
    Pipeline(usize),
}

impl Machine {
    fn step(&self, parameters: f64, ranks: usize, manner: Manner) -> f64 {
        let p = ranks as f64;
        let wire = self.wire;
        let share = |ranks: usize| self.samples.div_ceil(ranks) as f64;
        let compute = |ranks: usize| self.per_parameter * parameters * share(ranks);
        let small = 4.0 * p.log2().ceil();
        let sum = |ranks: f64, size: f64| {
            let messages = 2.0 * (ranks - 1.0) + small;
            let bytes = 2.0 * size * parameters * (ranks - 1.0) / ranks;
            wire.latency * messages + bytes / wire.bandwidth
        };
        match manner {
            Manner::Plain => compute(ranks) + sum(p, 4.0),
            Manner::Overlapped => compute(ranks).max(sum(p, 4.0)),
            Manner::Halves => compute(ranks) + sum(p, 2.0),
            Manner::Pipeline(stages) => {
                // Groups of `stages` ranks share samples that each has a part of the time of; the first and the
                // last wait for the pipe to fill.
                let groups = ranks.div_ceil(stages);
                let each = share(groups);
                let filling = (each + stages as f64 - 1.0) / each;
                compute(groups) / stages as f64 * filling + sum(p, 4.0)
            }
        }
    }

    /// How much faster so many ranks are than one.
    fn gain(&self, parameters: f64, ranks: usize, manner: Manner) -> f64 {
        self.step(parameters, 1, Manner::Plain) / self.step(parameters, ranks, manner)
    }

    /// The most ranks of which each does at least half of what one alone does.
    fn pays(&self, parameters: f64) -> usize {
        let is_half = |ranks: &usize| self.gain(parameters, *ranks, Manner::Plain) >= 0.5 * *ranks as f64;
        (1..=10_000).filter(is_half).max().unwrap_or(1)
    }
}

pub(crate) fn print(machine: &Machine) {
    println!(
        "| parameters | step on 1 | on 10 | on 100 | on 1000 | faster | pays up to | overlapped | fp16 sums | pipeline of 4 |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for parameters in [1e5, 1e6, 1e7, 1e8, 1e9] {
        let step = |ranks| machine.step(parameters, ranks, Manner::Plain);
        let gain = |manner| machine.gain(parameters, 1000, manner);
        println!(
            "| {parameters:.0e} | {} | {} | {} | {} | {:.0} | {} | {:.0} | {:.0} | {:.0} |",
            time(step(1)),
            time(step(10)),
            time(step(100)),
            time(step(1000)),
            gain(Manner::Plain),
            machine.pays(parameters),
            gain(Manner::Overlapped),
            gain(Manner::Halves),
            gain(Manner::Pipeline(4)),
        );
    }
}

fn time(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.1} ms", seconds * 1e3) } else { format!("{seconds:.1} s") }
}
