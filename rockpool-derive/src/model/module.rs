//! What is meant; it does not contradict itself, and expansion takes nothing else.

use crate::model::with::With;
use proc_macro2::TokenStream;
use syn::{Generics, Ident, Member, Path, Type, Visibility};

use crate::model::docs::Docs;
use crate::model::marks::Marks;
use crate::model::raw::Op;
use crate::model::trees::Trees;

pub(crate) struct Module {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) docs: Docs,
    pub(crate) marks: Marks,
    /// The path of `rockpool_core` if it is not `::rockpool_core`.
    pub(crate) krate: Option<Path>,
    /// The builder's name if it is not the item's with `Builder` behind it.
    pub(crate) builder: Option<Ident>,
    pub(crate) body: Body,
}

pub(crate) enum Body {
    Struct(Struct),
    Enum(Enum),
    /// A body that was refused as a whole; the fallback needs the generics only.
    Refused,
}

pub(crate) struct Enum {
    pub(crate) variants: Vec<Variant>,
    /// What `check` names.
    pub(crate) check: Option<TokenStream>,
}

pub(crate) struct Struct {
    pub(crate) is_tuple: bool,
    pub(crate) dims: Vec<Dim>,
    pub(crate) shape: Option<Vec<Length>>,
    /// The submodule of which this struct has the shape, by its index.
    pub(crate) shape_of: Option<usize>,
    /// What `check` names.
    pub(crate) check: Option<TokenStream>,
    pub(crate) fields: Vec<Field>,
    /// The families that get accessors.
    pub(crate) families: Vec<Family>,
    /// What is asserted of lengths.
    pub(crate) arithmetic: Vec<Arithmetic>,
    /// Whether nothing was found wrong with the dims and the shape.
    pub(crate) has_sound_dims: bool,
    pub(crate) spiking_input: bool,
    pub(crate) spiking_output: bool,
}

impl Struct {
    /// The field marked `#[module(origin)]`, with which come builder and plan.
    pub(crate) fn origin(&self) -> Option<&Field> {
        self.fields.iter().find(|field| matches!(field.role, Role::Origin))
    }

    pub(crate) fn has_submodules(&self) -> bool {
        self.submodules().next().is_some()
    }

    /// Whether the struct has attributes or submodules at all.
    pub(crate) fn is_registered(&self) -> bool {
        self.attributes().next().is_some() || self.has_submodules()
    }

    /// What of it nothing is wrong with, as far as one can tell before rustc has looked at it.
    ///
    /// Where the dims are at fault, none is defined.
    pub(crate) fn intact(&self) -> Struct {
        let dims = self.dims.iter().map(|dim| Dim {
            definition: dim.definition.clone().filter(|_| self.has_sound_dims),
            ..dim.clone()
        });
        Struct {
            is_tuple: self.is_tuple,
            dims: dims.collect(),
            shape: self.shape.clone().filter(|_| self.has_sound_dims),
            fields: self.fields.iter().filter(|field| field.is_intact).cloned().collect(),
            families: Vec::new(),
            arithmetic: self.arithmetic.clone(),
            shape_of: None,
            check: self.check.clone(),
            has_sound_dims: self.has_sound_dims,
            spiking_input: self.spiking_input,
            spiking_output: self.spiking_output,
        }
    }

    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&Field, &Attribute)> {
        self.fields.iter().filter_map(|field| match &field.role {
            Role::Attribute(attribute) => Some((field, &**attribute)),
            _ => None,
        })
    }

    pub(crate) fn submodules(&self) -> impl Iterator<Item = (&Field, &Submodule)> {
        self.fields.iter().filter_map(|field| match &field.role {
            Role::Submodule(submodule) => Some((field, submodule)),
            _ => None,
        })
    }
}

#[derive(Clone)]
pub(crate) struct Field {
    pub(crate) member: Member,
    /// The public name: `rename`, or the field's own without `r#`, or a tuple field's index.
    pub(crate) name: String,
    pub(crate) ty: Type,
    /// The tokens of the type.
    pub(crate) trees: Trees,
    /// Whether it is `pub`, and so among the fields that rustdoc shows.
    pub(crate) is_public: bool,
    pub(crate) docs: Docs,
    pub(crate) marks: Marks,
    pub(crate) role: Role,
    /// Whether nothing was found wrong with it.
    pub(crate) is_intact: bool,
}

#[derive(Clone)]
pub(crate) enum Role {
    Attribute(Box<Attribute>),
    Submodule(Submodule),
    Skip { init: Option<Init> },
    Origin,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Parameter,
    State,
    Simulation,
}

impl Kind {
    /// The kind's name in prose.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Kind::Parameter => "parameter",
            Kind::State => "state",
            Kind::Simulation => "simulation parameter",
        }
    }
}

