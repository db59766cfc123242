//! No token stream makes the derive panic, and every expansion parses.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use proptest::prelude::*;

use super::{inputs, rich};

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
const TOKENS: [&str; 70] = [
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
    "with",
    "len",
    "check",
    "like(v)",
    "default(n)",
    "other(\"x\")",
    "builder",
    "alias",
    "rename",
    "bounds",
    "unit",
    "where",
    "for<'b>",
    "dyn",
    "const",
    "[f64; n]",
    "Box<dyn Module>",
    "Vec<Vec<f64>>",
    "|x| x",
    "?",
    "#[state]",
    "/** * star */",
    "type",
    "1usize",
    "2n",
    "true",
    "Some(1.0)",
    "None",
    "self.v",
    "Array<f64, Ix2>",
    "Option<Origin>",
    "str",
    "[f64]",
    "buffer",
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
    (0..400_usize, change).prop_map(|(at, change)| Mutation { at, change })
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
        // rustc groups what a fragment of a `macro_rules!` stands for, which is never nothing.
        TokenTree::Group(group) if group.stream().is_empty() && delimiter == Delimiter::None => group.into(),
        TokenTree::Group(group) => TokenTree::Group(Group::new(delimiter, group.stream())),
        TokenTree::Punct(punct) => TokenTree::Punct(Punct::new(punct.as_char(), Spacing::Alone)),
        other => TokenTree::Group(Group::new(delimiter, TokenStream::from(other))),
    }
}

/// What mutations begin from: small inputs, and some that hold much at once.
fn modules() -> impl Strategy<Value = &'static str> {
    let small: Vec<&str> = inputs::ALL.iter().map(|(_, input)| *input).collect();
    prop_oneof![proptest::sample::select(small), proptest::sample::select(&rich::MODULES[..])]
}

fn mutated(input: &str, mutations: &[Mutation]) -> TokenStream {
    mutations.iter().fold(super::tokens(input), |tokens, mutation| apply(tokens, mutation, &mut 0))
}

/// Something came of it, and rustc takes it for items where it took what was derived for one; what was refused
/// is told.
fn check(tokens: &TokenStream, expansion: TokenStream) -> Result<(), TestCaseError> {
    prop_assert!(!expansion.is_empty(), "nothing came of {tokens}");
    if syn::parse2::<syn::Item>(tokens.clone()).is_err() {
        return Ok(());
    }
    let parsed = syn::parse2::<syn::File>(expansion.clone());
    prop_assert!(parsed.is_ok(), "{tokens}\nexpands to what does not parse: {expansion}");
    Ok(())
}

proptest! {
    #[test]
    fn nothing_panics(input in modules(), mutations in proptest::collection::vec(mutation(), 1..5)) {
        let tokens = mutated(input, &mutations);
        check(&tokens, crate::derive::derive(tokens.clone()))?;
    }

    #[test]
    fn nothing_panics_on_a_value(
        input in proptest::sample::select(&rich::VALUES[..]),
        mutations in proptest::collection::vec(mutation(), 1..5),
    ) {
        let tokens = mutated(input, &mutations);
        check(&tokens, crate::attribute_value::derive(tokens.clone()))?;
    }
}

/// What mutants have found: `Self` takes no arguments, which is rustc's to tell.
#[test]
fn self_with_arguments_parses() {
    for ty in ["Self<T>", "Self::<T>", "Vec<Self<T>>", "Box<Self::<T>>"] {
        let module =
            format!("struct Node<T: Module> {{ #[module] next: {ty}, #[module(origin)] origin: Origin }}");
        let expansion = crate::derive::derive(super::tokens(&module));
        assert!(syn::parse2::<syn::File>(expansion.clone()).is_ok(), "{ty}: {expansion}");
    }
}

/// The same: `Self` is no trait and holds none, which is rustc's to tell.
#[test]
fn self_in_place_of_a_trait_parses() {
    for (params, clause, ty) in [
        ("T: Module", "where T: Self::Part", "T"),
        ("T: Module + Self::Part", "", "T"),
        ("T: Module", "where for<'b> &'b T: for<'c> Self::ops::Add<T, Output = T>", "T"),
        ("T: Module", "where Vec<T>: ?Self::Part, T: (Self::Part)", "T"),
        ("T: Module", "where T: Into<Self::Part>, Self: Sized", "T"),
        ("T: Module", "", "Box<dyn Self::Part>"),
        ("T: Module", "", "Box<dyn Fn(T) -> T + Self::Part>"),
        ("T: Module", "", "Box<dyn for<'a> Self::Part<'a>>"),
        ("T: Module", "", "fn(impl Self::Part) -> Self::Part"),
    ] {
        let module = format!(
            "struct Node<{params}> {clause} {{ #[module] next: {ty}, #[module(skip)] also: Vec<{ty}>, #[module(origin)] origin: Origin }}"
        );
        let expansion = crate::derive::derive(super::tokens(&module));
        assert!(syn::parse2::<syn::File>(expansion.clone()).is_ok(), "{module}: {expansion}");
    }
}
