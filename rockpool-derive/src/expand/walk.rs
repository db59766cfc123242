//! `walk` and `walk_mut`: attributes first, then submodules, each in declaration order.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::format_ident;

use crate::expand::order::in_order;
use crate::expand::paths::{call_of, field_method, of, owner, rp};
use crate::expand::several::{self, Run};
use crate::model::module::{Attribute, Struct};

pub(super) fn expand_walk(body: &Struct) -> TokenStream {
    let origin = expand_origin(body, "origin", &TokenStream::new());
    let attributes = expand_attributes(body, "walk", &TokenStream::new());
    let visits = expand_visits(body, attributes, "walk", &TokenStream::new());
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
    let origin = expand_origin(body, "origin_mut", &rp!(mut));
    let attributes = expand_attributes(body, "walk_mut", &rp!(mut));
    let (read, attributes) = match expand_restored(body) {
        Some((read, restored)) => {
            (Some(read), rp!(if __rp::WalkMut::restores(__w) { #restored } else { #attributes }))
        }
        None => (None, attributes),
    };
    let visits = expand_visits(body, attributes, "walk_mut", &rp!(mut));
    rp! {
        #[inline]
        fn walk_mut<'__m, __V: __rp::VisitorMut<'__m>>(&'__m mut self, __at: &__rp::At<'_>, __v: &mut __V) {
            #read
            let __rp::Some(mut __guard) = __rp::WalkMut::enter::<Self>(#origin, __at, __v) else { return };
            #visits
            __guard.leave();
        }
    }
}

fn expand_origin(body: &Struct, method: &str, mutability: &TokenStream) -> TokenStream {
    match body.origin() {
        Some(origin) => {
            let member = &origin.member;
            let origin = of(&origin.trees, "OriginField", method);
            rp!(__rp::Some(#origin(&#mutability self.#member)))
        }
        None => rp!(__rp::None),
    }
}

fn expand_attributes(body: &Struct, walk: &str, mutability: &TokenStream) -> TokenStream {
    let calls = several::runs(body).into_iter().map(|run| match run {
        Run::One(field, attribute) => {
            let (index, member) = (Literal::usize_unsuffixed(attribute.index), &field.member);
            let arguments = rp!(&#mutability self.#member, #index, __w);
            let call = call_of(&field.trees, owner(attribute), &field_method(attribute, walk), arguments);
            rp!(#call;)
        }
        Run::Several(first, fields) => {
            let first = Literal::usize_unsuffixed(first);
            let members = fields.iter().map(|field| &field.member);
            match mutability.is_empty() {
                true => rp!(__rp::Several::walk((#(&self.#members,)*), #first, __w);),
                false => rp!(__rp::SeveralMut::walk_mut((#(&mut self.#members,)*), #first, __w);),
            }
        }
    });
    calls.collect()
}

fn expand_visits(
    body: &Struct,
    attributes: TokenStream,
    walk: &str,
    mutability: &TokenStream,
) -> TokenStream {
    let submodules = body.submodules().map(|(field, submodule)| {
        let (index, member) = (Literal::usize_unsuffixed(submodule.index), &field.member);
        call_of(&field.trees, "SubmoduleField", walk, rp!(&#mutability self.#member, #index, __w))
    });
    if !body.is_registered() {
        return TokenStream::new();
    }
    // Through a reference, methods of the walk are found before those of a trait that the user
    // implements for every type.
    rp!(let __w = &mut __guard; #attributes #(#submodules;)*)
}

/// The attributes as a reset goes through them, where their initialisers look at the module's dims or at
/// other attributes; and what is read of the module before.
fn expand_restored(body: &Struct) -> Option<(TokenStream, TokenStream)> {
    let names_dims =
        |attribute: &Attribute| attribute.init.as_ref().is_some_and(|init| !init.dims.is_empty());
    if !body.attributes().any(|(_, attribute)| attribute.like.is_some() || names_dims(attribute)) {
        return None;
    }
    let origin = expand_origin(body, "origin", &TokenStream::new());
    let read = rp!(let __read = __rp::ReadDims::of(&*self, #origin, __rp::VisitorMut::restores(__v)););
    let attributes = in_order(body).into_iter().map(|(field, attribute)| {
        let (index, member) = (Literal::usize_unsuffixed(attribute.index), &field.member);
        let kept = kept(attribute.index);
        let scope = match attribute.like.map(self::kept) {
            Some(source) => rp!(&__rp::Scope::like(__s, #source)),
            None => rp!(&__s),
        };
        let restored = call_of(
            &field.trees,
            owner(attribute),
            &field_method(attribute, "restored"),
            rp!(&mut self.#member, #index, __w, #scope),
        );
        match attribute.is_linked {
            true => rp!(let #kept = #restored;),
            false => rp!(#restored;),
        }
    });
    Some((read, rp!(let __s = __rp::WalkMut::scope(__w, &__read); #(#attributes)*)))
}

/// What an attribute was put back to, for those that begin like it.
fn kept(index: usize) -> Ident {
    format_ident!("__k{}", index, span = Span::mixed_site())
}
