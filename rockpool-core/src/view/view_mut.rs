//! Views for writing.

use super::{Admits, Filter};
use crate::path::At;
use crate::walk::{LeafMut, Structure, VisitorMut};
use core::fmt;

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// Some attributes of a module and all below it, for writing.
///
/// Made by [`parameters_mut`](crate::Module::parameters_mut) and its kin. What is written through it is
/// not checked; [`Module::check`](crate::Module::check) does that, and [`Module::set`](crate::Module::set) checks as it writes.
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

/// Hands the leaves that are admitted to a function.
struct Each<A, F> {
    admits: A,
    f: F,
}

impl<'m, A: Admits, F: FnMut(LeafMut<'_, 'm>)> VisitorMut<'m> for Each<A, F> {
    #[inline(always)]
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        if self.admits.admits(leaf.attribute(), leaf.kind(), leaf.any()) {
            (self.f)(leaf);
        }
    }
}

impl<'m, M: Structure + ?Sized> ViewMut<'m, M> {
    #[inline]
    pub(crate) fn new(module: &'m mut M, filter: Filter<'m>) -> Self {
        Self { module, filter }
    }

    #[inline]
    pub(crate) fn filter(&self) -> Filter<'m> {
        self.filter
    }

    #[cfg(feature = "alloc")]
    pub(crate) fn module(&self) -> &M {
        self.module
    }

    #[inline]
    pub(crate) fn into_module(self) -> &'m mut M {
        self.module
    }

    pub(super) fn with_filter(self, filter: Filter<'m>) -> Self {
        Self { filter, ..self }
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
    /// # let mut net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// net.state_mut().for_each(|leaf| {
    ///     if let Some(count) = leaf.scalar_mut::<u32>() {
    ///         *count += 1;
    ///     }
    /// });
    /// assert_eq!(net[1].count, 1);
    /// ```
    #[inline]
    pub fn for_each(self, f: impl FnMut(LeafMut<'_, 'm>)) {
        let admits = self.filter.chosen();
        self.for_each_of(admits, f);
    }

    /// The same for the leaves that `admits` admits, in place of the view's own filter.
    #[inline]
    pub(crate) fn for_each_of(self, admits: impl Admits, f: impl FnMut(LeafMut<'_, 'm>)) {
        self.visit(&mut Each { admits, f });
    }

    /// Shows all leaves, those that the filter leaves out too.
    #[inline]
    pub(crate) fn visit(self, visitor: &mut impl VisitorMut<'m>) {
        self.module.walk_mut(&At::ROOT, visitor);
    }

    /// Calls `f` with every array whose elements are of type `T`, and its path; other types are
    /// passed over, scalars are 0-d.
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
    /// # let mut net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// net.parameters_mut().weights().for_each_array::<f64>(|path, mut w| {
    ///     if path.to_string().starts_with("0.") {
    ///         w.fill(0.5);
    ///     }
    /// });
    /// assert_eq!((net[0].w, net[1].w), ([0.5; 3], [1.0; 3]));
    /// ```
    #[cfg(feature = "ndarray")]
    #[inline]
    pub fn for_each_array<T: crate::value::AnyElement>(
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
}

#[cfg(feature = "alloc")]
impl<'m, M: Structure + ?Sized> ViewMut<'m, M> {
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
    /// # let mut net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// for leaf in net.parameters_mut().weights().iter() {
    ///     if let Some(w) = leaf.slice_mut::<f64>() {
    ///         w[0] = 0.0;
    ///     }
    /// }
    /// assert_eq!(net[0].w, [0.0, 1.0, 1.0]);
    /// ```
    #[must_use = "the leaves are collected for nothing"]
    pub fn iter(self) -> alloc::vec::IntoIter<LeafMut<'static, 'm>> {
        let mut leaves = Vec::new();
        self.for_each(|leaf| leaves.push(leaf.into_owned_path()));
        leaves.into_iter()
    }

    /// Calls `f` with every leaf and its path, which is written into one buffer; as
    /// [`View::for_each_with_path`](super::View::for_each_with_path).
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
    /// # let mut net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// net.parameters_mut().for_each_with_path(|path, leaf| {
    ///     if let (true, Some(tau)) = (path.ends_with("tau"), leaf.scalar_mut::<f64>()) {
    ///         *tau *= 2.0;
    ///     }
    /// });
    /// assert_eq!(net[1].tau, 0.4);
    /// ```
    #[inline]
    pub fn for_each_with_path(self, f: impl FnMut(&str, LeafMut<'_, 'm>)) {
        self.module.walk_mut(&At::ROOT, &mut super::path_buffer::EachWithPath::new(self.filter.chosen(), f));
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
    /// # let mut net = vec![
    /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
    /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
    /// # ];
    /// let leaf = net.parameters_mut().get("0.w").unwrap();
    /// leaf.slice_mut::<f64>().unwrap()[2] = 7.0;
    /// assert_eq!(net[0].w, [1.0, 1.0, 7.0]);
    /// ```
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

    pub(crate) fn as_view(&self) -> super::View<'_, M> {
        super::View::new(&*self.module, self.filter)
    }
}

/// The paths.
impl<M: Structure + ?Sized> fmt::Debug for ViewMut<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ViewMut")?;
        fmt::Debug::fmt(&super::View::new(&*self.module, self.filter), f)
    }
}
