//! The dimension algebra: which value each dim has, who bound it, and what follows for shapes.

use crate::error::{BoundDim, ExpectedShape, FaultKind};
use crate::registry::{Attribute, Registry};
use crate::shape::{Binder, Bound, Fit, FixedShape, Length, LengthError, Shape, ShapeSpec, fit};
use alloc::string::ToString;
use alloc::vec::Vec;

/// When a binding may be taken: first from single shapes, then from lists of which one shape only
/// remains, then from the first shape that fits; what nothing binds has its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Single,
    Remaining,
    FirstFit,
    Default,
}

impl Stage {
    /// In their order. An earlier stage comes again after every change, so that a later one never takes what an
    /// earlier one could decide.
    pub(crate) const ALL: [Self; 4] = [Self::Single, Self::Remaining, Self::FirstFit, Self::Default];
}

/// A value for a dim, proposed in a round.
pub(crate) type Proposal = (usize, Bound);

/// The dims of one module.
#[derive(Clone, Debug)]
pub(crate) struct Dims {
    pub(crate) registry: &'static Registry,
    bound: Vec<Option<Bound>>,
}

/// Whether data may yet be reshaped to so many axes, whatever their lengths: it is flat, or it has lengths of 1 to
/// lose or to gain, and not more others than there are axes.
fn may_be_reshaped(rank: usize, found: &[usize]) -> bool {
    let others = found.iter().filter(|length| **length != 1).count();
    found.len() <= 1 || (others <= rank && (found.contains(&1) || rank != found.len()))
}

/// How a permitted shape takes data.
enum Match {
    /// As it is, with these free dims bound by it.
    Exact(Vec<(usize, usize)>),
    /// Reshaped to this shape.
    Reshape(Shape),
    /// Perhaps reshaped, once all dims are bound.
    Undecided,
    No,
}

impl Dims {
    pub(crate) fn new(registry: &'static Registry) -> Self {
        let mut bound = Vec::new();
        bound.resize(registry.dims().len(), None);
        Self { registry, bound }
    }

    pub(crate) fn from_bound(registry: &'static Registry, bound: &[Option<Bound>]) -> Self {
        Self { registry, bound: bound.to_vec() }
    }

    pub(crate) fn of_bound(registry: &'static Registry, bound: Vec<Option<Bound>>) -> Self {
        Self { registry, bound }
    }

    pub(crate) fn into_bound(self) -> Vec<Option<Bound>> {
        self.bound
    }

    /// Whether nothing has bound one of the free dims.
    #[inline]
    pub(crate) fn has_unbound(&self) -> bool {
        let mut free = self.registry.dims().iter().zip(&self.bound);
        free.any(|(dim, bound)| dim.definition().is_none() && bound.is_none())
    }

    /// With the dims as well that the data of a module fixes, by the rounds of a builder.
    pub(crate) fn with_data(self, shapes: &[(usize, Shape)]) -> Self {
        let (registry, mut dims) = (self.registry, self);
        let mut stage = 0;
        while let Some(&current) = Stage::ALL.get(stage) {
            let mut proposals = dims.defaults(current);
            for (index, shape) in shapes {
                if let Some(attribute) = registry.attributes().get(*index) {
                    dims.propose(attribute, shape, current, &mut proposals);
                }
            }
            stage = if dims.bind_all(proposals) { 0 } else { stage + 1 };
        }
        dims
    }

    pub(crate) fn bound(&self, index: usize) -> Option<Bound> {
        self.bound.get(index).copied().flatten()
    }

    /// Binds a dim that is free and not bound yet.
    pub(crate) fn bind(&mut self, index: usize, bound: Bound) {
        if let Some(slot @ None) = self.bound.get_mut(index) {
            *slot = Some(bound);
        }
    }

    /// Binds what was proposed in a round; says whether anything was new.
    pub(crate) fn bind_all(&mut self, mut proposals: Vec<Proposal>) -> bool {
        proposals.sort_by_key(|(index, bound)| (*index, bound.by.rank()));
        let mut changed = false;
        for (index, bound) in proposals {
            changed |= self.bound(index).is_none();
            self.bind(index, bound);
        }
        changed
    }

