//! Paths: where in a tree of modules something is.

mod at;
mod attribute_key;
mod matching;
#[cfg(feature = "alloc")]
mod owned;

pub use at::At;
pub(crate) use at::Segment;
pub(crate) use attribute_key::AttributeKey;
pub(crate) use matching::{is_on_the_way, is_within};

use core::fmt::{self, Write};

#[cfg(feature = "alloc")]
use alloc::boxed::Box;

/// The most steps of a path: how deep modules lie in modules, and branches in branches of a tree.
///
/// Walks and trees go down the stack with each step, and a stack that overflows ends the program. What would
/// go deeper is an error, where a builder, a path, a tree or a file could: so deep, everything still runs in
/// the 2 MiB that a thread has, without optimisation. Of builders in builders, which take more, there are half
/// as many levels; what is deeper is built part by part.
///
/// A module that was written as a literal can be deeper. Whatever may fail tells it: `check`, builders, flat vectors,
/// histories, `freeze` and files. What cannot fail, such as `iter`, `to_tree`, `summary`, a reset, and the `Clone` and
/// `Drop` of Rust itself, goes down the stack: about 4,000 levels deep in 2 MiB without optimisation.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::MOST_LEVELS;
///
/// let mut tree = Tree::new();
/// assert!(tree.set(&["a"; MOST_LEVELS].join("."), 1.0).is_ok());
/// assert!(tree.set(&["a"; MOST_LEVELS + 1].join("."), 1.0).is_err());
/// ```
pub const MOST_LEVELS: usize = 256;

/// The path of an attribute or a module: `hidden.tau_mem`, `layers.0.w`.
///
/// It compares with `&str` without being written out.
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
/// let gains = vec![Gain { gain: 1.0 }, Gain { gain: 2.0 }];
/// let last = gains.parameters().iter().last().unwrap();
/// assert_eq!(last.path(), &"1.gain");
/// assert_eq!(last.path().to_string(), "1.gain");
/// ```
#[derive(Clone)]
pub struct Path<'p>(Repr<'p>);

#[derive(Clone)]
enum Repr<'p> {
    Linked {
        at: &'p At<'p>,
        name: &'static str,
    },
    #[cfg(feature = "alloc")]
    Owned(Box<str>),
}

impl Path<'_> {
    /// Appends the path to `out`.
    ///
    /// # Errors
    /// Those of `out`.
    #[inline]
    pub fn write_to<W: Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        match &self.0 {
            Repr::Linked { at, name } => {
                at.write_to(out, true)?;
                out.write_str(name)
            }
            #[cfg(feature = "alloc")]
            Repr::Owned(text) => out.write_str(text),
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_to(f)
    }
}

impl fmt::Debug for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        self.write_to(f)?;
        f.write_char('"')
    }
}
