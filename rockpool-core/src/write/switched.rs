//! An enum with another variant, made aside.

use crate::error::{Fault, FaultKind};
use crate::registry::{Registry, Submodule};
use crate::walk::{Structure, Variants, Wanted};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Variants<'_> {
    /// The enum with another variant, and with what a tree has for it.
    pub(crate) fn switched<M: Structure>(&mut self, index: usize, wanted: &Wanted<'_>) -> Option<M> {
        let count = self.faults.len();
        let made = M::make_variant(index, self);
        if self.faults.len() > count || made.is_none() {
            self.tell_why(count, M::REGISTERED, index);
        }
        let mut new = made?;
        if let Err(error) = crate::write::set_wanted(&mut new, wanted) {
            let here = alloc::string::ToString::to_string(&self.at.to_path());
            let error = if here.is_empty() { error } else { error.below(&here) };
            self.faults.extend(error.faults().iter().cloned());
        }
        (self.faults.len() == count).then_some(new)
    }

    /// Why a variant cannot be made without arguments, as one fault at the enum.
    fn tell_why(&mut self, count: usize, registry: &'static Registry, index: usize) {
        let variant = registry.variants().get(index).map_or("", Submodule::name);
        let faults: Vec<Fault> = self.faults.drain(count..).collect();
        let here = self.at.to_path().to_string();
        // As seen from the enum, whose place the fault has.
        let first = faults.first().map(ToString::to_string).unwrap_or_default();
        let first =
            first.strip_prefix(&here).map_or(first.as_str(), |rest| rest.trim_start_matches(['.', ':', ' ']));
        let more = match faults.len() {
            0 | 1 => String::new(),
            count => alloc::format!(", and {} more", count - 1),
        };
        let message = alloc::format!(
            "`{variant}` of `{}` cannot be made without arguments: {first}{more}; write it into the field",
            registry.name()
        );
        self.faults.push(Fault::new(self.at.to_path(), FaultKind::Variant { message }));
    }
}
