//! Writing what the rehearsal has found good, and undoing it.

use super::steps::Steps;
use crate::path::At;
use crate::registry::Registry;
use crate::tree::Tree;
use crate::value::{AnyValue, Value};
use crate::walk::{Choice, LeafMut, Replaced, Variants, VisitorMut, Wanted};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Writes what the rehearsal has found good.
pub(super) struct Apply<'s, 't> {
    steps: &'s Steps<'t>,
    step: usize,
    /// The next of the values that are reshaped.
    reshaped: usize,
    done: Done,
}

/// What was there before, with the step of each; kept where a `check` may refuse what comes.
#[derive(Default)]
pub(super) struct Done {
    values: Vec<(usize, Box<dyn AnyValue>)>,
    variants: Vec<(usize, Replaced)>,
}

impl<'s, 't> Apply<'s, 't> {
    pub(super) fn new(steps: &'s Steps<'t>) -> Self {
        Self { steps, step: 0, reshaped: 0, done: Done::default() }
    }

    pub(super) fn done(self) -> Done {
        self.done
    }

    #[inline]
    fn next(&mut self) -> Option<&'t Tree<Value>> {
        let part = self.steps.part(self.step);
        self.step += 1;
        part
    }
}

impl<'m> VisitorMut<'m> for Apply<'_, '_> {
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        let step = self.step;
        let Some(value) = self.next().and_then(Tree::as_leaf) else { return };
        let target = leaf.parts().value;
        if self.steps.examines {
            self.done.values.push((step, target.boxed()));
        }
        // The rehearsal has asked the same question of the same value and heard yes.
        let _ = match self.steps.shapes.get(self.reshaped) {
            Some((reshaped, shape)) if *reshaped == step => {
                self.reshaped += 1;
                target.assign(value.any(), shape)
            }
            _ => target.assign_as_is(value.any()),
        };
    }

    fn enter(&mut self, _: &At<'_>, _: &'static Registry) -> bool {
        self.next().is_some()
    }

    fn variant(&mut self, at: &At<'_>, choice: &mut dyn Choice) -> bool {
        let step = self.step;
        let Some(part) = self.next() else { return false };
        let Some(switch) = self.steps.switch(step) else { return part.as_leaf().is_none() };
        let wanted = Wanted { tree: part, names: switch.names };
        // The rehearsal has made the same one, with the same key, and heard no fault.
        let mut variants = Variants::new(*at, switch.expected.clone());
        if let Some(old) = choice.switch(switch.to, &mut variants, &wanted) {
            self.done.variants.push((step, old));
        }
        false
    }
}

/// Undoes it, step by step.
pub(super) struct Undo<'s, 't> {
    steps: &'s Steps<'t>,
    step: usize,
    values: core::iter::Peekable<alloc::vec::IntoIter<(usize, Box<dyn AnyValue>)>>,
    variants: core::iter::Peekable<alloc::vec::IntoIter<(usize, Replaced)>>,
}

impl<'s, 't> Undo<'s, 't> {
    pub(super) fn new(steps: &'s Steps<'t>, done: Done) -> Self {
        let Done { values, variants } = done;
        Self {
            steps,
            step: 0,
            values: values.into_iter().peekable(),
            variants: variants.into_iter().peekable(),
        }
    }

    fn next(&mut self) -> (usize, Option<&'t Tree<Value>>) {
        let step = self.step;
        self.step += 1;
        (step, self.steps.part(step))
    }
}

impl<'m> VisitorMut<'m> for Undo<'_, '_> {
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        let (step, _) = self.next();
        if let Some((_, old)) = self.values.next_if(|(known, _)| *known == step) {
            // It was there before.
            let _ = leaf.parts().value.assign_as_is(&*old);
        }
    }

    fn enter(&mut self, _: &At<'_>, _: &'static Registry) -> bool {
        self.next().1.is_some()
    }

    fn variant(&mut self, _: &At<'_>, choice: &mut dyn Choice) -> bool {
        let (step, part) = self.next();
        if self.steps.switch(step).is_none() {
            return part.is_some_and(|part| part.as_leaf().is_none());
        }
        if let Some((_, old)) = self.variants.next_if(|(known, _)| *known == step) {
            choice.restore(old);
        }
        false
    }
}
