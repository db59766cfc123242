//! Submodules that are given built: what they say of dims, and what is asked of them.

use crate::build::{Boundary, Site};
use crate::error::{Error, Fault, FaultKind};
use crate::origin::Origin;
use crate::path::{At, MOST_LEVELS, Path};
use crate::registry::{Kind, Registry};
use crate::shape::Shape;
use crate::view::{Filter, ViewMut};
use crate::walk::{Entered, Leaf, LeafMut, Structure, Visitor, VisitorMut, examine_all, key_misfit, shaped};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Tells the parent the lengths that the module has.
pub(super) fn unify<M: Structure>(module: &M, boundary: &mut Boundary<'_>) {
    if boundary.count.is_some()
        && let Some(count) = count_of(module)
    {
        boundary.tell_count(count);
    }
    let Some(lengths) = boundary.parent.as_deref_mut() else { return };
    for_each_shape(module, &mut |_, registry, shape| {
        let Some(given) = registry.given_lengths(lengths.len()) else { return };
        for ((axis, _), known) in given.zip(lengths.iter_mut()) {
            *known = known.or(shape.get(axis).copied());
        }
    });
}

/// The module, unless something is wrong with it in this place.
pub(super) fn finish<M: Structure>(mut module: Box<M>, mut site: Site<'_>) -> Option<Box<M>> {
    let before = site.faults.len();
    if let Some(kind) = site.count.as_ref().and_then(|count| count.misfit(count_of(&*module)?)) {
        site.fault(kind);
    }
    let mut keys = Vec::new();
    for_each_element(&*module, &mut |at, _| {
        keys.extend(key_misfit(at).map(|kind| Fault::new(below(&site.at, at), kind)));
    });
    site.faults.extend(keys);
    check_shape(&*module, &mut site);
    let mut strange = StrangeKeys { site: &mut site, is_given: false, depth: 0 };
    strange.is_given = strange.site.given_key().is_some();
    module.walk(&At::ROOT, &mut strange);
    if site.faults[before..].iter().any(|fault| matches!(fault.kind(), FaultKind::TooDeep { .. })) {
        return None;
    }
    examine_all(&*module, &mut |fault| site.tell(Error::new(alloc::vec![fault])));
    if site.faults.len() > before {
        return None;
    }
    if site.is_constant
        && let Err(error) = ViewMut::new(&mut *module, Filter::kind(Kind::Parameter)).freeze()
    {
        site.tell(error);
        return None;
    }
    if let Some(key) = site.given_key() {
        module.walk_mut(&At::of_key(&key), &mut KeysByPath);
    }
    Some(module)
}

/// Tells where a module, or an element of a container, has another shape than the parent expects.
pub(super) fn check_shape<M: Structure>(module: &M, site: &mut Site<'_>) {
    let Some(expected) = site.expected.take() else { return };
    for_each_shape(module, &mut |at, registry, shape| {
        let given = registry.given_lengths(expected.lengths.len());
        let agrees = given.is_some_and(|given| {
            given
                .zip(&expected.lengths)
                .all(|((axis, _), known)| known.is_none_or(|known| shape.get(axis) == Some(&known)))
        });
        if !agrees {
            let kind = FaultKind::Shape {
                expected: alloc::vec![expected.shape.clone()],
                found: shape,
                bound: expected.bound.clone(),
                would_reinterpret: false,
            };
            site.faults.push(Fault::new(below(&site.at, at), kind));
        }
    });
}

/// Gives those their keys by path that have one of the system, and have drawn nothing from it: what they draw
/// later, such as noise, is decided by the given key as well.
struct KeysByPath;

impl<'m> VisitorMut<'m> for KeysByPath {
    fn leaf(&mut self, _: LeafMut<'_, 'm>) {}
    fn remembered(&mut self, at: &At<'_>, _: &'static Registry, origin: &mut Origin) {
        origin.adopt_key(at.key());
    }
}

fn below(here: &At<'_>, below: &At<'_>) -> Path<'static> {
    let (here, below) = (here.to_path(), below.to_path());
    match (here == "", below == "") {
        (_, true) => here,
        (true, _) => below,
        _ => alloc::format!("{here}.{below}").into(),
    }
}

/// Finds modules that drew with a key of the system, and such as lie too deep.
struct StrangeKeys<'a, 's> {
    site: &'a mut Site<'s>,
    is_given: bool,
    depth: usize,
}

impl<'m> Visitor<'m> for StrangeKeys<'_, '_> {
    fn leaf(&mut self, _: Leaf<'_, 'm>) {}
    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        self.depth += 1;
        if self.site.at.depth() + at.depth() > MOST_LEVELS || self.depth > MOST_LEVELS {
            let kind = FaultKind::TooDeep { most: MOST_LEVELS };
            self.site.faults.push(Fault::new(below(&self.site.at, at), kind));
            self.depth -= 1;
            return false;
        }
        let record = module.origin.and_then(Origin::record);
        if self.is_given && record.is_some_and(|record| record.drew && !record.key_is_given) {
            let kind = FaultKind::StrangeKey { module: module.registry.name() };
            self.site.faults.push(Fault::new(below(&self.site.at, at), kind));
            self.depth -= 1;
            return false;
        }
        true
    }
    fn leave(&mut self) {
        self.depth -= 1;
    }
}

/// How many elements a list has; `None` of what is no list.
fn count_of<M: Structure>(module: &M) -> Option<usize> {
    struct Count(Option<usize>);
    impl<'m> Visitor<'m> for Count {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {}
        fn enter(&mut self, _: &At<'_>, _: &Entered<'m>) -> bool {
            false
        }
        fn elements(&mut self, at: &At<'_>, count: usize) {
            if at.segment().is_none() {
                self.0 = Some(count);
            }
        }
    }
    let mut count = Count(None);
    module.walk(&At::ROOT, &mut count);
    count.0
}

/// Calls `f` with the place and the shape of the module, or of each element of a container.
fn for_each_shape<M: Structure>(module: &M, f: &mut dyn FnMut(&At<'_>, &'static Registry, Shape)) {
    for_each_element(module, &mut |at, module| {
        if let Some((registry, shape)) = shaped(module) {
            f(at, registry, shape);
        }
    });
}

/// Calls `f` with the module, or with each element of a container.
fn for_each_element<M: Structure>(module: &M, f: &mut dyn FnMut(&At<'_>, &Entered<'_>)) {
    struct Elements<'f>(&'f mut dyn FnMut(&At<'_>, &Entered<'_>));
    impl<'m> Visitor<'m> for Elements<'_> {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {}
        fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
            (self.0)(at, module);
            false
        }
    }
    module.walk(&At::ROOT, &mut Elements(f));
}
