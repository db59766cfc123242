//! Enums: whatever variant is there is walked; a variant has no level of its own in paths.

use proc_macro2::{Literal, TokenStream};
use syn::ext::IdentExt as _;

use crate::expand::check::expand_examine;
use crate::expand::docs::expand_enum_page;
use crate::expand::duplicate::expand_duplicate_enum;
use crate::expand::generics::ItemGenerics;
use crate::expand::paths::{call_of, of, rp};
use crate::expand::registry::expand_constant;
use crate::expand::{expand_block, expand_impl};
use crate::model::module::{Enum, Module, Variant};
use crate::model::trees::Trees;

pub(super) fn expand_enum(module: &Module, body: &Enum, words: &TokenStream) -> TokenStream {
    let variants = body.variants.as_slice();
    let registry = expand_enum_registry(module, body);
    let walk = expand_match(variants, "pass");
    let walk_mut = expand_match(variants, "pass_mut");
    let (variant, make, keep) = (expand_variant(variants), expand_make(variants), expand_keep(module));
    let examine = expand_examine(body.check.as_ref());
    let duplicate = expand_duplicate_enum(variants);
    let members = rp! {
        #registry
        #duplicate
        #[inline]
        fn walk<'__m, __V: __rp::Visitor<'__m>>(&'__m self, __at: &__rp::At<'_>, __v: &mut __V) {
            if __rp::chosen(self, __at, __v) { #walk }
        }
        #[inline]
        fn walk_mut<'__m, __V: __rp::VisitorMut<'__m>>(&'__m mut self, __at: &__rp::At<'_>, __v: &mut __V) {
            if __rp::chosen_mut(&mut *self, __at, __v) { #walk_mut }
        }
        #variant
        #make
        #keep
        #examine
    };
    let module_impl = expand_impl(module, &members);
    let page = expand_enum_page(module, variants);
    let given = expand_given(module, variants);
    expand_block(module, &rp!(#words #page #module_impl #given))
}

/// The registry, with the variants that nothing is wrong with.
pub(super) fn expand_enum_registry(module: &Module, body: &Enum) -> TokenStream {
    let name = module.ident.unraw().to_string();
    let docs = module.docs.expression();
    let entries = body.variants.iter().filter(|variant| variant.is_intact).map(expand_entry);
    let mut fields = rp!(name: #name, docs: #docs, submodules: &[#(#entries),*], is_enum: true,);
    if body.check.is_some() {
        fields.extend(rp!(has_check: true,));
    }
    if !module.generics.params.is_empty() {
        fields.extend(rp!(is_generic: true,));
    }
    expand_constant(&fields)
}

fn expand_entry(variant: &Variant) -> TokenStream {
    let (name, docs) = (&variant.name, variant.docs.expression());
    match &variant.field {
        Some((_, ty)) => {
            let registry = of(&Trees::of(ty), "SubmoduleField", "registry");
            rp!(__rp::submodule(#name, #docs, &[], __rp::None, #registry))
        }
        None => rp!(__rp::unit_variant(#name, #docs)),
    }
}

/// Which variant it is, by its place.
fn expand_variant(variants: &[Variant]) -> TokenStream {
    let arms = variants.iter().enumerate().map(|(index, variant)| {
        let (ident, index) = (&variant.ident, Literal::usize_unsuffixed(index));
        rp!(Self::#ident { .. } => __rp::Some(#index),)
    });
    let index = if variants.is_empty() { rp!(match *self {}) } else { rp!(match self { #(#arms)* }) };
    rp!(fn variant_index(&self) -> __rp::Option<__rp::usize> { #index })
}

/// A variant made from what is declared alone.
fn expand_make(variants: &[Variant]) -> TokenStream {
    let arms = variants.iter().enumerate().map(|(index, variant)| {
        let (ident, index) = (&variant.ident, Literal::usize_unsuffixed(index));
        match &variant.field {
            Some((member, ty)) => {
                let make = call_of(&Trees::of(ty), "SubmoduleField", "make", rp!(__m));
                rp! {
                    #index => match #make {
                        __rp::Some(__held) => __rp::Some(Self::#ident { #member: __held }),
                        __rp::None => __rp::None,
                    },
                }
            }
            None => rp!(#index => __rp::Some(Self::#ident {}),),
        }
    });
    rp! {
        fn make_variant(__index: __rp::usize, __m: &mut __rp::Variants<'_>) -> __rp::Option<Self> {
            match __index { #(#arms)* _ => __rp::None }
        }
    }
}

/// What was there before another variant came can be kept where the type lives for ever, which is sure where it
/// has no parameters.
fn expand_keep(module: &Module) -> Option<TokenStream> {
    module.generics.params.is_empty().then(|| {
        rp! {
            fn replace_variant(&mut self, __new: Self) -> __rp::Replaced { __rp::Replaced::keep(self, __new) }
            fn restore_variant(&mut self, __old: __rp::Replaced) { __old.put_back(self) }
        }
    })
}

/// A builder of what one variant alone holds serves as the enum.
fn expand_given(module: &Module, variants: &[Variant]) -> TokenStream {
    let generics = ItemGenerics::of(module);
    let (item, clause) = (&generics.item, &generics.clause);
    let impls = variants.iter().enumerate().filter_map(|(index, variant)| {
        let (member, ty) = variant.field.as_ref()?;
        let params = generics.params_around([&Trees::of(ty)]);
        let (ident, index) = (&variant.ident, Literal::usize_unsuffixed(index));
        Some(rp! {
            #[automatically_derived]
            impl #params __rp::HasVariant<#ty, #index> for #item #clause {
                fn of(__module: #ty) -> Self { Self::#ident { #member: __module } }
            }
        })
    });
    impls.collect()
}

fn expand_match(variants: &[Variant], walk: &str) -> TokenStream {
    if variants.is_empty() {
        return rp!(match *self {});
    }
    let arms = variants.iter().map(|variant| {
        let ident = &variant.ident;
        match &variant.field {
            Some((member, ty)) => {
                let walk = of(&Trees::of(ty), "SubmoduleField", walk);
                rp!(Self::#ident { #member: __m } => #walk(__m, __at, __v),)
            }
            None => rp!(Self::#ident { .. } => {}),
        }
    });
    rp!(match self { #(#arms)* })
}
