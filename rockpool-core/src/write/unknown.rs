//! Paths that lead to no attribute, and what may have been meant.

use crate::error::{Error, Fault, FaultKind};
use crate::nearest::nearest;
use crate::registry::{Registry, Submodule};
use crate::tree::Tree;
use crate::value::Value;
use crate::walk::Module;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The paths of the tree that are no attributes.
pub(super) fn strangers<M: Module + ?Sized>(module: &M, tree: &Tree<Value>, faults: &mut Vec<Fault>) {
    let paths = paths(module);
    let known: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
    for path in tree.branches() {
        let is_told = paths.iter().any(|known| is_below(&path, known))
            || faults.iter().any(|fault| *fault.path() == *path);
        if known.contains(path.as_str()) || is_told {
            continue;
        }
        let kind = match paths.iter().any(|known| is_below(known, &path)) {
            true => FaultKind::IsModule,
            false => missing(module.registry(), &paths, &path),
        };
        faults.push(Fault::new(path.into(), kind));
    }
}

/// That the path is none of an attribute.
pub(super) fn unknown<M: Module + ?Sized>(module: &M, path: &str) -> Error {
    Error::one(path, missing(module.registry(), &paths(module), path))
}

fn paths<M: Module + ?Sized>(module: &M) -> Vec<String> {
    module.attributes().iter().map(|leaf| leaf.path().to_string()).collect()
}

fn missing(registry: &'static Registry, paths: &[String], path: &str) -> FaultKind {
    if is_absent(registry, paths, path) {
        return FaultKind::Absent;
    }
    let name = |path: &str| path.rsplit('.').next().map(ToString::to_string);
    let nearest = nearest(path, paths.iter().map(String::as_str)).map(Into::into);
    // `tau` where there is `hidden.tau`.
    let elsewhere = || paths.iter().find(|known| name(known) == name(path)).cloned();
    FaultKind::UnknownPath { nearest: nearest.or_else(elsewhere) }
}

/// Whether the path is that of a declared attribute which this instance does not have: it is an
/// `Option` of a module that is there, or all of the submodule is missing.
fn is_absent(registry: &'static Registry, paths: &[String], path: &str) -> bool {
    let (module, name) = path.rsplit_once('.').unwrap_or(("", path));
    let submodule = |registry: &Registry, name: &str| {
        registry.submodules().iter().find(|submodule| submodule.name() == name).map(Submodule::registry)
    };
    let mut steps = module.split('.').skip(usize::from(module.is_empty()));
    let Some(registry) = steps.try_fold(registry, submodule) else { return false };
    let Some(attribute) = registry.attributes().iter().find(|attribute| attribute.name() == name) else {
        return false;
    };
    let is_beside = |known: &String| known.rsplit_once('.').map_or("", |(module, _)| module) == module;
    match attribute.is_optional() {
        // Else `module` is a list, and an index is missing in the path.
        true => paths.iter().any(is_beside),
        false => !module.is_empty() && !paths.iter().any(|known| is_below(known, module)),
    }
}

/// Whether `path` lies below the path `known`; if that is an attribute's, another fault tells.
fn is_below(path: &str, known: &str) -> bool {
    path.strip_prefix(known).is_some_and(|rest| rest.starts_with('.'))
}
