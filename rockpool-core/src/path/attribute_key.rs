//! The key of an attribute, by its place.

use super::At;
use crate::key::Key;

/// What the key of an attribute is worked out from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AttributeKey<'a> {
    pub(crate) at: &'a At<'a>,
    /// The key that the module was built with.
    pub(crate) own: Option<&'a Key>,
    pub(crate) root: Option<Key>,
    pub(crate) name: &'static str,
}

impl AttributeKey<'_> {
    pub(crate) fn key(&self) -> Key {
        let module = match self.root {
            Some(root) => self.at.key_from(root),
            None => self.own.copied().unwrap_or_else(|| self.at.key()),
        };
        module.at(self.name)
    }
}
