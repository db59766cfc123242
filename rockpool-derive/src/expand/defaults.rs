//! The item under the defaults of its parameters.
//!
//! In `Lif::builder()` nothing says which `F` is meant, and the language does not look at defaults in
//! expressions. So the inherent `builder` of a type with defaults is that of the defaults alone, and
//! other parameters are reached through a trait.

use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;
use syn::{GenericParam, Type};

use crate::check::path_name;
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
            let of = of_constant(&param.ty);
            Some(rp!(__rp::constant::#of<#default>: __rp::Same<__rp::constant::#of<#name>>))
        }
    };
    module.generics.params.iter().filter_map(default).collect()
}

/// The type that carries constants of a type: `OfBool` for `bool`. By another name, a length is the likeliest.
fn of_constant(ty: &Type) -> Ident {
    let name = path_name(ty).map(ToString::to_string).unwrap_or_default();
    let known =
        ["bool", "char", "u8", "u16", "u32", "u64", "u128", "i8", "i16", "i32", "i64", "i128", "isize"];
    let name = known.into_iter().find(|known| *known == name).unwrap_or("usize");
    let (first, rest) = name.split_at(1);
    format_ident!("Of{}{rest}", first.to_uppercase(), span = Span::mixed_site())
}
