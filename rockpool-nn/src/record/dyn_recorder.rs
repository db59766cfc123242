//! Recorders of types that are known at run time only.

use super::{At, Recorder, Selection};
use core::any::Any;
use core::fmt;
use rockpool_core::prelude::*;

/// Any recorder, for [`Layer::evolve_layer`](crate::Layer::evolve_layer).
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::DynRecorder;
///
/// let mut record = Tree::<Value>::new();
/// let recorder = DynRecorder::new(&mut record);
/// assert_eq!(format!("{recorder:?}"), "DynRecorder { keeps_series: true, keeps_last: false }");
/// ```
pub struct DynRecorder<'r>(&'r mut dyn Keep);

impl<'r> DynRecorder<'r> {
    /// Forgets the type of a recorder.
    pub fn new<R: Recorder>(recorder: &'r mut R) -> Self {
        Self(recorder)
    }

    /// Whether series and final states are kept.
    fn keeps(&self) -> [bool; 2] {
        self.0.keeps()
    }

    /// Whether a tape is kept.
    pub(crate) fn keeps_tape(&self) -> bool {
        self.0.keeps_tape()
    }

    /// Whether series are kept, and whether there is to do with states.
    pub(crate) fn concerns(&self) -> [bool; 2] {
        let [series, last] = self.keeps();
        [series, last || self.0.gives_first()]
    }
}

impl fmt::Debug for DynRecorder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [series, last] = self.keeps();
        f.debug_struct("DynRecorder").field("keeps_series", &series).field("keeps_last", &last).finish()
    }
}

/// A recorder without type parameters.
trait Keep {
    fn keeps(&self) -> [bool; 2];
    fn keeps_tape(&self) -> bool;
    fn tape(&mut self, item: Box<dyn Any + Send + Sync>);
    fn gives_first(&self) -> bool;
    fn series(&mut self, name: &str, value: Value) -> Result<(), Error>;
    fn selected(&mut self, name: &str, value: Value) -> Result<(), Error>;
    fn wish(&mut self, name: &str) -> Option<Selection>;
    fn first(&mut self, name: &str) -> Option<Value>;
    fn sample(&self, batch: usize) -> usize;
    fn last(&mut self, name: &str, value: Value) -> Result<(), Error>;
}

impl<R: Recorder> Keep for R {
    fn keeps(&self) -> [bool; 2] {
        [R::KEEPS_SERIES, R::KEEPS_LAST]
    }
    fn keeps_tape(&self) -> bool {
        R::KEEPS_TAPE
    }
    fn tape(&mut self, item: Box<dyn Any + Send + Sync>) {
        Recorder::tape(self, || item);
    }
    fn gives_first(&self) -> bool {
        R::GIVES_FIRST
    }
    fn selected(&mut self, name: &str, value: Value) -> Result<(), Error> {
        Recorder::selected(self, name, || value)
    }
    fn wish(&mut self, name: &str) -> Option<Selection> {
        Recorder::wish(self, name)
    }
    fn first(&mut self, name: &str) -> Option<Value> {
        Recorder::first(self, name)
    }
    fn sample(&self, batch: usize) -> usize {
        Recorder::sample(self, batch)
    }
    fn series(&mut self, name: &str, value: Value) -> Result<(), Error> {
        Recorder::series(self, name, || value)
    }
    fn last(&mut self, name: &str, value: Value) -> Result<(), Error> {
        Recorder::last(self, name, || value)
    }
}

/// A recorder behind `dyn` of which it is known what it keeps.
pub(crate) struct Through<'r, const SERIES: bool, const LAST: bool, const TAPE: bool>(
    pub(crate) DynRecorder<'r>,
);

impl<const SERIES: bool, const LAST: bool, const TAPE: bool> Recorder for Through<'_, SERIES, LAST, TAPE> {
    type Sink = Self;
    const KEEPS_SERIES: bool = SERIES;
    const KEEPS_LAST: bool = LAST;
    const KEEPS_TAPE: bool = TAPE;
    const GIVES_FIRST: bool = LAST;

    fn series<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        if SERIES { self.0.0.series(name, value().into()) } else { Ok(()) }
    }
    fn last<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        // There may be states to begin with, and none to keep.
        if LAST && self.0.keeps()[1] { self.0.0.last(name, value().into()) } else { Ok(()) }
    }
    fn selected<V: Into<Value>>(&mut self, name: &str, value: impl FnOnce() -> V) -> Result<(), Error> {
        if SERIES { self.0.0.selected(name, value().into()) } else { Ok(()) }
    }
    fn wish(&mut self, name: &str) -> Option<Selection> {
        if SERIES { self.0.0.wish(name) } else { None }
    }
    fn first(&mut self, name: &str) -> Option<Value> {
        if LAST { self.0.0.first(name) } else { None }
    }
    fn sample(&self, batch: usize) -> usize {
        self.0.0.sample(batch)
    }
    /// An item of any type goes in a box, and [`Tape`](crate::Tape) takes it out.
    fn tape<T: Any + Send + Sync>(&mut self, item: impl FnOnce() -> T) {
        if TAPE {
            self.0.0.tape(Box::new(item()));
        }
    }

    fn at<'r>(&'r mut self, name: &'r str) -> At<'r, Self> {
        At::new(self, name)
    }
}
