//! `initialise`: what an attribute was declared to begin with.

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote_spanned};

use crate::check::number;
use crate::expand::expression::expression;
use crate::expand::number::expand_number;
use crate::expand::paths::{
    assert_attribute, at, call_at, call_of, end_span, located_at, over, rp, rp_at, slot_of,
};
use crate::expand::told::{is_told, may_be_array, told_number, told_rank};
use crate::model::module::{Attribute, Field, Kind, Shape, Struct};
use crate::model::trees::Trees;
use crate::parse::expression::is_expression;
use crate::symbol::INITIALISERS;

pub(super) fn expand_initialise(body: &Struct, has_origin: bool) -> TokenStream {
    let arms = body.attributes().map(|(field, attribute)| {
        let index = Literal::usize_unsuffixed(attribute.index);
        let assertion = prefix(assert_attribute(&field.trees), expand_dims(field, attribute));
        let initialised = expand_attribute(field, attribute, has_origin);
        let rank = told_rank(&field.trees);
        if attribute.shapes.iter().all(|shape| Some(shape.lengths.len()) == rank) {
            return match assertion {
                Some(assertion) => rp!(#index => { #assertion #initialised }),
                None => rp!(#index => #initialised,),
            };
        }
        let of = slot_of(&field.trees);
        let ranks = attribute.shapes.iter().map(expand_rank);
        rp!(#index => { #assertion let __t = #of; #(#ranks)* #initialised })
    });
    rp! {
        #[inline(always)]
        fn initialise(__index: __rp::usize, __target: __rp::Target<'_>) -> __rp::Made {
            match __index {
                #(#arms)*
                _ => __target.unknown(),
            }
        }
    }
}

/// Both, or what there is.
fn prefix(first: Option<TokenStream>, second: Option<TokenStream>) -> Option<TokenStream> {
    match (first, second) {
        (Some(first), Some(second)) => Some(rp!(#first #second)),
        (first, second) => first.or(second),
    }
}

/// The dims that an initialiser names, as locals; where one is not known, there is only what was given.
fn expand_dims(field: &Field, attribute: &Attribute) -> Option<TokenStream> {
    let init = attribute.init.as_ref().filter(|init| !init.dims.is_empty())?;
    let dims = init.dims.iter().map(|dim| {
        let (name, index) = (&dim.name, Literal::usize_unsuffixed(dim.index));
        let without = call_of(&field.trees, "Slot", "without", rp!(__target, #index));
        rp! {
            let __rp::Some(#name) = __rp::Target::dim(&__target, #index) else { return #without };
            // Used, whatever the expression means by the name.
            let _ = #name;
        }
    });
    Some(dims.collect())
}

/// The rank of a permitted shape is one that the type has; rustc says otherwise at the shape.
fn expand_rank(shape: &Shape) -> TokenStream {
    let rank = Literal::usize_unsuffixed(shape.lengths.len());
    rp_at!(at(&shape.tokens)=> __rp::rank::<#rank, _>(__t);)
}

fn expand_attribute(field: &Field, attribute: &Attribute, has_origin: bool) -> TokenStream {
    let ty = &field.trees;
    if attribute.like.is_some() {
        return expand_like(ty, attribute);
    }
    if attribute.cast.is_none()
        && let Some(number) = expand_number(ty, attribute)
    {
        return number;
    }
    let written = attribute.init.as_ref().map(|init| &init.tokens);
    if let Some((span, init)) = free_init(ty, attribute, has_origin) {
        return call_at(span, ty, "Slot", "declared", rp_at!(span=> __target, #init)).to_token_stream();
    }
    let slot = |method: &str, arguments: TokenStream| call_at(ty.last_span(), ty, "Slot", method, arguments);
    let init = match (written, attribute.kind) {
        (Some(init), _) => Some(expression(init)),
        (None, Kind::State) => Some(zeros(ty, attribute, has_origin)),
        (None, _) => None,
    };
    let initialised = |target: TokenStream| match &init {
        Some(init) => {
            let begin = slot("begin", target);
            // What is wrong with an initialiser is told at the initialiser.
            let begun = written.unwrap_or(init);
            let first = end_span(begun.clone(), false).unwrap_or_else(Span::mixed_site);
            let with = match attribute.with {
                Some(_) => "with_by",
                None if is_number(ty, attribute) => "with_number",
                None => "with",
            };
            let with = Ident::new(with, first);
            let with = quote_spanned!(first=> .#with(#init));
            if written.is_none_or(is_free) {
                return rp!(#begin #with);
            }
            rp!(match #begin.lazily() { __rp::Continue(__b) => __b #with, __rp::Break(__r) => __r })
        }
        None => {
            let undeclared = slot("undeclared", target);
            rp!(#undeclared)
        }
    };
    match &attribute.cast {
        None => initialised(rp!(__target)),
        Some(cast) => {
            let by =
                Ident::new(if attribute.with.is_some() { "by_foreign" } else { "by" }, Span::mixed_site());
            let cast = expression(cast);
            let (casting, initialised) = (slot("casting", rp!(__target)), initialised(rp!(__u)));
            rp!(#casting.#by(|__u| #initialised, #cast))
        }
    }
}

/// An attribute that begins like another.
fn expand_like(ty: &Trees, attribute: &Attribute) -> TokenStream {
    let like = |target: TokenStream| call_at(ty.last_span(), ty, "Slot", "like", target);
    match &attribute.cast {
        None => like(rp!(__target)).to_token_stream(),
        Some(cast) => {
            let (cast, like) = (expression(cast), like(rp!(__u)));
            let casting = call_at(ty.last_span(), ty, "Slot", "casting", rp!(__target));
            rp!(#casting.by(|__u| #like, #cast))
        }
    }
}

/// The initialiser of a number, where it is free to make, and where it stands: it is put back by one call,
/// since nothing can follow upon a wrong type. Of an array, zeros and ones, with which nothing can be wrong.
fn free_init(ty: &Trees, attribute: &Attribute, has_origin: bool) -> Option<(Span, TokenStream)> {
    if attribute.cast.is_some() || !is_told(ty) {
        return None;
    }
    match (&attribute.init, attribute.kind) {
        (Some(init), _) if may_be_array(ty) && !is_zeros_or_ones(&init.tokens) => None,
        (Some(init), _) => is_free(&init.tokens).then(|| (at(&init.tokens), init.tokens.clone())),
        (None, Kind::State) => Some((located_at(ty.last_span()), zeros(ty, attribute, has_origin))),
        (None, _) => None,
    }
}

/// At the type, since it is the type that cannot be zero.
fn zeros(ty: &Trees, attribute: &Attribute, has_origin: bool) -> TokenStream {
    // A builder makes the state from it; elsewhere it has a shape already.
    let is_own = attribute.shapes.is_empty() && has_origin && told_number(ty).is_none();
    over(ty, if is_own { "own_zeros" } else { "state_zeros" })
}

fn is_zeros_or_ones(init: &TokenStream) -> bool {
    let mut trees = init.clone().into_iter();
    let is_name =
        |tree: &TokenTree| matches!(tree, TokenTree::Ident(name) if name == "zeros" || name == "ones");
    let is_call = |tree: &TokenTree| matches!(tree, TokenTree::Group(group) if group.stream().is_empty());
    trees.next().as_ref().is_some_and(is_name)
        && trees.next().as_ref().is_some_and(is_call)
        && trees.next().is_none()
}

/// Whether a number is written for what may be an array of any rank.
fn is_number(ty: &Trees, attribute: &Attribute) -> bool {
    may_be_array(ty) && attribute.init.as_ref().is_some_and(|init| number(&init.tokens).is_some())
}

/// Whether an initialiser may as well be evaluated where it is not used: literals, names, arithmetic, and
/// the toolkit's initialisers of these. What makes it lazy costs the compiler more than all of them.
fn is_free(init: &TokenStream) -> bool {
    is_cheap(init.clone()) && is_expression(init)
}

fn is_cheap(init: TokenStream) -> bool {
    let mut previous: Option<String> = None;
    init.into_iter().all(|tree| {
        let before = previous.take();
        match tree {
            TokenTree::Ident(name) => {
                previous = Some(name.to_string());
                true
            }
            TokenTree::Literal(_) => true,
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
