//! Where a module is made, and what its parent expects of it.

use crate::error::{BoundDim, ExpectedShape, Fault, FaultKind};
use crate::key::Key;
use crate::path::{At, Segment};
use alloc::string::String;
use alloc::vec::Vec;
use core::sync::atomic::AtomicBool;

/// What a parent expects of the shape of a module.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) shape: ExpectedShape,
    pub(crate) lengths: Vec<Option<usize>>,
    pub(crate) bound: Vec<BoundDim>,
}

/// What a parent expects of the number of elements of a list.
#[derive(Clone, Debug)]
pub(crate) struct ExpectedCount {
    /// As declared: `n_cells`.
    pub(crate) declared: String,
    /// `None` where a dim in it is bound by nothing, which is told already.
    pub(crate) value: Option<usize>,
    pub(crate) bound: Vec<BoundDim>,
}

impl ExpectedCount {
    /// What is wrong with this number of elements.
    pub(crate) fn misfit(&self, found: usize) -> Option<FaultKind> {
        let expected = self.value.filter(|&expected| expected != found)?;
        let (declared, bound) = (self.declared.clone(), self.bound.clone());
        Some(FaultKind::Count { declared, expected, found, bound })
    }
}

/// Where a module is made.
#[doc(hidden)]
#[derive(Debug)]
pub struct Site<'s> {
    pub(crate) at: At<'s>,
    pub(crate) key: SiteKey,
    pub(crate) expected: Option<Expected>,
    /// Of a list, how many elements it shall have.
    pub(crate) count: Option<ExpectedCount>,
    /// Whether all parameters here and below are constant.
    pub(crate) is_constant: bool,
    /// Whether something drew from the key of the module above.
    pub(crate) drew: &'s AtomicBool,
    pub(crate) faults: &'s mut Vec<Fault>,
}

/// The key of a module that has none of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SiteKey {
    /// The root: drawn from the system.
    Root,
    /// Below the root: the parent's, and the name.
    Below(PartKey),
}

/// A key, and whose it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartKey {
    pub(crate) key: Option<Key>,
    /// Whether it follows from one that a builder was given, and not from one of the system.
    pub(crate) is_given: bool,
}

impl PartKey {
    /// That of the part with this name.
    pub(crate) fn below(self, segment: Segment<'_>) -> Self {
        let key = self.key.map(|key| match segment {
            Segment::Submodule(submodule) => key.at(submodule.name()),
            Segment::Index(index) => key.at_index(index),
            Segment::Key(name) => key.at(name),
        });
        Self { key, ..self }
    }
}

impl SiteKey {
    /// The key of a module here that was given this one, or none.
    pub(crate) fn or_given(self, given: Option<Key>) -> PartKey {
        match (given, self) {
            (Some(key), _) => PartKey { key: Some(key), is_given: true },
            (None, Self::Root) => PartKey { key: Key::from_system(), is_given: false },
            (None, Self::Below(key)) => key,
        }
    }
}

impl<'s> Site<'s> {
    pub(crate) fn root(drew: &'s AtomicBool, faults: &'s mut Vec<Fault>) -> Self {
        Self {
            at: At::ROOT,
            key: SiteKey::Root,
            expected: None,
            count: None,
            is_constant: false,
            drew,
            faults,
        }
    }
}

impl Site<'_> {
    /// The place of an element of a container here.
    pub(crate) fn below<'s>(&'s mut self, segment: Segment<'s>) -> Site<'s> {
        Site {
            at: self.at.below(segment, None),
            key: SiteKey::Below(self.key.or_given(None).below(segment)),
            expected: self.expected.clone(),
            count: None,
            is_constant: self.is_constant,
            drew: self.drew,
            faults: self.faults,
        }
    }

    /// The key here, where it follows from one that a builder was given.
    pub(crate) fn given_key(&self) -> Option<Key> {
        match self.key {
            SiteKey::Below(PartKey { is_given: true, key }) => key,
            SiteKey::Below(_) | SiteKey::Root => None,
        }
    }

    pub(crate) fn fault(&mut self, kind: FaultKind) {
        self.faults.push(Fault::new(self.at.to_path(), kind));
    }
}
