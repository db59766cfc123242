//! What may be written after `init =`: an initialiser, or a plain value.

use super::builtin::{initialisers, *};
use super::elementwise::Elementwise;
use super::own_zeros::OwnZeros;
use super::{InitError, Initialiser, Stream, replace};
use crate::shape::Shape;
use crate::value::ArrayRank;
use crate::value::{
    AnyElement, ArrayLike, ArrayValue, AttributeValue, Choice, Converted, FillClass, FixesShape, Lossless,
    Nested, OwnArray, Plain, Scalar,
};

/// What may be written after `init =` on an attribute of type `T` and class `C`.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::init::Declaration;
///
/// fn initialises<T: AttributeValue>(_: impl Declaration<T, T::Class>) {}
/// initialises::<f64>(0.02);
/// initialises::<String>("euler");
/// initialises::<[f64; 2]>([0.1, 0.2]);
/// initialises::<Vec<f64>>(kaiming());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not initialise `{T}`; use one of `zeros() ones() fill(x) uniform(a, b) normal(mean, std) truncated_normal(mean, std) kaiming() xavier() lecun() uniform_sqrt() unit_eigs() orthogonal() identity() sparse(density, init)`, `from_fn(..)`, `from_rng(..)`, or a plain value of the type",
    label = "no initialiser of `{T}`",
    note = "arrays do not convert their elements: write those of the attribute's type, as in `[1.0, 2.0]` for floats",
    note = "a function that is the value itself is given as a pointer, as in `f64::abs as fn(f64) -> f64`"
)]
pub trait Declaration<T, C>: Sized {
    /// A value of this shape; a plain value gives itself, whatever its shape.
    ///
    /// # Errors
    /// As [`InitError`] says.
    fn create(self, shape: Option<&Shape>, stream: Stream<'_>) -> Result<T, InitError>;

    /// Overwrites a value with one of this shape, or of the shape it has; it stays as it is on an
    /// error.
    ///
    /// # Errors
    /// As [`InitError`] says.
    #[inline]
    fn overwrite(self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError>
    where
        T: AttributeValue,
    {
        let new = self.create(shape, stream)?;
        replace(value, new, shape, stream.bounds())
    }
}

/// Of lines of the table.
macro_rules! impls {
    ($($name:ident, [$($generics:tt)*] $type:ty, $way:ident, $usage:literal;)*) => {
        declared! { $([$($generics)*] $type;)* }
    };
}

macro_rules! declared {
    ($([$($generics:tt)*] $type:ty;)*) => {$(
        impl<T: AttributeValue, C, $($generics)*> Declaration<T, C> for $type
        where
            Self: Initialiser<T>,
        {
            fn create(self, shape: Option<&Shape>, stream: Stream<'_>) -> Result<T, InitError> {
                Initialiser::create(&self, shape.unwrap_or(&Shape::SCALAR), stream)
            }
            #[inline(always)]
            fn overwrite(self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
                Initialiser::overwrite(&self, value, shape, stream)
            }
        }
    )*};
}

initialisers!(impls);
#[cfg(feature = "alloc")]
declared! {
    [F] super::FromFn<F>; [F] super::FromRng<F>;
}

impl<T: AttributeValue, C: FixesShape<T>> Declaration<T, C> for OwnZeros
where
    Zeros: Initialiser<T>,
{
    fn create(self, shape: Option<&Shape>, stream: Stream<'_>) -> Result<T, InitError> {
        Declaration::<T, C>::create(Zeros, shape, stream)
    }
    #[inline(always)]
    fn overwrite(self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
        Declaration::<T, C>::overwrite(Zeros, value, shape, stream)
    }
}

/// A plain value is as it is.
impl<T: AttributeValue<Class = Plain>> Declaration<T, Plain> for T {
    #[inline]
    fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
        Ok(self)
    }
}

impl<T: AttributeValue<Class = Choice>> Declaration<T, Choice> for T {
    #[inline]
    fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
        Ok(self)
    }
}

impl<T: AttributeValue<Class = Converted>> Declaration<T, Converted> for T {
    #[inline]
    fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
        Ok(self)
    }
}

#[cfg(feature = "alloc")]
impl Declaration<alloc::string::String, Plain> for &str {
    fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<alloc::string::String, InitError> {
        Ok(self.into())
    }
    fn overwrite(
        self,
        value: &mut alloc::string::String,
        _: Option<&Shape>,
        _: Stream<'_>,
    ) -> Result<(), InitError> {
        value.clear();
        value.push_str(self);
        Ok(())
    }
}

