//! Who is to run what.

use super::pace::Pace;
use super::report::Report;
use indicatif::{ProgressBar, ProgressStyle};
use std::ops::Range;

/// The tasks that nobody has yet.
pub(super) struct HandOut {
    left: Range<usize>,
    paces: Vec<Pace>,
}

impl HandOut {
    pub(super) fn new(indices: Range<usize>, ranks: usize) -> Self {
        Self { left: indices, paces: vec![Pace::default(); ranks] }
    }

    pub(super) fn is_left(&self) -> bool {
        !self.left.is_empty()
    }

    /// Those that a rank runs next.
    pub(super) fn next(&mut self, rank: usize) -> Option<Range<usize>> {
        let pace = self.paces.get(rank).copied().unwrap_or_default();
        let count = pace.next(self.left.len(), self.paces.len());
        let start = self.left.start;
        self.left.start += count;
        (count > 0).then_some(start..start + count)
    }

    /// Takes note of how long tasks last.
    pub(super) fn learn(&mut self, rank: usize, report: &Report) {
        if let Some(pace) = self.paces.get_mut(rank) {
            pace.learn(report.len(), report.lasted());
        }
    }
}

/// On a terminal; elsewhere it is not drawn.
pub(super) fn progress(tasks: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} tasks, {elapsed}, {eta} left{msg}");
    ProgressBar::new(tasks as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
