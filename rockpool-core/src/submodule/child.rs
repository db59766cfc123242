//! Submodules of a builder: given built, given as a builder, or left out.

use super::built;
use crate::build::{Boundary, Given, LeftOut, MOST_BLUEPRINTS, Memory, Site, Solver, State};
use crate::error::FaultKind;
use crate::walk::Structure;
use alloc::boxed::Box;
use core::fmt;

/// A submodule of a builder.
#[doc(hidden)]
pub struct Child<'p, M>(Given<'p, M>);

impl<M> fmt::Debug for Child<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'p, M> Child<'p, M> {
    /// Nothing given.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "called by generated code only")]
    pub const fn new() -> Self {
        Self(Given::new(State::Absent))
    }

    /// Whether nothing was given.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self.0.state, State::Absent)
    }

    /// Takes what the declaration gives.
    pub fn declare(&mut self, given: Given<'p, M>) {
        self.0 = given;
    }

    pub(super) fn of(given: Given<'p, M>) -> Self {
        Self(given)
    }

    /// What is declared, and present where it might be absent.
    pub(super) fn declared() -> Self {
        Self(Given::declared())
    }

    /// Takes what was given to a builder; the last call counts.
    pub fn give(&mut self, given: Given<'p, M>, solver: &mut Solver) {
        let fits = solver.take_levels(given.levels);
        // What is too deep is dropped at once, before so much is stacked upon it that it could not be.
        self.0 = if fits { given } else { Given::new(State::TooDeep) };
    }

    /// How many levels of blueprints are in it.
    pub(super) fn levels(&self) -> usize {
        self.0.levels
    }
}

/// How deep a module may lie that was left out: below the deepest builder, what it leaves out.
const MOST_LEFT_OUT: usize = MOST_BLUEPRINTS + 1;

/// The blueprint of a module that was left out, or asked for without an argument.
fn blueprint_of<'p, M: Structure + 'p>(is_asked_for: bool) -> LeftOut<'p, M> {
    if is_asked_for { M::blueprint_present() } else { M::blueprint() }
}

impl<'p, M: Structure> Child<'p, M> {
    /// Takes part in a round; what was left out gets its blueprint here.
    pub fn unify(&mut self, boundary: &mut Boundary<'_>)
    where
        M: 'p,
    {
        // Beyond, nothing is made, and `finish` tells.
        if boundary.depth > MOST_LEFT_OUT {
            return;
        }
        match &mut self.0.state {
            State::Absent => self.unify_left_out(false, boundary),
            State::Declared => self.unify_left_out(true, boundary),
            State::LeftOut { is_asked_for, memory } => {
                let is_asked_for = *is_asked_for;
                boundary.with_memory(memory, |boundary| blueprint_of::<M>(is_asked_for).unify(boundary));
            }
            State::Blueprint(blueprint) => blueprint.unify(boundary),
            State::Built(module) if !boundary.recalls => built::unify(&**module, boundary),
            State::Built(_) | State::TooDeep => {}
        }
    }

    fn unify_left_out(&mut self, is_asked_for: bool, boundary: &mut Boundary<'_>)
    where
        M: 'p,
    {
        match boundary.memory.as_deref_mut() {
            // Inside of another that was left out, whose memory this is a part of.
            Some(memory) if boundary.recalls => {
                let memory = core::mem::take(memory);
                self.0.state = State::LeftOut { is_asked_for, memory };
            }
            Some(_) => blueprint_of::<M>(is_asked_for).unify(boundary),
            None => {
                let mut memory = Memory::default();
                boundary.with_memory(&mut memory, |boundary| blueprint_of::<M>(is_asked_for).unify(boundary));
                self.0.state = State::LeftOut { is_asked_for, memory };
            }
        }
    }

    /// The module.
    pub fn finish(self, mut site: Site<'_>) -> Option<Box<M>>
    where
        M: 'p,
    {
        site.is_constant |= self.0.is_constant;
        let (is_asked_for, mut memory) = match self.0.state {
            State::Blueprint(blueprint) if site.at.depth() <= MOST_BLUEPRINTS => {
                return blueprint.finish(site);
            }
            State::Built(module) => return built::finish(module, site),
            State::LeftOut { is_asked_for, memory } => (is_asked_for, memory),
            // Of a list, whose elements were counted after the last round.
            State::Declared if site.at.depth() <= MOST_LEFT_OUT => (false, Memory::default()),
            State::Absent | State::Declared | State::Blueprint(_) | State::TooDeep => {
                site.fault(FaultKind::TooDeep { most: MOST_BLUEPRINTS });
                return None;
            }
        };
        let mut blueprint = blueprint_of::<M>(is_asked_for);
        // A list has to know how many elements there are of which it recalls the dims.
        let mut count = site.count.as_ref().and_then(|count| count.value);
        blueprint.unify(&mut Boundary::recalling(&mut memory, &mut count, site.at.depth()));
        blueprint.finish(site)
    }
}
