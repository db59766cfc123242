//! Tasks on all ranks, handed out as ranks come free.

mod hand_out;
mod pace;
mod report;
mod task;

pub use task::TaskError;

use crate::call::Call;
use crate::encoding::{decode, encode, try_decode};
use crate::{Error, World};
use hand_out::{HandOut, progress};
use report::Report;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;
use std::ops::Range;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use task::run;

/// The results of tasks, in the order of their indices.
pub type Results<T> = Vec<Result<T, TaskError>>;

/// Where nothing came, rank 0 asks again after so long; its own tasks go on meanwhile.
const PAUSE: Duration = Duration::from_micros(200);

/// The stack of the thread on which rank 0 runs tasks: as much as a main thread has.
const STACK: usize = 8 << 20;

impl World {
    /// Calls `task` for each index, on whichever rank is free, and gives rank 0 the results in order; `None` on
    /// the others.
    ///
    /// A task that fails or panics is an error among the results, with its index, and the others go on. Tasks are
    /// handed out one by one where they are long, and many at once where they are short; rank 0 hands them out
    /// and runs some too, and shows a progress bar where it writes to a terminal. Results do not depend on who
    /// ran which as long as tasks draw by a key of their index: [`Key::at_index`](rockpool_core::Key::at_index).
    ///
    /// Results are sent as `serde` has them, floats to the bit. Tasks cannot make calls of the world, which other
    /// ranks would have to make too. The process that runs a task may be killed by it (an abort, no memory): then
    /// `mpirun` ends all.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_mpi::World;
    ///
    /// #[derive(Module)]
    /// #[module(shape = n)]
    /// struct Leaky {
    ///     #[parameter(shape = n, init = uniform(0.0, 1.0))]
    ///     w: Vec<f64>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let world = World::new()?;
    /// let key = Key::new(7);
    /// let sums = world.map(0..100, |index| {
    ///     let net = Leaky::builder().n(3).key(key.at_index(index)).build()?;
    ///     Ok::<f64, Error>(net.w.iter().sum())
    /// })?;
    /// if let Some(sums) = sums {
    ///     for (index, sum) in sums.into_iter().enumerate() {
    ///         match sum {
    ///             Ok(sum) => println!("{index}: {sum}"),
    ///             Err(error) => eprintln!("{error}"), // task 17: w: ..
    ///         }
    ///     }
    /// }
    /// # Ok::<(), rockpool_mpi::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Arguments`] where ranks give other indices; [`Error::Left`] and [`Error::Calls`] where not all
    /// ranks make this call.
    pub fn map<T, E, F>(&self, indices: Range<usize>, task: F) -> Result<Option<Results<T>>, Error>
    where
        T: Serialize + DeserializeOwned,
        E: fmt::Display,
        F: Fn(usize) -> Result<T, E> + Sync,
    {
        self.begin_alike(Call::Map, &format!("tasks {}..{}", indices.start, indices.end))?;
        if !self.is_root() {
            self.work(&task);
            return Ok(None);
        }
        let mut results: Vec<Option<Result<T, TaskError>>> = Vec::new();
        results.resize_with(indices.len(), || None);
        let first = indices.start;
        let bar = progress(indices.len());
        let mut failed = 0;
        let mut take = |report: &Report| {
            for (index, result) in report.results() {
                let result =
                    result.and_then(|bytes| try_decode(bytes).map_err(|why| TaskError::unread(index, &why)));
                failed += usize::from(result.is_err());
                bar.inc(1);
                if let Some(place) = index.checked_sub(first).and_then(|place| results.get_mut(place)) {
                    *place = Some(result);
                }
            }
            if failed > 0 {
                bar.set_message(format!(", {failed} failed"));
            }
        };
        let mut tasks = HandOut::new(indices, self.size());
        if self.size() == 1 {
            while let Some(some) = tasks.next(0) {
                let report = run(some, &task);
                tasks.learn(0, &report);
                take(&report);
            }
        } else {
            self.hand_out(&mut tasks, &task, &mut take);
        }
        bar.finish_and_clear();
        let lost = |(place, result): (usize, Option<_>)| {
            result.unwrap_or_else(|| Err(TaskError::unread(first + place, "its rank did not report")))
        };
        Ok(Some(results.into_iter().enumerate().map(lost).collect()))
    }

    /// Runs what rank 0 hands out, until it has no more.
    fn work<T, E, F>(&self, task: &F)
    where
        T: Serialize,
        E: fmt::Display,
        F: Fn(usize) -> Result<T, E>,
    {
        let mut report = Report::default();
        loop {
            self.wire().send(0, &report.to_bytes());
            match decode::<Option<Range<usize>>>(&self.wire().receive(0)).flatten() {
                Some(some) => report = run(some, task),
                None => return,
            }
        }
    }

    /// Hands tasks out to all ranks, this one among them, and takes what they report.
    fn hand_out<T, E, F>(&self, tasks: &mut HandOut, task: &F, take: &mut impl FnMut(&Report))
    where
        T: Serialize,
        E: fmt::Display,
        F: Fn(usize) -> Result<T, E> + Sync,
    {
        thread::scope(|scope| {
            let (to_own, own_tasks) = mpsc::channel::<Range<usize>>();
            let (own_report, own_reports) = mpsc::channel::<Report>();
            let own = thread::Builder::new().name("tasks".to_owned()).stack_size(STACK).spawn_scoped(
                scope,
                move || {
                    // Ends when rank 0 has no more.
                    for some in own_tasks {
                        if own_report.send(run(some, task)).is_err() {
                            return;
                        }
                    }
                },
            );
            let mut to_own = own.is_ok().then_some(to_own);
            let mut is_running = false;
            let mut working = self.size() - 1;
            while working > 0 || is_running || (to_own.is_some() && tasks.is_left()) {
                let mut came = false;
                while let Some((rank, bytes)) = self.wire().receive_any(false) {
                    came = true;
                    let report = Report::of_bytes(bytes);
                    tasks.learn(rank, &report);
                    let next = tasks.next(rank);
                    working -= usize::from(next.is_none());
                    self.wire().send(rank, &encode(&next));
                    take(&report);
                }
                if let Ok(report) = own_reports.try_recv() {
                    came = true;
                    is_running = false;
                    tasks.learn(0, &report);
                    take(&report);
                }
                if !is_running && let Some(sender) = &to_own {
                    match tasks.next(0) {
                        Some(some) => is_running = sender.send(some).is_ok(),
                        None => to_own = None,
                    }
                }
                if !came {
                    thread::sleep(PAUSE);
                }
            }
        });
    }
}
