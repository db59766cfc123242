//! Work on all cores.
//!
//! A job writes what is its own and adds up in its own order, so that numbers are the same whatever
//! the number of threads.

#[cfg(feature = "rayon")]
mod linger;
mod pace;

pub(crate) use pace::Pace;

#[cfg(feature = "rayon")]
use core::sync::atomic::{AtomicUsize, Ordering};
#[cfg(feature = "rayon")]
use std::sync::{Mutex, PoisonError};

/// Below so many numbers, another thread takes longer to wake up than the work.
pub(crate) const WORTHWHILE: usize = 1 << 17;

/// The same where another thread is awake.
#[cfg(feature = "rayon")]
const WORTHWHILE_AWAKE: usize = 1 << 14;

/// The parts of an array that belong to so many batches `together` each.
pub(crate) fn pieces<T>(
    all: Option<&mut [T]>,
    batches: usize,
    together: usize,
) -> impl Iterator<Item = &mut [T]> {
    let mut rest = all.unwrap_or_default();
    let length = rest.len() / batches.max(1) * together;
    (0..batches.div_ceil(together)).map(move |_| {
        let length = length.min(rest.len());
        rest.split_off_mut(..length).unwrap_or_default()
    })
}

/// How many of so many batches share a pass over weights.
pub(crate) fn together(batches: usize) -> usize {
    batches.div_ceil(threads()).clamp(1, 16)
}

/// How many jobs can run at the same time.
#[cfg(feature = "rayon")]
pub(crate) fn threads() -> usize {
    rayon::current_num_threads()
}

/// Runs jobs that touch so many `numbers`, on all cores where there is enough to do for them.
#[cfg(feature = "rayon")]
pub(crate) fn run_each<T: Send>(jobs: &mut [T], numbers: usize, run: impl Fn(&mut T) + Send + Sync) {
    let helpers = threads().min(jobs.len()).saturating_sub(1);
    let least = if linger::is_anyone_awake() { WORTHWHILE_AWAKE } else { WORTHWHILE };
    if helpers == 0 || numbers < least {
        return jobs.iter_mut().for_each(run);
    }
    let (count, done) = (jobs.len(), AtomicUsize::new(0));
    let rest = Mutex::new(jobs.iter_mut());
    let next = || rest.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        while let Some(job) = next() {
            run(job);
            done.fetch_add(1, Ordering::Release);
        }
    };
    linger::keep_awake(helpers);
    // This thread begins at once, while others wake up.
    rayon::in_place_scope(|scope| {
        (0..helpers).for_each(|_| scope.spawn(|_| work()));
        work();
        linger::until(|| done.load(Ordering::Acquire) == count);
    });
}

/// Runs a few jobs of microseconds at once; for use within [`enter`].
#[cfg(feature = "rayon")]
pub(crate) fn run_together<T: Send>(jobs: &mut [T], run: &(impl Fn(&mut T) + Sync)) {
    match jobs {
        [] => {}
        [job] => run(job),
        _ => {
            let (first, second) = jobs.split_at_mut(jobs.len() / 2);
            rayon::join(|| run_together(first, run), || run_together(second, run));
        }
    }
}

/// Runs `f` on a thread that hands over jobs without going to sleep.
#[cfg(feature = "rayon")]
pub(crate) fn enter<R: Send>(f: impl FnOnce() -> R + Send) -> R {
    rayon::join(f, || ()).0
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn threads() -> usize {
    1
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn run_each<T: Send>(jobs: &mut [T], _: usize, run: impl Fn(&mut T) + Send + Sync) {
    jobs.iter_mut().for_each(run);
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn run_together<T: Send>(jobs: &mut [T], run: &(impl Fn(&mut T) + Sync)) {
    jobs.iter_mut().for_each(run);
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn enter<R: Send>(f: impl FnOnce() -> R + Send) -> R {
    f()
}
