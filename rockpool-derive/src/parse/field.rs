//! A field: its type, its docs, and its helper attributes.

use quote::ToTokens;
use syn::{Attribute, Field, Fields, Ident, Index, Member, Visibility};

use crate::ctxt::Ctxt;
use crate::model::docs::Docs;
use crate::model::raw::{Arg, RawArgs, RawField, RawRole};
use crate::parse::arguments::{Written, parse_arguments};
use crate::parse::bounds::parse_bounds;
use crate::parse::literal::{boolean, expression, flag, other, string, type_path};
use crate::parse::marks::marks;
use crate::parse::shape::{parse_len, parse_shapes};
use crate::symbol::{self, Helper, Meant, Place};

pub(crate) fn parse_fields(cx: &Ctxt, fields: Fields) -> Vec<RawField> {
    fields.into_iter().enumerate().map(|(index, field)| parse_field(cx, index, field)).collect()
}

pub(crate) fn parse_field(cx: &Ctxt, index: usize, field: Field) -> RawField {
    let count = cx.count();
    let mut roles: Vec<RawRole> = field.attrs.iter().filter_map(|attr| parse_role(cx, attr)).collect();
    let misspelt = if roles.is_empty() { parse_misspelt(cx, &field.attrs) } else { None };
    let misspelt = misspelt.and_then(|(role, told)| {
        roles.push(role);
        told
    });
    let caret = match &field.ident {
        Some(ident) => ident.to_token_stream(),
        None => field.ty.to_token_stream(),
    };
    let member = match field.ident {
        Some(ident) => Member::Named(ident),
        None => Member::Unnamed(Index::from(index)),
    };
    let is_public = matches!(field.vis, Visibility::Public(_));
    RawField {
        member,
        caret,
        docs: Docs::of(&field.attrs),
        marks: marks(&field.attrs),
        ty: field.ty,
        is_public,
        roles,
        misspelt,
        has_fault: cx.count() > count,
    }
}

fn parse_role(cx: &Ctxt, attr: &Attribute) -> Option<RawRole> {
    let helper = Helper::of(attr.path())?;
    let name: Ident = attr.path().get_ident()?.clone();
    cx.document(&name);
    Some(RawRole { helper, name, args: parse_args(cx, attr, helper) })
}

/// The role that an attribute of another name was probably meant to give, with its name and what it stands
/// for if that is told here. The role is taken for given, so that nothing follows upon the typo.
fn parse_misspelt(cx: &Ctxt, attrs: &[Attribute]) -> Option<(RawRole, Option<(Ident, Meant)>)> {
    let (attr, meant) = attrs.iter().find_map(|attr| Some((attr, symbol::meant_by(attr.path())?)))?;
    let name = attr.path().segments.last()?.ident.clone();
    let mut args = parse_args(cx, attr, meant.helper);
    match meant.flag {
        Some(symbol::SKIP) => args.skip = Some(name.clone()),
        Some(_) => args.origin = Some(name.clone()),
        None => {}
    }
    let role = RawRole { helper: meant.helper, name: name.clone(), args };
    Some((role, meant.is_told_here.then_some((name, meant))))
}

fn parse_args(cx: &Ctxt, attr: &Attribute, helper: Helper) -> RawArgs {
    let arguments = parse_arguments(cx, attr, Place::Field(helper));
    let mut args = RawArgs { has_lost: arguments.has_lost, ..RawArgs::default() };
    for written in &arguments.written {
        if written.is_guess {
            cx.guess(|| set(cx, &mut args, written));
        } else {
            set(cx, &mut args, written);
        }
    }
    args
}

fn set(cx: &Ctxt, args: &mut RawArgs, written: &Written) {
    match written.argument {
        symbol::FAMILY => args.family = arg(written, string(cx, written)),
        symbol::SHAPE => args.shape = arg(written, parse_shapes(cx, written)),
        symbol::LEN => args.len = arg(written, parse_len(cx, written)),
        symbol::INIT => args.init = arg(written, expression(cx, written)),
        symbol::CAST => args.cast = arg(written, expression(cx, written)),
        symbol::PERMIT_RESHAPE => {
            args.permit_reshape = arg(written, boolean(cx, written).unwrap_or(true));
        }
        symbol::STORED => args.stored = arg(written, boolean(cx, written).unwrap_or(true)),
        symbol::COMMON => args.common = Some(flag(cx, written)),
        symbol::UNIT => {
            let other = other(written);
            args.has_other_unit = other.is_some();
            args.unit = arg(written, other.or_else(|| string(cx, written)));
        }
        symbol::BOUNDS => args.bounds = arg(written, parse_bounds(cx, written)),
        symbol::WITH => args.with = arg(written, type_path(cx, written)),
        symbol::RENAME => args.rename = arg(written, string(cx, written)),
        symbol::ALIAS => {
            args.alias_keys.push(written.key.clone());
            args.aliases.extend(string(cx, written));
        }
        symbol::SKIP => args.skip = Some(flag(cx, written)),
        symbol::ORIGIN => args.origin = Some(flag(cx, written)),
        _ => {}
    }
}

#[expect(clippy::unnecessary_wraps, reason = "it fills the fields of `RawArgs`, which are options")]
pub(crate) fn arg<T>(written: &Written, value: T) -> Option<Arg<T>> {
    Some(Arg { key: written.key.clone(), value })
}
