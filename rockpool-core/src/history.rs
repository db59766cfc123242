//! Histories: what the attributes of a view were, step by step.

use crate::error::{Error, Fault, FaultKind, HistoryFault};
use crate::shape::Shape;
use crate::value::{AnyElement, Column, Elements};
use crate::view::View;
use crate::walk::{Leaf, Structure, check_depth};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

#[cfg(feature = "ndarray")]
use {crate::tree::Tree, crate::value::Value, ndarray::ArrayViewD};

/// What the attributes of a view were, step by step: states as a rule, but parameters that are trained, or any
/// part of either, as well.
///
/// All memory is reserved when it is made, so that recording allocates nothing. Elements may be of any type, and
/// of another one for each attribute; what has no elements, as texts and functions, is left out of the view by
/// [`without`](View::without).
///
/// ```
/// use ndarray::Array1;
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// #[module(shape = n)]
/// struct Decay {
///     #[state(shape = n, init = ones())]
///     x: Array1<f64>,
///     #[state]
///     steps: u64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let mut decay = Decay::builder().n(2).build()?;
/// let mut history = History::new(decay.state(), 3)?;
/// for _ in 0..3 {
///     decay.x *= 0.5;
///     decay.steps += 1;
///     history.push(decay.state())?;
/// }
/// let x = history.get("x").unwrap();
/// assert_eq!((x.shape(), x.slice::<f64>().unwrap()), ([3, 2].into(), &[0.5, 0.5, 0.25, 0.25, 0.125, 0.125][..]));
/// assert_eq!(history.get("steps").unwrap().slice::<u64>(), Some(&[1, 2, 3][..]));
/// # Ok::<(), Error>(())
/// ```
#[doc(alias("monitor", "log", "trace"))]
pub struct History {
    /// In the order of the view.
    tracks: Vec<Track>,
    /// The tracks by their paths.
    by_path: Vec<usize>,
    steps: usize,
    most: usize,
}

/// One attribute of a [`History`]: its values at each step, with time as the first axis.
pub struct Track {
    path: String,
    /// At one step.
    shape: Shape,
    numel: usize,
    steps: usize,
    column: Box<dyn Column>,
}

impl History {
    /// An empty history of the attributes of a view, for as many steps.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert_eq!((history.len(), history.capacity()), (2, 3));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// An attribute has no elements; there is no memory for so many steps; or the view asks for a name that
    /// nothing has.
    pub fn new<M: Structure + ?Sized>(view: View<'_, M>, steps: usize) -> Result<Self, Error> {
        let mut tracks = Vec::new();
        let mut faults = Vec::new();
        check_depth(view.module())?;
        view.checked()?.for_each(|leaf| match Track::new(&leaf, steps) {
            Ok(track) => tracks.push(track),
            Err(fault) => faults.push(Fault::new(leaf.path().to_owned(), FaultKind::History(fault))),
        });
        Error::unless_empty(faults)?;
        let mut by_path: Vec<usize> = (0..tracks.len()).collect();
        by_path.sort_by(|a, b| tracks[*a].path.cmp(&tracks[*b].path));
        Ok(Self { tracks, by_path, steps: 0, most: steps })
    }

    /// Records the present values; allocates nothing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// history.push(cell.state())?;
    /// assert!(history.push(cell.state()).is_err()); // there is room for three
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// There are as many steps as it was made for, an attribute has another shape or type than in the steps
    /// before, or the view has more or fewer attributes than the history; nothing is recorded then.
    pub fn push<M: Structure + ?Sized>(&mut self, view: View<'_, M>) -> Result<(), Error> {
        if self.steps == self.most {
            return Err(Error::one("", FaultKind::History(HistoryFault::Full { steps: self.most })));
        }
        let mut tracks = self.tracks.iter_mut();
        let mut faults = Vec::new();
        view.for_each(|leaf| {
            let refused = match tracks.next() {
                Some(track) => track.push(&leaf).err(),
                None => Some(HistoryFault::Unknown),
            };
            faults.extend(refused.map(|fault| Fault::new(leaf.path().to_owned(), FaultKind::History(fault))));
        });
        let missing = tracks
            .map(|track| Fault::new(track.path.as_str().into(), FaultKind::History(HistoryFault::Missing)));
        faults.extend(missing);
        if !faults.is_empty() {
            self.truncate(self.steps);
            return Err(Error::new(faults));
        }
        self.steps += 1;
        Ok(())
    }

    /// Forgets all steps; the memory stays.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// history.clear();
    /// assert!(history.is_empty());
    /// # Ok::<(), Error>(())
    /// ```
    pub fn clear(&mut self) {
        self.truncate(0);
    }

