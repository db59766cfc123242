//! Containers of modules, which are modules themselves.

use crate::path::{At, Segment};
use crate::registry::{Registry, Submodule};
use crate::walk::{Structure, Visitor, VisitorMut};

#[cfg(feature = "alloc")]
use {
    super::Child,
    super::blueprints::{
        BoxOf, OptionOf, TupleBlueprint, blueprint_of_absent, blueprint_of_array, blueprint_of_list,
        blueprint_of_map,
    },
    crate::build::{Blueprint, Boundary, LeftOut, Site, boxed_blueprint},
    crate::kept::keep,
    crate::walk::DynModule,
    alloc::{boxed::Box, collections::BTreeMap, string::String, vec::Vec},
};

impl<M: Structure> Structure for Option<M> {
    const REGISTERED: &'static Registry = M::REGISTERED;

    #[inline]
    fn walk<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V) {
        if let Some(module) = self {
            module.walk(at, visitor);
        }
    }
    #[inline]
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V) {
        if let Some(module) = self {
            module.walk_mut(at, visitor);
        }
    }
    fn duplicated(&self) -> Self {
        self.as_ref().map(M::duplicated)
    }
    fn registered(&self) -> &'static Registry {
        self.as_ref().map_or(Self::REGISTERED, M::registered)
    }
    /// Absent unless given.
    #[cfg(feature = "alloc")]
    fn blueprint<'p>() -> LeftOut<'p, Self>
    where
        Self: 'p,
    {
        blueprint_of_absent()
    }
    #[cfg(feature = "alloc")]
    fn blueprint_present<'p>() -> LeftOut<'p, Self>
    where
        Self: 'p,
    {
        boxed_blueprint(OptionOf(Child::<'p, M>::new()))
    }
}

#[cfg(feature = "alloc")]
impl<M: Structure> Structure for Box<M> {
    const REGISTERED: &'static Registry = M::REGISTERED;

    #[inline]
    fn walk<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V) {
        (**self).walk(at, visitor);
    }
    #[inline]
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V) {
        (**self).walk_mut(at, visitor);
    }
    fn duplicated(&self) -> Self {
        Box::new((**self).duplicated())
    }
    fn registered(&self) -> &'static Registry {
        (**self).registered()
    }
    fn blueprint<'p>() -> LeftOut<'p, Self>
    where
        Self: 'p,
    {
        boxed_blueprint(BoxOf(Child::<'p, M>::new()))
    }
}

/// Built by the caller: what is behind `dyn` is not known here.
#[cfg(feature = "alloc")]
macro_rules! dyn_boxes {
    ($($type:ty: $clone:ident),*) => {$(
        impl Structure for Box<$type> {
            const REGISTERED: &'static Registry = <$type>::REGISTERED;

            fn walk<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V) {
                (**self).walk(at, visitor);
            }
            fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V) {
                (**self).walk_mut(at, visitor);
            }
            fn duplicated(&self) -> Self {
                (**self).$clone()
            }
            fn registered(&self) -> &'static Registry {
                (**self).registered()
            }
        }
    )*};
}

#[cfg(feature = "alloc")]
dyn_boxes!(
    dyn DynModule: dyn_clone,
    dyn DynModule + Send: dyn_clone_send,
    dyn DynModule + Send + Sync: dyn_clone_sync
);

/// Walks over elements with indices.
#[inline]
fn walk_elements<'m, M, V>(elements: &'m [M], at: &At<'_>, visitor: &mut V)
where
    M: Structure,
    V: Visitor<'m>,
{
    let mut place = at.below(Segment::Index(0), None);
    for (index, module) in elements.iter().enumerate() {
        place.move_to(index);
        module.walk(&place, visitor);
    }
}

/// Walks over elements with indices.
#[inline]
fn walk_elements_mut<'m, M, V>(elements: &'m mut [M], at: &At<'_>, visitor: &mut V)
where
    M: Structure,
    V: VisitorMut<'m>,
{
    let mut place = at.below(Segment::Index(0), None);
    for (index, module) in elements.iter_mut().enumerate() {
        place.move_to(index);
        module.walk_mut(&place, visitor);
    }
}

#[cfg(feature = "alloc")]
impl<M: Structure> Structure for Vec<M> {
    const REGISTERED: &'static Registry = M::REGISTERED;

    #[inline]
    fn walk<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V) {
        visitor.elements(at, self.len());
        walk_elements(self, at, visitor);
    }
    #[inline]
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V) {
        walk_elements_mut(self, at, visitor);
    }
    fn duplicated(&self) -> Self {
        self.iter().map(M::duplicated).collect()
    }
    /// Empty unless given.
    fn blueprint<'p>() -> LeftOut<'p, Self>
    where
        Self: 'p,
    {
        blueprint_of_list::<M>()
    }
}

