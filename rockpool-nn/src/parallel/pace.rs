//! Which way is faster: one thread, or several that wait for each other.

use std::time::Instant;

/// Finds out whether jobs of microseconds are done sooner together or alone. That depends on what
/// else the machine does, and changes; what the jobs compute does not depend on it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pace {
    /// Seconds for a unit of work of late, alone and together; 0 as long as it was not tried.
    costs: [f64; 2],
    turns: u32,
}

impl Pace {
    /// Calls `run` with whether to work together, on so many units of work.
    pub(crate) fn run(&mut self, work: usize, run: impl FnOnce(bool)) {
        /// Every so many turns, the slower way is tried again.
        const AGAIN: u32 = 128;
        self.turns = self.turns.wrapping_add(1);
        let together = (self.costs[1] <= self.costs[0]) != self.turns.is_multiple_of(AGAIN);
        let start = Instant::now();
        run(together);
        let cost = start.elapsed().as_secs_f64() / work.max(1) as f64;
        let known = &mut self.costs[usize::from(together)];
        // A thread that was put to sleep in the middle says little about the next turns.
        *known = if *known == 0.0 { cost } else { 0.75 * *known + 0.25 * cost.min(4.0 * *known) };
    }
}
