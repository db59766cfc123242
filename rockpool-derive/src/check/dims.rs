//! The dims that an item declares: the bare names of its shape, then `dims(..)`.

use syn::ext::IdentExt as _;
use syn::{GenericParam, Generics, Ident};

use crate::check::lengths::Scope;
use crate::ctxt::Ctxt;
use crate::model::module::{Dim, Length};
use crate::model::raw::{RawDim, RawDimValue, RawItemArgs, RawLength};
use crate::parse::{is_keyword, is_upper_case, keyword};

/// Declares the item's dims; definitions are resolved against all of them, since order says nothing.
///
/// The bare name of a wrapped field is no dim.
pub(super) fn check_dims<'a>(
    cx: &Ctxt,
    args: &'a RawItemArgs,
    generics: &Generics,
    fields: Vec<String>,
    wrapped: Option<&Ident>,
) -> (Scope, Vec<Dim>) {
    let consts: Vec<&Ident> = generics.const_params().map(|param| &param.ident).collect();
    let mut names: Vec<&'a Ident> = Vec::new();
    for length in shape_lengths(args) {
        if let RawLength::Name(name) = length
            && !consts.contains(&name)
            && !is_upper_case(name)
            && !names.contains(&name)
            && wrapped.is_none()
        {
            names.push(name);
        }
    }
    let in_shape = names.len();
    let mut values: Vec<Option<&'a RawDimValue>> = vec![None; in_shape];
    for RawDim { name, value } in declared(args) {
        // What a dim of the shape defaults to is all that can be said of it here.
        let of_shape = names[..in_shape].iter().position(|known| *known == name);
        if let (RawDimValue::Default(_), Some(index)) = (value, of_shape)
            && values[index].is_none()
        {
            values[index] = Some(value);
        } else if check_declaration(cx, name, value, &names, in_shape, &consts) {
            names.push(name);
            values.push(Some(value));
        }
    }
    let is_known = is_read(args);
    let scope = Scope::new(names.iter().copied(), generics, fields, is_known);
    let dims: Vec<Dim> = names
        .into_iter()
        .zip(values)
        .map(|(name, value)| {
            let (definition, default) = match value {
                None | Some(RawDimValue::Free) => (None, None),
                Some(RawDimValue::Defined(length)) => (Some(scope.resolve(cx, length)), None),
                Some(RawDimValue::Default(length)) => (None, Some(scope.resolve(cx, length))),
            };
            Dim { name: name.clone(), definition, default }
        })
        .collect();
    check_cycles(cx, &dims);
    check_defaults(cx, &dims);
    (scope, dims)
}

/// Whether all declarations could be read; if not, an unknown dim may be one of those that could not.
fn is_read(args: &RawItemArgs) -> bool {
    let shape = args.shape.as_ref().is_none_or(|arg| arg.value.is_some());
    let dims = args.dims.as_ref().is_none_or(|arg| arg.value.is_some());
    shape && dims && !args.has_lost
}

fn shape_lengths(args: &RawItemArgs) -> impl Iterator<Item = &RawLength> {
    let shapes = args.shape.as_ref().and_then(|arg| arg.value.as_ref());
    shapes.into_iter().flat_map(|shapes| &shapes.shapes).flat_map(|shape| &shape.lengths)
}

fn declared(args: &RawItemArgs) -> impl Iterator<Item = &RawDim> {
    let dims = args.dims.as_ref().and_then(|arg| arg.value.as_ref());
    dims.into_iter().flatten()
}

