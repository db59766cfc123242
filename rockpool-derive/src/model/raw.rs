//! What was written, with its spans; it may contradict itself.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{ExprPath, Generics, Ident, LitInt, LitStr, Member, Path, Token, Type, Visibility};

use crate::model::docs::Docs;
use crate::model::marks::Marks;
use crate::symbol::{Helper, Meant};

pub(crate) struct RawItem {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) docs: Docs,
    pub(crate) marks: Marks,
    pub(crate) args: RawItemArgs,
    /// `#[repr(packed)]`.
    pub(crate) packed: Option<TokenStream>,
    pub(crate) body: RawBody,
    /// Whether `syn` took the item whole, and rustc takes the types; otherwise rustc tells what is wrong.
    pub(crate) is_complete: bool,
}

pub(crate) enum RawBody {
    Struct { fields: Vec<RawField>, is_tuple: bool },
    Enum { variants: Vec<RawVariant> },
    Union { keyword: Token![union] },
}

pub(crate) struct RawField {
    pub(crate) member: Member,
    /// What a message about the field as a whole points at: its name, or a tuple field's type.
    pub(crate) caret: TokenStream,
    pub(crate) ty: Type,
    pub(crate) is_public: bool,
    pub(crate) docs: Docs,
    pub(crate) marks: Marks,
    pub(crate) roles: Vec<RawRole>,
    /// An attribute that is none of ours, and the one that was probably meant.
    pub(crate) misspelt: Option<(Ident, Meant)>,
    /// Whether something was told of it while it was read.
    pub(crate) has_fault: bool,
}

pub(crate) struct RawVariant {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) fields: Vec<RawField>,
}

/// One helper attribute on a field.
pub(crate) struct RawRole {
    pub(crate) helper: Helper,
    /// The attribute's name, where the caret goes when the attribute is at fault.
    pub(crate) name: Ident,
    pub(crate) args: RawArgs,
}

/// An argument: its key, for carets, and its value.
pub(crate) struct Arg<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

/// The arguments of a field's helper attribute.
///
/// A value that could not be parsed is `None` inside its `Arg`, so that nobody calls an argument
/// missing that was written wrongly.
#[derive(Default)]
pub(crate) struct RawArgs {
    pub(crate) family: Option<Arg<Option<LitStr>>>,
    pub(crate) shape: Option<Arg<Option<RawShapes>>>,
    pub(crate) len: Option<Arg<Option<RawLength>>>,
    pub(crate) init: Option<Arg<TokenStream>>,
    pub(crate) cast: Option<Arg<TokenStream>>,
    pub(crate) permit_reshape: Option<Arg<bool>>,
    pub(crate) stored: Option<Arg<bool>>,
    pub(crate) common: Option<Ident>,
    pub(crate) unit: Option<Arg<Option<LitStr>>>,
    /// Whether the unit is one that the SI does not know, by the author's word.
    pub(crate) has_other_unit: bool,
    pub(crate) bounds: Option<Arg<Option<RawBounds>>>,
    pub(crate) with: Option<Arg<Option<Type>>>,
    pub(crate) rename: Option<Arg<Option<LitStr>>>,
    pub(crate) aliases: Vec<LitStr>,
    /// The keys of `alias`, whether or not their values could be parsed.
    pub(crate) alias_keys: Vec<Ident>,
    pub(crate) skip: Option<Ident>,
    pub(crate) origin: Option<Ident>,
    /// Whether something could not be read that may have been any argument.
    pub(crate) has_lost: bool,
}

/// The arguments of `#[module(..)]` on the item.
#[derive(Default)]
pub(crate) struct RawItemArgs {
    pub(crate) shape: Option<Arg<Option<RawShapes>>>,
    pub(crate) dims: Option<Arg<Option<Vec<RawDim>>>>,
    pub(crate) check: Option<Arg<TokenStream>>,
    pub(crate) krate: Option<Arg<Option<Path>>>,
    pub(crate) builder: Option<Arg<Option<Ident>>>,
    pub(crate) spiking_input: Option<Ident>,
    pub(crate) spiking_output: Option<Ident>,
    /// Whether something could not be read that may have been any argument.
    pub(crate) has_lost: bool,
}

/// One entry of `dims(..)`.
pub(crate) struct RawDim {
    pub(crate) name: Ident,
    pub(crate) value: RawDimValue,
}

/// What a dim is said to be.
pub(crate) enum RawDimValue {
    /// `dims(n)`
    Free,
    /// `dims(n = m / 2)`
    Defined(RawLength),
    /// `dims(n = default(m))`
    Default(RawLength),
}

/// The value of `shape`.
pub(crate) struct RawShapes {
    pub(crate) tokens: TokenStream,
    /// Whether it was written in brackets, as a list of alternatives.
    pub(crate) is_list: bool,
    /// Whether it is what was meant, by all appearances, and not what was written.
    pub(crate) is_guess: bool,
    pub(crate) shapes: Vec<RawShape>,
}

/// One shape.
pub(crate) struct RawShape {
    pub(crate) tokens: TokenStream,
    pub(crate) lengths: Vec<RawLength>,
}

/// One length.
pub(crate) enum RawLength {
    /// A bare name: a dim, a const parameter or a constant.
    Name(Ident),
    /// A path to a constant, such as `Self::N`.
    Path(ExprPath),
    Literal {
        token: LitInt,
        value: u64,
    },
    Binary {
        op: Op,
        left: Box<RawLength>,
        right: Box<RawLength>,
    },
}

impl ToTokens for RawLength {
    /// The leaves, which is enough to place a caret.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            RawLength::Name(name) => name.to_tokens(tokens),
            RawLength::Path(path) => path.to_tokens(tokens),
            RawLength::Literal { token, .. } => token.to_tokens(tokens),
            RawLength::Binary { left, right, .. } => {
                left.to_tokens(tokens);
                right.to_tokens(tokens);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    Add,
    Sub,
    Mul,
    Div,
}

impl Op {
    pub(crate) const fn symbol(self) -> char {
        match self {
            Op::Add => '+',
            Op::Sub => '-',
            Op::Mul => '*',
            Op::Div => '/',
        }
    }
}

/// The value of `bounds`.
pub(crate) struct RawBounds {
    pub(crate) tokens: TokenStream,
    pub(crate) lower: Option<TokenStream>,
    pub(crate) upper: Option<TokenStream>,
    pub(crate) is_upper_inclusive: bool,
}
