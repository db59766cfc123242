//! `init = like(v_rest)`: an attribute that begins with the value of another.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Type;
use syn::ext::IdentExt as _;

use crate::check::names::own_name;
use crate::check::types;
use crate::ctxt::Ctxt;
use crate::model::module::{Field, Role};
use crate::model::with::optional;
use crate::nearest::{DidYouMean, nearest};
use crate::parse::text;
use crate::symbol::LIKE;

/// What stands in the parentheses of `like(..)`, if the initialiser is that.
pub(super) fn written(init: &TokenStream) -> Option<TokenStream> {
    let mut trees = init.clone().into_iter();
    match (trees.next(), trees.next(), trees.next()) {
        (Some(TokenTree::Ident(name)), Some(TokenTree::Group(group)), None)
            if name == LIKE && group.delimiter() == Delimiter::Parenthesis =>
        {
            Some(group.stream())
        }
        _ => None,
    }
}

/// Finds the attributes that others begin like; none of them leads back to itself.
pub(super) fn check_likes(cx: &Ctxt, fields: &mut [Field]) {
    for field in fields.iter_mut() {
        let init = match &field.role {
            Role::Attribute(attribute) => attribute.init.as_ref().map(|init| init.tokens.clone()),
            _ => None,
        };
        field.is_intact &= init.is_none_or(|init| check_parts(cx, &init));
    }
    let count = cx.count();
    let found: Vec<Option<(usize, TokenStream)>> =
        fields.iter().map(|field| find(cx, fields, field)).collect();
    let mut is_told = vec![false; fields.len()];
    for start in 0..fields.len() {
        let Some((_, name)) = &found[start] else { continue };
        let Some(way) = way_back(&found, start).filter(|_| !is_told[start]) else { continue };
        for &field in &way {
            is_told[field] = true;
        }
        let way: Vec<String> =
            way.iter().map(|&field| format!("`{}`", own_name(&fields[field].member))).collect();
        let (first, way) = (&way[0], way.join(" → "));
        cx.error(
            name,
            match way.contains('→') {
                true => format!(
                    "{first} begins like itself ({way} → {first}); give one of them an `init` of its own"
                ),
                false => {
                    format!("{first} begins like itself; name another attribute, or write an initialiser")
                }
            },
        );
    }
    let has_fault = cx.count() > count;
    let indices: Vec<Option<usize>> = found
        .iter()
        .map(|found| match &fields[found.as_ref()?.0].role {
            Role::Attribute(attribute) => Some(attribute.index),
            _ => None,
        })
        .collect();
    let sources: BTreeSet<usize> = indices.iter().flatten().copied().collect();
    for (field, index) in fields.iter_mut().zip(indices) {
        if let Role::Attribute(attribute) = &mut field.role {
            attribute.like = index.filter(|_| !has_fault);
            attribute.is_linked =
                attribute.like.is_some() || (!has_fault && sources.contains(&attribute.index));
            // `like` is no function that rustc knows of.
            let is_like = attribute.init.as_ref().is_some_and(|init| written(&init.tokens).is_some());
            field.is_intact &= !is_like || attribute.like.is_some();
        }
    }
}

/// Tells of `like` that is a part of an initialiser, and of a field of `self`; whether there is neither.
fn check_parts(cx: &Ctxt, init: &TokenStream) -> bool {
    if written(init).is_some() {
        return true;
    }
    let trees: Vec<TokenTree> = init.clone().into_iter().collect();
    trees.iter().enumerate().all(|(i, tree)| match (tree, &trees[i + 1..]) {
        (TokenTree::Ident(like), [TokenTree::Group(of), ..])
            if like == LIKE && of.delimiter() == Delimiter::Parenthesis && name(&of.stream()).is_some() =>
        {
            cx.error(like, format!("`{LIKE}` is the whole of an initialiser; change what it gives by `cast = |x| ..`"));
            false
        }
        (TokenTree::Ident(this), [TokenTree::Punct(dot), TokenTree::Ident(name), ..])
            if this == "self" && dot.as_char() == '.' =>
        {
            let found: TokenStream = trees[i..i + 3].iter().cloned().collect();
            cx.error(found, format!("an initialiser is there before the instance; write `init = {LIKE}({name})` to begin with the value of `{name}`"));
            false
        }
        (TokenTree::Group(group), _) => check_parts(cx, &group.stream()),
        _ => true,
    })
}

