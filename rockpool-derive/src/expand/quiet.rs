//! The user's names as generated code writes them.
//!
//! A lint that speaks of a name speaks of it where the user wrote it; where the derive repeats it, as a setter or a field of a
//! builder, there is nothing to say. rustc is silent about what a derive wrote, which it knows by the spans: the place stays the
//! user's, so that editors find it, and the token is the derive's. An `allow` would do the same, but is an error under `forbid`.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Member, Token, Visibility};

use crate::expand::paths::{located, located_at};
use crate::expand::told::is_named_in_arguments;
use crate::model::module::{Body, Module, Role};

/// The module with its names written by the derive.
pub(crate) fn quiet(mut module: Module) -> Module {
    module.vis = visibility(&module.vis);
    place_parameters(&mut module);
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

/// Where there are no parameters, they begin behind the item's name as the user wrote it.
///
/// Of a type that it does not find among generic arguments, rustc proposes a parameter of that name, and a place for it. It says
/// the type once where that is one place for the item and for all that repeats its types; so long as none stands among generic
/// arguments in what is generated alone.
fn place_parameters(module: &mut Module) {
    let is_repeated_as_it_is = match &module.body {
        Body::Struct(body) => body.fields.iter().all(|field| match &field.role {
            Role::Attribute(attribute) => attribute.with.is_none(),
            Role::Skip { init } => init.is_none() || is_named_in_arguments(&field.trees),
            Role::Submodule(_) | Role::Origin => true,
        }),
        Body::Enum(_) | Body::Refused => true,
    };
    if module.generics.params.is_empty() && is_repeated_as_it_is {
        let span = module.ident.span();
        module.generics.lt_token = Some(Token![<](span));
        module.generics.gt_token = Some(Token![>](span));
    }
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