fn check_declaration(
    cx: &Ctxt,
    name: &Ident,
    value: &RawDimValue,
    names: &[&Ident],
    in_shape: usize,
    consts: &[&Ident],
) -> bool {
    if let Some(at) = names.iter().position(|known| *known == name) {
        let is_default = matches!(value, RawDimValue::Default(_));
        let way_out = match (at < in_shape && !is_default, matches!(value, RawDimValue::Defined(_))) {
            (true, true) => "the bare name in `shape` declares it already, so write its length there",
            (true, false) => "the bare name in `shape` declares it already, so remove this one",
            (false, _) => "keep one",
        };
        cx.error(name, format!("dim `{name}` is declared twice; {way_out}"));
        return false;
    }
    if consts.contains(&name) {
        cx.error(
            name,
            format!("dim `{name}` has the name of a const parameter; a shape can use `{name}` as it is, so rename or remove the dim"),
        );
        return false;
    }
    if is_upper_case(name) {
        cx.error(
            name,
            format!("dim `{name}` looks like a constant; name dims in lower case, as in `n_hidden`"),
        );
        return false;
    }
    if is_keyword(name) {
        cx.error(name, keyword(name));
        return false;
    }
    true
}

/// A defined dim that leads back to itself has no value.
fn check_cycles(cx: &Ctxt, dims: &[Dim]) {
    let mut is_told = vec![false; dims.len()];
    for start in 0..dims.len() {
        if is_told[start] {
            continue;
        }
        if let Some(way) = way_back(dims, start) {
            for &dim in &way {
                is_told[dim] = true;
            }
            let names: Vec<String> =
                way.iter().chain([&start]).map(|&dim| format!("`{}`", dims[dim].name.unraw())).collect();
            let (name, names) = (&dims[start].name, names.join(" → "));
            cx.error(
                name,
                format!("dim `{name}` is defined by itself ({names}); leave one of them free, as in `dims({name})`"),
            );
        }
    }
}

/// A default that leads back to its dim by definitions alone says nothing.
fn check_defaults(cx: &Ctxt, dims: &[Dim]) {
    for (index, Dim { name, default, .. }) in dims.iter().enumerate() {
        let Some(default) = default else { continue };
        let mut used = Vec::new();
        uses(default, &mut used);
        if used.iter().any(|&used| used == index || leads_to(dims, used, index)) {
            cx.error(
                name,
                format!("dim `{name}` defaults to itself; name another dim or a length, as in `{name} = default(1)`"),
            );
        }
    }
}

/// Whether the definition of a dim needs another.
fn leads_to(dims: &[Dim], start: usize, end: usize) -> bool {
    let mut seen = vec![false; dims.len()];
    let mut open = vec![start];
    while let Some(dim) = open.pop() {
        if dim == end {
            return true;
        }
        if let Some(definition) = &dims[dim].definition
            && !std::mem::replace(&mut seen[dim], true)
        {
            uses(definition, &mut open);
        }
    }
    false
}

/// The dims on the way from `start` back to it.
fn way_back(dims: &[Dim], start: usize) -> Option<Vec<usize>> {
    let mut seen = vec![false; dims.len()];
    let mut ways = vec![vec![start]];
    while let Some(way) = ways.pop() {
        let last = way.last().copied().unwrap_or(start);
        let mut used = Vec::new();
        if let Some(definition) = &dims[last].definition {
            uses(definition, &mut used);
        }
        for next in used {
            if next == start {
                return Some(way);
            }
            if !std::mem::replace(&mut seen[next], true) {
                ways.push(way.iter().copied().chain([next]).collect());
            }
        }
    }
    None
}

fn uses(length: &Length, into: &mut Vec<usize>) {
    match length {
        Length::Dim { index, .. } => into.push(*index),
        Length::Binary { left, right, .. } => {
            uses(left, into);
            uses(right, into);
        }
        Length::Literal(_) | Length::Constant { .. } => {}
    }
}

/// The item's const parameters and type parameters, for lengths that name them.
pub(super) fn generic_names(generics: &Generics) -> (Vec<String>, Vec<String>) {
    let mut consts = Vec::new();
    let mut types = Vec::new();
    for param in &generics.params {
        match param {
            GenericParam::Const(param) => consts.push(param.ident.unraw().to_string()),
            GenericParam::Type(param) => types.push(param.ident.unraw().to_string()),
            GenericParam::Lifetime(_) => {}
        }
    }
    (consts, types)
}
