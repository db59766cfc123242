//! The arguments of a helper attribute: `key`, `key = value`, `key(list)`.
//!
//! Not `syn::Meta`, which stops at the first fault and takes no `crate` as a key and no shape as a
//! value. Here each argument is delimited, so a fault in one leaves the others readable.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use syn::{Attribute, Meta};

use crate::ctxt::Ctxt;
use crate::nearest::{DidYouMean, nearest};
use crate::parse::positional::{Lengths, take_value};
use crate::parse::value::{is_punct, ungrouped, value_length};
use crate::symbol::{self, ALIAS, Argument, Helper, Place};

/// One argument as it stands.
pub(crate) struct Written {
    pub(crate) argument: Argument,
    /// The key as typed, for carets.
    pub(crate) key: Ident,
    pub(crate) value: Value,
    /// Whether the key is another word, by which this argument was probably meant.
    pub(crate) is_guess: bool,
}

/// The arguments of a helper attribute.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) written: Vec<Written>,
    /// Whether something was told and left out, that may have been any argument.
    pub(crate) has_lost: bool,
}

pub(crate) enum Value {
    /// `key` alone.
    Flag,
    /// `key = tokens`, not empty.
    Tokens(TokenStream),
    /// `key(..)`.
    List(Group),
    /// A fault that is told already.
    Faulty,
}

/// Splits the arguments of `attr`; unknown and repeated ones are told and left out.
pub(crate) fn parse_arguments(cx: &Ctxt, attr: &Attribute, place: Place) -> Arguments {
    let tokens = match &attr.meta {
        Meta::Path(_) => return Arguments::default(),
        Meta::List(list) if matches!(list.delimiter, syn::MacroDelimiter::Paren(_)) => list.tokens.clone(),
        other => {
            let name = written_name(attr);
            let inner = match other {
                Meta::List(list) => spaced(&list.tokens),
                _ => "..".to_owned(),
            };
            cx.error(
                other,
                format!("arguments of `#[{name}]` stand in parentheses; write `#[{name}({inner})]`"),
            );
            return Arguments { written: Vec::new(), has_lost: true };
        }
    };
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut arguments = Arguments::default();
    let mut lengths = Lengths::default();
    let mut rest = tokens.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        if is_punct(first, ',') {
            cx.error(first, "expected an argument, found `,`; remove one comma");
            rest = behind;
            continue;
        }
        let length = match behind.first() {
            // Only a value may contain commas; a key or a fault ends at the first one.
            Some(eq) if is_punct(eq, '=') => 2 + value_length(&behind[1..]),
            _ => rest.iter().position(|token| is_punct(token, ',')).unwrap_or(rest.len()),
        };
        let length = length.min(rest.len());
        let missing = missing_comma(cx, &rest[..length], place);
        let (argument, behind) = rest.split_at(missing.unwrap_or(length));
        if !lengths.take(argument, &arguments, place) {
            lengths.tell(cx, &mut arguments, place);
            if !take_value(cx, &mut arguments, argument, place) {
                read_argument(cx, &mut arguments, argument, place);
            }
        }
        rest = match (missing, behind) {
            // The comma that ended the argument, or what stands in its place.
            (None, [_, behind @ ..]) => behind,
            (Some(_), [semicolon, behind @ ..]) if is_punct(semicolon, ';') => behind,
            (_, behind) => behind,
        };
    }
    lengths.tell(cx, &mut arguments, place);
    arguments
}

/// Reads an argument that has a key, or tells that it has none.
fn read_argument(cx: &Ctxt, arguments: &mut Arguments, tokens: &[TokenTree], place: Place) {
    match parse_argument(cx, tokens, place) {
        Some(Read::Written(written)) => push_once(cx, &mut arguments.written, written, place),
        Some(Read::OfNoUse) => {}
        // A word alone is no argument that has a value.
        None => arguments.has_lost |= tokens.len() > 1,
    }
}

