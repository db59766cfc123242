//! Where a walk is, which lies on the stack.

use super::{Path, Repr};
use crate::decimal::Decimal;
use crate::key::Key;
use crate::registry::Submodule;
use core::fmt::{self, Write};

/// One step of a path.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Segment<'p> {
    Submodule(&'static Submodule),
    Index(usize),
    Key(&'p str),
}

#[inline]
fn digit(value: usize) -> char {
    char::from(b'0' + u8::try_from(value).unwrap_or(0))
}

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Submodule(submodule) => f.write_str(submodule.name()),
            Self::Index(index) => fmt::Display::fmt(index, f),
            Self::Key(key) => f.write_str(key),
        }
    }
}

impl Segment<'_> {
    /// The digits of an index are written without the machinery of `fmt`: paths of lists are
    /// written often.
    #[inline]
    pub(super) fn write_to<W: Write + ?Sized>(self, out: &mut W) -> fmt::Result {
        match self {
            Self::Submodule(submodule) => out.write_str(submodule.name()),
            Self::Key(key) => out.write_str(key),
            Self::Index(index @ 0..10) => out.write_char(digit(index)),
            Self::Index(index @ 10..100) => {
                out.write_char(digit(index / 10))?;
                out.write_char(digit(index % 10))
            }
            Self::Index(index) => out.write_str(Decimal::new(index).as_str()),
        }
    }
}

/// Where a walk is: a list of steps that lies on the stack, so that walks allocate nothing.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct At<'p> {
    pub(super) above: Option<&'p At<'p>>,
    pub(super) segment: Option<Segment<'p>>,
    /// The key that the module above was built with.
    pub(super) key_above: Option<&'p Key>,
    /// The number of steps from the root.
    pub(super) depth: usize,
}

impl At<'_> {
    /// The root of a walk.
    pub const ROOT: At<'static> = At { above: None, segment: None, key_above: None, depth: 0 };
}

impl<'p> At<'p> {
    /// The place of a module inside the one here, which may know its key.
    #[inline]
    pub(crate) fn below(&'p self, segment: Segment<'p>, key: Option<&'p Key>) -> Self {
        At { above: Some(self), segment: Some(segment), key_above: key, depth: self.depth + 1 }
    }

    /// To the place of another element of the same list: of all that a place is, this alone differs.
    #[inline]
    pub(crate) fn move_to(&mut self, index: usize) {
        self.segment = Some(Segment::Index(index));
    }

    pub(crate) fn above(&self) -> Option<&'p At<'p>> {
        self.above
    }

    pub(crate) fn segment(&self) -> Option<Segment<'p>> {
        self.segment
    }

    /// The key of the module here, unless it has its own: that of the module above and the name.
    pub(crate) fn key(&self) -> Key {
        let above =
            || self.key_above.copied().unwrap_or_else(|| self.above.map_or_else(Key::default, At::key));
        self.step(above)
    }

    /// The key of the module here under another key of the root.
    pub(crate) fn key_from(&self, root: Key) -> Key {
        self.step(|| self.above.map_or(root, |above| above.key_from(root)))
    }

    fn step(&self, above: impl FnOnce() -> Key) -> Key {
        match self.segment {
            None => above(),
            Some(Segment::Submodule(submodule)) => above().at(submodule.name()),
            Some(Segment::Index(index)) => above().at_index(index),
            Some(Segment::Key(key)) => above().at(key),
        }
    }

    /// The submodule of which this is the place, or a place inside a container.
    pub(crate) fn submodule(&self) -> Option<&'static Submodule> {
        match self.segment? {
            Segment::Submodule(submodule) => Some(submodule),
            Segment::Index(_) | Segment::Key(_) => self.above?.submodule(),
        }
    }

    /// Writes the steps, each followed by a dot where `trailing` says so.
    pub(super) fn write_to<W: Write + ?Sized>(&self, out: &mut W, trailing: bool) -> fmt::Result {
        let Some(segment) = self.segment else { return Ok(()) };
        if let Some(above) = self.above {
            above.write_to(out, true)?;
        }
        segment.write_to(out)?;
        if trailing { out.write_char('.') } else { Ok(()) }
    }

    /// The path of an attribute of the module here.
    #[inline]
    pub(crate) fn attribute(&'p self, name: &'static str) -> Path<'p> {
        Path(Repr::Linked { at: self, name })
    }
}
