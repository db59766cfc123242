//! The derive macro of `rockpool-core`.

#![cfg_attr(test, allow(clippy::expect_used))]

mod check;
mod ctxt;
mod derive;
mod expand;
mod model;
mod nearest;
mod parse;
mod symbol;
#[cfg(test)]
mod tests;

/// Makes a struct or an enum a module.
#[proc_macro_derive(Module, attributes(parameter, state, simulation, module))]
pub fn module(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::derive(input.into()).into()
}
