//! What is to be known of a view before its elements are copied.

use crate::error::{Error, Fault, FaultKind};
use crate::path::{At, MOST_LEVELS};
use crate::registry::{Attribute, Kind};
use crate::value::{AnyElement, AnyValue};
use crate::view::{Admits, View};
use crate::walk::{Entered, Leaf, Structure, Visitor, check_depth};
use alloc::vec::Vec;
use core::marker::PhantomData;

/// How many elements a view has, and what its leaves have in common.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    pub(super) len: usize,
    /// Whether any leaf has bounds.
    pub(super) has_bounds: bool,
    /// Whether any leaf is made from its elements, and may refuse them.
    pub(super) has_made: bool,
    /// Whether the view is of all parameters, and none of them is constant: then what is declared says which
    /// leaves it has, and nothing need be asked of an instance.
    pub(super) is_as_declared: bool,
}

impl Extent {
    /// Measures a view, all elements of which have type `T`.
    pub(super) fn of<T: AnyElement, M: Structure + ?Sized>(view: View<'_, M>) -> Result<Self, Error> {
        // Parameters are what is flattened most: for them the choice is made when the walk is compiled.
        let is_as_declared = view.filter().is_kind(Kind::Parameter);
        let extent = Self { len: 0, has_bounds: false, has_made: false, is_as_declared };
        if is_as_declared {
            let measure = Measure { extent, faults: Vec::new(), element: PhantomData };
            let mut measure = Parameters::<T> { measure, is_too_deep: false };
            view.visit(&mut measure);
            if measure.is_too_deep {
                check_depth(view.module())?;
            }
            return measure.measure.end();
        }
        check_depth(view.module())?;
        view.checked()?;
        let mut measure = Measure::<T> { extent, faults: Vec::new(), element: PhantomData };
        view.for_each_of(view.filter().chosen(), |leaf| measure.add(&leaf));
        measure.end()
    }
}

struct Measure<T> {
    extent: Extent,
    faults: Vec<Fault>,
    element: PhantomData<T>,
}

impl<T: AnyElement> Measure<T> {
    #[inline(always)]
    fn add(&mut self, leaf: &Leaf<'_, '_>) {
        self.extent.len += leaf.numel();
        self.extent.has_bounds |= leaf.attribute().bounds().is_some();
        match leaf.any().access_to::<T>() {
            Some(access) => self.extent.has_made |= access.is_made,
            None => self.faults.push(other_type::<T>(leaf)),
        }
    }

    fn end(self) -> Result<Extent, Error> {
        Error::unless_empty(self.faults)?;
        Ok(self.extent)
    }
}

#[cold]
fn other_type<T: AnyElement>(leaf: &Leaf<'_, '_>) -> Fault {
    let kind = FaultKind::FlatType { expected: T::DTYPE, found: leaf.any().dtype() };
    Fault::new(leaf.path().to_owned(), kind)
}

/// Measures all parameters.
struct Parameters<T> {
    measure: Measure<T>,
    /// Whether a module lies deeper than walks are sure to go.
    is_too_deep: bool,
}

impl<'m, T: AnyElement> Visitor<'m> for Parameters<T> {
    #[inline(always)]
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        match (leaf.attribute().kind(), leaf.kind()) {
            (Kind::Parameter, Kind::Parameter) => self.measure.add(&leaf),
            (Kind::Parameter, _) => self.measure.extent.is_as_declared = false,
            _ => {}
        }
    }

    #[inline(always)]
    fn enter(&mut self, at: &At<'_>, _: &Entered<'m>) -> bool {
        self.is_too_deep |= at.depth() > MOST_LEVELS;
        !self.is_too_deep
    }
}

/// All parameters, by their declared kind: for views of which it is known that none of them is constant.
pub(super) struct DeclaredParameters;

impl Admits for DeclaredParameters {
    #[inline(always)]
    fn admits(&mut self, attribute: &Attribute, _: Kind, _: &dyn AnyValue) -> bool {
        attribute.kind() == Kind::Parameter
    }
}
