//! What generated code names. Nothing here is for use by hand, and all of it may change.

pub use crate::field::{OriginField, Part, Skipped};
pub use crate::init::zeros;
pub use crate::module::Module;
pub use crate::registry::{Attribute, Bounds, Dim, Kind, ModuleFlags, Registry, Submodule};
pub use crate::reset::{Restored, Target};
pub use crate::shape::{IntoShape, Length, ShapeSpec};
pub use crate::value::{Number, Slot};
pub use crate::view::{At, Visitor, VisitorMut, Walk, WalkMut};
pub use crate::words;
pub use core::default::Default;
pub use core::option::Option::{self, None, Some};
pub use core::primitive::usize;
pub use core::result::Result;

#[cfg(not(feature = "alloc"))]
pub use crate::reset::Create;
#[cfg(feature = "alloc")]
pub use {
    crate::build::{
        Argument, Boundary, BoxPlan, Buildable, Child, Create, Finish, Give, Given, IntoSubmodule, Plan,
        Site, Solver, boxed_plan, build,
    },
    crate::error::Error,
    crate::key::Key,
    crate::origin::Origin,
    crate::write::check_keys,
    alloc::boxed::Box,
};

use crate::field::End;
use crate::shape::Rank;
use crate::value::{AttributeValue, Of};

/// A permitted shape.
#[must_use]
pub const fn shape(lengths: &'static [Length]) -> ShapeSpec {
    ShapeSpec::new(lengths)
}

/// Asserts that a shape's rank is one that the attribute's type has.
#[inline]
pub const fn rank<const R: usize, T: Rank<R>>(_: Of<T>) {}

/// Asserts that a declared length is that of the field's array type.
pub const fn same_length(declared: usize, actual: usize) {
    assert!(
        declared == actual,
        "this length is not that of the field's array type; write the same one, or change the type"
    );
}

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

/// A variant without a submodule.
#[must_use]
pub const fn unit_variant(name: &'static str, docs: &'static str) -> Submodule {
    Submodule::unit_variant(name, docs)
}

/// An end of a range, as a number of the attribute's element type.
pub fn bound<T: AttributeValue>(_: Of<T>, end: impl End<T>) -> Number {
    end.number()
}
