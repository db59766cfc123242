//! `restore`: what an attribute was declared to begin with.

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};

use crate::expand::paths::{at, call_at, located_at, rp, rp_at, slot_of};
use crate::model::module::{Attribute, Field, Kind, Shape, Struct};
use crate::model::trees::Trees;
use crate::symbol::INITIALISERS;

pub(super) fn expand_restore(body: &Struct) -> TokenStream {
    let arms = body.attributes().map(|(field, attribute)| {
        let index = Literal::usize_unsuffixed(attribute.index);
        let restored = expand_attribute(field, attribute);
        if attribute.shapes.is_empty() {
            return rp!(#index => #restored,);
        }
        let of = slot_of(&field.trees);
        let ranks = attribute.shapes.iter().map(expand_rank);
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

fn expand_attribute(field: &Field, attribute: &Attribute) -> Trees {
    let ty = &field.trees;
    // An initialiser of another type is told at the initialiser; that of a state which has none at the
    // type, since it is the type that cannot be zero.
    let span = attribute.init.as_ref().map_or_else(|| located_at(ty.first_span()), at);
    let call = |name, arguments| call_at(span, ty, "Slot", name, arguments);
    // What a closure gives is told where the method's name is.
    let target = |call: TokenStream| Trees::of(rp_at!(span=> __target.#call));
    let of = slot_of(ty);
    match (&attribute.init, attribute.kind, &attribute.cast) {
        (Some(init), _, None) if is_cheap(init.clone()) => call("declared", rp_at!(span=> __target, #init)),
        (Some(init), _, None) => target(rp_at!(span=> declared(#of, || #init))),
        (Some(init), _, Some(cast)) => target(rp_at!(span=> declared_cast(#of, || #init, #cast))),
        (None, Kind::State, None) => call("zeros", rp_at!(span=> __target)),
        (None, Kind::State, Some(cast)) => target(rp_at!(span=> declared_cast(#of, __rp::zeros, #cast))),
        (None, _, None) => call("undeclared", rp_at!(span=> __target)),
        (None, _, Some(cast)) => call("undeclared_cast", rp_at!(span=> __target, #cast)),
    }
}

/// Whether an initialiser may as well be evaluated where it is not used: literals, names, arithmetic, and
/// the toolkit's initialisers of these. A closure costs the compiler more than all of them.
fn is_cheap(init: TokenStream) -> bool {
    let mut previous: Option<String> = None;
    init.into_iter().all(|tree| {
        let before = previous.replace(tree.to_string());
        match tree {
            TokenTree::Ident(_) | TokenTree::Literal(_) => true,
            TokenTree::Punct(punct) => matches!(punct.as_char(), '-' | '+' | '*' | '/' | ':' | ','),
            TokenTree::Group(group) => match (group.delimiter(), before) {
                (Delimiter::None, _) => is_cheap(group.stream()),
                (Delimiter::Parenthesis, Some(function)) if INITIALISERS.contains(&function.as_str()) => {
                    is_cheap(group.stream())
                }
                _ => false,
            },
        }
    })
}
