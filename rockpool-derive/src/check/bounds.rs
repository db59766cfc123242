//! Bounds: ranges that hold nothing, and initial values that lie outside.
//!
//! Only literals can be judged here; the rest is checked where values enter.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Lit, Type};

use crate::check::lengths::Scope;
use crate::check::types::{self, Integer};
use crate::ctxt::Ctxt;
use crate::expand::paths::{at, rp_at};
use crate::model::module::{AskedEnd, Bounds};
use crate::model::raw::{Arg, RawArgs, RawBounds};
use crate::parse::{is_upper_case, text};
use crate::symbol::Helper;

pub(super) fn check_bounds(
    cx: &Ctxt,
    scope: &Scope,
    helper: Helper,
    args: &RawArgs,
    ty: &Type,
) -> Option<Bounds> {
    let raw = args.bounds.as_ref()?.value.as_ref()?;
    let range = Range::of(raw);
    let count = cx.count();
    if types::whole(ty) == Some("bool") {
        cx.error(&raw.tokens, "`bool` has no values between its two; remove `bounds`");
        return None;
    }
    if let Some(nan) = [&raw.lower, &raw.upper].into_iter().flatten().find(|end| is_nan(end)) {
        cx.error(nan, "nothing is above or below NaN, so no value lies in these bounds; write a number");
    } else if let Some((end, text)) = textual(raw) {
        cx.error(
            end,
            match syn::parse_str::<Lit>(&text) {
                Ok(Lit::Int(_) | Lit::Float(_)) => format!("bounds are numbers without quotes; write `{text}`"),
                _ => "bounds are numbers, and this is text; write such as `0.0..=1.0`, or hold the attribute to words by `#[module(check = ..)]`".to_owned(),
            },
        );
        return None;
    } else if range.is_empty() {
        cx.error(
            &raw.tokens,
            format!(
                "no value lies in `{}`; the lower end comes first, and `..=` includes the upper one",
                written(raw)
            ),
        );
    } else if !check_integer(cx, raw, ty) {
        check_init(cx, helper, args.init.as_ref(), raw, range);
    }
    let asked = if cx.count() == count && args.with.is_none() { asked(scope, raw, ty) } else { Vec::new() };
    Some(Bounds {
        asked,
        text: written(raw),
        lower: raw.lower.as_ref().map(|end| computed(scope, end)),
        upper: raw.upper.as_ref().map(|end| computed(scope, end)),
        is_upper_inclusive: raw.is_upper_inclusive,
    })
}

/// The first end that is a literal of text, and what that says.
fn textual(raw: &RawBounds) -> Option<(&TokenStream, String)> {
    [&raw.lower, &raw.upper].into_iter().flatten().find_map(|end| match syn::parse2(end.clone()) {
        Ok(Lit::Str(text)) => Some((end, text.value())),
        Ok(Lit::Char(text)) => Some((end, text.value().to_string())),
        _ => None,
    })
}

/// Bounds are those of every instance, and so name no dims and no fields.
pub(super) fn check_known(cx: &Ctxt, scope: &Scope, raw: &RawBounds) {
    for end in [&raw.lower, &raw.upper].into_iter().flatten() {
        let mut trees = end.clone().into_iter();
        // `self::LEAST` is a constant.
        let is_of_self = matches!(trees.next(), Some(TokenTree::Ident(this)) if this == "self")
            && !matches!(trees.next(), Some(TokenTree::Punct(next)) if next.as_char() == ':');
        if is_of_self || !scope.init(end.clone()).dims.is_empty() {
            let written = text::written(end.clone());
            cx.error(
                end,
                format!("bounds are the same for every instance, and `{written}` is not; write a number, or hold the attribute to it by `#[module(check = ..)]`"),
            );
        }
    }
}

