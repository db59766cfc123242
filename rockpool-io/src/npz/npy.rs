//! The header of an npy file: a literal of Python.

use crate::item::Data;
use crate::stored::{Layout, Stored};
use rockpool_core::shape::Shape;
use std::fmt::Write as _;

const MAGIC: &[u8] = b"\x93NUMPY";

/// NumPy aligns the elements to this.
const ALIGNED: usize = 64;

/// The most axes that NumPy has.
const DEEPEST: usize = 64;

pub(super) struct Header {
    pub(super) layout: Layout,
    pub(super) shape: Shape,
    /// Its bytes, those before it included.
    pub(super) size: usize,
}

/// Reads the header at the front of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Header, String> {
    let rest = bytes.strip_prefix(MAGIC).ok_or("this is no npy file: it begins otherwise")?;
    let (version, rest) = rest.split_first_chunk::<2>().ok_or("the header is cut off")?;
    let (length, rest, before) = match version {
        [1, _] => {
            let (length, rest) = rest.split_first_chunk::<2>().ok_or("the header is cut off")?;
            (usize::from(u16::from_le_bytes(*length)), rest, 10)
        }
        [2 | 3, _] => {
            let (length, rest) = rest.split_first_chunk::<4>().ok_or("the header is cut off")?;
            (usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX), rest, 12)
        }
        [major, minor] => {
            return Err(format!("version {major}.{minor} of npy is unknown; write it anew with NumPy"));
        }
    };
    let text =
        rest.get(..length).ok_or_else(|| format!("the header shall have {length} bytes, and is cut off"))?;
    let text = str::from_utf8(text).map_err(|_| "the header is no text")?;
    let (layout, shape) = Parser { rest: text }.header()?;
    Ok(Header { layout, shape, size: before + length })
}

struct Parser<'a> {
    rest: &'a str,
}

impl<'a> Parser<'a> {
    /// `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`
    fn header(mut self) -> Result<(Layout, Shape), String> {
        let (mut descr, mut order, mut shape) = (None, None, None);
        self.expect('{')?;
        while !self.take('}') {
            let key = self.text()?;
            self.expect(':')?;
            let is_new = match key {
                "descr" => {
                    if !self.rest.trim_start().starts_with(['\'', '"']) {
                        return Err("arrays of records cannot be read; save each field by itself".to_owned());
                    }
                    descr.replace(self.text()?).is_none()
                }
                "fortran_order" => order.replace(self.truth()?).is_none(),
                "shape" => shape.replace(self.shape()?).is_none(),
                other => return Err(format!("unknown key `{other}` in the header")),
            };
            if !is_new {
                return Err(format!("the key `{key}` stands twice in the header"));
            }
            if !self.take(',') {
                self.expect('}')?;
                break;
            }
        }
        if !self.rest.trim().is_empty() {
            return Err("something follows the header".to_owned());
        }
        let (stored, is_big_endian) = element(descr.ok_or("the header has no `descr`")?)?;
        let is_column_major = order.ok_or("the header has no `fortran_order`")?;
        let shape = shape.ok_or("the header has no `shape`")?;
        if matches!(stored, Stored::Text(_)) && !shape.is_empty() {
            return Err("arrays of texts cannot be read, only single ones".to_owned());
        }
        Ok((Layout { stored, is_big_endian, is_column_major }, shape))
    }

    fn take(&mut self, c: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, c: char) -> Result<(), String> {
        let found = self.rest.trim_start().chars().next();
        match self.take(c) {
            true => Ok(()),
            false => Err(format!("expected `{c}` in the header, found {found:?}")),
        }
    }

