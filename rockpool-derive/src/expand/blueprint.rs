//! How a builder takes part in building a tree: dims are unified to a fixpoint, then it is finished.

use proc_macro2::{Literal, TokenStream};

use crate::expand::builder::holder;
use crate::expand::check::expand_made;
use crate::expand::create::{Made, made_local};
use crate::expand::defaults::defaults;
use crate::expand::expression::expression;
use crate::expand::generics::BuilderGenerics;
use crate::expand::order::source;
use crate::expand::paths::{at, call_of, field_value, rp, rp_at};
use crate::expand::scope::{indices, with_dims};
use crate::expand::several::{self, Run, is_among};
use crate::model::module::{Init, Module, Role, Struct};
use crate::model::trees::Trees;

/// `Structure::blueprint`: the builder of a submodule that was left out.
pub(super) fn expand_blueprint_function(module: &Module) -> TokenStream {
    let builder = match defaults(module).is_empty() {
        true => rp!(Self::builder()),
        false => rp!(<Self as __rp::Buildable<_>>::begin()),
    };
    rp! {
        #[inline]
        fn blueprint<'__p>() -> __rp::LeftOut<'__p, Self> where Self: '__p {
            __rp::boxed_blueprint(#builder)
        }
    }
}

pub(super) fn expand_blueprint(body: &Struct, generics: &BuilderGenerics) -> TokenStream {
    // Without children there are no levels, which is what the trait says itself.
    let levels = body.has_submodules().then(|| {
        rp! {
            #[inline]
            fn levels(&self) -> __rp::usize { __rp::Solver::levels(&self.__solver) }
        }
    });
    let unify = expand_unify(body, generics);
    let finish = expand_finish(body, generics);
    let (params, builder, clause) = (generics.params(&[]), generics.builder(), generics.clause());
    let item = generics.item();
    rp! {
        #[automatically_derived]
        #[doc(hidden)]
        impl #params __rp::Blueprint for #builder #clause {
            type Module = #item;
            #levels
            #unify
            #finish
        }
    }
}

