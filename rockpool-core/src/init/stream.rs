//! The random stream of one attribute.

use super::InitError;
use crate::Key;
use crate::registry::Bounds;

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
    key: &'a dyn LazyKey,
    /// Where the values must lie that overwrite others; new ones are judged once they are made.
    bounds: Option<&'static Bounds>,
}

/// A key that is worked out when it is needed.
pub(crate) trait LazyKey: core::fmt::Debug {
    fn key(&self) -> Option<Key>;
}

impl LazyKey for Option<Key> {
    fn key(&self) -> Option<Key> {
        *self
    }
}

impl<'a> Stream<'a> {
    pub(crate) fn new(key: &'a dyn LazyKey) -> Self {
        Self { key, bounds: None }
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
        let key = self.key.key().ok_or(InitError::NoKey)?;
        Ok(key.rng())
    }
}
