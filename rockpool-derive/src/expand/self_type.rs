//! `Self` outside the item's own impls.
//!
//! In `children: Vec<Self>` it is the item; repeated in the builder, it would be the builder.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use crate::expand::replace::{Next, replaced};

/// `tokens` with `item` in place of `Self`.
///
/// Written as `Item::<args>`, which is right in types and expressions alike; before `::` as
/// `<Item::<args>>`, since `Item::<args>::N` would be a path of its own.
pub(super) fn without_self(tokens: impl ToTokens, ident: &Ident, args: &TokenStream) -> TokenStream {
    replaced(tokens.into_token_stream(), &|name, next| {
        // `Self` takes no arguments, which rustc tells of the user's own.
        if name != "Self" || next == Next::Arguments {
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
