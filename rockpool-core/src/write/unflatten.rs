//! Setting the leaves of a view from a list.

use super::set_attributes;
use crate::error::Error;
use crate::tree::{Tree, TreeDef};
use crate::value::Value;
use crate::view::ViewMut;
use crate::walk::Structure;
use alloc::string::ToString;

impl<M: Structure + ?Sized> ViewMut<'_, M> {
    /// Sets the leaves, in the order in which [`View::flatten`](crate::view::View::flatten) gave them.
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
    /// leaky.reset_parameters(); // what it was built with is no leaf, and not lost
    /// assert_eq!(leaky.tau, 0.02);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// There are more or fewer leaves than `def` has, `def` is not the structure of this view, or a
    /// value is refused as by [`Module::set_attributes`](crate::Module::set_attributes); nothing is changed then.
    pub fn unflatten(self, def: &TreeDef, leaves: impl IntoIterator<Item = Value>) -> Result<(), Error> {
        self.checked()?;
        let tree = def.unflatten(leaves)?;
        let mut mine = Tree::new();
        self.as_view().for_each(|leaf| mine.insert(&leaf.path().to_string(), ()));
        mine.zip_map(&tree, |(), _| ())?;
        set_attributes(self.into_module(), &tree)
    }
}
