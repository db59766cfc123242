//! Enums that have another variant in the file: with a policy that accepts it, loading makes that one, and
//! gives it what the file has.

use super::{Diff, is_below};
use crate::decode::Wanted;
use crate::schema::variants;
use crate::{Error, Finding, FindingKind};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;
use rockpool_core::value::Parts;

impl Diff<'_, '_> {
    /// Compares variants, and takes all that the file has of those that the module has not.
    pub(super) fn take_variants<M: Module + ?Sized>(
        &mut self,
        module: &M,
        used: &mut [bool],
    ) -> Result<(), Error> {
        let Some(schema) = self.contents.schema.as_ref().filter(|schema| !schema.variants.is_empty()) else {
            return Ok(());
        };
        for (path, (registry, present)) in variants(module) {
            let Some(file) = schema.variants.get(&path).filter(|file| **file != present) else { continue };
            if self.variants.iter().any(|(above, _)| is_below(&path, above)) {
                continue;
            }
            let kind = FindingKind::Variant { file: file.clone(), module: present };
            self.findings.push((0, Finding::new(&path, kind)));
            for (at, entry) in self.contents.entries.iter().enumerate() {
                if !is_below(&entry.path, &path) {
                    continue;
                }
                if let Some(used) = used.get_mut(at) {
                    *used = true;
                }
                let names = entry.path.get(path.len()..).unwrap_or_default().trim_start_matches('.');
                let attribute = attribute(registry, names);
                let parts = attribute.and_then(Attribute::parts);
                let dtype = attribute.map_or(Dtype::Other, Attribute::dtype);
                let dtype = parts.map_or(dtype, Parts::dtype);
                let wanted = Wanted { dtype, shape: &Shape::SCALAR, scale: None };
                if let Ok(decoded) = self.contents.value(entry, wanted, &mut self.budget)? {
                    let joined =
                        attribute.filter(|_| parts.is_some()).and_then(|a| a.join_parts(&decoded.value));
                    self.values.insert(&entry.path, joined.unwrap_or(decoded.value));
                }
            }
            self.variants.push((path, file.clone()));
        }
        for (path, variant) in &self.variants {
            // A value of the file in the place of the enum is told where it is set.
            let _ = self.values.set_variant(path, variant);
        }
        Ok(())
    }
}

/// The declaration of an attribute by its path; lists, maps and enums have none of their own.
fn attribute(registry: &'static Registry, path: &str) -> Option<&'static Attribute> {
    let in_variants = || registry.variants().iter().find_map(|variant| attribute(variant.registry(), path));
    let found = match path.split_once('.') {
        None => registry.attributes().iter().find(|attribute| attribute.name() == path),
        Some((name, rest)) => match registry.submodules().iter().find(|submodule| submodule.name() == name) {
            Some(submodule) => attribute(submodule.registry(), rest),
            None => attribute(registry, rest),
        },
    };
    found.or_else(in_variants)
}
