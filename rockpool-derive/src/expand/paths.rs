//! Where generated code finds what it names.

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::model::module::Module;

/// `quote!` with the hygiene of `macro_rules!`: locals are unseen by the user's expressions.
macro_rules! rp {
    ($($tokens:tt)*) => {
        ::quote::quote_spanned! { ::proc_macro2::Span::mixed_site()=> $($tokens)* }
    };
}
pub(crate) use rp;

/// The paths of `rockpool_core` and of what is private in it.
pub(super) struct Paths {
    krate: TokenStream,
}

impl Paths {
    pub(super) fn of(module: &Module) -> Paths {
        Paths {
            krate: match &module.krate {
                Some(path) => path.to_token_stream(),
                None => rp!(::rockpool_core),
            },
        }
    }

    /// `::rockpool_core::__private`, for tokens outside the `const _` block.
    pub(super) fn private(&self) -> TokenStream {
        let krate = &self.krate;
        rp!(#krate::__private)
    }
}
