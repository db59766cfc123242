//! The structure of a tree without its leaves.

use super::Tree;
use crate::error::{Error, FaultKind};
use core::convert::Infallible;

/// The structure of a tree without its leaves: [`Tree::flatten`] gives it, [`unflatten`](Self::unflatten)
/// takes the leaves.
///
/// ```
/// use rockpool_core::prelude::*;
/// let mut tree = Tree::new();
/// tree.set("hidden.tau_mem", 0.02)?;
/// tree.set("readout.weight", 1.5)?;
/// let (leaves, def) = tree.clone().flatten();
/// assert_eq!(leaves, [0.02, 1.5]);
/// assert_eq!(def.unflatten(leaves)?, tree);
/// assert_eq!(def.unflatten([0.02]).unwrap_err().to_string(), "expected 2 leaves, found 1");
/// # Ok::<(), Error>(())
/// ```
///
/// **Source**: `tree_flatten` and `tree_unflatten` of `rockpool.utilities.tree_utils`, without their
/// lost leaves.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct TreeDef(pub(super) Tree<()>);

impl TreeDef {
    /// The number of leaves.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.tau", 0.02)?;
    /// tree.set("hidden.w", 1.5)?;
    /// assert_eq!(tree.def().len(), 2);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no leaf.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.tau", 0.02)?;
    /// tree.set("hidden.w", 1.5)?;
    /// assert!(!tree.def().is_empty());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The paths of the leaves, depth first.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.tau", 0.02)?;
    /// tree.set("hidden.w", 1.5)?;
    /// assert_eq!(tree.def().branches(), ["hidden.tau", "hidden.w"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn branches(&self) -> alloc::vec::Vec<alloc::string::String> {
        self.0.branches()
    }

    /// The tree with these leaves, which are moved in.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.tau", 0.02)?;
    /// tree.set("hidden.w", 1.5)?;
    /// let names = tree.def().unflatten(["a", "b"])?;
    /// assert_eq!(names.get("hidden.w"), Some(&"b"));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// There are more or fewer leaves than the structure has.
    pub fn unflatten<T>(&self, leaves: impl IntoIterator<Item = T>) -> Result<Tree<T>, Error> {
        let mut leaves = leaves.into_iter();
        let mut taken = 0;
        let tree: Result<_, ()> = self.0.try_map_leaves(&mut |()| {
            let leaf = leaves.next().ok_or(())?;
            taken += 1;
            Ok(leaf)
        });
        let found = taken + leaves.count();
        match tree {
            Ok(tree) if found == taken => Ok(tree),
            _ => {
                let message = alloc::format!("expected {} leaves, found {found}", self.len());
                Err(Error::one("", FaultKind::Tree { message }))
            }
        }
    }
}

impl<T> Tree<T> {
    /// The structure, without the leaves.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// let mut tree = Tree::new();
    /// tree.set("hidden.tau", 0.02)?;
    /// tree.set("hidden.w", 1.5)?;
    /// assert_eq!(tree.def(), tree.map(|_| ()).def()); // whatever the leaves are
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn def(&self) -> TreeDef {
        TreeDef(self.map(|_| ()))
    }

    pub(super) fn map_all<U>(&self, f: &mut impl FnMut(&T) -> U) -> Tree<U> {
        match self.try_map_leaves(&mut |leaf| Ok::<U, Infallible>(f(leaf))) {
            Ok(tree) => tree,
            Err(never) => match never {},
        }
    }
}
