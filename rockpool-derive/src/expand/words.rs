//! The names of helper attributes and arguments, named once more where they have documentation, so that
//! an editor shows it when a user points at one.

use proc_macro2::{Ident, TokenStream};

use crate::expand::paths::rp;

/// One list of imports: nothing is bound by them, and nothing is left of them but what editors see.
pub(super) fn expand_words(words: &[Ident]) -> TokenStream {
    // A keyword cannot be imported.
    let words = words.iter().filter(|word| *word != "crate");
    let words: Vec<TokenStream> = words.map(|word| rp!(#word as _)).collect();
    if words.is_empty() {
        return TokenStream::new();
    }
    rp!(#[allow(unused_imports)] use __rp::words::{#(#words),*};)
}
