//! Writes a header and what it tells of.

use super::{ESCAPE, LENGTH, LONGEST, METADATA};
use crate::item::{Data, Item, items};
use crate::kinds::Kinds;
use crate::schema::{KEY, Schema};
use crate::stored::Stored;
use crate::{Error, Format};
use rockpool_core::Module;

/// The bytes of a file.
pub(super) fn write<M: Module + ?Sized>(module: &M, kinds: Kinds) -> Result<Vec<u8>, Error> {
    let items = items(module, kinds, Format::Safetensors, |_| None)?;
    let mut schema = Schema::of(module, &items);
    for item in &items {
        if let Some(text) = item.data.text() {
            schema.texts.insert(item.path.clone(), text.to_owned());
        }
    }
    let bytes = bytes(&items, &schema);
    let length = bytes.first_chunk::<LENGTH>().map_or(0, |length| u64::from_le_bytes(*length));
    if length > LONGEST {
        let why = format!("names and shapes take {length} bytes, and a header has {LONGEST} at most");
        return Err(Error::Unwritable {
            format: Format::Safetensors,
            attributes: vec![(String::new(), why)],
        });
    }
    Ok(bytes)
}

fn bytes(items: &[Item<'_>], schema: &Schema) -> Vec<u8> {
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
    out.push(b'}');
    let mut start = 0;
    for item in &order {
        let end = start + item.data.size();
        out.push(b',');
        let escape = if item.path == METADATA { ESCAPE } else { "" };
        push_name(escape, &item.path, &mut out);
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

/// A name, of which the first part needs no escapes.
fn push_name(escape: &str, name: &str, out: &mut Vec<u8>) {
    match escape {
        "" => push_text(name, out),
        escape => push_text(&format!("{escape}{name}"), out),
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
