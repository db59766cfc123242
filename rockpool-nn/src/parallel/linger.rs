//! Threads that wait for the next jobs without going to sleep.
//!
//! A run hands out jobs layer by layer, and a thread that sleeps in between is woken up by the system within
//! tens of microseconds: longer than a small layer takes.

use core::hint::spin_loop;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::time::Duration;
use rayon::Yield;
use std::thread;
use std::time::Instant;

/// So long a thread waits in vain before it sleeps.
const PATIENCE: Duration = Duration::from_micros(200);

/// How many threads wait.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Whether another thread waits for jobs, or does one.
pub(super) fn is_anyone_awake() -> bool {
    WAITING.load(Ordering::Relaxed) > 0
}

/// Sees to it that so many other threads stay awake for a while.
pub(super) fn keep_awake(helpers: usize) {
    let caller = thread::current().id();
    for _ in WAITING.load(Ordering::Relaxed)..helpers {
        WAITING.fetch_add(1, Ordering::Relaxed);
        rayon::spawn(move || {
            let waiting = Waiting;
            // Whoever hands out jobs has better things to do.
            if thread::current().id() != caller {
                wait();
            }
            drop(waiting);
        });
    }
}

/// One of those that wait, be it that a job panics.
struct Waiting;

impl Drop for Waiting {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// So many turns take about a tenth of a microsecond.
const TURNS: usize = 8;

fn wait() {
    let mut last = Instant::now();
    while last.elapsed() < PATIENCE {
        match rayon::yield_now() {
            Some(Yield::Executed) => last = Instant::now(),
            _ => (0..TURNS).for_each(|_| spin_loop()),
        }
    }
}

/// Waits for a moment that is near, without going to sleep; in vain, if it does not come soon.
pub(super) fn until(is_over: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_over() && start.elapsed() < PATIENCE {
        (0..TURNS).for_each(|_| spin_loop());
    }
}
