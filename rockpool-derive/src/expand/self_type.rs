//! `Self` outside the item's own impls.
//!
//! In `children: Vec<Self>` it is the item; repeated in the builder, it would be the builder.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use crate::expand::replace::{Around, Next, replaced};

/// `tokens` with `item` in place of `Self`.
///
/// Written as `Item::<args>`, which is right in types and expressions alike; before `::` as
/// `<Item::<args>>`, since `Item::<args>::N` would be a path of its own.
pub(super) fn without_self(tokens: impl ToTokens, ident: &Ident, args: &TokenStream) -> TokenStream {
    replaced(tokens.into_token_stream(), &|name, Around { next, begins_trait }| {
        // `Self` takes no arguments, and is no trait nor holds one, which rustc tells of the user's own.
        if name != "Self" || next == Next::Arguments || next == Next::Segment && begins_trait {
            return None;
        }
        let mut item = ident.clone();
        item.set_span(name.span());
        let turbofish = (!args.is_empty()).then(|| quote_spanned!(name.span()=> ::<#args>));
        Some(if next == Next::Segment && !args.is_empty() {
            quote_spanned!(name.span()=> <#item #turbofish>)
        } else {
            quote_spanned!(name.span()=> #item #turbofish)
        })
    })
}

/// The same of bounds, in which `Self::Name` is no type of an item with parameters, as rustc tells, and may stand where a trait
/// does.
pub(super) fn without_self_in_bounds(
    tokens: impl ToTokens,
    ident: &Ident,
    args: &TokenStream,
) -> TokenStream {
    replaced(tokens.into_token_stream(), &|name, Around { next, .. }| {
        let is_left = next == Next::Segment && !args.is_empty();
        (!is_left)
            .then(|| without_self(name, ident, args))
            .filter(|_| name == "Self" && next != Next::Arguments)
    })
}