#[cfg(feature = "alloc")]
impl<T: AttributeValue<Class = crate::value::Function>> Declaration<T, crate::value::Function> for T {
    fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
        Ok(self)
    }
}

impl<T: AttributeValue<Class = Scalar>> Declaration<T, Scalar> for T {
    #[inline]
    fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
        Ok(self)
    }
}

/// A scalar as an array: of shape `()`, never broadcast.
macro_rules! scalars {
    ($($type:ty)*) => {$(
        impl<T: ArrayValue> Declaration<T, ArrayLike> for $type
        where
            T::Elem: Lossless<$type>,
        {
            fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
                let number = crate::value::IntoNumber::into_number(self);
                let element = T::Elem::take(self).ok_or(InitError::Number(number))?;
                from_elements(&Shape::SCALAR, core::slice::from_ref(&element))
            }
        }
    )*};
}

scalars!(f64 f32 i8 i16 i32 i64 isize u8 u16 u32 u64 usize bool);

/// Whole numbers for floats, and narrower floats for wider ones.
macro_rules! converted {
    ($($type:ty: $($from:ty)*;)*) => {
        $($(impl Declaration<$type, Scalar> for $from {
            #[inline]
            fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<$type, InitError> {
                let number = crate::value::IntoNumber::into_number(self);
                <$type as Lossless<$from>>::take(self).ok_or(InitError::Number(number))
            }
        })*)*
    };
}

converted! {
    f64: f32 i32;
    f32: i32;
}

#[cfg(feature = "num-complex")]
crate::value::plain_for_complex!(converted);
#[cfg(feature = "num-dual")]
crate::value::plain_for_duals!(converted);

fn from_elements<T: ArrayValue>(shape: &Shape, elements: &[T::Elem]) -> Result<T, InitError> {
    let unmade = || InitError::Shape(shape.clone());
    let mut value = T::zeroed(shape).ok_or_else(unmade)?;
    match value.as_mut_elements() {
        Some(slots) if slots.len() == elements.len() => slots.clone_from_slice(elements),
        Some(_) => return Err(unmade()),
        None => {
            let made = <ArrayLike as FillClass<T>>::filled::<InitError>(shape, |slots| {
                slots.clone_from_slice(elements);
                Ok(())
            })?;
            return made.ok_or_else(|| InitError::unmade(shape));
        }
    }
    Ok(value)
}

/// A nested array literal that has the rank of arrays of type `T`.
pub trait Literal<T> {}

impl<T: ArrayRank<1>, E: AnyElement, const A: usize> Literal<T> for [E; A] {}
impl<T: ArrayRank<2>, E: AnyElement, const A: usize, const B: usize> Literal<T> for [[E; A]; B] {}
impl<T: ArrayRank<3>, E: AnyElement, const A: usize, const B: usize, const C: usize> Literal<T>
    for [[[E; A]; B]; C]
{
}
impl<T: ArrayRank<4>, E: AnyElement, const A: usize, const B: usize, const C: usize, const D: usize>
    Literal<T> for [[[[E; A]; B]; C]; D]
{
}

#[diagnostic::do_not_recommend]
impl<T, X, const N: usize> Declaration<T, ArrayLike> for [X; N]
where
    T: ArrayValue,
    X: Nested<Elem = T::Elem>,
    Self: Literal<T>,
{
    fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
        from_elements(&self.array_shape(), X::flat(&self))
    }
}

/// An array type of a user's own, as it is.
#[diagnostic::do_not_recommend]
impl<T: ArrayValue + OwnArray> Declaration<T, ArrayLike> for T {
    fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
#[cfg(feature = "alloc")]
impl<T: ArrayValue<Elem = E>, E: AnyElement> Declaration<T, ArrayLike> for alloc::vec::Vec<E> {
    fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
        from_elements(&self.array_shape(), &self)
    }
}

#[diagnostic::do_not_recommend]
#[cfg(feature = "ndarray")]
impl<T, E, D> Declaration<T, ArrayLike> for ndarray::Array<E, D>
where
    T: ArrayValue<Elem = E>,
    E: AnyElement,
    D: ndarray::Dimension + 'static,
{
    fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
        let shape = self.array_shape();
        T::from_dense(self.into_dense()).map_err(|_| InitError::Shape(shape))
    }
}
