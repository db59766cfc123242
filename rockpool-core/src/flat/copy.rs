//! Copies between a vector and the leaves of a view, by visitors whose every step is inlined: a closure would
//! be called where the walk meets several types of modules.

use super::extent::{DeclaredParameters, Extent};
use crate::value::{AnyElement, AnyValue};
use crate::view::{Admits, View, ViewMut};
use crate::walk::{Leaf, LeafMut, Structure, Visitor, VisitorMut};

/// Copies all elements of a view to `target`.
#[inline]
pub(super) fn out<T: AnyElement, M: Structure + ?Sized>(view: View<'_, M>, extent: Extent, target: &mut [T]) {
    if extent.is_as_declared {
        view.visit(&mut Out { admits: DeclaredParameters, rest: target });
    } else {
        view.visit(&mut Out { admits: view.filter().chosen(), rest: target });
    }
}

/// Copies `source` to all elements of a view.
#[inline]
pub(super) fn into<T: AnyElement, M: Structure + ?Sized>(view: ViewMut<'_, M>, extent: Extent, source: &[T]) {
    if extent.is_as_declared {
        view.visit(&mut In { admits: DeclaredParameters, rest: source });
    } else {
        let admits = view.filter().chosen();
        view.visit(&mut In { admits, rest: source });
    }
}

struct Out<'t, A, T> {
    admits: A,
    rest: &'t mut [T],
}

impl<'m, A: Admits, T: AnyElement> Visitor<'m> for Out<'_, A, T> {
    #[inline(always)]
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        if self.admits.admits(leaf.attribute(), leaf.kind(), leaf.any()) {
            copy_out(&leaf, &mut self.rest);
        }
    }
}

struct In<'s, A, T> {
    admits: A,
    rest: &'s [T],
}

impl<'m, A: Admits, T: AnyElement> VisitorMut<'m> for In<'_, A, T> {
    #[inline(always)]
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        if self.admits.admits(leaf.attribute(), leaf.kind(), leaf.any()) {
            copy_in(leaf, &mut self.rest);
        }
    }
}

/// Copies a leaf's elements into the front of `rest`, and takes that front off.
#[inline(always)]
fn copy_out<T: AnyElement>(leaf: &Leaf<'_, '_>, rest: &mut &mut [T]) {
    let Some((front, back)) = core::mem::take(rest).split_at_mut_checked(leaf.numel()) else { return };
    *rest = back;
    match leaf.slice::<T>() {
        Some(slice) if slice.len() == front.len() => front.clone_from_slice(slice),
        _ => copy_out_each(leaf.any(), front),
    }
}

/// The same for an array that does not lie row-major in memory.
#[cold]
fn copy_out_each<T: AnyElement>(value: &dyn AnyValue, front: &mut [T]) {
    let mut slots = front.iter_mut();
    if let Some(access) = value.access_to::<T>() {
        access.for_each(value.as_any(), &mut |element| {
            if let Some(slot) = slots.next() {
                *slot = element.clone();
            }
        });
    }
}

/// Copies the front of `rest` into a leaf's elements, and takes that front off.
#[inline(always)]
pub(super) fn copy_in<T: AnyElement>(leaf: LeafMut<'_, '_>, rest: &mut &[T]) {
    let Some((front, back)) = rest.split_at_checked(leaf.numel()) else { return };
    *rest = back;
    let parts = leaf.parts();
    let Some(access) = parts.value.access_to::<T>() else { return };
    match access.slice_mut(parts.value.as_any_mut()) {
        Some(slice) if slice.len() == front.len() => slice.clone_from_slice(front),
        _ => copy_in_anew(parts.value, front),
    }
}

/// The same for an array that does not lie row-major in memory: it is made anew.
#[cold]
pub(super) fn copy_in_anew<T: AnyElement>(value: &mut dyn AnyValue, front: &[T]) {
    let shape = value.shape();
    let _ = value.assign(&front.to_vec(), &shape);
}