    /// The defaults of dims that nothing has bound, once their turn has come.
    pub(crate) fn defaults(&self, stage: Stage) -> Vec<Proposal> {
        let dims = self.registry.dims();
        // Nothing is allocated for modules that have none.
        if stage != Stage::Default || dims.iter().all(|dim| dim.default_length().is_none()) {
            return Vec::new();
        }
        let proposals = dims.iter().zip(&self.bound).enumerate().filter_map(|(index, (dim, bound))| {
            let default = dim.default_length().filter(|_| bound.is_none())?;
            Some((index, Bound { value: self.evaluate(&default).ok()?, by: Binder::Default }))
        });
        proposals.collect()
    }

    /// The value of the dim with this index.
    pub(crate) fn value(&self, index: usize) -> Result<Option<usize>, LengthError> {
        match self.registry.dims().get(index).and_then(crate::registry::Dim::definition) {
            Some(definition) => self.evaluate(&definition).map(Some),
            None => Ok(self.bound(index).map(|bound| bound.value)),
        }
    }

    /// The dims with these indices, if all are known.
    pub(crate) fn all<const N: usize>(&self, dims: [usize; N]) -> Option<[usize; N]> {
        let mut known = [0; N];
        for (known, dim) in known.iter_mut().zip(dims) {
            *known = self.value(dim).ok().flatten()?;
        }
        Some(known)
    }

    /// The value of a length. Definitions are never circular: the derive refuses those.
    pub(crate) fn evaluate(&self, length: &Length) -> Result<usize, LengthError> {
        length.evaluate(&|index| self.value(index))
    }

    /// The shape that a declared one has under these dims.
    pub(crate) fn shape(&self, spec: &ShapeSpec) -> Result<Shape, LengthError> {
        let lengths: Vec<usize> =
            spec.lengths().iter().map(|length| self.evaluate(length)).collect::<Result<_, _>>()?;
        Ok(Shape::new(&lengths))
    }

    /// The index of the free dim that a length is, if it is one.
    pub(crate) fn free_dim(&self, length: &Length) -> Option<usize> {
        match *length {
            Length::Dim(index, _) if self.registry.dims().get(index)?.definition().is_none() => Some(index),
            _ => None,
        }
    }

    /// Whether data of this shape is surely taken as it is; binds the free dims that it has. Says no where the
    /// rounds of a builder may yet say yes: to one of several permitted shapes, to arithmetic on later dims.
    pub(crate) fn bind_at_once(&mut self, attribute: &Attribute, found: &Shape) -> bool {
        let [spec] = attribute.declared_shapes() else { return self.permits(attribute, found) };
        let declared = attribute.declared_as(found);
        let found = declared.as_ref().unwrap_or(found);
        let by = Binder::Attribute(attribute.name());
        let mut pairs = spec.lengths().iter().zip(found.iter());
        spec.rank() == found.rank()
            && pairs.all(|(length, &found)| match self.free_dim(length) {
                Some(dim) if self.bound(dim).is_none() => {
                    self.bind(dim, Bound { value: found, by });
                    true
                }
                _ => self.evaluate(length) == Ok(found),
            })
    }

    /// Whether `found` is this shape, with the free dims that it would bind.
    fn unify(&self, spec: &ShapeSpec, found: &[usize]) -> Option<Vec<(usize, usize)>> {
        if spec.rank() != found.len() {
            return None;
        }
        let mut new: Vec<(usize, usize)> = Vec::new();
        for (length, &found) in spec.lengths().iter().zip(found) {
            match (self.evaluate(length), self.free_dim(length)) {
                (Ok(value), _) if value == found => {}
                (Ok(_), _) => return None,
                (Err(LengthError::Unbound(_)), Some(dim)) => {
                    match new.iter().find(|(index, _)| *index == dim) {
                        Some((_, value)) if *value != found => return None,
                        Some(_) => {}
                        None => new.push((dim, found)),
                    }
                }
                // Arithmetic is checked, never inverted: it waits until its dims are bound.
                (Err(LengthError::Unbound(_)), None) => {}
                (Err(_), _) => return None,
            }
        }
        Some(new)
    }

