//! Resetting: attributes return to what they were built with, in place.

use super::Selection;
use crate::error::InitError;
use crate::init::Stream;
use crate::key::Key;
use crate::origin::Origin;
use crate::path::{At, AttributeKey, Path};
use crate::place::{Place, Restored, Target};
use crate::registry::{Attribute, Kind};
use crate::walk::{LeafMut, LeafMutParts, Module, VisitorMut};

/// Resets the selected attributes of a module and all below it.
#[inline]
pub(crate) fn reset<M: Module + ?Sized>(module: &mut M, selects: impl Selects, root: Option<Key>) {
    module.walk_mut(&At::ROOT, &mut Reset { selects, root });
}

/// Which attributes a reset puts back. The usual ones are types, so that the choice is made when
/// the walk is compiled.
pub(crate) trait Selects {
    /// Whether it may put back attributes that are declared to be of this kind.
    fn may_admit(&self, declared: Kind) -> bool;
    fn admits(&self, at: &At<'_>, path: &Path<'_>, attribute: &Attribute, kind: Kind) -> bool;
}

pub(crate) struct States;
pub(crate) struct Parameters;

impl Selects for States {
    #[inline]
    fn may_admit(&self, declared: Kind) -> bool {
        declared == Kind::State
    }
    #[inline]
    fn admits(&self, _: &At<'_>, _: &Path<'_>, _: &Attribute, kind: Kind) -> bool {
        kind == Kind::State
    }
}

impl Selects for Parameters {
    #[inline]
    fn may_admit(&self, declared: Kind) -> bool {
        declared == Kind::Parameter
    }
    #[inline]
    fn admits(&self, _: &At<'_>, _: &Path<'_>, _: &Attribute, kind: Kind) -> bool {
        kind == Kind::Parameter
    }
}

impl Selects for Selection<'_> {
    fn may_admit(&self, _: Kind) -> bool {
        true
    }
    fn admits(&self, at: &At<'_>, path: &Path<'_>, attribute: &Attribute, kind: Kind) -> bool {
        Selection::admits(self, at, path, attribute, kind)
    }
}

struct Reset<S> {
    selects: S,
    root: Option<Key>,
}

impl<'m, S: Selects> VisitorMut<'m> for Reset<S> {
    // Always: what is known of an attribute when the walk is compiled, its initialiser among it,
    // folds into a `fill` of its elements.
    #[inline(always)]
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        let parts = leaf.parts();
        let Some(at) = parts.at else { return };
        let declared = parts.attribute.kind();
        if !self.selects.may_admit(declared) {
            return;
        }
        #[cfg(feature = "alloc")]
        if parts.is_marked() || !has_built_shape(&parts) {
            return reset_by_origin(parts, at, &self.selects, self.root);
        }
        if !self.selects.admits(at, &parts.path, parts.attribute, declared) {
            return;
        }
        let stream = stream_of(&parts, at, self.root);
        let target = Target {
            place: Place::Field(parts.value.as_any_mut()),
            // The one that it has.
            shape: None,
            uncast: None,
            #[cfg(feature = "alloc")]
            source: None,
            stream,
        };
        settle((parts.restore)(parts.index, target));
    }
}

/// Whether an attribute surely has the shape that it was built with.
#[cfg(feature = "alloc")]
#[inline(always)]
fn has_built_shape(parts: &LeafMutParts<'_, '_>) -> bool {
    // A type that fixes the shape has no other.
    if parts.attribute.fixed().is_some() {
        return true;
    }
    let Some(origin) = parts.origin else { return true };
    // As here: what is declared with numbers alone needs no look at the origin, which is elsewhere in memory.
    match parts.attribute.declared_shapes() {
        [spec] if spec.is_constant() => spec.is_constantly(&parts.value.shape()),
        _ => origin.was_built_with(parts.index, &parts.value.shape()),
    }
}

/// The same for an attribute that the origin says something about, or that has another shape by now; apart,
/// so that the others have none of it.
#[cfg(feature = "alloc")]
#[inline(never)]
fn reset_by_origin(parts: LeafMutParts<'_, '_>, at: &At<'_>, selects: &impl Selects, root: Option<Key>) {
    if !selects.admits(at, &parts.path, parts.attribute, parts.kind()) {
        return;
    }
    let stream = stream_of(&parts, at, root);
    let target = Target {
        place: Place::Field(parts.value.as_any_mut()),
        shape: parts.origin.and_then(|origin| origin.shape(parts.index)),
        uncast: parts.origin.and_then(|origin| origin.uncast(parts.index)),
        source: parts.origin.and_then(|origin| origin.source(parts.index)),
        stream,
    };
    settle((parts.restore)(parts.index, target));
}

#[inline(always)]
fn stream_of<'a>(parts: &LeafMutParts<'a, 'a>, at: &'a At<'a>, root: Option<Key>) -> Stream<'a> {
    let key = AttributeKey {
        at,
        own: parts.origin.and_then(Origin::known_key),
        root,
        name: parts.attribute.name(),
    };
    Stream::of_attribute(key).within(parts.attribute.bounds())
}

/// A value that cannot be put back stays as it is; `check` tells.
#[inline(always)]
fn settle(restored: Restored) {
    #[cold]
    fn forget(_: InitError) {}
    if let Restored::Failed(error) = restored {
        forget(error);
    }
}
