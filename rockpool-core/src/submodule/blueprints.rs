//! Blueprints of containers.

use super::Child;
use crate::build::{Blueprint, Boundary, LeftOut, Site, boxed_blueprint};
use crate::error::FaultKind;
use crate::path::Segment;
use crate::walk::Structure;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::marker::PhantomData;

/// An option that is absent unless given.
struct Absent<M>(PhantomData<fn() -> M>);

impl<M> Blueprint for Absent<M> {
    type Module = Option<M>;
    fn unify(&mut self, _: &mut Boundary<'_>) {}
    fn finish(self: Box<Self>, _: Site<'_>) -> Option<Box<Option<M>>> {
        Some(Box::new(None))
    }
}

pub(super) fn blueprint_of_absent<'p, M: 'p>() -> LeftOut<'p, Option<M>> {
    boxed_blueprint(Absent(PhantomData))
}

/// The module in an option.
pub(super) struct OptionOf<'p, M>(pub(super) Child<'p, M>);

impl<'p, M: Structure + 'p> Blueprint for OptionOf<'p, M> {
    type Module = Option<M>;
    fn levels(&self) -> usize {
        self.0.levels()
    }
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        self.0.unify(boundary);
    }
    fn finish(self: Box<Self>, site: Site<'_>) -> Option<Box<Option<M>>> {
        self.0.finish(site).map(|module| Box::new(Some(*module)))
    }
}

/// The module in a box.
pub(super) struct BoxOf<'p, M>(pub(super) Child<'p, M>);

impl<'p, M: Structure + 'p> Blueprint for BoxOf<'p, M> {
    type Module = Box<M>;
    fn levels(&self) -> usize {
        self.0.levels()
    }
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        self.0.unify(boundary);
    }
    fn finish(self: Box<Self>, site: Site<'_>) -> Option<Box<Box<M>>> {
        self.0.finish(site).map(Box::new)
    }
}

fn unify_elements<'p, M: Structure + 'p>(children: &mut [Child<'p, M>], boundary: &mut Boundary<'_>) {
    for (index, child) in children.iter_mut().enumerate() {
        boundary.element(index, |boundary| child.unify(boundary));
    }
}

/// All of them, so that all faults are told.
fn finish_elements<'p, M: Structure + 'p>(
    children: Vec<Child<'p, M>>,
    site: &mut Site<'_>,
) -> Option<Vec<M>> {
    let mut made = Vec::with_capacity(children.len());
    let mut is_whole = true;
    for (index, child) in children.into_iter().enumerate() {
        match child.finish(site.below(Segment::Index(index))) {
            Some(module) => push(&mut made, module),
            None => is_whole = false,
        }
    }
    is_whole.then_some(made)
}

/// A frame of the stack of its own, so that an element lies there no longer than that.
#[inline(never)]
#[allow(clippy::boxed_local, reason = "what is in the box shall lie on no other stack than this")]
fn push<M>(made: &mut Vec<M>, module: Box<M>) {
    made.push(*module);
}

/// The same.
#[inline(never)]
#[allow(clippy::boxed_local, reason = "what is in the box shall lie on no other stack than this")]
fn insert<M>(map: &mut BTreeMap<String, M>, key: String, module: Box<M>) {
    map.insert(key, *module);
}

fn levels_of<M>(children: &[Child<'_, M>]) -> usize {
    children.iter().map(Child::levels).max().unwrap_or(0)
}

/// The elements of a list.
pub(super) struct ListOf<'p, M>(pub(super) Vec<Child<'p, M>>);

impl<'p, M: Structure + 'p> Blueprint for ListOf<'p, M> {
    type Module = Vec<M>;
    fn levels(&self) -> usize {
        levels_of(&self.0)
    }
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        boundary.tell_count(self.0.len());
        unify_elements(&mut self.0, boundary);
    }
    fn finish(self: Box<Self>, mut site: Site<'_>) -> Option<Box<Vec<M>>> {
        if let Some(kind) = site.count.as_ref().and_then(|count| count.misfit(self.0.len())) {
            site.fault(kind);
        }
        finish_elements(self.0, &mut site).map(Box::new)
    }
}

