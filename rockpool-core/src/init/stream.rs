//! The random stream of one attribute.

use super::InitError;
use crate::Key;

/// The random stream of one attribute; nothing is computed until it is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Stream<'a> {
    key: &'a dyn LazyKey,
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
        Self { key }
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
