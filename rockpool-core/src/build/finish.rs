//! Making the values of a module whose dims are bound, and reporting all that is wrong.

use super::plan::{Expected, Site, SiteKey};
use super::solver::Solver;
use crate::argument::{Supplied, Supply};
use crate::error::{Fault, FaultKind, InitError};
use crate::init::Stream;
use crate::key::Key;
use crate::origin::{Indices, Origin, Record};
use crate::path::At;
use crate::place::{Dimensions, Like, Place, Restored, Scope, Source, Target};
use crate::registry::{Attribute, Dim, Registry};
use crate::shape::{Length, LengthError, Shape};
use crate::value::{AttributeValue, Class, Value};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// A module in the making.
#[doc(hidden)]
#[derive(Debug)]
pub struct Finish<'s> {
    pub(crate) registry: &'static Registry,
    restore: fn(usize, Target<'_>) -> Restored,
    pub(crate) solver: Solver,
    pub(crate) at: At<'s>,
    pub(crate) key: Option<Key>,
    pub(crate) faults: &'s mut Vec<Fault>,
    /// What the parent expects of the shape, where that is the shape of a submodule.
    pub(crate) through: Option<Expected>,
    /// Dims that are reported already, or by the parent.
    pub(crate) quiet: Vec<&'static str>,
    constants: Indices,
    given: Indices,
    sources: Vec<Option<Source>>,
    shapes: Vec<Option<Shape>>,
    uncast: Vec<(usize, Shape)>,
}

