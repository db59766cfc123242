//! A view as a tree: the values, and the variants of the enums that they belong to.

use super::{Admits, View};
use crate::path::At;
use crate::tree::Tree;
use crate::value::Value;
use crate::walk::{Chosen, Leaf, Structure, Visitor};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub(super) fn to_tree<M: Structure + ?Sized>(view: View<'_, M>) -> Tree<Value> {
    let filter = view.filter();
    let mut tree_of = TreeOf {
        admits: filter.chosen(),
        is_whole: !filter.is_narrowed(),
        tree: Tree::new(),
        waiting: Vec::new(),
    };
    view.module().walk(&At::ROOT, &mut tree_of);
    tree_of.tree
}

struct TreeOf<A> {
    admits: A,
    /// Whether all modules are shown. Of enums of which a view shows nothing, the tree says nothing.
    is_whole: bool,
    tree: Tree<Value>,
    /// Enums on the way to the place of the walk that are not in the tree yet.
    waiting: Vec<(String, &'static str)>,
}

impl<A> TreeOf<A> {
    fn set_variant(&mut self, path: &str, name: &str) {
        let known = self.tree.subtree(path).and_then(Tree::variant);
        // An enum in an enum has the same path.
        let name = known.map_or_else(|| name.to_string(), |outer| format!("{outer}.{name}"));
        // The paths of modules are none of values.
        let _ = self.tree.set_variant(path, &name);
    }
}

fn is_below(path: &str, module: &str) -> bool {
    module.is_empty()
        || path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl<'m, A: Admits> Visitor<'m> for TreeOf<A> {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        if !self.admits.admits(leaf.attribute(), leaf.kind(), leaf.any()) {
            return;
        }
        let path = leaf.path().to_string();
        if !self.waiting.is_empty() {
            for (module, name) in core::mem::take(&mut self.waiting) {
                if is_below(&path, &module) {
                    self.set_variant(&module, name);
                }
            }
        }
        self.tree.insert(&path, leaf.to_value());
    }

    fn variant(&mut self, at: &At<'_>, chosen: &Chosen<'m>) -> bool {
        let path = at.to_path().to_string();
        if self.is_whole {
            self.set_variant(&path, chosen.name());
        } else {
            self.waiting.retain(|(module, _)| is_below(&path, module));
            self.waiting.push((path, chosen.name()));
        }
        true
    }
}
