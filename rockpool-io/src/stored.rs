//! Elements as files store them.

use crate::conversion::Scale;
use ndarray::{ArrayD, IxDyn, ShapeBuilder};
use rockpool_core::registry::Dtype;
use rockpool_core::shape::Shape;
use rockpool_core::value::{Element, Value};
use std::fmt;

/// An element type of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the type of that name")]
#[non_exhaustive]
pub enum Stored {
    F64,
    F32,
    /// Read as `f32`.
    F16,
    /// Read as `f32`.
    Bf16,
    I64,
    I32,
    I16,
    I8,
    U64,
    U32,
    U16,
    U8,
    Bool,
    /// Text of this many code points, four bytes each, as NumPy stores it.
    Text(usize),
}

/// A decoded array.
pub(crate) struct Decoded {
    pub(crate) value: Value,
    /// The row-major index of the first NaN.
    pub(crate) nan: Option<usize>,
}

/// How the bytes of an array are to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ByteLayout {
    pub(crate) stored: Stored,
    pub(crate) is_big_endian: bool,
    pub(crate) is_column_major: bool,
    /// Whether zeros at the end of a text are part of it.
    pub(crate) keeps_zeros: bool,
}

impl ByteLayout {
    /// Little-endian and row-major.
    pub(crate) const fn plain(stored: Stored) -> Self {
        Self { stored, is_big_endian: false, is_column_major: false, keeps_zeros: false }
    }
}

impl Stored {
    /// The bytes of one element.
    pub(crate) const fn size(self) -> usize {
        match self {
            Self::F64 | Self::I64 | Self::U64 => 8,
            Self::F32 | Self::I32 | Self::U32 => 4,
            Self::F16 | Self::Bf16 | Self::I16 | Self::U16 => 2,
            Self::I8 | Self::U8 | Self::Bool => 1,
            Self::Text(points) => points.saturating_mul(4),
        }
    }

    /// How attributes of this element type are stored; `None` for those that are not.
    pub(crate) const fn of(dtype: Dtype) -> Option<Self> {
        Some(match dtype {
            Dtype::F64 => Self::F64,
            Dtype::F32 => Self::F32,
            Dtype::I64 | Dtype::Isize => Self::I64,
            Dtype::I32 => Self::I32,
            Dtype::I16 => Self::I16,
            Dtype::I8 => Self::I8,
            Dtype::U64 | Dtype::Usize => Self::U64,
            Dtype::U32 => Self::U32,
            Dtype::U16 => Self::U16,
            Dtype::U8 => Self::U8,
            Dtype::Bool => Self::Bool,
            Dtype::Str => Self::Text(0),
            _ => return None,
        })
    }

    pub(crate) fn is_same_as(self, dtype: Dtype) -> bool {
        match (self, Self::of(dtype)) {
            (Self::Text(_), Some(Self::Text(_))) => true,
            (stored, of) => of == Some(stored),
        }
    }
}

impl fmt::Display for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::F64 => "f64",
            Self::F32 => "f32",
            Self::F16 => "f16",
            Self::Bf16 => "bf16",
            Self::I64 => "i64",
            Self::I32 => "i32",
            Self::I16 => "i16",
            Self::I8 => "i8",
            Self::U64 => "u64",
            Self::U32 => "u32",
            Self::U16 => "u16",
            Self::U8 => "u8",
            Self::Bool => "bool",
            Self::Text(_) => "str",
        })
    }
}

