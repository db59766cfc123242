//! Trees: nested names over leaves, as Rockpool's parameter dictionaries.

use crate::error::{Error, FaultKind};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

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
#[derive(Clone, Debug, PartialEq)]
pub struct Tree<T>(Node<T>);

#[derive(Clone, Debug, PartialEq)]
enum Node<T> {
    Leaf(T),
    Branch(Branch<T>),
}

/// The entries of a branch: a vector in the order of insertion, and its indices in the order of
/// names, so that lookups and insertions take a logarithm of the time.
#[derive(Clone, Debug)]
struct Branch<T> {
    entries: Vec<(String, Tree<T>)>,
    by_name: Vec<usize>,
}

impl<T: PartialEq> PartialEq for Branch<T> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<T> Branch<T> {
    fn position(&self, name: &str) -> Result<usize, usize> {
        self.by_name.binary_search_by(|&index| match self.entries.get(index) {
            Some((known, _)) => known.as_str().cmp(name),
            None => core::cmp::Ordering::Greater,
        })
    }

    fn get(&self, name: &str) -> Option<&Tree<T>> {
        let index = self.by_name.get(self.position(name).ok()?)?;
        self.entries.get(*index).map(|(_, tree)| tree)
    }

    fn get_mut(&mut self, name: &str) -> Option<&mut Tree<T>> {
        let index = *self.by_name.get(self.position(name).ok()?)?;
        self.entries.get_mut(index).map(|(_, tree)| tree)
    }

    /// The subtree with this name, made by `new` if there is none.
    fn entry(&mut self, name: &str, new: impl FnOnce() -> Tree<T>) -> &mut Tree<T> {
        let index = match self.position(name) {
            Ok(position) => self.by_name[position],
            Err(position) => {
                self.by_name.insert(position, self.entries.len());
                self.entries.push((name.to_owned(), new()));
                self.entries.len() - 1
            }
        };
        &mut self.entries[index].1
    }
}

/// The structure of a tree without its leaves: `flatten` gives it, `unflatten` takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeDef(Tree<()>);

impl TreeDef {
    /// The number of leaves.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no leaf.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The tree with these leaves.
    ///
    /// # Errors
    /// There are more or fewer leaves than the structure has (B118).
    pub fn unflatten<T>(&self, leaves: impl IntoIterator<Item = T>) -> Result<Tree<T>, Error> {
        let mut leaves = leaves.into_iter();
        let mut missing = 0;
        let tree = self.0.fill(&mut || {
            let leaf = leaves.next();
            missing += usize::from(leaf.is_none());
            leaf
        });
        let expected = self.len();
        let message = match (tree, leaves.count()) {
            (Some(tree), 0) => return Ok(tree),
            (_, surplus) => {
                alloc::format!("expected {expected} leaves, found {}", expected - missing + surplus)
            }
        };
        Err(Error::one("", FaultKind::Tree { message }))
    }
}

impl<T> Default for Tree<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Tree<T> {
    /// A tree without leaves.
    #[must_use]
    pub fn new() -> Self {
        Self(Node::Branch(Branch { entries: Vec::new(), by_name: Vec::new() }))
    }

    /// A leaf alone.
    #[must_use]
    pub fn leaf(leaf: T) -> Self {
        Self(Node::Leaf(leaf))
    }

    /// The leaf that the tree is, if it is one.
    #[must_use]
    pub fn as_leaf(&self) -> Option<&T> {
        match &self.0 {
            Node::Leaf(leaf) => Some(leaf),
            Node::Branch(_) => None,
        }
    }