impl<'s> Finish<'s> {
    /// Begins with the dims: what the builder, the parent and the definitions say must agree.
    #[must_use]
    pub(crate) fn begin(
        registry: &'static Registry,
        restore: fn(usize, Target<'_>) -> Restored,
        mut solver: Solver,
        site: Site<'s>,
    ) -> Self {
        let count = registry.attributes().len();
        let key = solver.key.or_else(|| match site.key {
            SiteKey::Root => Key::from_system(),
            SiteKey::Below(key) => key,
        });
        let told = core::mem::take(&mut solver.faults);
        let mut finish = Self {
            registry,
            restore,
            solver,
            at: site.at,
            key,
            faults: site.faults,
            through: None,
            quiet: Vec::new(),
            constants: Indices::default(),
            given: Indices::default(),
            sources: alloc::vec![None; count],
            shapes: alloc::vec![None; count],
            uncast: Vec::new(),
        };
        for kind in told {
            if matches!(kind, FaultKind::Shape { .. }) {
                // That the dims of a shape with too few lengths are unbound follows from it.
                finish.quiet.extend(registry.dims().iter().map(Dim::name));
            }
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

    /// The value of the attribute with this index.
    pub fn attribute<T: AttributeValue>(&mut self, index: usize, supplied: Supplied<T>) -> Option<T> {
        self.attribute_like(index, supplied, Like::Absent)
    }

    /// The value of the attribute with this index, which may begin like another.
    pub fn attribute_like<T: AttributeValue>(
        &mut self,
        index: usize,
        supplied: Supplied<T>,
        like: Like<'_>,
    ) -> Option<T> {
        let attribute = self.registry.attributes().get(index)?;
        self.check_standing(attribute, supplied.kind, supplied.family);
        if supplied.is_constant {
            self.constants.insert(index);
        }
        let (source, shape) = match supplied.supply {
            Supply::Absent | Supply::Declared => (None, self.wanted_shape(attribute, supplied.shape).ok()?),
            Supply::Init(init) => {
                (Some(Source::init(init)), self.wanted_shape(attribute, supplied.shape).ok()?)
            }
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
                let found = T::Class::data_shape(&data);
                let shape = self.solver.dims.resolve(attribute, &found);
                let made = shape.and_then(|shape| {
                    let value = T::Class::realise(data, &shape);
                    value.map(|value| (value, shape)).map_err(|unfit| self.unfit::<T>(attribute, unfit))
                });
                match made {
                    Ok((value, shape)) => (Some(Source::Value(Value::new(value))), Some(shape)),
                    Err(FaultKind::Unbound { dim }) => {
                        self.unbound(dim);
                        return None;
                    }
                    Err(kind) => {
                        self.fault_at(attribute, kind);
                        return None;
                    }
                }
            }
        };
        let value = self.make::<T>(index, attribute, source.as_ref(), shape.as_ref(), like)?;
        let built = T::Class::shape(&value);
        let uncast = shape.filter(|shape| *shape != built);
        if source.is_some() || uncast.is_some() {
            self.given.insert(index);
        }
        self.uncast.extend(uncast.map(|shape| (index, shape)));
        self.shapes[index] = Some(built);
        self.sources[index] = source;
        Some(value)
    }

    /// Runs the given or declared initialiser and the cast, and checks what comes out.
    fn make<T: AttributeValue>(
        &mut self,
        index: usize,
        attribute: &Attribute,
        source: Option<&Source>,
        shape: Option<&Shape>,
        like: Like<'_>,
    ) -> Option<T> {
        let key = self.key.map(|key| key.at(attribute.name()));
        let mut new: Option<T> = None;
        let stream = Stream::of_key(key);
        let scope = Scope::new(self.registry, Dimensions::Solved(&self.solver.dims)).like(like);
        let target =
            Target { place: Place::New(&mut new), shape, uncast: None, source, stream, scope: Some(&scope) };
        let made = (self.restore)(index, target);
        let kind = match (made, new) {
            (Restored::Done, Some(value)) => match self.judge(attribute, &value, shape) {
                None => return Some(value),
                // Given data is in its shape before the cast.
                Some(FaultKind::Init { error: InitError::Shape(found), expected })
                    if matches!(source, Some(Source::Value(_))) =>
                {
                    FaultKind::Init { error: InitError::Cast(found), expected }
                }
                Some(kind) => kind,
            },
            (Restored::Failed(InitError::Type(_)), _) if shape.is_none() => FaultKind::NoShape,
            (Restored::Waiting, _) => return None,
            (Restored::Unbound(dim), _) => {
                self.need(&[dim]);
                return None;
            }
            (Restored::Failed(error), _) => {
                FaultKind::Init { error, expected: self.expected_shape(attribute).map(Box::new) }
            }
            (Restored::Undeclared | Restored::Done, _) => FaultKind::NoValue,
        };
        self.fault_at(attribute, kind);
        None
    }

    /// The dims with these indices, if all are known; those that are not are told.
    pub fn dims<const N: usize>(&mut self, dims: [usize; N]) -> Option<[usize; N]> {
        let known = self.solver.dims.all(dims);
        if known.is_none() {
            self.need(&dims);
        }
        known
    }

    /// Tells which of these dims are not known.
    fn need(&mut self, dims: &[usize]) {
        for &dim in dims {
            let Some(name) = self.registry.dims().get(dim).map(Dim::name) else { continue };
            match self.solver.dims.evaluate(&Length::Dim(dim, name)) {
                // A definition's own fault is told for the module.
                Ok(_) | Err(LengthError::Inexact { .. } | LengthError::OutOfRange(_)) => {}
                Err(LengthError::Unbound(dim)) => self.unbound(dim),
            }
        }
    }

    /// A field that is not registered.
    pub fn skipped<T>(&mut self, given: Option<T>, otherwise: impl FnOnce() -> T) -> Option<T> {
        Some(given.unwrap_or_else(otherwise))
    }

    /// What the module was built with.
    pub fn origin(&mut self) -> Origin {
        let flags = self.solver.flags;
        let empty = Solver::new(self.registry);
        let shapes = core::mem::take(&mut self.shapes);
        Origin::new(
            self.key,
            flags,
            Record {
                dims: core::mem::replace(&mut self.solver, empty).dims.into_bound(),
                constants: core::mem::take(&mut self.constants),
                given: core::mem::take(&mut self.given),
                sources: core::mem::take(&mut self.sources),
                words: Record::words(&shapes),
                shapes,
                uncast: core::mem::take(&mut self.uncast),
            },
        )
    }
}
