//! The raw model → the checked one.

use syn::ext::IdentExt as _;
use syn::{Ident, LitStr};

use super::model::{Body, Field, Item, RawBody, RawItem, RawVariant, Variant};
use crate::ctxt::Ctxt;

pub(super) fn check(cx: &Ctxt, raw: RawItem) -> Item {
    let borrows = raw.generics.lifetimes().next();
    if let Some(lifetime) = borrows {
        cx.error(
            lifetime,
            format!("an attribute value owns what it holds, but `{}` borrows for `{}`; hold the value itself, as in `String` for `&str`", raw.ident, lifetime.lifetime),
        );
    }
    let body = match raw.body {
        _ if borrows.is_some() => Body::Impossible,
        RawBody::Module => Body::Impossible,
        RawBody::Union { keyword } => {
            cx.error(
                keyword,
                "a union cannot be an attribute value; write a struct of one field, or an enum",
            );
            Body::Impossible
        }
        RawBody::Struct { mut fields } => {
            match (fields.len(), fields.pop()) {
                (1, Some(field)) => Body::Newtype(Box::new(field)),
                (0, _) => {
                    cx.error(
                    &raw.ident,
                    format!("`{}` has no field; an attribute value is a struct of one field, or an enum of words", raw.ident),
                );
                    Body::Refused
                }
                (count, field) => {
                    let message = format!(
                        "`{}` has {count} fields; an attribute value is a struct of one field: keep one, derive `Module` and mark the field `#[module]`, or write `with = ..` where it is used",
                        raw.ident
                    );
                    match field {
                        Some(Field { member: syn::Member::Named(ident), .. }) => cx.error(ident, message),
                        Some(Field { ty, .. }) => cx.error(ty, message),
                        None => {}
                    }
                    Body::Refused
                }
            }
        }
        RawBody::Enum { variants } => check_enum(cx, &raw.ident, variants),
    };
    Item { ident: raw.ident, generics: raw.generics, krate: raw.krate, body }
}

fn check_enum(cx: &Ctxt, ident: &Ident, raw: Vec<RawVariant>) -> Body {
    if raw.is_empty() {
        cx.error(ident, format!("`{ident}` has no variants, and so no value; write one for each choice"));
        return Body::Refused;
    }
    let count = cx.count();
    let mut words: Vec<Word> = Vec::new();
    let mut variants = Vec::new();
    for variant in raw {
        if let Some(fields) = &variant.fields {
            cx.error(
                fields,
                format!(
                    "variant `{}` holds a value, but an attribute value is one of several words; remove it, or derive `Module`, whose variants hold modules",
                    variant.ident
                ),
            );
        }
        let own = variant.ident.unraw().to_string();
        let name = match &variant.rename {
            Some(rename) => check_word(cx, &mut words, rename, &own),
            None => {
                words.push(Word { text: own.clone(), variant: own.clone() });
                own.clone()
            }
        };
        let aliases = variant.aliases.iter().map(|alias| check_word(cx, &mut words, alias, &own)).collect();
        variants.push(Variant { ident: variant.ident, name, aliases });
    }
    check_own_names(cx, &variants);
    if cx.count() > count { Body::Refused } else { Body::Choices(variants) }
}

/// A word that stands for a variant.
struct Word {
    text: String,
    variant: String,
}

/// A `rename` or `alias` is not empty and stands for one variant only.
fn check_word(cx: &Ctxt, words: &mut Vec<Word>, literal: &LitStr, variant: &str) -> String {
    let text = literal.value();
    if text.is_empty() {
        cx.error(literal, "a choice is not empty; write a word");
    } else if let Some(word) = words.iter().find(|word| word.text == text) {
        let message = if word.variant == variant {
            format!("`{text}` is the name of `{variant}` already; remove one")
        } else {
            format!("`{text}` stands for `{}` already; choose another word", word.variant)
        };
        cx.error(literal, message);
    }
    words.push(Word { text: text.clone(), variant: variant.to_owned() });
    text
}

/// A variant's own name, which was not yet known where a word before it was read.
fn check_own_names(cx: &Ctxt, variants: &[Variant]) {
    for (at, variant) in variants.iter().enumerate() {
        let own = variant.ident.unraw().to_string();
        if variant.name != own {
            continue;
        }
        let before = variants.iter().take(at);
        if let Some(other) =
            before.into_iter().find(|other| other.name == own || other.aliases.contains(&own))
        {
            let other = other.ident.unraw();
            cx.error(
                &variant.ident,
                format!("`{own}` stands for `{other}` already; choose another word there, or `rename` this variant"),
            );
        }
    }
}
