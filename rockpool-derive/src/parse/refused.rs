//! Field types of which rustc says by itself, and always, that no field is of them.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Data, DeriveInput, Field, Generics, Ident, Token, Type, TypeParamBound, WherePredicate};

use crate::ctxt::Ctxt;
use crate::parse::text;
use crate::parse::value::is_punct;

/// Tells of types that no field of a module is of; whether there is one.
pub(crate) fn check_types(cx: &Ctxt, input: &DeriveInput) -> bool {
    let count = cx.count();
    let fields: Vec<&Field> = match &input.data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => data.variants.iter().flat_map(|variant| &variant.fields).collect(),
        Data::Union(_) => return false,
    };
    let last = fields.len().saturating_sub(1);
    for (i, field) in fields.into_iter().enumerate() {
        let ty = &field.ty;
        if let Some(found) = dyn_module(ty.to_token_stream()) {
            cx.error(found, "the methods of `Module` are generic, so there is no `dyn Module`; write `Box<dyn DynModule>`");
        } else if is_unsized(ty) {
            // Of a field that is not the last one, rustc says as much.
            if i < last || matches!(input.data, Data::Enum(_)) {
                continue;
            }
            let written = text::written(ty.to_token_stream());
            cx.error(
                ty,
                format!(
                    "a field of a module has a size that is known when it is compiled; write `Box<{written}>`"
                ),
            );
        } else if let Some(name) = unsized_parameter(ty, &input.generics) {
            cx.error(
                ty,
                format!(
                    "a field of a module has a size that is known when it is compiled; remove `?Sized` from `{name}`, or write `Box<{name}>`"
                ),
            );
        }
    }
    cx.count() > count
}

fn is_unsized(ty: &Type) -> bool {
    match ty {
        Type::Slice(_) | Type::TraitObject(_) => true,
        Type::Path(path) => path.path.is_ident("str"),
        Type::Paren(paren) => is_unsized(&paren.elem),
        Type::Group(group) => is_unsized(&group.elem),
        _ => false,
    }
}

/// Whether the item is itself without a size, so that nothing can be implemented for it.
pub(crate) fn is_unsized_item(input: &DeriveInput) -> bool {
    match &input.data {
        Data::Struct(data) => data.fields.iter().last().is_some_and(|field| is_unsized(&field.ty)),
        Data::Enum(_) | Data::Union(_) => false,
    }
}

/// The type parameter that a type is, if it may be without a size.
fn unsized_parameter<'a>(ty: &'a Type, generics: &Generics) -> Option<&'a Ident> {
    let Type::Path(path) = ty else { return None };
    let name = path.path.get_ident()?;
    let is_unsized = |bounds: &Punctuated<TypeParamBound, Token![+]>| {
        bounds.iter().any(|bound| matches!(bound, TypeParamBound::Trait(bound) if bound.maybe.is_some()))
    };
    let in_where = generics.where_clause.iter().flat_map(|clause| &clause.predicates).any(|predicate| {
        matches!(predicate, WherePredicate::Type(predicate)
            if matches!(&predicate.bounded_ty, Type::Path(bounded) if bounded.path.is_ident(name)) && is_unsized(&predicate.bounds))
    });
    let param = generics.type_params().find(|param| param.ident == *name)?;
    (is_unsized(&param.bounds) || in_where).then_some(name)
}

/// `dyn Module`, wherever it stands in the type.
fn dyn_module(ty: TokenStream) -> Option<TokenStream> {
    let trees: Vec<TokenTree> = ty.into_iter().collect();
    for (i, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Ident(word) if word == "dyn" => {
                let path = trees[i + 1..].iter().take_while(|tree| match tree {
                    TokenTree::Ident(_) => true,
                    TokenTree::Punct(punct) => punct.as_char() == ':',
                    _ => false,
                });
                let path: Vec<&TokenTree> = path.collect();
                if matches!(path.last(), Some(TokenTree::Ident(name)) if *name == "Module") {
                    return Some(trees[i..=i + path.len()].iter().cloned().collect());
                }
            }
            TokenTree::Group(group) => {
                if let Some(found) = dyn_module(group.stream()) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether some field is of a type with `impl Trait`, `_` or an elided lifetime. Repeated in an expansion,
/// the type would draw the same error once more for each time.
pub(crate) fn has_refused_type(input: &DeriveInput) -> bool {
    let Data::Struct(data) = &input.data else {
        return false;
    };
    data.fields.iter().any(|field| is_unsized(&field.ty) || is_refused(field.ty.to_token_stream()))
}

fn is_refused(ty: TokenStream) -> bool {
    let trees: Vec<TokenTree> = ty.into_iter().collect();
    for (i, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Ident(name) if name == "impl" || name == "_" => return true,
            // What functions take and give may elide its lifetimes.
            TokenTree::Punct(punct) if punct.as_char() == '-' => return false,
            TokenTree::Punct(punct)
                if punct.as_char() == '&' && !trees.get(i + 1).is_some_and(|next| is_punct(next, '\'')) =>
            {
                return true;
            }
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Bracket && is_refused(group.stream()) =>
            {
                return true;
            }
            _ => {}
        }
    }
    false
}