    /// Whether data of this shape is taken as it is, by the dims as they are.
    pub(crate) fn permits(&self, attribute: &Attribute, found: &Shape) -> bool {
        let declared = attribute.declared_as(found);
        let found = declared.as_ref().unwrap_or(found);
        match (attribute.declared_shapes(), attribute.fixed()) {
            ([], None) => true,
            ([], Some(fixed)) => fixed.has_lengths(found),
            (specs, _) => specs.iter().any(|spec| self.is_exactly(spec, found)),
        }
    }

    /// Whether data of this shape is taken as it is, if it may bind the dims that nothing has bound.
    pub(crate) fn may_have(&self, attribute: &Attribute, found: &Shape) -> bool {
        let declared = attribute.declared_as(found);
        let found = declared.as_ref().unwrap_or(found);
        let binds = |spec: &ShapeSpec| self.unify(spec, found).is_some();
        self.permits(attribute, found) || attribute.declared_shapes().iter().any(binds)
    }

    /// Whether the shape is known and `found` is it.
    fn is_exactly(&self, spec: &ShapeSpec, found: &[usize]) -> bool {
        let mut pairs = spec.lengths().iter().zip(found);
        let is_equal = |(length, found): (&Length, &usize)| match *length {
            Length::Literal(value) | Length::Constant(_, value) => value == *found,
            Length::Dim(index, _) => self.value(index) == Ok(Some(*found)),
            _ => self.evaluate(length) == Ok(*found),
        };
        spec.rank() == found.len() && pairs.all(is_equal)
    }

    fn matches(&self, attribute: &Attribute, spec: &ShapeSpec, found: &Shape) -> Match {
        if let Some(new) = self.unify(spec, found) {
            return Match::Exact(new);
        }
        if !attribute.permits_reshape() {
            return Match::No;
        }
        match self.shape(spec) {
            Ok(shape) if fit(&shape, found) == Fit::Reshape => Match::Reshape(shape),
            Ok(_) => Match::No,
            Err(LengthError::Unbound(_)) if may_be_reshaped(spec.rank(), found) => Match::Undecided,
            Err(_) => Match::No,
        }
    }

    /// What the data of an attribute binds at this stage.
    pub(crate) fn propose(
        &self,
        attribute: &Attribute,
        found: &Shape,
        stage: Stage,
        out: &mut Vec<Proposal>,
    ) {
        let declared = attribute.declared_as(found);
        let found = declared.as_ref().unwrap_or(found);
        let specs = attribute.declared_shapes();
        let matches = specs.iter().map(|spec| self.matches(attribute, spec, found));
        let chosen = match (specs, stage) {
            ([_], _) => matches.into_iter().next(),
            (_, Stage::Single) => None,
            (_, Stage::Remaining) => {
                let mut remaining = matches.filter(|candidate| !matches!(candidate, Match::No));
                match (remaining.next(), remaining.next()) {
                    (Some(only), None) => Some(only),
                    _ => None,
                }
            }
            (_, Stage::FirstFit | Stage::Default) => {
                let mut fitting: Vec<Match> = matches.collect();
                let is_exact = |candidate: &Match| matches!(candidate, Match::Exact(_));
                let is_fit = |candidate: &Match| matches!(candidate, Match::Exact(_) | Match::Reshape(_));
                let index = fitting.iter().position(is_exact).or_else(|| fitting.iter().position(is_fit));
                index.map(|index| fitting.swap_remove(index))
            }
        };
        if let Some(Match::Exact(new)) = chosen {
            let by = Binder::Attribute(attribute.name());
            out.extend(new.into_iter().map(|(index, value)| (index, Bound { value, by })));
        }
    }

