//! `const REGISTRY`.

use proc_macro2::{Literal, TokenStream};
use syn::Lit;
use syn::ext::IdentExt as _;

use crate::expand::expression::expression;
use crate::expand::lengths::{expand_length, expand_shape};
use crate::expand::paths::{asked, at, of, rp, rp_at, slot_of};
use crate::model::module::{
    Attribute, Bounds, Dim, Field, FixedLength, Kind, Module, Shape, Struct, Submodule,
};
use crate::model::trees::Trees;

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

/// Only what is declared is said: what is not there costs the compiler nothing.
fn expand_attribute(field: &Field, attribute: &Attribute) -> Trees {
    let Field { name, trees: ty, docs, .. } = field;
    let kind = match attribute.kind {
        Kind::Parameter => "PARAMETER",
        Kind::State => "STATE",
        Kind::Simulation => "SIMULATION",
    };
    let mut declared = of(ty, "Slot", kind);
    declared.call("named", name);
    if let Some(family) = &attribute.family {
        declared.call("of_family", family);
    }
    if !attribute.shapes.is_empty() {
        let shapes = attribute.shapes.iter().map(expand_permitted);
        declared.call("shaped", rp!(&[#(#shapes),*]));
    }
    if let Some(unit) = &attribute.unit {
        declared.call("in_unit", unit);
    }
    if let Some(bounds) = &attribute.bounds {
        declared.call("within", expand_bounds(field, bounds));
    }
    if !docs.is_empty() {
        declared.call("documented", docs.expression());
    }
    if !attribute.aliases.is_empty() {
        let aliases = &attribute.aliases;
        declared.call("aliased", rp!(&[#(#aliases),*]));
    }
    if !attribute.permit_reshape {
        declared.call("rigid", TokenStream::new());
    }
    if attribute.init.is_none() && attribute.kind != Kind::State {
        declared.call("undeclared", TokenStream::new());
    }
    declared
}

/// What only rustc knows of shapes: the lengths that types fix, and how many a submodule declares.
pub(super) fn expand_declared(body: &Struct) -> TokenStream {
    let lengths = body.attributes().flat_map(|(field, attribute)| {
        attribute.fixed_lengths.iter().map(|FixedLength { axis, length, tokens }| {
            let axis = Literal::usize_unsuffixed(*axis);
            let of = of(&field.trees, "Slot", "PARAMETER");
            let length = expand_length(length);
            rp_at!(at(tokens)=> const _: () = __rp::declared::length(#of, #axis, #length);)
        })
    });
    let shapes =
        body.submodules().filter(|(_, submodule)| submodule.is_concrete).filter_map(|(field, submodule)| {
            let shape = submodule.shape.as_ref()?;
            let rank = Literal::usize_unsuffixed(shape.lengths.len());
            let of = of(&field.trees, "Part", "OF");
            Some(rp_at!(at(&shape.tokens)=> const _: () = __rp::declared::shape(#of, #rank);))
        });
    lengths.chain(shapes).collect()
}

/// A permitted shape; its rank is checked in `restore`.
fn expand_permitted(shape: &Shape) -> TokenStream {
    let lengths = shape.lengths.iter().map(expand_length);
    rp!(__rp::shape(&[#(#lengths),*]))
}

fn expand_bounds(field: &Field, bounds: &Bounds) -> TokenStream {
    // Two numbers are of one type, so what is wrong with it is told at the lower one only.
    let lowest = at(bounds.lower.as_ref().or(bounds.upper.as_ref()));
    let end = |end: &Option<TokenStream>| match end {
        Some(end) => {
            let is_number = syn::parse2::<Lit>(end.clone()).is_ok();
            let place = if is_number { lowest } else { at(end) };
            let of = slot_of(&field.trees);
            let end = expression(end);
            let asked = asked(&field.trees);
            let value = rp_at!(place=> __x);
            rp!(__rp::Some(|| { #asked let #value = #end; __rp::bound(#of, #value) }))
        }
        None => rp!(__rp::None),
    };
    let (lower, upper) = (end(&bounds.lower), end(&bounds.upper));
    let (text, is_upper_inclusive) = (&bounds.text, bounds.is_upper_inclusive);
    rp!(&__rp::Bounds::new(#text, #lower, #upper, #is_upper_inclusive))
}

fn expand_submodule(field: &Field, submodule: &Submodule) -> TokenStream {
    let Field { name, trees: ty, docs, .. } = field;
    let docs = docs.expression();
    let aliases = &submodule.aliases;
    let shape = expand_shape(submodule.lengths());
    let registry = of(ty, "Part", "registry");
    rp!(__rp::submodule(#name, #docs, &[#(#aliases),*], #shape, #registry))
}
