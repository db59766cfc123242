//! safetensors: eight bytes of length, a header in JSON, and the elements.
//!
//! Read here rather than by the crate of that name, which keeps the last of two equal names and does
//! not say where a file is damaged; the tests hold the two against each other.

mod header;

use crate::contents::{Entry, Source};
use crate::item::{Data, Item};
use crate::schema::{KEY, Schema};
use crate::stored::{Layout, Stored};
use crate::{Error, Format};
use header::Header;
use rockpool_core::shape::Shape;
use rockpool_core::value::Value;

/// The bytes of the header's length.
const LENGTH: usize = 8;

/// The prefix of texts among the metadata: the format has no tensors of text.
const TEXT: &str = "rockpool.text.";

fn fail(place: impl Into<String>, message: impl Into<String>) -> Error {
    Error::content(Format::Safetensors, place, message)
}

/// The entries, and the metadata as text.
pub(crate) fn read(bytes: &[u8]) -> Result<(Vec<Entry>, Option<String>), Error> {
    let (length, rest) = bytes.split_first_chunk::<LENGTH>().ok_or_else(|| {
        fail("byte 0", format!("expected a length of 8 bytes, the file has {}", bytes.len()))
    })?;
    let length = u64::from_le_bytes(*length);
    let (header, data) =
        usize::try_from(length).ok().and_then(|length| rest.split_at_checked(length)).ok_or_else(|| {
            fail("byte 0", format!("the header shall have {length} bytes, {} follow", rest.len()))
        })?;
    let Header { tensors, metadata } = serde_json::from_slice(header).map_err(|error| {
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default();
        fail(format!("line {}, column {} of the header", error.line(), error.column()), said)
    })?;
    let mut entries = Vec::with_capacity(tensors.len());
    let mut is_ordered = true;
    let mut end = 0;
    for tensor in tensors {
        let entry = tensor.into_entry(LENGTH + header.len(), data.len())?;
        if let Source::Bytes { range, .. } = &entry.source {
            is_ordered &= range.start == end + LENGTH + header.len();
            end = range.end - LENGTH - header.len();
        }
        entries.push(entry);
    }
    if !is_ordered || end != data.len() {
        check_cover(&entries, LENGTH + header.len(), bytes.len())?;
    }
    let mut schema = None;
    for (key, text) in metadata {
        if key == KEY {
            schema = Some(text);
        } else if let Some(path) = key.strip_prefix(TEXT) {
            let source = Source::Value(Value::from(text));
            entries.push(Entry { path: path.to_owned(), shape: Shape::SCALAR, source });
        }
    }
    Ok((entries, schema))
}

/// The tensors lie one after the other, without holes, to the end.
fn check_cover(entries: &[Entry], start: usize, end: usize) -> Result<(), Error> {
    let mut ranges: Vec<(usize, usize, &str)> = entries
        .iter()
        .filter_map(|entry| match &entry.source {
            Source::Bytes { range, .. } => Some((range.start, range.end, entry.path.as_str())),
            _ => None,
        })
        .collect();
    ranges.sort_unstable();
    let mut at = start;
    for (from, to, path) in ranges {
        if from != at {
            let what = if from < at { "overlaps the tensor before it" } else { "leaves a hole before it" };
            return Err(fail(
                format!("`{path}`"),
                format!("at byte {from} it {what}, which ends at byte {at}"),
            ));
        }
        at = to;
    }
    if at != end {
        return Err(fail(format!("byte {at}"), format!("{} bytes follow the last tensor", end - at)));
    }
    Ok(())
}

