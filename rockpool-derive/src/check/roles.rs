//! Every field has exactly one role.

use proc_macro2::{Ident, Span};
use syn::{Member, Type};

use crate::ctxt::Ctxt;
use crate::model::raw::{RawArgs, RawField, RawRole};
use crate::nearest::DidYouMean;
use crate::symbol::Helper;

/// What a field is, its arguments still raw.
pub(super) enum RawMeaning {
    Attribute(Helper, RawArgs),
    Submodule(RawArgs),
    Skip(RawArgs),
    Origin(syn::Ident),
}

/// Takes the field's one role; a field without one is treated as skipped once that is told.
pub(super) fn check_role(cx: &Ctxt, field: &mut RawField) -> RawMeaning {
    let name = field_name(&field.member);
    let mut roles = std::mem::take(&mut field.roles).into_iter();
    if let Some((attribute, meant)) = &field.misspelt {
        let meant = meant.to_string();
        cx.error(attribute, format!("`#[{attribute}]` gives {name} no role{}", DidYouMean(Some(&meant))));
    }
    let Some(first) = roles.next() else {
        return check_missing(cx, &name, field);
    };
    if let Some(second) = roles.next() {
        check_second(cx, &name, &first, &second);
    }
    let RawRole { helper, args, .. } = first;
    if helper != Helper::Module {
        return RawMeaning::Attribute(helper, args);
    }
    match (&args.skip, &args.origin) {
        (Some(skip), Some(origin)) => {
            // The later of the two is the one too many.
            let message = format!(
                "{name} has two roles, `{skip}` and `{origin}`; keep `{origin}` if its type is `Origin`, `{skip}` otherwise"
            );
            cx.error(origin, message);
            RawMeaning::Origin(origin.clone())
        }
        (Some(_), None) => RawMeaning::Skip(args),
        (None, Some(origin)) => {
            check_origin_alone(cx, &args);
            RawMeaning::Origin(origin.clone())
        }
        (None, None) => RawMeaning::Submodule(args),
    }
}

/// Tells that there is no role. What is called `Origin` is one all the same, so that the builder is there.
fn check_missing(cx: &Ctxt, name: &str, field: &RawField) -> RawMeaning {
    if is_origin(&field.ty) {
        cx.error(&field.caret, format!("{name} has no role; mark it `#[module(origin)]`"));
        return RawMeaning::Origin(Ident::new("origin", Span::call_site()));
    }
    cx.error(
        &field.caret,
        format!("{name} has no role; mark it `#[parameter]`, `#[state]`, `#[simulation]`, `#[module]`, or `#[module(skip)]` to leave it out"),
    );
    RawMeaning::Skip(RawArgs::default())
}

/// Whether a type is called `Origin`; decides what is proposed, never what a field is.
fn is_origin(ty: &Type) -> bool {
    matches!(ty, Type::Path(ty) if ty.path.segments.last().is_some_and(|last| last.ident == "Origin"))
}

fn check_second(cx: &Ctxt, name: &str, first: &RawRole, second: &RawRole) {
    let (one, two) = (first.helper, second.helper);
    if one == two {
        cx.error(
            &second.name,
            format!("{name} has the role `{one}` twice; keep one, with the arguments of both"),
        );
        return;
    }
    // `state` is named first, because it is the one people forget.
    let (a, b) = if two == Helper::State { (two, one) } else { (one, two) };
    cx.error(
        &second.name,
        format!(
            "{name} has two roles, `{one}` and `{two}`; keep `{a}` if {}, `{b}` if {}",
            a.meaning(),
            b.meaning()
        ),
    );
}

fn check_origin_alone(cx: &Ctxt, args: &RawArgs) {
    let keys = [
        args.shape.as_ref().map(|arg| &arg.key),
        args.len.as_ref().map(|arg| &arg.key),
        args.rename.as_ref().map(|arg| &arg.key),
        args.init.as_ref().map(|arg| &arg.key),
    ];
    for key in keys.into_iter().flatten().chain(&args.alias_keys) {
        cx.error(key, format!("an origin takes no arguments; remove `{key}`"));
    }
}

/// A field's name in messages.
pub(super) fn field_name(member: &Member) -> String {
    match member {
        Member::Named(ident) => format!("field `{ident}`"),
        Member::Unnamed(index) => format!("field {}", index.index),
    }
}
