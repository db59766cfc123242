//! The blueprint of a module that has no builder: its declarations.

use super::Structure;
use crate::build::{Blueprint, Boundary, Create, Finish, LeftOut, Site, Solver, boxed_blueprint};
use alloc::boxed::Box;
use core::marker::PhantomData;

/// A module without an origin, made from its declarations.
struct DeclaredBlueprint<M> {
    solver: Solver,
    module: PhantomData<fn() -> M>,
}

/// The blueprint of a module that has no builder: its declarations.
pub(crate) fn declared_blueprint<'p, M: Structure + 'p>() -> LeftOut<'p, M> {
    boxed_blueprint(DeclaredBlueprint::<M> { solver: Solver::new(M::REGISTERED), module: PhantomData })
}

impl<M: Structure> Blueprint for DeclaredBlueprint<M> {
    type Module = M;

    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        let mut round = self.solver.round(M::REGISTERED, boundary);
        for index in 0..M::REGISTERED.attributes().len() {
            round.declared(index);
        }
        round.end();
    }

    fn finish(self: Box<Self>, site: Site<'_>) -> Option<Box<M>> {
        M::create(&mut Create::new(Finish::begin(M::REGISTERED, M::initialise, self.solver, site)))
    }
}
