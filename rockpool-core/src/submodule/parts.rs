//! Parts of modules whose names are known at run time: built one by one, by the key and their names.

use super::Child;
use crate::build::{Boundary, Given, PartKey, Site, SiteKey, unify_all};
use crate::error::{Error, Fault};
use crate::key::Key;
use crate::registry::Registry;
use crate::walk::Structure;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::sync::atomic::AtomicBool;

/// The parts of one module, which all are asked for before what is wrong with any of them is told.
#[doc(hidden)]
#[derive(Debug)]
pub struct Parts {
    key: Option<Key>,
    faults: Vec<Fault>,
}

impl Parts {
    /// Those of a module with this key; without one, each has one of the system.
    #[must_use]
    pub fn new(key: Option<Key>) -> Self {
        Self { key, faults: Vec::new() }
    }

    /// The part with this name.
    pub fn part<'p, M: Structure + 'p>(&mut self, name: &str, given: Given<'p, M>) -> Option<Box<M>> {
        let mut child = Child::of(given);
        unify_all(|stage| {
            let mut boundary = Boundary::root(stage);
            child.unify(&mut boundary);
            boundary.changed
        });
        let (drew, mut faults) = (AtomicBool::new(false), Vec::new());
        let mut site = Site::root(&drew, &mut faults);
        if let Some(key) = self.key {
            site.key = SiteKey::Below(PartKey { key: Some(key.at(name)), is_given: true });
        }
        let made = child.finish(site);
        let is_whole = faults.is_empty();
        if !is_whole {
            self.faults.extend_from_slice(Error::new(faults).below(name).faults());
        }
        made.filter(|_| is_whole)
    }

    /// What is wrong.
    ///
    /// # Errors
    /// All faults of all parts.
    pub fn end(self) -> Result<(), Error> {
        Error::unless_empty(self.faults)
    }
}

impl<M: Structure> Given<'_, M> {
    /// The registry of the module, as far as it is known before it is built.
    #[doc(hidden)]
    #[must_use]
    pub fn known_registry(&self) -> &'static Registry {
        match self.as_built() {
            Some(module) => module.registered(),
            None => self.registry.unwrap_or(M::REGISTERED),
        }
    }
}
