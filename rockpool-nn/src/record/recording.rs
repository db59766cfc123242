//! A recorder that keeps what is asked for.

use super::{At, Recorder, Selection};
use crate::any_type::{ForAnyType, for_any_type};
use ndarray::ArrayD;
use rockpool_core::prelude::*;
use rockpool_core::value::AnyElement;
use std::collections::{BTreeMap, BTreeSet};

/// A recorder that keeps what is asked for, in [`Evolve::evolve_keeping`](crate::Evolve::evolve_keeping):
/// series by their paths, every so many steps, and of some units alone. The memory that it takes is that of
/// what it keeps.
///
/// Steps are counted from the first of the call, which is kept.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Lif, Linear, Recording, Sequential};
///
/// let linear = Linear::builder().shape((2, 100)).key(Key::new(1)).build()?;
/// let lif = Lif::builder().shape((100, 100)).build()?;
/// let mut net = Sequential::named(["project", "spike"], (linear, lif))?;
///
/// let wanted = Recording::of(["spike.vmem", "spike.spikes"]).every(10).units("spike.vmem", [3, 50]);
/// let (output, record) = net.evolve_keeping(&Array2::<f64>::ones((1000, 2)), wanted)?;
/// assert_eq!(output.dim(), (1, 1000, 100));
/// assert_eq!(record.get("spike.vmem").unwrap().shape(), [1, 100, 2]);
/// assert_eq!(record.get("spike.spikes").unwrap().shape(), [1, 100, 100]);
/// assert!(record.get("spike.isyn").is_none());
///
/// let misspelt = Recording::of(["spike.vmen"]);
/// let error = net.evolve_keeping(&Array2::<f64>::ones((10, 2)), misspelt).unwrap_err();
/// assert!(error.to_string().starts_with("spike.vmen: there is no such series to record"), "{error}");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// All series without.
    only: Option<BTreeSet<String>>,
    every: usize,
    units: BTreeMap<String, Vec<usize>>,
    kept: Tree<Value>,
    /// The series that modules have told of.
    offered: BTreeSet<String>,
}

impl Recording {
    /// All series.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// The series with these paths.
    #[must_use]
    pub fn of<S: Into<String>>(paths: impl IntoIterator<Item = S>) -> Self {
        Self { only: Some(paths.into_iter().map(Into::into).collect()), ..Self::default() }
    }

    /// One step of so many, beginning with the first; 0 counts as 1.
    #[must_use]
    pub fn every(mut self, steps: usize) -> Self {
        self.every = steps;
        self
    }

    /// Of the series with this path, these units alone.
    #[must_use]
    pub fn units(mut self, path: impl Into<String>, units: impl IntoIterator<Item = usize>) -> Self {
        self.units.insert(path.into(), units.into_iter().collect());
        self
    }

    /// What was kept, by path.
    ///
    /// # Errors
    /// A series was asked for that no module has told of.
    pub fn finish(self) -> Result<Tree<Value>, Error> {
        let Self { only, units, kept, offered, .. } = self;
        let mut wanted = only.into_iter().flatten().chain(units.into_keys());
        match wanted.find(|path| !offered.contains(path)) {
            Some(path) => Err(Error::other(NoSeries { offered }).below(&path)),
            None => Ok(kept),
        }
    }

    /// How many of so many steps are kept.
    pub(crate) fn count_steps(&self, steps: usize) -> usize {
        Selection::all().every(self.every).count_steps(steps)
    }

    /// What another of the same wishes has kept, and that it was offered what it was.
    pub(crate) fn take_from(&mut self, other: Self) -> Tree<Value> {
        self.offered.extend(other.offered);
        other.kept
    }

    /// Keeps this in place of all else.
    pub(crate) fn keep_all(&mut self, kept: Tree<Value>) {
        self.kept = kept;
    }

    fn selection(&self, path: &str) -> Option<Selection> {
        if self.only.as_ref().is_some_and(|only| !only.contains(path)) {
            return None;
        }
        let selection = Selection::all().every(self.every);
        Some(match self.units.get(path) {
            Some(units) => selection.units(units.iter().copied()),
            None => selection,
        })
    }
}

impl Recorder for Recording {
    type Sink = Self;
    const KEEPS_SERIES: bool = true;
    const KEEPS_LAST: bool = false;

    fn series<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        self.offered.insert(name.to_owned());
        let Some(selection) = self.selection(name) else { return Ok(()) };
        let value = part(&selection, value().into()).map_err(|error| error.below(name))?;
        self.kept.set(name, value)
    }
    fn selected<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        self.offered.insert(name.to_owned());
        self.kept.set(name, value().into())
    }
    fn last<V: Into<Value>>(&mut self, _: &str, _: impl FnOnce() -> V) -> Result<(), Error> {
        Ok(())
    }
    fn wish(&mut self, name: &str) -> Option<Selection> {
        self.offered.insert(name.to_owned());
        self.selection(name)
    }

    fn at<'r>(&'r mut self, name: &'r str) -> At<'r, Self> {
        At::new(self, name)
    }
}

/// The part of a series of numbers; other values are kept whole.
fn part(selection: &Selection, value: Value) -> Result<Value, Error> {
    struct Part<'a>(&'a Selection, &'a Value);

    impl ForAnyType for Part<'_> {
        type Output = Result<Value, Error>;

        fn of<E: AnyElement + Copy>(&self) -> Option<Self::Output>
        where
            ArrayD<E>: Into<Value>,
        {
            Some(self.0.of(self.1.array::<E>()?).map(Into::into))
        }
    }

    for_any_type(&Part(selection, &value)).unwrap_or(Ok(value))
}

/// No module records this.
#[derive(Clone, Debug)]
struct NoSeries {
    offered: BTreeSet<String>,
}

impl core::fmt::Display for NoSeries {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("there is no such series to record; there are ")?;
        for (index, path) in self.offered.iter().enumerate() {
            write!(f, "{}`{path}`", if index > 0 { ", " } else { "" })?;
        }
        if self.offered.is_empty() { f.write_str("none") } else { Ok(()) }
    }
}

impl core::error::Error for NoSeries {}
