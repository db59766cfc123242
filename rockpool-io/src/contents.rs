//! An opened file.

use crate::entry::{Document, Entry, Source};
use crate::schema::Schema;
use crate::{Error, Finding, Format, formats};
use rockpool_core::__private::check_depth;
use rockpool_core::shape::Shape;
use rockpool_core::{Key, Module};
use std::borrow::Cow;
use std::collections::HashMap;

/// A file in memory and what it holds.
#[derive(Debug)]
pub(crate) struct Contents<'b> {
    pub(crate) format: Format,
    pub(crate) bytes: Cow<'b, [u8]>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) schema: Option<Schema>,
    /// What is to be said about the file beside its entries.
    pub(crate) findings: Vec<Finding>,
}

impl<'b> Contents<'b> {
    /// Opens a file of this format, for this module.
    pub(crate) fn open<M: Module + ?Sized>(
        format: Format,
        bytes: Cow<'b, [u8]>,
        module: &M,
    ) -> Result<Self, Error> {
        check_depth(module)?;
        let budget = budget(bytes.len(), size_of(module));
        let Document { mut entries, schema, findings } = formats::read(format, &bytes, module, budget)?;
        // What others keep under the name is theirs.
        let schema =
            schema.filter(|text| Schema::is_one(text)).map(|text| Schema::from_json(&text)).transpose();
        let mut schema = schema.map_err(|message| Error::content(format, "its metadata", message))?;
        if let Some(schema) = &mut schema {
            for (path, text) in std::mem::take(&mut schema.texts) {
                entries.push(Entry::new(path, Shape::SCALAR, Source::Text(text.into())));
            }
        }
        Ok(Self { format, bytes, entries, schema, findings })
    }

    /// Where each path is.
    pub(crate) fn index(&self) -> Result<HashMap<&str, usize>, Error> {
        let mut index = HashMap::with_capacity(self.entries.len());
        for (position, entry) in self.entries.iter().enumerate() {
            if index.insert(&*entry.path, position).is_some() {
                return Err(Error::content(
                    self.format,
                    format!("`{}`", entry.path),
                    "this name stands twice",
                ));
            }
        }
        Ok(index)
    }

    /// The bytes that may be made out of the file for a module of this size: they grow with both, so that
    /// small files cannot ask for much.
    pub(crate) fn budget<M: Module + ?Sized>(&self, module: &M) -> usize {
        budget(self.bytes.len(), size_of(module))
    }

    /// Whether the file says that an attribute is constant.
    pub(crate) fn is_constant(&self, path: &str) -> bool {
        self.schema.as_ref().is_some_and(|schema| schema.constants.contains(path))
    }

    /// The keys that the module drew by.
    pub(crate) fn keys(&self) -> Vec<(String, Key)> {
        let keys = self.schema.iter().flat_map(|schema| &schema.keys);
        keys.filter_map(|(path, seed)| Some((path.clone(), Key::new(seed.parse().ok()?)))).collect()
    }

    /// The shape of an entry, where only the metadata tell it.
    pub(crate) fn told_shape(&self, path: &str) -> Option<Shape> {
        let lengths = self.schema.as_ref()?.shapes.get(path)?;
        Some(Shape::new(lengths))
    }
}

/// The bytes that may be made out of a file of this size for a module of this size.
fn budget(file: usize, module: usize) -> usize {
    const TIMES: usize = 4;
    const LEAST: usize = 64 << 10;
    file.saturating_add(module).saturating_mul(TIMES).saturating_add(LEAST)
}

/// The most bytes that the elements of a module take.
fn size_of<M: Module + ?Sized>(module: &M) -> usize {
    let mut bytes = 0_usize;
    module.attributes().for_each(|leaf| bytes = bytes.saturating_add(leaf.numel().saturating_mul(8)));
    bytes
}