    fn text(&mut self) -> Result<&'a str, String> {
        let rest = self.rest.trim_start();
        let quote = if rest.starts_with('"') { '"' } else { '\'' };
        let inner = rest.strip_prefix(quote).ok_or("expected a text in the header")?;
        let (text, rest) = inner.split_once(quote).ok_or("a text in the header does not end")?;
        self.rest = rest;
        Ok(text)
    }

    fn truth(&mut self) -> Result<bool, String> {
        let rest = self.rest.trim_start();
        for (word, value) in [("True", true), ("False", false)] {
            if let Some(rest) = rest.strip_prefix(word) {
                self.rest = rest;
                return Ok(value);
            }
        }
        Err("expected `True` or `False` for `fortran_order`".to_owned())
    }

    fn shape(&mut self) -> Result<Shape, String> {
        let mut lengths = Vec::new();
        self.expect('(')?;
        while !self.take(')') {
            let rest = self.rest.trim_start();
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, rest) = rest.split_at(end);
            let length = digits.parse().map_err(|_| format!("`{digits}` is no length of an axis"))?;
            // Python 2 wrote `3L`.
            self.rest = rest.strip_prefix('L').unwrap_or(rest);
            lengths.push(length);
            if lengths.len() > DEEPEST {
                return Err(format!("an array has {DEEPEST} axes at most"));
            }
            if !self.take(',') {
                self.expect(')')?;
                break;
            }
        }
        Ok(Shape::new(&lengths))
    }
}

/// An element type of NumPy, and whether the bytes of each element come in the other order.
fn element(descr: &str) -> Result<(Stored, bool), String> {
    let unknown = || match descr.trim_start_matches(['|', '<', '>', '=']) {
        "O" => "pickled objects are never read; save numbers".to_owned(),
        _ => format!("elements of type `{descr}` cannot be read"),
    };
    let order = descr.chars().next().filter(|c| matches!(c, '<' | '>' | '|' | '='));
    let kind = descr.strip_prefix(['<', '>', '|', '=']).unwrap_or(descr);
    let stored = match kind {
        "f8" => Stored::F64,
        "f4" => Stored::F32,
        "f2" => Stored::F16,
        "i8" => Stored::I64,
        "i4" => Stored::I32,
        "i2" => Stored::I16,
        "i1" => Stored::I8,
        "u8" => Stored::U64,
        "u4" => Stored::U32,
        "u2" => Stored::U16,
        "u1" => Stored::U8,
        "b1" => Stored::Bool,
        _ => match kind.strip_prefix('U').map(str::parse) {
            Some(Ok(points)) => Stored::Text(points),
            _ => return Err(unknown()),
        },
    };
    Ok((stored, order == Some('>')))
}

/// Appends the header of an array.
pub(super) fn write(data: &Data<'_>, shape: &Shape, out: &mut Vec<u8>) {
    let descr = match data.stored() {
        Stored::F64 => "<f8",
        Stored::F32 => "<f4",
        Stored::F16 | Stored::Bf16 => "<f2",
        Stored::I64 => "<i8",
        Stored::I32 => "<i4",
        Stored::I16 => "<i2",
        Stored::I8 => "|i1",
        Stored::U64 => "<u8",
        Stored::U32 => "<u4",
        Stored::U16 => "<u2",
        Stored::U8 => "|u1",
        Stored::Bool => "|b1",
        Stored::Text(points) => &format!("<U{points}"),
    };
    let mut text = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': (");
    for length in shape.iter() {
        let _ = write!(text, "{length}, ");
    }
    // `(3,)` and `(3, 4)`, as Python writes them.
    if shape.len() == 1 {
        text.pop();
    } else if shape.len() > 1 {
        text.truncate(text.len() - 2);
    }
    text.push_str("), }");
    let before = MAGIC.len() + 4;
    let size = (before + text.len() + 1).next_multiple_of(ALIGNED);
    text.extend(std::iter::repeat_n(' ', size - before - text.len() - 1));
    text.push('\n');
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&[1, 0]);
    // At most 64 lengths of 20 digits each.
    out.extend_from_slice(&u16::try_from(text.len()).unwrap_or(u16::MAX).to_le_bytes());
    out.extend_from_slice(text.as_bytes());
}
