//! The flow: parse → check → expand, or the fallback.

use proc_macro2::TokenStream;

use crate::ctxt::Ctxt;
use crate::{check, expand, parse};

/// The expansion of `#[derive(Module)]` on `input`.
///
/// Takes and returns tokens of `proc_macro2`, so that tests and fuzzers can call it.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let cx = Ctxt::default();
    let Some(raw) = parse::parse_item(&cx, input) else {
        return cx.into_compile_errors();
    };
    let is_complete = raw.is_complete;
    let module = expand::quiet(check::check(&cx, raw));
    let words = cx.take_words();
    if cx.is_clean() && is_complete {
        return expand::expand(&module, &words);
    }
    let fallback = expand::expand_fallback(&module, &words, &cx.take_supposed(), is_complete);
    let is_alone = !is_complete || cx.is_told_by_rustc();
    let mut tokens = expand::expand_errors(&module, is_alone, cx.into_compile_errors());
    tokens.extend(fallback);
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
