//! Which types serve as arguments for which attributes.
//!
//! Arrays never convert the type of their elements, so that literals infer.

use super::{Constant, Declared, Init, IntoArgument, Supplied, Supply};
use crate::init::Initialiser;
use crate::shape::Shape;
use crate::value::{
    AnyElement, ArrayLike, ArrayValue, AttributeValue, Choice, Choices, Class, Converted, Dense, Function,
    IntoNumber, Lossless, Making, Nested, OwnArray, Plain, Scalar,
};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

impl<T: AttributeValue<Class = Plain>> IntoArgument<T, Plain> for T
where
    Plain: Class<T, Data = T>,
{
    fn into_argument(self) -> Supplied<T> {
        Supplied::data(self)
    }
}

impl<T: AttributeValue<Class = Plain>> IntoArgument<T, Plain> for &T
where
    Plain: Class<T, Data = T>,
{
    fn into_argument(self) -> Supplied<T> {
        Supplied::data(self.clone())
    }
}

/// Values that are taken as they are, of classes of their own.
macro_rules! as_they_are {
    ($($class:ident)*) => {$(
        impl<T: AttributeValue<Class = $class>> IntoArgument<T, $class> for T
        where
            $class: Class<T>,
        {
            fn into_argument(self) -> Supplied<T> {
                Supplied::data($class::data(self))
            }
        }

        impl<T: AttributeValue<Class = $class>> IntoArgument<T, $class> for &T
        where
            $class: Class<T>,
        {
            fn into_argument(self) -> Supplied<T> {
                Supplied::data($class::data(self.clone()))
            }
        }
    )*};
}

as_they_are!(Choice Converted);

/// A word, of what is one.
impl<T: AttributeValue<Class = Choice> + Choices> IntoArgument<T, Choice> for &str {
    fn into_argument(self) -> Supplied<T> {
        match T::named(self) {
            Some(value) => Supplied::data(value),
            None => Supplied::unfit(crate::value::unknown_choice::<T>(self)),
        }
    }
}

impl<T: AttributeValue<Class = Choice> + Choices> IntoArgument<T, Choice> for String {
    fn into_argument(self) -> Supplied<T> {
        self.as_str().into_argument()
    }
}

impl IntoArgument<String, Plain> for &str {
    fn into_argument(self) -> Supplied<String> {
        Supplied::data(self.into())
    }
}

impl<T: AttributeValue<Class = Function>> IntoArgument<T, Function> for T
where
    Function: Class<T, Data = T>,
{
    fn into_argument(self) -> Supplied<T> {
        Supplied::data(self)
    }
}

impl<T: AttributeValue<Class = Function>> IntoArgument<T, Function> for &T
where
    Function: Class<T, Data = T>,
{
    fn into_argument(self) -> Supplied<T> {
        Supplied::data(self.clone())
    }
}

/// Shared closures whose type is not yet forgotten, as `Arc::new(|x: f64| 2.0 * x)` gives them.
macro_rules! closures {
    ($([$($generics:tt)*] $function:path;)*) => {$(
        impl<$($generics)*, F> IntoArgument<Arc<dyn $function + Send + Sync>, Function> for Arc<F>
        where
            F: $function + Send + Sync + 'static,
        {
            fn into_argument(self) -> Supplied<Arc<dyn $function + Send + Sync>> {
                let forgotten: Arc<dyn $function + Send + Sync> = self;
                Supplied::data(forgotten)
            }
        }
    )*};
}

