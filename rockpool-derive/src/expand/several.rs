//! Attributes that are walked and made several in one call.
//!
//! A call for each field is most of what rustc has to do for a derived module; a call for several takes less than
//! half. Only where a field's type is an attribute by its name: of any other, rustc tells what is wrong with it once if
//! each field is asked alike, and anew in a tuple.

use crate::expand::told::is_told;
use crate::model::module::{Attribute, Field, Struct};

/// The longest tuple that `rockpool_core` knows.
pub(super) const LONGEST: usize = 12;

/// Attributes that follow one upon another.
pub(super) enum Run<'b> {
    One(&'b Field, &'b Attribute),
    /// With the index of the first.
    Several(usize, Vec<&'b Field>),
}

/// Whether an attribute may be among several.
pub(super) fn is_among(field: &Field, attribute: &Attribute) -> bool {
    attribute.with.is_none() && is_told(&field.trees) && !attribute.is_linked
}

/// All attributes, in their order.
pub(super) fn runs(body: &Struct) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    for (field, attribute) in body.attributes() {
        match runs.last_mut() {
            _ if !is_among(field, attribute) => runs.push(Run::One(field, attribute)),
            Some(Run::Several(_, fields)) if fields.len() < LONGEST => fields.push(field),
            _ => runs.push(Run::Several(attribute.index, vec![field])),
        }
    }
    runs
}