/// What is left to rustc: whether a type that stands behind another name reaches the ends, and whether constants
/// are a range.
fn asked(scope: &Scope, raw: &RawBounds, ty: &Type) -> Vec<AskedEnd> {
    let element = types::path_name(types::element(ty));
    let is_told = types::is_number(types::element(ty));
    let mut asked = Vec::new();
    for end in [&raw.lower, &raw.upper].into_iter().flatten() {
        let Some(value) = number(end).filter(|value| value.is_finite()) else { continue };
        if is_told || scope.is_generic(&ty.to_token_stream()) {
            continue;
        }
        match integer(end) {
            // These are numbers of all types.
            Some(0..=127) => {}
            Some(value) => asked.push(AskedEnd::Integer { end: end.clone(), value }),
            None if value.abs() > MOST_OF_F32 => asked.push(AskedEnd::Large { end: end.clone() }),
            None => {}
        }
    }
    if let (Some(lower), Some(upper), Some(element), true) = (&raw.lower, &raw.upper, element, is_told)
        && [lower, upper].iter().any(|end| number(end).is_none())
        && [lower, upper].iter().all(|end| is_constant(scope, end))
    {
        let as_type = if types::is_integer(element) { "i128" } else { "f64" };
        let (lower, upper) = (lower.clone(), upper.clone());
        asked.push(AskedEnd::Range { lower, upper, is_inclusive: raw.is_upper_inclusive, as_type });
        return asked;
    }
    let ends = [&raw.lower, &raw.upper].into_iter().flatten().filter(|end| number(end).is_none());
    asked.extend(
        ends.filter(|end| is_computed(scope, end)).map(|end| AskedEnd::Computed { end: end.clone() }),
    );
    asked
}

/// Whether an end is arithmetic that may overflow.
fn is_computed(scope: &Scope, end: &TokenStream) -> bool {
    number(end).is_none() && is_constant(scope, end) && syn::parse2::<syn::Path>(end.clone()).is_err()
}

/// Arithmetic of constants as a constant: where it overflows, that is told once.
fn computed(scope: &Scope, end: &TokenStream) -> TokenStream {
    if is_computed(scope, end) { rp_at!(at(end)=> const { #end }) } else { end.clone() }
}

/// The greatest number of single precision.
const MOST_OF_F32: f64 = f32::MAX as f64;

/// Whether an end is arithmetic of numbers and of constants that are known beside the item.
fn is_constant(scope: &Scope, end: &TokenStream) -> bool {
    let mut trees = end.clone().into_iter().peekable();
    let mut is_sound = !scope.is_generic(end);
    while let Some(tree) = trees.next() {
        is_sound &= match &tree {
            TokenTree::Literal(_) => true,
            // `f64::consts::PI`, by its last name.
            TokenTree::Ident(name) => {
                matches!(trees.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':')
                    || is_upper_case(name)
            }
            TokenTree::Punct(punct) => "+-*/:".contains(punct.as_char()),
            TokenTree::Group(group) => {
                matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::None)
                    && is_constant(scope, &group.stream())
            }
        };
    }
    is_sound
}

/// The value of an integer literal, with or without a sign.
pub(super) fn integer(tokens: &TokenStream) -> Option<i128> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match trees.as_slice() {
        [TokenTree::Punct(minus), number] if minus.as_char() == '-' => {
            integer(&number.clone().into()).map(|value| -value)
        }
        [TokenTree::Literal(literal)] => match Lit::new(literal.clone()) {
            Lit::Int(int) => int.base10_parse().ok(),
            _ => None,
        },
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => integer(&group.stream()),
        _ => None,
    }
}

/// The ends of bounds are numbers of the element's type; whether one is not, which is told.
fn check_integer(cx: &Ctxt, raw: &RawBounds, ty: &Type) -> bool {
    if types::path_name(types::element(ty)).is_some_and(|name| name == "f32") {
        for end in [&raw.lower, &raw.upper].into_iter().flatten() {
            if number(end).is_some_and(|value| value.is_finite() && value.abs() > MOST_OF_F32) {
                let written = text::written(end.clone());
                cx.error(end, format!("`{written}` is no `f32`, which ends at 3.4e38; leave this end open, or write a smaller one"));
                return true;
            }
        }
    }
    let Some(Integer { name, least, most }) = types::integer(ty) else {
        return false;
    };
    for (end, is_lower) in [(&raw.lower, true), (&raw.upper, false)] {
        let Some(tokens) = end else { continue };
        let Some(value) = number(tokens) else { continue };
        if value.is_finite() && !(least..=most).contains(&value) {
            let written = text::written(tokens.clone());
            let way_out = if is_lower == (value < least) {
                "leave this end open".to_owned()
            } else {
                format!("write a number from {least} to {most}")
            };
            cx.error(tokens, format!("`{written}` is no `{name}`; {way_out}"));
            return true;
        }
    }
    false
}

fn check_init(cx: &Ctxt, helper: Helper, init: Option<&Arg<TokenStream>>, raw: &RawBounds, range: Range) {
    let bounds = written(raw);
    match init {
        Some(init) if initial_values(&init.value).into_iter().any(|value| !range.contains(value)) => {
            let text = text::written(init.value.clone());
            cx.error(
                &init.value,
                format!("`{text}` lies outside the bounds `{bounds}`; start inside them, or widen them"),
            );
        }
        None if helper == Helper::State && !range.contains(0.0) => cx.error(
            &raw.tokens,
            format!("a state starts at `zeros()`, which lies outside the bounds `{bounds}`; give it an `init` inside them"),
        ),
        _ => {}
    }
}

fn written(raw: &RawBounds) -> String {
    text::written(raw.tokens.clone())
}

/// The literal ends of a range; an end that is no literal is unknown, and judged as if absent.
#[derive(Clone, Copy)]
struct Range {
    lower: Option<f64>,
    upper: Option<f64>,
    is_upper_inclusive: bool,
}

impl Range {
    fn of(raw: &RawBounds) -> Range {
        let end = |tokens: &Option<TokenStream>| tokens.as_ref().and_then(number);
        Range { lower: end(&raw.lower), upper: end(&raw.upper), is_upper_inclusive: raw.is_upper_inclusive }
    }

    fn is_empty(self) -> bool {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) if self.is_upper_inclusive => lower > upper,
            (Some(lower), Some(upper)) => lower >= upper,
            _ => false,
        }
    }

    fn contains(self, value: f64) -> bool {
        let above = self.lower.is_none_or(|lower| value >= lower);
        let below =
            self.upper.is_none_or(|upper| value < upper || (self.is_upper_inclusive && value <= upper));
        above && below
    }
}

