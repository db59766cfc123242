//! What stands in for the expansion when something was wrong.
//!
//! An impl, the builder and the families' accessors, which take anything and do nothing: without
//! them every use of the type would draw an error of its own, and bury the one that matters.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt as _;

use crate::expand::builder::{self, expand_builder_function, setter};
use crate::expand::check::expand_examine;
use crate::expand::docs::expand_builder_docs;
use crate::expand::enums::expand_enum_registry;
use crate::expand::expression::expression;
use crate::expand::families::expand_families;
use crate::expand::generics::BuilderGenerics;
use crate::expand::initialise::expand_initialise;
use crate::expand::paths::{Paths, of, rp};
use crate::expand::registry::{expand_constant, expand_declared, expand_registry};
use crate::expand::words::expand_words;
use crate::expand::{expand_block, expand_impl};
use crate::model::module::{Body, Module, Role, Struct, Submodule};
use crate::parse::is_keyword;

/// `is_complete` is whether rustc takes the item and its types; what it refuses must not be repeated.
pub(crate) fn expand_fallback(
    module: &Module,
    words: &[Ident],
    supposed: &[Ident],
    is_complete: bool,
) -> TokenStream {
    let words = expand_words(module, words);
    let (members, assertions) = match &module.body {
        Body::Struct(body) if is_complete => expand_intact(module, &body.intact()),
        Body::Enum(body) if is_complete => {
            let registry = expand_enum_registry(module, body);
            let walks = expand_walks(&TokenStream::new());
            let examine = expand_examine(body.check.as_ref().filter(|check| !check.is_empty()));
            (rp!(#registry #walks #examine), TokenStream::new())
        }
        _ => (expand_nothing(module), TokenStream::new()),
    };
    let module_impl = expand_impl(module, &members);
    let (types, impls) = match &module.body {
        Body::Struct(body) => {
            let (family_types, accessors) = expand_families(module, body);
            let builder = match body.origin() {
                Some(_) => expand_builder(module, body, supposed),
                None => builder::Parts::default(),
            };
            let builder::Parts { types, impls } = builder;
            (rp!(#types #family_types), rp!(#impls #accessors))
        }
        Body::Enum(_) | Body::Refused => Default::default(),
    };
    let block = expand_block(module, &rp!(#words #module_impl #impls #assertions));
    rp!(#types #block)
}

/// The registry and what is asserted of fields of which nothing is known to be wrong: rustc then tells of
/// their types what it has to tell, together with what is told here.
fn expand_intact(module: &Module, body: &Struct) -> (TokenStream, TokenStream) {
    let registry = expand_registry(module, body);
    // With an origin less is required of a state, and its field may be the one that could not be read.
    let initialise = expand_initialise(body, true);
    let others = body.fields.iter().filter_map(|field| {
        let ty = &field.trees;
        match &field.role {
            Role::Origin => Some(of(ty, "OriginField", "origin").into_token_stream()),
            Role::Skip { init: None } => Some(of(ty, "Skipped", "or_skipped").into_token_stream()),
            // What names dims is known where these are.
            Role::Skip { init: Some(init) } if init.dims.is_empty() => {
                let value = expression(&init.tokens);
                Some(rp!(|| __rp::Some::<#ty>(#value)))
            }
            Role::Submodule(Submodule { init: Some(init), .. }) if init.dims.is_empty() => {
                let builder = expression(&init.tokens);
                Some(rp!(|| {
                    let mut __child = __rp::Child::<'_, #ty>::new();
                    __rp::Child::declare(&mut __child, __rp::IntoSubmodule::into_submodule(#builder));
                }))
            }
            Role::Skip { .. } | Role::Attribute(_) | Role::Submodule(_) => None,
        }
    });
    let others = expand_walks(&rp!(#(let _ = #others;)*));
    let examine = expand_examine(body.check.as_ref().filter(|check| !check.is_empty()));
    (rp!(#registry #initialise #others #examine), expand_declared(module, body))
}

/// An impl that asserts nothing.
fn expand_nothing(module: &Module) -> TokenStream {
    let name = module.ident.unraw().to_string();
    let registry = expand_constant(&rp!(name: #name,));
    let walks = expand_walks(&TokenStream::new());
    rp!(#registry #walks)
}

/// Walks that visit nothing.
fn expand_walks(assertions: &TokenStream) -> TokenStream {
    rp! {
        // Not the usual names, one of which may be what was refused.
        fn walk<'__of_walk, __Visitor: __rp::Visitor<'__of_walk>>(
            &'__of_walk self, _: &__rp::At<'_>, _: &mut __Visitor,
        ) { #assertions }
        fn walk_mut<'__of_walk, __Visitor: __rp::VisitorMut<'__of_walk>>(
            &'__of_walk mut self, _: &__rp::At<'_>, _: &mut __Visitor,
        ) {}
        fn duplicated(&self) -> Self { loop {} }
    }
}

/// A builder whose methods take anything; it is never run, since the crate does not compile.
fn expand_builder(module: &Module, body: &Struct, supposed: &[Ident]) -> builder::Parts {
    let generics = BuilderGenerics::of(module, body);
    let private = Paths::of(module).private();
    let (vis, ident) = (&module.vis, &generics.ident);
    let (declared, declared_clause) = (generics.declared(), generics.declared_clause());
    let (clause, item) = (generics.clause(), generics.item());
    let docs = expand_builder_docs(module);
    let plan = generics.has_plan.then(|| rp!(__plan: #private::Option<&'__plan ()>,));
    let no_plan = generics.has_plan.then(|| rp!(__plan: __rp::None,));
    let types = rp! {
        #docs
        #vis struct #ident #declared #declared_clause { #plan __item: #private::Option<fn() -> #item> }
    };
    let start = expand_builder_function(module, &generics, &rp!(#ident { #no_plan __item: __rp::None }));
    let setters = expand_setters(module, body, supposed);
    let (params, builder) = (generics.params(&[]), generics.builder());
    let impls = rp! {
        #start
        #[automatically_derived]
        impl #params #builder #clause {
            #setters
            #vis fn build(self) -> __rp::Result<#item, __rp::Error> { loop {} }
        }
        #[automatically_derived]
        impl #params __rp::Blueprint for #builder #clause {
            type Module = #item;
            fn unify(&mut self, _: &mut __rp::Boundary<'_>) {}
            fn finish(self: __rp::Boxed<Self>, _: __rp::Site<'_>) -> __rp::Option<__rp::Boxed<#item>> { loop {} }
        }
    };
    builder::Parts { types, impls }
}

/// One method for each name that the builder would have, each name once.
fn expand_setters(module: &Module, body: &Struct, supposed: &[Ident]) -> TokenStream {
    let vis = &module.vis;
    let fields = body
        .fields
        .iter()
        .filter(|field| !matches!(field.role, Role::Origin))
        .map(|field| setter(&field.member));
    let dims = body.dims.iter().map(|dim| {
        let name = &dim.name;
        rp!(#name)
    });
    // Of what could not be read, whatever may be the name of a method.
    let supposed = supposed.iter().map(ToTokens::to_token_stream);
    let supposed =
        supposed.filter(|name| syn::parse2::<Ident>(name.clone()).is_ok_and(|name| !is_keyword(&name)));
    let mut seen = vec!["build".to_owned()];
    let mut setters = TokenStream::new();
    for name in [rp!(shape), rp!(key)].into_iter().chain(fields).chain(dims).chain(supposed) {
        let text = name.to_string();
        if !seen.contains(&text) {
            setters.extend(rp!(#vis fn #name(self, _: impl ::core::marker::Sized) -> Self { self }));
            seen.push(text);
        }
    }
    setters
}