#[derive(Clone)]
pub(crate) struct Attribute {
    /// Its place among the registry's attributes.
    pub(crate) index: usize,
    pub(crate) kind: Kind,
    pub(crate) family: Option<String>,
    pub(crate) shapes: Vec<Shape>,
    /// Declared lengths of which only rustc knows whether the type fixes others.
    pub(crate) fixed_lengths: Vec<FixedLength>,
    pub(crate) unit: Option<String>,
    /// Where a unit is declared of which only rustc knows whether the type suits it.
    pub(crate) asked_unit: Option<AskedUnit>,
    pub(crate) bounds: Option<Bounds>,
    pub(crate) aliases: Vec<String>,
    pub(crate) permit_reshape: bool,
    pub(crate) init: Option<Init>,
    /// An initialiser of which only rustc knows whether the type suits it.
    pub(crate) asked_init: Option<AskedInit>,
    /// The attribute that it begins like, by its index.
    pub(crate) like: Option<usize>,
    /// Whether it begins like another, or some other like it.
    pub(crate) is_linked: bool,
    pub(crate) is_stored: bool,
    /// Whether all modules of a tree have one value of it.
    pub(crate) is_common: bool,
    /// Whether a part of what was written could not be read, which may have been an `init`.
    pub(crate) may_have_init: bool,
    pub(crate) cast: Option<TokenStream>,
    /// The type that makes the field's an attribute, where the field's alone is none.
    pub(crate) with: Option<With>,
}

#[derive(Clone)]
pub(crate) struct Submodule {
    /// Its place among the registry's submodules.
    pub(crate) index: usize,
    pub(crate) aliases: Vec<String>,
    pub(crate) shape: Option<Shape>,
    /// How many a list has.
    pub(crate) len: Option<Length>,
    /// What it is built from where none is given.
    pub(crate) init: Option<Init>,
    /// Whether the field's type names no parameter of the item, and so can be looked at beside it.
    pub(crate) is_concrete: bool,
}

impl Submodule {
    /// The lengths of its shape, if it has one.
    pub(crate) fn lengths(&self) -> Option<&[Length]> {
        self.shape.as_ref().map(|shape| shape.lengths.as_slice())
    }
}

/// A unit as it was written.
#[derive(Clone)]
pub(crate) struct AskedUnit {
    pub(crate) key: Ident,
    /// The literal, unless it is seconds, which every type may be in.
    pub(crate) other: Option<TokenStream>,
}

/// A declared length that is a number.
#[derive(Clone)]
pub(crate) struct FixedLength {
    pub(crate) axis: usize,
    pub(crate) length: Length,
    pub(crate) tokens: TokenStream,
}

/// Arithmetic of constants, of which only rustc knows what it comes to.
#[derive(Clone)]
pub(crate) struct Arithmetic {
    pub(crate) length: Length,
    pub(crate) tokens: TokenStream,
}

/// A permitted shape and where it was written, for the rank check.
#[derive(Clone)]
pub(crate) struct Shape {
    pub(crate) tokens: TokenStream,
    pub(crate) lengths: Vec<Length>,
}

#[derive(Clone)]
pub(crate) struct Dim {
    pub(crate) name: Ident,
    /// `None` for a free dim.
    pub(crate) definition: Option<Length>,
    /// What a free dim is where nothing else binds it.
    pub(crate) default: Option<Length>,
}

/// A user's expression in which dims of the module may stand.
#[derive(Clone)]
pub(crate) struct Init {
    pub(crate) tokens: TokenStream,
    pub(crate) dims: Vec<NamedDim>,
}

/// An initialiser, and what it gives.
#[derive(Clone)]
pub(crate) struct AskedInit {
    pub(crate) init: TokenStream,
    pub(crate) gives: Gives,
}

/// What an initialiser gives that not all types hold.
#[derive(Clone, Copy)]
pub(crate) enum Gives {
    /// Numbers that are drawn.
    Fractions,
    /// One number that is no integer.
    Fraction,
    Integer(i128),
}

/// A dim as an expression of the user's names it.
#[derive(Clone)]
pub(crate) struct NamedDim {
    pub(crate) index: usize,
    /// The name as it stands there, which is what the expression sees.
    pub(crate) name: Ident,
}

#[derive(Clone)]
pub(crate) enum Length {
    Dim {
        index: usize,
        name: String,
    },
    Literal(u64),
    /// A const parameter or a constant: its text, and the expression.
    Constant {
        text: String,
        value: TokenStream,
    },
    Binary {
        op: Op,
        left: Box<Length>,
        right: Box<Length>,
    },
}

#[derive(Clone)]
pub(crate) struct Bounds {
    pub(crate) text: String,
    pub(crate) lower: Option<TokenStream>,
    pub(crate) upper: Option<TokenStream>,
    pub(crate) is_upper_inclusive: bool,
    /// What only rustc knows of its ends.
    pub(crate) asked: Vec<AskedEnd>,
}

/// What is asserted of an end of bounds, or of both.
#[derive(Clone)]
pub(crate) enum AskedEnd {
    /// An integer is a number of the element's type.
    Integer { end: TokenStream, value: i128 },
    /// A number that single precision does not reach.
    Large { end: TokenStream },
    /// Arithmetic of constants has a value.
    Computed { end: TokenStream },
    /// Two constants, numbers of this type, are a range.
    Range { lower: TokenStream, upper: TokenStream, is_inclusive: bool, as_type: &'static str },
}

/// A family whose name is an identifier.
pub(crate) struct Family {
    /// The accessor's name.
    pub(crate) method: Ident,
    /// The accessor's name with `_mut`.
    pub(crate) method_mut: Ident,
    /// `LifTaus`.
    pub(crate) refs: Ident,
    /// `LifTausMut`.
    pub(crate) muts: Ident,
    /// Indices into [`Struct::fields`].
    pub(crate) fields: Vec<usize>,
}

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) docs: Docs,
    /// The submodule that the variant holds.
    pub(crate) field: Option<(Member, Type)>,
    /// Whether nothing was found wrong with it.
    pub(crate) is_intact: bool,
}