impl ByteLayout {
    /// The array with these bytes; the error says what is wrong with them.
    ///
    /// Conversions between units give `f64`, which the module rounds to its own type.
    pub(crate) fn decode(self, bytes: &[u8], shape: &Shape, scale: Option<Scale>) -> Result<Decoded, String> {
        macro_rules! read {
            ($type:ty, $size:literal) => {{
                let (chunks, _) = bytes.as_chunks::<$size>();
                let elements: Vec<$type> = match self.is_big_endian {
                    false => chunks.iter().map(|chunk| <$type>::from_le_bytes(*chunk)).collect(),
                    true => chunks.iter().map(|chunk| <$type>::from_be_bytes(*chunk)).collect(),
                };
                elements
            }};
        }
        macro_rules! integers {
            ($type:ty, $size:literal) => {{
                let elements = read!($type, $size);
                match scale {
                    None => self.array(elements, shape, |_| false),
                    Some(scale) => {
                        self.array(elements.iter().map(|x| scale.apply(*x as f64)).collect(), shape, |_| {
                            false
                        })
                    }
                }
            }};
        }
        let singles = |elements: Vec<f32>| match scale {
            None => self.array(elements, shape, |x| x.is_nan()),
            Some(scale) => {
                let scaled = elements.iter().map(|x| scale.apply(f64::from(*x))).collect();
                self.array(scaled, shape, |x: &f64| x.is_nan())
            }
        };
        match self.stored {
            Stored::F64 => {
                let mut elements = read!(f64, 8);
                if let Some(scale) = scale {
                    elements.iter_mut().for_each(|x| *x = scale.apply(*x));
                }
                self.array(elements, shape, |x| x.is_nan())
            }
            Stored::F32 => singles(read!(f32, 4)),
            Stored::F16 => singles(read!(u16, 2).into_iter().map(half).collect()),
            Stored::Bf16 => {
                singles(read!(u16, 2).into_iter().map(|bits| f32::from_bits(u32::from(bits) << 16)).collect())
            }
            Stored::I64 => integers!(i64, 8),
            Stored::I32 => integers!(i32, 4),
            Stored::I16 => integers!(i16, 2),
            Stored::I8 => integers!(i8, 1),
            Stored::U64 => integers!(u64, 8),
            Stored::U32 => integers!(u32, 4),
            Stored::U16 => integers!(u16, 2),
            Stored::U8 => integers!(u8, 1),
            Stored::Bool => match bytes.iter().position(|byte| *byte > 1) {
                Some(index) => Err(format!("element {index} is no truth value")),
                None => self.array(bytes.iter().map(|byte| *byte == 1).collect(), shape, |_| false),
            },
            Stored::Text(_) => {
                let points = read!(u32, 4);
                let last = points.iter().rposition(|&point| self.keeps_zeros || point != 0);
                let end = last.map_or(0, |last| last + 1);
                let text: Option<String> =
                    points.iter().take(end).map(|&point| char::from_u32(point)).collect();
                let text = text.ok_or("the text has characters that do not exist")?;
                Ok(Decoded { value: text.into(), nan: None })
            }
        }
    }

    fn array<T: Element>(
        self,
        elements: Vec<T>,
        shape: &Shape,
        is_nan: impl Fn(&T) -> bool,
    ) -> Result<Decoded, String> {
        // The whole is folded first: that is fast, and NaN is rare.
        let has_nan = elements.iter().fold(false, |any, x| any | is_nan(x));
        let dim = IxDyn(shape);
        let array = match self.is_column_major {
            false => ArrayD::from_shape_vec(dim, elements),
            true => ArrayD::from_shape_vec(dim.f(), elements),
        };
        let array = array.map_err(|_| format!("no array has the shape {shape}"))?;
        let nan = if has_nan { array.iter().position(is_nan) } else { None };
        Ok(Decoded { value: array.into(), nan })
    }
}

/// IEEE 754 half precision, exactly.
pub(crate) fn half(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let (exponent, fraction) = (u32::from(bits >> 10) & 0x1f, u32::from(bits) & 0x3ff);
    match exponent {
        // Subnormal: a multiple of 2^-24.
        0 => {
            let magnitude = f32::from(bits & 0x3ff) * (1.0 / 16_777_216.0);
            if sign == 0 { magnitude } else { -magnitude }
        }
        0x1f => f32::from_bits(sign | 0x7f80_0000 | (fraction << 13)),
        _ => f32::from_bits(sign | ((exponent + 112) << 23) | (fraction << 13)),
    }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn halves_are_read_exactly() {
        let known = [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x0001, 5.960_464_5e-8),
            (0x3555, 0.333_251_95),
        ];
        for (bits, expected) in known {
            assert_eq!(half(bits).to_bits(), f32::to_bits(expected), "{bits:x}");
        }
        assert!(half(0x7e00).is_nan() && half(0xfc00) == f32::NEG_INFINITY);
    }
}
