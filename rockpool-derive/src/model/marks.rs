//! Attributes that what is generated has too, as both models carry them.

use proc_macro2::TokenStream;

/// Those of an item or a field.
#[derive(Clone, Default)]
pub(crate) struct Marks {
    /// `#[allow(..)]`.
    pub(crate) allowed: TokenStream,
    /// `#[deprecated]`.
    pub(crate) deprecated: TokenStream,
    /// `#[doc(hidden)]`.
    pub(crate) hidden: TokenStream,
}
