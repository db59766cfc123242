//! Views for reading.

use super::{Admits, Filter};
use crate::path::At;
use crate::walk::{Leaf, Structure, Visitor};
use core::fmt;

#[cfg(feature = "alloc")]
use {
    super::filter::Chosen, crate::path::is_on_the_way, crate::tree::Tree, crate::value::Value,
    crate::walk::Entered, alloc::vec::Vec,
};

/// Some attributes of a module and all below it, for reading.
///
/// Made by [`parameters`](crate::Module::parameters), [`state`](crate::Module::state),
/// [`simulation_parameters`](crate::Module::simulation_parameters) and [`attributes`](crate::Module::attributes);
/// own attributes come first in the order of declaration, then those of the submodules.
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
/// let leaky = Leaky { tau: 0.02, w: [1.0; 3] };
/// let view = leaky.parameters();
/// assert_eq!((view.len(), view.numel(), view.weights().numel()), (2, 4, 3));
/// assert_eq!(view.get("tau").and_then(|leaf| leaf.scalar::<f64>()), Some(0.02));
/// assert_eq!(view.family("tau").unwrap_err().to_string(), "no attribute declares the family `tau`, did you mean `taus`?");
/// ```
pub struct View<'m, M: ?Sized> {
    module: &'m M,
    filter: Filter<'m>,
}

impl<M: ?Sized> Clone for View<'_, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M: ?Sized> Copy for View<'_, M> {}

/// Hands the leaves that are admitted to a function.
struct Each<A, F> {
    admits: A,
    f: F,
}

impl<'m, A: Admits, F: FnMut(Leaf<'_, 'm>)> Visitor<'m> for Each<A, F> {
    #[inline(always)]
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        self.attribute(leaf, false);
    }
    #[inline(always)]
    fn takes_all_of(&self) -> u8 {
        self.admits.shown()
    }
    #[inline(always)]
    fn attribute(&mut self, leaf: Leaf<'_, 'm>, is_taken: bool) {
        if is_taken || self.admits.admits(leaf.attribute(), leaf.kind(), leaf.any()) {
            (self.f)(leaf);
        }
    }
}

impl<'m, M: Structure + ?Sized> View<'m, M> {
    #[inline]
    pub(crate) fn new(module: &'m M, filter: Filter<'m>) -> Self {
        Self { module, filter }
    }

    /// Calls `f` with every leaf; allocates nothing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
    /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
    /// #     #[state] count: u32,
    /// # }
    /// # let net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// let mut numel = 0;
    /// net.parameters().for_each(|leaf| numel += leaf.numel());
    /// assert_eq!(numel, 10);
    /// ```
    #[inline]
    pub fn for_each(self, f: impl FnMut(Leaf<'_, 'm>)) {
        self.for_each_of(self.filter.chosen(), f);
    }

    /// The same for the leaves that `admits` admits, in place of the view's own filter.
    #[inline]
    pub(crate) fn for_each_of(self, admits: impl Admits, f: impl FnMut(Leaf<'_, 'm>)) {
        self.visit(&mut Each { admits, f });
    }

    /// Shows all leaves, those that the filter leaves out too.
    #[inline]
    pub(crate) fn visit(self, visitor: &mut impl Visitor<'m>) {
        self.module.walk(&At::ROOT, visitor);
    }

    #[inline]
    pub(crate) fn filter(&self) -> Filter<'m> {
        self.filter
    }

    #[cfg(feature = "alloc")]
    pub(crate) fn module(&self) -> &'m M {
        self.module
    }

    pub(super) fn with_filter(self, filter: Filter<'m>) -> Self {
        Self { filter, ..self }
    }

    /// The number of attributes.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
    /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
    /// #     #[state] count: u32,
    /// # }
    /// # let net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// assert_eq!(net.parameters().len(), 6);
    /// ```
    #[must_use]
    pub fn len(self) -> usize {
        let mut len = 0;
        self.for_each(|_| len += 1);
        len
    }

    /// Whether there is no attribute.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
    /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
    /// #     #[state] count: u32,
    /// # }
    /// # let net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// assert!(net.simulation_parameters().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The number of elements of all attributes.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
    /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
    /// #     #[state] count: u32,
    /// # }
    /// # let net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// assert_eq!(net.parameters().numel(), 10);
    /// ```
    #[doc(alias("count_parameters", "size"))]
    #[must_use]
    pub fn numel(self) -> usize {
        let mut numel = 0;
        self.for_each(|leaf| numel += leaf.numel());
        numel
    }
}

