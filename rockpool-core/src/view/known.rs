//! Every place of a tree by its path: what a path that leads nowhere may have meant.

use crate::nearest::nearest;
use crate::path::{At, MOST_LEVELS};
use crate::registry::{Attribute, Registry, Submodule};
use crate::walk::{Entered, Leaf, Structure, Visitor};
use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The places of a tree.
pub(crate) struct Known {
    root: &'static Registry,
    modules: BTreeMap<String, &'static Registry>,
    attributes: BTreeSet<String>,
}

/// Enums of enums deeper than this are not looked through.
const DEEPEST: usize = 16;

impl<'m> Visitor<'m> for Known {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        self.attributes.insert(leaf.path().to_string());
    }
    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        self.modules.insert(at.to_path().to_string(), module.registry());
        // What a literal holds below that is not looked through.
        at.depth() < MOST_LEVELS
    }
}

impl Known {
    pub(crate) fn of<M: Structure + ?Sized>(module: &M) -> Self {
        let mut known =
            Self { root: module.registered(), modules: BTreeMap::new(), attributes: BTreeSet::new() };
        module.walk(&At::ROOT, &mut known);
        known
    }

    /// Whether an attribute has this path.
    pub(crate) fn is_attribute(&self, path: &str) -> bool {
        self.attributes.contains(path)
    }

    /// Whether the path lies below that of an attribute.
    pub(crate) fn is_below_attribute(&self, path: &str) -> bool {
        prefixes(path).any(|(above, _)| self.is_attribute(above))
    }

    /// Whether the path is that of a module, or of a container of some.
    pub(crate) fn is_module(&self, path: &str) -> bool {
        let below = alloc::format!("{path}.");
        let next = |paths: Option<&String>| paths.is_some_and(|path| path.starts_with(&below));
        self.modules.contains_key(path)
            || next(self.modules.range(below.clone()..).next().map(|(path, _)| path))
            || next(self.attributes.range(below.clone()..).next())
    }

    /// Whether the path is declared, though nothing in this instance has it: an attribute or a submodule
    /// that is an `Option`, an empty list, another variant of an enum.
    pub(crate) fn is_declared(&self, path: &str) -> bool {
        // An empty name is no name: `.gain` is not the `gain` of the root.
        if has_empty_name(path) || is_too_deep(path) {
            return false;
        }
        let at_root = ("", path);
        prefixes(path).chain([at_root]).any(|(above, rest)| {
            let here = self.modules.get(above);
            here.is_some_and(|registry| self.is_declared_here(registry, above, rest))
                || self.enum_at(above).is_some_and(|registry| declares(registry, Some(rest), DEEPEST))
        })
    }

    /// The same of a module that is there.
    fn is_declared_here(&self, registry: &Registry, above: &str, rest: &str) -> bool {
        let (name, below) = first_step(rest);
        if below.is_none() && registry.attributes().iter().any(|attribute| attribute.name() == name) {
            return true;
        }
        let Some(submodule) = submodule_of(registry, name) else { return false };
        let path = if above.is_empty() { name.to_owned() } else { alloc::format!("{above}.{name}") };
        // If something of it is there, so is what it declares.
        !self.is_module(&path) && declares(submodule.registry(), below, DEEPEST)
    }

    /// The enum whose variant stands at this path, or what an `Option` at the root would hold.
    fn enum_at(&self, path: &str) -> Option<&'static Registry> {
        if path.is_empty() {
            return (self.root.is_enum() || self.modules.is_empty()).then_some(self.root);
        }
        let at_root = ("", path);
        let (parent, rest) = prefixes(path)
            .chain([at_root])
            .find_map(|(above, rest)| Some((self.modules.get(above).copied()?, rest)))?;
        let registry = submodule_of(parent, first_step(rest).0)?.registry();
        registry.is_enum().then_some(registry)
    }

    /// The attribute that was probably meant.
    pub(crate) fn nearest_attribute(&self, path: &str) -> Option<String> {
        nearest_path(path, &self.attributes.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The module that a path leads through last, and the names of what it declares.
    pub(crate) fn choices(&self, path: &str) -> (String, Vec<String>) {
        let module =
            prefixes(path).map(|(above, _)| above).find(|above| self.is_module(above)).unwrap_or_default();
        let registry = self.modules.get(module).copied().or(module.is_empty().then_some(self.root));
        let names: Vec<&str> = match registry.filter(|registry| !registry.is_enum()) {
            Some(registry) => {
                let attributes = registry.attributes().iter().map(Attribute::name);
                attributes.chain(registry.submodules().iter().map(Submodule::name)).collect()
            }
            None => {
                let mut names: Vec<&str> = self.present(module).into_iter().collect();
                // `2` before `10`.
                if names.iter().copied().all(is_number) {
                    names.sort_by_key(|name| (name.len(), *name));
                }
                names
            }
        };
        (module.to_owned(), names.into_iter().map(ToOwned::to_owned).collect())
    }

    /// The names of what a container holds, or the variant of an enum.
    fn present(&self, module: &str) -> BTreeSet<&str> {
        let places = self.modules.keys().chain(&self.attributes);
        let below = |place: &'_ String| match module {
            "" => Some(0),
            module => place.strip_prefix(module)?.starts_with('.').then(|| module.len() + 1),
        };
        let names = places.filter_map(|place| Some(first_step(place.get(below(place)?..)?).0));
        names.filter(|name| !name.is_empty()).collect()
    }

    /// The attribute or module that was probably meant.
    pub(crate) fn nearest_place(&self, path: &str) -> Option<String> {
        let mut places: BTreeSet<&str> = BTreeSet::new();
        for known in self.modules.keys().chain(&self.attributes).filter(|known| !known.is_empty()) {
            places.insert(known);
            places.extend(prefixes(known).map(|(above, _)| above));
        }
        nearest_path(path, &places.into_iter().collect::<Vec<_>>())
    }
}

