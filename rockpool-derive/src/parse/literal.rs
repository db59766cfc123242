//! Values that are literals, flags or paths.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Ident, Lit, LitBool, LitStr, Path, Type};

use crate::ctxt::Ctxt;
use crate::parse::arguments::{Value, Written};
use crate::parse::expression::check_expression;
use crate::parse::length::is_shape;
use crate::parse::text;
use crate::symbol::{SHAPE, UNIT};
use crate::unit::parse_unit;

/// The string literal of `key = ".."`.
pub(crate) fn string(cx: &Ctxt, written: &Written) -> Option<LitStr> {
    let tokens = tokens(cx, written)?;
    match syn::parse2::<LitStr>(tokens.clone()) {
        Ok(literal) => Some(literal),
        Err(_) => {
            let (key, text) = (&written.argument.name, text::written(tokens.clone()));
            let advised = match written.argument {
                UNIT => unit(&text),
                _ => syn::parse2::<Ident>(tokens.clone()).is_ok().then(|| format!("\"{text}\"")),
            };
            if let Some(advised) = advised {
                cx.error(tokens, format!("`{key}` takes a string literal; write `{key} = {advised}`"));
                return None;
            }
            expected(cx, written, "a string literal", tokens);
            None
        }
    }
}

/// How a unit that is written without quotes is written with them, if it is one.
fn unit(text: &str) -> Option<String> {
    match text.strip_prefix("other(").and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => (!inner.contains('"')).then(|| format!("other(\"{inner}\")")),
        None => {
            let symbols = text.replace(' ', "");
            parse_unit(&symbols).is_ok().then(|| format!("\"{symbols}\""))
        }
    }
}

/// The string literal of `key = other("persons/d")`, if it is that.
pub(crate) fn other(written: &Written) -> Option<LitStr> {
    let Value::Tokens(tokens) = &written.value else { return None };
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next(), trees.next()) {
        (Some(TokenTree::Ident(other)), Some(TokenTree::Group(literal)), None)
            if other == "other" && literal.delimiter() == Delimiter::Parenthesis =>
        {
            syn::parse2(literal.stream()).ok()
        }
        _ => None,
    }
}

/// The boolean of `key = true`.
pub(crate) fn boolean(cx: &Ctxt, written: &Written) -> Option<bool> {
    let tokens = tokens(cx, written)?;
    match syn::parse2::<LitBool>(tokens.clone()) {
        Ok(literal) => Some(literal.value),
        Err(_) => {
            expected(cx, written, "`true` or `false`", tokens);
            None
        }
    }
}

/// The path of `crate = ::path`.
pub(crate) fn path(cx: &Ctxt, written: &Written) -> Option<Path> {
    let tokens = tokens(cx, written)?;
    match syn::parse::Parser::parse2(Path::parse_mod_style, tokens.clone()) {
        Ok(path) if path.segments.iter().any(|segment| segment.ident == "Self") => {
            expected(cx, written, "the path of a crate", tokens);
            None
        }
        Ok(path) => Some(path),
        Err(_) => {
            let is_path = |path: &str| syn::parse::Parser::parse_str(Path::parse_mod_style, path).is_ok();
            if !tell_quoted(
                cx,
                written,
                &tokens,
                |path| format!("::{}", path.trim_start_matches("::")),
                is_path,
            ) {
                expected(cx, written, "a path", tokens);
            }
            None
        }
    }
}

/// The name of `builder = LifBuilder`.
pub(crate) fn name(cx: &Ctxt, written: &Written) -> Option<Ident> {
    let tokens = tokens(cx, written)?;
    match syn::parse2::<Ident>(tokens.clone()) {
        Ok(name) => Some(name),
        Err(_) => {
            let quoted = syn::parse2::<LitStr>(tokens.clone()).ok().map(|quoted| quoted.value());
            match quoted.filter(|name| syn::parse_str::<Ident>(name).is_ok()) {
                Some(name) => {
                    let key = written.argument.name;
                    cx.error(tokens, format!("`{key}` takes a name without quotes; write `{key} = {name}`"));
                }
                None => expected(cx, written, "a name", tokens),
            }
            None
        }
    }
}

