//! Docs of what is generated: the field's own, and one line more.

use proc_macro2::TokenStream;

use crate::expand::paths::rp;
use crate::model::docs::Docs;
use crate::model::module::{Field, Role};

/// `#[doc = ..]` of these docs with one line more.
pub(super) fn expand_docs(docs: &Docs, line: &str) -> TokenStream {
    let text = docs.followed_by(line).expression();
    rp!(#[doc = #text])
}

/// The docs of a builder's setter.
pub(super) fn expand_setter_docs(field: &Field) -> TokenStream {
    let (what, name) = (noun(field), &field.name);
    expand_docs(&field.docs, &format!("Gives the {what} `{name}`."))
}

/// The docs of a field in a family's struct.
pub(super) fn expand_field_docs(field: &Field) -> TokenStream {
    if !field.docs.is_empty() {
        let text = field.docs.expression();
        return rp!(#[doc = #text]);
    }
    let (what, name) = (noun(field), &field.name);
    expand_docs(&field.docs, &format!("The {what} `{name}`."))
}

fn noun(field: &Field) -> &'static str {
    match &field.role {
        Role::Attribute(attribute) => attribute.kind.noun(),
        Role::Submodule(_) => "submodule",
        Role::Skip { .. } => "field",
        Role::Origin => "origin",
    }
}
