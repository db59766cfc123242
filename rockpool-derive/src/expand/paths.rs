//! Where generated code finds what it names.

use proc_macro2::{Ident, Span, TokenStream};
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

/// `<Ty as __rp::Trait>::member`, placed so that rustc points at the whole of the type.
///
/// Whatever generated code asks of a field's type it asks in this form, because rustc then words a
/// wrong type alike wherever it is met, and shows what is worded and placed alike only once.
pub(super) fn of(ty: impl ToTokens, owner: &str, member: &str) -> TokenStream {
    let ty = ty.into_token_stream();
    // The user's own spans, so that rustc does not mention the derive.
    let spans = || ty.clone().into_iter().map(|tree| tree.span());
    let first = spans().next().unwrap_or_else(Span::mixed_site);
    let last = spans().last().unwrap_or_else(Span::mixed_site);
    let (owner, member) = (Ident::new(owner, last), Ident::new(member, last));
    let mut tokens = rp_at!(first=> <);
    ty.to_tokens(&mut tokens);
    tokens.extend(rp_at!(last=> as __rp::#owner>::#member));
    tokens
}

/// `<Ty as __rp::Slot>::of()`, as which an attribute's type is handed to what infers from it.
pub(super) fn slot_of(ty: impl ToTokens) -> TokenStream {
    let mut tokens = of(&ty, "Slot", "of");
    let last = ty.into_token_stream().into_iter().last();
    let last = last.map_or_else(Span::mixed_site, |tree| tree.span());
    tokens.extend(rp_at!(last=> ()));
    tokens
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

    /// `::rockpool_core` as text.
    pub(super) fn path(&self) -> String {
        crate::parse::text::written(self.krate.clone())
    }

    /// `::rockpool_core::__private`, for tokens outside the `const _` block.
    pub(super) fn private(&self) -> TokenStream {
        let krate = &self.krate;
        rp!(#krate::__private)
    }
}
