//! Trees made of trees.

use super::{Node, Tree, TreeDef};
use crate::error::{Error, FaultKind};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;

impl<T> Tree<T> {
    /// The tree of what `f` makes of every leaf.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.tau", 0.02)?;
    /// tree.set("hidden.w", 1.5)?;
    /// assert_eq!(tree.map(|x| x * 2.0).get("hidden.w"), Some(&3.0));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn map<U>(&self, mut f: impl FnMut(&T) -> U) -> Tree<U> {
        self.map_all(&mut f)
    }

    pub(super) fn try_map_leaves<U, E>(&self, f: &mut impl FnMut(&T) -> Result<U, E>) -> Result<Tree<U>, E> {
        Ok(Tree(match &self.0 {
            Node::Leaf(leaf) => Node::Leaf(f(leaf)?),
            Node::Branch(branch) => Node::Branch(branch.try_map(&mut |_, tree| tree.try_map_leaves(f))?),
        }))
    }

    /// The tree of what `f` makes of the leaves of two trees with the same structure, in the order
    /// of this one.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.tau", 0.02)?;
    /// tree.set("hidden.w", 1.5)?;
    /// let rates = tree.map(|_| 0.1);
    /// let stepped = tree.zip_map(&rates, |x, rate| x - rate)?;
    /// assert_eq!(stepped.get("hidden.w"), Some(&1.4));
    /// assert!(tree.zip_map(&Tree::<f64>::new(), |x, _| *x).is_err()); // leaves are missing
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// A leaf of one tree is missing in the other.
    pub fn zip_map<U, V>(&self, other: &Tree<U>, mut f: impl FnMut(&T, &U) -> V) -> Result<Tree<V>, Error> {
        self.zip_below(other, &mut f, &mut String::new())
    }

    fn zip_below<U, V>(
        &self,
        other: &Tree<U>,
        f: &mut impl FnMut(&T, &U) -> V,
        path: &mut String,
    ) -> Result<Tree<V>, Error> {
        let (mine, theirs) = match (&self.0, &other.0) {
            (Node::Leaf(a), Node::Leaf(b)) => return Ok(Tree::leaf(f(a, b))),
            (Node::Branch(mine), Node::Branch(theirs)) => (mine, theirs),
            _ => return Err(one_sided(path)),
        };
        if let Some((name, tree)) =
            theirs.entries().iter().find(|(name, tree)| mine.get(name).is_none() && !tree.is_empty())
        {
            return Err(one_sided(&below(path, &tree.first_path_below(name))));
        }
        let branch = mine.try_map(&mut |name, tree| {
            let length = path.len();
            let Some(twin) = theirs.get(name) else {
                // A branch without leaves has nothing to be paired.
                return match tree.is_empty() {
                    true => Ok(Tree::new()),
                    false => Err(one_sided(&below(path, &tree.first_path_below(name)))),
                };
            };
            if length > 0 {
                path.push('.');
            }
            path.push_str(name);
            let zipped = tree.zip_below(twin, f, path);
            path.truncate(length);
            zipped
        })?;
        Ok(Tree(Node::Branch(branch)))
    }

    /// The path of the first leaf, with the name of this subtree in front.
    fn first_path_below(&self, name: &str) -> String {
        let first = self.entries().find(|(_, tree)| !tree.is_empty());
        match first {
            Some((inner, tree)) => below(name, &tree.first_path_below(inner)),
            None => name.to_owned(),
        }
    }

    /// Sets every leaf of this tree whose path is a leaf of `target`; gives their number.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut rates = Tree::new();
    /// rates.set("hidden.weight", 1e-3)?;
    /// rates.set("hidden.tau_mem", 1e-3)?;
    /// let mut slow = Tree::new();
    /// slow.set("hidden.tau_mem", ())?;
    /// rates.set_matching(&slow, 1e-5)?;
    /// assert_eq!(rates.get("hidden.tau_mem"), Some(&1e-5));
    /// assert_eq!(rates.get("hidden.weight"), Some(&1e-3));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// A leaf of `target` is none of this tree, which is unchanged then.
    pub fn set_matching<U>(&mut self, target: &Tree<U>, leaf: T) -> Result<usize, Error>
    where
        T: Clone,
    {
        let mut missing = None;
        target.for_each(&mut |path, _| {
            if self.get(path).is_none() {
                missing = missing.take().or_else(|| Some(path.to_owned()));
            }
        });
        if let Some(path) = missing {
            return Err(one_sided(&path));
        }
        let mut count = 0;
        target.for_each(&mut |path, _| {
            if let Some(slot) = self.get_mut(path) {
                slot.clone_from(&leaf);
                count += 1;
            }
        });
        Ok(count)
    }

    /// The prototype of a part: `true` where `target` has a leaf too, `false` elsewhere.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.weight", 1.5)?;
    /// tree.set("hidden.tau_mem", 0.02)?;
    /// let mut taus = Tree::new();
    /// taus.set("hidden.tau_mem", ())?;
    /// let trained = tree.prototype(&taus);
    /// assert_eq!(trained.flatten().0, [false, true]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn prototype<U>(&self, target: &Tree<U>) -> Tree<bool> {
        self.prototype_below(Some(target))
    }

    fn prototype_below<U>(&self, target: Option<&Tree<U>>) -> Tree<bool> {
        match &self.0 {
            Node::Leaf(_) => Tree::leaf(target.is_some_and(|target| target.as_leaf().is_some())),
            Node::Branch(branch) => {
                let below = branch.try_map(&mut |name, tree| {
                    let part = target.and_then(|target| target.child(name));
                    Ok::<_, Infallible>(tree.prototype_below(part))
                });
                match below {
                    Ok(branch) => Tree(Node::Branch(branch)),
                    Err(never) => match never {},
                }
            }
        }
    }

    /// Takes over the leaves of another tree: known ones are replaced, new ones added.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.tau", 0.02)?;
    /// tree.set("hidden.w", 1.5)?;
    /// let mut other = Tree::new();
    /// other.set("hidden.w", 2.5)?;
    /// other.set("readout.w", 3.5)?;
    /// tree.update(&other)?;
    /// assert_eq!(tree.flatten().0, [0.02, 2.5, 3.5]);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// A leaf stands in one tree where a branch stands in the other; the tree is unchanged
    /// then.
    pub fn update(&mut self, other: &Tree<T>) -> Result<(), Error>
    where
        T: Clone,
    {
        if let Some(path) = self.clash_with(other, &mut String::new()) {
            let message = "a leaf stands in one of the trees where a branch stands in the other".into();
            return Err(Error::one(path, FaultKind::Tree { message }));
        }
        self.overwrite(other);
        Ok(())
    }

    /// Where a leaf meets a branch; a branch without leaves gives way.
    fn clash_with(&self, other: &Tree<T>, path: &mut String) -> Option<String> {
        match (&self.0, &other.0) {
            (Node::Leaf(_), Node::Leaf(_)) => None,
            (Node::Branch(mine), Node::Branch(theirs)) => theirs.entries().iter().find_map(|(name, tree)| {
                let twin = mine.get(name)?;
                let length = path.len();
                if length > 0 {
                    path.push('.');
                }
                path.push_str(name);
                let clash = twin.clash_with(tree, path);
                path.truncate(length);
                clash
            }),
            _ if self.is_empty() || other.is_empty() => None,
            _ => Some(path.clone()),
        }
    }

    fn overwrite(&mut self, other: &Tree<T>)
    where
        T: Clone,
    {
        match (&mut self.0, &other.0) {
            (Node::Branch(mine), Node::Branch(theirs)) => {
                for (name, tree) in theirs.entries() {
                    mine.entry(name).overwrite(tree);
                }
            }
            (Node::Leaf(_), Node::Branch(_)) => {}
            (_, Node::Leaf(leaf)) => self.0 = Node::Leaf(leaf.clone()),
        }
    }

    /// The leaves, depth first, and the structure that brings them back; nothing is copied.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.tau", 0.02)?;
    /// tree.set("hidden.w", 1.5)?;
    /// let (leaves, def) = tree.flatten();
    /// assert_eq!(leaves, [0.02, 1.5]);
    /// assert_eq!(def.branches(), ["hidden.tau", "hidden.w"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn flatten(self) -> (Vec<T>, TreeDef) {
        let def = self.def();
        let mut leaves = Vec::with_capacity(def.len());
        self.drain_into(&mut leaves);
        (leaves, def)
    }

    fn drain_into(self, leaves: &mut Vec<T>) {
        match self.0 {
            Node::Leaf(leaf) => leaves.push(leaf),
            Node::Branch(branch) => {
                branch.into_entries().into_iter().for_each(|(_, tree)| tree.drain_into(leaves));
            }
        }
    }
}

/// `path.rest`, or the one that is not empty.
fn below(path: &str, rest: &str) -> String {
    match path.is_empty() {
        true => rest.to_owned(),
        false => alloc::format!("{path}.{rest}"),
    }
}

fn one_sided(path: &str) -> Error {
    Error::one(path.to_owned(), FaultKind::Tree { message: "this leaf is in one of the trees only".into() })
}
