//! Parts of modules whose names are known at run time: built by the key and their names, in the place of the
//! module that they are parts of.

use super::{Child, built};
use crate::build::{Boundary, Given, MOST_BLUEPRINTS, Site, SiteKey, State};
use crate::error::Error;
use crate::key::Key;
use crate::path::Segment;
use crate::registry::Registry;
use crate::walk::Structure;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::sync::atomic::AtomicBool;
use core::sync::atomic::Ordering::Relaxed;

/// One part, of which the first and the last length may be known from its neighbours.
#[doc(hidden)]
#[derive(Debug)]
pub struct Part<'p, M> {
    child: Child<'p, M>,
    registry: &'static Registry,
    /// How many lengths its shape has.
    rank: usize,
}

/// How many lengths a module has whose type declares none, such as one made of layers: those at its ends, if any.
const ENDS: usize = 2;

impl<'p, M: Structure> Part<'p, M> {
    /// What was given for it.
    #[must_use]
    pub fn of(given: Given<'p, M>) -> Self {
        let registry = given.known_registry();
        let rank = registry.shape().map_or(ENDS, |shape| shape.rank());
        // What is too deep is dropped at once, before so much is stacked upon it that it could not be.
        let fits = given.levels < MOST_BLUEPRINTS;
        let given = if fits { given } else { Given::new(State::TooDeep) };
        Self { child: Child::of(given), registry, rank }
    }

    /// The registry, as far as it is known before the part is built.
    #[must_use]
    pub fn registry(&self) -> &'static Registry {
        self.registry
    }

    /// How many levels of blueprints there are with it.
    #[must_use]
    pub fn levels(&self) -> usize {
        self.child.levels() + 1
    }

    /// Takes part in a round; what is known of its first and last length flows both ways.
    pub fn unify(
        &mut self,
        [first, last]: [Option<usize>; 2],
        boundary: &mut Boundary<'_>,
    ) -> [Option<usize>; 2]
    where
        M: 'p,
    {
        let mut lengths = alloc::vec![None; self.rank];
        if let Some(end) = lengths.last_mut() {
            *end = last;
        }
        if let Some(begin) = lengths.first_mut() {
            *begin = first.or(*begin);
        }
        let mut inner = Boundary {
            parent: (self.rank > 0).then_some(&mut lengths),
            depth: boundary.depth + 1,
            ..Boundary::root(boundary.stage)
        };
        self.child.unify(&mut inner);
        boundary.changed |= inner.changed;
        [lengths.first().copied().flatten(), lengths.last().copied().flatten()]
    }

    /// Makes the part, of this name.
    pub fn finish(self, name: &str, site: &mut Site<'_>) -> Option<Box<M>>
    where
        M: 'p,
    {
        // Whether the lengths of parts agree is for the module to say that they are parts of.
        let mut below = site.below(Segment::Key(name));
        below.expected = None;
        self.child.finish(below)
    }
}

impl Boundary<'_> {
    /// What the parent knows of the first and the last length of a module that has two.
    #[must_use]
    pub fn ends(&self) -> [Option<usize>; 2] {
        match self.parent.as_deref().map(Vec::as_slice) {
            Some(&[first, last]) => [first, last],
            _ => [None; 2],
        }
    }

    /// Tells the parent.
    pub fn tell_ends(&mut self, ends: [Option<usize>; 2]) {
        if let Some(lengths) = self.parent.as_deref_mut().filter(|lengths| lengths.len() == ENDS) {
            for (known, end) in lengths.iter_mut().zip(ends) {
                *known = known.or(end);
            }
        }
    }

    /// Notes that a length was found.
    pub fn note_change(&mut self) {
        self.changed = true;
    }
}

impl Site<'_> {
    /// The same place, for the parts of a module that was given this key, or none.
    pub fn with_key<T>(&mut self, key: Option<Key>, make: impl FnOnce(&mut Site<'_>) -> T) -> T {
        let drew = AtomicBool::new(false);
        let mut site = Site {
            key: SiteKey::Below(self.key.or_given(key)),
            expected: self.expected.clone(),
            count: None,
            drew: &drew,
            faults: self.faults,
            ..*self
        };
        let made = make(&mut site);
        if key.is_none() && drew.load(Relaxed) {
            self.drew.store(true, Relaxed);
        }
        made
    }

    /// Tells all that is wrong with what was made here.
    pub fn tell(&mut self, error: Error) {
        let here = self.at.to_path();
        let error = if here == "" { error } else { error.below(&alloc::string::ToString::to_string(&here)) };
        self.faults.extend(error.faults().iter().cloned());
    }

    /// The module, unless its shape is another than the parent expects.
    pub fn accept<M: Structure>(&mut self, module: M) -> Option<Box<M>> {
        let before = self.faults.len();
        built::check_shape(&module, self);
        (self.faults.len() == before).then(|| Box::new(module))
    }
}

impl<M: Structure> Given<'_, M> {
    /// The registry of the module, as far as it is known before it is built.
    fn known_registry(&self) -> &'static Registry {
        match self.as_built() {
            Some(module) => module.registered(),
            None => self.registry.unwrap_or(M::REGISTERED),
        }
    }
}
