//! `#[module(shape = inner)]`: a struct that has the shape of one of its submodules.

use syn::{Ident, Member};

use crate::check::lengths::Scope;
use crate::check::names::own_name;
use crate::ctxt::Ctxt;
use crate::model::module::{Field, Role};
use crate::model::raw::{RawField, RawItemArgs, RawLength};
use crate::nearest::nearest;
use crate::symbol::Helper;

/// The field that the item's shape names: the one length is the bare name of a submodule.
pub(super) fn wrapped<'a>(args: &'a RawItemArgs, fields: &[RawField]) -> Option<&'a Ident> {
    let shapes = args.shape.as_ref()?.value.as_ref()?;
    let ([shape], false) = (shapes.shapes.as_slice(), shapes.is_list) else { return None };
    let [RawLength::Name(name)] = shape.lengths.as_slice() else { return None };
    let is_it = |field: &&RawField| matches!(&field.member, Member::Named(member) if member == name);
    let field = fields.iter().find(is_it)?;
    let is_submodule = field
        .roles
        .iter()
        .any(|role| role.helper == Helper::Module && role.args.skip.is_none() && role.args.origin.is_none());
    is_submodule.then_some(name)
}

/// A bare name that is nearly that of a submodule, and the length of nothing, is meant to be the submodule's.
pub(super) fn check_nearly_wrapped(cx: &Ctxt, args: &RawItemArgs, scope: &Scope, fields: &[Field]) {
    let shapes = args.shape.as_ref().and_then(|arg| arg.value.as_ref());
    let Some([shape]) = shapes.map(|shapes| shapes.shapes.as_slice()) else { return };
    // Once in the item's own shape.
    let ([RawLength::Name(name)], 1) = (shape.lengths.as_slice(), scope.uses(0)) else { return };
    let submodules = fields.iter().filter(|field| matches!(field.role, Role::Submodule(_)));
    let names: Vec<String> = submodules.map(|field| own_name(&field.member)).collect();
    if let Some(meant) = nearest(&name.to_string(), names.iter().map(String::as_str)) {
        cx.error(
            name,
            format!("dim `{name}` is the length of nothing; write `{meant}` for the shape of that submodule, or use the dim in a shape"),
        );
    }
}

/// The index of the submodule, which has no shape of its own.
pub(super) fn check_wrapped(cx: &Ctxt, wrapped: &Ident, fields: &[Field]) -> Option<usize> {
    let name = own_name(&Member::Named(wrapped.clone()));
    let submodule = fields.iter().find_map(|field| match &field.role {
        Role::Submodule(submodule) if own_name(&field.member) == name => Some(submodule),
        _ => None,
    })?;
    if submodule.shape.is_some() {
        cx.error(
            wrapped,
            format!("`{name}` has a `shape` in the dims of this struct, so the struct cannot have its shape from `{name}`; write the lengths here, or remove the `shape` of `{name}`"),
        );
    }
    Some(submodule.index)
}
