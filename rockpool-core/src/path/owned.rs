//! Paths that outlive the walk that gave them, and what else of a place takes an allocator.

use super::{At, Path, Repr};
use crate::key::Key;
use alloc::string::{String, ToString};
use core::fmt::{self, Write};

impl<'p> At<'p> {
    /// The root of a walk over a part of a tree, which has this key there.
    pub(crate) fn of_key(key: &'p Key) -> Self {
        At { key_above: Some(key), ..At::ROOT }
    }

    /// The number of steps from the root.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Writes the last steps, so many, each followed by a dot.
    pub(crate) fn write_last<W: Write + ?Sized>(&self, steps: usize, out: &mut W) -> fmt::Result {
        let (1.., Some(segment)) = (steps, self.segment) else { return Ok(()) };
        if let Some(above) = self.above {
            above.write_last(steps - 1, out)?;
        }
        segment.write_to(out)?;
        out.write_char('.')
    }

    /// The path of the module here.
    #[must_use]
    pub fn to_path(self) -> Path<'static> {
        let mut text = String::new();
        let _ = self.write_to(&mut text, false);
        Path(Repr::Owned(text.into()))
    }
}

impl Path<'_> {
    /// Where the module is and the attribute's name, while the walk lasts.
    pub(crate) fn place(&self) -> Option<(&At<'_>, &'static str)> {
        match &self.0 {
            Repr::Linked { at, name } => Some((at, name)),
            Repr::Owned(_) => None,
        }
    }

    /// The path, independent of the walk that gave it.
    #[must_use]
    pub fn to_owned(&self) -> Path<'static> {
        let mut text = String::new();
        let _ = self.write_to(&mut text);
        Path(Repr::Owned(text.into()))
    }
}

impl From<&str> for Path<'static> {
    fn from(text: &str) -> Self {
        Path(Repr::Owned(text.into()))
    }
}

impl From<String> for Path<'static> {
    fn from(text: String) -> Self {
        Path(Repr::Owned(text.into()))
    }
}

impl PartialEq for Path<'_> {
    fn eq(&self, other: &Path<'_>) -> bool {
        match &other.0 {
            Repr::Owned(text) => *self == **text,
            Repr::Linked { .. } => ToString::to_string(other) == *self,
        }
    }
}

impl PartialEq<Path<'_>> for String {
    fn eq(&self, path: &Path<'_>) -> bool {
        *path == **self
    }
}

impl PartialEq<String> for Path<'_> {
    fn eq(&self, text: &String) -> bool {
        *self == **text
    }
}
