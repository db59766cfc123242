//! A struct without an origin says by itself what reset means and what its dims are.

use proc_macro2::TokenStream;
use syn::Ident;

use crate::check::names::own_name;
use crate::check::types::path_name;
use crate::ctxt::Ctxt;
use crate::model::module::{Attribute, Dim, Field, Kind, Length, Role};
use crate::model::with::optional;

/// Without an origin nothing remembers what an attribute was built with, so `init` must say it.
///
/// What is called as the origin is, and says nothing else, is likely meant to be it: nothing more is asked of
/// such a field.
pub(super) fn check_init(cx: &Ctxt, item: &Ident, field: &mut Field, caret: &TokenStream) {
    let Role::Attribute(attribute) = &field.role else { return };
    if attribute.init.is_some() || attribute.kind == Kind::State || attribute.may_have_init {
        return;
    }
    let (kind, name) = (attribute.kind.noun(), own_name(&field.member));
    if path_name(optional(&field.ty).unwrap_or(&field.ty)).is_some_and(|name| name == "Origin") {
        if !field.is_intact {
            return;
        }
        cx.error(
            &field.ty,
            format!("an `Origin` is no {kind}; mark field `{name}` `#[module(origin)]`, or add `init = ..` if the type is your own"),
        );
        field.is_intact = false;
        return;
    }
    cx.error(
        caret,
        format!("{kind} `{name}` declares no `init`, and `{item}` has no origin that remembers its first value; add `init = ..`, or a field `#[module(origin)] origin: Origin`"),
    );
}

/// Without a builder a free dim is known only from the data of an attribute.
pub(super) fn check_dims_fixed<'a>(
    cx: &Ctxt,
    item: &Ident,
    dims: &[Dim],
    attributes: impl Iterator<Item = &'a Attribute>,
) {
    let mut is_fixed = vec![false; dims.len()];
    for attribute in attributes {
        for length in attribute.shapes.iter().flat_map(|shape| &shape.lengths) {
            if let Length::Dim { index, .. } = length
                && let Some(is_fixed) = is_fixed.get_mut(*index)
            {
                *is_fixed = true;
            }
        }
    }
    for (dim, is_fixed) in dims.iter().zip(is_fixed) {
        if dim.definition.is_none() && dim.default.is_none() && !is_fixed {
            let name = &dim.name;
            cx.error(
                name,
                format!("no attribute fixes dim `{name}`, and `{item}` has no builder to give it; use `{name}` in the `shape` of an attribute, or add a field `#[module(origin)] origin: Origin`"),
            );
        }
    }
}