/// As many elements as the parent declares, none where it declares nothing.
struct Counted<'p, M>(Vec<Child<'p, M>>);

impl<'p, M: Structure + 'p> Blueprint for Counted<'p, M> {
    type Module = Vec<M>;
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        let count = boundary.known_count().unwrap_or(0);
        self.0.resize_with(count, Child::new);
        unify_elements(&mut self.0, boundary);
    }
    fn finish(mut self: Box<Self>, mut site: Site<'_>) -> Option<Box<Vec<M>>> {
        let count = match &site.count {
            None => 0,
            // That a dim is bound by nothing is told.
            Some(count) => count.value?,
        };
        if self.0.len() < count {
            // It was known only after the last round.
            self.0.resize_with(count, Child::declared);
        }
        finish_elements(self.0, &mut site).map(Box::new)
    }
}

pub(super) fn blueprint_of_list<'p, M: Structure + 'p>() -> LeftOut<'p, Vec<M>> {
    boxed_blueprint(Counted(Vec::<Child<'p, M>>::new()))
}

/// The elements of an array, as many as it has.
pub(super) struct ArrayOf<'p, M, const N: usize>(pub(super) Vec<Child<'p, M>>);

impl<'p, M: Structure + 'p, const N: usize> Blueprint for ArrayOf<'p, M, N> {
    type Module = [M; N];
    fn levels(&self) -> usize {
        levels_of(&self.0)
    }
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        unify_elements(&mut self.0, boundary);
    }
    fn finish(self: Box<Self>, mut site: Site<'_>) -> Option<Box<[M; N]>> {
        // In place: an array of modules never lies on the stack.
        finish_elements(self.0, &mut site)?.into_boxed_slice().try_into().ok()
    }
}

pub(super) fn blueprint_of_array<'p, M: Structure + 'p, const N: usize>() -> LeftOut<'p, [M; N]> {
    let children: Vec<Child<'p, M>> = (0..N).map(|_| Child::new()).collect();
    boxed_blueprint(ArrayOf::<M, N>(children))
}

/// The modules of a map, by their names.
pub(super) struct MapOf<'p, M>(pub(super) Vec<(String, Child<'p, M>)>);

impl<'p, M: Structure + 'p> Blueprint for MapOf<'p, M> {
    type Module = BTreeMap<String, M>;
    fn levels(&self) -> usize {
        self.0.iter().map(|(_, child)| child.levels()).max().unwrap_or(0)
    }
    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        for (index, (_, child)) in self.0.iter_mut().enumerate() {
            boundary.element(index, |boundary| child.unify(boundary));
        }
    }
    fn finish(self: Box<Self>, mut site: Site<'_>) -> Option<Box<BTreeMap<String, M>>> {
        let mut map = BTreeMap::new();
        let mut is_whole = true;
        for (key, child) in self.0 {
            if key.is_empty() || key.contains('.') {
                let kind = FaultKind::Key { key: key.clone() };
                if key.is_empty() {
                    site.fault(kind)
                } else {
                    site.below(Segment::Key(&key)).fault(kind)
                }
                is_whole = false;
                continue;
            }
            let mut below = site.below(Segment::Key(&key));
            if map.contains_key(&key) {
                below.fault(FaultKind::KeyTwice { key: key.clone() });
                is_whole = false;
                continue;
            }
            match child.finish(below) {
                Some(module) => insert(&mut map, key, module),
                None => is_whole = false,
            }
        }
        is_whole.then(|| Box::new(map))
    }
}

/// A map that is empty unless given.
pub(super) fn blueprint_of_map<'p, M: Structure + 'p>() -> LeftOut<'p, BTreeMap<String, M>> {
    boxed_blueprint(MapOf(Vec::<(String, Child<'p, M>)>::new()))
}

/// The parts of a tuple.
#[derive(Debug)]
pub(super) struct TupleBlueprint<'p, T, C>(pub C, pub PhantomData<&'p fn() -> T>);
