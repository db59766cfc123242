//! The header of an npy file.
//!
//! Not by the crates `npyz` 0.9.1 and `ndarray-npy` 0.10.0, nor by `py_literal` 0.4.0, on which both stand: they refuse
//! headers that NumPy reads (comments, `u'descr'`, lengths of Python 2 such as `3L`, the types `'?'`, `'float64'`,
//! `'<d'`), and keep the last of two equal keys. The tests hold `ndarray-npy` to it.

use super::literal::{self, Descr, Literal};
use crate::item::Data;
use crate::stored::{ByteLayout, Stored};
use rockpool_core::registry::Dtype;
use rockpool_core::shape::Shape;
use std::fmt::Write as _;

const MAGIC: &[u8] = b"\x93NUMPY";

/// NumPy aligns the elements to this.
const ALIGNED: usize = 64;

pub(super) struct Header {
    pub(super) layout: ByteLayout,
    pub(super) shape: Shape,
    /// Its bytes, those before it included.
    pub(super) size: usize,
}

/// Whether a file is an array, by its front.
pub(super) fn is_one(front: &[u8]) -> bool {
    front.starts_with(MAGIC)
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
    let Literal { descr, is_column_major, shape } = literal::read(text)?;
    let (stored, is_big_endian, parts) = match descr {
        Descr::Text(descr) => match complex(descr) {
            Some((stored, is_big_endian)) => (stored, is_big_endian, Some(2)),
            None => {
                let (stored, is_big_endian) = element(descr)?;
                (stored, is_big_endian, None)
            }
        },
        Descr::Record => return Err("an array of records; save each field by itself".to_owned()),
    };
    if parts.is_some() && is_column_major && shape.len() > 1 {
        return Err("complex numbers in Fortran order; save them by `numpy.ascontiguousarray`".to_owned());
    }
    // The parts of complex numbers lie along an axis more.
    let shape = shape.iter().copied().chain(parts).collect::<Vec<usize>>().into();
    let is_column_major = is_column_major && parts.is_none();
    let layout = ByteLayout { stored, is_big_endian, is_column_major, keeps_zeros: false };
    Ok(Header { layout, shape, size: before + length })
}

/// The type of the parts of NumPy's complex numbers, and whether their bytes come in the other order.
fn complex(descr: &str) -> Option<(Stored, bool)> {
    let kind = descr.strip_prefix(['<', '>', '|', '=']).unwrap_or(descr);
    let stored = match kind {
        "c16" | "D" | "complex128" | "cdouble" => Stored::F64,
        "c8" | "F" | "complex64" | "csingle" => Stored::F32,
        _ => return None,
    };
    Some((stored, descr.starts_with('>')))
}

/// An element type of NumPy, and whether the bytes of each element come in the other order.
fn element(descr: &str) -> Result<(Stored, bool), String> {
    let kind = descr.strip_prefix(['<', '>', '|', '=']).unwrap_or(descr);
    let is_big_endian = descr.starts_with('>');
    // By letter and size, by the letter alone, and by name: as `numpy.dtype` takes them.
    let stored = match kind {
        "f8" | "d" | "float64" | "float" | "double" => Stored::F64,
        "f4" | "f" | "float32" | "single" => Stored::F32,
        "f2" | "e" | "float16" | "half" => Stored::F16,
        "i8" | "q" | "l" | "int64" | "int" | "longlong" => Stored::I64,
        "i4" | "i" | "int32" | "intc" => Stored::I32,
        "i2" | "h" | "int16" | "short" => Stored::I16,
        "i1" | "b" | "int8" | "byte" => Stored::I8,
        "u8" | "Q" | "L" | "uint64" | "uint" | "ulonglong" => Stored::U64,
        "u4" | "I" | "uint32" | "uintc" => Stored::U32,
        "u2" | "H" | "uint16" | "ushort" => Stored::U16,
        "u1" | "B" | "uint8" | "ubyte" => Stored::U8,
        "b1" | "?" | "bool" => Stored::Bool,
        "O" | "object" => return Err("pickled objects are never read; save numbers".to_owned()),
        _ => match kind.strip_prefix('U').map(str::parse) {
            Some(Ok(points)) => Stored::Text(points),
            _ => return Err(format!("elements of type `{descr}`, which cannot be read")),
        },
    };
    Ok((stored, is_big_endian))
}

/// Appends the header of an array.
pub(super) fn write(data: &Data<'_>, shape: &Shape, dtype: Dtype, out: &mut Vec<u8>) {
    // Complex numbers are elements to NumPy.
    let (descr, shape) = match (dtype, shape.split_last()) {
        (Dtype::Complex64, Some((2, shape))) => ("<c16", shape),
        (Dtype::Complex32, Some((2, shape))) => ("<c8", shape),
        _ => ("", &**shape),
    };
    let descr = match data.stored() {
        _ if !descr.is_empty() => descr,
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
