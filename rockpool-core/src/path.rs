//! Paths: where in a tree of modules something is.

use crate::decimal::Decimal;
use crate::key::Key;
use crate::registry::Submodule;
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
    fn write_to<W: Write + ?Sized>(self, out: &mut W) -> fmt::Result {
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
    above: Option<&'p At<'p>>,
    segment: Option<Segment<'p>>,
    /// The key that the module above was built with.
    key_above: Option<&'p Key>,
    /// The number of steps from the root.
    depth: usize,
}

impl At<'_> {
    /// The root of a walk.
    pub const ROOT: At<'static> = At { above: None, segment: None, key_above: None, depth: 0 };
}

impl<'p> At<'p> {
    /// The root of a walk over a part of a tree, which has this key there.
    #[cfg(feature = "alloc")]
    pub(crate) fn of_key(key: &'p Key) -> Self {
        At { key_above: Some(key), ..At::ROOT }
    }

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

    /// The number of steps from the root.
    #[cfg(feature = "alloc")]
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Writes the last steps, so many, each followed by a dot.
    #[cfg(feature = "alloc")]
    pub(crate) fn write_last<W: Write + ?Sized>(&self, steps: usize, out: &mut W) -> fmt::Result {
        let (1.., Some(segment)) = (steps, self.segment) else { return Ok(()) };
        if let Some(above) = self.above {
            above.write_last(steps - 1, out)?;
        }
        segment.write_to(out)?;
        out.write_char('.')
    }

    /// The submodule of which this is the place, or a place inside a container.
    pub(crate) fn submodule(&self) -> Option<&'static Submodule> {
        match self.segment? {
            Segment::Submodule(submodule) => Some(submodule),
            Segment::Index(_) | Segment::Key(_) => self.above?.submodule(),
        }
    }

    /// Writes the steps, each followed by a dot where `trailing` says so.
    fn write_to<W: Write + ?Sized>(&self, out: &mut W, trailing: bool) -> fmt::Result {
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

    /// The path of the module here.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn to_path(self) -> Path<'static> {
        let mut text = alloc::string::String::new();
        let _ = self.write_to(&mut text, false);
        Path(Repr::Owned(text.into()))
    }
}

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

    /// Where the module is and the attribute's name, while the walk lasts.
    #[cfg(feature = "alloc")]
    pub(crate) fn place(&self) -> Option<(&At<'_>, &'static str)> {
        match &self.0 {
            Repr::Linked { at, name } => Some((at, name)),
            Repr::Owned(_) => None,
        }
    }

    /// The path, independent of the walk that gave it.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn to_owned(&self) -> Path<'static> {
        let mut text = alloc::string::String::new();
        let _ = self.write_to(&mut text);
        Path(Repr::Owned(text.into()))
    }
}

#[cfg(feature = "alloc")]
impl From<&str> for Path<'static> {
    fn from(text: &str) -> Self {
        Path(Repr::Owned(text.into()))
    }
}

#[cfg(feature = "alloc")]
impl From<alloc::string::String> for Path<'static> {
    fn from(text: alloc::string::String) -> Self {
        Path(Repr::Owned(text.into()))
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

/// Takes what is written off the front of a text.
struct Matcher<'t> {
    rest: Option<&'t str>,
}

impl Write for Matcher<'_> {
    fn write_str(&mut self, written: &str) -> fmt::Result {
        self.rest = self.rest.and_then(|rest| rest.strip_prefix(written));
        if self.rest.is_some() { Ok(()) } else { Err(fmt::Error) }
    }
}

impl PartialEq<str> for Path<'_> {
    fn eq(&self, text: &str) -> bool {
        let mut matcher = Matcher { rest: Some(text) };
        self.write_to(&mut matcher).is_ok() && matcher.rest == Some("")
    }
}

impl PartialEq<&str> for Path<'_> {
    fn eq(&self, text: &&str) -> bool {
        *self == **text
    }
}

impl PartialEq<Path<'_>> for &str {
    fn eq(&self, path: &Path<'_>) -> bool {
        *path == **self
    }
}

#[cfg(feature = "alloc")]
impl PartialEq for Path<'_> {
    fn eq(&self, other: &Path<'_>) -> bool {
        match &other.0 {
            Repr::Owned(text) => *self == **text,
            Repr::Linked { .. } => alloc::string::ToString::to_string(other) == *self,
        }
    }
}

#[cfg(feature = "alloc")]
impl PartialEq<Path<'_>> for alloc::string::String {
    fn eq(&self, path: &Path<'_>) -> bool {
        *path == **self
    }
}

#[cfg(feature = "alloc")]
impl PartialEq<alloc::string::String> for Path<'_> {
    fn eq(&self, text: &alloc::string::String) -> bool {
        *self == **text
    }
}

/// Whether the place `at` starts the path `text`, or lies within it: what a lookup descends into.
pub(crate) fn is_on_the_way(at: &At<'_>, text: &str) -> bool {
    let mut matcher = Matcher { rest: Some(text) };
    at.write_to(&mut matcher, true).is_ok()
}

/// Whether the place `at` is, or lies below, the module with the path `text`.
pub(crate) fn is_within(at: &At<'_>, text: &str) -> bool {
    let mut here = Some(at);
    while let Some(place) = here {
        let mut matcher = Matcher { rest: Some(text) };
        if place.segment.is_some() && place.write_to(&mut matcher, false).is_ok() && matcher.rest == Some("")
        {
            return true;
        }
        here = place.above;
    }
    text.is_empty()
}

/// What the key of an attribute is worked out from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AttributeKey<'a> {
    pub(crate) at: &'a At<'a>,
    /// The key that the module was built with.
    pub(crate) own: Option<&'a Key>,
    pub(crate) root: Option<Key>,
    pub(crate) name: &'static str,
}

impl AttributeKey<'_> {
    pub(crate) fn key(&self) -> Key {
        let module = match self.root {
            Some(root) => self.at.key_from(root),
            None => self.own.copied().unwrap_or_else(|| self.at.key()),
        };
        module.at(self.name)
    }
}
