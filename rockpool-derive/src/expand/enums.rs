//! Enums: whatever variant is there is walked; a variant has no level of its own in paths.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;

use crate::expand::docs::expand_enum_page;
use crate::expand::paths::{of, rp};
use crate::expand::registry::expand_constant;
use crate::expand::{expand_block, expand_impl};
use crate::model::module::{Module, Variant};
use crate::model::trees::Trees;

pub(super) fn expand_enum(module: &Module, variants: &[Variant], words: &TokenStream) -> TokenStream {
    let name = module.ident.unraw().to_string();
    let docs = module.docs.expression();
    let entries = variants.iter().map(expand_entry);
    let walk = expand_match(variants, "pass");
    let walk_mut = expand_match(variants, "pass_mut");
    let registry =
        expand_constant(&rp!(name: #name, docs: #docs, submodules: &[#(#entries),*], is_enum: true,));
    let members = rp! {
        #registry
        #[inline]
        fn walk<'__m, __V: __rp::Visitor<'__m>>(&'__m self, __at: &__rp::At<'_>, __v: &mut __V) { #walk }
        #[inline]
        fn walk_mut<'__m, __V: __rp::VisitorMut<'__m>>(&'__m mut self, __at: &__rp::At<'_>, __v: &mut __V) { #walk_mut }
    };
    let module_impl = expand_impl(module, &members);
    let page = expand_enum_page(module, variants);
    expand_block(module, &rp!(#words #page #module_impl))
}

fn expand_entry(variant: &Variant) -> TokenStream {
    let (name, docs) = (&variant.name, variant.docs.expression());
    match &variant.field {
        Some((_, ty)) => {
            let registry = of(&Trees::of(ty), "Part", "registry");
            rp!(__rp::submodule(#name, #docs, &[], __rp::None, #registry))
        }
        None => rp!(__rp::unit_variant(#name, #docs)),
    }
}

fn expand_match(variants: &[Variant], walk: &str) -> TokenStream {
    if variants.is_empty() {
        return rp!(match *self {});
    }
    let arms = variants.iter().map(|variant| {
        let ident = &variant.ident;
        match &variant.field {
            Some((member, ty)) => {
                let walk = of(&Trees::of(ty), "Part", walk);
                rp!(Self::#ident { #member: __m } => #walk(__m, __at, __v),)
            }
            None => rp!(Self::#ident { .. } => {}),
        }
    });
    rp!(match self { #(#arms)* })
}