fn expand_unify(body: &Struct, generics: &BuilderGenerics) -> TokenStream {
    let attributes = several::runs(body).into_iter().map(|run| match run {
        Run::One(field, attribute) => {
            let (index, name) = (Literal::usize_unsuffixed(attribute.index), holder(&field.member));
            let unify = call_of(&generics.ty(&field.trees), "Slot", "unify", rp!(#index, &self.#name, __r));
            rp!(#unify;)
        }
        Run::Several(first, fields) => {
            let first = Literal::usize_unsuffixed(first);
            let names = fields.iter().map(|field| holder(&field.member));
            rp!(__rp::SeveralAsked::unify((#(&self.#names,)*), #first, __r);)
        }
    });
    let submodules = body.submodules().map(|(field, submodule)| {
        let (index, name) = (Literal::usize_unsuffixed(submodule.index), holder(&field.member));
        let unify =
            call_of(&generics.ty(&field.trees), "SubmoduleField", "unify", rp!(#index, &mut self.#name, __r));
        match &submodule.init {
            Some(init) => expand_given(init, generics, &name, &rp!(#unify;)),
            None => rp!(#unify;),
        }
    });
    let item = generics.item();
    rp! {
        #[inline]
        fn unify(&mut self, __b: &mut __rp::Boundary<'_>) {
            let mut __round = __rp::Solver::round(
                &mut self.__solver, <#item as __rp::Structure>::REGISTERED, __b,
            );
            let __r = &mut __round;
            #(#attributes)*
            #(#submodules)*
            __round.end();
        }
    }
}

/// A submodule that is not given is what its `init` says, as soon as the dims in that are known.
fn expand_given(
    init: &Init,
    generics: &BuilderGenerics,
    name: &TokenStream,
    unify: &TokenStream,
) -> TokenStream {
    let builder = generics.expression(&expression(&init.tokens));
    let give = rp! {
        __rp::Child::declare(&mut self.#name, __rp::IntoSubmodule::into_submodule(#builder));
        __r.opened();
    };
    let give = with_dims(init, &rp!(__r), &give, &TokenStream::new());
    rp! {
        if __r.opens(&self.#name) { #give }
        if !__rp::Child::is_absent(&self.#name) { #unify }
    }
}

fn expand_finish(body: &Struct, generics: &BuilderGenerics) -> TokenStream {
    let mut made = Made::default();
    let mut values = TokenStream::new();
    for (i, field) in body.fields.iter().enumerate() {
        let (member, name, ty) = (&field.member, holder(&field.member), generics.ty(&field.trees));
        let local = made_local(i);
        let value = match &field.role {
            Role::Attribute(attribute) if is_among(field, attribute) => {
                let made_field = made.bind_among(local, attribute.index, ty, Some(rp!(__this.#name)));
                values.extend(rp!(#member: #made_field,));
                continue;
            }
            Role::Attribute(attribute) => {
                let index = Literal::usize_unsuffixed(attribute.index);
                let value = match source(body, attribute) {
                    Some((source, field)) => {
                        let source = made_local(source);
                        let like = call_of(&generics.ty(&field.trees), "Slot", "lent", rp!(&#source));
                        call_of(&ty, "Slot", "finish_like", rp!(#index, __this.#name, #like, __f))
                    }
                    None => call_of(&ty, "Slot", "finish", rp!(#index, __this.#name, __f)),
                };
                let made_field = field_value(field, attribute, &rp!(__rp::taken(#local)));
                values.extend(rp!(#member: #made_field,));
                made.bind_attribute(body, attribute, local, value);
                continue;
            }
            Role::Submodule(submodule) => {
                let index = Literal::usize_unsuffixed(submodule.index);
                let finish = call_of(&ty, "SubmoduleField", "finish", rp!(#index, __this.#name, __f));
                match &submodule.init {
                    Some(init) if !init.dims.is_empty() => {
                        let dims = indices(init);
                        // Without them there is nothing to be built.
                        Trees::of(rp! {
                            if __rp::Child::is_absent(&__this.#name) && __f.dims(#dims).is_none() {
                                __rp::None
                            } else {
                                #finish
                            }
                        })
                    }
                    _ => finish,
                }
            }
            Role::Skip { init: Some(init) } => {
                let value = generics.expression(&expression(&init.tokens));
                let make = rp_at!(at(&field.ty)=> __f.skipped(__this.#name, || #value));
                Trees::of(match init.dims.is_empty() {
                    true => make,
                    false => {
                        let given = rp!(__given @ __rp::Some(_) => __given,);
                        let made = with_dims(
                            init,
                            &rp!(__f),
                            &rp!(__f.skipped(__rp::None, || #value)),
                            &rp!(__rp::None),
                        );
                        rp!(match __this.#name { #given __rp::None => #made })
                    }
                })
            }
            Role::Skip { init: None } => call_of(&ty, "Skipped", "or_skipped", rp!(__this.#name)),
            // After all others, since it is what they left.
            Role::Origin => {
                let origin = call_of(&ty, "OriginField", "of", rp!(__f.origin()));
                values.extend(rp!(#member: #origin,));
                continue;
            }
        };
        values.extend(match &field.role {
            // Made in a box, and so off the stack until here.
            Role::Submodule(_) => rp!(#member: __rp::taken(#local),),
            _ => rp!(#member: #local,),
        });
        made.bind(local, value);
    }
    let item = generics.item();
    let literal = generics.item_literal();
    let opened = made.opened();
    let whole = expand_made(body, &rp!(__rp::keep(|| { #opened #literal { #values } })), &rp!(__f));
    rp! {
        #[inline]
        fn finish(self: __rp::Boxed<Self>, __site: __rp::Site<'_>) -> __rp::Option<__rp::Boxed<#item>> {
            let __this = *self;
            let __f = &mut __rp::Finish::new::<#item>(__this.__solver, __site);
            #made
            #whole
        }
    }
}
