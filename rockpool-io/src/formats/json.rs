//! JSON, nested as the modules are.
//!
//! Rockpool's Torch modules write each value as a text that holds JSON again; both are read.

mod read;
mod write;

use super::FileFormat;
use crate::entry::{Document, Source};
use crate::kinds::Kinds;
use crate::schema::{KEY, Schema};
use crate::{Error, Format};
use read::{Node, Reader};
use rockpool_core::Module;
use rockpool_core::tree::{Gathered, gather};
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use std::fmt;

pub(super) struct Json;

/// The levels that readers take: those of `serde_json` as it comes, and of many others.
const DEEPEST: usize = 127;

/// What some editors put before a text.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl FileFormat for Json {
    const EXTENSION: &'static str = "json";

    /// A brace, and then a name or another brace.
    fn looks_like(front: &[u8]) -> bool {
        let text = front.strip_prefix(MARK).unwrap_or(front).trim_ascii_start();
        let inner = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
        inner.is_some_and(|inner| inner.is_empty() || inner.starts_with(b"\"") || inner.starts_with(b"}"))
    }

    fn read<M: Module + ?Sized>(bytes: &[u8], _: &M, _: usize) -> Result<Document, Error> {
        let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
        let mut reader = Reader::new(text.len());
        let mut deserializer = serde_json::Deserializer::from_slice(text);
        // The reader goes no deeper than files are written; what lies deeper is passed over without a stack.
        deserializer.disable_recursion_limit();
        let read = Node(&mut reader).deserialize(&mut deserializer).and_then(|()| deserializer.end());
        read.map_err(|error| at(text, &error))?;
        if reader.is_value {
            return Err(Error::content(Format::Json, "its beginning", "expected an object, found a value"));
        }
        let mut entries = reader.entries;
        entries.shrink_to_fit();
        // Of several names that may be its own, the longest is: see `write::free_key`.
        let is_key =
            |path: &str| path.strip_prefix(KEY).is_some_and(|rest| rest.bytes().all(|byte| byte == b'_'));
        let keys = entries.iter().enumerate().filter(|(_, entry)| {
            is_key(&entry.path) && matches!(&entry.source, Source::Text(text) if Schema::is_one(text))
        });
        let place = keys.max_by_key(|(_, entry)| entry.path.len()).map(|(place, _)| place);
        let schema = place.and_then(|place| match entries.remove(place).source {
            Source::Text(text) => Some(text.into()),
            _ => None,
        });
        Ok(Document { entries, schema, ..Document::default() })
    }

    fn write<M: Module + ?Sized>(module: &M, kinds: Kinds) -> Result<Vec<u8>, Error> {
        write::write(module, kinds)
    }
}

/// A text that holds a value, as the original writes it; the error says what is wrong.
pub(crate) fn unwrapped(text: &str) -> Result<Source, String> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = deserializer.deserialize_any(ValueVisitor);
    read.and_then(|source| deserializer.end().map(|()| source)).map_err(|error| {
        let (column, message) = (error.column(), told(text.as_bytes(), &error));
        format!("the text holds no JSON at its column {column}: {message}")
    })
}

/// A value alone.
struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Source;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a truth value, a text, or an array of numbers")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Source, A::Error> {
        gather(list).map(array)
    }
    fn visit_unit<E>(self) -> Result<Source, E> {
        Ok(Source::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Source, E> {
        Ok(Source::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Source, E> {
        Ok(Source::Integer(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Source, E> {
        Ok(unsigned(value))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Source, E> {
        Ok(Source::Float(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<Source, E> {
        Ok(Source::Text(value.into()))
    }
}

/// An integer that has no sign in the text.
fn unsigned(value: u64) -> Source {
    i64::try_from(value).map_or(Source::Unsigned(value), Source::Integer)
}

/// A list as a source.
fn array(gathered: Gathered) -> Source {
    match gathered.value {
        Ok(value) if value.numel() == 0 && value.shape().rank() == 1 => Source::Hollow,
        Ok(value) => Source::Array { value, is_whole: gathered.is_whole },
        Err(what) => Source::Unreadable(what.into()),
    }
}

/// Where and what.
fn at(bytes: &[u8], error: &serde_json::Error) -> Error {
    let place = format!("line {}, column {}", error.line(), error.column());
    Error::content(Format::Json, place, told(bytes, error))
}

/// What is wrong, with a word for what Python writes and JSON does not have.
fn told(bytes: &[u8], error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let text = bytes.split(|byte| *byte == b'\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let here = text.get(column.saturating_sub(1)..).unwrap_or_default();
    let stranger =
        ["NaN", "Infinity", "-Infinity"].into_iter().find(|word| here.starts_with(word.as_bytes()));
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    match stranger {
        Some(word) => format!("`{word}` is no number of JSON; save as safetensors or npz"),
        None => said.to_owned(),
    }
}
