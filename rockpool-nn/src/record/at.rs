//! The recorder of a submodule.

use super::{Recorder, Selection};
use core::any::Any;
use rockpool_core::prelude::*;

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
    const GIVES_FIRST: bool = S::GIVES_FIRST;
    const KEEPS_TAPE: bool = S::KEEPS_TAPE;

    fn series<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        if !S::KEEPS_SERIES {
            return Ok(());
        }
        self.sink.series(&self.place.path(name), value)
    }
    fn tape<T: Any + Send + Sync>(&mut self, item: impl FnOnce() -> T) {
        self.sink.tape(item);
    }
    fn selected<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        if !S::KEEPS_SERIES {
            return Ok(());
        }
        self.sink.selected(&self.place.path(name), value)
    }
    fn wish(&mut self, name: &str) -> Option<Selection> {
        if !S::KEEPS_SERIES {
            return None;
        }
        self.sink.wish(&self.place.path(name))
    }
    fn first(&mut self, name: &str) -> Option<Value> {
        if !S::GIVES_FIRST {
            return None;
        }
        self.sink.first(&self.place.path(name))
    }
    fn sample(&self, batch: usize) -> usize {
        self.sink.sample(batch)
    }
    fn last<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        if !S::KEEPS_LAST {
            return Ok(());
        }
        self.sink.last(&self.place.path(name), value)
    }

    fn at<'r>(&'r mut self, name: &'r str) -> At<'r, S> {
        At { sink: self.sink, place: Place { above: Some(&self.place), name } }
    }
}
