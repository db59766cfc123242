//! The faults found so far.
//!
//! A parser or a check that meets a fault pushes it here and goes on with a stand-in, so that five
//! typos take one compile, not five.

use std::cell::{Cell, RefCell};
use std::fmt::Display;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;

/// Gathers faults, and the words to be documented; shared by reference, because parsers and checks are nested.
#[derive(Default)]
pub(crate) struct Ctxt {
    errors: RefCell<Vec<syn::Error>>,
    words: RefCell<Vec<Ident>>,
    supposed: RefCell<Vec<Ident>>,
    is_told_by_rustc: Cell<bool>,
    /// How many faults there were when the value began that is being read.
    began: Cell<usize>,
}

impl Ctxt {
    /// A fault at all of `tokens`: the caret runs from the first to the last of them.
    pub(crate) fn error(&self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// A fault that a parser of `syn` worded.
    pub(crate) fn push(&self, error: syn::Error) {
        self.errors.borrow_mut().push(error);
    }

    /// The same unless it is worded alike in what is being read, as of each element of a list; what is said of a
    /// name is said once.
    pub(crate) fn push_once(&self, error: syn::Error) {
        let message = error.to_string();
        let since = if message.starts_with('`') { 0 } else { self.began.get() };
        if !self.errors.borrow().iter().skip(since).any(|said| said.to_string() == message) {
            self.push(error);
        }
    }

    /// Begins to read a value, for [`push_once`](Self::push_once).
    pub(crate) fn begin(&self) {
        self.began.set(self.count());
    }

    /// A fault that rustc would tell as well, as a name that it does not find.
    pub(crate) fn error_of_a_name(&self, tokens: impl ToTokens, message: impl Display) {
        self.leave_names_untold();
        self.error(tokens, message);
    }

    /// Has rustc tell of no name that it does not find.
    pub(crate) fn leave_names_untold(&self) {
        self.is_told_by_rustc.set(true);
    }

    /// Whether rustc would tell of a fault as well, if it told of the names that it does not find.
    pub(crate) fn is_told_by_rustc(&self) -> bool {
        self.is_told_by_rustc.get()
    }

    /// How many faults were found so far.
    pub(crate) fn count(&self) -> usize {
        self.errors.borrow().len()
    }

    /// Reads what is a guess: a fault in it may be none of the user's, and is not told.
    pub(crate) fn guess<T>(&self, read: impl FnOnce() -> T) -> T {
        let count = self.count();
        let read = read();
        self.errors.borrow_mut().truncate(count);
        read
    }

    /// A word of the user's that has documentation of its own.
    pub(crate) fn document(&self, word: &Ident) {
        self.words.borrow_mut().push(word.clone());
    }

    /// A name that a dim may be meant to have: the fallback's builder has a method for it.
    pub(crate) fn suppose(&self, dim: &Ident) {
        self.supposed.borrow_mut().push(dim.clone());
    }

    /// The names that dims may be meant to have.
    pub(crate) fn take_supposed(&self) -> Vec<Ident> {
        self.supposed.take()
    }

    /// The words that have documentation, in the order read.
    pub(crate) fn take_words(&self) -> Vec<Ident> {
        self.words.take()
    }

    /// Whether nothing was found.
    pub(crate) fn is_clean(&self) -> bool {
        self.count() == 0
    }

    /// Every fault as its own `compile_error!`, so that each is shown at its own tokens.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.into_errors().into_iter().map(syn::Error::into_compile_error).collect()
    }

    /// All faults, in the order found.
    pub(crate) fn into_errors(self) -> Vec<syn::Error> {
        self.errors.into_inner()
    }
}
