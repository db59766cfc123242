//! The order in which attributes are made and put back: what others begin like comes before them.

use crate::model::module::{Attribute, Field, Struct};

/// How many attributes an attribute waits for: 0 without `like`, 1 if that which it is like has none, ….
pub(super) fn depth(body: &Struct, attribute: &Attribute) -> usize {
    let attributes: Vec<&Attribute> = body.attributes().map(|(_, attribute)| attribute).collect();
    // Never circular, which is checked; a bound all the same.
    let next = |attribute: &Option<&Attribute>| -> Option<Option<&Attribute>> {
        Some(Some(*attributes.get((*attribute)?.like?)?))
    };
    std::iter::successors(Some(Some(attribute)), next).take(attributes.len()).count() - 1
}

/// The attributes so that each comes after the one that it begins like; otherwise as declared.
pub(super) fn in_order(body: &Struct) -> Vec<(&Field, &Attribute)> {
    let mut attributes: Vec<(&Field, &Attribute)> = body.attributes().collect();
    attributes.sort_by_key(|(_, attribute)| depth(body, attribute));
    attributes
}

/// The field of the attribute that this one begins like, with its place among the fields.
pub(super) fn source<'b>(body: &'b Struct, attribute: &Attribute) -> Option<(usize, &'b Field)> {
    let like = attribute.like?;
    body.fields.iter().enumerate().find(|(_, field)| match &field.role {
        crate::model::module::Role::Attribute(known) => known.index == like,
        _ => false,
    })
}
