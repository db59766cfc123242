//! The builder: its struct, and one method for each free dim and field.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident};
use syn::Member;
use syn::ext::IdentExt as _;

use crate::expand::blueprint::expand_blueprint;
use crate::expand::defaults::defaults;
use crate::expand::docs::{
    expand_builder_docs, expand_dim_docs, expand_setter_docs, expand_shape_docs, expand_start_docs,
};
use crate::expand::generics::{BuilderGenerics, ItemGenerics};
use crate::expand::paths::{Paths, located_at, rp, rp_at, slot_as_taken};
use crate::expand::replace::replaced;
use crate::model::module::{Dim, Field, Module, Role, Struct};
use crate::model::trees::Trees;
use crate::model::with::With;

/// What stands beside the item, and what stands in the `const _` block.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) types: TokenStream,
    pub(super) impls: TokenStream,
}

pub(super) fn expand_builder(module: &Module, body: &Struct) -> Parts {
    let generics = BuilderGenerics::of(module, body);
    let start = expand_start(module, body, &generics);
    let methods = expand_methods(module, body, &generics);
    let plan = expand_blueprint(body, &generics);
    Parts { types: expand_type(module, body, &generics), impls: rp!(#start #methods #plan) }
}

/// `struct LifBuilder`.
fn expand_type(module: &Module, body: &Struct, generics: &BuilderGenerics) -> TokenStream {
    let private = Paths::of(module).private();
    // Of parameters, a projection would say nothing to variance.
    let is_plain = module.generics.params.is_empty();
    let fields = body.fields.iter().filter_map(|field| {
        let ty = generics.ty(&field.trees);
        let ty = match &field.role {
            Role::Attribute(attribute) if is_plain && attribute.with.is_some() => {
                let Some(With { by, foreign }) = &attribute.with else { return None };
                let what = if With::is_optional(&field.ty) { "OptionalBy" } else { "By" };
                let held = held(&private, &Trees::of(by), what);
                rp!(#held<#foreign>)
            }
            Role::Attribute(attribute) if attribute.with.is_some() => {
                // Outside the block in which `__rp` stands for it.
                let ty = replaced(taken_by(field, generics).into_token_stream(), &|name, _| {
                    (name == "__rp").then(|| private.clone())
                });
                rp!(#private::Argument<#ty>)
            }
            Role::Attribute(_) if is_plain => held(&private, &ty, "Argument"),
            Role::Submodule(_) if is_plain => held(&private, &ty, "Child"),
            Role::Skip { .. } if is_plain => held(&private, &ty, "Skipped"),
            Role::Attribute(_) => rp!(#private::Argument<#ty>),
            Role::Submodule(_) => {
                let plan = generics.plan();
                rp!(#private::Child<#plan, #ty>)
            }
            Role::Skip { .. } => rp!(#private::Option<#ty>),
            Role::Origin => return None,
        };
        let name = holder(&field.member);
        Some(rp!(#name: #ty,))
    });
    let (vis, ident) = (&module.vis, &generics.ident);
    let (declared, clause) = (generics.declared(), generics.declared_clause());
    let docs = expand_builder_docs(module);
    let (allowed, hidden) = (&module.marks.allowed, &module.marks.hidden);
    rp! {
        #docs
        #allowed
        #hidden
        #[must_use = "a builder does nothing until `build` is called"]
        #vis struct #ident #declared #clause {
            __solver: #private::Solver,
            #(#fields)*
        }
    }
}

/// `<Ty as InBuilder>::What`: what the builder holds for a field, as a projection and at the field's type.
///
/// Of a type that it does not find among generic arguments, rustc says more than at the field, and so would say
/// it twice.
fn held(private: &TokenStream, ty: &Trees, what: &str) -> TokenStream {
    let (first, last) = (located_at(ty.first_span()), located_at(ty.last_span()));
    let what = Ident::new(what, last);
    let mut held = rp_at!(first=> <);
    ty.to_tokens(&mut held);
    held.extend(rp_at!(last=> as #private::InBuilder>::#what));
    held
}

/// The type as which a builder takes a field that `with` makes an attribute: of it, nothing is asked here.
fn taken_by(field: &Field, generics: &BuilderGenerics) -> Trees {
    match &field.role {
        Role::Attribute(attribute) => generics.ty(&slot_as_taken(&field.ty, attribute)),
        _ => generics.ty(&field.trees),
    }
}

/// `Lif::builder()`.
fn expand_start(module: &Module, body: &Struct, generics: &BuilderGenerics) -> TokenStream {
    let values = body.fields.iter().filter_map(|field| {
        let value = match &field.role {
            Role::Attribute(_) => rp!(__rp::Argument::new()),
            Role::Submodule(_) => rp!(__rp::Child::new()),
            Role::Skip { .. } => rp!(__rp::None),
            Role::Origin => return None,
        };
        let name = holder(&field.member);
        Some(rp!(#name: #value,))
    });
    let ident = &generics.ident;
    expand_builder_function(
        module,
        generics,
        &rp!(#ident { __solver: __rp::Solver::new(<Self as __rp::Structure>::REGISTERED), #(#values)* }),
    )
}

/// `impl Lif { fn builder() }` around the builder's literal.
pub(super) fn expand_builder_function(
    module: &Module,
    generics: &BuilderGenerics,
    literal: &TokenStream,
) -> TokenStream {
    let item = ItemGenerics::of(module);
    let (params, ty, clause) = (item.params(), &item.item, &item.clause);
    let (vis, builder) = (&module.vis, generics.builder());
    let plan = generics.has_plan.then(|| rp!(<'__plan>));
    let docs = expand_start_docs(module);
    let defaults = defaults(module);
    if defaults.is_empty() {
        return rp! {
            #[automatically_derived]
            impl #params #ty #clause {
                #docs
                #vis fn builder #plan() -> #builder { #literal }
            }
        };
    }
    let default_clause = item.clause_with(&defaults);
    let (plan_params, plan_clause) = (generics.params(&[]), generics.clause());
    rp! {
        #[automatically_derived]
        impl #params #ty #default_clause {
            #docs
            #[inline]
            #vis fn builder #plan() -> #builder { <Self as __rp::Buildable<_>>::begin() }
        }
        #[automatically_derived]
        impl #plan_params __rp::Buildable<#builder> for #ty #plan_clause {
            fn begin() -> #builder { #literal }
        }
    }
}

/// The builder's own methods.
fn expand_methods(module: &Module, body: &Struct, generics: &BuilderGenerics) -> TokenStream {
    let vis = &module.vis;
    let dims = body
        .dims
        .iter()
        .enumerate()
        .filter(|(_, dim)| dim.definition.is_none())
        .map(|(index, dim)| expand_dim(vis, body, index, dim));
    let flags = expand_flags(module, body);
    let shape = (body.shape.is_some() || body.shape_of.is_some()).then(|| {
        let docs = expand_shape_docs(body);
        rp! {
            #docs
            #[inline]
            #vis fn shape(mut self, shape: impl __rp::IntoShape) -> Self {
                __rp::Solver::shape(&mut self.__solver, __rp::IntoShape::into_shape(shape));
                self
            }
        }
    });
    let item = generics.item();
    let shape = shape.or_else(|| {
        let is_taken = body.dims.iter().any(|dim| dim.name == "shape");
        (!is_taken).then(|| {
            rp! {
                #[doc(hidden)]
                #vis fn shape(self, _: impl __rp::ShapeOf<#item>) -> Self { self }
            }
        })
    });
    let fields = body.fields.iter().map(|field| expand_field(vis, field, generics));
    let registered = body.fields.iter().filter(|field| !matches!(field.role, Role::Origin));
    let params = generics.params_around(registered.map(|field| &field.trees));
    let (builder, clause) = (generics.builder(), generics.clause());
    rp! {
        #[automatically_derived]
        impl #params #builder #clause {
            #(#dims)*
            #shape
            #flags
            /// Gives the key that random initialisers draw with; without one it comes from the system.
            #[inline]
            #vis fn key(mut self, key: impl __rp::Into<__rp::Key>) -> Self {
                __rp::Solver::key(&mut self.__solver, key);
                self
            }
            #(#fields)*
            /// Builds the module.
            ///
            /// # Errors
            ///
            /// All faults at once: arguments that fit no permitted shape or lie outside their bounds, dims
            /// that disagree or stay unknown, and what is missing.
            #[inline]
            #vis fn build(self) -> __rp::Result<#item, __rp::Error> { __rp::build(self) }
        }
    }
}

/// `.spiking_input(true)`, unless a field or dim of that name has the method.
fn expand_flags(module: &Module, body: &Struct) -> TokenStream {
    let vis = &module.vis;
    let is_taken = |flag: &str| {
        body.dims.iter().any(|dim| dim.name == flag)
            || body.fields.iter().any(|field| matches!(&field.member, Member::Named(name) if name == flag))
    };
    let flags = [("spiking_input", "input consists"), ("spiking_output", "output consists")];
    let methods = flags.into_iter().filter(|(flag, _)| !is_taken(flag)).map(|(flag, what)| {
        let name = format_ident!("{}", flag, span = proc_macro2::Span::mixed_site());
        let docs = format!(" Says of this instance whether its {what} of spikes.");
        rp! {
            #[doc = #docs]
            #[inline]
            #vis fn #name(mut self, flag: __rp::bool) -> Self {
                __rp::Solver::#name(&mut self.__solver, flag);
                self
            }
        }
    });
    methods.collect()
}

fn expand_dim(vis: &syn::Visibility, body: &Struct, index: usize, dim: &Dim) -> TokenStream {
    let docs = expand_dim_docs(body, index, dim);
    let (name, index) = (&dim.name, Literal::usize_unsuffixed(index));
    rp! {
        #docs
        #[inline]
        #vis fn #name(mut self, length: __rp::usize) -> Self {
            __rp::Solver::dim(&mut self.__solver, #index, length);
            self
        }
    }
}

fn expand_field(vis: &syn::Visibility, field: &Field, generics: &BuilderGenerics) -> TokenStream {
    let (name, ty) = (setter(&field.member), generics.ty(&field.trees));
    let held = holder(&field.member);
    let is_by_another = matches!(&field.role, Role::Attribute(attribute) if attribute.with.is_some());
    let has_how = is_by_another || matches!(field.role, Role::Submodule(_));
    let (argument, body) = match &field.role {
        Role::Attribute(_) if is_by_another => {
            let ty = taken_by(field, generics);
            (rp!(impl __rp::GiveBy<#ty, __How>), rp!(__rp::GiveBy::give_by(value, &mut self.#held);))
        }
        Role::Attribute(_) => (rp!(impl __rp::Give<#ty>), rp!(__rp::Give::give(value, &mut self.#held);)),
        Role::Submodule(_) => {
            let plan = generics.plan();
            (
                rp!(impl __rp::IntoSubmodule<#plan, #ty, __How>),
                rp! {
                    let __given = __rp::IntoSubmodule::into_submodule(value);
                    __rp::Child::give(&mut self.#held, __given, &mut self.__solver);
                },
            )
        }
        Role::Skip { .. } => (rp!(#ty), rp!(self.#held = __rp::Some(value);)),
        Role::Origin => return TokenStream::new(),
    };
    // By which of the rules an argument serves; rustc infers it.
    let how = has_how.then(|| rp!(<__How>));
    let docs = expand_setter_docs(generics, field);
    let (deprecated, hidden) = (&field.marks.deprecated, &field.marks.hidden);
    rp! {
        #docs
        #deprecated
        #hidden
        #[inline]
        #vis fn #name #how(mut self, value: #argument) -> Self {
            #body
            self
        }
    }
}

/// The name of a field in the builder: its own, or `_0` in a tuple struct.
pub(super) fn setter(member: &Member) -> TokenStream {
    match member {
        Member::Named(ident) => ident.to_token_stream(),
        Member::Unnamed(index) => format_ident!("_{}", index.index, span = index.span).to_token_stream(),
    }
}

/// The name of what the builder holds for a field: not the field's own, or `builder.tau = 0.1` would be told
/// of types that nobody knows, instead of the method.
pub(super) fn holder(member: &Member) -> TokenStream {
    match member {
        Member::Named(ident) => {
            format_ident!("__of_{}", ident.unraw(), span = ident.span()).to_token_stream()
        }
        Member::Unnamed(index) => format_ident!("__of_{}", index.index, span = index.span).to_token_stream(),
    }
}
