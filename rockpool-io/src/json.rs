//! JSON, nested as the modules are.
//!
//! Rockpool's Torch modules write each value as a text that holds JSON again; both are read.

mod read;

use crate::contents::{Entry, Source};
use crate::item::Item;
use crate::schema::{KEY, Schema};
use crate::{Error, Format};
use read::{Document, Node};
use rockpool_core::value::Value;
use rockpool_core::{prelude::*, tree::Tree};
use serde::de::DeserializeSeed;

/// The entries, and the metadata as text.
pub(crate) fn read(bytes: &[u8]) -> Result<(Vec<Entry>, Option<String>), Error> {
    let mut document = Document::new(bytes.len());
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = Node(&mut document).deserialize(&mut reader).and_then(|()| reader.end());
    read.map_err(|error| at(bytes, &error))?;
    if document.is_value {
        return Err(Error::content(Format::Json, "its beginning", "expected an object, found a value"));
    }
    let mut entries = document.entries;
    entries.shrink_to_fit();
    let mut schema = None;
    if let Some(place) = entries.iter().position(|entry| entry.path == KEY)
        && let Some(Source::Value(value)) = entries.get(place).map(|entry| &entry.source)
    {
        schema = value.scalar::<String>();
        if schema.is_some() {
            entries.remove(place);
        }
    }
    Ok((entries, schema))
}

/// A text that holds a value, as the original writes it; `None` for plain text.
pub(crate) fn unwrapped(value: &Value) -> Option<Result<Value, String>> {
    let text = value.scalar::<String>()?;
    let inner = serde_json::from_str::<Value>(&text);
    Some(inner.map_err(|error| {
        let (column, message) = (error.column(), told(text.as_bytes(), &error));
        format!("the text holds no JSON at its column {column}: {message}")
    }))
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

/// The bytes of a file.
pub(crate) fn write<M: Module + ?Sized>(
    module: &M,
    items: &[Item<'_>],
    schema: Option<&Schema>,
) -> Result<Vec<u8>, Error> {
    let mut tree: Tree<Value> = Tree::new();
    if let Some(schema) = schema {
        tree.set(KEY, schema.to_json().into())?;
    }
    let mut wanted = items.iter().map(|item| &item.path).peekable();
    let mut result = Ok(());
    module.attributes().for_each(|leaf| {
        if result.is_ok()
            && let Some(path) = wanted.next_if(|path| *leaf.path() == **path)
        {
            result = tree.set(path, leaf.to_value());
        }
    });
    result?;
    serde_json::to_vec(&tree).map_err(|error| Error::content(Format::Json, "writing", error.to_string()))
}