/// Whether two dots stand together, or one at an end.
pub(crate) fn has_empty_name(path: &str) -> bool {
    path.split('.').any(str::is_empty)
}

/// Whether nothing that is built has such a path: it is not held against all that there is.
fn is_too_deep(path: &str) -> bool {
    path.split('.').count() > MOST_LEVELS
}

/// The paths above a path, the longest first, each with the rest.
fn prefixes(path: &str) -> impl Iterator<Item = (&str, &str)> {
    path.rmatch_indices('.').map(|(dot, _)| (&path[..dot], &path[dot + 1..]))
}

fn submodule_of(registry: &Registry, name: &str) -> Option<&'static Submodule> {
    registry.submodules().iter().find(|submodule| submodule.name() == name)
}

/// Whether a module of this registry may have the path; the module itself where there is none.
fn declares(registry: &Registry, path: Option<&str>, depth: usize) -> bool {
    let Some(path) = path else { return true };
    if registry.is_enum() {
        let mut variants = registry.submodules().iter();
        return depth > 0 && variants.any(|variant| declares(variant.registry(), Some(path), depth - 1));
    }
    let (name, below) = first_step(path);
    below.is_none() && registry.attributes().iter().any(|attribute| attribute.name() == name)
        || submodule_of(registry, name).is_some_and(|submodule| declares(submodule.registry(), below, depth))
}

fn first_step(path: &str) -> (&str, Option<&str>) {
    path.split_once('.').map_or((path, None), |(name, below)| (name, Some(below)))
}

/// The path that was probably meant: step by step the same or the nearest name, or else the last name where
/// it stands elsewhere (`hidden.tau` for `tau`).
fn nearest_path(path: &str, known: &[&str]) -> Option<String> {
    if is_too_deep(path) {
        return None;
    }
    if has_empty_name(path) {
        let named: Vec<&str> = path.split('.').filter(|name| !name.is_empty()).collect();
        return if named.is_empty() { None } else { nearest_path(&named.join("."), known) };
    }
    let steps = path.split('.').count();
    let mut left: Vec<&str> =
        known.iter().copied().filter(|known| known.split('.').count() == steps).collect();
    for (index, name) in path.split('.').enumerate() {
        let step = |path: &'_ str| path.split('.').nth(index).map(ToOwned::to_owned);
        let names: BTreeSet<String> = left.iter().filter_map(|path| step(path)).collect();
        match same_or_near(name, names.iter().map(String::as_str)) {
            Some(meant) => left.retain(|path| step(path).as_deref() == Some(meant)),
            None => left.clear(),
        }
    }
    let elsewhere = || elsewhere(path, known);
    left.first().copied().or_else(elsewhere).map(ToOwned::to_owned)
}

/// Whether it is an index: of two numbers, neither is a typo of the other, and the same one elsewhere means
/// nothing.
fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

fn same_or_near<'n>(name: &str, names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
    let near = || if is_number(name) { None } else { nearest(name, names.clone()) };
    names.clone().find(|known| *known == name).or_else(near)
}

fn elsewhere<'k>(path: &str, known: &[&'k str]) -> Option<&'k str> {
    let last = |path: &'k str| path.rsplit('.').next().unwrap_or(path);
    let name = path.rsplit('.').next().unwrap_or(path);
    if is_number(name) {
        return None;
    }
    let names: BTreeSet<&str> = known.iter().map(|path| last(path)).collect();
    let meant = same_or_near(name, names.iter().copied())?;
    let in_common = |known: &str| known.split('.').zip(path.split('.')).take_while(|(a, b)| a == b).count();
    let places = known.iter().copied().filter(|path| last(path) == meant);
    // The first of those that have most in common.
    places.rev().max_by_key(|known| in_common(known))
}
