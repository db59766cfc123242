//! How many tasks at once.

use std::time::Duration;

/// As many tasks are handed out at once as last about so long: much longer than it takes to hand them out, and short
/// enough that ranks end together.
const GOAL: Duration = Duration::from_millis(50);

/// What is known of how long tasks last on a rank.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    /// How many are asked for next, at most.
    at_once: usize,
}

impl Pace {
    /// After so many tasks that lasted so long together.
    pub(super) fn learn(&mut self, tasks: usize, lasted: Duration) {
        if tasks == 0 {
            return;
        }
        let of_one = lasted.as_secs_f64() / tasks as f64;
        let wanted = GOAL.as_secs_f64() / of_one.max(1e-9);
        // Never many times what was tried: the next may last longer.
        self.at_once = (wanted as usize).clamp(1, 4 * tasks);
    }

    /// How many of those that are left are handed out next, where so many ranks share them.
    pub(super) fn next(self, left: usize, ranks: usize) -> usize {
        self.at_once.max(1).min((left / (2 * ranks)).max(1)).min(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_tasks_go_one_by_one_and_short_ones_together() {
        let mut pace = Pace::default();
        assert_eq!(pace.next(1000, 4), 1);
        pace.learn(1, Duration::from_secs(60));
        assert_eq!(pace.next(1000, 4), 1);
        pace.learn(1, Duration::from_micros(1));
        assert_eq!(pace.next(1000, 4), 4);
        pace.learn(4, Duration::from_micros(4));
        assert_eq!(pace.next(1000, 4), 16);
        assert_eq!(pace.next(20, 4), 2); // so that all end together
        assert_eq!(pace.next(0, 4), 0);
    }
}
