//! Initial values against the declared shapes.

use proc_macro2::TokenStream;

use proc_macro2::{Delimiter, TokenTree};
use syn::{Expr, ExprLit, Lit, Type};

use crate::check::bounds::number;
use crate::check::lengths::value;
use crate::ctxt::Ctxt;
use crate::model::module::{Length, Shape};
use crate::model::raw::Arg;
use crate::parse::text;
use crate::parse::value::is_punct;

/// A number is of shape `()` and is never broadcast; where no such shape is permitted, `fill` is meant.
pub(super) fn check_init(cx: &Ctxt, init: Option<&Arg<TokenStream>>, shapes: &[Shape], ty: &Type) {
    if let Some(init) = init {
        check_elements(cx, &init.value, ty);
    }
    let Some(init) = init.filter(|init| number(&init.value).is_some()) else {
        return;
    };
    let is_one = |length: &Length| value(length) == Some(1);
    let is_permitted = shapes.iter().any(|shape| shape.lengths.iter().all(is_one));
    if let Some(shape) = shapes.first()
        && !is_permitted
    {
        let (written, shape) = (text::written(init.value.clone()), text::written(shape.tokens.clone()));
        cx.error(
            &init.value,
            format!("`{written}` is one number, but the shape `{shape}` has axes; write `fill({written})` to begin every element with it"),
        );
    }
}

/// An array literal has as many elements as the array type of the field, on every level.
fn check_elements(cx: &Ctxt, init: &TokenStream, ty: &Type) {
    let Type::Array(array) = ty else {
        return;
    };
    let Some((count, elements)) = elements(init) else {
        return;
    };
    match &array.len {
        Expr::Lit(ExprLit { lit: Lit::Int(length), .. })
            if length.base10_parse::<u64>().is_ok_and(|length| length != count) =>
        {
            let length = length.base10_digits();
            cx.error(
                init,
                format!("this array has {count} element{}, but the field's type has {length}; write {length}, or `fill(..)` to begin every element with one number", if count == 1 { "" } else { "s" }),
            );
        }
        _ => {
            for element in elements {
                check_elements(cx, &element, &array.elem);
            }
        }
    }
}

/// How many elements `[a, b]` or `[a; 3]` has, and those written.
fn elements(tokens: &TokenStream) -> Option<(u64, Vec<TokenStream>)> {
    let mut trees = tokens.clone().into_iter();
    let (Some(TokenTree::Group(list)), None) = (trees.next(), trees.next()) else {
        return None;
    };
    if list.delimiter() != Delimiter::Bracket {
        return None;
    }
    let trees: Vec<TokenTree> = list.stream().into_iter().collect();
    // Commas that separate something else.
    if trees.iter().any(|tree| is_punct(tree, '<') || is_punct(tree, '|')) {
        return None;
    }
    let joined = |part: &[TokenTree]| part.iter().cloned().collect::<TokenStream>();
    if let Some(at) = trees.iter().position(|tree| is_punct(tree, ';')) {
        let count = syn::parse2::<syn::LitInt>(joined(&trees[at + 1..])).ok()?.base10_parse().ok()?;
        return Some((count, vec![joined(&trees[..at])]));
    }
    let parts = trees.split(|tree| is_punct(tree, ',')).filter(|part| !part.is_empty());
    let elements: Vec<TokenStream> = parts.map(joined).collect();
    Some((u64::try_from(elements.len()).ok()?, elements))
}
