//! Tests of the derive as a function from tokens to tokens.

mod concept;
mod docs;
mod faults;
mod hygiene;
mod inputs;
mod mutations;
mod rich;
mod snapshots;

use proc_macro2::TokenStream;

/// The tokens of a test's input.
fn tokens(input: &str) -> TokenStream {
    input.parse().expect("the test's input lexes")
}

/// The expansion of a test's input.
fn expand(input: &str) -> TokenStream {
    crate::derive::derive(tokens(input))
}

/// The expansion as rustfmt would print it.
fn pretty(input: &str) -> String {
    let file = syn::parse2(expand(input)).expect("the expansion parses");
    prettyplease::unparse(&file)
}
