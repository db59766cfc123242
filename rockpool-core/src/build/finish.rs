//! Making the values of a module whose dims are bound, and reporting all that is wrong.

use super::new::New;
use super::site::{Expected, PartKey, Site};
use super::solver::Solver;
use crate::argument::{DataOf, Supplied, Supply};
use crate::error::{Fault, FaultKind, InitError};
use crate::init::Stream;
use crate::origin::{Indices, Origin, Record};
use crate::path::At;
use crate::place::{Dimensions, Like, Made, Provenance, Scope, Target, Unmade};
use crate::registry::{Attribute, Dim, Kind, Registry};
use crate::shape::{Length, LengthError, Shape, ShapeSpec};
use crate::value::{AttributeValue, Class, Making};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::sync::atomic::AtomicBool;
use core::sync::atomic::Ordering::Relaxed;

/// A module in the making.
#[doc(hidden)]
#[derive(Debug)]
pub struct Finish<'s> {
    pub(crate) registry: &'static Registry,
    initialise: fn(usize, Target<'_>) -> Made,
    pub(crate) solver: Solver,
    pub(crate) at: At<'s>,
    pub(crate) key: PartKey,
    /// Whether the builder was given a key of its own.
    has_own_key: bool,
    /// Whether all parameters here and below are constant.
    pub(crate) is_constant: bool,
    /// Whether anything here or below drew from the key.
    pub(crate) drew: AtomicBool,
    /// The same of the module above.
    drew_above: &'s AtomicBool,
    pub(crate) faults: &'s mut Vec<Fault>,
    /// What the parent expects of the shape, where that is the shape of a submodule.
    pub(crate) through: Option<Expected>,
    /// Dims that are reported already, or by the parent.
    pub(crate) quiet: Vec<&'static str>,
    constants: Indices,
    given: Indices,
    provenance: Vec<Option<Provenance>>,
    shapes: Vec<Option<Shape>>,
    before_cast: Vec<(usize, Shape)>,
}

