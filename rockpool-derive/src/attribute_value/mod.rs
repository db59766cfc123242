//! `#[derive(AttributeValue)]`: the flow of `derive.rs` for types of attributes.

mod check;
mod expand;
mod model;
mod parse;

use proc_macro2::TokenStream;

use crate::ctxt::Ctxt;

/// The expansion of `#[derive(AttributeValue)]` on `input`.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let cx = Ctxt::default();
    let Some(raw) = parse::parse_item(&cx, input) else {
        return cx.into_compile_errors();
    };
    let item = check::check(&cx, raw);
    let is_clean = cx.is_clean();
    let mut tokens = cx.into_compile_errors();
    // With a fault there is an impl as well, so that the uses of the type draw no errors of their own.
    tokens.extend(expand::expand(&item, is_clean));
    tokens
}

/// The faults alone, for tests that read their messages and carets.
#[cfg(test)]
pub(crate) fn faults(input: TokenStream) -> Vec<syn::Error> {
    let cx = Ctxt::default();
    if let Some(raw) = parse::parse_item(&cx, input) {
        check::check(&cx, raw);
    }
    cx.into_errors()
}
