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
    let (known, settled) = (Known::of(module), Settled::of(settled));
    let told: BTreeSet<String> = faults.iter().map(|fault| fault.path().to_string()).collect();
    let mut suggested = 0;
    tree.for_each(&mut |path, _| {
        if settled.holds(path) {
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
    let settled = Settled::of(settled);
    let met: BTreeSet<&str> = met.iter().map(String::as_str).collect();
    tree.for_each_bare_variant(&mut |path, variant| {
        if met.contains(path) || settled.holds(path) {
            return;
        }
        let message = alloc::format!(
            "expected an enum of modules, to be made `{variant}`, found none here; give one to the builder, or write the field"
        );
        faults.push(Fault::new(path.to_owned().into(), FaultKind::Variant { message }));
    });
}

/// Paths at and below which nothing is unknown.
struct Settled<'s>(BTreeSet<&'s str>);

impl<'s> Settled<'s> {
    fn of(paths: &'s [String]) -> Self {
        Self(paths.iter().map(String::as_str).collect())
    }

    /// Whether a path is one of these, or lies below one. All lies below the root.
    fn holds(&self, path: &str) -> bool {
        let mut above = path.match_indices('.').map(|(dot, _)| path.get(..dot).unwrap_or_default());
        self.0.contains("") || self.0.contains(path) || above.any(|above| self.0.contains(above))
    }
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
