//! The user's names as generated code writes them.
//!
//! A lint that speaks of a name speaks of it where the user wrote it; where the derive repeats it, as a setter or a field of a
//! builder, there is nothing to say. rustc is silent about what a derive wrote, which it knows by the spans: the place stays the
//! user's, so that editors find it, and the token is the derive's. An `allow` would do the same, but is an error under `forbid`.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Member, Visibility};

use crate::expand::paths::{located, located_at};
use crate::model::module::{Body, Module};

/// The module with its names written by the derive.
pub(crate) fn quiet(mut module: Module) -> Module {
    module.vis = visibility(&module.vis);
    module.ident = name(&module.ident);
    match &mut module.body {
        Body::Struct(body) => {
            for field in &mut body.fields {
                if let Member::Named(ident) = &mut field.member {
                    *ident = name(ident);
                }
            }
            for family in &mut body.families {
                family.refs = name(&family.refs);
                family.muts = name(&family.muts);
            }
            for dim in &mut body.dims {
                dim.name = name(&dim.name);
            }
        }
        Body::Enum(body) => {
            for variant in &mut body.variants {
                variant.ident = name(&variant.ident);
            }
        }
        Body::Refused => {}
    }
    module
}

/// The same name at the same place.
pub(crate) fn name(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(located_at(ident.span()));
    ident
}

fn visibility(vis: &Visibility) -> Visibility {
    // What was parsed once is parsed again.
    syn::parse2(located(vis.to_token_stream())).unwrap_or_else(|_| vis.clone())
}
