//! The dims that an expression of the user's names.

use proc_macro2::{Literal, TokenStream};
use syn::Ident;

use crate::expand::paths::rp;
use crate::model::module::Init;

/// `[0, 1]`: the indices of the dims.
pub(super) fn indices(init: &Init) -> TokenStream {
    let indices = init.dims.iter().map(|dim| Literal::usize_unsuffixed(dim.index));
    rp!([#(#indices),*])
}

/// What is done with the dims in scope, `within`, if all are known to `to`, which has a method `dims`; what is
/// done otherwise, `without`.
pub(super) fn with_dims(
    init: &Init,
    to: &TokenStream,
    within: &TokenStream,
    without: &TokenStream,
) -> TokenStream {
    if init.dims.is_empty() {
        return rp!({ #within });
    }
    let names: Vec<&Ident> = init.dims.iter().map(|dim| &dim.name).collect();
    let indices = indices(init);
    rp! {
        match #to.dims(#indices) {
            __rp::Some([#(#names),*]) => {
                // Used, whatever the expression means by the names.
                #(let _ = #names;)*
                #within
            }
            __rp::None => { #without }
        }
    }
}
