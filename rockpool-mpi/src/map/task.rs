//! Running tasks, whatever becomes of them.

use super::report::Report;
use crate::encoding::try_encode;
use serde::{Deserialize, Serialize};
use std::any::Any;
use std::fmt;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

/// Why a task has no result.
///
/// ```
/// use rockpool_mpi::World;
/// let results = World::alone().map(0..3, |index| match index {
///     0 => Ok(0.5),
///     1 => Err("no such recording"),
///     _ => panic!("out of luck"),
/// });
/// let results = results?.unwrap_or_default();
/// assert_eq!(results[0], Ok(0.5));
/// assert_eq!(results[1].as_ref().unwrap_err().to_string(), "task 1: no such recording");
/// assert_eq!(results[2].as_ref().unwrap_err().to_string(), "task 2 panicked: out of luck");
/// # Ok::<(), rockpool_mpi::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskError {
    index: usize,
    is_panic: bool,
    message: String,
}

impl TaskError {
    /// The index of the task.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Whether it panicked; otherwise it gave an error.
    #[must_use]
    pub fn is_panic(&self) -> bool {
        self.is_panic
    }

    /// What it said.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// A result that cannot be sent, or read where it was sent.
    pub(super) fn unread(index: usize, why: &str) -> Self {
        Self { index, is_panic: false, message: format!("its result cannot be sent: {why}") }
    }
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { index, is_panic, message } = self;
        let panicked = if *is_panic { " panicked" } else { "" };
        write!(f, "task {index}{panicked}: {message}")
    }
}

impl std::error::Error for TaskError {}

/// Runs some tasks.
pub(super) fn run<T, E, F>(indices: Range<usize>, task: &F) -> Report
where
    T: Serialize,
    E: fmt::Display,
    F: Fn(usize) -> Result<T, E>,
{
    let start = Instant::now();
    let mut report = Report::default();
    for index in indices {
        // What a task leaves half-done is its own, or behind a lock that says so.
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let result = task(index).map_err(|error| error.to_string())?;
            try_encode(&result).map_err(|why| format!("its result cannot be sent: {why}"))
        }));
        let error = |is_panic, message| TaskError { index, is_panic, message };
        report.add(
            index,
            match outcome {
                Ok(Ok(bytes)) => Ok(bytes),
                Ok(Err(message)) => Err(error(false, message)),
                Err(panic) => Err(error(true, said(&*panic))),
            },
        );
    }
    report.last(start.elapsed());
    report
}

/// What a panic says.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a word".to_owned())
}
