//! The names of helper attributes and arguments, named once more where they have documentation, so that
//! an editor shows it when a user points at one.

use proc_macro2::{Ident, TokenStream};

use crate::expand::paths::rp;
use crate::expand::quiet;
use crate::model::module::Module;

/// One list of imports: nothing is bound by them, and nothing is left of them but what editors see.
pub(super) fn expand_words(module: &Module, words: &[Ident]) -> TokenStream {
    // A keyword cannot be imported.
    let words = words.iter().filter(|word| *word != "crate");
    if module.krate.is_some() {
        // As types, since an import of a path that leads nowhere is told otherwise than its other uses.
        return words.map(|word| rp!(const _: fn(&dyn __rp::hover::#word) = |_| {};)).collect();
    }
    let words: Vec<TokenStream> = words.map(quiet::name).map(|word| rp!(#word as _)).collect();
    if words.is_empty() {
        return TokenStream::new();
    }
    rp!(use __rp::hover::{#(#words),*};)
}
