//! Reads a document into entries as it goes, without a tree in between.

use crate::contents::{Entry, Source};
use rockpool_core::shape::Shape;
use rockpool_core::value::Value;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// What has been read, and where reading is.
pub(super) struct Document {
    pub(super) entries: Vec<Entry>,
    /// The path of what is read next.
    path: String,
    /// The bytes that paths may still take: deep names are told again with every value below them.
    budget: usize,
    /// Whether the document is a value alone.
    pub(super) is_value: bool,
}

impl Document {
    /// For a document of so many bytes.
    pub(super) fn new(size: usize) -> Self {
        const TIMES: usize = 8;
        const LEAST: usize = 64 << 10;
        let budget = size.saturating_mul(TIMES).saturating_add(LEAST);
        Self { entries: Vec::new(), path: String::new(), budget, is_value: false }
    }

    fn add<E: Error>(&mut self, source: Source) -> Result<(), E> {
        self.is_value |= self.path.is_empty();
        let budget = self.budget.checked_sub(self.path.len());
        self.budget =
            budget.ok_or_else(|| E::custom("names this long and deep are more than the file can ask for"))?;
        let shape = match &source {
            Source::Value(value) => value.shape(),
            _ => Shape::SCALAR,
        };
        if self.entries.len() == self.entries.capacity() {
            // By a quarter, where a vector by itself would double.
            self.entries.reserve_exact(self.entries.len() / 4 + 16);
        }
        self.entries.push(Entry { path: self.path.as_str().into(), shape, source });
        Ok(())
    }

    fn value<E: Error>(&mut self, value: impl Into<Value>) -> Result<(), E> {
        self.add(Source::Value(value.into()))
    }
}

/// Objects are branches, all else is a value.
pub(super) struct Node<'d>(pub(super) &'d mut Document);

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
        let above = self.0.path.len();
        let mut known: HashSet<Box<str>> = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if known.contains(name.as_str()) {
                let message = format_args!("the name `{name}` stands twice in one branch");
                return Err(A::Error::custom(message));
            }
            if above > 0 {
                self.0.path.push('.');
            }
            self.0.path.push_str(&name);
            known.insert(name.into_boxed_str());
            map.next_value_seed(Node(self.0))?;
            self.0.path.truncate(above);
        }
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let value = Value::deserialize(SeqAccessDeserializer::new(list))?;
        self.0.value(value)
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.add(Source::Null)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.0.value(value)
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.0.value(value)
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        match i64::try_from(value) {
            Ok(value) => self.0.value(value),
            Err(_) => self.0.value(value),
        }
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.0.value(value)
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.0.value(value)
    }
}
