//! A recorder around another, which also gives the states that batches begin with.

use super::states_error::StatesError;
use super::{At, Recorder, Selection};
use rockpool_core::prelude::*;
use std::collections::BTreeSet;

/// What a run begins with, besides what its recorder keeps.
pub(crate) struct Session<'t, R> {
    pub(crate) recorder: R,
    /// The states that batches begin with, by path.
    first: Option<&'t Tree<Value>>,
    /// The paths that were asked for.
    asked: BTreeSet<String>,
    /// The sample that each batch is; without, the one of its own number.
    samples: Option<&'t [usize]>,
}

impl<'t, R: Recorder> Session<'t, R> {
    pub(crate) fn new(recorder: R, first: Option<&'t Tree<Value>>, samples: Option<&'t [usize]>) -> Self {
        Self { recorder, first, asked: BTreeSet::new(), samples }
    }

    /// Whether all states that were given were taken.
    ///
    /// # Errors
    /// The first that was not.
    pub(crate) fn check_taken(&self, module: &'static str) -> Result<(), Error> {
        let given = self.first.iter().flat_map(|tree| tree.branches());
        match given.into_iter().find(|path| !self.asked.contains(path)) {
            Some(path) => Err(Error::other(StatesError::Unknown { module }).below(&path)),
            None => Ok(()),
        }
    }
}

impl<R: Recorder> Recorder for Session<'_, R> {
    type Sink = Self;
    const KEEPS_SERIES: bool = R::KEEPS_SERIES;
    const KEEPS_LAST: bool = R::KEEPS_LAST;
    const GIVES_FIRST: bool = true;

    fn series<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        self.recorder.series(name, value)
    }
    fn selected<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        self.recorder.selected(name, value)
    }
    fn last<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        self.recorder.last(name, value)
    }
    fn wish(&mut self, name: &str) -> Option<Selection> {
        self.recorder.wish(name)
    }
    fn first(&mut self, name: &str) -> Option<Value> {
        let value = self.first?.get(name)?.clone();
        self.asked.insert(name.to_owned());
        Some(value)
    }
    fn sample(&self, batch: usize) -> usize {
        match self.samples {
            Some(samples) => samples.get(batch).copied().unwrap_or(batch),
            None => batch,
        }
    }

    fn at<'r>(&'r mut self, name: &'r str) -> At<'r, Self> {
        At::new(self, name)
    }
}
