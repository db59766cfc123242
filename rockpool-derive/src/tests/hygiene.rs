//! Expansions name nothing by its bare name: a user may have shadowed it.

use proc_macro2::{TokenStream, TokenTree};

use super::inputs;

/// Names that a prelude brings, and that a user's crate may use for something else.
const PRELUDE: [&str; 16] = [
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "Box",
    "String",
    "Default",
    "Clone",
    "From",
    "Into",
    "Iterator",
    "Fn",
    "PhantomData",
];

/// Every use of a name of the prelude that no `::` precedes.
fn unqualified(tokens: TokenStream, found: &mut Vec<String>) {
    let mut before = [None, None];
    for tree in tokens {
        match &tree {
            TokenTree::Ident(ident) => {
                let is_qualified = before == [Some(':'), Some(':')];
                let name = ident.to_string();
                if !is_qualified && PRELUDE.contains(&name.as_str()) {
                    found.push(name);
                }
            }
            TokenTree::Group(group) => unqualified(group.stream(), found),
            _ => {}
        }
        let this = match &tree {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        before = [before[1], this];
    }
}

/// The input's own uses, which are the user's business.
fn without_preludes(input: &str) -> String {
    PRELUDE.iter().fold(input.to_owned(), |input, name| {
        input
            .replace(&format!("{name}<"), &format!("My{name}<"))
            .replace(&format!(": {name}"), &format!(": My{name}"))
            .replace(&format!("= {name}"), &format!("= My{name}"))
    })
}

#[test]
fn names_of_the_prelude_are_always_qualified() {
    for (name, input) in inputs::ALL {
        let mut found = Vec::new();
        unqualified(super::expand(&without_preludes(input)), &mut found);
        assert_eq!(found, [""; 0], "in the expansion of `{name}`");
    }
}

#[test]
fn the_test_above_sees_unqualified_names() {
    let mut found = Vec::new();
    unqualified(super::tokens("{ __rp::Some(Some(x)) }"), &mut found);
    assert_eq!(found, ["Some"]);
}

#[test]
fn beside_the_item_stand_only_types_and_one_block() {
    for (name, input) in inputs::ALL {
        let file: syn::File = syn::parse2(super::expand(input)).expect("the expansion parses");
        let blocks = file.items.iter().filter(|item| matches!(item, syn::Item::Const(_)));
        assert_eq!(blocks.count(), 1, "{name}");
        for item in &file.items {
            assert!(matches!(item, syn::Item::Const(_) | syn::Item::Struct(_)), "{name}");
        }
    }
}

/// An editor shows the documentation of an argument if the expansion names a documented item at its place.
#[test]
fn words_of_the_user_are_named_where_they_are_documented() {
    for input in [inputs::SHAPES, "struct S { #[parameter(init = 1.0, famly = 2)] x: f64 }"] {
        let expansion = super::expand(input);
        let places = |tokens: TokenStream| -> Vec<_> {
            let mut found = Vec::new();
            places_of(tokens, "init", &mut found);
            found
        };
        let written = places(super::tokens(input));
        assert!(!written.is_empty());
        assert_eq!(written.len(), places(expansion).len());
    }
    let expansion = super::expand(inputs::BARE).to_string().replace(' ', "");
    assert!(
        expansion.contains("use__rp::hover::{shapeas_,parameteras_,shapeas_,initas_,boundsas_,stateas_}"),
        "{expansion}"
    );
}

/// The text under each token with this name, where it has one.
fn places_of(tokens: TokenStream, name: &str, found: &mut Vec<String>) {
    for tree in tokens {
        match tree {
            TokenTree::Ident(ident) if ident == name => found.extend(ident.span().source_text()),
            TokenTree::Group(group) => places_of(group.stream(), name, found),
            _ => {}
        }
    }
}