    /// The named subtrees, in the order of insertion; a leaf has none.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Tree<T>)> {
        let entries: &[(String, Tree<T>)] = match &self.0 {
            Node::Leaf(_) => &[],
            Node::Branch(branch) => &branch.entries,
        };
        entries.iter().map(|(name, tree)| (name.as_str(), tree))
    }

    /// The subtree with this name.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Tree<T>> {
        match &self.0 {
            Node::Leaf(_) => None,
            Node::Branch(branch) => branch.get(name),
        }
    }

    /// The subtree with this path; the empty path is the tree itself.
    #[must_use]
    pub fn subtree(&self, path: &str) -> Option<&Tree<T>> {
        if path.is_empty() {
            return Some(self);
        }
        path.split('.').try_fold(self, |tree, name| tree.child(name))
    }

    /// The leaf with this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&T> {
        self.subtree(path)?.as_leaf()
    }

    /// The leaf with this path.
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
    /// # Errors
    /// A leaf stands on the way, or a branch at the path; the tree is unchanged then.
    pub fn set(&mut self, path: &str, leaf: T) -> Result<(), Error> {
        let refuse =
            |at: &str, what: &str| Err(Error::one(at, FaultKind::Tree { message: what.to_string() }));
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
    pub(crate) fn insert(&mut self, path: &str, leaf: T) {
        let mut tree = self;
        for name in path.split('.') {
            if tree.as_leaf().is_some() {
                *tree = Self::new();
            }
            let Node::Branch(branch) = &mut tree.0 else { return };
            tree = branch.entry(name, Self::new);
        }
        tree.0 = Node::Leaf(leaf);
    }

    /// The number of leaves.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Node::Leaf(_) => 1,
            Node::Branch(branch) => branch.entries.iter().map(|(_, tree)| tree.len()).sum(),
        }
    }

    /// Whether there is no leaf.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Node::Leaf(_) => false,
            Node::Branch(branch) => branch.entries.iter().all(|(_, tree)| tree.is_empty()),
        }
    }

    /// The paths of all leaves, depth first.
    #[must_use]
    pub fn branches(&self) -> Vec<String> {
        let mut paths = Vec::new();
        self.for_each(&mut |path, _| paths.push(path.to_owned()));
        paths
    }

    /// Calls `f` with the path and the value of every leaf, depth first.
    pub fn for_each(&self, f: &mut impl FnMut(&str, &T)) {
        self.for_each_below(&mut String::new(), f);
    }

    fn for_each_below(&self, path: &mut String, f: &mut impl FnMut(&str, &T)) {
        match &self.0 {
            Node::Leaf(leaf) => f(path, leaf),
            Node::Branch(branch) => {
                for (name, tree) in &branch.entries {
                    let length = path.len();
                    if length > 0 {
                        path.push('.');
                    }
                    path.push_str(name);
                    tree.for_each_below(path, f);
                    path.truncate(length);
                }
            }
        }
    }

    /// The tree of what `f` makes of every leaf.
    #[must_use]
    pub fn map<U>(&self, mut f: impl FnMut(&T) -> U) -> Tree<U> {
        self.map_leaves(&mut f)
    }

    fn map_leaves<U>(&self, f: &mut impl FnMut(&T) -> U) -> Tree<U> {
        Tree(match &self.0 {
            Node::Leaf(leaf) => Node::Leaf(f(leaf)),
            Node::Branch(branch) => Node::Branch(Branch {
                entries: branch
                    .entries
                    .iter()
                    .map(|(name, tree)| (name.clone(), tree.map_leaves(f)))
                    .collect(),
                by_name: branch.by_name.clone(),
            }),
        })
    }

    /// The same structure over other leaves; `None` where there are too few of them.
    fn fill<U>(&self, next: &mut impl FnMut() -> Option<U>) -> Option<Tree<U>> {
        let mut complete = true;
        let tree = self.map_leaves(&mut |_| {
            let leaf = next();
            complete &= leaf.is_some();
            leaf
        });
        if complete { tree.transposed() } else { None }
    }

    /// The tree of what `f` makes of the leaves of two trees with the same structure.
    ///
    /// # Errors
    /// A leaf of one tree is missing in the other.
    pub fn zip_map<U, V>(&self, other: &Tree<U>, mut f: impl FnMut(&T, &U) -> V) -> Result<Tree<V>, Error> {
        let mut result = Tree::new();
        let mut missing = None;
        let mut count = 0;
        if let (Some(a), Some(b)) = (self.as_leaf(), other.as_leaf()) {
            return Ok(Tree::leaf(f(a, b)));
        }
        self.for_each(&mut |path, leaf| match other.get(path) {
            Some(twin) => {
                count += 1;
                result.insert(path, f(leaf, twin));
            }
            None => missing = missing.take().or_else(|| Some(path.to_owned())),
        });
        let missing = missing.or_else(|| {
            let extra = |path: &String| self.get(path).is_none();
            (count < other.len()).then(|| other.branches().into_iter().find(extra)).flatten()
        });
        match missing {
            None => Ok(result),
            Some(path) => Err(Error::one(
                path,
                FaultKind::Tree { message: "this leaf is in one of the trees only".into() },
            )),
        }
    }

    /// The paths of the leaves for which `f` holds.
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

    /// Takes over the leaves of another tree: known ones are replaced, new ones added.
    ///
    /// # Errors
    /// A leaf stands in one tree where a branch stands in the other (B119); the tree is unchanged
    /// then.
    pub fn update(&mut self, other: &Tree<T>) -> Result<(), Error>
    where
        T: Clone,
    {
        let mut updated = self.clone();
        let mut failed = Ok(());
        other.for_each(&mut |path, leaf| {
            if failed.is_ok() {
                failed = updated.set(path, leaf.clone());
            }
        });
        failed?;
        *self = updated;
        Ok(())
    }

    /// The leaves, depth first, and the structure that brings them back.
    #[must_use]
    pub fn flatten(self) -> (Vec<T>, TreeDef) {
        let def = TreeDef(self.map(|_| ()));
        let mut leaves = Vec::with_capacity(def.len());
        self.drain_into(&mut leaves);
        (leaves, def)
    }

    fn drain_into(self, leaves: &mut Vec<T>) {
        match self.0 {
            Node::Leaf(leaf) => leaves.push(leaf),
            Node::Branch(branch) => branch.entries.into_iter().for_each(|(_, tree)| tree.drain_into(leaves)),
        }
    }
}

impl<T> Tree<Option<T>> {
    fn transposed(self) -> Option<Tree<T>> {
        Some(Tree(match self.0 {
            Node::Leaf(leaf) => Node::Leaf(leaf?),
            Node::Branch(branch) => Node::Branch(Branch {
                entries: branch
                    .entries
                    .into_iter()
                    .map(|(name, tree)| Some((name, tree.transposed()?)))
                    .collect::<Option<_>>()?,
                by_name: branch.by_name,
            }),
        }))
    }
}

impl crate::value::AttributeValue for Tree<crate::value::Value> {
    type Class = crate::value::Plain;
}
