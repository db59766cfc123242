//! Families: which get accessors, and whether the names of these are free.

use quote::format_ident;
use syn::{Ident, LitStr};

use crate::ctxt::Ctxt;
use crate::model::module::Family;
use crate::parse::is_keyword;
use crate::symbol::MODULE_METHODS;

/// The family of an attribute.
pub(super) fn check_family(cx: &Ctxt, literal: &LitStr) -> String {
    let family = literal.value();
    if family.trim().is_empty() {
        cx.error(literal, "a family has a name; write one, such as `weights`, or remove `family`");
    }
    family
}

/// The accessors of the struct's families, one for each name that is an identifier.
///
/// `families` holds the literals with the index of the field each stands on, in declaration order.
pub(super) fn check_families(
    cx: &Ctxt,
    item: &Ident,
    families: &[(usize, LitStr)],
    builder: Option<String>,
) -> Vec<Family> {
    let mut accessors: Vec<(String, Family)> = Vec::new();
    let mut refused: Vec<String> = Vec::new();
    for (field, literal) in families {
        let name = literal.value();
        if let Some((_, family)) = accessors.iter_mut().find(|(known, _)| *known == name) {
            family.fields.push(*field);
            continue;
        }
        if refused.contains(&name) {
            continue;
        }
        let Some(method) = identifier(&name) else {
            continue;
        };
        let family = Family {
            refs: format_ident!("{}{}", item, camel_case(&name), span = item.span()),
            muts: format_ident!("{}{}Mut", item, camel_case(&name), span = item.span()),
            method_mut: format_ident!("{}_mut", name, span = method.span()),
            method,
            fields: vec![*field],
        };
        let is_free = check_accessor(cx, literal, &family, &accessors, builder.as_deref());
        if is_free {
            accessors.push((name, family));
        } else {
            refused.push(name);
        }
    }
    accessors.into_iter().map(|(_, family)| family).collect()
}

fn check_accessor(
    cx: &Ctxt,
    literal: &LitStr,
    family: &Family,
    known: &[(String, Family)],
    builder: Option<&str>,
) -> bool {
    let name = literal.value();
    let methods = [&family.method, &family.method_mut];
    if let Some(method) =
        methods.into_iter().find(|method| MODULE_METHODS.iter().any(|known| *method == known))
    {
        let owner = if *method == "builder" { "the builder's" } else { "a method of `Module`" };
        cx.error(
            literal,
            format!(
                "family `{name}` would get the accessor `{method}()`, which is {owner}; choose another name"
            ),
        );
        return false;
    }
    if let Some(builder) = builder
        && (family.refs == builder || family.muts == builder)
    {
        cx.error(
            literal,
            format!(
                "family `{name}` would get the type `{builder}`, which is the builder's; choose another name"
            ),
        );
        return false;
    }
    let clash = known.iter().find(|(_, other)| {
        methods.contains(&&other.method)
            || methods.contains(&&other.method_mut)
            || [&family.refs, &family.muts].contains(&&other.refs)
            || [&family.refs, &family.muts].contains(&&other.muts)
    });
    if let Some((other, _)) = clash {
        cx.error(
            literal,
            format!("families `{other}` and `{name}` would get accessors of the same name; rename one"),
        );
        return false;
    }
    true
}

/// The family's name as an identifier, if it is one.
fn identifier(name: &str) -> Option<Ident> {
    let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !is_word {
        return None;
    }
    syn::parse_str(name).ok().filter(|name| !is_keyword(name))
}

/// `time_constants` → `TimeConstants`.
fn camel_case(name: &str) -> String {
    name.split('_')
        .flat_map(|word| {
            let mut chars = word.chars();
            let first = chars.next().into_iter().flat_map(char::to_uppercase);
            first.chain(chars).collect::<Vec<char>>()
        })
        .collect()
}