/// Where one argument runs into the next: before `key =` that follows something whole, or at a `;`.
fn missing_comma(cx: &Ctxt, tokens: &[TokenTree], place: Place) -> Option<usize> {
    let at = (1..tokens.len()).find(|&i| match (&tokens[i - 1], &tokens[i], tokens.get(i + 1)) {
        (_, semicolon, next) if is_punct(semicolon, ';') => {
            matches!(next, Some(TokenTree::Ident(key)) if is_key(key, place))
        }
        (before, TokenTree::Ident(key), Some(eq)) => {
            let is_whole = !matches!(before, TokenTree::Punct(_));
            let is_comparison = tokens.get(i + 2).is_some_and(|next| is_punct(next, '='));
            is_whole && is_key(key, place) && is_punct(eq, '=') && !is_comparison
        }
        _ => false,
    })?;
    let found = &tokens[at];
    if is_punct(found, ';') {
        cx.error(found, "expected `,` between arguments, found `;`; write `,`");
    } else {
        cx.error(found, format!("expected `,` before `{found}`; arguments are separated by commas"));
    }
    Some(at)
}

fn is_key(name: &Ident, place: Place) -> bool {
    let name = name.to_string();
    place.arguments().iter().any(|known| name == known.name)
}

/// What one argument is read as.
enum Read {
    Written(Written),
    /// It is known what was meant, but its value says nothing of it.
    OfNoUse,
}

/// Reads one argument; nothing if it is not known which it shall be.
fn parse_argument(cx: &Ctxt, tokens: &[TokenTree], place: Place) -> Option<Read> {
    let (TokenTree::Ident(key), behind) = tokens.split_first()? else {
        let text: TokenStream = tokens.iter().cloned().collect();
        cx.error(tokens.first(), expected_argument(tokens, &text, place));
        return None;
    };
    let (argument, is_guess) = match known(cx, key, place)? {
        Known::Here(argument) => (argument, false),
        Known::Meant(argument) => (argument, true),
        Known::Synonym => return Some(Read::OfNoUse),
    };
    let value = match behind {
        [] => Value::Flag,
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            Value::List(group.clone())
        }
        [eq] if is_punct(eq, '=') => {
            let example = argument.example;
            cx.error(key, format!("`{key}` needs a value; write `{example}`"));
            Value::Faulty
        }
        [one, two, ..] if is_joint_equals(one) && (is_punct(two, '=') || is_punct(two, '>')) => {
            let example = argument.example;
            let found: TokenStream = [one.clone(), two.clone()].into_iter().collect();
            let operator = crate::parse::text::written(found.clone());
            cx.error(found, format!("expected `=` after `{key}`, found `{operator}`; write `{example}`"));
            Value::Faulty
        }
        [eq, value @ ..] if is_punct(eq, '=') => Value::Tokens(ungrouped(value.iter().cloned().collect())),
        [other, ..] => {
            let example = argument.example;
            let message = match other {
                TokenTree::Ident(_) => {
                    format!("expected `,` after `{key}`; arguments are separated by commas")
                }
                TokenTree::Group(_) if argument == symbol::DIMS => {
                    format!("`{key}` takes its dims in parentheses; write `{example}`")
                }
                _ => format!("expected `=` after `{key}`; write `{example}`"),
            };
            cx.error(other, message);
            Value::Faulty
        }
    };
    Some(Read::Written(Written { argument, key: key.clone(), value, is_guess }))
}

/// The first half of `==` or `=>`.
fn is_joint_equals(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '=' && punct.spacing() == Spacing::Joint)
}

/// What a key was found to be.
enum Known {
    /// An argument that stands here.
    Here(Argument),
    /// A typo of one.
    Meant(Argument),
    /// What another tool calls one, whose value is written otherwise.
    Synonym,
}