#[cfg(feature = "alloc")]
impl<'m, M: Structure + ?Sized> View<'m, M> {
    /// The leaves.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
    /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
    /// #     #[state] count: u32,
    /// # }
    /// # let net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// for leaf in net.parameters().iter() {
    ///     println!("{} {:?} {:?}", leaf.path(), leaf.shape(), leaf.attribute().unit());
    /// }
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use = "the leaves are collected for nothing"]
    pub fn iter(self) -> alloc::vec::IntoIter<Leaf<'static, 'm>> {
        let mut leaves = Vec::new();
        self.for_each(|leaf| leaves.push(leaf.to_owned_path()));
        leaves.into_iter()
    }

    /// Calls `f` with every leaf and its path, which is written into one buffer: cheaper than
    /// [`Leaf::path`] where each path is wanted as text.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Leaky {
    ///     #[parameter(init = 0.02, unit = "s")]
    ///     tau: f64,
    /// }
    ///
    /// let net = vec![Leaky { tau: 0.1 }, Leaky { tau: 0.2 }];
    /// let mut paths = Vec::new();
    /// net.parameters().for_each_with_path(|path, leaf| paths.push((path.to_string(), leaf.numel())));
    /// assert_eq!(paths, [("0.tau".to_string(), 1), ("1.tau".to_string(), 1)]);
    /// ```
    #[inline]
    pub fn for_each_with_path(self, f: impl FnMut(&str, Leaf<'_, 'm>)) {
        self.module.walk(&At::ROOT, &mut super::path_buffer::EachWithPath::new(self.filter.chosen(), f));
    }

    /// The leaf with this path.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
    /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
    /// #     #[state] count: u32,
    /// # }
    /// # let net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// let leaf = net.parameters().get("1.tau").unwrap();
    /// assert_eq!(leaf.scalar::<f64>(), Some(0.2));
    /// assert!(net.state().get("1.tau").is_none()); // it is no state
    /// ```
    #[must_use]
    pub fn get(self, path: &str) -> Option<Leaf<'static, 'm>> {
        let mut lookup = Lookup { path, chosen: self.filter.chosen(), found: None };
        self.module.walk(&At::ROOT, &mut lookup);
        lookup.found
    }

    /// The arrays whose elements are of type `T`; other types are passed over, scalars are 0-d.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
    /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
    /// #     #[state] count: u32,
    /// # }
    /// # let net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// assert_eq!(net.parameters().weights().arrays::<f64>().map(|w| w.sum()).sum::<f64>(), 6.0);
    /// ```
    #[cfg(feature = "ndarray")]
    pub fn arrays<T: crate::value::AnyElement>(self) -> alloc::vec::IntoIter<ndarray::ArrayViewD<'m, T>> {
        let mut arrays = Vec::new();
        self.for_each(|leaf| arrays.extend(leaf.array::<T>()));
        arrays.into_iter()
    }

    /// A copy of all values, as a tree; of enums it has the variant too: see [`Tree::variant`].
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
    /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
    /// #     #[state] count: u32,
    /// # }
    /// # let net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// let tree = net.parameters().to_tree();
    /// assert_eq!(tree.get("0.tau").unwrap().scalar(), Some(0.1));
    /// ```
    #[doc(alias("state_dict", "as_dict"))]
    #[must_use]
    pub fn to_tree(self) -> Tree<Value> {
        super::to_tree::to_tree(self)
    }

    /// A copy of all values, depth first, and the structure that brings them back.
    ///
    /// What the module was built with, constants and flags are no leaves: they stay where they are,
    /// so that the module is whole again after [`ViewMut::unflatten`](super::ViewMut::unflatten).
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
    /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
    /// #     #[state] count: u32,
    /// # }
    /// # let net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// let (leaves, def) = net.parameters().flatten();
    /// assert_eq!((leaves.len(), def.branches()[0].as_str()), (6, "0.tau"));
    /// ```
    ///
    /// **Source**: `tree_flatten` of the Jax modules, without its losses.
    #[doc(alias = "tree_flatten")]
    #[must_use]
    pub fn flatten(self) -> (Vec<Value>, crate::tree::TreeDef) {
        self.to_tree().flatten()
    }
}

#[cfg(feature = "alloc")]
impl<'m, M: Structure + ?Sized> IntoIterator for View<'m, M> {
    type Item = Leaf<'static, 'm>;
    type IntoIter = alloc::vec::IntoIter<Leaf<'static, 'm>>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Finds one leaf, and descends into nothing else.
#[cfg(feature = "alloc")]
struct Lookup<'m, 's> {
    path: &'s str,
    chosen: Chosen<'m>,
    found: Option<Leaf<'static, 'm>>,
}

#[cfg(feature = "alloc")]
impl<'m> Visitor<'m> for Lookup<'m, '_> {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        let is_shown = self.chosen.admits(leaf.attribute(), leaf.kind(), leaf.any());
        if is_shown && *leaf.path() == *self.path {
            self.found = Some(leaf.to_owned_path());
        }
    }
    fn enter(&mut self, at: &At<'_>, _: &Entered<'m>) -> bool {
        // Where leaves are counted, all are met.
        self.chosen.counts() || self.found.is_none() && is_on_the_way(at, self.path)
    }
}

/// The paths.
impl<M: Structure + ?Sized> fmt::Debug for View<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("View")?;
        let mut list = f.debug_list();
        self.for_each(|leaf| {
            list.entry(leaf.path());
        });
        list.finish()
    }
}
