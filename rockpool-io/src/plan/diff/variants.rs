//! Enums that have another variant in the file: with a policy that accepts it, loading makes that one, and
//! gives it what the file has.

use super::{Diff, is_below};
use crate::decode::Wanted;
use crate::schema::variants;
use crate::{Error, Finding, FindingKind};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;
use rockpool_core::value::Parts;
use std::collections::{BTreeMap, HashSet};

impl Diff<'_, '_> {
    /// Compares variants, and takes all that the file has of those that the module has not.
    pub(super) fn take_variants<M: Module + ?Sized>(
        &mut self,
        module: &M,
        used: &mut [bool],
    ) -> Result<(), Error> {
        // Only files that describe what they hold say which variants there were.
        let Some(schema) = self.contents.schema.as_ref() else { return Ok(()) };
        let in_file = &schema.variants;
        let mut seen: HashSet<&str> = HashSet::new();
        for (path, (registry, present)) in variants(module) {
            if self.variants.iter().any(|(above, _)| is_below(&path, above)) {
                continue;
            }
            let Some((from, file)) = found(module.registry(), &path, in_file) else {
                // Without attributes below it, nothing else would tell.
                self.findings
                    .push((0, Finding::new(&path, FindingKind::Missing { similar: None, shape: None })));
                continue;
            };
            seen.insert(from);
            if *file == present {
                continue;
            }
            let kind = FindingKind::Variant { file: file.clone(), module: present };
            self.findings.push((0, Finding::new(&path, kind)));
            self.take_below(from, &path, registry, used)?;
            self.variants.push((path.clone(), file.clone()));
            // Enums below are made as the file has them, whatever they begin as.
            for (inner, variant) in in_file.iter().filter(|(inner, _)| is_below(inner, from)) {
                if seen.insert(inner) {
                    let left = self.budget.checked_sub(COST + inner.len());
                    self.budget = left.ok_or_else(|| {
                        let what = "its metadata have more enums than the file can ask for";
                        Error::content(self.contents.format, format!("`{inner}`"), what)
                    })?;
                    self.variants.push((moved(inner, from, &path), variant.clone()));
                }
            }
        }
        let unseen = || in_file.iter().filter(|(path, _)| !seen.contains(path.as_str()));
        for (path, variant) in unseen().take(MOST_TOLD) {
            self.tell_unexpected(path, format!("an enum, the variant `{variant}`"));
        }
        if let Some((path, _)) = unseen().nth(MOST_TOLD) {
            let more = unseen().count() - MOST_TOLD;
            self.tell_unexpected(path, format!("an enum, one of {more} more"));
        }
        for (path, variant) in &self.variants {
            // A value of the file in the place of the enum is told where it is set.
            let _ = self.values.set_variant(path, variant);
        }
        Ok(())
    }

    /// Tells what stands in the file only.
    fn tell_unexpected(&mut self, path: &str, of: String) {
        let kind = FindingKind::Unexpected { of: Some(of), nearest: None };
        self.findings.push((usize::MAX, Finding::new(path, kind)));
    }

    /// Takes the values that stand below `from` in the file for an enum at `path`, whose registry is given.
    fn take_below(
        &mut self,
        from: &str,
        path: &str,
        registry: &'static Registry,
        used: &mut [bool],
    ) -> Result<(), Error> {
        for (entry, used) in self.contents.entries.iter().zip(used) {
            if !is_below(&entry.path, from) {
                continue;
            }
            *used = true;
            let names = entry.path.get(from.len()..).unwrap_or_default().trim_start_matches('.');
            let attribute = attribute(registry, names);
            let parts = attribute.and_then(Attribute::parts);
            let dtype = parts.map_or(attribute.map_or(Dtype::Other, Attribute::dtype), Parts::dtype);
            let wanted = Wanted { dtype, shape: &Shape::SCALAR, scale: None };
            if let Ok(decoded) = self.contents.value(entry, wanted, &mut self.budget)? {
                let joined = attribute.filter(|_| parts.is_some()).and_then(|a| a.join_parts(&decoded.value));
                let value = joined.unwrap_or(decoded.value);
                self.values.insert(&moved(&entry.path, from, path), value);
            }
        }
        Ok(())
    }
}

/// A path below `from`, below `to` instead.
fn moved(path: &str, from: &str, to: &str) -> String {
    match path.strip_prefix(from) {
        Some(rest) => format!("{to}{rest}"),
        None => path.to_owned(),
    }
}

/// Where the file has an enum of the module, under its name or an older one, and which variant.
fn found<'f>(
    registry: &'static Registry,
    path: &str,
    in_file: &'f BTreeMap<String, String>,
) -> Option<(&'f str, &'f String)> {
    let found = |path: &str| in_file.get_key_value(path).map(|(path, variant)| (path.as_str(), variant));
    found(path).or_else(|| older_names(registry, path).iter().find_map(|path| found(path)))
}

/// What a path may be in files, by the aliases of the submodules on it.
fn older_names(registry: &'static Registry, path: &str) -> Vec<String> {
    let mut paths = vec![String::new()];
    let mut here = vec![registry];
    for name in path.split('.') {
        let inner = here.iter().flat_map(|registry| all_of(registry)).find(|inner| inner.name() == name);
        let names = inner.map(Submodule::aliases).unwrap_or_default();
        let names: Vec<&str> = std::iter::once(name).chain(names.iter().copied()).collect();
        // Hostile files have no say in this: the aliases are those of the declarations.
        paths = paths.iter().flat_map(|above| names.iter().map(move |name| joined(above, name))).collect();
        // Lists and maps have no registry of their own.
        if let Some(inner) = inner {
            here = vec![inner.registry()];
        }
        if paths.len() > MOST {
            return Vec::new();
        }
    }
    paths
}

/// The most enums of the file alone that are told one by one: hostile files have many.
const MOST_TOLD: usize = 100;

/// The bytes that a variant of the file counts for, beside its path.
const COST: usize = 64;

/// The most combinations of older names that are tried.
const MOST: usize = 64;

fn joined(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
}

/// The submodules of a struct, or of all variants of an enum: those are no part of paths.
fn all_of(registry: &'static Registry) -> Vec<&'static Submodule> {
    let variants = registry.variants().iter().flat_map(|variant| variant.registry().submodules());
    registry.submodules().iter().chain(variants).collect()
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
