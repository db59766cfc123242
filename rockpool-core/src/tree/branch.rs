//! The entries of a branch.

use super::{Node, Tree};
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// What is in a tree.
#[derive(Clone, Copy, Default)]
pub(crate) struct Size {
    pub(crate) leaves: usize,
    /// Branches that say of which variant an enum of modules is, and have no leaf below.
    pub(crate) bare_variants: usize,
}

/// Up to this many entries are searched one after the other; more have an index.
const SHORT: usize = 12;

/// The entries of a branch, in the order of insertion; lookups and insertions take a logarithm of
/// the time.
#[derive(Clone)]
pub(super) struct Branch<T> {
    entries: Vec<(String, Tree<T>)>,
    /// Where each name is; empty for short branches.
    index: BTreeMap<String, usize>,
    /// Of which variant of an enum of modules these are.
    pub(super) variant: Option<Box<str>>,
}

impl<T: PartialEq> PartialEq for Branch<T> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries && self.variant == other.variant
    }
}

impl<T> Branch<T> {
    pub(super) const fn new() -> Self {
        Self { entries: Vec::new(), index: BTreeMap::new(), variant: None }
    }

    pub(super) fn entries(&self) -> &[(String, Tree<T>)] {
        &self.entries
    }

    pub(super) fn into_entries(self) -> Vec<(String, Tree<T>)> {
        self.entries
    }

    /// The number of leaves.
    pub(super) fn len(&self) -> usize {
        self.size().leaves
    }

    /// What there is.
    pub(super) fn size(&self) -> Size {
        let mut size = Size::default();
        for (_, tree) in &self.entries {
            match &tree.0 {
                Node::Leaf(_) => size.leaves += 1,
                Node::Branch(branch) => {
                    let below = branch.size();
                    size.leaves += below.leaves;
                    size.bare_variants += below.bare_variants;
                }
            }
        }
        size.bare_variants += usize::from(size.leaves == 0 && self.variant.is_some());
        size
    }

    fn position(&self, name: &str) -> Option<usize> {
        // A walk that fills or reads a branch in its order finds the last entry, or the next.
        if let Some((last, _)) = self.entries.last()
            && last == name
        {
            return Some(self.entries.len() - 1);
        }
        if self.index.is_empty() {
            return self.entries.iter().position(|(known, _)| known == name);
        }
        self.index.get(name).copied()
    }

    pub(super) fn get(&self, name: &str) -> Option<&Tree<T>> {
        self.entries.get(self.position(name)?).map(|(_, tree)| tree)
    }

    /// The subtree with this name and its position; looked for first at the one given.
    #[inline]
    pub(super) fn get_near<'n>(
        &self,
        position: usize,
        name: &[u8],
        text: impl FnOnce() -> &'n str,
    ) -> Option<(usize, &Tree<T>)> {
        match self.entries.get(position) {
            Some((known, tree)) if known.as_bytes() == name => Some((position, tree)),
            _ => self.get_elsewhere(text()),
        }
    }

    #[inline(never)]
    fn get_elsewhere(&self, name: &str) -> Option<(usize, &Tree<T>)> {
        let position = self.position(name)?;
        self.entries.get(position).map(|(_, tree)| (position, tree))
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Tree<T>> {
        let position = self.position(name)?;
        self.entries.get_mut(position).map(|(_, tree)| tree)
    }

    /// The subtree with this name, made if there is none.
    pub(super) fn entry(&mut self, name: &str) -> &mut Tree<T> {
        let position = self.position(name).unwrap_or_else(|| {
            self.push(name.to_owned(), Tree::new());
            self.entries.len() - 1
        });
        &mut self.entries[position].1
    }

    /// Adds an entry whose name is new.
    fn push(&mut self, name: String, tree: Tree<T>) {
        if !self.index.is_empty() {
            self.index.insert(name.clone(), self.entries.len());
        }
        self.entries.push((name, tree));
        if self.index.is_empty() && self.entries.len() > SHORT {
            let names = self.entries.iter().enumerate();
            self.index = names.map(|(position, (name, _))| (name.clone(), position)).collect();
        }
    }

    /// The same names over other subtrees; stops at the first error.
    pub(super) fn try_map<U, E>(
        &self,
        f: &mut impl FnMut(&str, &Tree<T>) -> Result<Tree<U>, E>,
    ) -> Result<Branch<U>, E> {
        let entries = self.entries.iter().map(|(name, tree)| Ok((name.clone(), f(name, tree)?)));
        Ok(Branch {
            entries: entries.collect::<Result<_, E>>()?,
            index: self.index.clone(),
            variant: self.variant.clone(),
        })
    }
}
