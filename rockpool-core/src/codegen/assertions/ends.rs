//! Ends of bounds and initial numbers, against the type of the attribute where that stands behind another name.
//!
//! Each trait is written out, though some differ in words alone: rustc takes its words from the trait, and shows
//! its lines in notes, where those of a macro would say nothing to a user.

use crate::registry::Attribute;
use crate::value::Dtype;

/// An end of bounds is a number of the attribute's elements.
#[diagnostic::on_unimplemented(
    message = "the field's type holds numbers from {LEAST} to {MOST}, and {END} is none of them; write another end, or leave this one open",
    label = "not from {LEAST} to {MOST}"
)]
pub trait Reaches<const END: i128, const LEAST: i128, const MOST: i128> {}

impl<const END: i128> Reaches<END, END, END> for () {}

/// Asserts it.
#[inline]
pub const fn integer_end<const END: i128, const LEAST: i128, const MOST: i128>()
where
    (): Reaches<END, LEAST, MOST>,
{
}

/// The number that fills an attribute is one of its elements.
#[diagnostic::on_unimplemented(
    message = "the field's type holds numbers from {LEAST} to {MOST}, and {VALUE} is none of them; fill with another number, or change the type",
    label = "not from {LEAST} to {MOST}"
)]
pub trait Holds<const VALUE: i128, const LEAST: i128, const MOST: i128> {}

impl<const VALUE: i128> Holds<VALUE, VALUE, VALUE> for () {}

/// Asserts it.
#[inline]
pub const fn integer<const VALUE: i128, const LEAST: i128, const MOST: i128>()
where
    (): Holds<VALUE, LEAST, MOST>,
{
}

/// What is filled with a fraction holds fractions.
#[diagnostic::on_unimplemented(
    message = "the field's type holds no fractions; fill with an integer, or use a float type",
    label = "no integer"
)]
pub trait HoldsFraction<const HOLDS: bool> {}

impl HoldsFraction<true> for () {}

/// Asserts it.
#[inline]
pub const fn fraction<const HOLDS: bool>()
where
    (): HoldsFraction<HOLDS>,
{
}

/// What begins with numbers that are drawn holds fractions.
#[diagnostic::on_unimplemented(
    message = "this initialiser gives fractions, which the field's type does not hold; use a float type, or `from_rng(|shape, rng| ..)` for integers",
    label = "gives fractions"
)]
pub trait HoldsDrawn<const HOLDS: bool> {}

impl HoldsDrawn<true> for () {}

/// Asserts it.
#[inline]
pub const fn drawn<const HOLDS: bool>()
where
    (): HoldsDrawn<HOLDS>,
{
}

/// Whether elements may be fractions, as far as is known.
#[must_use]
pub const fn holds_fractions(of: Attribute) -> bool {
    numbers_of(of.dtype()).is_none() && !matches!(of.dtype(), Dtype::Bool)
}

/// An end of bounds that only double precision reaches.
#[diagnostic::on_unimplemented(
    message = "the field's type is of single precision, which ends at 3.4e38; leave this end open, or write a smaller one",
    label = "no `f32`"
)]
pub trait IsWide<const IS_WIDE: bool> {}

impl IsWide<true> for () {}

/// Asserts it.
#[inline]
pub const fn wide_end<const IS_WIDE: bool>()
where
    (): IsWide<IS_WIDE>,
{
}

/// A range in which numbers lie.
#[diagnostic::on_unimplemented(
    message = "no value lies in these bounds; the lower end comes first, and `..=` includes the upper one",
    label = "nothing lies between"
)]
pub trait HoldsNumbers<const HOLDS: bool> {}

impl HoldsNumbers<true> for () {}

/// Asserts it.
#[inline]
pub const fn range<const HOLDS: bool>()
where
    (): HoldsNumbers<HOLDS>,
{
}

/// Whether a number too large for single precision bounds elements of another one.
#[must_use]
pub const fn is_wide(of: Attribute) -> bool {
    !matches!(of.dtype(), Dtype::F32 | Dtype::Complex32)
}

/// The least and the greatest number that elements are, if this is none of them; twice this number otherwise, and
/// where nothing is known.
#[must_use]
pub const fn limits(of: Attribute, number: i128) -> (i128, i128) {
    match numbers_of(of.dtype()) {
        Some((least, most)) if number < least || number > most => (least, most),
        _ => (number, number),
    }
}

#[allow(clippy::cast_lossless, reason = "`From` is no constant function")]
const fn numbers_of(dtype: Dtype) -> Option<(i128, i128)> {
    Some(match dtype {
        Dtype::I8 => (i8::MIN as i128, i8::MAX as i128),
        Dtype::I16 => (i16::MIN as i128, i16::MAX as i128),
        Dtype::I32 => (i32::MIN as i128, i32::MAX as i128),
        Dtype::I64 => (i64::MIN as i128, i64::MAX as i128),
        Dtype::Isize => (isize::MIN as i128, isize::MAX as i128),
        Dtype::U8 => (0, u8::MAX as i128),
        Dtype::U16 => (0, u16::MAX as i128),
        Dtype::U32 => (0, u32::MAX as i128),
        Dtype::U64 => (0, u64::MAX as i128),
        Dtype::Usize => (0, usize::MAX as i128),
        _ => return None,
    })
}
