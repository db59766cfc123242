//! What can be wrong with a module in the making, and how it is reported.

use super::finish::Finish;
use super::site::Expected;
use crate::error::{ExpectedShape, Fault, FaultKind, InitError};
use crate::registry::{Attribute, Dim, Kind};
use crate::shape::{Length, LengthError, Shape};
use crate::value::{AttributeValue, Class, Unfit};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Finish<'_> {
    /// The module's own shape: known, as the parent expects, and as the builder was told.
    pub(crate) fn check_shape(&mut self, expected: Option<Expected>) {
        let Some(spec) = self.registry.shape() else {
            self.through = expected.filter(|_| self.registry.shape_of.is_some());
            return;
        };
        let registry = self.registry;
        let expected = expected.filter(|expected| {
            let same_rank = registry.given_lengths(expected.lengths.len()).is_some();
            if !same_rank {
                let kind = FaultKind::SubmoduleRank {
                    module: self.registry.name(),
                    shape: spec.to_string(),
                    lengths: spec.rank(),
                    given: Box::new(expected.shape.clone()),
                };
                self.faults.push(Fault::new(self.at.to_path(), kind));
                // That they are unbound follows from it.
                self.quiet.extend(self.registry.dims().iter().map(Dim::name));
            }
            same_rank
        });
        // What the parent gives for each axis: a length, one that is not known, or none.
        let mut by_parent: Vec<Option<Option<usize>>> = alloc::vec![None; spec.rank()];
        if let Some(expected) = &expected
            && let Some(given) = registry.given_lengths(expected.lengths.len())
        {
            for ((axis, _), length) in given.zip(&expected.lengths) {
                by_parent[axis] = Some(*length);
            }
        }
        let mut lengths = Vec::new();
        for (length, by_parent) in spec.lengths().iter().zip(&by_parent) {
            match self.solver.dims.evaluate(length) {
                Ok(value) => lengths.push(value),
                // The parent's own fault says it.
                Err(LengthError::Unbound(dim)) if *by_parent == Some(None) => self.quiet.push(dim),
                Err(LengthError::Unbound(dim)) => self.unbound(dim),
                Err(error) if !matches!(length, Length::Dim(..)) => self.length_fault(error, length),
                Err(_) => {}
            }
        }
        if lengths.len() != spec.rank() {
            return;
        }
        let found = Shape::new(&lengths);
        if let Some(expected) = expected
            && found
                .iter()
                .zip(&by_parent)
                .any(|(&found, known)| known.flatten().is_some_and(|known| known != found))
        {
            self.fault(shape_fault(&expected, found.clone()));
        }
        if let Some(told) = self.solver.shape.take()
            && told != found
            && registry.given_lengths(told.rank()).into_iter().flatten().zip(told.iter()).any(
                |((axis, length), told)| {
                    found.get(axis) != Some(told) && self.solver.dims.free_dim(length).is_none()
                },
            )
        {
            let kind = FaultKind::Shape {
                expected: alloc::vec![self.solver.dims.expected(&spec)],
                found: told,
                bound: self.solver.dims.bound_in(spec.lengths()),
                would_reinterpret: false,
            };
            self.fault(kind);
        }
    }

    pub(crate) fn fault(&mut self, kind: FaultKind) {
        self.faults.push(Fault::new(self.at.to_path(), kind));
    }

    pub(crate) fn fault_at(&mut self, attribute: &Attribute, kind: FaultKind) {
        self.faults.push(Fault::new(self.at.attribute(attribute.name()).to_owned(), kind));
    }

    pub(crate) fn unbound(&mut self, dim: &'static str) {
        if !self.quiet.contains(&dim) {
            self.quiet.push(dim);
            self.fault(FaultKind::Unbound { dim });
        }
    }

    pub(crate) fn length_fault(&mut self, error: LengthError, length: &Length) {
        let bound = self.solver.dims.bound_in([length]);
        self.fault(FaultKind::Length { error, bound });
    }

    /// The shape of an attribute without data.
    pub(crate) fn default_shape(&mut self, attribute: &Attribute) -> Result<Option<Shape>, ()> {
        self.solver.dims.default_shape(attribute).map_err(|error| match error {
            LengthError::Unbound(dim) => self.unbound(dim),
            // A definition's own fault is reported once, for the module.
            LengthError::Inexact { .. } | LengthError::OutOfRange(_) if self.is_in_a_definition(&error) => {}
            error => {
                let spec = attribute.declared_shapes().first();
                let bound = spec.map(|spec| self.solver.dims.bound_in(spec.lengths())).unwrap_or_default();
                self.fault_at(attribute, FaultKind::Length { error, bound });
            }
        })
    }

    /// The shape of an attribute without data, for which a `Parameter` may ask.
    pub(crate) fn wanted_shape(
        &mut self,
        attribute: &Attribute,
        wanted: Option<Shape>,
    ) -> Result<Option<Shape>, ()> {
        let Some(wanted) = wanted else { return self.default_shape(attribute) };
        match self.solver.dims.resolve(attribute, &wanted) {
            Ok(shape) if shape == wanted => return Ok(Some(shape)),
            Ok(_) => self.fault_at(attribute, self.solver.dims.misfit(attribute, &wanted)),
            Err(FaultKind::Unbound { dim }) => self.unbound(dim),
            Err(kind) => self.fault_at(attribute, kind),
        }
        Err(())
    }

    fn is_in_a_definition(&self, error: &LengthError) -> bool {
        self.registry
            .dims()
            .iter()
            .filter_map(Dim::definition)
            .any(|definition| self.solver.dims.evaluate(&definition).err() == Some(*error))
    }

    pub(crate) fn unfit<T: AttributeValue>(&self, attribute: &Attribute, unfit: Unfit) -> FaultKind {
        match unfit {
            Unfit::Type(message) => FaultKind::Type { message },
            Unfit::Shape(found) if !attribute.declared_shapes().is_empty() => {
                self.solver.dims.misfit(attribute, &found)
            }
            Unfit::Shape(found) => FaultKind::Type {
                message: alloc::format!(
                    "expected an array that `{}` holds, found shape {found}",
                    crate::value::short(core::any::type_name::<T>())
                ),
            },
        }
    }

    /// A `Parameter` is given for a parameter, and in its family.
    pub(crate) fn check_standing(
        &mut self,
        attribute: &Attribute,
        kind: Option<Kind>,
        family: Option<String>,
    ) {
        if let Some(found) = kind
            && found != attribute.kind()
        {
            self.fault_at(attribute, FaultKind::Kind { expected: attribute.kind(), found });
        }
        if let Some(found) = family
            && attribute.family() != Some(found.as_str())
        {
            self.fault_at(attribute, FaultKind::Family { expected: attribute.family(), found });
        }
    }

    pub(crate) fn expected_shape(&self, attribute: &Attribute) -> Option<ExpectedShape> {
        attribute.declared_shapes().first().map(|spec| self.solver.dims.expected(spec))
    }

    /// What is wrong with a value: its shape, or an element outside the bounds.
    pub(crate) fn judge<T: AttributeValue>(
        &self,
        attribute: &Attribute,
        value: &T,
        shape: Option<&Shape>,
    ) -> Option<FaultKind> {
        if let Some(shape) = shape
            && !T::Class::has_shape(value, shape)
        {
            let found = T::Class::shape(value);
            let is_permitted =
                self.solver.dims.resolve(attribute, &found).is_ok_and(|resolved| resolved == found);
            let has_declared_list = attribute.declared_shapes().len() > 1;
            if !(is_permitted && has_declared_list) {
                let fixed = || ExpectedShape { declared: shape.to_string(), resolved: None };
                let expected = Some(self.expected_shape(attribute).unwrap_or_else(fixed));
                return Some(FaultKind::Init {
                    error: InitError::Shape(found),
                    expected: expected.map(Box::new),
                });
            }
        }
        let bounds = attribute.bounds()?;
        let outside = T::Class::out_of_bounds(value, bounds)?;
        Some(FaultKind::outside(bounds, outside, &T::Class::shape(value)))
    }
}

fn shape_fault(expected: &Expected, found: Shape) -> FaultKind {
    FaultKind::Shape {
        expected: alloc::vec![expected.shape.clone()],
        found,
        bound: expected.bound.clone(),
        would_reinterpret: false,
    }
}
