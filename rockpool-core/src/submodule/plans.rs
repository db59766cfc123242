//! Plans of containers.

use super::Child;
use crate::build::{Boundary, BoxPlan, Plan, Site, boxed_plan};
use crate::path::Segment;
use crate::walk::Structure;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::marker::PhantomData;

/// A container that is empty unless given.
struct Nothing<F>(F);

impl<M, F: FnOnce() -> M> Plan<M> for Nothing<F> {
    fn unify(&mut self, _: &mut Boundary<'_>) {}
    fn finish(self: Box<Self>, _: Site<'_>) -> Option<M> {
        Some((self.0)())
    }
}

pub(crate) fn plan_of_nothing<'p, M: 'p>(empty: fn() -> M) -> BoxPlan<'p, M> {
    boxed_plan(Nothing(empty))
}

/// A box of a module that is made.
struct BoxOf<'p, M>(Child<'p, M>);

impl<'p, M: Structure + 'p> Plan<Box<M>> for BoxOf<'p, M> {
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        // A box adds no step to a path, but it is where recursion without end would happen.
        boundary.depth += 1;
        self.0.unify(boundary);
    }
    fn finish(self: Box<Self>, site: Site<'_>) -> Option<Box<M>> {
        self.0.finish(site).map(Box::new)
    }
}

pub(crate) fn plan_of_box<'p, M: Structure + 'p>() -> BoxPlan<'p, Box<M>> {
    boxed_plan(BoxOf(Child::<'p, M>::new()))
}

/// An array of modules that are made.
struct ArrayOf<'p, M, const N: usize>([Child<'p, M>; N]);

impl<'p, M: Structure + 'p, const N: usize> Plan<[M; N]> for ArrayOf<'p, M, N> {
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        for child in &mut self.0 {
            child.unify(boundary);
        }
    }
    fn finish(self: Box<Self>, mut site: Site<'_>) -> Option<[M; N]> {
        let made: Vec<Option<M>> = (self.0.into_iter().enumerate())
            .map(|(index, child)| child.finish(site.below(Segment::Index(index))))
            .collect();
        made.into_iter().collect::<Option<Vec<M>>>()?.try_into().ok()
    }
}

pub(crate) fn plan_of_array<'p, M: Structure + 'p, const N: usize>() -> BoxPlan<'p, [M; N]> {
    boxed_plan(ArrayOf(core::array::from_fn(|_| Child::<'p, M>::new())))
}

/// A tuple of modules that are made.
#[derive(Debug)]
pub(crate) struct TuplePlan<'p, T, C>(pub C, pub PhantomData<&'p fn() -> T>);
