//! The item: its arguments, and its body as fields or variants.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Data, DeriveInput, Fields, Meta, Variant};

use crate::ctxt::Ctxt;
use crate::model::docs::Docs;
use crate::model::raw::{RawBody, RawItem, RawItemArgs, RawVariant};
use crate::parse::arguments::{Written, parse_arguments};
use crate::parse::field::{arg, parse_fields};
use crate::parse::literal::{flag, function, name, path};
use crate::parse::marks::marks;
use crate::parse::recover::recover;
use crate::parse::refused::{check_types, has_refused_type, is_unsized_item};
use crate::parse::shape::{parse_dims, parse_shapes};
use crate::symbol::{self, Helper, Place};

/// Reads the item; `None` only if not even its name can be found, or it has no size.
pub(crate) fn parse_item(cx: &Ctxt, input: TokenStream) -> Option<RawItem> {
    let (input, is_complete) = match syn::parse2::<DeriveInput>(input.clone()) {
        Ok(input) => {
            let is_complete = !check_types(cx, &input) && !has_refused_type(&input);
            if is_unsized_item(&input) {
                return None;
            }
            (input, is_complete)
        }
        Err(error) => {
            let recovered = recover(input);
            if !recovered.as_ref().is_some_and(|recovered| recovered.is_told) {
                cx.push(error);
            }
            (recovered?.item, false)
        }
    };
    let args = parse_item_args(cx, &input.attrs);
    let body = match input.data {
        Data::Struct(data) => RawBody::Struct {
            is_tuple: matches!(data.fields, Fields::Unnamed(_)),
            fields: parse_fields(cx, data.fields),
        },
        Data::Enum(data) => RawBody::Enum {
            variants: data.variants.into_iter().map(|variant| parse_variant(cx, variant)).collect(),
        },
        Data::Union(data) => RawBody::Union { keyword: data.union_token },
    };
    Some(RawItem {
        docs: Docs::of(&input.attrs),
        marks: marks(&input.attrs),
        vis: input.vis,
        ident: input.ident,
        generics: input.generics,
        args,
        packed: packed(&input.attrs),
        body,
        is_complete,
    })
}

/// The `repr` that packs fields, if there is one.
fn packed(attrs: &[Attribute]) -> Option<TokenStream> {
    let is_packed = |attr: &&Attribute| {
        attr.path().is_ident("repr")
            && matches!(&attr.meta, Meta::List(list) if list.tokens.clone().into_iter().any(|token| token.to_string() == "packed"))
    };
    attrs.iter().find(is_packed).map(|attr| attr.meta.to_token_stream())
}

/// The arguments of every `#[module(..)]` on the item, together.
fn parse_item_args(cx: &Ctxt, attrs: &[Attribute]) -> RawItemArgs {
    let mut args = RawItemArgs::default();
    for attr in attrs {
        match Helper::of(attr.path()) {
            Some(Helper::Module) => parse_module(cx, attr, &mut args),
            Some(helper) => cx.error(
                attr.path(),
                format!("`{helper}` stands on a field; move it to the field it describes"),
            ),
            // A typo is told by rustc; what stands in it is taken all the same.
            None if is_module_misspelt(attr) => parse_module(cx, attr, &mut args),
            None => {}
        }
    }
    args
}

fn is_module_misspelt(attr: &Attribute) -> bool {
    symbol::meant_by(attr.path()).is_some_and(|meant| {
        meant.helper == Helper::Module && !meant.is_told_here && attr.path().get_ident().is_some()
    })
}

fn parse_module(cx: &Ctxt, attr: &Attribute, args: &mut RawItemArgs) {
    let arguments = parse_arguments(cx, attr, Place::Item);
    args.has_lost |= arguments.has_lost;
    for written in arguments.written {
        let is_repeated = match written.argument {
            symbol::SHAPE => args.shape.is_some(),
            symbol::DIMS => args.dims.is_some(),
            symbol::CHECK => args.check.is_some(),
            symbol::CRATE => args.krate.is_some(),
            symbol::BUILDER => args.builder.is_some(),
            symbol::SPIKING_INPUT => args.spiking_input.is_some(),
            _ => args.spiking_output.is_some(),
        };
        if is_repeated {
            let key = &written.key;
            cx.error(key, format!("`{key}` stands twice on the item; keep one"));
            continue;
        }
        if written.is_guess {
            cx.guess(|| set(cx, args, &written));
        } else {
            set(cx, args, &written);
        }
    }
}

fn set(cx: &Ctxt, args: &mut RawItemArgs, written: &Written) {
    match written.argument {
        symbol::SHAPE => args.shape = arg(written, parse_shapes(cx, written)),
        symbol::DIMS => args.dims = arg(written, parse_dims(cx, written)),
        symbol::CHECK => args.check = arg(written, function(cx, written)),
        symbol::CRATE => args.krate = arg(written, path(cx, written)),
        symbol::BUILDER => args.builder = arg(written, name(cx, written)),
        symbol::SPIKING_INPUT => args.spiking_input = Some(flag(cx, written)),
        _ => args.spiking_output = Some(flag(cx, written)),
    }
}

fn parse_variant(cx: &Ctxt, variant: Variant) -> RawVariant {
    let count = cx.count();
    for attr in &variant.attrs {
        let Some(helper) = Helper::of(attr.path()) else { continue };
        let message = match helper {
            Helper::Module => format!(
                "`{helper}` has no meaning on a variant, whose field is a submodule without a mark; remove it"
            ),
            _ => format!(
                "`{helper}` has no meaning on a variant, whose field is a submodule; put the value into a struct of its own, and hold that"
            ),
        };
        cx.error(attr.path(), message);
    }
    let has_fault = cx.count() > count;
    let mut fields = parse_fields(cx, variant.fields);
    for field in &mut fields {
        field.has_fault |= has_fault;
    }
    RawVariant { docs: Docs::of(&variant.attrs), ident: variant.ident, fields }
}
