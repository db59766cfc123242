//! How generated code writes an attribute down: `<f64 as Slot>::PARAMETER.named("tau").in_unit("s")`.
//!
//! Only what was declared is said, because every argument that is not there is one that rustc need not
//! check: registries are most of what a derived module costs to compile.

use super::{Attribute, AttributeType, Bounds, Kind};
use crate::shape::ShapeSpec;
use crate::value::AttributeValue;

#[doc(hidden)]
impl Attribute {
    /// An attribute of which nothing is known but its kind and the type of its field.
    pub(crate) const fn of<T: AttributeValue>(kind: Kind, is_optional: bool) -> Self {
        Self {
            name: "",
            kind,
            family: None,
            shapes: &[],
            unit: None,
            bounds: None,
            docs: "",
            aliases: &[],
            permits_reshape: true,
            is_stored: true,
            is_common: false,
            has_init: true,
            of: AttributeType::of::<T>(is_optional),
        }
    }

    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    #[must_use]
    pub const fn of_family(mut self, family: &'static str) -> Self {
        self.family = Some(family);
        self
    }

    #[must_use]
    pub const fn shaped(mut self, shapes: &'static [ShapeSpec]) -> Self {
        self.shapes = shapes;
        self
    }

    #[must_use]
    pub const fn in_unit(mut self, unit: &'static str) -> Self {
        self.unit = Some(unit);
        self
    }

    #[must_use]
    pub const fn within(mut self, bounds: &'static Bounds) -> Self {
        self.bounds = Some(bounds);
        self
    }

    #[must_use]
    pub const fn documented(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    #[must_use]
    pub const fn aliased(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// With `permit_reshape = false`.
    #[must_use]
    pub const fn rigid(mut self) -> Self {
        self.permits_reshape = false;
        self
    }

    /// With `stored = false`.
    #[must_use]
    pub const fn unstored(mut self) -> Self {
        self.is_stored = false;
        self
    }

    /// With `common`.
    #[must_use]
    pub const fn common(mut self) -> Self {
        self.is_common = true;
        self
    }

    /// Without `init`: the builder must be given it.
    #[must_use]
    pub const fn undeclared(mut self) -> Self {
        self.has_init = false;
        self
    }
}
