//! What a module was built with.

use crate::Key;
use crate::init::{InitError, Initialiser, Stream};
use crate::reset::{Restored, replace};
use crate::shape::dims::Bound;
use crate::shape::{Shape, Word};
use crate::value::{AttributeValue, Class, Value};
use crate::view::Marks;
use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::any::Any;
use core::fmt;

/// What a module was built with: its dims, its key, the values and initialisers it was given, and
/// which attributes are constant.
///
/// A struct with a field `#[module(origin)] origin: Origin` has a builder. Two origins are always
/// equal, so that `#[derive(PartialEq)]` compares what the modules hold.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)]
///     tau: f64,
///     #[state]
///     x: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let mut leaky = Leaky::builder().tau(0.05).build()?; // remembered, and not the declared 0.02
/// leaky.tau = 1.0;
/// leaky.reset_parameters();
/// assert_eq!(leaky.tau, 0.05);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Origin {
    marks: Marks,
    record: Option<Box<Record>>,
}

const WORDS: usize = 6;

#[derive(Clone)]
pub(crate) struct Record {
    pub(crate) key: Option<Key>,
    pub(crate) dims: Vec<Option<Bound>>,
    pub(crate) constants: Indices,
    /// Those that have a source, or a shape before the cast.
    pub(crate) given: Indices,
    /// By the index of the attribute.
    pub(crate) sources: Vec<Option<Source>>,
    /// The shape that each attribute was built with; `None` where it is absent.
    pub(crate) shapes: Vec<Option<Shape>>,
    /// The same of the first attributes in words: all that a reset reads of the record, as a rule.
    pub(crate) words: [Word; WORDS],
    /// The shape before the cast, of those that the cast has given another.
    pub(crate) uncast: Vec<(usize, Shape)>,
}

impl Record {
    /// The shapes in words.
    pub(crate) fn words(shapes: &[Option<Shape>]) -> [Word; WORDS] {
        let mut words = [Word::NONE; WORDS];
        for (word, shape) in words.iter_mut().zip(shapes) {
            *word = shape.as_ref().and_then(|shape| Word::of(shape)).unwrap_or(Word::NONE);
        }
        words
    }

    #[inline(never)]
    fn was_built_with(&self, index: usize, shape: &Shape) -> bool {
        self.shapes.get(index).and_then(Option::as_ref).is_none_or(|built| built == shape)
    }
}

/// A set of attributes by their index.
#[derive(Clone, Debug, Default)]
pub(crate) struct Indices {
    first: u32,
    rest: Vec<u32>,
}

impl Indices {
    pub(crate) fn insert(&mut self, index: usize) {
        let (word, bit) = (index / 32, 1 << (index % 32));
        if word == 0 {
            self.first |= bit;
            return;
        }
        if self.rest.len() < word {
            self.rest.resize(word, 0);
        }
        self.rest[word - 1] |= bit;
    }

    #[inline]
    fn contains(&self, index: usize) -> bool {
        if index < 32 {
            return self.first >> index & 1 == 1;
        }
        self.rest.get(index / 32 - 1).is_some_and(|word| word >> (index % 32) & 1 == 1)
    }
}

/// Where an instance's value comes from, in place of the declared initialiser.
#[derive(Clone)]
pub(crate) enum Source {
    /// The given value, in its shape, before the cast.
    Value(Value),
    /// The given initialiser, an `Arc<dyn Initialiser<T>>`.
    Init(Arc<dyn Any + Send + Sync>),
}

impl Source {
    pub(crate) fn init<T: AttributeValue>(init: Arc<dyn Initialiser<T>>) -> Self {
        Self::Init(Arc::new(init))
    }

    /// A new value; `None` where the source is of another type.
    pub(crate) fn create<T: AttributeValue>(
        &self,
        shape: Option<&Shape>,
        stream: Stream<'_>,
    ) -> Option<Result<T, InitError>> {
        match self {
            Self::Value(value) => T::Class::from_value(value.any()).map(Ok),
            Self::Init(init) => {
                let init = init.downcast_ref::<Arc<dyn Initialiser<T>>>()?;
                Some(init.create(shape.unwrap_or(&Shape::SCALAR), stream))
            }
        }
    }

    pub(crate) fn overwrite<T: AttributeValue>(
        &self,
        value: &mut T,
        shape: Option<&Shape>,
        stream: Stream<'_>,
    ) -> Restored {
        match self {
            Self::Value(given) => match given.any().as_any().downcast_ref::<T>() {
                Some(given) if shape.is_none_or(|shape| T::Class::has_shape(given, shape)) => {
                    value.clone_from(given);
                    Restored::Done
                }
                Some(given) => replace(value, given.clone(), shape, None).into(),
                None => match T::Class::from_value(given.any()) {
                    Some(given) => replace(value, given, shape, None).into(),
                    None => Restored::Undeclared,
                },
            },
            Self::Init(init) => match init.downcast_ref::<Arc<dyn Initialiser<T>>>() {
                Some(init) => init.overwrite(value, shape, stream).into(),
                None => Restored::Undeclared,
            },
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::Init(_) => f.write_str("Init(..)"),
        }
    }
}

impl Origin {
    pub(crate) fn new(record: Record) -> Self {
        let marks = Marks { constants: record.constants.first, given: record.given.first };
        Self { marks, record: Some(Box::new(record)) }
    }

    #[inline]
    pub(crate) fn record(&self) -> Option<&Record> {
        self.record.as_deref()
    }

    /// The key that the module was built with, its own or that of the module above and its name;
    /// `None` for a default origin.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02)] tau: f64, #[module(origin)] origin: Origin }
    /// let leaky = Leaky::builder().key(Key::new(7)).build()?;
    /// assert_eq!(leaky.origin.key(), Some(Key::new(7)));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn key(&self) -> Option<Key> {
        self.record()?.key
    }

    #[inline]
    pub(crate) fn marks(&self) -> Marks {
        self.marks
    }

    #[inline]
    pub(crate) fn is_constant(&self, index: usize) -> bool {
        self.record().is_some_and(|record| record.constants.contains(index))
    }

    #[inline]
    pub(crate) fn source(&self, index: usize) -> Option<&Source> {
        self.record()?.sources.get(index)?.as_ref()
    }

    #[inline]
    pub(crate) fn shape(&self, index: usize) -> Option<&Shape> {
        self.record()?.shapes.get(index)?.as_ref()
    }

    /// Whether an attribute was built with this shape, or with none.
    #[inline]
    pub(crate) fn was_built_with(&self, index: usize, shape: &Shape) -> bool {
        let Some(record) = self.record() else { return true };
        match (record.words.get(index), Word::of(shape)) {
            (Some(built), Some(word)) if *built == word => true,
            _ => record.was_built_with(index, shape),
        }
    }

    /// The shape that an attribute had before its cast, if that gave it another.
    #[inline]
    pub(crate) fn uncast(&self, index: usize) -> Option<&Shape> {
        self.record()?.uncast.iter().find(|(known, _)| *known == index).map(|(_, shape)| shape)
    }
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key() {
            Some(key) => f.debug_tuple("Origin").field(&key).finish(),
            None => f.write_str("Origin"),
        }
    }
}
