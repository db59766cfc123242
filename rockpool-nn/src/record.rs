//! Recorders: what an evolution keeps besides its output.

mod dyn_recorder;

pub use dyn_recorder::DynRecorder;
pub(crate) use dyn_recorder::Through;

use core::any::Any;
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

/// The recorder of a submodule, made by [`Recorder::at`].
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::Recorder;
///
/// let mut record = Tree::<Value>::new();
/// record.at("hidden").series("vmem", || 0.5)?;
/// assert_eq!(record.get("hidden.vmem").unwrap().scalar::<f64>(), Some(0.5));
/// # Ok::<(), Error>(())
/// ```
#[derive(Debug)]
pub struct At<'r, S> {
    sink: &'r mut S,
    place: Place<'r>,
}

/// A path, as a list on the stack.
#[derive(Clone, Copy, Debug)]
struct Place<'r> {
    above: Option<&'r Place<'r>>,
    name: &'r str,
}

impl Place<'_> {
    fn path(&self, name: &str) -> String {
        let path = format!("{}.{name}", self.name);
        self.above.map_or_else(|| path.clone(), |above| above.path(&path))
    }
}

impl<'r, S: Recorder> At<'r, S> {
    /// Puts `name` in front of all names that go to `sink`.
    #[must_use]
    pub fn new(sink: &'r mut S, name: &'r str) -> Self {
        Self { sink, place: Place { above: None, name } }
    }
}

impl<S: Recorder> Recorder for At<'_, S> {
    type Sink = S;
    const KEEPS_SERIES: bool = S::KEEPS_SERIES;
    const KEEPS_LAST: bool = S::KEEPS_LAST;
    const KEEPS_TAPE: bool = S::KEEPS_TAPE;

    fn series<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        if !S::KEEPS_SERIES {
            return Ok(());
        }
        self.sink.series(&self.place.path(name), value)
    }
    fn last<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        if !S::KEEPS_LAST {
            return Ok(());
        }
        self.sink.last(&self.place.path(name), value)
    }
    fn tape<T: Any + Send + Sync>(&mut self, item: impl FnOnce() -> T) {
        self.sink.tape(item);
    }

    fn at<'r>(&'r mut self, name: &'r str) -> At<'r, S> {
        At { sink: self.sink, place: Place { above: Some(&self.place), name } }
    }
}
