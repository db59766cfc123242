//! Modules that are borrowed.

use crate::path::At;
use crate::registry::Registry;
use crate::walk::{Structure, Visitor, VisitorMut};

/// What is borrowed is the module that it is: `(&mut net, &mut optimiser)` is one of two, to be saved in one file.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
/// }
///
/// let (mut first, mut second) = (Gain { gain: 2.0 }, Gain { gain: 3.0 });
/// let mut both = (&mut first, &mut second);
/// both.set("1.gain", 4.0)?;
/// assert_eq!(both.parameters().len(), 2);
/// assert_eq!(second.gain, 4.0);
/// # Ok::<(), Error>(())
/// ```
impl<M: Structure + ?Sized> Structure for &mut M {
    const REGISTERED: &'static Registry = M::REGISTERED;

    #[inline]
    fn walk<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V) {
        (**self).walk(at, visitor);
    }
    #[inline]
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V) {
        (**self).walk_mut(at, visitor);
    }
    fn registered(&self) -> &'static Registry {
        (**self).registered()
    }
}
