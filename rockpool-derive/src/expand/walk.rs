//! `walk` and `walk_mut`: attributes first, then submodules, each in declaration order.

use proc_macro2::{Literal, TokenStream};

use crate::expand::paths::{call_of, of, rp};
use crate::model::module::Struct;

pub(super) fn expand_walk(body: &Struct) -> TokenStream {
    let origin = expand_origin(body);
    let visits = expand_visits(body, "walk", &TokenStream::new());
    rp! {
        #[inline]
        fn walk<'__m, __V: __rp::Visitor<'__m>>(&'__m self, __at: &__rp::At<'_>, __v: &mut __V) {
            let __rp::Some(mut __guard) = __rp::Walk::enter(self, #origin, __at, __v) else { return };
            #visits
            __guard.leave();
        }
    }
}

pub(super) fn expand_walk_mut(body: &Struct) -> TokenStream {
    let origin = expand_origin(body);
    let visits = expand_visits(body, "walk_mut", &rp!(mut));
    rp! {
        #[inline]
        fn walk_mut<'__m, __V: __rp::VisitorMut<'__m>>(&'__m mut self, __at: &__rp::At<'_>, __v: &mut __V) {
            let __rp::Some(mut __guard) = __rp::WalkMut::enter::<Self>(#origin, __at, __v) else { return };
            #visits
            __guard.leave();
        }
    }
}

fn expand_origin(body: &Struct) -> TokenStream {
    match body.origin() {
        Some(origin) => {
            let member = &origin.member;
            let origin = of(&origin.trees, "OriginField", "origin");
            rp!(__rp::Some(#origin(&self.#member)))
        }
        None => rp!(__rp::None),
    }
}

fn expand_visits(body: &Struct, walk: &str, mutability: &TokenStream) -> TokenStream {
    let attributes = body.attributes().map(|(field, attribute)| {
        let (index, member) = (Literal::usize_unsuffixed(attribute.index), &field.member);
        call_of(&field.trees, "Slot", walk, rp!(&#mutability self.#member, #index, __w))
    });
    let submodules = body.submodules().map(|(field, submodule)| {
        let (index, member) = (Literal::usize_unsuffixed(submodule.index), &field.member);
        call_of(&field.trees, "Part", walk, rp!(&#mutability self.#member, #index, __w))
    });
    if !body.is_registered() {
        return TokenStream::new();
    }
    // Through a reference, methods of the walk are found before those of a trait that the user
    // implements for every type.
    rp!(let __w = &mut __guard; #(#attributes;)* #(#submodules;)*)
}
