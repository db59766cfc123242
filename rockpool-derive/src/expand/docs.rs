//! Docs of what is generated: the tables on a module's page, and a few words on every builder method
//! and accessor.
//!
//! One text an item, and no items of their own: what is documented costs users' builds little. Of a
//! field's own docs only the first paragraph is repeated, so that no example runs twice, and none of its
//! links, which would be looked up elsewhere.

mod brief;
mod code;
mod facts;
mod page;

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt as _;

use crate::expand::docs::brief::first_paragraph;
use crate::expand::docs::code::{code, lengths};
use crate::expand::docs::facts::{mentioned_in, noun};
use crate::expand::generics::{BuilderGenerics, builder};
use crate::expand::paths::{Paths, rp};
use crate::model::module::{Dim, Family, Field, Module, Struct};

pub(super) use crate::expand::docs::page::{expand_enum_page, expand_page};

/// `#[doc = ..]` of this text.
fn expand_docs(text: &str) -> TokenStream {
    rp!(#[doc = #text])
}

/// The docs of `LifBuilder`.
pub(super) fn expand_builder_docs(module: &Module) -> TokenStream {
    let (item, core) = (module.ident.unraw(), Paths::of(module).path());
    expand_docs(&format!(
        "Builds [`{item}`]; made by `{item}::builder()`.\n\n\
         A setter takes what [`IntoArgument`]({core}::IntoArgument) lists: a value,\n\
         `Constant(..)` to fix it, `Init(..)` to initialise it otherwise. What is left out comes\n\
         from its declared `init`, dims from data. The builder itself is an argument where\n\
         `{item}` is a submodule."
    ))
}

/// The docs of `Lif::builder()`.
pub(super) fn expand_start_docs(module: &Module) -> TokenStream {
    let (item, builder) = (module.ident.unraw(), builder(module));
    expand_docs(&format!("Begins to build `{item}`: the setters of `{builder}`, then `.build()?`."))
}

/// The docs of the builder's `shape`.
pub(super) fn expand_shape_docs(body: &Struct) -> TokenStream {
    let shape = body.shape.as_deref().map(lengths).unwrap_or_default();
    expand_docs(&format!("Gives the module's shape {}, and with it the dims that it names.", code(&shape)))
}

/// The docs of the builder's method for a dim.
pub(super) fn expand_dim_docs(body: &Struct, index: usize, dim: &Dim) -> TokenStream {
    let mut text = format!("Gives the dim {}", code(&dim.name.unraw().to_string()));
    let mentions = mentioned_in(body, index);
    if !mentions.is_empty() {
        text.push_str(&format!(
            ", a length of {}; may be left out where data implies it",
            mentions.join(", ")
        ));
    }
    text.push('.');
    expand_docs(&text)
}

/// The docs of a builder's setter.
pub(super) fn expand_setter_docs(generics: &BuilderGenerics, field: &Field) -> TokenStream {
    let mut text = first_paragraph(&field.docs);
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(&facts::of_setter(field, generics.item_literal()));
    expand_docs(&text)
}

/// The docs of `LifTaus`.
pub(super) fn expand_family_docs(item: &Ident, family: &Family, is_mut: bool) -> TokenStream {
    let item = item.unraw();
    let what = if is_mut { "Mutable references" } else { "References" };
    let method = if is_mut { &family.method_mut } else { &family.method };
    let family = family.method.unraw();
    expand_docs(&format!(
        "{what} to the family `{family}` of [`{item}`]: what its method `{method}()` returns."
    ))
}

/// The docs of a field in a family's struct.
pub(super) fn expand_field_docs(field: &Field) -> TokenStream {
    let text = first_paragraph(&field.docs);
    if !text.is_empty() {
        return expand_docs(&text);
    }
    expand_docs(&format!("The {} {}.", noun(field), code(&field.name)))
}

/// The docs of `lif.taus()`.
pub(super) fn expand_accessor_docs(family: &Family, fields: &[&Field], is_mut: bool) -> TokenStream {
    let how = if is_mut { ", mutable all at once" } else { "" };
    let names: Vec<String> = fields.iter().map(|field| code(&field.name)).collect();
    let family = family.method.unraw();
    expand_docs(&format!("This module's own attributes of the family `{family}`{how}: {}.", names.join(", ")))
}
