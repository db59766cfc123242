//! An item that `syn` refuses as a whole, such as one with a half-typed field.
//!
//! Editors expand the derive on every keystroke. The fields that can be read are kept, so that the
//! impl and the builder do not vanish while the next field is typed.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Data, DataStruct, DeriveInput, Field, Fields, FieldsNamed, Generics, Result, Token,
    Visibility, token,
};

use crate::parse::value::is_punct;

/// What could be read.
pub(crate) struct Recovered {
    pub(crate) item: DeriveInput,
    /// Whether nothing is wrong but that a field has no type yet, which rustc tells by itself.
    pub(crate) is_half_typed: bool,
}

/// What can be read of a struct with named fields, or of the head of another item.
pub(crate) fn recover(input: TokenStream) -> Option<Recovered> {
    let trees: Vec<TokenTree> = input.into_iter().collect();
    let keyword = trees.iter().position(is_item_keyword)?;
    let head: TokenStream = trees[..keyword].iter().cloned().collect();
    let (attrs, vis) = attributes_and_visibility.parse2(head).unwrap_or((Vec::new(), Visibility::Inherited));
    let (TokenTree::Ident(ident), behind) = trees[keyword + 1..].split_first()? else {
        return None;
    };
    let body = behind.iter().position(is_brace).unwrap_or(behind.len());
    let (between, body) = behind.split_at(body);
    let generics = generics.parse2(between.iter().cloned().collect()).unwrap_or_default();
    let (fields, is_half_typed) = fields(body.first());
    let item = DeriveInput {
        attrs,
        vis,
        ident: ident.clone(),
        generics,
        data: Data::Struct(DataStruct {
            struct_token: Token![struct](ident.span()),
            fields,
            semi_token: None,
        }),
    };
    Some(Recovered { item, is_half_typed })
}

fn is_item_keyword(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == "struct" || ident == "enum" || ident == "union")
}

fn is_brace(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

fn attributes_and_visibility(input: ParseStream<'_>) -> Result<(Vec<Attribute>, Visibility)> {
    Ok((input.call(Attribute::parse_outer)?, input.parse()?))
}

fn generics(input: ParseStream<'_>) -> Result<Generics> {
    let mut generics: Generics = input.parse()?;
    generics.where_clause = input.parse()?;
    Ok(generics)
}

/// The fields between commas that parse, and whether the others only lack their types.
fn fields(body: Option<&TokenTree>) -> (Fields, bool) {
    let Some(TokenTree::Group(body)) = body else {
        return (Fields::Unit, false);
    };
    let mut named = Punctuated::new();
    let (mut has_half, mut has_other) = (false, false);
    for part in parts(body) {
        let is_half = part.clone().into_iter().last().is_some_and(|last| is_punct(&last, ':'));
        match Field::parse_named.parse2(part) {
            Ok(field) => named.push(field),
            Err(_) if is_half => has_half = true,
            Err(_) => has_other = true,
        }
    }
    let fields = Fields::Named(FieldsNamed { brace_token: token::Brace(body.span()), named });
    (fields, has_half && !has_other)
}

/// The parts between commas, which inside `<..>` separate nothing.
fn parts(body: &Group) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    let mut angles = 0_usize;
    for tree in body.stream() {
        if is_punct(&tree, '<') {
            angles += 1;
        } else if is_punct(&tree, '>') {
            angles = angles.saturating_sub(1);
        }
        if is_punct(&tree, ',') && angles == 0 {
            parts.push(TokenStream::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend([tree]);
        }
    }
    parts
}
