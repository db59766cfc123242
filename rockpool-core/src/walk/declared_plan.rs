//! The plan of a module that has no builder: its declarations.

use super::Module;
use crate::build::{Boundary, BoxPlan, Create, Finish, Plan, Site, Solver, boxed_plan};
use alloc::boxed::Box;
use core::marker::PhantomData;

/// A module without an origin, made from its declarations.
struct DeclaredPlan<M> {
    solver: Solver,
    module: PhantomData<fn() -> M>,
}

/// The plan of a module that has no builder: its declarations.
pub(crate) fn declared_plan<'p, M: Module + 'p>() -> BoxPlan<'p, M> {
    boxed_plan(DeclaredPlan::<M> { solver: Solver::new(M::REGISTRY), module: PhantomData })
}

impl<M: Module> Plan<M> for DeclaredPlan<M> {
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        let mut round = self.solver.round(M::REGISTRY, boundary);
        for index in 0..M::REGISTRY.attributes().len() {
            round.declared(index);
        }
        round.end();
    }

    fn finish(self: Box<Self>, site: Site<'_>) -> Option<M> {
        M::create(&mut Create::new(Finish::begin(M::REGISTRY, M::restore, self.solver, site)))
    }
}
