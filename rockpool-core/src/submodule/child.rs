//! Submodules of a builder: given built, given as a builder, or left out.

use crate::build::{Boundary, Given, IntoSubmodule, MOST_LEVELS, Site, State};
use crate::error::{Error, Fault, FaultKind};
use crate::path::At;
use crate::registry::Registry;
use crate::shape::Shape;
use crate::walk::{DynModule, Entered, Leaf, Structure, Visitor, examine_all, key_misfit, shaped};
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::fmt;

/// A submodule of a builder.
#[doc(hidden)]
pub struct Child<'p, M>(State<'p, M>);

impl<M> fmt::Debug for Child<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl<M: Structure> IntoSubmodule<'_, M> for M {
    fn into_submodule(self) -> Given<'static, M> {
        Given::built(self)
    }
}

impl<M: Structure> IntoSubmodule<'_, Option<M>> for M {
    fn into_submodule(self) -> Given<'static, Option<M>> {
        Given::built(Some(self))
    }
}

impl<M: Structure> IntoSubmodule<'_, Box<M>> for M {
    fn into_submodule(self) -> Given<'static, Box<M>> {
        Given::built(Box::new(self))
    }
}

macro_rules! dyn_modules {
    ($($type:ty: $($bound:path),*;)*) => {$(
        /// A box of any module, where a box of some module is wanted.
        impl<M: Structure + 'static $(+ $bound)*> IntoSubmodule<'_, Box<$type>> for Box<M> {
            fn into_submodule(self) -> Given<'static, Box<$type>> {
                Given::built(self)
            }
        }

        /// Boxes of one type of modules, where boxes of any module are wanted.
        impl<M: Structure + 'static $(+ $bound)*> IntoSubmodule<'_, Vec<Box<$type>>> for Vec<Box<M>> {
            fn into_submodule(self) -> Given<'static, Vec<Box<$type>>> {
                Given::built(self.into_iter().map(|module| module as Box<$type>).collect())
            }
        }
    )*};
}

dyn_modules! {
    dyn DynModule: ;
    dyn DynModule + Send: Send;
    dyn DynModule + Send + Sync: Send, Sync;
}

impl<'p, M> Child<'p, M> {
    /// Nothing given.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "called by generated code only")]
    pub fn new() -> Self {
        Self(State::Absent)
    }

    /// Whether nothing was given.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self.0, State::Absent)
    }

    /// Takes what was given; the last call counts.
    pub fn give(&mut self, given: Given<'p, M>) {
        self.0 = given.0;
    }
}

impl<'p, M: Structure> Child<'p, M> {
    /// Takes part in a round; what was left out gets its plan here.
    pub fn unify(&mut self, boundary: &mut Boundary<'_>)
    where
        M: 'p,
    {
        if let State::Absent = self.0 {
            if boundary.depth > MOST_LEVELS {
                return;
            }
            self.0 = State::Plan(M::plan());
        }
        match &mut self.0 {
            State::Absent => {}
            State::Plan(plan) => plan.unify(boundary),
            State::Built(module) => {
                let Some(lengths) = boundary.parent.as_deref_mut() else { return };
                for_each_shape(module, &mut |_, registry, shape| {
                    let Some(given) = registry.given_lengths(lengths.len()) else { return };
                    for ((axis, _), known) in given.zip(lengths.iter_mut()) {
                        *known = known.or(shape.get(axis).copied());
                    }
                });
            }
        }
    }

    /// The module.
    pub fn finish(self, mut site: Site<'_>) -> Option<M>
    where
        M: 'p,
    {
        match self.0 {
            State::Absent => {
                site.fault(FaultKind::TooDeep { most: MOST_LEVELS });
                None
            }
            State::Plan(plan) => plan.finish(site),
            State::Built(module) => {
                let mut fits = true;
                let path_of = |here: &At<'_>, below: &At<'_>| {
                    let (here, below) = (here.to_path(), below.to_path());
                    match (here == "", below == "") {
                        (_, true) => here,
                        (true, _) => below,
                        _ => alloc::format!("{here}.{below}").into(),
                    }
                };
                for_each_element(&module, &mut |at, _| {
                    if let Some(kind) = key_misfit(at) {
                        fits = false;
                        site.faults.push(Fault::new(path_of(&site.at, at), kind));
                    }
                });
                if let Some(expected) = site.expected.take() {
                    for_each_shape(&module, &mut |at, registry, shape| {
                        let given = registry.given_lengths(expected.lengths.len());
                        let agrees = given.is_some_and(|given| {
                            given.zip(&expected.lengths).all(|((axis, _), known)| {
                                known.is_none_or(|known| shape.get(axis) == Some(&known))
                            })
                        });
                        if !agrees {
                            fits = false;
                            let kind = FaultKind::Shape {
                                expected: alloc::vec![expected.shape.clone()],
                                found: shape,
                                bound: expected.bound.clone(),
                                would_reinterpret: false,
                            };
                            site.faults.push(Fault::new(path_of(&site.at, at), kind));
                        }
                    });
                }
                examine_all(&module, &mut |fault| {
                    fits = false;
                    let here = site.at.to_path().to_string();
                    let error = Error::new(alloc::vec![fault]);
                    let error = if here.is_empty() { error } else { error.below(&here) };
                    site.faults.extend(error.faults().iter().cloned());
                });
                fits.then_some(module)
            }
        }
    }
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
