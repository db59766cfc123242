//! A field that `with = ..` makes an attribute.

use super::Slot;
use crate::place::{Like, Scope};
use crate::value::{By, With};
use crate::walk::{Visitor, VisitorMut, Walk, WalkMut};

/// A field whose type is an attribute by way of another: a `D`, as a [`By`], or an `Option<D>`.
#[doc(hidden)]
pub trait ByField: Slot {
    /// The field's type.
    type Field;
    /// The field as a slot.
    fn value(field: &Self::Field) -> Option<&Self::Value>;
    /// The field as a slot.
    fn value_mut(field: &mut Self::Field) -> Option<&mut Self::Value>;
    /// The field.
    fn into_field(self) -> Self::Field;

    /// The same again.
    fn duplicated_field(field: &Self::Field) -> Self::Field;
    /// Walks the field.
    #[inline]
    fn walk_field<'m, V: Visitor<'m>>(field: &'m Self::Field, index: usize, walk: &mut Walk<'_, 'm, V>) {
        walk.attribute(index, Self::value(field));
    }
    /// Walks the field.
    #[inline]
    fn walk_field_mut<'m, V: VisitorMut<'m>>(
        field: &'m mut Self::Field,
        index: usize,
        walk: &mut WalkMut<'_, 'm, V>,
    ) {
        walk.attribute(index, Self::value_mut(field));
    }
    /// Walks the field, which is put back by an initialiser that looks at `scope`.
    fn restored_field<'m, V: VisitorMut<'m>>(
        field: &'m mut Self::Field,
        index: usize,
        walk: &mut WalkMut<'_, 'm, V>,
        scope: &Scope<'_>,
    ) -> Like<'m> {
        match Self::value_mut(field) {
            Some(value) => walk.restored(index, value, scope),
            None => Like::Absent,
        }
    }
}

impl<W, D> ByField for By<W, D>
where
    W: With<D> + 'static,
    D: Clone + Send + Sync + 'static,
{
    type Field = D;
    #[inline]
    fn value(field: &D) -> Option<&Self> {
        Some(By::at(field))
    }
    #[inline]
    fn value_mut(field: &mut D) -> Option<&mut Self> {
        Some(By::at_mut(field))
    }
    fn duplicated_field(field: &D) -> D {
        field.clone()
    }
    fn into_field(self) -> D {
        self.into_foreign()
    }
}

impl<W, D> ByField for Option<By<W, D>>
where
    W: With<D> + 'static,
    D: Clone + Send + Sync + 'static,
{
    type Field = Option<D>;
    #[inline]
    fn value(field: &Option<D>) -> Option<&By<W, D>> {
        field.as_ref().map(By::at)
    }
    #[inline]
    fn value_mut(field: &mut Option<D>) -> Option<&mut By<W, D>> {
        field.as_mut().map(By::at_mut)
    }
    fn duplicated_field(field: &Option<D>) -> Option<D> {
        field.clone()
    }
    fn into_field(self) -> Option<D> {
        self.map(By::into_foreign)
    }
}
