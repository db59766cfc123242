//! The item under the defaults of its parameters.
//!
//! In `Lif::builder()` nothing says which `F` is meant, and the language does not look at defaults in
//! expressions. So the inherent `builder` of a type with defaults is that of the defaults alone, and
//! other parameters are reached through a trait.

use proc_macro2::TokenStream;
use syn::GenericParam;

use crate::expand::paths::rp;
use crate::model::module::Module;

/// `f64: Same<F>` for each parameter with a default; nothing for an item that has none.
///
/// A condition and not `f64` in the place of `F`: wherever else `F` stands (`B: Backend<Elem = F>`, `F::Item: Copy`), its tokens
/// stay as they are. The default stands on the left, so that rustc infers `F` from it.
pub(super) fn defaults(module: &Module) -> Vec<TokenStream> {
    let default = |param: &GenericParam| match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => {
            let (name, (_, default)) = (&param.ident, param.default.as_ref()?);
            Some(rp!(#default: __rp::Same<#name>))
        }
        GenericParam::Const(param) => {
            let (name, (_, default)) = (&param.ident, param.default.as_ref()?);
            Some(rp!([(); #default]: __rp::Same<[(); #name]>))
        }
    };
    module.generics.params.iter().filter_map(default).collect()
}
