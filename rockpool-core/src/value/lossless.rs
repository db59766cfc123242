//! Which scalars serve where another type of scalar is wanted.

use super::Number;
use super::{AnyElement, IntoNumber};

/// `Self` takes a scalar of type `U` where nothing is lost; integers are checked at run time.
///
/// A float literal never has to choose between two float types for an `f32`: `f64` is not
/// accepted there, so that `0.05` is read as an `f32`.
///
/// ```
/// use rockpool_core::value::Lossless;
/// assert_eq!(<f32 as Lossless<i32>>::take(3), Some(3.0));
/// assert_eq!(<u8 as Lossless<i32>>::take(300), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "a scalar of type `{U}` does not serve as `{Self}`; convert it first",
    label = "of type `{U}`"
)]
pub trait Lossless<U>: AnyElement {
    /// The element that equals `scalar`.
    fn take(scalar: U) -> Option<Self>;
}

macro_rules! lossless {
    ($($type:ty: $($from:ty)*;)*) => {
        $($(impl Lossless<$from> for $type {
            #[inline]
            fn take(scalar: $from) -> Option<Self> {
                let number: Number = scalar.into_number();
                Self::from_number(number)
            }
        })*)*
    };
}

lossless! {
    f64: f64 f32 i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    f32: f32 i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    i8: i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    i16: i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    i32: i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    i64: i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    isize: i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    u8: i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    u16: i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    u32: i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    u64: i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    usize: i8 i16 i32 i64 isize u8 u16 u32 u64 usize;
    bool: bool;
}