/// Whether an end is `f64::NAN` or the like.
fn is_nan(end: &TokenStream) -> bool {
    last_name(end).is_some_and(|name| name == "NAN")
}

/// The name that a path to a constant ends with.
fn last_name(tokens: &TokenStream) -> Option<Ident> {
    match tokens.clone().into_iter().last() {
        Some(TokenTree::Ident(name)) => Some(name),
        _ => None,
    }
}

/// The numbers that the elements start at: those of a literal or of an array of literals.
fn initial_values(tokens: &TokenStream) -> Vec<f64> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match trees.as_slice() {
        [TokenTree::Group(list)] if list.delimiter() == Delimiter::Bracket => {
            let elements: Vec<TokenTree> = list.stream().into_iter().collect();
            let is_separator =
                |tree: &TokenTree| matches!(tree, TokenTree::Punct(punct) if ",;".contains(punct.as_char()));
            let has_count =
                elements.iter().any(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ';'));
            let parts = elements.split(is_separator).take(if has_count { 1 } else { usize::MAX });
            parts.flat_map(|part| initial_values(&part.iter().cloned().collect())).collect()
        }
        _ => initial_value(tokens).into_iter().collect(),
    }
}

/// The one number that every element starts at: a literal, `fill(literal)`, `zeros()` or `ones()`.
fn initial_value(tokens: &TokenStream) -> Option<f64> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match trees.as_slice() {
        [TokenTree::Ident(name), TokenTree::Group(arguments)]
            if arguments.delimiter() == Delimiter::Parenthesis =>
        {
            let arguments = arguments.stream();
            match name.to_string().as_str() {
                "fill" => number(&arguments),
                "zeros" if arguments.is_empty() => Some(0.0),
                "ones" if arguments.is_empty() => Some(1.0),
                _ => None,
            }
        }
        _ => number(tokens),
    }
}

/// The value of a numeric literal, with or without a sign.
pub(crate) fn number(tokens: &TokenStream) -> Option<f64> {
    number_of(&tokens.clone().into_iter().collect::<Vec<TokenTree>>())
}

fn number_of(trees: &[TokenTree]) -> Option<f64> {
    match trees {
        [TokenTree::Punct(minus), number @ ..] if minus.as_char() == '-' => number_of(number).map(|n| -n),
        [TokenTree::Literal(literal)] => match Lit::new(literal.clone()) {
            Lit::Int(int) => int.base10_parse().ok(),
            Lit::Float(float) => float.base10_parse().ok(),
            _ => None,
        },
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => number(&group.stream()),
        [.., TokenTree::Ident(name)] => match name.to_string().as_str() {
            "INFINITY" => Some(f64::INFINITY),
            "NEG_INFINITY" => Some(f64::NEG_INFINITY),
            "NAN" => Some(f64::NAN),
            _ => None,
        },
        _ => None,
    }
}
