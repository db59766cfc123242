//! Recorders: what an evolution keeps besides its output.

mod at;
mod dyn_recorder;
mod recording;
mod selection;
mod session;
mod states_error;

pub use at::At;
pub use dyn_recorder::DynRecorder;
pub(crate) use dyn_recorder::Through;
pub use recording::Recording;
pub use selection::Selection;
pub(crate) use selection::{Kept, KeptRows};
pub(crate) use session::Session;
pub(crate) use states_error::StatesError;

use crate::Float;
use core::any::Any;
use ndarray::Array3;
use rockpool_core::prelude::*;

/// What an evolution keeps besides its output; a module tells it all, and pays for what is kept.
///
/// The recorder is a type parameter of [`Evolve::evolve_with`](crate::Evolve::evolve_with), so that
/// [`Unrecorded`] leaves nothing behind in the compiled code. A `Tree<Value>` keeps series,
/// [`Final`] keeps final states.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Lif};
///
/// let mut lif = Lif::builder().shape((2, 2)).build()?;
/// let mut record = Tree::<Value>::new();
/// lif.evolve_with((&Array2::<f64>::ones((10, 2))).into(), &mut record)?;
/// assert_eq!(record.get("vmem").unwrap().shape(), [1, 10, 2]);
/// # Ok::<(), Error>(())
/// ```
pub trait Recorder {
    /// Where all names end up, whatever the depth: modules may be recursive, types may not grow.
    type Sink: Recorder;
    /// Whether [`series`](Self::series) keeps what it is given.
    const KEEPS_SERIES: bool;
    /// Whether [`last`](Self::last) keeps what it is given.
    const KEEPS_LAST: bool;
    /// Whether [`tape`](Self::tape) keeps what it is given.
    const KEEPS_TAPE: bool = false;
    /// Whether [`first`](Self::first) may have something to give.
    const GIVES_FIRST: bool = false;

    /// Takes values of every time step, an array of shape `(B, T, ..)`; `value` is called only if
    /// it is kept.
    ///
    /// # Errors
    /// `name` is the beginning of a name taken before, or goes beyond one.
    fn series<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error>;

    /// Takes the state of every batch after the last step, an array of shape `(B, ..)`; `value` is
    /// called only if it is kept.
    ///
    /// # Errors
    /// As those of [`series`](Self::series).
    fn last<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error>;

    /// Takes what the module wants to have again on the way back; `item` is called only if it is
    /// kept. See [`Evolve::back_with`](crate::Evolve::back_with).
    fn tape<T: Any + Send + Sync>(&mut self, item: impl FnOnce() -> T) {
        let _ = item;
    }

    /// Which part of a series is kept; `None` is nothing. A module that asks need not make the rest, and
    /// hands over what it made to [`selected`](Self::selected).
    fn wish(&mut self, name: &str) -> Option<Selection> {
        let _ = name;
        Self::KEEPS_SERIES.then(Selection::all)
    }

    /// Takes the part of a series that [`wish`](Self::wish) has asked for.
    ///
    /// # Errors
    /// As those of [`series`](Self::series).
    fn selected<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        self.series(name, value)
    }

    /// The states of shape `(B, ..)` that the batches begin with, where those are others than the stored
    /// one.
    fn first(&mut self, name: &str) -> Option<Value> {
        let _ = name;
        None
    }

    /// The number of the sample that a batch is, which its noise is drawn for.
    fn sample(&self, batch: usize) -> usize {
        batch
    }

    /// The recorder of a submodule: puts `name` in front of all names.
    fn at<'r>(&'r mut self, name: &'r str) -> At<'r, Self::Sink>;
}

/// Keeps nothing.
///
/// ```
/// use rockpool_nn::{Recorder, Unrecorded};
/// // What it is told is not even made.
/// Unrecorded.series("vmem", || -> f64 { unreachable!() })?;
/// # Ok::<(), rockpool_core::prelude::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Unrecorded;

impl Recorder for Unrecorded {
    type Sink = Self;
    const KEEPS_SERIES: bool = false;
    const KEEPS_LAST: bool = false;

    fn series<V: Into<Value>>(&mut self, _: &str, _: impl FnOnce() -> V) -> Result<(), Error> {
        Ok(())
    }
    fn last<V: Into<Value>>(&mut self, _: &str, _: impl FnOnce() -> V) -> Result<(), Error> {
        Ok(())
    }

    fn at<'r>(&'r mut self, name: &'r str) -> At<'r, Self> {
        At::new(self, name)
    }
}

/// Keeps series.
impl Recorder for Tree<Value> {
    type Sink = Self;
    const KEEPS_SERIES: bool = true;
    const KEEPS_LAST: bool = false;

    fn series<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        self.set(name, value().into())
    }
    fn last<V: Into<Value>>(&mut self, _: &str, _: impl FnOnce() -> V) -> Result<(), Error> {
        Ok(())
    }

    fn at<'r>(&'r mut self, name: &'r str) -> At<'r, Self> {
        At::new(self, name)
    }
}

/// Keeps the final states of all batches.
///
/// ```
/// use ndarray::Array3;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Final, Lif};
///
/// let mut lif = Lif::builder().shape((2, 2)).build()?;
/// let mut last = Final::default();
/// lif.evolve_with((&Array3::<f64>::ones((4, 10, 2))).into(), &mut last)?;
/// assert_eq!(last.0.get("vmem").unwrap().shape(), [4, 2]); // four batches of two neurons
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Final(pub Tree<Value>);

impl Recorder for Final {
    type Sink = Self;
    const KEEPS_SERIES: bool = false;
    const KEEPS_LAST: bool = true;

    fn series<V: Into<Value>>(&mut self, _: &str, _: impl FnOnce() -> V) -> Result<(), Error> {
        Ok(())
    }
    fn last<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        self.0.set(name, value().into())
    }

    fn at<'r>(&'r mut self, name: &'r str) -> At<'r, Self> {
        At::new(self, name)
    }
}

/// Records a series that is there already.
///
/// # Errors
/// Those of the recorder.
pub(crate) fn keep<F: Float, R: Recorder>(
    recorder: &mut R,
    name: &str,
    series: &Array3<F>,
) -> Result<(), Error> {
    if !R::KEEPS_SERIES {
        return Ok(());
    }
    let Some(selection) = recorder.wish(name) else { return Ok(()) };
    let part = selection.of(series.view()).map_err(|error| error.below(name))?;
    recorder.selected(name, || part)
}
