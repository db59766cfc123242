//! Reads a document into entries as it goes, without a tree in between.

use super::{DEEPEST, array};
use crate::entry::{Entry, Source};
use rockpool_core::shape::Shape;
use rockpool_core::tree::gather;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};

/// What has been read, and where reading is.
pub(super) struct Reader {
    pub(super) entries: Vec<Entry>,
    /// The path of what is read next.
    path: String,
    /// How many names that has: one may be empty.
    depth: usize,
    /// The bytes that paths may still take: deep names are told again with every value below them.
    budget: usize,
    /// Whether the document is a value alone.
    pub(super) is_value: bool,
    /// Names are known by a hash of 64 bits under a key that no file can know, which takes a fraction of
    /// their bytes.
    hasher: RandomState,
}

impl Reader {
    /// For a document of so many bytes.
    pub(super) fn new(size: usize) -> Self {
        const TIMES: usize = 8;
        const LEAST: usize = 64 << 10;
        let budget = size.saturating_mul(TIMES).saturating_add(LEAST);
        let (entries, path, hasher) = (Vec::new(), String::new(), RandomState::new());
        Self { entries, path, depth: 0, budget, is_value: false, hasher }
    }

    fn add<E: Error>(&mut self, source: Source) -> Result<(), E> {
        self.is_value |= self.depth == 0;
        let budget = self.budget.checked_sub(self.path.len());
        self.budget =
            budget.ok_or_else(|| E::custom("names this long and deep are more than the file can ask for"))?;
        let shape = match &source {
            Source::Array { value, .. } => value.shape(),
            Source::Hollow => Shape::new(&[0]),
            _ => Shape::SCALAR,
        };
        if self.entries.len() == self.entries.capacity() {
            // By a quarter, where a vector by itself would double.
            self.entries.reserve_exact(self.entries.len() / 4 + 16);
        }
        self.entries.push(Entry::new(self.path.as_str(), shape, source));
        Ok(())
    }
}

/// Objects are branches, all else is a value.
pub(super) struct Node<'d>(pub(super) &'d mut Reader);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, a number, a truth value, a text, or an array of numbers")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if self.0.depth >= DEEPEST {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return self.0.add(Source::Unreadable(format!("more than {DEEPEST} names").into()));
        }
        let above = self.0.path.len();
        let mut known: HashSet<u64> = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if !known.insert(self.0.hasher.hash_one(&name)) {
                let message = format_args!("the name `{name}` stands twice in one branch");
                return Err(A::Error::custom(message));
            }
            if self.0.depth > 0 {
                self.0.path.push('.');
            }
            self.0.path.push_str(&name);
            drop(name);
            self.0.depth += 1;
            map.next_value_seed(Node(self.0))?;
            self.0.depth -= 1;
            self.0.path.truncate(above);
        }
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.0.add(array(gather(list)?))
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.add(Source::Null)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.0.add(Source::Bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.0.add(Source::Integer(value))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.0.add(super::unsigned(value))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.0.add(Source::Float(value))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.0.add(Source::Text(value.into()))
    }
}
