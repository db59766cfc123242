//! The random stream of one attribute.

use super::InitError;
use crate::Key;
use crate::path::AttributeKey;
use crate::value::Bounds;
use core::sync::atomic::AtomicBool;
use core::sync::atomic::Ordering::Relaxed;

/// The random stream of one attribute; nothing is computed until it is drawn from.
///
/// ```
/// use rockpool_core::init::{InitError, Initialiser, Rng, Stream};
/// use rockpool_core::prelude::*;
/// use rockpool_core::shape::Shape;
///
/// /// A coin for a single truth value.
/// struct Coin;
/// impl Initialiser<bool> for Coin {
///     fn create(&self, _: &Shape, stream: Stream<'_>) -> Result<bool, InitError> {
///         Ok(stream.rng()?.next_u32() % 2 == 0)
///     }
/// }
/// let toss = |seed| Parameter::<bool>::shaped(()).init(Coin).key(Key::new(seed)).resolve();
/// assert_eq!(toss(7)?.value(), toss(7)?.value());
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Stream<'a> {
    source: KeySource<'a>,
    /// Where the values must lie that overwrite others; new ones are judged once they are made.
    bounds: Option<&'static Bounds>,
}

/// Where the key is from. Held by value: a reset that draws nothing then never puts it together.
#[derive(Clone, Copy, Debug)]
enum KeySource<'a> {
    Known(Option<Key>, Option<&'a AtomicBool>),
    /// Worked out when it is drawn from.
    Attribute(AttributeKey<'a>),
}

impl<'a> Stream<'a> {
    #[cfg(feature = "alloc")]
    pub(crate) fn of_key(key: Option<Key>) -> Self {
        Self { source: KeySource::Known(key, None), bounds: None }
    }

    /// The same; that it was drawn from is noted.
    #[cfg(feature = "alloc")]
    pub(crate) fn noted(key: Option<Key>, drew: &'a AtomicBool) -> Self {
        Self { source: KeySource::Known(key, Some(drew)), bounds: None }
    }

    /// The stream of an attribute in a walk.
    #[inline]
    pub(crate) fn of_attribute(key: AttributeKey<'a>) -> Self {
        Self { source: KeySource::Attribute(key), bounds: None }
    }

    /// A stream of its own beside this one.
    pub(crate) fn branch(&self, name: &str) -> Self {
        let drew = match self.source {
            KeySource::Known(_, drew) => drew,
            KeySource::Attribute(_) => None,
        };
        Self { source: KeySource::Known(self.key().map(|key| key.at(name)), drew), bounds: self.bounds }
    }

    fn key(&self) -> Option<Key> {
        match &self.source {
            KeySource::Known(key, _) => *key,
            KeySource::Attribute(key) => Some(key.key()),
        }
    }

    /// Values that overwrite others lie within these bounds, or the others stay.
    #[inline]
    pub(crate) fn within(self, bounds: Option<&'static Bounds>) -> Self {
        Self { bounds, ..self }
    }

    #[inline]
    pub(crate) fn bounds(&self) -> Option<&'static Bounds> {
        self.bounds
    }

    /// A generator at the start of the stream.
    ///
    /// # Errors
    /// There is no key: without `std` none can be drawn from the system.
    pub fn rng(&self) -> Result<impl rand::Rng + use<>, InitError> {
        if let KeySource::Known(_, Some(drew)) = &self.source {
            drew.store(true, Relaxed);
        }
        Ok(self.key().ok_or(InitError::NoKey)?.rng())
    }
}
