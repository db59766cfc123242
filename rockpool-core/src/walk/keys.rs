//! Keys of maps that cannot be part of a path.

use super::{Entered, Leaf, Structure, Visitor};
use crate::error::{Error, Fault, FaultKind};
use crate::path::{At, Segment};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;

/// What is wrong with the key of the place `at`: `a.b` would be `b` in `a`, and nothing could set it.
pub(crate) fn misfit(at: &At<'_>) -> Option<FaultKind> {
    match at.segment()? {
        Segment::Key(key) if key.is_empty() || key.contains('.') => {
            Some(FaultKind::Key { key: key.to_owned() })
        }
        Segment::Key(_) | Segment::Submodule(_) => None,
        // An element of a list that stands in a map.
        Segment::Index(_) => misfit(at.above()?),
    }
}

/// The same with the path of the module, or of the map where the key is empty.
pub(crate) fn key_fault(at: &At<'_>) -> Option<Fault> {
    let kind = misfit(at)?;
    let place = match &kind {
        FaultKind::Key { key } if key.is_empty() => at.above().unwrap_or(&At::ROOT),
        _ => at,
    };
    Some(Fault::new(place.to_path(), kind))
}

/// Checks the keys of all maps of modules.
///
/// # Errors
/// Keys that are empty or have a dot.
pub fn check_keys<M: Structure + ?Sized>(module: &M) -> Result<(), Error> {
    struct Keys(Vec<Fault>);
    impl<'m> Visitor<'m> for Keys {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {}
        fn enter(&mut self, at: &At<'_>, _: &Entered<'m>) -> bool {
            self.0.extend(key_fault(at));
            true
        }
    }
    let mut keys = Keys(Vec::new());
    module.walk(&At::ROOT, &mut keys);
    Error::unless_empty(keys.0)
}
