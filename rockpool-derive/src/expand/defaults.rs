//! The item under the defaults of its parameters.
//!
//! In `Lif::builder()` nothing says which `F` is meant, and the language does not look at defaults in
//! expressions. So the inherent `builder` of a type with defaults is that of the defaults alone, and
//! other parameters are reached through a trait.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::GenericParam;

use crate::expand::paths::rp;
use crate::expand::replace::replaced;
use crate::model::module::Module;

pub(super) struct Defaults {
    /// `<'a, M: Bound>`: the parameters without a default.
    pub(super) params: TokenStream,
    /// `'a, M, f64`.
    pub(super) args: TokenStream,
    /// `where ..`, or nothing.
    pub(super) clause: TokenStream,
}

impl Defaults {
    /// `None` for an item that has no defaults.
    pub(super) fn of(module: &Module) -> Option<Defaults> {
        let mut known: Vec<(Ident, TokenStream)> = Vec::new();
        let (mut params, mut args) = (Vec::new(), Vec::new());
        for param in &module.generics.params {
            let (name, default) = match param {
                GenericParam::Lifetime(param) => (param.lifetime.to_token_stream(), None),
                GenericParam::Type(param) => (
                    param.ident.to_token_stream(),
                    param.default.as_ref().map(|(_, default)| (&param.ident, default.to_token_stream())),
                ),
                GenericParam::Const(param) => (
                    param.ident.to_token_stream(),
                    param.default.as_ref().map(|(_, default)| (&param.ident, default.to_token_stream())),
                ),
            };
            match default {
                Some((ident, default)) => {
                    // A default may name the parameters before it.
                    let default = under(&known, default);
                    args.push(default.clone());
                    known.push((ident.clone(), default));
                }
                None => {
                    args.push(name);
                    params.push(param);
                }
            }
        }
        if known.is_empty() {
            return None;
        }
        let params: Vec<TokenStream> = params.iter().map(|param| under(&known, bare(param))).collect();
        Some(Defaults {
            params: if params.is_empty() { TokenStream::new() } else { rp!(<#(#params),*>) },
            args: quote!(#(#args),*),
            clause: under(&known, module.generics.where_clause.to_token_stream()),
        })
    }
}

/// `tokens` with the defaults in place of the parameters that have some.
fn under(known: &[(Ident, TokenStream)], tokens: TokenStream) -> TokenStream {
    replaced(tokens, &|name, is_path| {
        let (_, default) = known.iter().find(|(ident, _)| ident == name)?;
        Some(if is_path { quote!(<#default>) } else { default.clone() })
    })
}

/// A parameter without its attributes.
fn bare(param: &GenericParam) -> TokenStream {
    let mut param = param.clone();
    match &mut param {
        GenericParam::Lifetime(param) => param.attrs.clear(),
        GenericParam::Type(param) => param.attrs.clear(),
        GenericParam::Const(param) => param.attrs.clear(),
    }
    param.into_token_stream()
}