    /// Keeps the first steps, so many.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// history.truncate(1);
    /// assert_eq!(history.len(), 1);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn truncate(&mut self, steps: usize) {
        self.steps = self.steps.min(steps);
        for track in &mut self.tracks {
            track.truncate(self.steps);
        }
    }

    /// The number of steps recorded.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert_eq!(history.len(), 2);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps
    }

    /// Whether no step is recorded.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert!(!history.is_empty());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps == 0
    }

    /// The number of steps it was made for.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert_eq!(history.capacity(), 3);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.most
    }

    /// The attribute with this path.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert_eq!(history.get("x").unwrap().slice::<f64>(), Some(&[0.0, 1.0][..]));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Track> {
        let found = self.by_path.binary_search_by(|index| self.tracks[*index].path.as_str().cmp(path));
        self.tracks.get(*self.by_path.get(found.ok()?)?)
    }

    /// The attributes, in the order of the view.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert_eq!(history.tracks().iter().map(|track| track.path()).collect::<Vec<_>>(), ["x", "n"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    /// A copy of all, as a tree of arrays with time as the first axis.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert_eq!(*history.to_tree().get("n").unwrap().shape(), [2, 2]);
    /// # Ok::<(), Error>(())
    /// ```
    #[cfg(feature = "ndarray")]
    #[must_use]
    pub fn to_tree(&self) -> Tree<Value> {
        let mut tree = Tree::new();
        for track in &self.tracks {
            if let Some(value) = track.column.to_value(&track.shape()) {
                tree.insert(&track.path, value);
            }
        }
        tree
    }
}

impl Track {
    fn new(leaf: &Leaf<'_, '_>, steps: usize) -> Result<Self, HistoryFault> {
        let column = leaf.any().new_column();
        let mut column = column.ok_or(HistoryFault::Type { found: leaf.any().dtype() })?;
        let numel = leaf.numel();
        let has_room = numel.checked_mul(steps).is_some_and(|elements| column.reserve(elements));
        if !has_room {
            return Err(HistoryFault::Memory { steps });
        }
        Ok(Self { path: leaf.path().to_string(), shape: leaf.shape(), numel, steps: 0, column })
    }

    fn push(&mut self, leaf: &Leaf<'_, '_>) -> Result<(), HistoryFault> {
        if *leaf.path() != *self.path.as_str() {
            return Err(HistoryFault::Unknown);
        }
        let found = leaf.shape();
        if found != self.shape {
            return Err(HistoryFault::Shape { expected: self.shape.clone(), found });
        }
        if !self.column.push(leaf.any()) {
            return Err(HistoryFault::Type { found: leaf.any().dtype() });
        }
        self.steps += 1;
        Ok(())
    }

    fn truncate(&mut self, steps: usize) {
        self.steps = self.steps.min(steps);
        self.column.truncate(self.steps * self.numel);
    }

    /// Where the attribute is.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert_eq!(history.tracks()[0].path(), "x");
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The number of steps, and the lengths of the attribute's own axes.
    #[must_use]
    pub fn shape(&self) -> Shape {
        let mut lengths = Vec::with_capacity(self.shape.len() + 1);
        lengths.push(self.steps);
        lengths.extend_from_slice(&self.shape);
        Shape::new(&lengths)
    }

    /// All elements, step after step and each row-major, if they are of type `T`.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert_eq!(history.get("x").unwrap().slice::<f64>(), Some(&[0.0, 1.0][..]));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn slice<T: AnyElement>(&self) -> Option<&[T]> {
        self.column.as_any().downcast_ref::<Elements<T>>().map(|elements| elements.0.as_slice())
    }

    /// All elements, time as the first axis, if they are of type `T`.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert_eq!(history.get("n").unwrap().array::<u32>().unwrap().shape(), [2, 2]); // time first
    /// # Ok::<(), Error>(())
    /// ```
    #[cfg(feature = "ndarray")]
    #[must_use]
    pub fn array<T: AnyElement>(&self) -> Option<ArrayViewD<'_, T>> {
        ArrayViewD::from_shape(ndarray::IxDyn(&self.shape()), self.slice()?).ok()
    }

    /// What it was at one step, row-major, if its elements are of type `T`.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Cell { #[state] x: f64, #[state] n: [u32; 2] }
    /// # let mut cell = Cell { x: 0.0, n: [0; 2] };
    /// # let mut history = History::new(cell.state(), 3)?;
    /// # history.push(cell.state())?;
    /// # cell.x = 1.0;
    /// # history.push(cell.state())?;
    /// assert_eq!(history.get("x").unwrap().at::<f64>(1), Some(&[1.0][..]));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn at<T: AnyElement>(&self, step: usize) -> Option<&[T]> {
        let start = step.checked_mul(self.numel)?;
        let is_there = step < self.steps;
        if is_there { self.slice()?.get(start..start + self.numel) } else { None }
    }
}

impl Clone for Track {
    fn clone(&self) -> Self {
        let Self { path, shape, numel, steps, column } = self;
        Self {
            path: path.clone(),
            shape: shape.clone(),
            numel: *numel,
            steps: *steps,
            column: column.to_box(),
        }
    }
}

impl Clone for History {
    fn clone(&self) -> Self {
        let Self { tracks, by_path, steps, most } = self;
        Self { tracks: tracks.clone(), by_path: by_path.clone(), steps: *steps, most: *most }
    }
}

impl fmt::Debug for Track {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Track")
            .field("path", &self.path)
            .field("shape", &self.shape())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("History")
            .field("steps", &self.steps)
            .field("tracks", &self.tracks)
            .finish_non_exhaustive()
    }
}
