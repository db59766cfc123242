//! Whether a value can be an expression at all.
//!
//! The expression itself is rustc's business. But one that does not even parse would make the whole
//! expansion unparsable, and draw "proc-macro derive produced unparsable tokens" at the derive; so
//! the mistakes that leave such a value behind are told here: a half, two in a row, an operator too many.

use proc_macro2::{TokenStream, TokenTree};

use crate::ctxt::Ctxt;
use crate::parse::text;

/// Words that go on: an operand may follow them.
const KEYWORDS: [&str; 27] = [
    "as", "async", "await", "break", "const", "continue", "dyn", "else", "extern", "fn", "for", "if", "impl",
    "in", "let", "loop", "match", "move", "mut", "raw", "ref", "return", "static", "unsafe", "where",
    "while", "yield",
];

/// Tells what keeps `tokens`, the value of `key`, from being an expression; whether nothing does.
pub(crate) fn check_expression(cx: &Ctxt, key: &str, tokens: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let fault = first(&trees).or_else(|| in_a_row(&trees)).or_else(|| last(&trees));
    let Some((tree, what)) = fault else {
        return true;
    };
    let found = text::written(tree.clone().into());
    cx.error(
        tree,
        match what {
            Fault::Unexpected => format!(
                "expected an expression for `{key}`, found `{found}`; remove it, or write what goes before it"
            ),
            Fault::Half => format!("expected an expression after `{found}`; write it, or remove `{found}`"),
            Fault::Second => {
                format!("expected `,` or an operator before `{found}`; `{key}` takes one expression")
            }
        },
    );
    false
}

enum Fault {
    Unexpected,
    Half,
    Second,
}

/// An operator that has no left side.
fn first(trees: &[TokenTree]) -> Option<(TokenTree, Fault)> {
    let tree = trees.first()?;
    let is_prefix = punct(tree).is_none_or(|c| "-*&!|<.:'#".contains(c));
    (!is_prefix).then(|| (tree.clone(), Fault::Unexpected))
}

/// An operator that has no right side. A range may be open, and `>` closes generic arguments.
fn last(trees: &[TokenTree]) -> Option<(TokenTree, Fault)> {
    let tree = trees.last()?;
    let is_range = trees.len() >= 2 && trees[trees.len() - 2..].iter().all(|tree| punct(tree) == Some('.'));
    let is_postfix = punct(tree).is_none_or(|c| "?>".contains(c)) || is_range;
    (!is_postfix).then(|| (tree.clone(), Fault::Half))
}

/// Two operands with nothing between, or a statement.
fn in_a_row(trees: &[TokenTree]) -> Option<(TokenTree, Fault)> {
    let (mut is_lifetime, mut is_attribute) = (false, false);
    for pair in trees.windows(2) {
        let [one, two] = pair else { continue };
        if punct(two) == Some(';') {
            return Some((two.clone(), Fault::Unexpected));
        }
        let is_group = matches!(one, TokenTree::Group(_)) && !is_attribute;
        if (is_group || is_operand(one)) && !is_lifetime && is_operand(two) {
            return Some((two.clone(), Fault::Second));
        }
        is_lifetime = punct(one) == Some('\'');
        is_attribute = punct(one) == Some('#');
    }
    None
}

/// A literal or a name: none may follow another.
fn is_operand(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Literal(_) => true,
        TokenTree::Ident(ident) => !is_keyword(ident),
        TokenTree::Punct(_) | TokenTree::Group(_) => false,
    }
}

fn is_keyword(ident: &proc_macro2::Ident) -> bool {
    KEYWORDS.iter().any(|keyword| ident == keyword)
}

fn punct(tree: &TokenTree) -> Option<char> {
    match tree {
        TokenTree::Punct(punct) => Some(punct.as_char()),
        _ => None,
    }
}
