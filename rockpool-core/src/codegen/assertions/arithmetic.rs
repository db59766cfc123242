//! Arithmetic of constants in lengths, which only rustc can do.

use crate::shape::Length;

/// A difference of constants is a length.
#[diagnostic::on_unimplemented(
    message = "{LEFT} - {RIGHT} is negative, and a length never is; write the length itself, or change the constant",
    label = "this is {LEFT} - {RIGHT}"
)]
pub trait Subtracts<const LEFT: usize, const RIGHT: usize> {}

impl Subtracts<0, 0> for () {}

/// A quotient of constants is a length.
#[diagnostic::on_unimplemented(
    message = "{LEFT} / {RIGHT} is no whole number, and division of lengths is exact; write the length itself, or change the constant",
    label = "this is {LEFT} / {RIGHT}"
)]
pub trait Divides<const LEFT: usize, const RIGHT: usize> {}

impl Divides<1, 1> for () {}

/// A sum or product of constants is a length.
#[diagnostic::on_unimplemented(
    message = "{LEFT} and {RIGHT} make a length that is too large for a `usize`; write a smaller one, or change the constant",
    label = "too large for a `usize`"
)]
pub trait Fits<const LEFT: usize, const RIGHT: usize> {}

impl Fits<0, 0> for () {}

/// Asserts all three of what [`left`] and [`right`] say.
#[inline]
pub const fn arithmetic<
    const MINUEND: usize,
    const SUBTRAHEND: usize,
    const DIVIDEND: usize,
    const DIVISOR: usize,
    const ONE: usize,
    const OTHER: usize,
>()
where
    (): Subtracts<MINUEND, SUBTRAHEND> + Divides<DIVIDEND, DIVISOR> + Fits<ONE, OTHER>,
{
}

/// The left side of the operation by `op`, one of `-`, `/` and `+`, that fails in this length; where none does,
/// what the trait above holds of.
#[must_use]
pub const fn left(length: Length, op: char) -> usize {
    match evaluate(&length) {
        Err(failed) if failed.op == op => failed.left,
        _ => sound(op),
    }
}

/// Its right side.
#[must_use]
pub const fn right(length: Length, op: char) -> usize {
    match evaluate(&length) {
        Err(failed) if failed.op == op => failed.right,
        _ => sound(op),
    }
}

/// Either side of an operation that does not fail: no failure has it on both.
const fn sound(op: char) -> usize {
    if op == '/' { 1 } else { 0 }
}

/// An operation that comes to no length.
struct Failed {
    op: char,
    left: usize,
    right: usize,
}

/// What a length of constants is; of one with dims nothing is known, and nothing fails.
const fn evaluate(length: &Length) -> Result<Option<usize>, Failed> {
    let (left, right) = match length {
        Length::Literal(value) | Length::Constant(_, value) => return Ok(Some(*value)),
        Length::Dim(..) => return Ok(None),
        Length::Sum(left, right)
        | Length::Difference(left, right)
        | Length::Product(left, right)
        | Length::Quotient(left, right) => (evaluate(left), evaluate(right)),
    };
    let (left, right) = match (left, right) {
        (Err(failed), _) | (_, Err(failed)) => return Err(failed),
        (Ok(Some(left)), Ok(Some(right))) => (left, right),
        _ => return Ok(None),
    };
    let (op, value) = match length {
        Length::Difference(..) => ('-', left.checked_sub(right)),
        Length::Product(..) => ('+', left.checked_mul(right)),
        Length::Quotient(..) => ('/', quotient(left, right)),
        _ => ('+', left.checked_add(right)),
    };
    match value {
        Some(value) => Ok(Some(value)),
        None => Err(Failed { op, left, right }),
    }
}

const fn quotient(left: usize, right: usize) -> Option<usize> {
    match left.checked_rem(right) {
        Some(0) => left.checked_div(right),
        _ => None,
    }
}

/// What a length of constants is, if it is one.
pub(super) const fn constant(length: &Length) -> Option<usize> {
    match evaluate(length) {
        Ok(value) => value,
        Err(_) => None,
    }
}
