//! `const REGISTRY`.

use proc_macro2::{Literal, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt as _;

use crate::expand::lengths::{expand_length, expand_shape};
use crate::expand::paths::{at, relocated, rp, rp_at};
use crate::model::module::{Attribute, Bounds, Dim, Field, Kind, Module, Shape, Struct, Submodule};

pub(super) fn expand_registry(module: &Module, body: &Struct) -> TokenStream {
    let name = module.ident.unraw().to_string();
    let docs = module.docs.expression();
    let dims = body.dims.iter().map(expand_dim);
    let shape = expand_shape(body.shape.as_deref());
    let attributes = body.attributes().map(|(field, attribute)| expand_attribute(field, attribute));
    let submodules = body.submodules().map(|(field, submodule)| expand_submodule(field, submodule));
    let (spiking_input, spiking_output) = (body.spiking_input, body.spiking_output);
    let has_origin = body.origin().is_some();
    rp! {
        const REGISTRY: &'static __rp::Registry = &__rp::Registry::new(
            #name,
            #docs,
            &[#(#dims),*],
            #shape,
            &[#(#attributes),*],
            &[#(#submodules),*],
            __rp::ModuleFlags {
                spiking_input: #spiking_input,
                spiking_output: #spiking_output,
                has_origin: #has_origin
            },
        );
    }
}

fn expand_dim(dim: &Dim) -> TokenStream {
    let name = dim.name.unraw().to_string();
    match &dim.definition {
        None => rp!(__rp::Dim::free(#name)),
        Some(definition) => {
            let definition = expand_length(definition);
            rp!(__rp::Dim::defined(#name, #definition))
        }
    }
}

fn expand_attribute(field: &Field, attribute: &Attribute) -> TokenStream {
    let Field { name, ty, docs, .. } = field;
    let kind = expand_kind(attribute.kind);
    let family = optional(attribute.family.as_ref());
    let shapes = attribute.shapes.iter().map(|shape| expand_permitted(field, shape));
    let unit = optional(attribute.unit.as_ref());
    let bounds = match &attribute.bounds {
        Some(bounds) => expand_bounds(field, bounds),
        None => rp!(__rp::None),
    };
    let docs = docs.expression();
    let aliases = &attribute.aliases;
    let permit_reshape = attribute.permit_reshape;
    let has_init = attribute.init.is_some();
    rp_at! {at(ty)=>
        __rp::attribute::<#ty>(
            #name, #kind, #family, &[#(#shapes),*], #unit, #bounds, #docs, &[#(#aliases),*],
            __rp::Flags { permit_reshape: #permit_reshape, has_init: #has_init },
        )
    }
}

pub(super) fn expand_kind(kind: Kind) -> TokenStream {
    match kind {
        Kind::Parameter => rp!(__rp::Kind::Parameter),
        Kind::State => rp!(__rp::Kind::State),
        Kind::Simulation => rp!(__rp::Kind::Simulation),
    }
}

fn optional(value: Option<&impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => rp!(__rp::Some(#value)),
        None => rp!(__rp::None),
    }
}

/// A permitted shape; rustc tells a rank that the type has not at the shape's own tokens.
fn expand_permitted(field: &Field, shape: &Shape) -> TokenStream {
    let place = at(&shape.tokens);
    let ty = relocated(&field.ty, place);
    let rank = Literal::usize_unsuffixed(shape.lengths.len());
    let lengths = shape.lengths.iter().map(expand_length);
    rp_at!(place=> __rp::shape::<#ty, #rank>(&[#(#lengths),*]))
}

fn expand_bounds(field: &Field, bounds: &Bounds) -> TokenStream {
    // A type without order is told at the end that it cannot be compared with.
    let end = |end: &Option<TokenStream>| match end {
        Some(end) => {
            let place = at(end);
            let ty = relocated(&field.ty, place);
            rp_at!(place=> __rp::Some(|| __rp::bound::<#ty, _>(#end)))
        }
        None => rp!(__rp::None),
    };
    let (lower, upper) = (end(&bounds.lower), end(&bounds.upper));
    let (text, is_upper_inclusive) = (&bounds.text, bounds.is_upper_inclusive);
    rp!(__rp::Some(&__rp::Bounds::new(#text, #lower, #upper, #is_upper_inclusive)))
}

fn expand_submodule(field: &Field, submodule: &Submodule) -> TokenStream {
    let Field { name, ty, docs, .. } = field;
    let docs = docs.expression();
    let aliases = &submodule.aliases;
    let shape = expand_shape(submodule.shape.as_deref());
    rp_at!(at(ty)=> __rp::submodule::<#ty>(#name, #docs, &[#(#aliases),*], #shape))
}
