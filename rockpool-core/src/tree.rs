//! Trees: nested names over leaves, as Rockpool's parameter dictionaries.

mod branch;
mod combine;
mod def;
#[cfg(all(feature = "serde", feature = "ndarray"))]
mod of_values;
#[cfg(feature = "serde")]
mod serde;

pub use def::TreeDef;
#[cfg(all(feature = "serde", feature = "ndarray"))]
#[doc(hidden)]
pub use of_values::{Gathered, gather};

use crate::decimal::Decimal;
use crate::error::{Error, FaultKind};
use crate::path::MOST_LEVELS;
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use branch::Branch;
pub(crate) use branch::Size;
use core::fmt;

/// A tree of named branches over leaves, in the order of insertion.
///
/// ```
/// use rockpool_core::prelude::*;
/// let mut tree = Tree::new();
/// tree.set("hidden.tau_mem", 0.02)?;
/// tree.set("hidden.tau_syn", 0.01)?;
/// assert_eq!(tree.branches(), ["hidden.tau_mem", "hidden.tau_syn"]);
/// assert_eq!(tree.map(|tau| tau * 2.0).get("hidden.tau_mem"), Some(&0.04));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Tree<T>(Node<T>);

#[derive(Clone, PartialEq)]
enum Node<T> {
    Leaf(T),
    Branch(Branch<T>),
}

/// As a map of names; a leaf alone as itself.
impl<T: fmt::Debug> fmt::Debug for Tree<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Node::Leaf(leaf) => leaf.fmt(f),
            Node::Branch(branch) => {
                f.debug_map().entries(branch.entries().iter().map(|(name, tree)| (name, tree))).finish()
            }
        }
    }
}

const EMPTY_NAME: &str = "an empty name is no name; write names with single dots between them";

/// Refuses what walks could not go down to.
fn check_depth(path: &str) -> Result<(), Error> {
    if path.split('.').count() > MOST_LEVELS {
        let message = alloc::format!("a tree is {MOST_LEVELS} levels deep at most; use a shorter path");
        return Err(Error::one(path, FaultKind::Tree { message }));
    }
    Ok(())
}

