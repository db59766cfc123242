//! Field types of which rustc says by itself, and always, that no field is of them.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Data, DeriveInput};

use crate::parse::value::is_punct;

/// Whether some field is of a type with `impl Trait`, `_` or an elided lifetime. Repeated in an expansion,
/// the type would draw the same error once more for each time.
pub(crate) fn has_refused_type(input: &DeriveInput) -> bool {
    let Data::Struct(data) = &input.data else {
        return false;
    };
    data.fields.iter().any(|field| is_refused(field.ty.to_token_stream()))
}

fn is_refused(ty: TokenStream) -> bool {
    let trees: Vec<TokenTree> = ty.into_iter().collect();
    for (i, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Ident(name) if name == "impl" || name == "_" => return true,
            // What functions take and give may elide its lifetimes.
            TokenTree::Punct(punct) if punct.as_char() == '-' => return false,
            TokenTree::Punct(punct)
                if punct.as_char() == '&' && !trees.get(i + 1).is_some_and(|next| is_punct(next, '\'')) =>
            {
                return true;
            }
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Bracket && is_refused(group.stream()) =>
            {
                return true;
            }
            _ => {}
        }
    }
    false
}
