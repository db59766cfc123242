//! Enums: every variant holds one submodule, or nothing.

use syn::ext::IdentExt as _;
use syn::{Generics, Ident};

use crate::check::generics;
use crate::ctxt::Ctxt;
use crate::model::module::Variant;
use crate::model::raw::{RawField, RawItemArgs, RawRole, RawVariant};
use crate::symbol::Helper;

/// An enum's shape and flags are those of the variant at hand.
pub(super) fn check_enum_args(cx: &Ctxt, args: &RawItemArgs) {
    if let Some(arg) = &args.builder {
        cx.error(&arg.key, "an enum has no builder; remove `builder`, the variants' modules have theirs");
    }
    let keys: [Option<&Ident>; 4] = [
        args.shape.as_ref().map(|arg| &arg.key),
        args.dims.as_ref().map(|arg| &arg.key),
        args.spiking_input.as_ref(),
        args.spiking_output.as_ref(),
    ];
    for key in keys.into_iter().flatten() {
        cx.error(
            key,
            format!("an enum has no `{key}` of its own; remove it, the variants' modules have theirs"),
        );
    }
}

pub(super) fn check_variants(cx: &Ctxt, generics: &Generics, variants: Vec<RawVariant>) -> Vec<Variant> {
    variants.into_iter().map(|variant| check_variant(cx, generics, variant)).collect()
}

fn check_variant(cx: &Ctxt, generics: &Generics, variant: RawVariant) -> Variant {
    let count = cx.count();
    let is_sound = variant.fields.iter().all(|field| !field.has_fault);
    let ident = variant.ident;
    if let Some(second) = variant.fields.get(1) {
        let count = variant.fields.len();
        cx.error(
            &second.caret,
            format!("variant `{ident}` has {count} fields, but holds at most one submodule; put them into a struct of their own"),
        );
    }
    for field in &variant.fields {
        for role in &field.roles {
            check_mark(cx, role);
        }
        generics::check_submodule(cx, generics, &field.ty);
    }
    let field = variant.fields.into_iter().next();
    Variant {
        name: ident.unraw().to_string(),
        ident,
        docs: variant.docs,
        field: field.map(|RawField { member, ty, .. }| (member, ty)),
        is_intact: is_sound && cx.count() == count,
    }
}

/// `#[module]` says what is so anyway and is let pass; everything else has no meaning here.
fn check_mark(cx: &Ctxt, role: &RawRole) {
    let (helper, args) = (role.helper, &role.args);
    if helper != Helper::Module {
        cx.error(
            &role.name,
            format!("a variant's field is a submodule; remove `{helper}`, or put the field into a struct of its own"),
        );
        return;
    }
    let keys = [
        args.shape.as_ref().map(|arg| &arg.key),
        args.rename.as_ref().map(|arg| &arg.key),
        args.init.as_ref().map(|arg| &arg.key),
        args.skip.as_ref(),
        args.origin.as_ref(),
    ];
    for key in keys.into_iter().flatten().chain(&args.alias_keys) {
        cx.error(
            key,
            format!("a variant is transparent in paths and takes no `{key}`; remove it, or put the field into a struct of its own"),
        );
    }
}