impl<M: Structure, const N: usize> Structure for [M; N] {
    const REGISTERED: &'static Registry = M::REGISTERED;

    #[inline]
    fn walk<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V) {
        walk_elements(self, at, visitor);
    }
    #[inline]
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V) {
        walk_elements_mut(self, at, visitor);
    }
    fn duplicated(&self) -> Self {
        self.each_ref().map(M::duplicated)
    }
    #[cfg(feature = "alloc")]
    fn blueprint<'p>() -> LeftOut<'p, Self>
    where
        Self: 'p,
    {
        blueprint_of_array::<M, N>()
    }
}

/// Keys are names in paths; [`check`](crate::Module::check), builders and writers of files refuse those that
/// are empty or have a dot.
#[cfg(feature = "alloc")]
impl<M: Structure> Structure for BTreeMap<String, M> {
    const REGISTERED: &'static Registry = M::REGISTERED;

    fn walk<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V) {
        for (key, module) in self {
            module.walk(&at.below(Segment::Key(key), None), visitor);
        }
    }
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V) {
        for (key, module) in self {
            module.walk_mut(&at.below(Segment::Key(key), None), visitor);
        }
    }
    fn duplicated(&self) -> Self {
        self.iter().map(|(key, module)| (key.clone(), module.duplicated())).collect()
    }
    /// Empty unless given.
    fn blueprint<'p>() -> LeftOut<'p, Self>
    where
        Self: 'p,
    {
        blueprint_of_map::<M>()
    }
}

/// Behind a function, because modules may recurse.
fn registry_of<M: Structure>() -> &'static Registry {
    M::REGISTERED
}

macro_rules! tuples {
    ($(($name:literal, $index:tt, $module:ident)),+) => {
        impl<$($module: Structure),+> Structure for ($($module,)+) {
            const REGISTERED: &'static Registry =
                &Registry::of_parts("tuple", "", &[$(Submodule::new($name, "", &[], None, registry_of::<$module>)),+]);

            #[inline]
            fn walk<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V) {
                $(self.$index.walk(&at.below(Segment::Index($index), None), visitor);)+
            }
            #[inline]
            fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V) {
                $(self.$index.walk_mut(&at.below(Segment::Index($index), None), visitor);)+
            }
            fn duplicated(&self) -> Self {
                ($(self.$index.duplicated(),)+)
            }
            #[cfg(feature = "alloc")]
            fn blueprint<'p>() -> LeftOut<'p, Self>
            where
                Self: 'p,
            {
                boxed_blueprint(TupleBlueprint::<'p, Self, _>(
                    ($(Child::<'p, $module>::new(),)+),
                    core::marker::PhantomData,
                ))
            }
        }

        #[cfg(feature = "alloc")]
        impl<'p, $($module: Structure + 'p),+> Blueprint for TupleBlueprint<'p, ($($module,)+), ($(Child<'p, $module>,)+)> {
            type Module = ($($module,)+);

            fn levels(&self) -> usize {
                [$(self.0.$index.levels()),+].into_iter().max().unwrap_or(0)
            }
            fn unify(&mut self, boundary: &mut Boundary<'_>) {
                $(boundary.element($index, |boundary| self.0.$index.unify(boundary));)+
            }
            fn finish(self: Box<Self>, mut site: Site<'_>) -> Option<Box<($($module,)+)>> {
                let parts = self.0;
                let built = ($(parts.$index.finish(site.below(Segment::Index($index))),)+);
                let built = ($(built.$index?,)+);
                Some(keep(|| ($(*built.$index,)+)))
            }
        }
    };
}

tuples!(("0", 0, A));
tuples!(("0", 0, A), ("1", 1, B));
tuples!(("0", 0, A), ("1", 1, B), ("2", 2, C));
tuples!(("0", 0, A), ("1", 1, B), ("2", 2, C), ("3", 3, D));
tuples!(("0", 0, A), ("1", 1, B), ("2", 2, C), ("3", 3, D), ("4", 4, E));
tuples!(("0", 0, A), ("1", 1, B), ("2", 2, C), ("3", 3, D), ("4", 4, E), ("5", 5, F));
tuples!(("0", 0, A), ("1", 1, B), ("2", 2, C), ("3", 3, D), ("4", 4, E), ("5", 5, F), ("6", 6, G));
tuples!(
    ("0", 0, A),
    ("1", 1, B),
    ("2", 2, C),
    ("3", 3, D),
    ("4", 4, E),
    ("5", 5, F),
    ("6", 6, G),
    ("7", 7, H)
);
