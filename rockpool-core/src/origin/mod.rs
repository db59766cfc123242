//! What a module was built with.

mod flags;
#[cfg(feature = "alloc")]
mod record;

pub(crate) use flags::AttributeFlags;
#[cfg(feature = "alloc")]
pub(crate) use record::{Indices, Record};

use crate::key::Key;
use core::fmt;

#[cfg(feature = "alloc")]
use {
    crate::place::Provenance,
    crate::registry::Registry,
    crate::shape::{Shape, Word},
    alloc::boxed::Box,
};

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
///
/// # With `serde`
///
/// An origin is not `Serialize`, so that `#[derive(Serialize, Deserialize)]` beside `Module` does not compile as it
/// stands. With `#[serde(skip)]` on the field it does, and what comes back is a module that forgot what it was built
/// with: its constants are parameters again, resets return to the declared `init`s instead of what the builder was given, and
/// random initialisers draw from [`Key::default`]. Serialise the values, and build the module as it was built before:
///
/// ```
/// # use rockpool_core::prelude::*;
/// # #[derive(Module)]
/// # struct Leaky { #[parameter(init = 0.02)] tau: f64, #[module(origin)] origin: Origin }
/// # let trained = Leaky::builder().tau(0.05).build()?;
/// let values = trained.attributes().to_tree(); // `Serialize` and `Deserialize` with the feature `serde`
/// let mut again = Leaky::builder().build()?;
/// again.set_attributes(&values)?;
/// assert_eq!(again.tau, 0.05);
/// # Ok::<(), Error>(())
/// ```
///
/// Files of `rockpool-io` hold what is constant, the variants of enums and the keys as well.
#[derive(Clone, Default)]
pub struct Origin {
    // Beside the module's own data, where walks and draws ask for them.
    key: Option<Key>,
    attribute_flags: AttributeFlags,
    flags: Flags,
    #[cfg(feature = "alloc")]
    record: Option<Box<Record>>,
}

/// The flags that an instance has in place of those declared.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Flags {
    pub(crate) spiking_input: Option<bool>,
    pub(crate) spiking_output: Option<bool>,
}

impl Origin {
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
        self.key
    }

    /// The flags that this instance has in place of those declared.
    pub(crate) fn flags(&self) -> Flags {
        self.flags
    }

    #[inline]
    pub(crate) fn attribute_flags(&self) -> AttributeFlags {
        self.attribute_flags
    }

    /// Another key, by which later resets draw.
    #[cfg(feature = "alloc")]
    pub(crate) fn set_key(&mut self, key: Key) {
        self.key = Some(key);
    }

    /// Takes this key, which follows from a given one, in place of one of the system from which nothing was
    /// drawn yet: what is drawn later then follows from it too.
    #[cfg(feature = "alloc")]
    pub(crate) fn adopt_key(&mut self, key: Key) {
        if let Some(record) = &mut self.record
            && !record.key_is_given
            && !record.drew
        {
            record.key_is_given = true;
            self.key = Some(key);
        }
    }

    /// As [`key`](Self::key), where it lies.
    #[inline]
    pub(crate) fn known_key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    #[inline]
    pub(crate) fn is_constant(&self, index: usize) -> bool {
        match index {
            0..32 => self.attribute_flags.constants & 1 << index != 0,
            #[cfg(feature = "alloc")]
            _ => self.record().is_some_and(|record| record.constants.contains(index)),
            #[cfg(not(feature = "alloc"))]
            _ => false,
        }
    }
}

#[cfg(feature = "alloc")]
impl Origin {
    pub(crate) fn new(key: Option<Key>, flags: Flags, record: Record) -> Self {
        let attribute_flags = AttributeFlags { constants: record.constants.first, given: record.given.first };
        Self { key, attribute_flags, flags, record: Some(Box::new(record)) }
    }

    /// Marks an attribute as constant, or as what it is declared to be.
    pub(crate) fn mark_constant(&mut self, registry: &Registry, index: usize, is_constant: bool) {
        let record = self.record.get_or_insert_with(|| Box::new(Record::of_nothing(registry)));
        record.constants.set(index, is_constant);
        self.attribute_flags.constants = record.constants.first;
    }

    #[inline]
    pub(crate) fn record(&self) -> Option<&Record> {
        self.record.as_deref()
    }

    #[inline]
    pub(crate) fn provenance(&self, index: usize) -> Option<&Provenance> {
        self.record()?.provenance.get(index)?.as_ref()
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
    pub(crate) fn shape_before_cast(&self, index: usize) -> Option<&Shape> {
        self.record()?.before_cast.iter().find(|(known, _)| *known == index).map(|(_, shape)| shape)
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
