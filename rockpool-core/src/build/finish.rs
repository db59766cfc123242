//! Making the values of a module whose dims are bound, and reporting all that is wrong.

use super::argument::{Argument, Supply};
use super::child::Child;
use super::plan::{Boundary, Expected, Site, SiteKey, unify_all};
use super::solver::Solver;
use crate::Key;
use crate::error::{Fault, FaultKind};
use crate::init::{InitError, Stream};
use crate::module::Module;
use crate::origin::{Constants, Origin, Record, Source};
use crate::registry::{Attribute, Registry};
use crate::reset::{Place, Restored, Target};
use crate::shape::{Length, LengthError, Shape};
use crate::value::{AttributeValue, Class, Slot, Unfit, Value};
use crate::view::{At, Segment};
use alloc::vec::Vec;

/// A module in the making.
#[derive(Debug)]
pub struct Finish<'s> {
    registry: &'static Registry,
    restore: fn(usize, Target<'_>) -> Restored,
    solver: Solver,
    at: At<'s>,
    key: Option<Key>,
    faults: &'s mut Vec<Fault>,
    /// Dims that are reported already, or by the parent.
    quiet: Vec<&'static str>,
    constants: Constants,
    sources: Vec<Option<Source>>,
    shapes: Vec<Option<Shape>>,
}

impl<'s> Finish<'s> {
    /// Begins with the dims: what the builder, the parent and the definitions say must agree.
    #[must_use]
    pub fn new<M: Module>(mut solver: Solver, site: Site<'s>) -> Self {
        let registry = M::REGISTRY;
        let count = registry.attributes().len();
        let key = solver.key.or_else(|| match site.key {
            SiteKey::Root => Key::from_system(),
            SiteKey::Below(key) => key,
        });
        let told = core::mem::take(&mut solver.faults);
        let mut finish = Self {
            registry,
            restore: M::restore,
            solver,
            at: site.at,
            key,
            faults: site.faults,
            quiet: Vec::new(),
            constants: Constants::default(),
            sources: alloc::vec![None; count],
            shapes: alloc::vec![None; count],
        };
        for kind in told {
            finish.fault(kind);
        }
        finish.check_shape(site.expected);
        for dim in registry.dims() {
            if let Some(definition) = dim.definition()
                && let Err(error @ (LengthError::Inexact { .. } | LengthError::OutOfRange(_))) =
                    finish.solver.dims.evaluate(&definition)
            {
                finish.length_fault(error, &definition);
            }
        }
        finish
    }

