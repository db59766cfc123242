//! Numbers of any type, for bounds and for conversions checked at run time.

use super::Dtype;
use core::cmp::Ordering;
use core::fmt::{self, Write as _};

/// A number whose type is known only at run time.
///
/// ```
/// use rockpool_core::value::Number;
/// assert!(Number::Integer(3) < Number::Float(3.5));
/// assert!(Number::Float(f64::NAN).partial_cmp(&Number::Integer(0)).is_none());
/// assert_eq!(Number::Float(2.0).to_string(), "2.0");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A floating-point number.
    Float(f64),
    /// An integer.
    Integer(i128),
    /// A truth value.
    Bool(bool),
}

impl Number {
    /// For messages: of an `f32` that was made an `f64`, the `f64` that is written alike, as 0.8 for
    /// 0.800000011920929.
    #[expect(clippy::cast_possible_truncation, reason = "the number is one of that type")]
    pub(crate) fn as_written(self, dtype: Dtype) -> Self {
        let Self::Float(x) = self else { return self };
        if dtype != Dtype::F32 {
            return self;
        }
        let mut text = Text { bytes: [0; 32], length: 0 };
        let is_written = write!(text, "{:?}", x as f32).is_ok();
        match text.as_str().parse() {
            Ok(written) if is_written => Self::Float(written),
            _ => self,
        }
    }

    /// Why no number of this element type is it: as an integer a float is not taken, whatever it is.
    pub(crate) fn misfit(self, expected: &str) -> &'static str {
        let is_whole = matches!(self, Self::Float(x) if x % 1.0 == 0.0);
        match is_whole && expected.starts_with(['i', 'u']) {
            true => "which is a float; write an integer",
            false => "which none of them equals",
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "bounds are compared as floats only against floats")]
    fn as_float(self) -> f64 {
        match self {
            Self::Float(x) => x,
            Self::Integer(i) => i as f64,
            Self::Bool(b) => f64::from(u8::from(b)),
        }
    }
}

/// A float as text, without an allocation.
struct Text {
    bytes: [u8; 32],
    length: usize,
}

impl Text {
    fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

impl fmt::Write for Text {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        let end = self.length + part.len();
        self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(part.as_bytes());
        self.length = end;
        Ok(())
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (*self, *other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(&b)),
            (Self::Bool(a), Self::Bool(b)) => Some(a.cmp(&b)),
            (a, b) => a.as_float().partial_cmp(&b.as_float()),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Float(x) => write!(f, "{x:?}"),
            Self::Integer(i) => write!(f, "{i}"),
            Self::Bool(b) => write!(f, "{b}"),
        }
    }
}

/// What an initialiser takes as a number: any float, integer or `bool`.
///
/// ```
/// use rockpool_core::value::{IntoNumber, Number};
/// assert_eq!(0.5_f32.into_number(), Number::Float(0.5));
/// assert_eq!(7_usize.into_number(), Number::Integer(7));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number; initialisers take floats, integers or `bool`: of a `Real`, give `x.value()`, or repeat it by `from_fn(..)`"
)]
pub trait IntoNumber {
    /// The number.
    fn into_number(self) -> Number;
}

impl IntoNumber for Number {
    fn into_number(self) -> Number {
        self
    }
}

macro_rules! into_number {
    ($($type:ty => $variant:ident via $wide:ty;)*) => {
        $(impl IntoNumber for $type {
            #[inline]
            fn into_number(self) -> Number {
                Number::$variant(<$wide>::from(self))
            }
        })*
    };
}

into_number! {
    f64 => Float via f64; f32 => Float via f64;
    i8 => Integer via i128; i16 => Integer via i128; i32 => Integer via i128; i64 => Integer via i128;
    u8 => Integer via i128; u16 => Integer via i128; u32 => Integer via i128; u64 => Integer via i128;
    i128 => Integer via i128; bool => Bool via bool;
}

impl IntoNumber for usize {
    fn into_number(self) -> Number {
        Number::Integer(self as i128)
    }
}

impl IntoNumber for isize {
    fn into_number(self) -> Number {
        Number::Integer(self as i128)
    }
}

#[cfg(test)]
mod tests {
    use super::{Dtype, Number};

    #[test]
    fn what_was_an_f32_is_written_as_one() {
        let written = |x: f32| Number::Float(x.into()).as_written(Dtype::F32).to_string();
        for x in [0.8, -0.0, f32::MIN_POSITIVE, f32::MAX, 1.0e-45, 16_777_216.0, f32::NEG_INFINITY, f32::NAN]
        {
            assert_eq!(written(x), format!("{x:?}"));
        }
        assert_eq!(Number::Float(0.8_f32.into()).as_written(Dtype::F64).to_string(), "0.800000011920929");
        assert_eq!(Number::Integer(3).as_written(Dtype::F32), Number::Integer(3));
    }
}
