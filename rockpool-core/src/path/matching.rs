//! Paths beside texts, without being written out.

use super::{At, Path};
use core::fmt::{self, Write};

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
