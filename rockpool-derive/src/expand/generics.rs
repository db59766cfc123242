//! The item's generics, as impls, the builder and its impls repeat them.
//!
//! Bounds are the item's own and no others: a bound on field types overflows for recursive modules
//! (E0275), and what is missing is told at the field anyway.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics};

use crate::expand::paths::rp;
use crate::expand::self_type::{without_self, without_self_in_bounds};
use crate::expand::told::is_named_in_arguments;
use crate::model::module::{Module, Struct};
use crate::model::trees::Trees;

pub(super) struct ItemGenerics {
    ident: Ident,
    /// `'a, T: Bound, const N: usize`, with defaults.
    declared: Vec<TokenStream>,
    /// The same without defaults.
    bounded: Vec<TokenStream>,
    /// `<>`, where there are no parameters.
    none: TokenStream,
    /// `'a, T, N`.
    args: TokenStream,
    /// `Item<'a, T, N>`.
    pub(super) item: TokenStream,
    /// `where ..`, or nothing.
    pub(super) clause: TokenStream,
    /// What stands behind that `where`.
    predicates: TokenStream,
    /// Whether something in the item can live shorter than `'static`.
    is_bound_to_lifetimes: bool,
}

impl ItemGenerics {
    pub(super) fn of(module: &Module) -> ItemGenerics {
        let Generics { params, where_clause, lt_token, gt_token } = &module.generics;
        let ident = module.ident.clone();
        let names = params.iter().map(|param| match param {
            GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
            GenericParam::Type(param) => param.ident.to_token_stream(),
            GenericParam::Const(param) => param.ident.to_token_stream(),
        });
        let args = quote!(#(#names),*);
        let item = angled(&ident, &args);
        ItemGenerics {
            declared: params.iter().map(|param| parameter(param, true)).collect(),
            bounded: params.iter().map(|param| parameter(param, false)).collect(),
            none: quote!(#lt_token #gt_token),
            args,
            item,
            clause: where_clause.to_token_stream(),
            predicates: where_clause
                .as_ref()
                .map(|clause| clause.predicates.to_token_stream())
                .unwrap_or_default(),
            is_bound_to_lifetimes: params.iter().any(|param| !matches!(param, GenericParam::Const(_))),
            ident,
        }
    }

    /// `<'a, T: Bound>` of an impl.
    pub(super) fn params(&self) -> TokenStream {
        in_angles(&self.bounded, &self.none)
    }

    /// The same of an impl in which these types stand among generic arguments.
    pub(super) fn params_around<'t>(&self, types: impl IntoIterator<Item = &'t Trees>) -> TokenStream {
        around(self.params(), &self.bounded, types)
    }

    /// The item's `where` with these predicates before its own.
    pub(super) fn clause_with(&self, predicates: &[TokenStream]) -> TokenStream {
        let own = &self.predicates;
        rp!(where #(#predicates,)* #own)
    }

    /// A field's type outside the item's own impls.
    pub(super) fn without_self(&self, ty: impl ToTokens) -> TokenStream {
        without_self(ty, &self.ident, &self.args)
    }

    /// The item's bounds outside its own impls.
    fn bounds_without_self(&self, bounds: impl ToTokens) -> TokenStream {
        without_self_in_bounds(bounds, &self.ident, &self.args)
    }
}

/// The builder's generics: the item's, and `'__plan` where a child's builder may borrow.
pub(super) struct BuilderGenerics {
    /// `LifBuilder`.
    pub(super) ident: Ident,
    item: ItemGenerics,
    /// Whether the builder has a lifetime of its own.
    pub(super) has_plan: bool,
}

impl BuilderGenerics {
    pub(super) fn of(module: &Module, body: &Struct) -> BuilderGenerics {
        let item = ItemGenerics::of(module);
        BuilderGenerics {
            ident: builder(module),
            has_plan: body.has_submodules() && item.is_bound_to_lifetimes,
            item,
        }
    }

    /// `<'__plan, T: Bound = Default>` of the builder's declaration.
    pub(super) fn declared(&self) -> TokenStream {
        in_angles(&self.with_plan(&[], &self.item.declared), &self.item.none)
    }

    /// `<'__plan, T: Bound>` of the builder's impls, behind further lifetimes.
    pub(super) fn params(&self, further: &[TokenStream]) -> TokenStream {
        in_angles(&self.with_plan(further, &self.item.bounded), &self.item.none)
    }

    /// The same of an impl in which these types stand among generic arguments.
    pub(super) fn params_around<'t>(&self, types: impl IntoIterator<Item = &'t Trees>) -> TokenStream {
        around(self.params(&[]), &self.item.bounded, types)
    }

    fn with_plan(&self, further: &[TokenStream], params: &[TokenStream]) -> Vec<TokenStream> {
        let plan = self.has_plan.then(|| self.plan());
        let params = params.iter().map(|param| self.item.bounds_without_self(param));
        further.iter().cloned().chain(plan).chain(params).collect()
    }

    /// The lifetime of children's plans.
    pub(super) fn plan(&self) -> TokenStream {
        if self.has_plan { rp!('__plan) } else { rp!('static) }
    }

    /// `LifBuilder<'__plan, T>`.
    pub(super) fn builder(&self) -> TokenStream {
        self.builder_of(&self.item.args)
    }

    /// The same with these arguments.
    pub(super) fn builder_of(&self, args: &TokenStream) -> TokenStream {
        let args = match (self.has_plan, args.is_empty()) {
            (true, true) => rp!('__plan),
            (true, false) => rp!('__plan, #args),
            (false, _) => args.clone(),
        };
        angled(&self.ident, &args)
    }

    /// The `where` of the builder's declaration: the item outlives the plans of its children.
    ///
    /// The impls need not repeat it, since what a type says of lifetimes is implied where it is named.
    pub(super) fn declared_clause(&self) -> TokenStream {
        if !self.has_plan {
            return self.clause();
        }
        let item = &self.item.item;
        self.clause_with(&rp!(#item: '__plan))
    }

    /// The item's `where`.
    pub(super) fn clause(&self) -> TokenStream {
        self.item.bounds_without_self(&self.item.clause)
    }

    /// The item's `where` with one predicate before its own.
    pub(super) fn clause_with(&self, predicate: &TokenStream) -> TokenStream {
        let predicates = self.item.bounds_without_self(&self.item.predicates);
        rp!(where #predicate, #predicates)
    }

    /// The item's name, as literals begin with it.
    pub(super) fn item_literal(&self) -> &Ident {
        &self.item.ident
    }

    /// The item's type.
    pub(super) fn item(&self) -> &TokenStream {
        &self.item.item
    }

    /// A field's type, where `Self` is the builder.
    pub(super) fn ty(&self, ty: &Trees) -> Trees {
        // Without groups and `Self` there is nothing to replace.
        let is_plain = |tree: &TokenTree| match tree {
            TokenTree::Ident(ident) => ident != "Self",
            TokenTree::Group(_) => false,
            _ => true,
        };
        if ty.iter().all(is_plain) { ty.clone() } else { Trees::of(self.item.without_self(ty)) }
    }

    /// A user's expression, where `Self` is the builder.
    pub(super) fn expression(&self, tokens: &TokenStream) -> TokenStream {
        self.item.without_self(tokens)
    }
}

/// The builder's name.
pub(super) fn builder(module: &Module) -> Ident {
    let default = || quote::format_ident!("{}Builder", module.ident, span = module.ident.span());
    module.builder.clone().unwrap_or_else(default)
}

pub(crate) fn parameter(param: &GenericParam, with_default: bool) -> TokenStream {
    let mut param = param.clone();
    match &mut param {
        GenericParam::Lifetime(param) => param.attrs.clear(),
        GenericParam::Type(param) => {
            param.attrs.clear();
            if !with_default {
                param.default = None;
            }
        }
        GenericParam::Const(param) => {
            param.attrs.clear();
            if !with_default {
                param.default = None;
            }
        }
    }
    param.into_token_stream()
}

fn angled(ident: &Ident, args: &TokenStream) -> TokenStream {
    if args.is_empty() { ident.to_token_stream() } else { rp!(#ident<#args>) }
}

fn in_angles(params: &[TokenStream], none: &TokenStream) -> TokenStream {
    if params.is_empty() { none.clone() } else { rp!(<#(#params),*>) }
}

/// The parameters of an impl in which these types stand among generic arguments: where there are none, they have a place only
/// if the item's fields name there what they name, see `place_parameters`.
fn around<'t>(
    params: TokenStream,
    bounded: &[TokenStream],
    types: impl IntoIterator<Item = &'t Trees>,
) -> TokenStream {
    let is_placed = !bounded.is_empty() || types.into_iter().all(is_named_in_arguments);
    if is_placed { params } else { TokenStream::new() }
}
