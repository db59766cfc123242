//! Shapes: permitted ones of an attribute, the one of a submodule and of the item.

use quote::ToTokens;
use syn::{Expr, ExprLit, Lit, Type, TypeArray};

use crate::check::lengths::{Scope, display, value};
use crate::check::types;
use crate::ctxt::Ctxt;
use crate::model::module::{FixedLength, Length, Shape};
use crate::model::raw::{Arg, RawShape, RawShapes};
use crate::parse::text;

/// The permitted shapes of an attribute.
pub(super) fn check_permitted(
    cx: &Ctxt,
    scope: &Scope,
    arg: Option<&Arg<Option<RawShapes>>>,
    ty: &Type,
) -> (Vec<Shape>, Vec<FixedLength>) {
    let mut same = Vec::new();
    let Some(raw) = arg.and_then(|arg| arg.value.as_ref()) else {
        return (Vec::new(), same);
    };
    if raw.shapes.is_empty() {
        cx.error(&raw.tokens, "`shape = []` permits no shape at all; list at least one, or remove `shape`");
    }
    let mut shapes: Vec<Shape> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    for shape in &raw.shapes {
        let lengths = resolve(cx, scope, shape);
        if !raw.is_guess {
            check_rank(cx, shape, ty);
        }
        same.extend(check_array_lengths(cx, scope, shape, &lengths, ty));
        let text: String = format!("{:?}", lengths.iter().map(display).collect::<Vec<_>>());
        if texts.contains(&text) {
            let written = text::written(shape.tokens.clone());
            cx.error(&shape.tokens, format!("shape `{written}` is listed twice; keep one"));
        }
        texts.push(text);
        shapes.push(Shape { tokens: shape.tokens.clone(), lengths });
    }
    (shapes, same)
}

/// The rank of a shape is that of the type, where the type's name says which.
///
/// rustc tells it of all others, and cannot say which rank they have.
fn check_rank(cx: &Ctxt, shape: &RawShape, ty: &Type) {
    let declared = shape.lengths.len();
    let Some(rank) = types::rank(ty).filter(|rank| *rank != declared) else {
        return;
    };
    let found = text::written(ty.to_token_stream());
    let element = text::written(types::element(ty).to_token_stream());
    let lengths = types::lengths(rank);
    let holds = match rank {
        0 => "is one number".to_owned(),
        rank => format!("holds arrays of rank {rank}"),
    };
    cx.error(
        &shape.tokens,
        format!("this shape has rank {declared}, but `{found}` {holds}; give {lengths}, or use `ArrayD<{element}>` where several ranks are permitted"),
    );
}

/// Types that hold no attribute, and what does.
pub(super) fn check_type(cx: &Ctxt, scope: &Scope, ty: &Type) {
    if let Some(types::Rows { axes, why }) = types::rows(ty) {
        let element = text::written(types::element(ty).to_token_stream());
        let array = match axes {
            1..=6 => format!("`Array{axes}<{element}>`"),
            _ => format!("`ArrayD<{element}>`"),
        };
        let fixed =
            if axes == 2 { format!(", or `[[{element}; N]; M]` for fixed lengths") } else { String::new() };
        cx.error(ty, format!("{why}; use {array}{fixed}"));
    } else if let Some(text) = types::array_of_text(ty) {
        cx.error(
            ty,
            format!("`{text}` cannot be an element of an array attribute; use a float, an integer or `bool`, or leave the field out by `#[module(skip)]`"),
        );
    }
    if let Some(function) = types::unheld_function(ty) {
        let written = text::written(ty.to_token_stream());
        cx.error(
            ty,
            format!("`{written}` cannot be an attribute; hold the function as `Arc<dyn {function} + Send + Sync>`, or as a pointer, such as `fn(f64) -> f64`"),
        );
    }
    if let Some(length) = types::named_length(ty).filter(|length| scope.is_dim(length)) {
        let element = text::written(types::element(ty).to_token_stream());
        cx.error_of_a_name(
            length,
            format!("the length of an array type is known when it is compiled, and a dim is not; use `Array1<{element}>` with `shape = {length}`, or a const parameter"),
        );
    }
}

/// The shape of a submodule or of the item, of which there is one.
pub(super) fn check_single(
    cx: &Ctxt,
    scope: &Scope,
    arg: Option<&Arg<Option<RawShapes>>>,
    what: &str,
) -> Option<Shape> {
    let raw = arg?.value.as_ref()?;
    if raw.is_list {
        cx.error(
            &raw.tokens,
            format!("{what} has one shape; write it without brackets, as in `shape = (n_in, n_out)`"),
        );
    }
    raw.shapes.first().map(|shape| Shape { tokens: shape.tokens.clone(), lengths: resolve(cx, scope, shape) })
}

fn resolve(cx: &Ctxt, scope: &Scope, shape: &RawShape) -> Vec<Length> {
    shape.lengths.iter().map(|length| scope.resolve(cx, length)).collect()
}

/// `[[f64; 3]; 2]` has the lengths `(2, 3)`, whatever the shape says.
///
/// Where both are literals, it is told here; the others are left to rustc.
fn check_array_lengths(
    cx: &Ctxt,
    scope: &Scope,
    shape: &RawShape,
    lengths: &[Length],
    ty: &Type,
) -> Vec<FixedLength> {
    let is_of_any_length = is_growable(ty) || scope.is_generic(&ty.to_token_stream());
    let (mut ty, mut left) = (Some(ty), Vec::new());
    for (axis, (raw, length)) in shape.lengths.iter().zip(lengths).enumerate() {
        let array = ty.and_then(array);
        ty = array.map(|array| &*array.elem);
        let actual = array.and_then(|array| literal(&array.len));
        match (value(length), actual) {
            (Some(declared), Some(actual)) if declared != actual => cx.error(
                raw,
                format!("this length is {declared}, but the field's type has {actual} elements there; write {actual}, or change the type"),
            ),
            (Some(_), Some(_)) => {}
            (declared, _) => {
                let length = match (declared, length) {
                    (Some(declared), _) => Length::Literal(declared),
                    (None, length) if scope.is_constant(length) => length.clone(),
                    _ => continue,
                };
                if !is_of_any_length {
                    left.push(FixedLength { axis, length, tokens: raw.to_token_stream() });
                }
            }
        }
    }
    left
}

/// Whether a type is called like one whose arrays have any length, as most are: rustc need not ask it.
fn is_growable(ty: &Type) -> bool {
    let Type::Path(path) = types::unwrapped(ty) else { return false };
    path.path.segments.last().is_some_and(|last| {
        ["Vec", "ArrayD", "Array1", "Array2", "Array3", "Array4"].iter().any(|name| last.ident == name)
    })
}

fn array(ty: &Type) -> Option<&TypeArray> {
    match types::unwrapped(ty) {
        Type::Array(array) => Some(array),
        _ => None,
    }
}

fn literal(len: &Expr) -> Option<u64> {
    match len {
        Expr::Lit(ExprLit { lit: Lit::Int(int), .. }) => int.base10_parse().ok(),
        Expr::Group(group) => literal(&group.expr),
        Expr::Paren(paren) => literal(&paren.expr),
        _ => None,
    }
}
