//! What a format makes of a file: named values, decoded only when they are wanted.

use crate::Finding;
use crate::stored::{ByteLayout, Stored};
use crate::zip::Member;
use rockpool_core::shape::Shape;
use rockpool_core::value::Value;
use std::ops::Range;

/// All that a format reads out of the bytes of a file.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) entries: Vec<Entry>,
    /// The metadata as text.
    pub(crate) schema: Option<String>,
    /// What is to be said about the file beside its entries.
    pub(crate) findings: Vec<Finding>,
}

/// A named value of a file.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) path: Box<str>,
    pub(crate) shape: Shape,
    pub(crate) source: Source,
}

/// Where the value of an entry comes from.
///
/// Texts of JSON may have as many entries as a seventh of their bytes, so that nothing here is large.
#[derive(Debug)]
pub(crate) enum Source {
    /// A truth value.
    Bool(bool),
    /// An integer of a text.
    Integer(i64),
    /// One that is too large for that.
    Unsigned(u64),
    /// A number of a text.
    Float(f64),
    /// A text.
    Text(Box<str>),
    /// An array of a text, and whether integers are all that stands in it.
    Array { value: Value, is_whole: bool },
    /// An array of a text without elements.
    Hollow,
    /// Nothing, as the original writes functions.
    Null,
    /// What no attribute can be: of which type, or why not.
    Unreadable(Box<str>),
    /// What cannot be read because the file is damaged there, and how.
    Damaged(Box<str>),
    /// Bytes of the file.
    Bytes { layout: ByteLayout, range: Range<usize> },
    /// A member of an npz file, with its header of this length.
    Member { layout: ByteLayout, member: Box<Member>, header: usize },
}

impl Entry {
    pub(crate) fn new(path: impl Into<Box<str>>, shape: Shape, source: Source) -> Self {
        Self { path: path.into(), shape, source }
    }

    /// The element type, where the format knows one.
    pub(crate) fn stored(&self) -> Option<Stored> {
        match &self.source {
            Source::Bytes { layout, .. } | Source::Member { layout, .. } => Some(layout.stored),
            _ => None,
        }
    }

    /// The type in words, for people.
    pub(crate) fn type_name(&self) -> Option<String> {
        match &self.source {
            Source::Unreadable(what) | Source::Damaged(what) => Some(what.to_string()),
            _ => self.stored().map(|stored| format!("`{stored}`")),
        }
    }
}
