//! Shapes: `(a, b)`, `n`, or a list `[(a, b), (b,), ()]`; and the entries of `dims(..)`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Ident, Result, Token};

use crate::ctxt::Ctxt;
use crate::model::raw::{RawDim, RawDimValue, RawLength, RawShape, RawShapes};
use crate::parse::arguments::{Value, Written};
use crate::parse::length::{LENGTH_MISSING, end, is_shape, is_upper_case, parse_length};
use crate::parse::value::{is_punct, ungrouped};
use crate::parse::{literal, text};
use crate::symbol::DEFAULT;

/// The value of `shape = ..`; every alternative that can be read is.
pub(crate) fn parse_shapes(cx: &Ctxt, written: &Written) -> Option<RawShapes> {
    cx.begin();
    let shapes = read_shapes(cx, written);
    if shapes.is_none() {
        suppose(cx, written);
    }
    shapes
}

/// The value of `len = ..`.
pub(crate) fn parse_len(cx: &Ctxt, written: &Written) -> Option<RawLength> {
    cx.begin();
    let length = literal::tokens(cx, written).map(ungrouped).and_then(|tokens| {
        if let Ok(quoted) = syn::parse2::<syn::LitStr>(tokens.clone()) {
            let text = quoted.value();
            let example =
                if is_shape(&text) { format!("len = {text}") } else { written.argument.example.to_owned() };
            cx.error(tokens, format!("`len` takes a length without quotes; write `{example}`"));
            return None;
        }
        if single_group(&tokens)
            .is_some_and(|group| group.stream().into_iter().any(|tree| is_punct(&tree, ',')))
        {
            cx.error(
                tokens,
                "`len` takes one length, the number of modules in the list; write `len = n_cells`",
            );
            return None;
        }
        parse_whole_length(cx, tokens)
    });
    if length.is_none() {
        suppose(cx, written);
    }
    length
}

/// Every name in what could not be read may be a dim.
fn suppose(cx: &Ctxt, written: &Written) {
    match &written.value {
        Value::Tokens(tokens) => suppose_names(cx, tokens.clone()),
        Value::List(group) => suppose_names(cx, group.stream()),
        Value::Flag | Value::Faulty => {}
    }
}

fn suppose_names(cx: &Ctxt, tokens: TokenStream) {
    for tree in tokens {
        match tree {
            TokenTree::Ident(name) if !is_upper_case(&name) => cx.suppose(&name),
            TokenTree::Group(group) => suppose_names(cx, group.stream()),
            TokenTree::Literal(literal) => {
                // A shape in quotes.
                let text = syn::parse2::<syn::LitStr>(TokenTree::Literal(literal).into());
                if let Some(quoted) = text.ok().and_then(|text| text.value().parse().ok()) {
                    suppose_names(cx, quoted);
                }
            }
            _ => {}
        }
    }
}

fn read_shapes(cx: &Ctxt, written: &Written) -> Option<RawShapes> {
    let tokens = literal::tokens(cx, written)?;
    if tokens.to_string() == "None" {
        cx.error(tokens, "what has no shape of its own declares none; remove `shape`");
        return None;
    }
    let list = match single_group(&tokens) {
        Some(group) if group.delimiter() == Delimiter::Bracket => Some(group),
        _ => None,
    };
    let Some(list) = list else {
        let shape = parse_shape(cx, tokens.clone())?;
        return Some(RawShapes { tokens, is_list: false, is_guess: written.is_guess, shapes: vec![shape] });
    };
    let parts = commas(cx, list.stream());
    check_parentheses(cx, &list, &parts)?;
    let shapes: Vec<Option<RawShape>> = parts.into_iter().map(|part| parse_shape(cx, part)).collect();
    let shapes = shapes.into_iter().collect::<Option<_>>()?;
    Some(RawShapes { tokens, is_list: true, is_guess: written.is_guess, shapes })
}

