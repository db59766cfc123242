//! Tokens in hand.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _};

/// The tokens of a field's type, which the expansion repeats in every call.
///
/// Taken out of their stream once: to take a stream apart, to put one into another, and to copy one is
/// each a call of rustc, and together they cost more than the parsing.
#[derive(Clone, Default)]
pub(crate) struct Trees(Vec<TokenTree>);

impl Trees {
    pub(crate) fn of(tokens: impl ToTokens) -> Trees {
        Trees(tokens.into_token_stream().into_iter().collect())
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, TokenTree> {
        self.0.iter()
    }

    pub(crate) fn push(&mut self, tree: impl Into<TokenTree>) {
        self.0.push(tree.into());
    }

    /// Goes on with `.method(arguments)`.
    pub(crate) fn call(&mut self, method: &str, arguments: impl ToTokens) {
        let span = Span::mixed_site();
        let mut dot = Punct::new('.', Spacing::Alone);
        dot.set_span(span);
        let mut call = Group::new(Delimiter::Parenthesis, arguments.into_token_stream());
        call.set_span(span);
        self.push(dot);
        self.push(Ident::new(method, span));
        self.push(call);
    }

    pub(crate) fn first_span(&self) -> Span {
        self.0.first().map_or_else(Span::mixed_site, |tree| end_of(tree, false))
    }

    pub(crate) fn last_span(&self) -> Span {
        self.0.last().map_or_else(Span::mixed_site, |tree| end_of(tree, true))
    }
}

/// The place of a token, or of an end of what a `macro_rules!` has grouped.
fn end_of(tree: &TokenTree, is_last: bool) -> Span {
    if let TokenTree::Group(group) = tree
        && group.delimiter() == Delimiter::None
    {
        let mut trees = group.stream().into_iter();
        if let Some(end) = if is_last { trees.last() } else { trees.next() } {
            return end_of(&end, is_last);
        }
    }
    tree.span()
}

impl Extend<TokenTree> for Trees {
    fn extend<I: IntoIterator<Item = TokenTree>>(&mut self, trees: I) {
        self.0.extend(trees);
    }
}

impl ToTokens for Trees {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.0);
    }
}
