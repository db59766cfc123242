//! The checked model → tokens.

use proc_macro2::{Literal, TokenStream};
use quote::ToTokens;
use syn::Generics;

use super::model::{Body, Field, Item, Variant};
use crate::expand::generics::parameter;
use crate::expand::name;
use crate::expand::paths::{end_span, located_at, rp};
use crate::expand::replace::replaced;

/// The impls, in a block of their own; of an item with faults, such as draw no further errors.
pub(super) fn expand(item: &Item, is_clean: bool) -> TokenStream {
    let impls = match &item.body {
        Body::Newtype(field) if is_clean => expand_newtype(item, field),
        Body::Choices(variants) if is_clean => expand_choices(item, variants),
        Body::Impossible => return TokenStream::new(),
        _ => expand_choices(item, &[]),
    };
    let krate = match &item.krate {
        Some(path) => path.to_token_stream(),
        None => rp!(::rockpool_core),
    };
    let end = end_span(krate.clone(), true).map_or_else(proc_macro2::Span::mixed_site, located_at);
    let private = proc_macro2::Ident::new("__private", end);
    // As in `expand_block` of `derive(Module)`: a path that leads nowhere is told once.
    let impls = match &item.krate {
        None => rp!(use #krate::#private as __rp; #impls),
        Some(_) => {
            let private = rp!(#krate::#private);
            replaced(impls, &|name, _| (name == "__rp").then(|| private.clone()))
        }
    };
    rp!(const _: () = { #impls };)
}

/// What the impls repeat of the item.
struct Head {
    /// `'a, T: Bound`.
    params: Vec<TokenStream>,
    /// `Item<'a, T>`.
    ty: TokenStream,
    /// `where ..`, or nothing.
    clause: TokenStream,
    predicates: TokenStream,
}

impl Head {
    fn of(item: &Item) -> Head {
        let Generics { params, where_clause, .. } = &item.generics;
        let (_, args, _) = item.generics.split_for_impl();
        let ident = name(&item.ident);
        Head {
            params: params.iter().map(|param| parameter(param, false)).collect(),
            ty: rp!(#ident #args),
            clause: where_clause.to_token_stream(),
            predicates: where_clause
                .as_ref()
                .map(|clause| clause.predicates.to_token_stream())
                .unwrap_or_default(),
        }
    }

    /// `<'a, T: Bound, ..>` of an impl.
    fn params_with(&self, further: &[TokenStream]) -> TokenStream {
        let params: Vec<&TokenStream> = self.params.iter().chain(further).collect();
        if params.is_empty() { TokenStream::new() } else { rp!(<#(#params),*>) }
    }

    /// The item's `where` with one predicate before its own.
    fn clause_with(&self, predicate: &TokenStream) -> TokenStream {
        let predicates = &self.predicates;
        rp!(where #predicate, #predicates)
    }
}

fn expand_newtype(item: &Item, field: &Field) -> TokenStream {
    let Field { member, ty } = field;
    let head = Head::of(item);
    let (params, item, clause) = (head.params_with(&[]), &head.ty, &head.clause);
    // Wherever the field serves, the struct does. Headers name no type by way of another, which rustc would
    // not look through when it asks whether impls overlap.
    let arguments = [false, true].into_iter().map(|is_borrowed| {
        let (reference, value) = match is_borrowed {
            false => (None, rp!(self)),
            true => (Some(rp!(&)), rp!(__rp::Clone::clone(self))),
        };
        let params = head.params_with(&[rp!(__Attribute: __rp::AttributeValue), rp!(__Class)]);
        let clause = head.clause_with(&rp!(#ty: __rp::IntoArgument<__Attribute, __Class>));
        rp! {
            #[automatically_derived]
            impl #params __rp::IntoArgument<__Attribute, __Class> for #reference #item #clause {
                fn into_argument(self) -> __rp::Supplied<__Attribute> {
                    __rp::IntoArgument::into_argument(__rp::Newtype::into_inner(#value))
                }
            }
        }
    });
    let arguments = rp!(__rp::with_alloc! { #(#arguments)* });
    let declared_params = head.params_with(&[rp!(__Attribute), rp!(__Class)]);
    let declared_clause = head.clause_with(&rp!(#ty: __rp::Declaration<__Attribute, __Class>));
    rp! {
        #[automatically_derived]
        impl #params __rp::AttributeValue for #item #clause {
            type Class = __rp::Transparent;
        }
        #[automatically_derived]
        impl #params __rp::Newtype for #item #clause {
            type Inner = #ty;
            #[inline]
            fn inner(&self) -> &#ty { &self.#member }
            #[inline]
            fn inner_mut(&mut self) -> &mut #ty { &mut self.#member }
            #[inline]
            fn into_inner(self) -> #ty { self.#member }
            #[inline]
            fn from_inner(__inner: #ty) -> Self { Self { #member: __inner } }
        }
        #[automatically_derived]
        impl #declared_params __rp::Declaration<__Attribute, __Class> for #item #declared_clause {
            fn create(
                self,
                __shape: __rp::Option<&__rp::Shape>,
                __stream: __rp::Stream<'_>,
            ) -> __rp::Result<__Attribute, __rp::InitError> {
                __rp::Declaration::create(__rp::Newtype::into_inner(self), __shape, __stream)
            }
        }
        #arguments
    }
}

fn expand_choices(item: &Item, variants: &[Variant]) -> TokenStream {
    let head = Head::of(item);
    let (params, item, clause) = (head.params_with(&[]), &head.ty, &head.clause);
    let names = variants.iter().map(|variant| &variant.name);
    let aliases = variants.iter().enumerate().flat_map(|(index, variant)| {
        let index = Literal::usize_unsuffixed(index);
        variant.aliases.iter().map(move |alias| rp!((#alias, #index)))
    });
    let indices = variants.iter().enumerate().map(|(index, Variant { ident, .. })| {
        let (ident, index) = (name(ident), Literal::usize_unsuffixed(index));
        rp!(Self::#ident => #index,)
    });
    let values = variants.iter().enumerate().map(|(index, Variant { ident, .. })| {
        let (ident, index) = (name(ident), Literal::usize_unsuffixed(index));
        rp!(#index => __rp::Some(Self::#ident),)
    });
    let index = if variants.is_empty() { rp!(0) } else { rp!(match self { #(#indices)* }) };
    rp! {
        #[automatically_derived]
        impl #params __rp::AttributeValue for #item #clause {
            type Class = __rp::Choice;
            const DTYPE: __rp::Dtype = __rp::Dtype::Str;
        }
        #[automatically_derived]
        impl #params __rp::Choices for #item #clause {
            const NAMES: &'static [&'static __rp::str] = &[#(#names),*];
            const ALIASES: &'static [(&'static __rp::str, __rp::usize)] = &[#(#aliases),*];
            #[inline]
            fn index(&self) -> __rp::usize { #index }
            #[inline]
            fn at(__index: __rp::usize) -> __rp::Option<Self> {
                match __index { #(#values)* _ => __rp::None }
            }
        }
    }
}
