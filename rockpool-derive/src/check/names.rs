//! Public names are path segments, and unique.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::{LitStr, Member};

use crate::ctxt::Ctxt;
use crate::model::raw::RawArgs;

/// The name of one registered field, with what a fault in it points at.
pub(super) struct PublicName {
    name: String,
    caret: TokenStream,
    is_renamed: bool,
    aliases: Vec<LitStr>,
}

/// The public name of a field and its aliases.
pub(super) fn check_name(cx: &Ctxt, member: &Member, caret: &TokenStream, args: &RawArgs) -> PublicName {
    let rename = args.rename.as_ref().and_then(|arg| arg.value.as_ref());
    for literal in rename.into_iter().chain(&args.aliases) {
        check_segment(cx, literal);
    }
    let own = own_name(member);
    PublicName {
        name: rename.map_or(own, LitStr::value),
        caret: rename.map_or_else(|| caret.clone(), ToTokens::to_token_stream),
        is_renamed: rename.is_some(),
        aliases: args.aliases.clone(),
    }
}

/// A field's name in paths if it is not renamed.
pub(super) fn own_name(member: &Member) -> String {
    match member {
        Member::Named(ident) => ident.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

impl PublicName {
    pub(super) fn text(&self) -> String {
        self.name.clone()
    }

    pub(super) fn aliases(&self) -> Vec<String> {
        self.aliases.iter().map(LitStr::value).collect()
    }
}

fn check_segment(cx: &Ctxt, literal: &LitStr) {
    let name = literal.value();
    if name.trim().is_empty() {
        cx.error(literal, "a name is not empty; write one segment of a path, such as `w_rec`");
    } else if name.contains('.') {
        cx.error(literal, format!("`{name}` is more than one segment of a path; write a name without `.`"));
    }
}

/// No two fields share a name, and an older name of one is no name of another.
pub(super) fn check_unique(cx: &Ctxt, names: &[PublicName]) {
    for (i, later) in names.iter().enumerate() {
        let Some(earlier) = names[..i].iter().find(|known| known.name == later.name) else {
            continue;
        };
        // The fault lies in the `rename`, wherever it stands.
        let caret = if earlier.is_renamed && !later.is_renamed { &earlier.caret } else { &later.caret };
        let name = &later.name;
        cx.error(caret, format!("`{name}` is the public name of two fields; give one another `rename`"));
    }
    let mut known: Vec<String> = Vec::new();
    for literal in names.iter().flat_map(|name| &name.aliases) {
        let alias = literal.value();
        if names.iter().any(|name| name.name == alias) {
            cx.error(
                literal,
                format!("alias `{alias}` is the public name of a field; aliases are older names that nothing has now, so remove it"),
            );
        } else if known.contains(&alias) {
            cx.error(literal, format!("alias `{alias}` is given twice; keep one"));
        }
        known.push(alias);
    }
}
