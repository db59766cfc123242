//! What declarations assert of a class: traits without methods, for what rustc says where they do not hold.
//!
//! Those that are asserted of a field, and have methods, are in [`codegen`](crate::codegen).

use super::array_value::{ArrayRank, FixedArray};
use super::{
    ArrayLike, AttributeValue, Choice, Convert, Converted, Function, Newtype, Plain, Scalar, Transparent,
};

type ClassOf<T> = <T as AttributeValue>::Class;

/// The class of `T` admits arrays of rank `R`; asserted where a shape is declared.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this shape has rank {R}, but `{T}` holds no arrays of rank {R}; give as many lengths as the type has axes, or use `ArrayD<_>` where several ranks are permitted",
    label = "of rank {R}"
)]
pub trait HasRank<T, const R: usize> {}

/// A class whose values all have one shape, by their type.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a state begins as zeros, and `{T}` does not say of which shape; add `shape = ..`, or an `init` that has one",
    label = "of no known shape"
)]
pub trait FixesShape<T> {}

impl<T> FixesShape<T> for Scalar {}
impl<T> FixesShape<T> for Plain {}
impl<T> FixesShape<T> for Function {}
impl<T> FixesShape<T> for Choice {}
#[diagnostic::do_not_recommend]
impl<T: Newtype> FixesShape<T> for Transparent where ClassOf<T::Inner>: FixesShape<T::Inner> {}
#[diagnostic::do_not_recommend]
impl<T: Convert> FixesShape<T> for Converted where ClassOf<T::Known>: FixesShape<T::Known> {}
#[diagnostic::do_not_recommend]
impl<T: FixedArray> FixesShape<T> for ArrayLike {}

/// A class whose values may be a single number: all but arrays that have axes.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "one number does not initialise `{T}`, which has axes; write `fill(..)` to begin every element with it",
    label = "one number"
)]
pub trait HoldsNumber<T> {}

impl<T> HoldsNumber<T> for Scalar {}
impl<T> HoldsNumber<T> for Plain {}
impl<T> HoldsNumber<T> for Function {}
impl<T> HoldsNumber<T> for Choice {}
#[diagnostic::do_not_recommend]
impl<T: Newtype> HoldsNumber<T> for Transparent where ClassOf<T::Inner>: HoldsNumber<T::Inner> {}
#[diagnostic::do_not_recommend]
impl<T: Convert> HoldsNumber<T> for Converted where ClassOf<T::Known>: HoldsNumber<T::Known> {}
#[diagnostic::do_not_recommend]
impl<T: ArrayRank<0>> HoldsNumber<T> for ArrayLike {}
