//! Writes objects in objects, as the paths are.

use super::DEEPEST;
use crate::item::{Data, Item, items};
use crate::kinds::Kinds;
use crate::original::{paths_to_write, places, renamed};
use crate::schema::{KEY, Schema};
use crate::{Error, Format};
use rockpool_core::Module;
use serde::Serialize;

/// The bytes of a file.
pub(super) fn write<M: Module + ?Sized>(module: &M, kinds: Kinds) -> Result<Vec<u8>, Error> {
    let mut items = items(module, kinds, Format::Json, misfit)?;
    if kinds.original {
        let places = places(module);
        let paths = paths_to_write(&places);
        items.iter_mut().for_each(|item| item.path = renamed(&item.path, &paths));
    }
    let mut writer = Writer::default();
    if kinds.metadata {
        let mut schema = Schema::of(module, &items);
        for item in items.iter().filter(|item| is_hollow(item)) {
            schema.shapes.insert(item.path.clone(), item.shape.to_vec());
        }
        let key = free_key(&items);
        writer.open(&key);
        push(&schema.to_json(), &mut writer.out);
    }
    for item in &items {
        writer.open(&item.path);
        value(item, &mut writer.out);
    }
    Ok(writer.finish())
}

/// What JSON cannot hold.
fn misfit(item: &Item<'_>) -> Option<String> {
    if let Some(index) = item.data.first_not_finite() {
        return Some(format!(
            "element {index} is no finite number, which JSON cannot hold; write safetensors or npz"
        ));
    }
    let levels = item.path.split('.').count() + item.shape.rank();
    (levels > DEEPEST).then(|| {
        format!("its names and axes make {levels} levels, and readers of JSON take {DEEPEST}; write safetensors or npz")
    })
}

/// Whether the lists do not tell the shape: axes behind one without elements.
fn is_hollow(item: &Item<'_>) -> bool {
    item.shape.iter().position(|&length| length == 0).is_some_and(|axis| axis + 1 < item.shape.rank())
}

/// The name of the metadata: longer than those that look like it.
fn free_key(items: &[Item<'_>]) -> String {
    let first = |item: &Item<'_>| item.path.split('.').next().unwrap_or_default().len();
    let taken = items.iter().filter(|item| {
        let name = item.path.split('.').next().unwrap_or_default();
        name.strip_prefix(KEY).is_some_and(|rest| rest.bytes().all(|byte| byte == b'_'))
    });
    match taken.map(first).max() {
        None => KEY.to_owned(),
        Some(longest) => format!("{KEY:_<width$}", width = longest + 1),
    }
}

/// The text so far, and the objects that are open.
#[derive(Default)]
struct Writer {
    out: Vec<u8>,
    /// The path of the value before.
    path: String,
}

impl Writer {
    /// Closes and opens objects, up to the name of the value with this path.
    fn open(&mut self, path: &str) {
        let (mut before, mut after) = (self.path.as_str(), path);
        let is_first = self.out.is_empty();
        // The objects around both stay open.
        while let (Some((mine, above)), Some((theirs, below))) =
            (before.split_once('.'), after.split_once('.'))
            && mine == theirs
        {
            (before, after) = (above, below);
        }
        if is_first {
            self.out.push(b'{');
        } else {
            let closed = before.bytes().filter(|&byte| byte == b'.').count();
            self.out.extend(std::iter::repeat_n(b'}', closed));
            self.out.push(b',');
        }
        while let Some((name, below)) = after.split_once('.') {
            push(name, &mut self.out);
            self.out.extend_from_slice(b":{");
            after = below;
        }
        push(after, &mut self.out);
        self.out.push(b':');
        path.clone_into(&mut self.path);
    }

    fn finish(mut self) -> Vec<u8> {
        if self.out.is_empty() {
            return b"{}".to_vec();
        }
        let open = self.path.bytes().filter(|&byte| byte == b'.').count();
        self.out.extend(std::iter::repeat_n(b'}', open + 1));
        self.out
    }
}

/// A number, a truth value or a text.
fn push<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) {
    // Nothing can fail: the writer is a vector, and the numbers are finite.
    let _ = serde_json::to_writer(out, value);
}

fn value(item: &Item<'_>, out: &mut Vec<u8>) {
    macro_rules! rows {
        ($($variant:ident),*) => {
            match &item.data {
                $(Data::$variant(elements) => rows(&item.shape, elements, out),)*
                Data::Text(text) => push(&**text, out),
            }
        };
    }
    rows!(F64, F32, I64, I32, I16, I8, Isize, U64, U32, U16, U8, Usize, Bool);
}

/// Lists in lists, row-major; a number alone.
fn rows<T: Serialize>(lengths: &[usize], elements: &[T], out: &mut Vec<u8>) {
    let Some((&length, lengths)) = lengths.split_first() else {
        return elements.iter().for_each(|element| push(element, out));
    };
    out.push(b'[');
    let size = elements.len().checked_div(length).unwrap_or(0);
    for row in 0..length {
        if row > 0 {
            out.push(b',');
        }
        rows(lengths, elements.get(row * size..(row + 1) * size).unwrap_or_default(), out);
    }
    out.push(b']');
}
