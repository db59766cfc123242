//! Checked model → tokens. Nothing here can fail.
//!
//! Beside the item stand only the types that users name: the builder and the families' structs. All
//! else is in one `const _` block, where `__rp` is `rockpool_core::__private`. Locals have the hygiene
//! of `Span::mixed_site`, and names begin with `__`.

mod blueprint;
mod builder;
mod check;
mod create;
mod defaults;
mod docs;
mod duplicate;
mod enums;
mod expression;
mod fallback;
mod families;
pub(crate) mod generics;
mod initialise;
mod lengths;
mod number;
mod order;
pub(crate) mod paths;
mod quiet;
mod registry;
pub(crate) mod replace;
mod scope;
mod self_type;
mod several;
mod told;
mod walk;
mod words;

use proc_macro2::{Ident, TokenStream};

pub(crate) use fallback::expand_fallback;
pub(crate) use quiet::{name, quiet};

use crate::expand::paths::{Paths, rp};
use crate::expand::replace::replaced;
use crate::model::module::{Body, Module, Struct};

/// The impls and what belongs to them; `words` are those of the user's that have documentation.
pub(crate) fn expand(module: &Module, words: &[Ident]) -> TokenStream {
    let words = words::expand_words(module, words);
    match &module.body {
        Body::Struct(body) => expand_struct(module, body, &words),
        Body::Enum(body) => enums::expand_enum(module, body, &words),
        Body::Refused => TokenStream::new(),
    }
}

fn expand_struct(module: &Module, body: &Struct, words: &TokenStream) -> TokenStream {
    let registry = registry::expand_registry(module, body);
    let walk = walk::expand_walk(body);
    let walk_mut = walk::expand_walk_mut(body);
    let initialise = initialise::expand_initialise(body, body.origin().is_some());
    let (builder, build) = match body.origin() {
        Some(_) => (builder::expand_builder(module, body), blueprint::expand_blueprint_function(module)),
        None => (builder::Parts::default(), create::expand_create(body)),
    };
    let (family_structs, accessors) = families::expand_families(module, body);
    let builder::Parts { types, impls } = builder;
    let examine = check::expand_examine(body.check.as_ref());
    let duplicate = duplicate::expand_duplicate(body);
    let module_impl =
        expand_impl(module, &rp!(#registry #walk #walk_mut #initialise #examine #build #duplicate));
    let lengths = registry::expand_declared(module, body);
    // On the first inherent impl, or else on that of `Module`.
    let page = docs::expand_page(module, body);
    let has_inherent = !accessors.is_empty() || !impls.is_empty();
    let (on_trait, on_inherent) = if has_inherent { (None, Some(page)) } else { (Some(page), None) };
    let block =
        expand_block(module, &rp!(#words #on_trait #module_impl #on_inherent #accessors #impls #lengths));
    rp!(#types #family_structs #block)
}

/// Errors, in a block of their own: of a module of the user's in which a `compile_error!` stands as an item,
/// rustc does not tell which names it does not find. `is_alone` is whether it had better not: where it would
/// say the same again, or the fallback leaves out what others name.
pub(crate) fn expand_errors(module: &Module, is_alone: bool, errors: TokenStream) -> TokenStream {
    match module.body {
        Body::Struct(_) | Body::Enum(_) if !is_alone => rp!(const _: () = { #errors };),
        _ => errors,
    }
}

/// `impl Module for Item`.
fn expand_impl(module: &Module, members: &TokenStream) -> TokenStream {
    let generics = generics::ItemGenerics::of(module);
    let (params, item, clause) = (generics.params(), &generics.item, &generics.clause);
    rp! {
        #[automatically_derived]
        impl #params __rp::Structure for #item #clause { #members }
    }
}

/// The block that holds all impls.
fn expand_block(module: &Module, impls: &TokenStream) -> TokenStream {
    let private = Paths::of(module).private();
    // A path of the user's may lead nowhere. An import of it would be told beside what stands outside the
    // block; the path itself is told once, wherever it stands.
    let impls = match &module.krate {
        None => rp!(use #private as __rp; #impls),
        Some(_) => replaced(impls.clone(), &|name, _| (name == "__rp").then(|| private.clone())),
    };
    let allowed = expand_allowed(module);
    rp! {
        #allowed
        const _: () = {
            #impls
        };
    }
}

/// What the user allows of the item and of its fields: the block repeats the tokens of both.
fn expand_allowed(module: &Module) -> TokenStream {
    let of_item = module.marks.allowed.clone();
    let of_fields = match &module.body {
        Body::Struct(body) => body.fields.iter().map(|field| field.marks.allowed.clone()).collect(),
        Body::Enum(_) | Body::Refused => TokenStream::new(),
    };
    rp!(#of_item #of_fields)
}
