//! What generated code names. Nothing here is for use by hand, and all of it may change.

pub use crate::build::Create;
pub use crate::codegen::{
    ByField, Duplicate, DuplicateSkipped, NoDuplicate, NoDuplicateSkipped, OriginField, Same, Several,
    SeveralMade, SeveralMut, Skipped, Slot, SubmoduleField, assertions, constant, hover, numbers,
};
// By another name: a lint would take the path to the prelude's for longer than it need be.
pub use crate::init::{Declaration, InitError, Stream, fill, one_number, own_zeros, zeros as state_zeros};
pub use crate::kept::{Kept, keep, taken};
pub use crate::path::At;
pub use crate::place::{Like, Made, Scope, Target};
pub use crate::registry::{Attribute, Dim, Kind, Registry, Submodule};
pub use crate::shape::{IntoShape, Length, Shape, ShapeSpec};
pub use crate::value::{
    AttributeValue, Bounds, By, Choice, Choices, Dtype, Knows, Newtype, Number, Transparent,
};
pub use crate::walk::{
    Entered, HasVariant, ReadDims, Replaced, Structure, Variants, Visitor, VisitorMut, Walk, WalkMut, chosen,
    chosen_mut, examine,
};
pub use core::clone::Clone;
pub use core::convert::Into;
pub use core::default::Default;
pub use core::ops::ControlFlow::{Break, Continue};
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, f64, i128, str, usize};
pub use core::result::Result::{self, Err, Ok};

#[cfg(feature = "alloc")]
pub use {
    crate::argument::{IntoArgument, Supplied},
    crate::build::{
        Blueprint, Boundary, Buildable, Finish, Given, IntoSubmodule, LeftOut, Site, Solver, boxed_blueprint,
        build,
    },
    crate::codegen::{Argument, Give, GiveBy, InBuilder, SeveralAsked, SeveralGiven, ShapeOf},
    crate::error::Error,
    crate::key::Key,
    crate::origin::Origin,
    crate::submodule::{Child, FromModule, IntoDynamic, Part},
    crate::walk::{check_depth, check_keys, keys, set_keys},
    crate::write::check_shapes,
    // By another name: of `Box`, rustc would say where std has it, if the path leads nowhere.
    alloc::boxed::Box as Boxed,
};

use crate::codegen::{End, Listed, Of};
use crate::shape::Rank;

pub use crate::__expression as expression;
pub use crate::__with_alloc as with_alloc;

/// An expression of the user's: what is none fails here, and not the whole expansion.
#[doc(hidden)]
#[macro_export]
macro_rules! __expression {
    ($expression:expr) => {
        $expression
    };
}

/// What there is only with an allocator.
#[cfg(feature = "alloc")]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_alloc {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// What there is only with an allocator.
#[cfg(not(feature = "alloc"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_alloc {
    ($($tokens:tt)*) => {};
}

/// Asserts that a shape's rank is one that the attribute's type has.
#[inline]
pub const fn rank<const R: usize, T: Rank<R>>(_: Of<T>) {}

/// A submodule.
#[must_use]
pub const fn submodule(
    name: &'static str,
    docs: &'static str,
    aliases: &'static [&'static str],
    shape: Option<&'static [Length]>,
    registry: fn() -> &'static Registry,
) -> Submodule {
    Submodule::new(name, docs, aliases, shape, registry)
}

/// The same with so many elements.
#[must_use]
#[allow(private_bounds, reason = "named in messages only")]
pub const fn counted<L: Listed>(submodule: Submodule, length: Length) -> Submodule {
    submodule.counted(length)
}

/// A variant without a submodule.
#[must_use]
pub const fn unit_variant(name: &'static str, docs: &'static str) -> Submodule {
    Submodule::unit_variant(name, docs)
}

/// An end of a range, as a number of the attribute's element type.
pub fn bound<T: AttributeValue>(_: Of<T>, end: impl End<T>) -> Number {
    end.number()
}
