//! An item that `syn` refuses as a whole, such as one with a half-typed field.
//!
//! Editors expand the derive on every keystroke. The fields that can be read are kept, and those that
//! cannot have their place, so that the impl and the builder do not vanish while one field is typed.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Data, DataEnum, DataStruct, DeriveInput, Field, Fields, FieldsNamed, FieldsUnnamed, Generics,
    Result, Token, Variant, Visibility, token,
};

use crate::parse::value::is_punct;

/// What could be read.
pub(crate) struct Recovered {
    pub(crate) item: DeriveInput,
    /// Whether rustc tells by itself all that is wrong.
    pub(crate) is_told: bool,
}

/// What can be read of an item.
pub(crate) fn recover(input: TokenStream) -> Option<Recovered> {
    let trees: Vec<TokenTree> = input.into_iter().collect();
    let keyword = trees.iter().position(is_item_keyword)?;
    let is_enum = matches!(&trees[keyword], TokenTree::Ident(keyword) if keyword == "enum");
    let head: TokenStream = trees[..keyword].iter().cloned().collect();
    let (attrs, vis) = attributes_and_visibility.parse2(head).unwrap_or((Vec::new(), Visibility::Inherited));
    let (TokenTree::Ident(ident), behind) = trees[keyword + 1..].split_first()? else {
        return None;
    };
    let is_body = |tree: &TokenTree| matches!(tree, TokenTree::Group(group) if is_body(group, is_enum));
    let body = behind.iter().position(is_body).unwrap_or(behind.len());
    let (between, body) = behind.split_at(body);
    let generics = generics.parse2(between.iter().cloned().collect()).unwrap_or_default();
    let (data, is_told) = match body.first() {
        Some(TokenTree::Group(body)) if is_enum => variants(ident, body),
        body => fields(ident, body),
    };
    Some(Recovered { item: DeriveInput { attrs, vis, ident: ident.clone(), generics, data }, is_told })
}

fn is_item_keyword(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == "struct" || ident == "enum" || ident == "union")
}

fn is_body(group: &Group, is_enum: bool) -> bool {
    match group.delimiter() {
        Delimiter::Brace => true,
        Delimiter::Parenthesis => !is_enum,
        _ => false,
    }
}

fn attributes_and_visibility(input: ParseStream<'_>) -> Result<(Vec<Attribute>, Visibility)> {
    Ok((input.call(Attribute::parse_outer)?, input.parse()?))
}

fn generics(input: ParseStream<'_>) -> Result<Generics> {
    let mut generics: Generics = input.parse()?;
    generics.where_clause = input.parse()?;
    Ok(generics)
}

/// The fields between commas; one that does not parse is skipped in its place.
fn fields(ident: &Ident, body: Option<&TokenTree>) -> (Data, bool) {
    let mut is_told = body.is_some();
    let fields = match body {
        Some(TokenTree::Group(body)) if body.delimiter() == Delimiter::Parenthesis => {
            let unnamed = read(body, Field::parse_unnamed, |part| {
                is_told &= !has_default(part);
                Some(quote!(
                    #[module(skip)]
                    ()
                ))
            });
            Fields::Unnamed(FieldsUnnamed { paren_token: token::Paren(body.span()), unnamed })
        }
        Some(TokenTree::Group(body)) => {
            let named = read(body, Field::parse_named, |part| {
                is_told &= !has_default(part);
                name(part).map(|name| quote!(#[module(skip)] #name: ()))
            });
            Fields::Named(FieldsNamed { brace_token: token::Brace(body.span()), named })
        }
        _ => Fields::Unit,
    };
    (
        Data::Struct(DataStruct { struct_token: Token![struct](ident.span()), fields, semi_token: None }),
        is_told,
    )
}

/// The variants between commas that parse.
fn variants(ident: &Ident, body: &Group) -> (Data, bool) {
    let variants = read(body, Variant::parse, |_| None);
    let enum_token = Token![enum](ident.span());
    (Data::Enum(DataEnum { enum_token, brace_token: token::Brace(body.span()), variants }), true)
}

/// What `parse` reads of each part; where a comma is missing, it reads what follows too.
fn read<T, P: Default>(
    body: &Group,
    parse: fn(ParseStream<'_>) -> Result<T>,
    mut stand_in: impl FnMut(&TokenStream) -> Option<TokenStream>,
) -> Punctuated<T, P> {
    let with_rest =
        move |input: ParseStream<'_>| -> Result<(T, TokenStream)> { Ok((parse(input)?, input.parse()?)) };
    let mut known = Punctuated::new();
    for part in parts(body) {
        let mut rest = part;
        while !rest.is_empty() {
            match with_rest.parse2(rest.clone()) {
                Ok((one, behind)) => {
                    known.push(one);
                    rest = behind;
                }
                Err(_) => {
                    let one = stand_in(&rest).and_then(|tokens| parse.parse2(tokens).ok());
                    known.extend(one);
                    break;
                }
            }
        }
    }
    known
}

/// Whether a field has a default value, which is an error in some versions of the language only.
fn has_default(part: &TokenStream) -> bool {
    part.clone().into_iter().any(|tree| is_punct(&tree, '='))
}

/// The name that a field begins with, behind its attributes and its visibility.
fn name(part: &TokenStream) -> Option<Ident> {
    let head = |input: ParseStream<'_>| -> Result<(Ident, TokenStream)> {
        attributes_and_visibility(input)?;
        Ok((input.parse()?, input.parse()?))
    };
    head.parse2(part.clone()).ok().map(|(name, _)| name)
}

/// The parts between commas, which inside `<..>` separate nothing, unless one of these is left open.
fn parts(body: &Group) -> Vec<TokenStream> {
    let (mut parts, angles) = split(body.stream(), true);
    if angles > 0
        && let Some(open) = parts.pop()
    {
        parts.extend(split(open, false).0);
    }
    parts
}

/// The parts, and how many angles are open at the end.
fn split(tokens: TokenStream, has_angles: bool) -> (Vec<TokenStream>, usize) {
    let mut parts = vec![TokenStream::new()];
    let (mut angles, mut is_arrow) = (0_usize, false);
    for tree in tokens {
        if has_angles && is_punct(&tree, '<') {
            angles += 1;
        } else if is_punct(&tree, '>') && !is_arrow {
            angles = angles.saturating_sub(1);
        }
        is_arrow = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == '-' && punct.spacing() == Spacing::Joint);
        if is_punct(&tree, ',') && angles == 0 {
            parts.push(TokenStream::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend([tree]);
        }
    }
    (parts, angles)
}
