//! Resetting: attributes return to what they were built with, in place.

use super::{Admits, ViewMut};
use crate::init::Stream;
use crate::key::Key;
use crate::origin::Origin;
use crate::path::{At, AttributeKey};
use crate::place::{Made, Place, Target, Unmade};
use crate::value::AnyValue;
use crate::walk::{LeafMut, LeafMutParts, Structure, VisitorMut};

/// Resets the admitted attributes of a module and all below it.
#[inline]
pub(crate) fn reset<M: Structure + ?Sized>(module: &mut M, admits: impl Admits, root: Option<Key>) {
    module.walk_mut(&At::ROOT, &mut Reset { admits, root });
}

impl<M: Structure + ?Sized> ViewMut<'_, M> {
    /// Returns all that the view holds to what it was built with: the given value, or a new run of the
    /// initialiser with the stored key. Allocates nothing for built-in initialisers.
    ///
    /// An attribute whose initialiser gives a wrong shape, or an element outside the bounds, stays as it is, and
    /// [`check`](crate::Module::check) tells.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Leaky {
    ///     #[parameter(family = "taus", init = 0.02, unit = "s")]
    ///     tau: f64,
    ///     #[parameter(init = 1.0)]
    ///     gain: f64,
    /// }
    ///
    /// let mut net = vec![Leaky { tau: 0.5, gain: 5.0 }, Leaky { tau: 0.5, gain: 5.0 }];
    /// net.parameters_mut().family("taus")?.reset();
    /// net.attributes_mut().at("1")?.without("1.tau")?.reset();
    /// assert_eq!((net[0].tau, net[0].gain), (0.02, 5.0));
    /// assert_eq!((net[1].tau, net[1].gain), (0.02, 1.0));
    /// let typo = net.attributes_mut().at("1.gian").unwrap_err();
    /// assert_eq!(typo.to_string(), "1.gian: there is no such attribute or module, did you mean `1.gain`?");
    /// # Ok::<(), Error>(())
    /// ```
    pub fn reset(self) {
        let admits = self.filter().chosen();
        reset(self.into_module(), admits, None);
    }

    /// As [`reset`](Self::reset), but random initialisers draw anew, from this key and each attribute's path;
    /// the stored key stays. So `state_mut().reset_with(key)` draws random initial states.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Leaky {
    ///     #[state(init = uniform(-1.0, 1.0))]
    ///     x: [f64; 3],
    /// }
    ///
    /// let mut leaky = Leaky { x: [0.0; 3] };
    /// leaky.state_mut().reset_with(Key::new(1));
    /// let first = leaky.x;
    /// leaky.state_mut().reset_with(Key::new(2));
    /// assert_ne!(leaky.x, first);
    /// ```
    pub fn reset_with(self, key: impl Into<Key>) {
        let admits = self.filter().chosen();
        reset(self.into_module(), admits, Some(key.into()));
    }
}

struct Reset<A> {
    admits: A,
    root: Option<Key>,
}

impl<'m, A: Admits> VisitorMut<'m> for Reset<A> {
    // Always: what is known of an attribute when the walk is compiled, its initialiser among it,
    // folds into a `fill` of its elements.
    #[inline(always)]
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        self.put_back(leaf.parts());
    }

    #[inline]
    fn restores(&self) -> bool {
        true
    }

    fn kept(&mut self, mut leaf: LeafMut<'_, 'm>) -> &'m dyn AnyValue {
        self.put_back(leaf.by_ref().parts());
        leaf.parts().value
    }
}

impl<A: Admits> Reset<A> {
    #[inline(always)]
    fn put_back(&mut self, parts: LeafMutParts<'_, '_>) {
        let Some(at) = parts.at else { return };
        let declared = parts.attribute.kind();
        if !self.admits.may_admit(declared) {
            return;
        }
        #[cfg(feature = "alloc")]
        if parts.may_differ() || !has_built_shape(&parts) {
            return reset_by_origin(parts, at, &mut self.admits, self.root);
        }
        if !self.admits.admits(parts.attribute, declared, &*parts.value) {
            return;
        }
        let stream = stream_of(&parts, at, self.root);
        let target = Target {
            place: Place::Field {
                field: parts.value.as_any_mut(),
                #[cfg(feature = "alloc")]
                given: None,
            },
            // The one that it has.
            shape: None,
            before_cast: None,
            stream,
            scope: parts.scope,
        };
        keep_on_error((parts.initialise)(parts.index, target));
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
    let shape = || parts.attribute.as_declared(parts.value.shape());
    match parts.attribute.declared_shapes() {
        [spec] if spec.is_constant() => spec.is_constantly(&shape()),
        _ => origin.was_built_with(parts.index, &shape()),
    }
}

/// The same for an attribute that the origin says something about, or that has another shape by now; apart,
/// so that the others have none of it.
#[cfg(feature = "alloc")]
#[inline(never)]
fn reset_by_origin(parts: LeafMutParts<'_, '_>, at: &At<'_>, admits: &mut impl Admits, root: Option<Key>) {
    if !admits.admits(parts.attribute, parts.kind(), &*parts.value) {
        return;
    }
    let stream = stream_of(&parts, at, root);
    let target = Target {
        place: Place::Field {
            field: parts.value.as_any_mut(),
            given: parts.origin.and_then(|origin| origin.provenance(parts.index)),
        },
        shape: parts.origin.and_then(|origin| origin.shape(parts.index)),
        before_cast: parts.origin.and_then(|origin| origin.shape_before_cast(parts.index)),
        stream,
        scope: parts.scope,
    };
    keep_on_error((parts.initialise)(parts.index, target));
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
fn keep_on_error(initialised: Made) {
    #[cold]
    fn forget(_: Unmade) {}
    if let Err(error) = initialised {
        forget(error);
    }
}