/// The argument that `key` names here.
///
/// A typo is told and then taken for what it was meant to be, so that no "has no `init`" follows
/// upon `innit = ..`.
fn known(cx: &Ctxt, key: &Ident, place: Place) -> Option<Known> {
    let name = key.to_string();
    let here = place.arguments();
    if let Some(found) = here.iter().find(|known| known.name == name) {
        cx.document(key);
        return Some(Known::Here(*found));
    }
    let elsewhere = place.taking(&name);
    if !elsewhere.is_empty() {
        let example = match elsewhere.as_slice() {
            [place @ Place::Field(helper)] => {
                let example = place.arguments().iter().find(|known| known.name == name);
                format!(
                    ", as in `#[{}({})]`",
                    helper.name(),
                    example.map_or(name.as_str(), |known| known.example)
                )
            }
            _ => String::new(),
        };
        let elsewhere = symbol::list(&elsewhere, "and");
        cx.error(key, format!("`{name}` is no argument of {place}; it stands on {elsewhere}{example}"));
        return None;
    }
    let of = place.helper();
    if let (Place::Field(Helper::Module), Some(helper)) = (place, Helper::named(&name)) {
        cx.error(
            key,
            format!("unknown argument `{name}` in `{of}`; what a field is stands in an attribute of its own, as `{helper}`"),
        );
        return None;
    }
    if place == Place::Field(Helper::Module) && name == "ignore" {
        cx.error(key, format!("unknown argument `{name}` in `{of}`, did you mean `skip`?"));
        return Some(Known::Meant(symbol::SKIP));
    }
    if let Some(meant) = symbol::synonym(&name, place) {
        let example = meant.example;
        cx.error(
            key,
            format!("unknown argument `{name}` in `{of}`{} write `{example}`", DidYouMean(Some(meant.name))),
        );
        // A value that means the same is taken, so that nobody calls it missing.
        return Some(if matches!(meant, symbol::INIT | symbol::DIMS) {
            Known::Meant(meant)
        } else {
            Known::Synonym
        });
    }
    if let Some(elsewhere) = symbol::elsewhere(&name, place) {
        cx.error(key, format!("unknown argument `{name}` in `{of}`; {elsewhere}"));
        return Some(Known::Synonym);
    }
    let meant = nearest(&name, here.iter().map(|known| known.name));
    let way_out = match meant {
        Some(_) => DidYouMean(meant).to_string(),
        None => format!("; {}", choices(place)),
    };
    cx.error(key, format!("unknown argument `{name}` in `{of}`{way_out}"));
    here.iter().find(|known| Some(known.name) == meant).copied().map(Known::Meant)
}

fn push_once(cx: &Ctxt, arguments: &mut Vec<Written>, written: Written, place: Place) {
    let is_repeated =
        written.argument != ALIAS && arguments.iter().any(|before| before.argument == written.argument);
    if is_repeated {
        let key = &written.key;
        let of = place.helper();
        cx.error(key, format!("`{key}` stands twice in `{of}`; keep one"));
        return;
    }
    arguments.push(written);
}

fn expected_argument(tokens: &[TokenTree], text: &TokenStream, place: Place) -> String {
    let found = crate::parse::text::written(text.clone());
    let literal: Option<syn::LitStr> =
        tokens.first().and_then(|first| syn::parse2(first.clone().into()).ok());
    match (literal, tokens) {
        (Some(key), [_, eq, ..])
            if is_punct(eq, '=') && place.arguments().iter().any(|known| known.name == key.value()) =>
        {
            format!("the name of an argument stands without quotes; write `{} = ..`", key.value())
        }
        (Some(key), [_]) if place.arguments().iter().any(|known| known.name == key.value()) => {
            format!("the name of an argument stands without quotes; write `{}`", key.value())
        }
        (Some(_), [_]) if place.arguments().contains(&symbol::FAMILY) => {
            format!("expected an argument, found `{found}`; write `family = {found}` or `rename = {found}`")
        }
        (Some(name), [_])
            if place.arguments().contains(&symbol::SHAPE)
                && syn::parse_str::<Ident>(&name.value()).is_ok() =>
        {
            format!("lengths stand in `shape`, without quotes; write `shape = {}`", name.value())
        }
        _ => format!("expected an argument, found `{found}`; {}", choices(place)),
    }
}

fn choices(place: Place) -> String {
    let names: Vec<String> = place.arguments().iter().map(|known| format!("`{}`", known.name)).collect();
    format!("the arguments here are {}", symbol::list(&names, "and"))
}

/// Tokens as one would write arguments.
fn spaced(tokens: &TokenStream) -> String {
    crate::parse::text::written(tokens.clone())
}

fn written_name(attr: &Attribute) -> String {
    attr.path().get_ident().map(Ident::to_string).unwrap_or_default()
}
