//! Code in markdown: lengths, expressions and types, as text and with links.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt as _;

use crate::model::module::{Length, Module};
use crate::model::raw::Op;
use crate::parse::text::written;

/// The longest expression that is shown whole.
const LONGEST: usize = 48;

/// `` `text` ``, whatever the text.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    if longest == 0 {
        return format!("`{text}`");
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// The same inside a table, where `|` ends the cell.
pub(super) fn in_cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut is_escaped = false;
    for c in markdown.chars() {
        if c == '|' && !is_escaped {
            out.push('\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        out.push(c);
    }
    out
}

/// Text that markdown takes literally.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_{}[]<>&#|~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `(n_out, n_in)`.
pub(super) fn lengths(lengths: &[Length]) -> String {
    let lengths: Vec<String> = lengths.iter().map(|length| self::length(length, 0)).collect();
    format!("({})", lengths.join(", "))
}

/// `n_in / n_out`, in parentheses if it binds less than `least`.
pub(super) fn length(length: &Length, least: u8) -> String {
    match length {
        Length::Dim { name, .. } => name.clone(),
        Length::Literal(value) => value.to_string(),
        Length::Constant { text, .. } => text.clone(),
        Length::Binary { op, left, right } => {
            let (sign, binding) = match op {
                Op::Add => ("+", 1),
                Op::Sub => ("-", 1),
                Op::Mul => ("*", 2),
                Op::Div => ("/", 2),
            };
            let text = format!("{} {sign} {}", self::length(left, binding), self::length(right, binding + 1));
            if binding < least { format!("({text})") } else { text }
        }
    }
}

/// An expression, with `..` for what would make it long.
pub(super) fn expression(tokens: &TokenStream) -> String {
    let whole = written(tokens.clone());
    if whole.chars().count() <= LONGEST && !whole.contains(['\n', '{']) {
        return whole;
    }
    let mut outer = TokenStream::new();
    for tree in tokens.clone() {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return "..".to_owned(),
            TokenTree::Group(group) if !group.stream().is_empty() => {
                let dots: TokenStream = quote::quote!(..);
                outer.extend([TokenTree::from(proc_macro2::Group::new(group.delimiter(), dots))]);
            }
            other => outer.extend([other]),
        }
    }
    let short = written(outer);
    if short.chars().count() <= LONGEST { short } else { "..".to_owned() }
}

/// A type in plain text.
pub(super) fn type_text(ty: impl ToTokens) -> String {
    written(ty.into_token_stream())
}

/// A type as `<code>`, with links to the types that it names where these are public.
pub(super) fn linked_type(module: &Module, ty: impl ToTokens, is_public: bool) -> String {
    let text = type_text(ty);
    if !is_public {
        return code(&text);
    }
    let mut out = String::from("<code>");
    let mut rest = text.as_str();
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let path = path_at(rest);
        if path.is_empty() {
            out.push_str(&escaped(&c.to_string()));
            before = c;
            rest = &rest[c.len_utf8()..];
            continue;
        }
        // `'a` is a lifetime, and `<M as Trait>::Type` is no path that rustdoc knows.
        if before != '\'' && !path.starts_with("::") && is_linked(module, path) {
            let name = path.rsplit("::").next().unwrap_or(path);
            out.push_str(&format!("[{}](type@{path})", escaped(name)));
        } else {
            out.push_str(&escaped(path));
        }
        before = ' ';
        rest = &rest[path.len()..];
    }
    out.push_str("</code>");
    out
}

/// The path with which `text` begins.
fn path_at(text: &str) -> &str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    loop {
        let separator = if text[end..].starts_with("::") { 2 } else { 0 };
        let word: usize =
            text[end + separator..].chars().take_while(|c| is_word(*c)).map(char::len_utf8).sum();
        if word == 0 || (separator == 0 && end > 0) {
            return &text[..end];
        }
        end += separator + word;
    }
}

/// Containers, which every reader knows.
const PLAIN: [&str; 5] = ["Option", "Vec", "Box", "BTreeMap", "String"];

fn is_linked(module: &Module, path: &str) -> bool {
    let first = path.split("::").next().unwrap_or(path);
    let is_parameter = module.generics.params.iter().any(|param| match param {
        syn::GenericParam::Type(param) => param.ident.unraw() == first,
        syn::GenericParam::Const(param) => param.ident.unraw() == first,
        syn::GenericParam::Lifetime(_) => false,
    });
    let name = path.rsplit("::").next().unwrap_or(path);
    // Keywords, primitive types and numbers begin with no upper case.
    name.starts_with(char::is_uppercase) && first != "Self" && !is_parameter && !PLAIN.contains(&name)
}
