//! Generic parameters against the names that generated code brings along, and against what fields ask of them.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{GenericParam, Generics, Ident, Type, TypeParamBound};

use crate::check::types;
use crate::ctxt::Ctxt;
use crate::model::module::Role;

/// Generated lifetimes and type parameters begin with `__`, so the user's do not.
pub(super) fn check_reserved_names(cx: &Ctxt, generics: &Generics) {
    for param in &generics.params {
        let ident = match param {
            GenericParam::Lifetime(param) => &param.lifetime.ident,
            GenericParam::Type(param) => &param.ident,
            GenericParam::Const(param) => &param.ident,
        };
        if ident.to_string().starts_with("__") {
            let message = format!(
                "generic parameter `{ident}` may clash with generated code, whose names begin with `__`; rename it"
            );
            match param {
                GenericParam::Lifetime(param) => cx.error(&param.lifetime, message),
                _ => cx.error(ident, message),
            }
        }
    }
}

/// A type parameter that may be any type serves as no field with a role; rustc knows of traits, and not of roles.
pub(super) fn check_bounded(cx: &Ctxt, generics: &Generics, role: &Role, ty: &Type) {
    match role {
        Role::Attribute(attribute) if attribute.with.is_none() => check_attribute(cx, generics, ty),
        Role::Submodule(_) => check_submodule(cx, generics, ty),
        _ => {}
    }
}

fn check_attribute(cx: &Ctxt, generics: &Generics, ty: &Type) {
    let Some(name) = unbounded(generics, types::element(ty)) else { return };
    let bounds = match types::unwrapped(ty) {
        Type::Path(path) if path.path.is_ident(name) => {
            format!("`{name}: Real` for a number, or `{name}: AttributeValue`")
        }
        _ => format!("`{name}: Real` for numbers, or `{name}: Element`"),
    };
    cx.error(
        ty,
        format!("`{name}` may be any type, and not every type is an attribute; declare it {bounds}"),
    );
}

/// The same of a submodule.
pub(super) fn check_submodule(cx: &Ctxt, generics: &Generics, ty: &Type) {
    if let Some(name) = unbounded(generics, submodule(ty)) {
        cx.error(
            ty,
            format!("`{name}` may be any type, and not every type is a module; declare it `{name}: Module`"),
        );
    }
}

/// What options, boxes, lists and arrays of submodules hold in the end.
fn submodule(ty: &Type) -> &Type {
    match types::unwrapped(ty) {
        Type::Array(array) => submodule(&array.elem),
        path => {
            let is_container = types::path_name(path)
                .is_some_and(|name| ["Option", "Box", "Vec"].iter().any(|container| name == container));
            types::inner(path).filter(|_| is_container).map_or(path, submodule)
        }
    }
}

/// The type parameter that this is, if nothing is asked of it.
fn unbounded<'a>(generics: &'a Generics, ty: &Type) -> Option<&'a Ident> {
    let Type::Path(path) = ty else { return None };
    let name = path.path.get_ident()?;
    let param = generics.type_params().find(|param| param.ident == *name)?;
    // Neither a lifetime nor `?Sized` is a trait that serves.
    let asks_nothing = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(bound) => bound.maybe.is_some(),
        TypeParamBound::Lifetime(_) => true,
        _ => false,
    };
    let is_mentioned =
        generics.where_clause.as_ref().is_some_and(|clause| names(clause.to_token_stream(), name));
    (param.bounds.iter().all(asks_nothing) && !is_mentioned).then_some(&param.ident)
}

/// Whether a name stands somewhere in these tokens.
fn names(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => names(group.stream(), name),
        _ => false,
    })
}
