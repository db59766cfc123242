//! Values without a key: `#[module(n_in, n_out)]`, `#[parameter(weights)]`, `shape = n_in, n_out`.
//!
//! What was meant is told with its key, and taken for it, so that nothing follows upon what was left out.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;

use crate::check::number;
use crate::ctxt::Ctxt;
use crate::nearest::nearest;
use crate::parse::arguments::{Arguments, Value, Written};
use crate::parse::length::is_shape;
use crate::parse::text;
use crate::parse::value::is_punct;
use crate::symbol::{self, Argument, DIMS, FAMILY, Helper, INIT, Place, SHAPE};

/// Families that most modules have.
const FAMILIES: [&str; 3] = ["weights", "taus", "biases"];

/// Lengths that stand where arguments are expected, one after the other.
#[derive(Default)]
pub(super) struct Lengths(Vec<TokenStream>);

impl Lengths {
    /// Takes an argument that can only be a length or a shape; whether it is one.
    pub(super) fn take(&mut self, tokens: &[TokenTree], arguments: &Arguments, place: Place) -> bool {
        // No length has `=`; this is nearly every argument, and to read it as a length costs more than all else.
        if has_key(tokens) {
            return false;
        }
        let goes_on = !self.0.is_empty() || unfinished_shape(arguments).is_some();
        let is_named = match tokens {
            [TokenTree::Ident(name)] => {
                is_like_an_argument(name, place)
                    || is_uncalled(name, place)
                    || !goes_on && !is_like_a_value(name, place)
            }
            [TokenTree::Ident(_), TokenTree::Group(_), ..] => true,
            _ => false,
        };
        let all: TokenStream = tokens.iter().cloned().collect();
        let is_length = !is_named && !tokens.is_empty() && is_shape(&text::written(all.clone()));
        if is_length {
            self.0.push(all);
        }
        is_length
    }

    /// Tells how they are written, and takes them so.
    pub(super) fn tell(&mut self, cx: &Ctxt, arguments: &mut Arguments, place: Place) {
        let lengths = std::mem::take(&mut self.0);
        let Some(first) = lengths.first() else {
            return;
        };
        let found = joined(&lengths);
        let name = match syn::parse2::<Ident>(found.clone()) {
            Ok(name) if name == text::written(first.clone()).as_str() => Some(name),
            _ => None,
        };
        let has_shape = arguments.written.iter().any(|written| written.argument == SHAPE);
        if let Some(value) = unfinished_shape(arguments) {
            let all: Vec<TokenStream> = [value].into_iter().chain(lengths).collect();
            let shape = in_parentheses(joined(&all));
            let advised = text::written(shape.clone());
            cx.error(
                found,
                format!("a shape of several lengths stands in parentheses; write `shape = {advised}`"),
            );
            if let Some(written) = arguments.written.last_mut() {
                written.value = Value::Tokens(shape);
                written.is_guess = true;
            }
            return;
        }
        match (place, name) {
            (Place::Field(helper), Some(name)) if helper != Helper::Module => {
                let text = name.to_string();
                let way_out = match (FAMILIES.contains(&text.as_str()), has_shape) {
                    (true, _) => format!("write `family = \"{text}\"`"),
                    (false, true) => format!("write `family = \"{text}\"` if it is a family"),
                    (false, false) => {
                        format!(
                            "write `shape = {text}` if it is a length, `family = \"{text}\"` if it is a family"
                        )
                    }
                };
                cx.error(&name, format!("unknown argument `{text}` in `{helper}`; {way_out}"));
                arguments.has_lost = true;
            }
            (Place::Item, _)
                if has_shape && !arguments.written.iter().any(|written| written.argument == DIMS) =>
            {
                let text = text::written(found.clone());
                cx.error(&found, format!("a further dim stands in `dims`; write `dims({text})`"));
                let list = Group::new(Delimiter::Parenthesis, found);
                arguments.written.push(guessed(DIMS, Value::List(list)));
            }
            (Place::Field(helper), None) if helper != Helper::Module && number(&found).is_some() => {
                meant(cx, arguments, INIT, found, "a value stands in `init`");
            }
            _ if has_shape => {
                let text = text::written(found.clone());
                cx.error(
                    found,
                    format!("expected an argument, found `{text}`; lengths stand in `shape` alone"),
                );
                arguments.has_lost = true;
            }
            _ => {
                let shape = if lengths.len() > 1 { in_parentheses(found.clone()) } else { found.clone() };
                let advised = text::written(shape.clone());
                cx.error(found, format!("lengths stand in `shape`; write `shape = {advised}`"));
                arguments.written.push(guessed(SHAPE, Value::Tokens(shape)));
            }
        }
    }
}

