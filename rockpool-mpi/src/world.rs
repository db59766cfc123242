//! The processes that were started together.

mod begin;

pub(crate) use begin::Begun;

use crate::Error;
use crate::call::Call;
#[cfg(not(feature = "mpi"))]
use crate::launch::processes;
use crate::wire::{Traffic, Wire};
use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// The processes that were started together: so many *ranks*, counted from 0.
///
/// A program makes one, and every call of it on all ranks, in the same order. What a rank cannot do is an error on
/// all of them, with the same words; so is a call that not all make, and a rank that returned or panicked: nobody
/// waits for it. A process that is killed takes the others with it, by `mpirun`.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_mpi::World;
///
/// #[derive(Module)]
/// #[module(shape = n)]
/// struct Leaky {
///     #[parameter(shape = n, init = normal(0.0, 1.0))]
///     w: Vec<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let world = World::new()?; // of one process here, of four under `mpirun -n 4`
/// let mut net = Leaky::builder().n(3).build()?; // each rank draws its own weights
/// world.share(&mut net)?; // now all have those of rank 0
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// **Threads**: MPI is called on the thread that has the world; others may compute.
pub struct World {
    wire: Wire,
    /// What all later calls give: ranks have left.
    left: RefCell<Option<Error>>,
    /// MPI is called on one thread.
    of_one_thread: PhantomData<*const ()>,
}

impl World {
    /// The processes that `mpirun` started together, or a world of one where nothing did.
    ///
    /// Without the feature `mpi` a world has one rank, and the same program runs on one process.
    ///
    /// # Errors
    /// There are several processes, and the crate was built without the feature `mpi`; MPI was started in this
    /// process before: it starts once, and ends when the world is dropped.
    pub fn new() -> Result<Self, Error> {
        #[cfg(feature = "mpi")]
        return Wire::start().map(Self::by).ok_or(Error::Started);
        #[cfg(not(feature = "mpi"))]
        match processes(|name| std::env::var(name).ok()) {
            Some(size @ 2..) => Err(Error::Unlinked { size }),
            _ => Ok(Self::alone()),
        }
    }

    /// A world of one that needs no MPI, and leaves it alone where there is one: for tests, and for parts of a
    /// program that each process does for itself. There may be many.
    ///
    /// ```
    /// use rockpool_mpi::World;
    /// let world = World::alone();
    /// assert_eq!((world.rank(), world.size()), (0, 1));
    /// ```
    #[must_use]
    pub fn alone() -> Self {
        Self::by(Wire::alone())
    }

    fn by(wire: Wire) -> Self {
        Self { wire, left: RefCell::new(None), of_one_thread: PhantomData }
    }

    /// Which of the processes this is, `0..size`.
    #[must_use]
    pub fn rank(&self) -> usize {
        self.wire.rank()
    }

    /// How many processes there are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.wire.size()
    }

    /// Whether this is rank 0, which prints and writes files.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.rank() == 0
    }

    /// This rank's part of so many things: those of all ranks follow each other, and differ by one at most.
    ///
    /// ```
    /// # use rockpool_mpi::World;
    /// assert_eq!(World::alone().part(10), 0..10); // of the second of three ranks, 3..6
    /// ```
    #[must_use]
    pub fn part(&self, count: usize) -> Range<usize> {
        part(count, self.rank(), self.size())
    }

    /// What this rank has sent so far.
    #[must_use]
    pub fn traffic(&self) -> Traffic {
        self.wire.traffic()
    }

    /// Waits until all ranks are here.
    ///
    /// # Errors
    /// Not all ranks make this call: [`Error::Left`], [`Error::Calls`].
    pub fn barrier(&self) -> Result<(), Error> {
        self.begin_alike(Call::Barrier, "")
    }

    /// Gives what each rank has, where none failed; so that a file that one rank cannot read is an error on all.
    ///
    /// ```
    /// use rockpool_mpi::World;
    /// let world = World::alone();
    /// let seed = world.agree("7".parse::<u64>())?;
    /// assert_eq!(seed, 7);
    /// let error = world.agree("seven".parse::<u64>()).unwrap_err();
    /// assert_eq!(error.to_string(), "rank 0: invalid digit found in string");
    /// # Ok::<(), rockpool_mpi::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Failed`] on all ranks if one has an error; not all ranks make this call.
    pub fn agree<T, E: fmt::Display>(&self, result: Result<T, E>) -> Result<T, Error> {
        self.begin_alike(Call::Agree, "")?;
        self.agreed(result)
    }

    /// What is measured against [`sum`](Self::sum): the order in which MPI adds is its own, and changes with the
    /// number of ranks.
    ///
    /// # Errors
    /// Those of [`sum`](Self::sum).
    #[doc(hidden)]
    pub fn plain_sum(&self, values: &mut [f32]) -> Result<(), Error> {
        self.begin_alike(Call::Sum, &format!("{} elements of `f32`", values.len()))?;
        self.wire.plain_sum(values);
        Ok(())
    }

    /// The ranks' wire, for a call that has begun.
    pub(crate) fn wire(&self) -> &Wire {
        &self.wire
    }
}

/// Tells the other ranks, so that none waits for this one; then MPI ends.
impl Drop for World {
    fn drop(&mut self) {
        let call = if std::thread::panicking() { Call::Panic } else { Call::Leave };
        // The others are told by the call itself, and this rank no longer wants to know.
        let _ = self.begin(call, "");
    }
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World")
            .field("rank", &self.rank())
            .field("size", &self.size())
            .finish_non_exhaustive()
    }
}

/// The part of a rank.
pub(crate) fn part(count: usize, rank: usize, size: usize) -> Range<usize> {
    let (each, more) = (count / size, count % size);
    let start = rank * each + rank.min(more);
    start..start + each + usize::from(rank < more)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use super::part;

    #[test]
    fn parts_follow_each_other_and_differ_by_one_at_most() {
        for count in 0..30 {
            for size in 1..8 {
                let parts: Vec<_> = (0..size).map(|rank| part(count, rank, size)).collect();
                assert_eq!(
                    parts.iter().cloned().flatten().collect::<Vec<_>>(),
                    (0..count).collect::<Vec<_>>()
                );
                let lengths = || parts.iter().map(ExactSizeIterator::len);
                assert!(lengths().max().unwrap() - lengths().min().unwrap() <= 1);
            }
        }
    }
}
