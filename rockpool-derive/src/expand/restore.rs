//! `restore`: what an attribute was declared to begin with.

use proc_macro2::{Literal, TokenStream};

use crate::expand::paths::{at, rp, rp_at, slot_of};
use crate::model::module::{Attribute, Field, Kind, Shape, Struct};

pub(super) fn expand_restore(body: &Struct) -> TokenStream {
    let arms = body.attributes().map(|(field, attribute)| {
        let index = Literal::usize_unsuffixed(attribute.index);
        let of = slot_of(&field.ty);
        let ranks = attribute.shapes.iter().map(expand_rank);
        let restored = expand_attribute(field, attribute);
        rp!(#index => { let __t = #of; #(#ranks)* #restored })
    });
    rp! {
        #[inline(always)]
        fn restore(__index: __rp::usize, __target: __rp::Target<'_>) -> __rp::Restored {
            match __index {
                #(#arms)*
                _ => __target.unknown(),
            }
        }
    }
}

/// The rank of a permitted shape is one that the type has; rustc says otherwise at the shape.
fn expand_rank(shape: &Shape) -> TokenStream {
    let rank = Literal::usize_unsuffixed(shape.lengths.len());
    rp_at!(at(&shape.tokens)=> __rp::rank::<#rank, _>(__t);)
}

fn expand_attribute(field: &Field, attribute: &Attribute) -> TokenStream {
    let ty = &field.ty;
    let init = match (&attribute.init, attribute.kind) {
        (Some(init), _) => Some(init.clone()),
        // At the type, since it is the type that cannot be zero.
        (None, Kind::State) => Some(rp_at!(at(ty)=> __rp::zeros())),
        (None, _) => None,
    };
    // An initialiser of another type is told at the initialiser.
    let span = init.as_ref().map_or_else(|| at(ty), at);
    match (&init, &attribute.cast) {
        (Some(init), None) => rp_at!(span=> __target.declared(__t, || #init)),
        (Some(init), Some(cast)) => {
            rp_at!(span=> __target.declared_cast(__t, || #init, #cast))
        }
        (None, None) => rp_at!(span=> __target.undeclared(__t)),
        (None, Some(cast)) => rp_at!(span=> __target.undeclared_cast(__t, #cast)),
    }
}
