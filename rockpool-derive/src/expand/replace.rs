//! Identifiers in tokens, replaced.

use proc_macro2::{Group, Ident, Spacing, TokenStream, TokenTree};

/// What follows upon an identifier.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// `::` and a name.
    Segment,
    /// `<`, or `::<`.
    Arguments,
    Other,
}

/// Where an identifier stands.
#[derive(Clone, Copy)]
pub(crate) struct Around {
    pub(crate) next: Next,
    /// Whether it begins a trait behind `dyn` or `impl`, which is the path of a name and no other.
    pub(crate) begins_trait: bool,
}

/// `tokens` with what `by` gives in place of an identifier that stands so.
///
/// An identifier behind `::` or `'` is a segment of a path or a lifetime, and stays.
pub(crate) fn replaced(
    tokens: TokenStream,
    by: &dyn Fn(&Ident, Around) -> Option<TokenStream>,
) -> TokenStream {
    let mut replacement = TokenStream::new();
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let (mut before, mut last) = (None, None);
    // Behind `dyn` or `impl`; and whether one stands before it in what commas separate.
    let (mut begins_trait, mut is_among_traits) = (false, false);
    for (i, tree) in trees.iter().enumerate() {
        let mark = match &tree {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        let is_segment = last == Some('\'') || (before == Some(':') && last == Some(':'));
        match tree {
            TokenTree::Ident(name) => {
                let next = next(trees.iter().skip(i + 1));
                match by(name, Around { next, begins_trait }).filter(|_| !is_segment) {
                    Some(tokens) => replacement.extend(tokens),
                    None => replacement.extend([tree.clone()]),
                }
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replaced(group.stream(), by));
                inner.set_span(group.span());
                replacement.extend([TokenTree::Group(inner)]);
            }
            other => replacement.extend([other.clone()]),
        }
        (before, last) = (last, mark);
        let opens_traits = matches!(tree, TokenTree::Ident(word) if word == "dyn" || word == "impl");
        is_among_traits = opens_traits || is_among_traits && mark != Some(',');
        // The `>` of `for<'a>`, and not of `->`.
        let goes_on = mark == Some('>') && before != Some('-') || matches!(mark, Some('+' | '?'));
        begins_trait = opens_traits || is_among_traits && goes_on;
    }
    replacement
}

fn next<'t>(trees: impl Iterator<Item = &'t TokenTree>) -> Next {
    let mut marks = trees.map(|tree| match tree {
        TokenTree::Punct(punct) => Some((punct.as_char(), punct.spacing())),
        _ => None,
    });
    match marks.next().flatten() {
        Some(('<', _)) => Next::Arguments,
        // The first half of `::` is joint, the colon of a bound stands alone.
        Some((':', Spacing::Joint)) => match marks.nth(1).flatten() {
            Some(('<', _)) => Next::Arguments,
            _ => Next::Segment,
        },
        _ => Next::Other,
    }
}
