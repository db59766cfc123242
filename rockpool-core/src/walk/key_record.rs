//! The keys that modules draw by, as a file keeps them.

use super::{Entered, Leaf, LeafMut, Structure, Visitor, VisitorMut};
use crate::key::Key;
use crate::origin::Origin;
use crate::path::{At, Path};
use crate::registry::Registry;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The keys that a module and all below it were built with, without those that follow from the key of the
/// module above and a name.
pub fn keys<M: Structure + ?Sized>(module: &M) -> Vec<(Path<'static>, Key)> {
    struct Keys(Vec<(Path<'static>, Key)>);
    impl<'m> Visitor<'m> for Keys {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {}
        fn enter(&mut self, at: &At<'_>, entered: &Entered<'m>) -> bool {
            if let Some(key) = entered.origin.and_then(Origin::key)
                && (at.above().is_none() || key != at.key())
            {
                self.0.push((at.to_path(), key));
            }
            true
        }
    }
    let mut keys = Keys(Vec::new());
    module.walk(&At::ROOT, &mut keys);
    keys.0
}

/// Gives modules these keys, by path, and all others that have a key the one that follows from the module
/// above.
pub fn set_keys<M: Structure + ?Sized>(module: &mut M, keys: &[(String, Key)]) {
    struct SetKeys<'k>(BTreeMap<&'k str, Key>);
    impl<'m> VisitorMut<'m> for SetKeys<'_> {
        fn leaf(&mut self, _: LeafMut<'_, 'm>) {}
        fn remembered(&mut self, at: &At<'_>, _: &'static Registry, origin: &mut Origin) {
            if origin.key().is_some() {
                let given = self.0.get(at.to_path().to_string().as_str());
                origin.set_key(given.copied().unwrap_or_else(|| at.key()));
            }
        }
    }
    let keys = keys.iter().map(|(path, key)| (path.as_str(), *key)).collect();
    module.walk_mut(&At::ROOT, &mut SetKeys(keys));
}
