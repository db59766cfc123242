//! Attributes of the user's that hold for what is generated too.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Meta};

use crate::model::marks::Marks;

/// The marks among these attributes.
pub(crate) fn marks(attrs: &[Attribute]) -> Marks {
    Marks { allowed: allowed(attrs), deprecated: deprecated(attrs), hidden: hidden(attrs) }
}

/// `#[allow(..)]`, and of `#[expect(..)]` what it allows: a lint that is silent about what the user wrote is silent about what
/// repeats it.
fn allowed(attrs: &[Attribute]) -> TokenStream {
    let allow = |attr: &Attribute| match &attr.meta {
        Meta::List(list) if list.path.is_ident("allow") => Some(attr.to_token_stream()),
        Meta::List(list) if list.path.is_ident("expect") => {
            let lints = &list.tokens;
            Some(quote!(#[allow(#lints)]))
        }
        _ => None,
    };
    attrs.iter().filter_map(allow).collect()
}

/// `#[deprecated]`.
fn deprecated(attrs: &[Attribute]) -> TokenStream {
    attrs.iter().filter(|attr| attr.path().is_ident("deprecated")).map(ToTokens::to_token_stream).collect()
}

/// `#[doc(hidden)]`.
fn hidden(attrs: &[Attribute]) -> TokenStream {
    let is_hidden = |attr: &&Attribute| {
        attr.path().is_ident("doc")
            && matches!(&attr.meta, Meta::List(list) if list.tokens.clone().into_iter().any(|token| token.to_string() == "hidden"))
    };
    attrs.iter().find(is_hidden).map(ToTokens::to_token_stream).unwrap_or_default()
}
