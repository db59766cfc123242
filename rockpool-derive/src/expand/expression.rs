//! Expressions of the user's.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;

use crate::expand::paths::{end_span, rp};

/// An expression with more tokens is not parsed here, lest its nesting overflows the stack.
const MOST_TOKENS: usize = 256;

/// The expression as it is, or as the argument of a macro where it might not parse: then rustc says so at
/// its tokens, and the rest of the expansion stands.
pub(super) fn expression(tokens: &TokenStream) -> TokenStream {
    let is_parsed = count(tokens) <= MOST_TOKENS && syn::parse2::<Expr>(tokens.clone()).is_ok();
    if is_parsed {
        return tokens.clone();
    }
    let mut argument = Group::new(Delimiter::Parenthesis, tokens.clone());
    // Where rustc points at what is missing at the end.
    if let Some(end) = end_span(tokens.clone(), true) {
        argument.set_span(end);
    }
    let mut call = rp!(__rp::expression!);
    argument.to_tokens(&mut call);
    call
}

fn count(tokens: &TokenStream) -> usize {
    let trees = tokens.clone().into_iter();
    trees.map(|tree| if let TokenTree::Group(group) = tree { 1 + count(&group.stream()) } else { 1 }).sum()
}
