//! `examine`: what `check` says of a module as a whole.

use proc_macro2::TokenStream;

use crate::expand::expression::expression;
use crate::expand::paths::rp;
use crate::model::module::Struct;

pub(super) fn expand_examine(check: Option<&TokenStream>) -> Option<TokenStream> {
    let check = expression(check?);
    Some(rp! {
        fn examine(&self, __report: &mut dyn ::core::ops::FnMut(&dyn ::core::fmt::Display)) {
            __rp::examine(self, #check, __report);
        }
    })
}

/// The module that was made, unless its `check` refuses it.
pub(super) fn expand_made(body: &Struct, made: &TokenStream, by: &TokenStream) -> TokenStream {
    match &body.check {
        Some(_) => rp!(let __made = #made; #by.examined(__made)),
        None => rp!(__rp::Some(#made)),
    }
}
