//! Paths that lead to no attribute, and what may have been meant.

use crate::error::{Error, Fault, FaultKind};
use crate::tree::Tree;
use crate::value::Value;
use crate::view::Known;
use crate::walk::Structure;
use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// So many unknown paths are told with the near one; each of these is held against all that there are.
const SUGGESTED: usize = 64;

/// The paths of the tree that are no attributes.
///
/// What lies at or below one of the paths in `settled` is none of these.
pub(super) fn unknown_paths<M: Structure + ?Sized>(
    module: &M,
    tree: &Tree<Value>,
    settled: &[String],
    faults: &mut Vec<Fault>,
) {
    let known = Known::of(module);
    let told: BTreeSet<String> = faults.iter().map(|fault| fault.path().to_string()).collect();
    let mut suggested = 0;
    tree.for_each(&mut |path, _| {
        if settled.iter().any(|settled| is_within(path, settled)) {
            return;
        }
        if known.is_attribute(path) || known.is_below_attribute(path) || told.contains(path) {
            return;
        }
        let kind = missing(&known, path, suggested < SUGGESTED);
        suggested += usize::from(matches!(kind, FaultKind::UnknownPath { .. }));
        faults.push(Fault::new(path.into(), kind));
    });
}

/// The places of the tree where it says a variant, and no more, and where there is no enum: with leaves below, those
/// are unknown. Enums that were met, and what lies at or below the paths in `settled`, are none of these.
pub(super) fn unknown_variants(
    tree: &Tree<Value>,
    met: &[String],
    settled: &[String],
    faults: &mut Vec<Fault>,
) {
    let [met, settled] =
        [met, settled].map(|paths| paths.iter().map(String::as_str).collect::<BTreeSet<&str>>());
    tree.for_each_bare_variant(&mut |path, variant| {
        let mut above = path.match_indices('.').map(|(at, _)| path.get(..at).unwrap_or_default());
        if met.contains(path) || settled.contains("") || settled.contains(path)
            || above.any(|above| settled.contains(above))
        {
            return;
        }
        let message = alloc::format!(
            "expected an enum of modules, to be made `{variant}`, found none here; give one to the builder, or write the field"
        );
        faults.push(Fault::new(path.to_owned().into(), FaultKind::Variant { message }));
    });
}

/// Whether a path is that of a module, or lies below it.
fn is_within(path: &str, module: &str) -> bool {
    module.is_empty()
        || path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// That the path is none of an attribute.
pub(super) fn unknown<M: Structure + ?Sized>(module: &M, path: &str) -> Error {
    Error::one(path, missing(&Known::of(module), path, true))
}

fn missing(known: &Known, path: &str, suggests: bool) -> FaultKind {
    if !path.is_empty() && known.is_module(path) {
        return FaultKind::IsModule;
    }
    if !path.is_empty() && known.is_declared(path) {
        return FaultKind::Absent;
    }
    let nearest = if suggests { known.nearest_attribute(path) } else { None };
    let (module, choices) =
        if suggests && nearest.is_none() { known.choices(path) } else { Default::default() };
    FaultKind::UnknownPath { nearest, module, choices }
}
