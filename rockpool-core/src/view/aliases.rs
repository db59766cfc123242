//! Where a leaf was in older files: its path under the aliases.

use crate::path::{At, Segment};
use crate::tree::Tree;
use crate::walk::Leaf;
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Leaf<'_, '_> {
    /// The part of a tree that belongs to this attribute, and its path there: under the present
    /// names or, where they lead nowhere, under the aliases of the attribute and of the submodules
    /// on the way.
    ///
    /// A leaf that outlived its walk, as those of [`View::iter`](super::View::iter), knows its
    /// own aliases only: call this within [`View::for_each`](super::View::for_each).
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Leaky {
    ///     #[parameter(init = 0.02, unit = "s", alias = "tau")]
    ///     tau_mem: f64,
    /// }
    ///
    /// let mut file = Tree::new();
    /// file.set("tau", 0.05)?;
    /// Leaky { tau_mem: 0.02 }.parameters().for_each(|leaf| {
    ///     let (path, found) = leaf.find_in(&file).unwrap();
    ///     assert_eq!((path.as_str(), found.as_leaf()), ("tau", Some(&0.05)));
    /// });
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn find_in<'t, T>(&self, tree: &'t Tree<T>) -> Option<(String, &'t Tree<T>)> {
        let path = self.path();
        let (places, name) = match path.place() {
            Some((at, name)) => (places(at, tree), name.to_owned()),
            None => {
                let text = path.to_string();
                let (module, name) = text.rsplit_once('.').unwrap_or(("", &text));
                let place = tree.subtree(module).map(|part| (module.to_owned(), part));
                (place.into_iter().collect(), name.to_owned())
            }
        };
        let names = || core::iter::once(name.as_str()).chain(self.attribute().aliases().iter().copied());
        places.iter().find_map(|(path, part)| names().find_map(|name| step(path, part, name)))
    }
}

/// The parts of the tree that may belong to a module, the present names before the aliases.
fn places<'t, T>(at: &At<'_>, tree: &'t Tree<T>) -> Vec<(String, &'t Tree<T>)> {
    let above = match at.above() {
        Some(above) => places(above, tree),
        None => alloc::vec![(String::new(), tree)],
    };
    let below = |name: &str| above.iter().filter_map(|(path, part)| step(path, part, name)).collect();
    match at.segment() {
        None => above,
        Some(Segment::Key(key)) => below(key),
        Some(Segment::Index(index)) => below(&index.to_string()),
        Some(Segment::Submodule(submodule)) => {
            let names = core::iter::once(submodule.name()).chain(submodule.aliases().iter().copied());
            names.flat_map(|name| -> Vec<_> { below(name) }).collect()
        }
    }
}

fn step<'t, T>(path: &str, part: &'t Tree<T>, name: &str) -> Option<(String, &'t Tree<T>)> {
    let found = part.subtree(name)?;
    let path = if path.is_empty() { name.to_owned() } else { alloc::format!("{path}.{name}") };
    Some((path, found))
}
