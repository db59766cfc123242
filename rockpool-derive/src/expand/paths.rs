//! Where generated code finds what it names.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;

use crate::model::module::Module;

/// `quote!` with the hygiene of `macro_rules!`: locals are unseen by the user's expressions.
macro_rules! rp {
    ($($tokens:tt)*) => {
        ::quote::quote_spanned! { ::proc_macro2::Span::mixed_site()=> $($tokens)* }
    };
}
pub(crate) use rp;

/// The same with every token at a place of the user's, for errors that are worded by rustc.
macro_rules! rp_at {
    ($span:expr=> $($tokens:tt)*) => {
        ::quote::quote_spanned! { $span=> $($tokens)* }
    };
}
pub(crate) use rp_at;

/// The place of the first of these tokens, resolved as generated code is.
///
/// The first only, because stable rustc joins no spans; types and shapes are mostly one token tree,
/// or begin with the word that matters.
pub(super) fn at(tokens: impl ToTokens) -> Span {
    let first = tokens.into_token_stream().into_iter().next();
    match first {
        Some(tree) => Span::mixed_site().located_at(tree.span()),
        None => Span::mixed_site(),
    }
}

/// These tokens, told of elsewhere: a type at the shape that it contradicts.
pub(super) fn relocated(tokens: impl ToTokens, place: Span) -> TokenStream {
    tokens
        .into_token_stream()
        .into_iter()
        .map(|mut tree| {
            if let TokenTree::Group(group) = &tree {
                let mut inner = Group::new(group.delimiter(), relocated(group.stream(), place));
                inner.set_span(group.span());
                tree = TokenTree::Group(inner);
            }
            tree.set_span(tree.span().located_at(place));
            tree
        })
        .collect()
}

/// The paths of `rockpool_core` and of what is private in it.
pub(super) struct Paths {
    krate: TokenStream,
}

impl Paths {
    pub(super) fn of(module: &Module) -> Paths {
        Paths {
            krate: match &module.krate {
                Some(path) => path.to_token_stream(),
                None => rp!(::rockpool_core),
            },
        }
    }

    /// `::rockpool_core::__private`, for tokens outside the `const _` block.
    pub(super) fn private(&self) -> TokenStream {
        let krate = &self.krate;
        rp!(#krate::__private)
    }
}
