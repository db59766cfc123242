//! `restore`: what an attribute was declared to begin with.

use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::expand::paths::rp;
use crate::model::module::{Attribute, Field, Kind, Struct};

pub(super) fn expand_restore(body: &Struct) -> TokenStream {
    let arms = body.attributes().map(|(field, attribute)| {
        let index = Literal::usize_unsuffixed(attribute.index);
        let restored = expand_attribute(field, attribute);
        rp!(#index => #restored,)
    });
    rp! {
        #[inline]
        fn restore(__index: usize, __target: __rp::Target<'_>) -> __rp::Restored {
            match __index {
                #(#arms)*
                _ => __target.unknown(),
            }
        }
    }
}

fn expand_attribute(field: &Field, attribute: &Attribute) -> TokenStream {
    let ty = &field.ty;
    let init = match (&attribute.init, attribute.kind) {
        (Some(init), _) => Some(init.clone()),
        // At the type, since it is the type that cannot be zero.
        (None, Kind::State) => Some(quote_spanned!(type_span(field)=> __rp::zeros())),
        (None, _) => None,
    };
    match (init, &attribute.cast) {
        (Some(init), None) => rp!(__target.declared::<#ty, _, _>(|| #init)),
        (Some(init), Some(cast)) => rp!(__target.declared_cast::<#ty, _, _>(|| #init, #cast)),
        (None, None) => rp!(__target.undeclared::<#ty>()),
        (None, Some(cast)) => rp!(__target.undeclared_cast::<#ty>(#cast)),
    }
}

fn type_span(field: &Field) -> Span {
    let ty = &field.ty;
    let tokens: TokenStream = quote::quote!(#ty);
    let span = tokens.into_iter().next().map(|tree: TokenTree| tree.span());
    span.unwrap_or_else(Span::mixed_site)
}
