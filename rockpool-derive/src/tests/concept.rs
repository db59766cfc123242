//! The part of an expansion that is of one concept, for snapshots that fit a screen.

use proc_macro2::TokenStream;
use syn::{File, ImplItem, Item, Stmt};

/// The expansion without all but the functions, constants and types of these names, and what holds them.
pub(super) fn of(expansion: TokenStream, names: &[&str]) -> String {
    let mut file: File = syn::parse2(expansion).expect("the expansion parses");
    file.items.retain_mut(|item| is_of(item, names));
    prettyplease::unparse(&file)
}

fn is_of(item: &mut Item, names: &[&str]) -> bool {
    let is_named = |ident: &syn::Ident| names.iter().any(|name| ident == name);
    match item {
        Item::Struct(item) => is_named(&item.ident),
        Item::Impl(item) => {
            // The tables of the item's page have tests of their own.
            item.attrs.clear();
            item.items.retain(|item| match item {
                ImplItem::Const(item) => is_named(&item.ident),
                ImplItem::Fn(item) => is_named(&item.sig.ident),
                _ => false,
            });
            !item.items.is_empty()
        }
        Item::Const(block) => {
            block.attrs.clear();
            let syn::Expr::Block(body) = &mut *block.expr else {
                return false;
            };
            body.block.stmts.retain_mut(|statement| match statement {
                Stmt::Item(item) => is_of(item, names),
                _ => false,
            });
            !body.block.stmts.is_empty()
        }
        _ => false,
    }
}
