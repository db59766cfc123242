//! What was written, and what was meant.

use proc_macro2::TokenStream;
use syn::{Generics, Ident, LitStr, Member, Path, Token, Type};

pub(super) struct RawItem {
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) krate: Option<Path>,
    pub(super) body: RawBody,
}

pub(super) enum RawBody {
    /// A struct whose fields have roles, which was told.
    Module,
    Struct {
        fields: Vec<Field>,
    },
    Enum {
        variants: Vec<RawVariant>,
    },
    Union {
        keyword: Token![union],
    },
}

pub(super) struct RawVariant {
    pub(super) ident: Ident,
    /// What it holds, which it should not.
    pub(super) fields: Option<TokenStream>,
    pub(super) rename: Option<LitStr>,
    pub(super) aliases: Vec<LitStr>,
}

/// A field of a struct.
pub(super) struct Field {
    pub(super) member: Member,
    pub(super) ty: Type,
}

/// A type that is an attribute value.
pub(super) struct Item {
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) krate: Option<Path>,
    pub(super) body: Body,
}

pub(super) enum Body {
    /// A struct that is its one field in everything.
    Newtype(Box<Field>),
    /// An enum whose variants are words.
    Choices(Vec<Variant>),
    /// Something that is told to be neither.
    Refused,
    /// Something of which an impl would draw errors of its own.
    Impossible,
}

pub(super) struct Variant {
    pub(super) ident: Ident,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
}
