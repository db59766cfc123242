//! What is asserted of declarations while they are compiled, and the words of it.
//!
//! What is compared goes into const parameters of a trait, and not into a panic of a constant: then the error
//! begins with our words. Generated code calls these functions in `const _: () = ..` alone.

mod arithmetic;
mod ends;

pub use arithmetic::{Divides, Fits, Subtracts, arithmetic, left, right};
pub use ends::{
    Holds, HoldsDrawn, HoldsFraction, HoldsNumbers, IsWide, Reaches, drawn, fraction, holds_fractions,
    integer, integer_end, is_wide, limits, range, wide_end,
};

use super::{Of, SubmoduleField};
use crate::registry::{Attribute, Registry, Submodule};
use crate::shape::Length;
use crate::value::Dtype;

/// A declared length is the one that the field's type fixes for its axis.
#[diagnostic::on_unimplemented(
    message = "this length is {DECLARED}, but the field's type has {ACTUAL} elements there; write {ACTUAL}, or change the type",
    label = "the type has {ACTUAL} elements here"
)]
pub trait IsLength<const DECLARED: usize, const ACTUAL: usize> {}

impl<const N: usize> IsLength<N, N> for () {}

/// Asserts it.
#[inline]
pub const fn length<const DECLARED: usize, const ACTUAL: usize>()
where
    (): IsLength<DECLARED, ACTUAL>,
{
}

/// A declared length as a number, where it is one.
#[must_use]
pub const fn declared(length: Length) -> usize {
    match arithmetic::constant(&length) {
        Some(length) => length,
        None => 0,
    }
}

/// The length that the field's type fixes for an axis; where it fixes none, or none is declared, what is
/// declared.
#[must_use]
pub const fn actual(of: Attribute, axis: usize, length: Length) -> usize {
    match (of.fixed_length(axis), arithmetic::constant(&length)) {
        (Some(actual), Some(_)) => actual,
        _ => declared(length),
    }
}

/// A submodule's shape has as many lengths as its module declares.
#[diagnostic::on_unimplemented(
    message = "this shape has rank {FOUND}, but `{Self}` declares one of rank {DECLARED}; give as many lengths as it declares",
    label = "of rank {FOUND}, expected rank {DECLARED}"
)]
pub trait DeclaresRank<const FOUND: usize, const DECLARED: usize> {}

impl<M, const N: usize> DeclaresRank<N, N> for M {}

/// A submodule that is given a shape declares one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no shape; remove this one, or declare one there by `#[module(shape = ..)]`",
    label = "a shape of what has none"
)]
pub trait DeclaresShape<const IS_DECLARED: bool> {}

impl<M> DeclaresShape<true> for M {}

/// Asserts both.
#[inline]
pub const fn shape<const FOUND: usize, const DECLARED: usize, const IS_DECLARED: bool, M>(_: Of<M>)
where
    M: DeclaresRank<FOUND, DECLARED> + DeclaresShape<IS_DECLARED>,
{
}

/// What has a unit holds numbers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` holds no numbers, and is measured in no unit; remove `unit`",
    label = "measured in no unit"
)]
pub trait IsMeasured<const IS_MEASURED: bool> {}

impl<T> IsMeasured<true> for T {}

/// Asserts it.
#[inline]
pub const fn measured<const IS_MEASURED: bool, T: IsMeasured<IS_MEASURED>>(_: Of<T>) {}

/// Whether a type holds numbers, as far as is known.
#[must_use]
pub const fn is_measured(of: Attribute) -> bool {
    !matches!(of.dtype(), Dtype::Str | Dtype::Bool)
}

/// What is in a unit by its type is in that one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a number of seconds; write `unit = \"s\"`, or say by `with = ..` how it is one of another unit",
    label = "another unit"
)]
pub trait IsInAnyUnit<const IS_IN_ANY: bool> {}

impl<T> IsInAnyUnit<true> for T {}

/// Asserts it.
#[inline]
pub const fn in_any_unit<const IS_IN_ANY: bool, T: IsInAnyUnit<IS_IN_ANY>>(_: Of<T>) {}

/// Whether a type leaves it open which unit it is in.
#[must_use]
pub const fn is_in_any_unit(of: Attribute) -> bool {
    of.unit_by_type().is_none()
}

/// The rank that a module declares; the one found, where that serves or none is known.
#[must_use]
pub const fn rank(of: &'static Registry, found: usize) -> usize {
    match of.declared_rank() {
        Some(declared) if declared != found + of.defaulted_lengths() => declared,
        _ => found,
    }
}

/// Whether a module declares a shape, as far as is known.
#[must_use]
pub const fn has_shape(of: &'static Registry) -> bool {
    of.declared_rank().is_some() || !of.has_no_shape()
}

/// How a field holds what a role is given to.
pub mod how {
    /// As a value of its own.
    #[derive(Debug)]
    pub struct Held;
    /// Together with others.
    #[derive(Debug)]
    pub struct Shared;
    /// It is the module's origin.
    #[derive(Debug)]
    pub struct Origin;
}

/// Asserts of a submodule's field that it is held, and no origin.
#[must_use]
#[inline]
pub const fn held<F: SubmoduleField>(submodule: Submodule) -> Submodule
where
    F::How: Owns<F> + IsNoOrigin<F>,
{
    submodule
}

/// A submodule is held, and not shared.
#[diagnostic::on_unimplemented(
    message = "a submodule that `Arc` or `Rc` shares would have its parameters in two places, and nothing could write to them; hold the module itself, and for tied weights use one field twice",
    label = "shared, not held"
)]
pub trait Owns<F: ?Sized> {}

impl<F: ?Sized> Owns<F> for how::Held {}
impl<F: ?Sized> Owns<F> for how::Origin {}

/// What has a role of its own is given no other.
#[diagnostic::on_unimplemented(
    message = "`{F}` is what remembers how a module was built, and has a role of its own; mark it `#[module(origin)]`",
    label = "mark it `#[module(origin)]`"
)]
pub trait IsNoOrigin<F: ?Sized> {}

impl<F: ?Sized> IsNoOrigin<F> for how::Held {}
impl<F: ?Sized> IsNoOrigin<F> for how::Shared {}