    /// The shape that data of an attribute takes: its own if that is permitted, else the first
    /// permitted one to which it may be reshaped.
    pub(crate) fn resolve(&self, attribute: &Attribute, found: &Shape) -> Result<Shape, FaultKind> {
        let declared = attribute.declared_as(found);
        let found = declared.as_ref().unwrap_or(found);
        let specs = attribute.declared_shapes();
        if self.permits(attribute, found) {
            return Ok(found.clone());
        }
        if specs.is_empty() {
            return match attribute.fixed().map(FixedShape::to_shape) {
                None => Ok(found.clone()),
                Some(fixed) => match fit(&fixed, found) {
                    Fit::Exact => Ok(fixed),
                    Fit::Reshape if attribute.permits_reshape() => Ok(fixed),
                    _ => Err(self.misfit(attribute, found)),
                },
            };
        }
        let mut reshaped = None;
        let mut unbound = None;
        for spec in specs {
            match (self.matches(attribute, spec, found), self.shape(spec)) {
                (Match::Exact(_), Ok(_)) => return Ok(found.clone()),
                // What nothing has bound is as the data has it.
                (Match::Exact(new), Err(LengthError::Unbound(_))) if self.binds_all(spec, &new) => {
                    return Ok(found.clone());
                }
                (Match::Reshape(shape), _) => reshaped = reshaped.or(Some(shape)),
                // Whether the data fits cannot be told: a length was never computed.
                (Match::Exact(_) | Match::Undecided, Err(LengthError::Unbound(dim))) => {
                    unbound = unbound.or(Some(dim));
                }
                _ => {}
            }
        }
        match (reshaped, unbound) {
            (Some(shape), _) => return Ok(shape),
            (None, Some(dim)) => return Err(FaultKind::Unbound { dim }),
            (None, None) => {}
        }
        Err(self.misfit(attribute, found))
    }

    /// Whether all lengths of a shape are known, once data has bound these dims.
    fn binds_all(&self, spec: &ShapeSpec, new: &[(usize, usize)]) -> bool {
        let mut dims = self.clone();
        for &(index, value) in new {
            dims.bind(index, Bound { value, by: Binder::Parent });
        }
        dims.shape(spec).is_ok()
    }

    /// The shape that the attribute has without data: the first permitted one.
    pub(crate) fn default_shape(&self, attribute: &Attribute) -> Result<Option<Shape>, LengthError> {
        match attribute.declared_shapes().first() {
            Some(spec) => self.shape(spec).map(Some),
            None => Ok(attribute.fixed().map(FixedShape::to_shape)),
        }
    }

    /// The fault of data that fits no permitted shape.
    pub(crate) fn misfit(&self, attribute: &Attribute, found: &Shape) -> FaultKind {
        let specs = attribute.declared_shapes();
        let mut expected: Vec<ExpectedShape> = specs.iter().map(|spec| self.expected(spec)).collect();
        if let (true, Some(fixed)) = (specs.is_empty(), attribute.fixed()) {
            let shape = fixed.to_shape();
            expected.push(ExpectedShape { declared: shape.to_string(), resolved: Some(shape) });
        }
        let would_reinterpret = expected
            .iter()
            .filter_map(|expected| expected.resolved.as_ref())
            .any(|resolved| fit(resolved, found) == Fit::Reinterpretation);
        let bound = self.bound_in(specs.iter().flat_map(|spec| spec.lengths()));
        FaultKind::Shape { expected, found: found.clone(), bound, would_reinterpret }
    }

    pub(crate) fn expected(&self, spec: &ShapeSpec) -> ExpectedShape {
        ExpectedShape { declared: spec.to_string(), resolved: self.shape(spec).ok() }
    }

    /// The bound dims among these lengths, definitions opened.
    pub(crate) fn bound_in<'l>(&self, lengths: impl IntoIterator<Item = &'l Length>) -> Vec<BoundDim> {
        let mut out: Vec<BoundDim> = Vec::new();
        for length in lengths {
            self.collect_bound(length, &mut out);
        }
        out
    }

    fn collect_bound(&self, length: &Length, out: &mut Vec<BoundDim>) {
        length.for_each_dim(&mut |index, name| {
            if let Some(definition) =
                self.registry.dims().get(index).and_then(crate::registry::Dim::definition)
            {
                self.collect_bound(&definition, out);
            } else if let Some(bound) = self.bound(index)
                && !out.iter().any(|known| known.dim == name)
            {
                out.push(BoundDim { dim: name, value: bound.value, by: bound.by });
            }
        });
    }
}
