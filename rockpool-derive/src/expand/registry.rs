//! `const REGISTRY`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt as _;

use crate::expand::lengths::{expand_length, expand_shape};
use crate::expand::paths::{at, of, rp, rp_at, slot_of};
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
    let shapes = attribute.shapes.iter().map(expand_permitted);
    let unit = optional(attribute.unit.as_ref());
    let bounds = match &attribute.bounds {
        Some(bounds) => expand_bounds(field, bounds),
        None => rp!(__rp::None),
    };
    let docs = docs.expression();
    let aliases = &attribute.aliases;
    let permit_reshape = attribute.permit_reshape;
    let has_init = attribute.init.is_some();
    let of = of(ty, "Slot", "TYPE");
    rp! {
        __rp::attribute(
            #name, #kind, #family, &[#(#shapes),*], #unit, #bounds, #docs, &[#(#aliases),*],
            __rp::Flags { permit_reshape: #permit_reshape, has_init: #has_init }, #of,
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

/// Lengths of array types that only rustc can compare with the declared ones.
pub(super) fn expand_same_lengths(body: &Struct) -> TokenStream {
    let lengths = body.attributes().flat_map(|(_, attribute)| &attribute.same_lengths);
    lengths
        .map(|(declared, actual)| {
            rp_at!(at(declared)=> const _: () = __rp::same_length({ #declared }, { #actual });)
        })
        .collect()
}

fn optional(value: Option<&impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => rp!(__rp::Some(#value)),
        None => rp!(__rp::None),
    }
}

/// A permitted shape; its rank is checked in `restore`.
fn expand_permitted(shape: &Shape) -> TokenStream {
    let lengths = shape.lengths.iter().map(expand_length);
    rp!(__rp::shape(&[#(#lengths),*]))
}

fn expand_bounds(field: &Field, bounds: &Bounds) -> TokenStream {
    // A type without order is told at the end, and at the lower one only where there are two.
    let place = at(bounds.lower.as_ref().or(bounds.upper.as_ref()));
    let end = |end: &Option<TokenStream>| match end {
        Some(end) => {
            let of = slot_of(&field.ty);
            let value = rp_at!(place=> __x);
            rp!(__rp::Some(|| { let #value = #end; __rp::bound(#of, #value) }))
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
    let registry = of(ty, "Part", "registry");
    rp!(__rp::submodule(#name, #docs, &[#(#aliases),*], #shape, #registry))
}
