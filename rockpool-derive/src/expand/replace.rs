//! Identifiers in tokens, replaced.

use proc_macro2::{Group, Ident, Spacing, TokenStream, TokenTree};

/// `tokens` with what `by` gives in place of an identifier; `by` is also told whether `::` follows.
///
/// An identifier behind `::` or `'` is a segment of a path or a lifetime, and stays.
pub(crate) fn replaced(tokens: TokenStream, by: &dyn Fn(&Ident, bool) -> Option<TokenStream>) -> TokenStream {
    let mut replacement = TokenStream::new();
    let mut trees = tokens.into_iter().peekable();
    let (mut before, mut last) = (None, None);
    while let Some(tree) = trees.next() {
        let mark = match &tree {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        let is_segment = last == Some('\'') || (before == Some(':') && last == Some(':'));
        match tree {
            TokenTree::Ident(name) => {
                // The first half of `::` is joint, the colon of a bound stands alone.
                let is_path = matches!(trees.peek(), Some(TokenTree::Punct(next))
                    if next.as_char() == ':' && next.spacing() == Spacing::Joint);
                match by(&name, is_path).filter(|_| !is_segment) {
                    Some(tokens) => replacement.extend(tokens),
                    None => replacement.extend([TokenTree::Ident(name)]),
                }
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replaced(group.stream(), by));
                inner.set_span(group.span());
                replacement.extend([TokenTree::Group(inner)]);
            }
            other => replacement.extend([other]),
        }
        (before, last) = (last, mark);
    }
    replacement
}