impl<'s> Finish<'s> {
    /// Begins with the dims: what the builder, the parent and the definitions say must agree.
    #[must_use]
    pub(crate) fn begin(
        registry: &'static Registry,
        initialise: fn(usize, Target<'_>) -> Made,
        mut solver: Solver,
        site: Site<'s>,
    ) -> Self {
        let count = registry.attributes().len();
        let key = site.key.or_given(solver.key);
        let has_own_key = solver.key.is_some();
        let told = core::mem::take(&mut solver.faults);
        let mut finish = Self {
            registry,
            initialise,
            solver,
            at: site.at,
            key,
            has_own_key,
            is_constant: site.is_constant,
            drew: AtomicBool::new(false),
            drew_above: site.drew,
            faults: site.faults,
            through: None,
            quiet: Vec::new(),
            constants: Indices::default(),
            given: Indices::default(),
            provenance: alloc::vec![None; count],
            shapes: alloc::vec![None; count],
            before_cast: Vec::new(),
        };
        for kind in told {
            if matches!(kind, FaultKind::Rank { .. }) {
                // That the dims of a shape with too few lengths are unbound follows from it.
                finish.quiet.extend(registry.dims().iter().map(Dim::name));
            }
            finish.fault(kind);
        }
        finish.check_shape(site.expected);
        let mut attributes = registry.attributes().iter();
        if finish.is_constant
            && !registry.has_origin()
            && attributes.any(|known| known.kind() == Kind::Parameter)
        {
            let message = "the module has no origin, which would remember that its parameters are constant; give it a field `#[module(origin)] origin: Origin`";
            finish.fault(FaultKind::NotConstant { message });
        }
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
    ///
    /// It comes in a box, and is made there if it is an array that holds its elements itself: so little of it
    /// lies on the stack while what is above it waits.
    pub fn attribute<T: AttributeValue>(&mut self, index: usize, supplied: Supplied<T>) -> Option<Box<T>> {
        self.attribute_like(index, supplied, Like::Absent)
    }

    /// The value of the attribute with this index, which may begin like another.
    pub fn attribute_like<T: AttributeValue>(
        &mut self,
        index: usize,
        supplied: Supplied<T>,
        like: Like<'_>,
    ) -> Option<Box<T>> {
        let attribute = self.registry.attributes().get(index)?;
        self.check_standing(attribute, supplied.kind, supplied.family);
        if supplied.is_constant && attribute.kind() == Kind::State {
            let message = "a state is what evolution changes, and is never constant; give it without `Constant`, or declare it `#[parameter]` or `#[simulation]`";
            self.fault_at(attribute, FaultKind::NotConstant { message });
        } else if supplied.is_constant || self.is_constant && attribute.kind() == Kind::Parameter {
            self.constants.insert(index);
        }
        let drew = AtomicBool::new(false);
        let stream = Stream::noted(self.key.key.map(|key| key.at(attribute.name())), &drew);
        // What is given, and where from; or nothing yet.
        let mut value: New<T> = New::nothing();
        let (provenance, shape) = match supplied.supply {
            Supply::Absent | Supply::Declared => (None, self.wanted_shape(attribute, supplied.shape).ok()?),
            Supply::Init(init) => {
                let shape = self.wanted_shape(attribute, supplied.shape).ok()?;
                if let Err(error) = value.initialise(&*init, shape.as_ref(), stream) {
                    return self.unmade(attribute, error.into(), shape.as_ref());
                }
                (Some(Provenance::init(init)), shape)
            }
            Supply::Data(data) => {
                let shape = self.realise(attribute, data, &mut value)?;
                (value.get().map(Provenance::of_value), Some(shape))
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
        };
        // What is declared if nothing is given, and the cast.
        let scope = Scope::new(self.registry, Dimensions::Solved(&self.solver.dims)).like(like);
        let made = value.put(|place| {
            let shape = shape.as_ref();
            (self.initialise)(index, Target { place, shape, before_cast: None, stream, scope: Some(&scope) })
        });
        if let Err(error) = made {
            return self.unmade(attribute, error, shape.as_ref());
        }
        if drew.load(Relaxed) {
            self.drew.store(true, Relaxed);
            self.pass_on_drawing();
        }
        let Some(value) = value.take() else {
            return self.unmade(attribute, Unmade::Undeclared, shape.as_ref());
        };
        if let Some(kind) = self.judge(attribute, &*value, shape.as_ref()) {
            let kind = match kind {
                // Given data is in its shape before the cast.
                FaultKind::Init { error: InitError::Shape(found), expected }
                    if matches!(provenance, Some(Provenance::Value(_))) =>
                {
                    FaultKind::Init { error: InitError::Cast(found), expected }
                }
                kind => kind,
            };
            self.fault_at(attribute, kind);
            return None;
        }
        self.remember(index, provenance, shape, attribute.as_declared(T::Class::shape(&value)));
        Some(value)
    }

    /// Data as a value, in the shape that the dims give it.
    fn realise<T: AttributeValue>(
        &mut self,
        attribute: &Attribute,
        data: DataOf<T>,
        value: &mut New<T>,
    ) -> Option<Shape> {
        let found = T::Class::data_shape(&data);
        let shape = self.solver.dims.resolve(attribute, &found);
        let made = shape.and_then(|shape| match value.realise(data, &shape) {
            Ok(()) => Ok(shape),
            Err(unfit) => Err(self.unfit::<T>(attribute, unfit)),
        });
        match made {
            Ok(shape) => return Some(shape),
            Err(FaultKind::Unbound { dim }) => {
                // With more axes than it may have it binds no dim, which is why there is one that nothing binds.
                let most = attribute.declared_shapes().iter().map(ShapeSpec::rank).max();
                if most.is_some_and(|most| most < found.rank()) {
                    let kind = self.solver.dims.misfit(attribute, &found);
                    self.fault_at(attribute, kind);
                }
                self.unbound(dim);
            }
            Err(kind) => self.fault_at(attribute, kind),
        }
        None
    }

    /// Reports an attribute that has no value.
    fn unmade<T>(&mut self, attribute: &Attribute, unmade: Unmade, shape: Option<&Shape>) -> Option<Box<T>> {
        let kind = match unmade {
            Unmade::Waiting => return None,
            Unmade::Unbound(dim) => {
                self.need(&[dim]);
                return None;
            }
            Unmade::Undeclared => FaultKind::NoValue,
            Unmade::Init(InitError::Type(_)) if shape.is_none() => FaultKind::NoShape,
            Unmade::Init(error) => {
                FaultKind::Init { error, expected: self.expected_shape(attribute).map(Box::new) }
            }
        };
        self.fault_at(attribute, kind);
        None
    }

    /// What drew here drew from the key of the module above, unless the builder was given another.
    pub(crate) fn pass_on_drawing(&self) {
        if !self.has_own_key && self.drew.load(Relaxed) {
            self.drew_above.store(true, Relaxed);
        }
    }

    /// Keeps for the origin where a value is from, and its shape before the cast and after it.
    fn remember(
        &mut self,
        index: usize,
        provenance: Option<Provenance>,
        wanted: Option<Shape>,
        built: Shape,
    ) {
        let before_cast = wanted.filter(|shape| *shape != built);
        if provenance.is_some() || before_cast.is_some() {
            self.given.insert(index);
        }
        self.before_cast.extend(before_cast.map(|shape| (index, shape)));
        self.shapes[index] = Some(built);
        self.provenance[index] = provenance;
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
            self.key.key,
            flags,
            Record {
                key_is_given: self.key.is_given,
                drew: self.drew.load(Relaxed),
                dims: core::mem::replace(&mut self.solver, empty).dims.into_bound(),
                constants: core::mem::take(&mut self.constants),
                given: core::mem::take(&mut self.given),
                provenance: core::mem::take(&mut self.provenance),
                words: Record::words(&shapes),
                shapes,
                before_cast: core::mem::take(&mut self.before_cast),
            },
        )
    }
}