/// The field that `field` begins like, and its name as written.
fn find(cx: &Ctxt, fields: &[Field], field: &Field) -> Option<(usize, TokenStream)> {
    let Role::Attribute(attribute) = &field.role else { return None };
    let init = attribute.init.as_ref()?;
    let tokens = written(&init.tokens)?;
    let Some(name) = name(&tokens) else {
        cx.error(
            if tokens.is_empty() { &init.tokens } else { &tokens },
            format!(
                "`{LIKE}` takes the name of another attribute of this struct; write `init = {LIKE}(v_rest)`"
            ),
        );
        return None;
    };
    let position = fields.iter().position(|known| own_name(&known.member) == name);
    match position.map(|position| (position, &fields[position].role)) {
        Some((position, Role::Attribute(_))) => {
            let (of, like) = (&field.ty, &fields[position].ty);
            check_types(cx, &tokens, optional(of).unwrap_or(of), optional(like).unwrap_or(like));
            Some((position, tokens))
        }
        Some(_) => {
            cx.error(
                &tokens,
                format!("field `{name}` is no attribute; `{LIKE}` begins with the value of a parameter, state or simulation parameter"),
            );
            None
        }
        None => {
            let names: Vec<String> = fields
                .iter()
                .filter(|known| matches!(known.role, Role::Attribute(_)))
                .map(|known| own_name(&known.member))
                .collect();
            let way_out = match nearest(&name, names.iter().map(String::as_str)) {
                Some(meant) => {
                    format!("{} `{LIKE}` names another attribute of this struct", DidYouMean(Some(meant)))
                }
                None => format!("; `{LIKE}` names another attribute of this struct"),
            };
            cx.error(&tokens, format!("there is no attribute `{name}`{way_out}"));
            None
        }
    }
}

/// Text begins like text, and arrays like a single number or as many axes, as far as the types show it.
fn check_types(cx: &Ctxt, name: &TokenStream, of: &Type, like: &Type) {
    let is_text = |ty| {
        let element = types::element(ty);
        let is_string = types::path_name(element).is_some_and(|name| name == "String");
        (is_string || types::is_number(element)).then_some(is_string)
    };
    let differ = matches!((is_text(of), is_text(like)), (Some(of), Some(like)) if of != like)
        || matches!((types::rank(of), types::rank(like)), (Some(of), Some(like)) if like != 0 && of != like);
    if differ {
        let (of, like) = (text::written(of.to_token_stream()), text::written(like.to_token_stream()));
        cx.error(
            name,
            format!("`{name}` holds `{like}`, with which no `{of}` begins; name one of the same type or a single number, or write an initialiser"),
        );
    }
}

/// A field's name, or a tuple field's number.
fn name(tokens: &TokenStream) -> Option<String> {
    let mut trees = crate::parse::value::ungrouped(tokens.clone()).into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Ident(name)), None) => Some(name.unraw().to_string()),
        (Some(TokenTree::Literal(index)), None) => {
            let index = syn::parse2::<syn::LitInt>(TokenTree::Literal(index).into()).ok()?;
            index.suffix().is_empty().then(|| index.base10_digits().to_owned())
        }
        _ => None,
    }
}

/// The fields on the way from `start` back to it.
fn way_back(found: &[Option<(usize, TokenStream)>], start: usize) -> Option<Vec<usize>> {
    let mut way = vec![start];
    loop {
        let last = way.last().copied().unwrap_or(start);
        let (next, _) = found.get(last)?.as_ref()?;
        if *next == start {
            return Some(way);
        }
        if way.contains(next) {
            return None;
        }
        way.push(*next);
    }
}
