//! Tokens as the raw model.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Data, DeriveInput, Fields, Index, LitStr, Member, Meta, Path, Variant};

use super::model::{Field, RawBody, RawItem, RawVariant};
use crate::ctxt::Ctxt;
use crate::parse::arguments::{Arguments, parse_arguments};
use crate::parse::literal::{path, string};
use crate::symbol::{ALIAS, CRATE, Helper, Place, RENAME, VALUE_HELPER};

/// Reads the item; `None` if `syn` cannot, which is told.
pub(super) fn parse_item(cx: &Ctxt, input: TokenStream) -> Option<RawItem> {
    let input = match syn::parse2::<DeriveInput>(input) {
        Ok(input) => input,
        Err(error) => {
            cx.push(error);
            return None;
        }
    };
    let krate = parse_item_arguments(cx, &input.attrs);
    let body = match input.data {
        Data::Struct(data) if is_module(cx, &data.fields) => RawBody::Module,
        Data::Struct(data) => RawBody::Struct { fields: parse_fields(cx, data.fields) },
        Data::Enum(data) => RawBody::Enum {
            variants: data.variants.into_iter().map(|variant| parse_variant(cx, variant)).collect(),
        },
        Data::Union(data) => RawBody::Union { keyword: data.union_token },
    };
    Some(RawItem { ident: input.ident, generics: input.generics, krate, body })
}

/// Whether fields have roles, as those of a module have; which is told once, whatever else is wrong with it as a value.
fn is_module(cx: &Ctxt, fields: &Fields) -> bool {
    let role = fields.iter().flat_map(|field| &field.attrs).find_map(|attr| {
        let helper = Helper::of(attr.path())?;
        (fields.len() > 1).then_some((attr, helper))
    });
    if let Some((attr, helper)) = role {
        cx.error(
            attr.path(),
            format!("`{helper}` gives a field of a module its role, and a module is no attribute value; derive `Module` alone"),
        );
    }
    role.is_some()
}

/// The helper attributes among others; those of `derive(Module)` are told, which mean nothing here.
fn helpers<'a>(cx: &Ctxt, attrs: &'a [Attribute]) -> impl Iterator<Item = &'a Attribute> {
    for attr in attrs {
        if let Some(helper) = Helper::of(attr.path()) {
            cx.error(
                attr.path(),
                format!("`{helper}` belongs to `#[derive(Module)]`; an attribute value takes `#[{VALUE_HELPER}(..)]`"),
            );
        }
    }
    attrs.iter().filter(|attr| attr.path().is_ident(VALUE_HELPER))
}

/// That `#[attribute]` stands alone, and says nothing.
fn check_alone(cx: &Ctxt, attr: &Attribute, example: &str) {
    if matches!(attr.meta, Meta::Path(_)) {
        cx.error(
            attr,
            format!(
                "`#[{VALUE_HELPER}]` alone says nothing; write `#[{VALUE_HELPER}({example})]`, or remove it"
            ),
        );
    }
}

fn parse_item_arguments(cx: &Ctxt, attrs: &[Attribute]) -> Option<Path> {
    let mut krate = None;
    for attr in helpers(cx, attrs) {
        check_alone(cx, attr, "crate = ::path");
        let Arguments { written, .. } = parse_arguments(cx, attr, Place::ValueItem);
        for written in written.iter().filter(|written| written.argument == CRATE) {
            if krate.is_some() {
                cx.error(&written.key, "`crate` stands twice on the item; keep one");
            }
            krate = path(cx, written);
        }
    }
    krate
}

fn parse_fields(cx: &Ctxt, fields: Fields) -> Vec<Field> {
    let fields = fields.into_iter().enumerate();
    fields
        .map(|(index, field)| {
            for attr in helpers(cx, &field.attrs) {
                cx.error(
                    attr.path(),
                    format!("`#[{VALUE_HELPER}]` has no meaning on a field, which the struct is in everything; remove it"),
                );
            }
            let member = match field.ident {
                Some(ident) => Member::Named(ident),
                None => Member::Unnamed(Index::from(index)),
            };
            Field { member, ty: field.ty }
        })
        .collect()
}

fn parse_variant(cx: &Ctxt, variant: Variant) -> RawVariant {
    let (mut rename, mut aliases): (Option<LitStr>, Vec<LitStr>) = (None, Vec::new());
    for attr in helpers(cx, &variant.attrs) {
        check_alone(cx, attr, "rename = \"..\"");
        for written in parse_arguments(cx, attr, Place::Choice).written {
            match written.argument {
                RENAME if rename.is_some() => {
                    cx.error(&written.key, "`rename` stands twice on the variant; keep one");
                }
                RENAME => rename = string(cx, &written),
                ALIAS => aliases.extend(string(cx, &written)),
                _ => {}
            }
        }
    }
    let fields = match &variant.fields {
        Fields::Unit => None,
        fields => Some(fields.to_token_stream()),
    };
    RawVariant { ident: variant.ident, fields, rename, aliases }
}