/// Takes a value that shows by itself which argument it is: an initialiser, a range, a number; whether it does.
pub(super) fn take_value(cx: &Ctxt, arguments: &mut Arguments, tokens: &[TokenTree], place: Place) -> bool {
    if has_key(tokens) || !place.arguments().contains(&FAMILY) {
        return false;
    }
    let all: TokenStream = tokens.iter().cloned().collect();
    let is_initialiser = matches!(
        tokens,
        [TokenTree::Ident(name), TokenTree::Group(arguments)]
            if arguments.delimiter() == Delimiter::Parenthesis
                && symbol::INITIALISERS.iter().any(|known| name == known)
    );
    if let [TokenTree::Ident(name)] = tokens
        && is_uncalled(name, place)
    {
        // Those that take arguments are called with some.
        let call: TokenStream = match name.to_string().as_str() {
            "fill" => quote::quote_spanned!(name.span()=> #name(0.1)),
            "uniform" => quote::quote_spanned!(name.span()=> #name(-1.0, 1.0)),
            "normal" | "truncated_normal" => quote::quote_spanned!(name.span()=> #name(0.0, 1.0)),
            "sparse" => quote::quote_spanned!(name.span()=> #name(0.1, kaiming())),
            _ => quote::quote_spanned!(name.span()=> #name()),
        };
        meant_at(cx, arguments, INIT, &all, call, "an initialiser stands in `init`");
        return true;
    }
    if let Some(unit) = unit(tokens, place) {
        let text = quote::quote!(#unit);
        meant_at(cx, arguments, symbol::UNIT, &all, text, "a unit stands in `unit`");
        return true;
    }
    let value = match tokens {
        [TokenTree::Ident(word)] if word == "true" || word == "false" => Some(all.clone()),
        [TokenTree::Ident(word), TokenTree::Group(value)] if word == "Some" => Some(value.stream()),
        _ => None,
    };
    let has_equals = tokens.iter().any(|token| is_punct(token, '='));
    let is_range = tokens.windows(2).any(|pair| is_punct(&pair[0], '.') && is_punct(&pair[1], '.'));
    if let Some(value) = value {
        meant_at(cx, arguments, INIT, &all, value, "a value stands in `init`");
    } else if is_initialiser {
        meant(cx, arguments, INIT, all, "an initialiser stands in `init`");
    } else if is_range {
        meant(cx, arguments, symbol::BOUNDS, all, "a range stands in `bounds`");
    } else if !has_equals && number(&all).is_some() {
        meant(cx, arguments, INIT, all, "a value stands in `init`");
    } else {
        return false;
    }
    true
}

/// `key = ..`
fn has_key(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Ident(_), eq, ..] if is_punct(eq, '='))
}

fn meant(cx: &Ctxt, arguments: &mut Arguments, argument: Argument, value: TokenStream, what: &str) {
    meant_at(cx, arguments, argument, &value.clone(), value, what);
}

/// The same of a value that is a part of what was found.
fn meant_at(
    cx: &Ctxt,
    arguments: &mut Arguments,
    argument: Argument,
    found: &TokenStream,
    value: TokenStream,
    what: &str,
) {
    let (key, text) = (argument.name, text::written(value.clone()));
    cx.error(found, format!("{what}; write `{key} = {text}`"));
    if !arguments.written.iter().any(|written| written.argument == argument) {
        arguments.written.push(guessed(argument, Value::Tokens(value)));
    }
}

fn guessed(argument: Argument, value: Value) -> Written {
    Written { argument, key: Ident::new(argument.name, Span::call_site()), value, is_guess: true }
}

/// The value of a `shape` that was the last argument and has one length without parentheses.
fn unfinished_shape(arguments: &Arguments) -> Option<TokenStream> {
    match arguments.written.last()? {
        Written { argument: SHAPE, value: Value::Tokens(value), .. } if !is_group(value) => {
            Some(value.clone())
        }
        _ => None,
    }
}

/// Whether a word alone is rather a family or a length than an argument of another tool.
fn is_like_a_value(name: &Ident, place: Place) -> bool {
    let name = name.to_string();
    let is_family = place.arguments().contains(&FAMILY) && FAMILIES.contains(&name.as_str());
    is_family || name.starts_with("n_") || name.chars().count() == 1
}

/// Whether a word alone is an initialiser that is not called.
fn is_uncalled(name: &Ident, place: Place) -> bool {
    place.arguments().contains(&INIT) && symbol::INITIALISERS.iter().any(|known| name == known)
}

/// The unit that a word or a text alone is, of more than one letter; a family is called like none.
fn unit(tokens: &[TokenTree], place: Place) -> Option<String> {
    let text = match tokens {
        [TokenTree::Ident(name)] if !is_like_an_argument(name, place) => name.to_string(),
        [TokenTree::Literal(literal)] => {
            syn::parse2::<syn::LitStr>(TokenTree::from(literal.clone()).into()).ok()?.value()
        }
        _ => return None,
    };
    let is_unit = text.chars().count() > 1 && crate::unit::parse_unit(&text).is_ok();
    (is_unit && place.arguments().contains(&symbol::UNIT)).then_some(text)
}

/// Whether a word may be meant as an argument: then it is told as one.
fn is_like_an_argument(name: &Ident, place: Place) -> bool {
    let name = name.to_string();
    !place.taking(&name).is_empty()
        || symbol::synonym(&name, place).is_some()
        || nearest(&name, place.arguments().iter().map(|known| known.name)).is_some()
}

fn is_group(tokens: &TokenStream) -> bool {
    let mut trees = tokens.clone().into_iter();
    matches!((trees.next(), trees.next()), (Some(TokenTree::Group(_)), None))
}

fn in_parentheses(tokens: TokenStream) -> TokenStream {
    Group::new(Delimiter::Parenthesis, tokens).to_token_stream()
}

fn joined(parts: &[TokenStream]) -> TokenStream {
    quote::quote!(#(#parts),*)
}
