//! Generic parameters against the names that generated code brings along.

use syn::{GenericParam, Generics};

use crate::ctxt::Ctxt;

/// Generated lifetimes and type parameters begin with `__`, so the user's do not.
pub(super) fn check_reserved_names(cx: &Ctxt, generics: &Generics) {
    for param in &generics.params {
        let ident = match param {
            GenericParam::Lifetime(param) => &param.lifetime.ident,
            GenericParam::Type(param) => &param.ident,
            GenericParam::Const(param) => &param.ident,
        };
        if ident.to_string().starts_with("__") {
            let message = format!(
                "generic parameter `{ident}` may clash with generated code, whose names begin with `__`; rename it"
            );
            match param {
                GenericParam::Lifetime(param) => cx.error(&param.lifetime, message),
                _ => cx.error(ident, message),
            }
        }
    }
}
