//! What the origin of an instance remembers, in memory of its own.

use crate::place::Provenance;
use crate::registry::Registry;
use crate::shape::{Bound, Shape, Word};
use alloc::vec::Vec;

const WORDS: usize = 6;

#[derive(Clone)]
pub(crate) struct Record {
    /// Whether the key follows from one that a builder was given, and not from one of the system.
    pub(crate) key_is_given: bool,
    /// Whether anything that was made with the module drew from its key.
    pub(crate) drew: bool,
    pub(crate) dims: Vec<Option<Bound>>,
    pub(crate) constants: Indices,
    /// Those that have a provenance, or a shape before the cast.
    pub(crate) given: Indices,
    /// By the index of the attribute.
    pub(crate) provenance: Vec<Option<Provenance>>,
    /// The shape that each attribute was built with; `None` where it is absent.
    pub(crate) shapes: Vec<Option<Shape>>,
    /// The same of the first attributes in words: all that a reset reads of the record, as a rule.
    pub(crate) words: [Word; WORDS],
    /// The shape before the cast, of those that the cast has given another.
    pub(crate) before_cast: Vec<(usize, Shape)>,
}

impl Record {
    /// That of a module which was written as a literal.
    pub(super) fn of_nothing(registry: &Registry) -> Self {
        Self {
            key_is_given: true,
            drew: false,
            dims: alloc::vec![None; registry.dims().len()],
            constants: Indices::default(),
            given: Indices::default(),
            provenance: Vec::new(),
            shapes: Vec::new(),
            words: Self::words(&[]),
            before_cast: Vec::new(),
        }
    }

    /// The shapes in words.
    pub(crate) fn words(shapes: &[Option<Shape>]) -> [Word; WORDS] {
        let mut words = [Word::NONE; WORDS];
        for (word, shape) in words.iter_mut().zip(shapes) {
            *word = shape.as_ref().and_then(|shape| Word::of(shape)).unwrap_or(Word::NONE);
        }
        words
    }

    #[inline(never)]
    pub(super) fn was_built_with(&self, index: usize, shape: &Shape) -> bool {
        self.shapes.get(index).and_then(Option::as_ref).is_none_or(|built| built == shape)
    }
}

/// A set of attributes by their index.
#[derive(Clone, Debug, Default)]
pub(crate) struct Indices {
    pub(super) first: u32,
    rest: Vec<u32>,
}

impl Indices {
    pub(super) fn set(&mut self, index: usize, is_in: bool) {
        self.insert(index);
        if is_in {
            return;
        }
        let (word, bit) = (index / 32, 1 << (index % 32));
        match word.checked_sub(1).and_then(|word| self.rest.get_mut(word)) {
            Some(word) => *word &= !bit,
            None => self.first &= !bit,
        }
    }

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
    pub(super) fn contains(&self, index: usize) -> bool {
        if index < 32 {
            return self.first >> index & 1 == 1;
        }
        self.rest.get(index / 32 - 1).is_some_and(|word| word >> (index % 32) & 1 == 1)
    }
}
