//! Element types by name.

use core::fmt;

/// The element type of an attribute.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Counter {
///     #[simulation(init = 3)]
///     steps: u32,
///     #[parameter(init = [0.5, 0.5])]
///     gains: [f32; 2],
/// }
///
/// let dtypes: Vec<Dtype> = Counter::REGISTRY.attributes().iter().map(Attribute::dtype).collect();
/// assert_eq!(dtypes, [Dtype::U32, Dtype::F32]); // of arrays, that of the elements
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each is the Rust type of that name")]
pub enum Dtype {
    F64,
    F32,
    I8,
    I16,
    I32,
    I64,
    Isize,
    U8,
    U16,
    U32,
    U64,
    Usize,
    Bool,
    /// `Complex<f32>`, of two parts.
    Complex32,
    /// `Complex<f64>`, of two parts.
    Complex64,
    /// `String`.
    Str,
    /// Any other type.
    Other,
}

impl Dtype {
    /// The size of one element in bytes; `None` for text and other types.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// assert_eq!((Dtype::F32.size(), Dtype::Bool.size(), Dtype::Str.size()), (Some(4), Some(1), None));
    /// ```
    #[must_use]
    pub const fn size(self) -> Option<usize> {
        match self {
            Self::I8 | Self::U8 | Self::Bool => Some(1),
            Self::I16 | Self::U16 => Some(2),
            Self::F32 | Self::I32 | Self::U32 => Some(4),
            Self::F64 | Self::I64 | Self::U64 | Self::Complex32 => Some(8),
            Self::Complex64 => Some(16),
            Self::Isize | Self::Usize => Some(size_of::<usize>()),
            Self::Str | Self::Other => None,
        }
    }
}

impl fmt::Display for Dtype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::F64 => "f64",
            Self::F32 => "f32",
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::Isize => "isize",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::Usize => "usize",
            Self::Bool => "bool",
            Self::Complex32 => "Complex<f32>",
            Self::Complex64 => "Complex<f64>",
            Self::Str => "str",
            Self::Other => "other",
        })
    }
}