/// A list holds shapes in parentheses: a bare length in it is Python's way to write one shape.
fn check_parentheses(cx: &Ctxt, list: &Group, parts: &[TokenStream]) -> Option<()> {
    let group = |part: &TokenStream| match part.clone().into_iter().next() {
        Some(TokenTree::Group(group)) => Some(group.delimiter()),
        _ => None,
    };
    // Brackets in brackets are told by the parser of lengths.
    if parts.iter().any(|part| group(part) == Some(Delimiter::Bracket)) {
        return Some(());
    }
    let bare: Vec<&TokenStream> =
        parts.iter().filter(|part| group(part).is_none_or(|of| of == Delimiter::None)).collect();
    let Some(first) = bare.first() else {
        return Some(());
    };
    let lengths: Vec<String> = parts.iter().map(|part| text::written(part.clone())).collect();
    let repeated = (*first).clone().into_iter().any(|tree| is_punct(&tree, ';'));
    match lengths.as_slice() {
        [_] if repeated => {
            let trees: Vec<TokenTree> = (*first).clone().into_iter().collect();
            let parts = trees.split(|tree| is_punct(tree, ';'));
            let parts: Vec<String> = parts.map(|part| text::written(part.iter().cloned().collect())).collect();
            let length = parts.first().map_or("n", String::as_str);
            cx.error(
                list,
                format!("a shape has a length for each axis; write `shape = ({})`, or `shape = ({length}, {length})` for a square", parts.join(", ")),
            );
        }
        [only] => cx.error(
            list,
            format!("a list holds shapes in parentheses; write `shape = {only}` for this one alone"),
        ),
        _ if bare.len() == parts.len() => cx.error(
            list,
            format!(
                "a list holds alternatives, each in parentheses; write `shape = ({})` for one shape, or `shape = [{}]` for alternatives of rank 1",
                lengths.join(", "),
                lengths.iter().map(|length| format!("({length},)")).collect::<Vec<_>>().join(", "),
            ),
        ),
        _ => {
            let first_text = text::written((*first).clone());
            cx.error(
                first,
                format!("a list holds shapes in parentheses; write `({first_text},)` for a shape of one length"),
            );
        }
    }
    None
}

/// One shape: a tuple of lengths, or a single length.
fn parse_shape(cx: &Ctxt, tokens: TokenStream) -> Option<RawShape> {
    let tokens = ungrouped(tokens);
    if let Some(behind) = behind_a_shape(&tokens) {
        let found = text::written(behind.clone().into());
        cx.error(
            behind,
            format!("expected `,` after a shape, found `{found}`; several shapes stand in a list, as in `shape = [(a, b), (b,)]`"),
        );
        return None;
    }
    let tuple = single_group(&tokens).filter(|group| {
        group.delimiter() == Delimiter::Parenthesis
            && (group.stream().is_empty() || group.stream().into_iter().any(|token| is_punct(&token, ',')))
    });
    let lengths: Vec<Option<RawLength>> = match tuple {
        Some(group) => {
            commas(cx, group.stream()).into_iter().map(|part| parse_whole_length(cx, part)).collect()
        }
        None => vec![parse_whole_length(cx, tokens.clone())],
    };
    Some(RawShape { tokens, lengths: lengths.into_iter().collect::<Option<_>>()? })
}

/// What stands behind a shape in parentheses that is none of the lengths of another.
fn behind_a_shape(tokens: &TokenStream) -> Option<TokenTree> {
    let mut trees = tokens.clone().into_iter();
    let (Some(TokenTree::Group(shape)), Some(behind)) = (trees.next(), trees.next()) else { return None };
    let is_shape = shape.delimiter() == Delimiter::Parenthesis
        && (shape.stream().is_empty() || shape.stream().into_iter().any(|tree| is_punct(&tree, ',')));
    let is_operator = matches!(&behind, TokenTree::Punct(punct) if "+-*/".contains(punct.as_char()));
    (is_shape && !is_operator).then_some(behind)
}

fn parse_whole_length(cx: &Ctxt, tokens: TokenStream) -> Option<RawLength> {
    let whole = |input: ParseStream<'_>| -> Result<RawLength> {
        let length = parse_length(input)?;
        end(input)?;
        Ok(length)
    };
    let last = tokens.clone().into_iter().last();
    match whole.parse2(tokens) {
        Ok(length) => Some(length),
        // Behind the last token `syn` has none to point at, and would point at the derive.
        Err(error) if error.to_string() == LENGTH_MISSING => {
            cx.error(last, error);
            None
        }
        Err(error) => {
            cx.push_once(error);
            None
        }
    }
}

