//! What generated code names. Nothing here is for use by hand, and all of it may change.

pub use crate::init::zeros;
pub use crate::module::Module;
pub use crate::registry::Flags;
pub use crate::registry::{Attribute, Bounds, Dim, Kind, ModuleFlags, Registry, Submodule};
pub use crate::reset::{Restored, Target};
pub use crate::shape::{IntoShape, Length, ShapeSpec};
pub use crate::value::{ClassOf, ElementOf, Number, Slot, ValueOf};
pub use crate::view::{At, Visitor, VisitorMut, Walk, WalkMut};
pub use core::default::Default;
pub use core::option::Option::{self, None, Some};
pub use core::primitive::usize;
pub use core::result::Result;

#[cfg(not(feature = "alloc"))]
pub use crate::reset::Create;
#[cfg(feature = "alloc")]
pub use {
    crate::build::{
        Argument, Boundary, BoxPlan, Child, Create, Finish, Given, IntoArgument, IntoSubmodule, Plan, Site,
        Solver, boxed_plan, build,
    },
    crate::error::Error,
    crate::key::Key,
    crate::origin::Origin,
    alloc::boxed::Box,
};

use crate::shape::Rank;
use crate::value::{Element, Lossless};

/// An attribute of a field of type `S`.
#[allow(clippy::too_many_arguments, reason = "called by generated code only")]
#[must_use]
pub const fn attribute<S: Slot>(
    name: &'static str,
    kind: Kind,
    family: Option<&'static str>,
    shapes: &'static [ShapeSpec],
    unit: Option<&'static str>,
    bounds: Option<&'static Bounds>,
    docs: &'static str,
    aliases: &'static [&'static str],
    flags: Flags,
) -> Attribute {
    Attribute::new::<S>(name, kind, family, shapes, unit, bounds, docs, aliases, flags)
}

/// A permitted shape; its rank is one that the field's type has.
#[must_use]
pub const fn shape<S, const R: usize>(lengths: &'static [Length; R]) -> ShapeSpec
where
    S: Slot,
    S::Value: Rank<R>,
{
    ShapeSpec::new(lengths)
}

/// A submodule of a field of type `M`.
#[must_use]
pub const fn submodule<M: Module>(
    name: &'static str,
    docs: &'static str,
    aliases: &'static [&'static str],
    shape: Option<&'static [Length]>,
) -> Submodule {
    Submodule::new::<M>(name, docs, aliases, shape)
}

/// A variant without a submodule.
#[must_use]
pub const fn unit_variant(name: &'static str, docs: &'static str) -> Submodule {
    Submodule::unit_variant(name, docs)
}

/// An end of a range, as a number of the attribute's element type.
pub fn bound<S, X>(end: X) -> Number
where
    S: Slot,
    ElementOf<S>: Lossless<X>,
    X: crate::value::IntoNumber + Copy,
{
    let element = <ElementOf<S> as Lossless<X>>::take(end);
    element.and_then(|element| element.to_number()).unwrap_or_else(|| end.into_number())
}
