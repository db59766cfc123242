//! Expressions of the user's.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::ToTokens;

use crate::expand::paths::{end_span, rp};
use crate::parse::expression::is_expression;

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
