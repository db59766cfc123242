//! A file that has been opened: what is in it, decoded only when it is wanted.

use crate::conversion::Scale;
use crate::schema::Schema;
use crate::stored::{Decoded, Layout, Stored};
use crate::{Error, Finding, Format, json, npz, safetensors};
use rockpool_core::Module;
use rockpool_core::shape::Shape;
use rockpool_core::value::Value;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

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

/// A named value of a file.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) shape: Shape,
    pub(crate) source: Source,
}

/// Where the value of an entry comes from.
#[derive(Debug)]
pub(crate) enum Source {
    /// It is there already: JSON and texts.
    Value(Value),
    /// Nothing, as the original writes functions.
    Null,
    /// Bytes of the file.
    Bytes { layout: Layout, range: Range<usize> },
    /// A member of an npz file, with its header of this length.
    Member { layout: Layout, member: npz::Member, header: usize },
}

impl Entry {
    /// The element type, where the format knows one.
    pub(crate) fn stored(&self) -> Option<Stored> {
        match &self.source {
            Source::Bytes { layout, .. } | Source::Member { layout, .. } => Some(layout.stored),
            Source::Value(_) | Source::Null => None,
        }
    }
}

impl<'b> Contents<'b> {
    /// Opens a file of this format, for this module.
    pub(crate) fn open<M: Module + ?Sized>(
        format: Format,
        bytes: Cow<'b, [u8]>,
        module: &M,
    ) -> Result<Self, Error> {
        if let Some(other) = Format::looks_like(&bytes)
            && other != format
        {
            let message =
                format!("this looks like {other}; give the file the extension `.{}`", other.extension());
            return Err(Error::content(format, "its beginning", message));
        }
        let (entries, schema) = match format {
            Format::Json => json::read(&bytes)?,
            Format::Safetensors => safetensors::read(&bytes)?,
            Format::Npz => npz::read(&bytes)?,
            #[cfg(feature = "nir")]
            Format::Nir => {
                let budget = budget(bytes.len(), size_of(module));
                let (entries, findings) = crate::nir::open(module, &bytes, budget)?;
                return Ok(Self { format, bytes, entries, schema: None, findings });
            }
        };
        #[cfg(not(feature = "nir"))]
        let _ = module;
        let schema = schema.map(|text| Schema::from_json(&text));
        let schema = schema.transpose().map_err(|message| Error::content(format, "its metadata", message))?;
        Ok(Self { format, bytes, entries, schema, findings: Vec::new() })
    }

    /// Where each path is.
    pub(crate) fn index(&self) -> Result<HashMap<&str, usize>, Error> {
        let mut index = HashMap::with_capacity(self.entries.len());
        for (position, entry) in self.entries.iter().enumerate() {
            if index.insert(entry.path.as_str(), position).is_some() {
                return Err(Error::content(
                    self.format,
                    format!("`{}`", entry.path),
                    "this name stands twice",
                ));
            }
        }
        Ok(index)
    }

    /// The value of an entry. `budget` is the number of bytes that may still be made out of the
    /// file: it grows with the file and the module, so that small files cannot ask for much.
    pub(crate) fn value(
        &self,
        entry: &Entry,
        scale: Option<Scale>,
        budget: &mut usize,
    ) -> Result<Decoded, Error> {
        let fail = |message: String| Error::content(self.format, format!("`{}`", entry.path), message);
        let mut spend = |bytes: usize| -> Result<(), Error> {
            *budget = budget.checked_sub(bytes).ok_or_else(|| {
                fail(format!("its {bytes} bytes are more than a file of {} can ask for", self.bytes.len()))
            })?;
            Ok(())
        };
        match &entry.source {
            Source::Value(value) => {
                let value = match scale {
                    None => value.clone(),
                    Some(scale) => scaled(value, scale),
                };
                let nan = value.array::<f64>().and_then(|array| array.iter().position(|x| x.is_nan()));
                Ok(Decoded { value, nan })
            }
            Source::Null => Err(fail("it has no value".to_owned())),
            Source::Bytes { layout, range } => {
                spend(range.len())?;
                let bytes = self.bytes.get(range.clone()).unwrap_or_default();
                layout.decode(bytes, &entry.shape, scale).map_err(fail)
            }
            Source::Member { layout, member, header } => {
                spend(member.size())?;
                let bytes = member.unpack(&self.bytes).map_err(fail)?;
                let data = bytes.get(*header..).unwrap_or_default();
                layout.decode(data, &entry.shape, scale).map_err(fail)
            }
        }
    }

    /// The bytes that may be made out of the file for a module of this size.
    pub(crate) fn budget<M: Module + ?Sized>(&self, module: &M) -> usize {
        budget(self.bytes.len(), size_of(module))
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

/// Numbers in other units.
fn scaled(value: &Value, scale: Scale) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "an integer in other units is a rounded number")]
    let floats = value
        .array::<f64>()
        .map(|array| array.mapv(|x| scale.apply(x)))
        .or_else(|| value.array::<i64>().map(|array| array.mapv(|x| scale.apply(x as f64))));
    floats.map_or_else(|| value.clone(), Value::from)
}
