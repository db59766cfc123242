//! Views for writing.

use super::{Admits as _, Filter};
use crate::path::At;
use crate::walk::{LeafMut, Module, VisitorMut};
use core::fmt;

#[cfg(feature = "alloc")]
use {super::view::families_of, crate::error::Error, alloc::vec::Vec};

/// Some attributes of a module and all below it, for writing.
///
/// Made by [`parameters_mut`](Module::parameters_mut) and its kin. What is written through it is
/// not checked; [`Module::check`] does that, and [`Module::set`] checks as it writes.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(family = "taus", init = 0.02)]
///     tau: f64,
///     #[parameter(family = "weights", init = ones())]
///     w: [f64; 3],
/// }
///
/// let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
/// leaky.parameters_mut().weights().for_each_array::<f64>(|_, mut w| w *= 0.5);
/// assert_eq!((leaky.tau, leaky.w), (0.02, [0.5; 3]));
/// ```
pub struct ViewMut<'m, M: ?Sized> {
    module: &'m mut M,
    filter: Filter<'m>,
}

struct Each<'m, F> {
    filter: Filter<'m>,
    f: F,
}

impl<'m, F: FnMut(LeafMut<'_, 'm>)> VisitorMut<'m> for Each<'m, F> {
    #[inline(always)]
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        if self.filter.admits(leaf.attribute(), leaf.kind()) {
            (self.f)(leaf);
        }
    }
}

impl<'m, M: Module + ?Sized> ViewMut<'m, M> {
    #[inline]
    pub(crate) fn new(module: &'m mut M, filter: Filter<'m>) -> Self {
        Self { module, filter }
    }

    /// Calls `f` with every leaf; allocates nothing.
    #[inline]
    pub fn for_each(self, f: impl FnMut(LeafMut<'_, 'm>)) {
        self.module.walk_mut(&At::ROOT, &mut Each { filter: self.filter, f });
    }

    /// Calls `f` with every array whose elements are of type `T`, and its path; other types are
    /// passed over, scalars are 0-d.
    #[cfg(feature = "ndarray")]
    #[inline]
    pub fn for_each_array<T: crate::value::Element>(
        self,
        mut f: impl FnMut(&crate::path::Path<'_>, ndarray::ArrayViewMutD<'m, T>),
    ) {
        self.for_each(|leaf| {
            let path = leaf.path().clone();
            if let Some(array) = leaf.array_mut::<T>() {
                f(&path, array);
            }
        });
    }

    /// The family `weights`.
    #[must_use]
    pub fn weights(self) -> Self {
        self.usual("weights")
    }

    /// The family `taus`.
    #[must_use]
    pub fn taus(self) -> Self {
        self.usual("taus")
    }

    /// The family `biases`.
    #[must_use]
    pub fn biases(self) -> Self {
        self.usual("biases")
    }

    fn usual(self, family: &'static str) -> Self {
        let filter = self.filter.families(core::iter::once(family)).unwrap_or(self.filter);
        Self { filter, ..self }
    }

    /// The attributes with this name, wherever they are.
    #[must_use]
    pub fn named(self, name: &'m str) -> Self {
        Self { filter: self.filter.named(name), ..self }
    }
}

#[cfg(feature = "alloc")]
impl<'m, M: Module + ?Sized> ViewMut<'m, M> {
    /// The leaves.
    #[must_use = "the leaves are collected for nothing"]
    pub fn iter(self) -> alloc::vec::IntoIter<LeafMut<'static, 'm>> {
        let mut leaves = Vec::new();
        self.for_each(|leaf| leaves.push(leaf.into_owned_path()));
        leaves.into_iter()
    }

    /// Calls `f` with every leaf and its path, which is written into one buffer; as
    /// [`View::for_each_with_path`](super::View::for_each_with_path).
    #[inline]
    pub fn for_each_with_path(self, f: impl FnMut(&str, LeafMut<'_, 'm>)) {
        self.module.walk_mut(&At::ROOT, &mut super::trail::EachWithPath::new(self.filter, f));
    }

    /// The leaf with this path.
    #[must_use]
    pub fn get(self, path: &str) -> Option<LeafMut<'static, 'm>> {
        let mut found = None;
        self.for_each(|leaf| {
            if *leaf.path() == *path {
                found = Some(leaf.into_owned_path());
            }
        });
        found
    }

    /// The part of one family.
    ///
    /// # Errors
    /// No attribute of the tree, of whatever kind, declares that family; the error names the
    /// nearest one.
    pub fn family(self, family: impl AsRef<str>) -> Result<Self, Error> {
        self.families([family])
    }

    /// The part of several families, in the order of declaration.
    ///
    /// # Errors
    /// As those of [`family`](Self::family); or there are more than eight.
    pub fn families<I>(self, families: I) -> Result<Self, Error>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let filter = families_of(&*self.module, self.filter, families)?;
        Ok(Self { filter, ..self })
    }

    /// Sets the leaves, in the order in which [`View::flatten`](super::View::flatten) gave them.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(unit = "s")] tau: f64, #[module(origin)] origin: Origin }
    /// let mut leaky = Leaky::builder().tau(0.02).build()?;
    /// let (mut leaves, def) = leaky.parameters().flatten();
    /// leaves[0] = 0.05.into();
    /// leaky.parameters_mut().unflatten(&def, leaves)?;
    /// assert_eq!(leaky.tau, 0.05);
    /// leaky.reset_parameters(); // what it was built with is no leaf, and not lost (B099)
    /// assert_eq!(leaky.tau, 0.02);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// There are more or fewer leaves than `def` has, `def` is not the structure of this view, or a
    /// value is refused as by [`Module::set_attributes`]; nothing is changed then.
    pub fn unflatten(
        self,
        def: &crate::tree::TreeDef,
        leaves: impl IntoIterator<Item = crate::value::Value>,
    ) -> Result<(), Error> {
        let tree = def.unflatten(leaves)?;
        let mut mine = crate::tree::Tree::new();
        self.as_view().for_each(|leaf| mine.insert(&alloc::string::ToString::to_string(leaf.path()), ()));
        mine.zip_map(&tree, |(), _| ())?;
        self.module.set_attributes(&tree)
    }

    pub(crate) fn as_view(&self) -> super::View<'_, M> {
        super::View::new(&*self.module, self.filter)
    }
}

/// The paths.
impl<M: Module + ?Sized> fmt::Debug for ViewMut<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ViewMut")?;
        fmt::Debug::fmt(&super::View::new(&*self.module, self.filter), f)
    }
}
