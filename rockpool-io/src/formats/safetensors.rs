//! safetensors: eight bytes of length, a header in JSON, and the elements.
//!
//! Not by the crate of that name. Of its version 0.8.0, tried in its place with 4,000 arrays of 64 `f32`:
//! - the last of two equal names is kept, where their bytes are the same, in silence;
//! - a tensor of a type that it does not know makes the whole file unreadable;
//! - a tensor whose shape does not fit its bytes is an error that does not say which;
//! - `read_metadata` takes 31 million instructions, where all of planning and applying them takes 41 million;
//! - `serialize` takes 15 million once names and bytes are there, where all of `Options::to_bytes` takes 13 million.
//!
//! The tests hold the two against each other, and the first three against the crate as it is.

mod header;
mod write;

use super::FileFormat;
use crate::entry::{Document, Entry, Source};
use crate::kinds::Kinds;
use crate::stored::{ByteLayout, Stored};
use crate::{Error, Format};
use header::{DEEPEST, Header, Tensor};
use rockpool_core::Module;
use rockpool_core::shape::Shape;

pub(super) struct Safetensors;

/// The bytes of the header's length.
const LENGTH: usize = 8;

/// The most bytes of a header that the crate and the Python package read.
const LONGEST: u64 = 100_000_000;

/// What stands before the one name that is no tensor's in the format: no path begins so.
const ESCAPE: &str = ".";
/// The name of texts about the file.
const METADATA: &str = "__metadata__";

fn fail(place: impl Into<String>, message: impl Into<String>) -> Error {
    Error::content(Format::Safetensors, place, message)
}

impl FileFormat for Safetensors {
    const EXTENSION: &'static str = "safetensors";

    /// A length that a header may have, where text has one of many gigabytes, and then the header.
    fn looks_like(front: &[u8]) -> bool {
        match front.split_first_chunk::<LENGTH>() {
            Some((length, rest)) => u64::from_le_bytes(*length) <= LONGEST && rest.starts_with(b"{"),
            None => false,
        }
    }

    fn read<M: Module + ?Sized>(bytes: &[u8], _: &M, _: usize) -> Result<Document, Error> {
        let (length, rest) = bytes.split_first_chunk::<LENGTH>().ok_or_else(|| {
            fail("byte 0", format!("expected a length of 8 bytes, the file has {}", bytes.len()))
        })?;
        let length = u64::from_le_bytes(*length);
        let (header, data) =
            usize::try_from(length).ok().and_then(|length| rest.split_at_checked(length)).ok_or_else(
                || fail("byte 0", format!("the header shall have {length} bytes, {} follow", rest.len())),
            )?;
        let Header { tensors, schema } = serde_json::from_slice(header).map_err(|error| {
            let said = error.to_string();
            let said = said.split(" at line ").next().unwrap_or_default();
            fail(format!("line {}, column {} of the header", error.line(), error.column()), said)
        })?;
        let start = LENGTH + header.len();
        let mut ranges: Vec<(usize, usize)> = tensors.iter().map(|tensor| tensor.offsets).collect();
        let mut entries = Vec::with_capacity(tensors.len());
        for tensor in tensors {
            entries.push(tensor.into_entry(start, data.len())?);
        }
        check_cover(&mut ranges, data.len()).map_err(|(at, message)| {
            let offset = |entry: &&Entry| matches!(&entry.source, Source::Bytes { range, .. } if range.start == start + at);
            let named = entries.iter().find(offset);
            let place = named.map_or_else(|| format!("byte {}", start + at), |entry| format!("`{}`", entry.path));
            fail(place, message(start))
        })?;
        Ok(Document { entries, schema, ..Document::default() })
    }

    fn write<M: Module + ?Sized>(module: &M, kinds: Kinds) -> Result<Vec<u8>, Error> {
        write::write(module, kinds)
    }
}

/// What is wrong with a place in the data, told by where the data begins.
type Misplaced = Box<dyn Fn(usize) -> String>;

/// The tensors lie one after the other, without holes, to the end; otherwise where one does not, and what
/// is wrong, told by the start of the data.
fn check_cover(ranges: &mut [(usize, usize)], size: usize) -> Result<(), (usize, Misplaced)> {
    if !ranges.is_sorted() {
        ranges.sort_unstable();
    }
    let mut end = 0;
    for &(from, to) in &*ranges {
        if from != end {
            let what = if from < end { "overlaps the tensor before it" } else { "leaves a hole before it" };
            return Err((
                from,
                Box::new(move |start| {
                    format!("at byte {} it {what}, which ends at byte {}", start + from, start + end)
                }),
            ));
        }
        end = to;
    }
    if end != size {
        return Err((end, Box::new(move |_| format!("{} bytes follow the last tensor", size - end))));
    }
    Ok(())
}

impl Tensor {
    fn into_entry(self, start: usize, available: usize) -> Result<Entry, Error> {
        let Self { name, dtype, shape, offsets: (from, to) } = self;
        let place = || format!("`{name}`");
        if from > to || to > available {
            let message = format!("its bytes {from} to {to} lie outside the {available} bytes of data");
            return Err(fail(place(), message));
        }
        let path = match name.strip_prefix(ESCAPE) {
            Some(METADATA) => METADATA,
            _ => &*name,
        };
        let Some(shape) = shape else {
            let what = format!("a tensor has {DEEPEST} axes at most");
            return Ok(Entry::new(path, Shape::SCALAR, Source::Unreadable(what.into())));
        };
        let Some(stored) = stored(&dtype) else {
            let what = format!("elements of type `{dtype}`, which cannot be read");
            return Ok(Entry::new(path, shape, Source::Unreadable(what.into())));
        };
        let size = shape.checked_numel().and_then(|numel| numel.checked_mul(stored.size()));
        if size != Some(to - from) {
            let message = format!("shape {shape} of {stored} does not fit its {} bytes", to - from);
            return Err(fail(place(), message));
        }
        let source = Source::Bytes { layout: ByteLayout::plain(stored), range: start + from..start + to };
        Ok(Entry { path: if path.len() == name.len() { name } else { path.into() }, shape, source })
    }
}

fn stored(dtype: &str) -> Option<Stored> {
    Some(match dtype {
        "F64" => Stored::F64,
        "F32" => Stored::F32,
        "F16" => Stored::F16,
        "BF16" => Stored::Bf16,
        "I64" => Stored::I64,
        "I32" => Stored::I32,
        "I16" => Stored::I16,
        "I8" => Stored::I8,
        "U64" => Stored::U64,
        "U32" => Stored::U32,
        "U16" => Stored::U16,
        "U8" => Stored::U8,
        "BOOL" => Stored::Bool,
        _ => return None,
    })
}