/// The type of `with = path`, which may have generic arguments.
pub(crate) fn type_path(cx: &Ctxt, written: &Written) -> Option<Type> {
    let tokens = tokens(cx, written)?;
    match syn::parse2::<Type>(tokens.clone()) {
        Ok(ty @ Type::Path(_)) => Some(ty),
        _ => {
            let is_path = |path: &str| matches!(syn::parse_str::<Type>(path), Ok(Type::Path(_)));
            if !tell_quoted(cx, written, &tokens, str::to_owned, is_path) {
                expected(cx, written, "the path of a type that implements `With`", tokens);
            }
            None
        }
    }
}

/// Tells of a path in quotes, and says whether it is that; what is advised parses.
fn tell_quoted(
    cx: &Ctxt,
    written: &Written,
    tokens: &TokenStream,
    meant: impl Fn(&str) -> String,
    is_path: impl Fn(&str) -> bool,
) -> bool {
    let Ok(quoted) = syn::parse2::<LitStr>(tokens.clone()) else { return false };
    let (key, path) = (&written.argument.name, meant(&quoted.value()));
    let advised =
        if is_path(&path) { format!("{key} = {path}") } else { written.argument.example.to_owned() };
    cx.error(tokens, format!("`{key}` takes a path without quotes; write `{advised}`"));
    true
}

/// The key of an argument that stands alone.
pub(crate) fn flag(cx: &Ctxt, written: &Written) -> Ident {
    let key = &written.key;
    let surplus = match &written.value {
        Value::Tokens(tokens) => Some(tokens.clone()),
        Value::List(group) => Some(group.to_token_stream()),
        Value::Flag | Value::Faulty => None,
    };
    if let Some(surplus) = surplus {
        cx.error(surplus, format!("`{key}` takes no value; write `{key}` alone"));
    }
    key.clone()
}

/// The expression of `key = expr`; nothing if it cannot be one, which is told.
pub(crate) fn expression(cx: &Ctxt, written: &Written) -> TokenStream {
    tokens(cx, written)
        .filter(|tokens| check_expression(cx, written.argument.name, tokens))
        .unwrap_or_default()
}

/// The function of `check = path`.
pub(crate) fn function(cx: &Ctxt, written: &Written) -> TokenStream {
    let tokens = expression(cx, written);
    let is_path = |path: &str| syn::parse_str::<syn::ExprPath>(path).is_ok();
    if tell_quoted(cx, written, &tokens, str::to_owned, is_path) {
        return TokenStream::new();
    }
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    if let [TokenTree::Ident(of_self), path @ .., TokenTree::Group(arguments)] = trees.as_slice()
        && of_self == "Self"
        && path.len() == 3
        && arguments.delimiter() == Delimiter::Parenthesis
        && arguments.stream().is_empty()
    {
        let key = &written.key;
        let function = text::written(trees[..trees.len() - 1].iter().cloned().collect());
        cx.error(&tokens, format!("`{key}` takes a function and calls it; write `{key} = {function}`"));
        return TokenStream::new();
    }
    tokens
}

/// The tokens of `key = tokens`; empty ones never come out.
pub(crate) fn tokens(cx: &Ctxt, written: &Written) -> Option<TokenStream> {
    let (key, example) = (&written.key, written.argument.example);
    match &written.value {
        Value::Tokens(tokens) if !tokens.is_empty() => return Some(tokens.clone()),
        Value::Tokens(_) | Value::Flag => {
            cx.error(key, format!("`{key}` needs a value; write `{example}`"));
        }
        Value::List(group) => {
            let inner = text::written(group.stream());
            let written = match syn::parse2::<Lit>(group.stream()) {
                Ok(_) => format!("{key} = {inner}"),
                Err(_) if written.argument == SHAPE && is_shape(&format!("({inner})")) => {
                    format!("{key} = ({inner})")
                }
                Err(_) => (*example).to_owned(),
            };
            cx.error(group, format!("`{key}` takes its value after `=`; write `{written}`"))
        }
        Value::Faulty => {}
    }
    None
}

fn expected(cx: &Ctxt, written: &Written, what: &str, found: TokenStream) {
    let (key, example) = (&written.argument.name, written.argument.example);
    let text = text::written(found.clone());
    cx.error(found, format!("`{key}` takes {what}, as in `{example}`; found `{text}`"));
}
