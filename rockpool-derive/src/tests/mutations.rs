//! No token stream makes the derive panic, and every expansion parses.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use proptest::prelude::*;

use super::inputs;

/// One change at the token with this number, counted through all groups.
#[derive(Clone, Debug)]
struct Mutation {
    at: usize,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    Remove,
    Repeat,
    SwapWithNext,
    Insert(&'static str),
    Replace(&'static str),
    Regroup(u8),
}

/// Tokens that mean something to the derive, or nearly.
const TOKENS: [&str; 36] = [
    ",",
    "=",
    "..",
    "..=",
    "::",
    "<",
    ">",
    "|",
    "-",
    "/",
    "*",
    "#",
    "'a",
    "()",
    "[]",
    "{}",
    "(n,)",
    "[(n, 1), ()]",
    "0",
    "1.5",
    "-1",
    "\"s\"",
    "\"\"",
    "shape",
    "init",
    "family",
    "module",
    "origin",
    "skip",
    "dims",
    "crate",
    "Self",
    "r#type",
    "N",
    "enum",
    "union",
];

fn mutation() -> impl Strategy<Value = Mutation> {
    let change = prop_oneof![
        Just(Change::Remove),
        Just(Change::Repeat),
        Just(Change::SwapWithNext),
        proptest::sample::select(&TOKENS[..]).prop_map(Change::Insert),
        proptest::sample::select(&TOKENS[..]).prop_map(Change::Replace),
        (0..4_u8).prop_map(Change::Regroup),
    ];
    (0..120_usize, change).prop_map(|(at, change)| Mutation { at, change })
}

fn apply(tokens: TokenStream, mutation: &Mutation, count: &mut usize) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    let mut held = None;
    for tree in tokens {
        let is_here = *count == mutation.at;
        *count += 1;
        let tree = match tree {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), apply(group.stream(), mutation, count));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            other => other,
        };
        if is_here {
            match &mutation.change {
                Change::Remove => {}
                Change::Repeat => out.extend([tree.clone(), tree]),
                Change::SwapWithNext => held = Some(tree),
                Change::Insert(text) => {
                    out.extend(super::tokens(text));
                    out.push(tree);
                }
                Change::Replace(text) => out.extend(super::tokens(text)),
                Change::Regroup(kind) => out.push(regrouped(tree, *kind)),
            }
        } else {
            out.push(tree);
            out.extend(held.take());
        }
    }
    out.extend(held);
    out.into_iter().collect()
}

fn regrouped(tree: TokenTree, kind: u8) -> TokenTree {
    let delimiter = match kind {
        0 => Delimiter::Parenthesis,
        1 => Delimiter::Bracket,
        2 => Delimiter::Brace,
        _ => Delimiter::None,
    };
    match tree {
        TokenTree::Group(group) => TokenTree::Group(Group::new(delimiter, group.stream())),
        TokenTree::Punct(punct) => TokenTree::Punct(Punct::new(punct.as_char(), Spacing::Alone)),
        other => TokenTree::Group(Group::new(delimiter, TokenStream::from(other))),
    }
}

proptest! {
    #[test]
    fn nothing_panics(
        input in proptest::sample::select(&inputs::ALL[..]),
        mutations in proptest::collection::vec(mutation(), 1..5),
    ) {
        let tokens = mutations
            .iter()
            .fold(super::tokens(input.1), |tokens, mutation| apply(tokens, mutation, &mut 0));
        let expansion = crate::derive::derive(tokens.clone());
        // What was refused is told; nothing vanishes in silence.
        prop_assert!(!expansion.is_empty(), "nothing came of {tokens}");
    }
}