impl header::Tensor {
    fn into_entry(self, start: usize, available: usize) -> Result<Entry, Error> {
        let place = || format!("`{}`", self.name);
        let stored = match &*self.dtype {
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
            other => return Err(fail(place(), format!("elements of type `{other}` cannot be read"))),
        };
        let (from, to) = self.offsets;
        if from > to || to > available {
            let message = format!("its bytes {from} to {to} lie outside the {available} bytes of data");
            return Err(fail(place(), message));
        }
        let size = self.shape.checked_numel().and_then(|numel| numel.checked_mul(stored.size()));
        if size != Some(to - from) {
            let message = format!("shape {} of {stored} does not fit its {} bytes", self.shape, to - from);
            return Err(fail(place(), message));
        }
        let layout = Layout { stored, is_big_endian: false, is_column_major: false };
        let source = Source::Bytes { layout, range: start + from..start + to };
        Ok(Entry { path: self.name, shape: self.shape, source })
    }
}

/// The bytes of a file.
pub(crate) fn write(items: &[Item<'_>], schema: &Schema) -> Vec<u8> {
    // Elements of many bytes come first, so that each tensor is aligned.
    let mut order: Vec<&Item<'_>> = items.iter().filter(|item| !matches!(item.data, Data::Text(_))).collect();
    order.sort_by_key(|item| core::cmp::Reverse(item.data.stored().size()));
    let data: usize = order.iter().map(|item| item.data.size()).sum();
    let names: usize = order.iter().map(|item| item.path.len() + 96).sum();
    let mut out = Vec::with_capacity(LENGTH + names + data + 4096);
    out.extend_from_slice(&[0; LENGTH]);
    out.extend_from_slice(b"{\"__metadata__\":{");
    push_text(KEY, &mut out);
    out.push(b':');
    push_text(&schema.to_json(), &mut out);
    for item in items {
        if let Data::Text(text) = item.data {
            out.push(b',');
            push_text(&format!("{TEXT}{}", item.path), &mut out);
            out.push(b':');
            push_text(text, &mut out);
        }
    }
    out.push(b'}');
    let mut start = 0;
    for item in &order {
        let end = start + item.data.size();
        out.push(b',');
        push_text(&item.path, &mut out);
        out.extend_from_slice(b":{\"dtype\":\"");
        out.extend_from_slice(dtype(item.data.stored()).as_bytes());
        out.extend_from_slice(b"\",\"shape\":[");
        push_numbers(&item.shape, &mut out);
        out.extend_from_slice(b"],\"data_offsets\":[");
        push_numbers(&[start, end], &mut out);
        out.extend_from_slice(b"]}");
        start = end;
    }
    out.push(b'}');
    while out.len() % LENGTH != 0 {
        out.push(b' ');
    }
    let length = (out.len() - LENGTH) as u64;
    if let Some(slot) = out.first_chunk_mut::<LENGTH>() {
        *slot = length.to_le_bytes();
    }
    out.reserve_exact(data);
    order.iter().for_each(|item| item.data.append_to(&mut out));
    out
}

const fn dtype(stored: Stored) -> &'static str {
    match stored {
        Stored::F64 => "F64",
        Stored::F32 => "F32",
        Stored::F16 => "F16",
        Stored::Bf16 => "BF16",
        Stored::I64 => "I64",
        Stored::I32 => "I32",
        Stored::I16 => "I16",
        Stored::I8 => "I8",
        Stored::U64 => "U64",
        Stored::U32 => "U32",
        Stored::U16 => "U16",
        Stored::U8 | Stored::Text(_) => "U8",
        Stored::Bool => "BOOL",
    }
}

/// A text of JSON; names need no escapes as a rule.
fn push_text(text: &str, out: &mut Vec<u8>) {
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        // Nothing can fail: the writer is a vector, the value a text.
        let _ = serde_json::to_writer(out, text);
    }
}

fn push_numbers(numbers: &[usize], out: &mut Vec<u8>) {
    for (index, &number) in numbers.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        let start = out.len();
        let mut rest = number;
        loop {
            out.push(b'0' + u8::try_from(rest % 10).unwrap_or(0));
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if let Some(digits) = out.get_mut(start..) {
            digits.reverse();
        }
    }
}
