//! `Self` outside the item's own impls.
//!
//! In `children: Vec<Self>` it is the item; repeated in the builder, it would be the builder.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};

/// `tokens` with `item` in place of `Self`.
///
/// Written as `Item::<args>`, which is right in types and expressions alike; before `::` as
/// `<Item::<args>>`, since `Item::<args>::N` would be a path of its own.
pub(super) fn without_self(tokens: impl ToTokens, ident: &Ident, args: &TokenStream) -> TokenStream {
    replaced(tokens.into_token_stream(), ident, args)
}

fn replaced(tokens: TokenStream, ident: &Ident, args: &TokenStream) -> TokenStream {
    let mut replacement = TokenStream::new();
    let mut trees = tokens.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Ident(name) if name == "Self" => {
                let mut item = ident.clone();
                item.set_span(name.span());
                let turbofish = if args.is_empty() {
                    TokenStream::new()
                } else {
                    quote_spanned!(name.span()=> ::<#args>)
                };
                let is_path = matches!(trees.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':');
                replacement.extend(if is_path && !args.is_empty() {
                    quote_spanned!(name.span()=> <#item #turbofish>)
                } else {
                    quote_spanned!(name.span()=> #item #turbofish)
                });
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replaced(group.stream(), ident, args));
                inner.set_span(group.span());
                replacement.extend([TokenTree::Group(inner)]);
            }
            other => replacement.extend([other]),
        }
    }
    replacement
}