/// The value of `dims(..)`.
pub(crate) fn parse_dims(cx: &Ctxt, written: &Written) -> Option<Vec<RawDim>> {
    cx.begin();
    let dims = read_dims(cx, written);
    if dims.is_none() {
        suppose(cx, written);
    }
    dims
}

fn read_dims(cx: &Ctxt, written: &Written) -> Option<Vec<RawDim>> {
    let list = match &written.value {
        Value::List(group) if !group.stream().is_empty() => group,
        Value::List(group) => {
            cx.error(group, "`dims()` declares nothing; name a dim, as in `dims(n_hidden)`, or remove it");
            return None;
        }
        Value::Tokens(tokens) => {
            cx.error(tokens, "`dims` takes its dims in parentheses; write `dims(n_hidden)`");
            return None;
        }
        Value::Flag => {
            cx.error(&written.key, "`dims` names no dims; write `dims(n_hidden)`");
            return None;
        }
        Value::Faulty => return None,
    };
    let dims: Vec<Option<RawDim>> =
        commas(cx, list.stream()).into_iter().map(|part| parse_dim(cx, part)).collect();
    dims.into_iter().collect()
}

fn parse_dim(cx: &Ctxt, tokens: TokenStream) -> Option<RawDim> {
    let head = |input: ParseStream<'_>| -> Result<(Ident, Option<TokenStream>)> {
        if !input.peek(Ident::peek_any) {
            return Err(input.error(
                "expected the name of a dim; write `dims(n_hidden)` or `dims(n_syn = n_in / n_out)`",
            ));
        }
        let name = input.call(Ident::parse_any)?;
        if input.is_empty() {
            return Ok((name, None));
        }
        if !input.peek(Token![=]) {
            return Err(input.error(format!(
                "expected `,` or `=` after dim `{name}`; write `dims({name})` or `dims({name} = ..)`"
            )));
        }
        input.parse::<Token![=]>()?;
        Ok((name, Some(input.parse()?)))
    };
    match head.parse2(tokens) {
        Ok((name, None)) => Some(RawDim { name, value: RawDimValue::Free }),
        Ok((name, Some(definition))) if definition.is_empty() => {
            cx.error(
                &name,
                format!("dim `{name}` needs a length after `=`; write `{name}` alone for a free dim"),
            );
            None
        }
        Ok((name, Some(definition))) => {
            let definition = ungrouped(definition);
            let value = match defaulted(&definition) {
                Some(group) if group.stream().is_empty() => {
                    cx.error(
                        group,
                        format!(
                            "`{DEFAULT}()` names no length; write one, as in `{name} = {DEFAULT}(n_out)`"
                        ),
                    );
                    return None;
                }
                Some(group) => RawDimValue::Default(parse_whole_length(cx, group.stream())?),
                None => RawDimValue::Defined(parse_whole_length(cx, definition)?),
            };
            Some(RawDim { name, value })
        }
        Err(error) => {
            cx.push(error);
            None
        }
    }
}

/// What stands in the parentheses of `default(..)`.
fn defaulted(tokens: &TokenStream) -> Option<Group> {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next(), trees.next()) {
        (Some(TokenTree::Ident(name)), Some(TokenTree::Group(group)), None)
            if name == DEFAULT && group.delimiter() == Delimiter::Parenthesis =>
        {
            Some(group)
        }
        _ => None,
    }
}

/// The parts between commas; none but the last may be empty.
fn commas(cx: &Ctxt, tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = Vec::new();
    let mut part = TokenStream::new();
    for token in tokens {
        if !is_punct(&token, ',') {
            token.to_tokens(&mut part);
        } else if part.is_empty() {
            cx.error(token, "expected a length, found `,`; remove one comma");
        } else {
            parts.push(std::mem::take(&mut part));
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

fn single_group(tokens: &TokenStream) -> Option<Group> {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) => Some(group),
        _ => None,
    }
}
