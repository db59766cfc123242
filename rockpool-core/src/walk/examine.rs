//! What a module declares as its `check`: what attributes cannot say one by one.

use crate::never::Never;
use core::fmt::Display;

#[cfg(feature = "alloc")]
use {
    super::{AnyModule, Chosen, Entered, Leaf, Structure, Visitor},
    crate::error::{Fault, FaultKind},
    crate::path::At,
    alloc::string::ToString,
    alloc::vec::Vec,
};

/// What may be written after `check =` on an item of type `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not check `{M}`; `check` takes a function from `&{M}` to `Result<(), impl Display>`",
    label = "not a function from `&{M}` to `Result<(), impl Display>`"
)]
pub trait Check<M: ?Sized> {
    /// Tells what is wrong.
    fn check(self, module: &M, report: &mut dyn FnMut(&dyn Display));
}

#[diagnostic::do_not_recommend]
impl<M: ?Sized, E: Display, F: FnOnce(&M) -> Result<(), E>> Check<M> for F {
    fn check(self, module: &M, report: &mut dyn FnMut(&dyn Display)) {
        if let Err(error) = self(module) {
            report(&error);
        }
    }
}

/// A second one that never holds: with one alone, rustc would say of a function of another type what keeps it
/// from being `FnOnce(&M)`, instead of that it is no check.
#[diagnostic::do_not_recommend]
impl<M: ?Sized, F> Check<M> for F
where
    for<'a> (): Never<'a>,
    F: Check<M>,
{
    fn check(self, _: &M, _: &mut dyn FnMut(&dyn Display)) {}
}

/// Runs what an item declares as its `check`.
pub fn run<M, C: Check<M>>(module: &M, check: C, report: &mut dyn FnMut(&dyn Display)) {
    check.check(module, report);
}

/// What the module's own `check` says.
#[cfg(feature = "alloc")]
pub(crate) fn examine_at(module: &dyn AnyModule, at: &At<'_>, faults: &mut Vec<Fault>) {
    module.any_examine(&mut |message| {
        faults.push(Fault::new(at.to_path(), FaultKind::Check { message: message.to_string() }));
    });
}

/// What the `check`s of a module and of all below it say.
#[cfg(feature = "alloc")]
pub(crate) fn examine_all<M: Structure + ?Sized>(module: &M, report: &mut dyn FnMut(Fault)) {
    struct All<'r>(&'r mut dyn FnMut(Fault));
    impl All<'_> {
        fn examine(&mut self, module: &dyn AnyModule, at: &At<'_>) {
            let mut faults = Vec::new();
            examine_at(module, at, &mut faults);
            faults.into_iter().for_each(&mut self.0);
        }
    }
    impl<'m> Visitor<'m> for All<'_> {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {}
        fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
            self.examine(module.module, at);
            true
        }
        fn variant(&mut self, at: &At<'_>, chosen: &Chosen<'m>) -> bool {
            self.examine(chosen.module(), at);
            true
        }
    }
    module.walk(&At::ROOT, &mut All(report));
}