impl<T> Default for Tree<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Tree<T> {
    /// A tree without leaves.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// assert!(Tree::<f64>::new().is_empty());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self(Node::Branch(Branch::new()))
    }

    /// A leaf alone.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// assert_eq!(Tree::leaf(1.0).as_leaf(), Some(&1.0));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn leaf(leaf: T) -> Self {
        Self(Node::Leaf(leaf))
    }

    /// The leaf that the tree is, if it is one.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// assert!(tree.as_leaf().is_none());
    /// assert_eq!(tree.child("gain").unwrap().as_leaf(), Some(&1.0));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn as_leaf(&self) -> Option<&T> {
        match &self.0 {
            Node::Leaf(leaf) => Some(leaf),
            Node::Branch(_) => None,
        }
    }

    /// The named subtrees, in the order of insertion; a leaf has none.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// assert_eq!(tree.entries().map(|(name, _)| name).collect::<Vec<_>>(), ["hidden", "gain"]);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Tree<T>)> {
        let entries: &[(String, Tree<T>)] = match &self.0 {
            Node::Leaf(_) => &[],
            Node::Branch(branch) => branch.entries(),
        };
        entries.iter().map(|(name, tree)| (name.as_str(), tree))
    }

    /// The subtree with this name.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// assert_eq!(tree.child("hidden").unwrap().branches(), ["tau"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Tree<T>> {
        match &self.0 {
            Node::Leaf(_) => None,
            Node::Branch(branch) => branch.get(name),
        }
    }

    /// The subtree with this name and its position, which is probably the one given.
    #[inline]
    pub(crate) fn child_near(&self, position: usize, name: &str) -> Option<(usize, &Tree<T>)> {
        match &self.0 {
            Node::Leaf(_) => None,
            Node::Branch(branch) => branch.get_near(position, name.as_bytes(), || name),
        }
    }

    /// The subtree with the name of this index, which is probably in its order.
    #[inline]
    pub(crate) fn element(&self, index: usize, name: &Decimal) -> Option<&Tree<T>> {
        match &self.0 {
            Node::Leaf(_) => None,
            Node::Branch(branch) => {
                branch.get_near(index, name.as_bytes(), || name.as_str()).map(|(_, tree)| tree)
            }
        }
    }

    /// The subtree with this path; the empty path is the tree itself.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.tau", 0.02)?;
    /// tree.set("hidden.w", 1.5)?;
    /// let hidden = tree.subtree("hidden");
    /// assert_eq!(hidden.and_then(|hidden| hidden.get("tau")), Some(&0.02));
    /// assert!(tree.subtree("readout").is_none());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn subtree(&self, path: &str) -> Option<&Tree<T>> {
        if path.is_empty() {
            return Some(self);
        }
        path.split('.').try_fold(self, |tree, name| tree.child(name))
    }

    /// The leaf with this path.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// assert_eq!(tree.get("hidden.tau"), Some(&0.02));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&T> {
        self.subtree(path)?.as_leaf()
    }

    /// The leaf with this path.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// *tree.get_mut("gain").unwrap() = 2.0;
    /// assert_eq!(tree.get("gain"), Some(&2.0));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn get_mut(&mut self, path: &str) -> Option<&mut T> {
        let mut tree = self;
        for name in path.split('.').filter(|_| !path.is_empty()) {
            tree = match &mut tree.0 {
                Node::Leaf(_) => return None,
                Node::Branch(branch) => branch.get_mut(name)?,
            };
        }
        match &mut tree.0 {
            Node::Leaf(leaf) => Some(leaf),
            Node::Branch(_) => None,
        }
    }

    /// Sets the leaf with this path; branches on the way are made.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// tree.set("readout.tau", 0.05)?;
    /// assert!(tree.set("gain.of.what", 0.0).is_err()); // `gain` is a leaf
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// A leaf stands on the way, or a branch at the path, or a name in the path is empty; the tree is unchanged
    /// then.
    pub fn set(&mut self, path: &str, leaf: T) -> Result<(), Error> {
        let refuse =
            |at: &str, what: &str| Err(Error::one(at, FaultKind::Tree { message: what.to_string() }));
        if path.split('.').any(str::is_empty) {
            return refuse(path, EMPTY_NAME);
        }
        check_depth(path)?;
        let mut known = Some(&*self);
        let mut end = 0;
        for name in path.split('.') {
            if known.is_some_and(|tree| tree.as_leaf().is_some()) {
                return refuse(&path[..end], "a leaf stands where a branch is needed");
            }
            known = known.and_then(|tree| tree.child(name));
            end += name.len() + usize::from(end > 0);
        }
        if known.is_some_and(|tree| tree.as_leaf().is_none()) {
            return refuse(path, "a branch stands where a leaf is to be set");
        }
        self.insert(path, leaf);
        Ok(())
    }

    /// Sets a leaf, in place of whatever stands on the way.
    #[doc(hidden)]
    pub fn insert(&mut self, path: &str, leaf: T) {
        let mut tree = self;
        for name in path.split('.') {
            if tree.as_leaf().is_some() {
                *tree = Self::new();
            }
            let Node::Branch(branch) = &mut tree.0 else { return };
            tree = branch.entry(name);
        }
        tree.0 = Node::Leaf(leaf);
    }

    /// The variant of an enum of modules whose leaves these are, where `View::to_tree` has
    /// met one: `Rk4`, or `Rk4.Fixed` where that holds an enum in turn.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Step {
    ///     #[parameter(init = 1e-3)]
    ///     dt: f64,
    /// }
    ///
    /// #[derive(Module)]
    /// enum Integrator {
    ///     Euler(Step),
    ///     Exact,
    /// }
    ///
    /// #[derive(Module)]
    /// struct Net {
    ///     #[module]
    ///     integrator: Integrator,
    /// }
    ///
    /// let net = Net { integrator: Integrator::Exact };
    /// let tree = net.parameters().to_tree();
    /// assert_eq!(tree.subtree("integrator").and_then(|tree| tree.variant()), Some("Exact"));
    ///
    /// let mut other = Net { integrator: Integrator::Euler(Step { dt: 0.1 }) };
    /// other.set_attributes(&tree)?; // the variant is data, and set like the values
    /// assert!(matches!(other.integrator, Integrator::Exact));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn variant(&self) -> Option<&str> {
        match &self.0 {
            Node::Leaf(_) => None,
            Node::Branch(branch) => branch.variant.as_deref(),
        }
    }

    /// Says of which variant of an enum the leaves below this path are; branches on the way are made. The empty
    /// path is the tree itself.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// #[derive(Module)]
    /// struct Gain { #[parameter(init = 1.0)] gain: f64 }
    /// #[derive(Module)]
    /// enum Choice { Off, Gain(Gain) }
    ///
    /// let mut tree = Tree::<Value>::new();
    /// tree.set("gain", 2.0.into())?;
    /// tree.set_variant("", "Gain")?;
    /// let mut choice = Choice::Off;
    /// choice.set_attributes(&tree)?;
    /// assert!(matches!(choice, Choice::Gain(Gain { gain: 2.0 })));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// A leaf stands on the way or at the path, a name in it is empty, or it is too deep; the tree is unchanged then.
    pub fn set_variant(&mut self, path: &str, variant: &str) -> Result<(), Error> {
        check_depth(path)?;
        if !path.is_empty() && path.split('.').any(str::is_empty) {
            return Err(Error::one(path, FaultKind::Tree { message: EMPTY_NAME.to_string() }));
        }
        let mut known = Some(&*self);
        for name in path.split('.').filter(|_| !path.is_empty()) {
            if known.is_some_and(|tree| tree.as_leaf().is_some()) {
                break;
            }
            known = known.and_then(|tree| tree.child(name));
        }
        if known.is_some_and(|tree| tree.as_leaf().is_some()) {
            let message = "a leaf stands where a branch is needed".to_string();
            return Err(Error::one(path, FaultKind::Tree { message }));
        }
        let mut tree = self;
        for name in path.split('.').filter(|_| !path.is_empty()) {
            let Node::Branch(branch) = &mut tree.0 else { return Ok(()) };
            tree = branch.entry(name);
        }
        if let Node::Branch(branch) = &mut tree.0 {
            branch.variant = Some(variant.into());
        }
        Ok(())
    }

    /// The number of leaves.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// assert_eq!(tree.len(), 2);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Node::Leaf(_) => 1,
            Node::Branch(branch) => branch.len(),
        }
    }

    /// The number of leaves, and what else is to be counted.
    pub(crate) fn size(&self) -> Size {
        match &self.0 {
            Node::Leaf(_) => Size { leaves: 1, bare_variants: 0 },
            Node::Branch(branch) => branch.size(),
        }
    }

    /// Whether it says of which variant an enum is, and has no leaf.
    pub(crate) fn is_bare_variant(&self) -> bool {
        self.variant().is_some() && self.is_empty()
    }

    /// Whether there is no leaf.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// assert!(!tree.is_empty() && Tree::<f64>::new().is_empty());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Node::Leaf(_) => false,
            Node::Branch(branch) => branch.entries().iter().all(|(_, tree)| tree.is_empty()),
        }
    }

    /// The paths of all leaves, depth first.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// assert_eq!(tree.branches(), ["hidden.tau", "gain"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[doc(alias = "keys")]
    #[must_use]
    pub fn branches(&self) -> Vec<String> {
        let mut paths = Vec::new();
        self.for_each(&mut |path, _| paths.push(path.to_owned()));
        paths
    }

    /// Calls `f` with the path and the value of every leaf, depth first.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// let mut sum = 0.0;
    /// tree.for_each(&mut |_path, value| sum += value);
    /// assert_eq!(sum, 1.02);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn for_each(&self, f: &mut impl FnMut(&str, &T)) {
        self.for_each_below(&mut String::new(), 0, f);
    }

    fn for_each_below(&self, path: &mut String, depth: usize, f: &mut impl FnMut(&str, &T)) {
        match &self.0 {
            Node::Leaf(leaf) => f(path, leaf),
            Node::Branch(branch) => {
                for (name, tree) in branch.entries() {
                    let length = path.len();
                    // Not by what is written: a name that is empty is a step as well.
                    if depth > 0 {
                        path.push('.');
                    }
                    path.push_str(name);
                    tree.for_each_below(path, depth + 1, f);
                    path.truncate(length);
                }
            }
        }
    }

    /// Calls `f` with every path at which there is a variant and no leaf, and the variant.
    pub(crate) fn for_each_bare_variant(&self, f: &mut impl FnMut(&str, &str)) {
        fn below<T>(tree: &Tree<T>, path: &mut String, depth: usize, f: &mut impl FnMut(&str, &str)) {
            let Node::Branch(branch) = &tree.0 else { return };
            if let Some(variant) = tree.variant().filter(|_| tree.is_empty()) {
                f(path, variant);
            }
            for (name, tree) in branch.entries() {
                let length = path.len();
                if depth > 0 {
                    path.push('.');
                }
                path.push_str(name);
                below(tree, path, depth + 1, f);
                path.truncate(length);
            }
        }
        below(self, &mut String::new(), 0, f);
    }

    /// The paths of the leaves for which `f` holds.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # let mut tree = Tree::new();
    /// # tree.set("hidden.tau", 0.02)?;
    /// # tree.set("gain", 1.0)?;
    /// assert_eq!(tree.find(|value| *value > 0.5), ["gain"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[doc(alias = "tree_find")]
    #[must_use]
    pub fn find(&self, mut f: impl FnMut(&T) -> bool) -> Vec<String> {
        let mut paths = Vec::new();
        self.for_each(&mut |path, leaf| {
            if f(leaf) {
                paths.push(path.to_owned());
            }
        });
        paths
    }
}

impl crate::value::AttributeValue for Tree<crate::value::Value> {
    type Class = crate::value::Plain;
}