    /// The module's own shape: known, as the parent expects, and as the builder was told.
    fn check_shape(&mut self, expected: Option<Expected>) {
        let Some(spec) = self.registry.shape() else { return };
        let expected = expected.filter(|expected| {
            let same_rank = expected.lengths.len() == spec.rank();
            if !same_rank {
                let lengths: Option<Vec<usize>> =
                    spec.lengths().iter().map(|length| self.solver.dims.evaluate(length).ok()).collect();
                let found = lengths.map(|lengths| Shape::new(&lengths)).unwrap_or_default();
                self.faults.push(Fault::new(self.at.to_path(), shape_fault(expected, found)));
            }
            same_rank
        });
        let mut lengths = Vec::new();
        for (axis, length) in spec.lengths().iter().enumerate() {
            let by_parent = expected.as_ref().map(|expected| expected.lengths[axis]);
            match self.solver.dims.evaluate(length) {
                Ok(value) => lengths.push(value),
                // The parent's own fault says it.
                Err(LengthError::Unbound(dim)) if by_parent == Some(None) => self.quiet.push(dim),
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
                .zip(&expected.lengths)
                .any(|(&found, known)| known.is_some_and(|known| known != found))
        {
            self.fault(shape_fault(&expected, found.clone()));
        }
        if let Some(told) = self.solver.shape.take()
            && told != found
            && spec
                .lengths()
                .iter()
                .zip(told.iter().zip(found.iter()))
                .any(|(length, (told, found))| told != found && self.solver.dims.free_dim(length).is_none())
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

    fn fault(&mut self, kind: FaultKind) {
        self.faults.push(Fault::new(self.at.to_path(), kind));
    }

    fn fault_at(&mut self, attribute: &Attribute, kind: FaultKind) {
        self.faults.push(Fault::new(self.at.attribute(attribute.name()).to_owned(), kind));
    }

    fn unbound(&mut self, dim: &'static str) {
        if !self.quiet.contains(&dim) {
            self.quiet.push(dim);
            self.fault(FaultKind::Unbound { dim });
        }
    }

    fn length_fault(&mut self, error: LengthError, length: &Length) {
        let bound = self.solver.dims.bound_in([length]);
        self.fault(FaultKind::Length { error, bound });
    }

    /// The shape of an attribute without data.
    fn default_shape(&mut self, attribute: &Attribute) -> Result<Option<Shape>, ()> {
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

    fn is_in_a_definition(&self, error: &LengthError) -> bool {
        self.registry
            .dims()
            .iter()
            .filter_map(crate::registry::Dim::definition)
            .any(|definition| self.solver.dims.evaluate(&definition).err() == Some(*error))
    }

    /// The value of the attribute with this index.
    pub fn attribute<S: Slot>(&mut self, index: usize, argument: Argument<S>) -> Option<S> {
        let attribute = self.registry.attributes().get(index)?;
        let is_present = argument.is_present();
        let supplied = argument.0;
        if !is_present {
            return S::absent();
        }
        self.check_standing(attribute, supplied.kind, supplied.family);
        if supplied.is_constant {
            self.constants.insert(index);
        }
        let (source, shape) = match supplied.supply {
            Supply::Absent | Supply::Declared => (None, self.default_shape(attribute).ok()?),
            Supply::Init(init) => (Some(Source::init(init)), self.default_shape(attribute).ok()?),
            Supply::Unheld(found) => {
                self.fault_at(attribute, FaultKind::Number { expected: attribute.dtype(), found });
                return None;
            }
            Supply::Faulty(error) => {
                for fault in error.faults() {
                    self.fault_at(attribute, fault.kind().clone());
                }
                return None;
            }
            Supply::Data(data) => {
                let found = <S::Value as AttributeValue>::Class::data_shape(&data);
                let shape = self.solver.dims.resolve(attribute, &found);
                let made = shape.and_then(|shape| {
                    let value = <S::Value as AttributeValue>::Class::realise(data, &shape);
                    value.map(|value| (value, shape)).map_err(|unfit| self.unfit::<S>(attribute, unfit))
                });
                match made {
                    Ok((value, shape)) => (Some(Source::Value(Value::new(value))), Some(shape)),
                    Err(kind) => {
                        self.fault_at(attribute, kind);
                        return None;
                    }
                }
            }
        };
        let value = self.make::<S::Value>(index, attribute, source.as_ref(), shape.as_ref())?;
        self.shapes[index] = Some(<S::Value as AttributeValue>::Class::shape(&value));
        self.sources[index] = source;
        Some(S::present(value))
    }

    fn unfit<S: Slot>(&self, attribute: &Attribute, unfit: Unfit) -> FaultKind {
        match unfit {
            Unfit::Type(message) => FaultKind::Type { message },
            Unfit::Shape(found) if !attribute.declared_shapes().is_empty() => {
                self.solver.dims.misfit(attribute, &found)
            }
            Unfit::Shape(found) => FaultKind::Type {
                message: alloc::format!(
                    "expected an array that `{}` holds, found shape {found}",
                    crate::value::short(core::any::type_name::<S::Value>())
                ),
            },
        }
    }

    /// A `Parameter` is given for a parameter, and in its family.
    fn check_standing(
        &mut self,
        attribute: &Attribute,
        kind: Option<crate::registry::Kind>,
        family: Option<alloc::string::String>,
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

    /// Runs the given or declared initialiser and the cast, and checks what comes out.
    fn make<T: AttributeValue>(
        &mut self,
        index: usize,
        attribute: &Attribute,
        source: Option<&Source>,
        shape: Option<&Shape>,
    ) -> Option<T> {
        let key = self.key.map(|key| key.at(attribute.name()));
        let mut new: Option<T> = None;
        let target = Target { place: Place::New(&mut new), shape, source, stream: Stream::new(&key) };
        let made = (self.restore)(index, target);
        let kind = match (made, new) {
            (Restored::Done, Some(value)) => match self.judge(attribute, &value, shape) {
                None => return Some(value),
                Some(kind) => kind,
            },
            (Restored::Failed(InitError::Type(_)), _) if shape.is_none() => FaultKind::NoShape,
            (Restored::Failed(error), _) => {
                FaultKind::Init { error, expected: self.expected_shape(attribute) }
            }
            (Restored::Undeclared | Restored::Done, _) => FaultKind::NoValue,
        };
        self.fault_at(attribute, kind);
        None
    }

    fn expected_shape(&self, attribute: &Attribute) -> Option<crate::error::ExpectedShape> {
        attribute.declared_shapes().first().map(|spec| self.solver.dims.expected(spec))
    }

    /// What is wrong with a value: its shape (B019, B021), or an element outside the bounds.
    fn judge<T: AttributeValue>(
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
                let fixed = || crate::error::ExpectedShape {
                    declared: alloc::string::ToString::to_string(shape),
                    resolved: None,
                };
                let expected = Some(self.expected_shape(attribute).unwrap_or_else(fixed));
                return Some(FaultKind::Init { error: InitError::Shape(found), expected });
            }
        }
        let bounds = attribute.bounds()?;
        let outside = T::Class::out_of_bounds(value, bounds)?;
        let index = (!T::Class::shape(value).is_empty()).then_some(outside.index);
        Some(FaultKind::Bounds { bounds, index, found: outside.found })
    }

    /// The submodule with this index.
    pub fn submodule<'p, M: Module + 'p>(&mut self, index: usize, child: Child<'p, M>) -> Option<M> {
        let submodule = self.registry.submodules().get(index)?;
        let dims = &self.solver.dims;
        let mut unbound = Vec::new();
        let expected = submodule.shape().map(|spec| {
            let mut evaluate = |length: &Length| match dims.evaluate(length) {
                Ok(value) => Some(value),
                Err(LengthError::Unbound(dim)) => {
                    unbound.push(dim);
                    None
                }
                Err(_) => None,
            };
            Expected {
                lengths: spec.lengths().iter().map(&mut evaluate).collect(),
                shape: dims.expected(&spec),
                bound: dims.bound_in(spec.lengths()),
            }
        });
        for dim in unbound {
            self.unbound(dim);
        }
        child.finish(Site {
            at: self.at.below(Segment::Submodule(submodule), None),
            key: SiteKey::Below(self.key.map(|key| key.at(submodule.name()))),
            expected,
            faults: self.faults,
        })
    }

    /// A field that is not registered.
    pub fn skipped<T>(&mut self, given: Option<T>, otherwise: impl FnOnce() -> T) -> Option<T> {
        Some(given.unwrap_or_else(otherwise))
    }

    /// What the module was built with.
    pub fn origin(&mut self) -> Origin {
        let empty = Solver::new(self.registry);
        Origin::new(Record {
            key: self.key,
            dims: core::mem::replace(&mut self.solver, empty).dims.into_bound(),
            constants: core::mem::take(&mut self.constants),
            sources: core::mem::take(&mut self.sources),
            shapes: core::mem::take(&mut self.shapes),
        })
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

/// A module without an origin in the making: nothing is given, everything declared.
#[derive(Debug)]
pub struct Create<'s>(Finish<'s>);

impl<'s> Create<'s> {
    pub(crate) fn new(finish: Finish<'s>) -> Self {
        Self(finish)
    }

    /// The attribute with this index.
    pub fn attribute<S: Slot>(&mut self, index: usize) -> Option<S> {
        self.0.attribute(index, Argument::<S>::new())
    }

    /// The submodule with this index, made from the dims that are bound by now.
    pub fn submodule<M: Module>(&mut self, index: usize) -> Option<M> {
        let mut child = Child::<M>::new();
        let submodule = self.0.registry.submodules().get(index)?;
        let dims = &self.0.solver.dims;
        let depth = self.0.at.depth() + 1;
        let lengths: Vec<Option<usize>> = submodule
            .shape()
            .map(|spec| spec.lengths().iter().map(|length| dims.evaluate(length).ok()).collect())
            .unwrap_or_default();
        unify_all(|stage| {
            let mut values = lengths.clone();
            let parent = submodule.shape().is_some().then_some(&mut values);
            let mut boundary = Boundary { parent, stage, depth, changed: false };
            child.unify(&mut boundary);
            boundary.changed
        });
        self.0.submodule(index, child)
    }

    /// Reports that a module of this type is given, never made.
    pub(crate) fn refuse<M>(&mut self, registry: &'static Registry) -> Option<M> {
        let variants = if registry.is_enum() {
            registry.submodules().iter().map(crate::registry::Submodule::name).collect()
        } else {
            Vec::new()
        };
        self.0.fault(FaultKind::NotBuildable { module: registry.name(), variants });
        None
    }
}