closures! {
    [R: 'static] Fn() -> R;
    [R: 'static, A: 'static] Fn(A) -> R;
    [R: 'static, A: 'static, B: 'static] Fn(A, B) -> R;
    [R: 'static, A: 'static, B: 'static, C: 'static] Fn(A, B, C) -> R;
}

impl<T: AttributeValue<Class = Scalar>> IntoArgument<T, Scalar> for T
where
    Scalar: Class<T, Data = T>,
{
    fn into_argument(self) -> Supplied<T> {
        Supplied::data(self)
    }
}

impl<T: AttributeValue<Class = Scalar>> IntoArgument<T, Scalar> for &T
where
    Scalar: Class<T, Data = T>,
{
    fn into_argument(self) -> Supplied<T> {
        Supplied::data(self.clone())
    }
}

fn held<T: AttributeValue, U: IntoNumber + Copy>(scalar: U, data: Option<super::DataOf<T>>) -> Supplied<T> {
    Supplied::new(data.map_or_else(|| Supply::Unheld(scalar.into_number()), Supply::Data))
}

/// Scalars of another type where nothing is lost, and scalars as arrays.
macro_rules! scalars {
    ($($from:ty => $($to:ty)*;)*) => {$(
        $(impl IntoArgument<$to, Scalar> for $from {
            fn into_argument(self) -> Supplied<$to> {
                held(self, <$to as Lossless<$from>>::take(self))
            }
        })*

        impl<T: ArrayValue> IntoArgument<T, ArrayLike> for $from
        where
            T::Elem: Lossless<$from>,
        {
            fn into_argument(self) -> Supplied<T> {
                let element = <T::Elem as Lossless<$from>>::take(self);
                held(self, element.map(|element| Dense::new(Shape::SCALAR, alloc::vec![element])))
            }
        }

        impl<T: ArrayValue> IntoArgument<T, ArrayLike> for &$from
        where
            T::Elem: Lossless<$from>,
        {
            fn into_argument(self) -> Supplied<T> {
                (*self).into_argument()
            }
        }
    )*};
}

scalars! {
    f64 => ;
    f32 => f64;
    i8 => f64 f32 i16 i32 i64 isize u8 u16 u32 u64 usize;
    i16 => f64 f32 i8 i32 i64 isize u8 u16 u32 u64 usize;
    i32 => f64 f32 i8 i16 i64 isize u8 u16 u32 u64 usize;
    i64 => f64 f32 i8 i16 i32 isize u8 u16 u32 u64 usize;
    isize => f64 f32 i8 i16 i32 i64 u8 u16 u32 u64 usize;
    u8 => f64 f32 i8 i16 i32 i64 isize u16 u32 u64 usize;
    u16 => f64 f32 i8 i16 i32 i64 isize u8 u32 u64 usize;
    u32 => f64 f32 i8 i16 i32 i64 isize u8 u16 u64 usize;
    u64 => f64 f32 i8 i16 i32 i64 isize u8 u16 u32 usize;
    usize => f64 f32 i8 i16 i32 i64 isize u8 u16 u32 u64;
    bool => ;
}

/// An array type of a user's own, as it is.
#[diagnostic::do_not_recommend]
impl<T: ArrayValue + OwnArray> IntoArgument<T, ArrayLike> for T {
    fn into_argument(self) -> Supplied<T> {
        Supplied::data(self.into_dense())
    }
}

#[diagnostic::do_not_recommend]
impl<T: ArrayValue + OwnArray> IntoArgument<T, ArrayLike> for &T {
    fn into_argument(self) -> Supplied<T> {
        Supplied::data(self.clone().into_dense())
    }
}

#[diagnostic::do_not_recommend]
impl<T: ArrayValue<Elem = E>, E: AnyElement> IntoArgument<T, ArrayLike> for Vec<E> {
    fn into_argument(self) -> Supplied<T> {
        Supplied::data(self.into_dense())
    }
}

#[diagnostic::do_not_recommend]
impl<T: ArrayValue<Elem = E>, E: AnyElement> IntoArgument<T, ArrayLike> for &Vec<E> {
    fn into_argument(self) -> Supplied<T> {
        self.clone().into_argument()
    }
}

#[diagnostic::do_not_recommend]
impl<T: ArrayValue<Elem = E>, E: AnyElement> IntoArgument<T, ArrayLike> for &[E] {
    fn into_argument(self) -> Supplied<T> {
        self.to_vec().into_argument()
    }
}

#[diagnostic::do_not_recommend]
impl<T, X, const N: usize> IntoArgument<T, ArrayLike> for [X; N]
where
    T: ArrayValue,
    X: Nested<Elem = T::Elem>,
{
    fn into_argument(self) -> Supplied<T> {
        Supplied::data(self.into_dense())
    }
}

#[diagnostic::do_not_recommend]
impl<T, X, const N: usize> IntoArgument<T, ArrayLike> for &[X; N]
where
    T: ArrayValue,
    X: Nested<Elem = T::Elem>,
{
    fn into_argument(self) -> Supplied<T> {
        self.clone().into_argument()
    }
}

#[cfg(feature = "ndarray")]
mod nd {
    use super::{AnyElement, ArrayLike, ArrayValue, IntoArgument, Supplied};
    use ndarray::{Array, ArrayView, ArrayViewMut, CowArray, Dimension};

    #[diagnostic::do_not_recommend]
    impl<T: ArrayValue<Elem = E>, E: AnyElement, D: Dimension + 'static> IntoArgument<T, ArrayLike>
        for Array<E, D>
    {
        fn into_argument(self) -> Supplied<T> {
            Supplied::data(self.into_dense())
        }
    }

    macro_rules! borrowed {
        ($($type:ty),*) => {$(
            #[diagnostic::do_not_recommend]
            impl<'a, T, E, D> IntoArgument<T, ArrayLike> for $type
            where
                T: ArrayValue<Elem = E>,
                E: AnyElement,
                D: Dimension + 'static,
            {
                fn into_argument(self) -> Supplied<T> {
                    Supplied::data(self.to_owned().into_dense())
                }
            }
        )*};
    }

    borrowed!(
        &'a Array<E, D>,
        ArrayView<'a, E, D>,
        &ArrayView<'a, E, D>,
        ArrayViewMut<'a, E, D>,
        CowArray<'a, E, D>
    );
}

impl<T: AttributeValue, C> IntoArgument<T, C> for Option<T>
where
    T: AttributeValue<Class = C>,
    C: Class<T>,
{
    fn into_argument(self) -> Supplied<T> {
        match self {
            Some(value) => Supplied::data(C::data(value)),
            None => Supplied::new(Supply::Absent),
        }
    }
}

impl<T: AttributeValue, C, U: IntoArgument<T, C>> IntoArgument<T, C> for Constant<U> {
    fn into_argument(self) -> Supplied<T> {
        Supplied { is_constant: true, ..self.0.into_argument() }
    }
}

/// What stands in [`Init`].
#[diagnostic::on_unimplemented(
    message = "`Init(..)` takes an initialiser, such as `zeros()` or `from_fn(|shape| ..)`, and `{Self}` is none; give a value without `Init`",
    label = "no initialiser"
)]
pub trait InInit<T: AttributeValue>: Initialiser<T> {}

#[diagnostic::do_not_recommend]
impl<T: AttributeValue, I: Initialiser<T>> InInit<T> for I {}

impl<T: AttributeValue, C, I: InInit<T> + 'static> IntoArgument<T, C> for Init<I> {
    fn into_argument(self) -> Supplied<T> {
        Supplied::new(Supply::Init(Arc::new(self.0)))
    }
}

impl<T: AttributeValue, C> IntoArgument<T, C> for Declared {
    fn into_argument(self) -> Supplied<T> {
        Supplied::new(Supply::Declared)
    }
}
