//! The value of `bounds`: a range, whose ends are left to rustc.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

use crate::ctxt::Ctxt;
use crate::model::raw::RawBounds;
use crate::parse::arguments::{Value, Written};
use crate::parse::expression::check_expression;
use crate::parse::value::is_punct;
use crate::parse::{literal, text};
use crate::symbol::BOUNDS;

pub(crate) fn parse_bounds(cx: &Ctxt, written: &Written) -> Option<RawBounds> {
    let tokens = literal::tokens(cx, written)?;
    let trees: Vec<TokenTree> = unparenthesised(&tokens).into_iter().collect();
    let Some(at) = dots(&trees) else {
        let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
        cx.error(&tokens, no_range(&trees));
        return None;
    };
    let (lower, behind) = trees.split_at(at);
    let behind = &behind[2..];
    let (is_upper_inclusive, upper) = match behind.split_first() {
        Some((eq, upper)) if is_punct(eq, '=') => (true, upper),
        _ => (false, behind),
    };
    if dots(upper).is_some() || upper.first().is_some_and(|token| is_punct(token, '.')) {
        cx.error(&tokens, "`bounds` takes one range; write `bounds = 0.0..=1.0`");
        return None;
    }
    if is_upper_inclusive && upper.is_empty() {
        cx.error(&tokens, "this range has no upper end; write it after `..=`, or write `..`");
        return None;
    }
    if lower.is_empty() && upper.is_empty() {
        cx.error(&tokens, "this range holds everything; name an end, or remove `bounds`");
        return None;
    }
    let ends = [stream(lower), stream(upper)];
    if !ends.iter().flatten().all(|end| check_expression(cx, "bounds", end)) {
        return None;
    }
    Some(RawBounds { lower: stream(lower), upper: stream(upper), is_upper_inclusive, tokens })
}

/// What is said of a value that is no range; of a pair of numbers, how it is written as one.
fn no_range(trees: &[TokenTree]) -> String {
    let way_out = "write `bounds = 0.0..=1.0`, `1e-6..` or `..1.0`";
    if let [TokenTree::Group(group)] = trees {
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        let parts: Vec<&[TokenTree]> = inner.split(|token| is_punct(token, ',')).collect();
        if let [lower, upper] = parts.as_slice()
            && let (Some(lower), Some(upper)) = (stream(lower), stream(upper))
        {
            // An end that others write so is open.
            let end = |end| {
                Some(text::written(end)).filter(|end| !matches!(end.as_str(), "None" | "inf" | "-inf" | "_"))
            };
            let range = match (end(lower), end(upper)) {
                (lower, Some(upper)) => format!("{}..={upper}", lower.unwrap_or_default()),
                (lower, None) => format!("{}..", lower.unwrap_or_default()),
            };
            if is_range(&range) {
                return format!("`bounds` takes a range; write `bounds = {range}`");
            }
        }
    }
    if let [TokenTree::Literal(literal)] = trees
        && let Ok(quoted) = syn::parse_str::<syn::LitStr>(&literal.to_string())
    {
        let range = quoted.value();
        return match is_range(&range) {
            true => format!("`bounds` takes a range without quotes; write `bounds = {range}`"),
            false => format!("`bounds` takes a range without quotes; {way_out}"),
        };
    }
    format!("`bounds` takes a range; {way_out}")
}

/// Whether a text is a range, so that it may be advised.
fn is_range(text: &str) -> bool {
    let Ok(tokens) = text.parse::<TokenStream>() else {
        return false;
    };
    // What this finds wrong with it is nobody's fault.
    let written = Written {
        argument: BOUNDS,
        key: Ident::new(BOUNDS.name, Span::call_site()),
        value: Value::Tokens(tokens),
        is_guess: true,
    };
    parse_bounds(&Ctxt::default(), &written).is_some()
}

/// Where the first `..` begins.
fn dots(tokens: &[TokenTree]) -> Option<usize> {
    tokens.windows(2).position(|pair| is_punct(&pair[0], '.') && is_punct(&pair[1], '.'))
}

/// A range may stand in parentheses.
fn unparenthesised(tokens: &TokenStream) -> TokenStream {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => {
            group.stream()
        }
        _ => tokens.clone(),
    }
}

fn stream(tokens: &[TokenTree]) -> Option<TokenStream> {
    (!tokens.is_empty()).then(|| tokens.iter().cloned().collect())
}
