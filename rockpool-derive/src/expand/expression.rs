//! Expressions of the user's.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;

use crate::expand::paths::{end_span, rp};
use crate::symbol::INITIALISERS;

/// An expression with more tokens is not parsed here, lest its nesting overflows the stack.
const MOST_TOKENS: usize = 256;

/// The expression as it is, or as the argument of a macro where it might not parse: then rustc says so at
/// its tokens, and the rest of the expansion stands.
pub(super) fn expression(tokens: &TokenStream) -> TokenStream {
    if is_expression(tokens) {
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

/// Whether it parses as an expression. Of one literal, and of a call with it or with nothing, that is seen
/// without parsing; most initialisers are one of these.
pub(super) fn is_expression(tokens: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match trees.as_slice() {
        [TokenTree::Literal(_)] => return true,
        [TokenTree::Ident(name), TokenTree::Group(arguments)]
            if arguments.delimiter() == Delimiter::Parenthesis =>
        {
            let mut arguments = arguments.stream().into_iter();
            let is_short = matches!(
                (arguments.next(), arguments.next()),
                (None, _) | (Some(TokenTree::Literal(_)), None)
            );
            if is_short && INITIALISERS.contains(&name.to_string().as_str()) {
                return true;
            }
        }
        _ => {}
    }
    count(tokens) <= MOST_TOKENS && syn::parse2::<Expr>(tokens.clone()).is_ok()
}

fn count(tokens: &TokenStream) -> usize {
    let trees = tokens.clone().into_iter();
    trees.map(|tree| if let TokenTree::Group(group) = tree { 1 + count(&group.stream()) } else { 1 }).sum()
}
