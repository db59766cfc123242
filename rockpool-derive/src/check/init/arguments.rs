//! Numbers that are given to initialisers: what they can never give, or the elements never hold.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Type;

use crate::check::bounds::number;
use crate::check::types;
use crate::ctxt::Ctxt;
use crate::parse::text;
use crate::parse::value::is_punct;

/// Only literals can be judged here; the rest is a fault of `build`.
pub(super) fn check_arguments(cx: &Ctxt, init: &TokenStream, ty: &Type) {
    let trees: Vec<TokenTree> = init.clone().into_iter().collect();
    let [TokenTree::Ident(name), TokenTree::Group(group)] = trees.as_slice() else {
        return;
    };
    if group.delimiter() != Delimiter::Parenthesis {
        return;
    }
    let arguments: Vec<TokenTree> = group.stream().into_iter().collect();
    let arguments: Vec<TokenStream> = arguments
        .split(|tree| is_punct(tree, ','))
        .map(|part| part.iter().cloned().collect())
        .filter(|part: &TokenStream| !part.is_empty())
        .collect();
    match (name.to_string().as_str(), arguments.as_slice()) {
        ("fill", [value]) => check_fill(cx, value, ty),
        ("uniform", [low, high]) => {
            if let (Some(low), Some(high)) = (number(low), number(high))
                && low >= high
            {
                let written = text::written(init.clone());
                let way_out = if low > high {
                    format!("write `uniform({}, {})`", in_text(&arguments[1]), in_text(&arguments[0]))
                } else {
                    format!("write `fill({})` for one number", in_text(&arguments[0]))
                };
                cx.error(
                    init,
                    format!("no number lies in `{written}`, where the lower end comes first; {way_out}"),
                );
            }
        }
        ("normal" | "truncated_normal", [_, deviation])
            if number(deviation).is_some_and(|deviation| deviation < 0.0) =>
        {
            cx.error(deviation, "a deviation is never negative; write it without `-`");
        }
        ("sparse", [density, _])
            if number(density).is_some_and(|density| !(0.0..=1.0).contains(&density)) =>
        {
            cx.error(density, "a density is a part of all elements; write a number from 0.0 to 1.0");
        }
        _ => {}
    }
}

/// Elements of an integer type hold the number that fills them, and no fractions; truth is no number.
fn check_fill(cx: &Ctxt, tokens: &TokenStream, ty: &Type) {
    let element = types::path_name(types::element(ty)).map(ToString::to_string).unwrap_or_default();
    let written = in_text(tokens);
    let is_bool = written == "true" || written == "false";
    match number(tokens) {
        Some(value) if element == "bool" => {
            cx.error(tokens, format!("`{written}` is no `bool`; write `fill({})`", value != 0.0));
            return;
        }
        None if is_bool && element != "bool" && types::is_number(types::element(ty)) => {
            let value = match (written.as_str(), types::integer(ty)) {
                ("true", Some(_)) => "1",
                ("true", None) => "1.0",
                (_, Some(_)) => "0",
                (_, None) => "0.0",
            };
            cx.error(tokens, format!("`{written}` is no `{element}`; write `fill({value})`"));
            return;
        }
        _ => {}
    }
    let (Some(types::Integer { name, least, most }), Some(value)) = (types::integer(ty), number(tokens))
    else {
        return;
    };
    let is_whole =
        tokens.clone().into_iter().last().is_some_and(|tree| syn::parse2::<syn::LitInt>(tree.into()).is_ok());
    let way_out = if !is_whole {
        if value.fract() == 0.0 && (least..=most).contains(&value) {
            format!("write `fill({value})`")
        } else {
            "use a float type, or fill with an integer".to_owned()
        }
    } else if (least..=most).contains(&value) {
        return;
    } else if value < 0.0 && least == 0.0 {
        "use a signed type, or fill with another number".to_owned()
    } else {
        "use a larger type, or fill with a smaller number".to_owned()
    };
    cx.error(tokens, format!("`{written}` is no `{name}`; {way_out}"));
}

fn in_text(tokens: &TokenStream) -> String {
    text::written(tokens.clone())
}
