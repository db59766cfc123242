//! Which classes of values the built-in initialisers make.

use crate::never::Never;
use crate::shape::Shape;
use crate::value::{
    AnyElement, ArrayLike, ArrayValue, AttributeValue, Convert, Converted, Newtype, Plain, Scalar,
    Transparent, WithError,
};

type ClassOf<T> = <T as AttributeValue>::Class;

/// A class whose values consist of elements that can be written one by one.
#[diagnostic::on_unimplemented(
    message = "the built-in initialisers make numbers and arrays of them, not `{T}`; give a plain value, or use `from_fn(..)`",
    label = "not made of numbers"
)]
pub trait FillClass<T> {
    /// The type of the elements.
    type Elem: AnyElement;
    /// Whether elements are written in a value of zeros, which there may be none of otherwise.
    const BEGINS_AS_ZEROS: bool = true;
    /// A value of zeros.
    fn zeroed(shape: &Shape) -> Option<T>;
    /// The elements, row-major, where they can be written in place.
    fn elements(value: &mut T) -> Option<&mut [Self::Elem]>;
    /// The elements in whatever order they lie in memory, see [`put_in_order`](Self::put_in_order).
    fn in_any_order(value: &mut T) -> Option<&mut [Self::Elem]> {
        Self::elements(value)
    }
    /// Moves elements that were written into [`in_any_order`](Self::in_any_order) as if that were row-major to
    /// where they belong.
    fn put_in_order(value: &mut T) {
        let _ = value;
    }
    /// A value of elements that are written before it is made; `None` where there is no value of this
    /// shape.
    ///
    /// # Errors
    /// Those of `write`.
    fn filled<X: From<WithError>>(
        shape: &Shape,
        write: impl FnOnce(&mut [Self::Elem]) -> Result<(), X>,
    ) -> Result<Option<T>, X> {
        let _ = (shape, write);
        Ok(None)
    }
}

impl<T: AnyElement> FillClass<T> for Scalar {
    type Elem = T;
    fn zeroed(shape: &Shape) -> Option<T> {
        shape.is_empty().then(T::zero_element)
    }
    #[inline]
    fn elements(value: &mut T) -> Option<&mut [T]> {
        Some(core::slice::from_mut(value))
    }
}

/// An element that is taken as it is.
impl<T: AnyElement> FillClass<T> for Plain {
    type Elem = T;
    fn zeroed(shape: &Shape) -> Option<T> {
        shape.is_empty().then(T::zero_element)
    }
    #[inline]
    fn elements(value: &mut T) -> Option<&mut [T]> {
        Some(core::slice::from_mut(value))
    }
}

/// See `Never`: a type that is no element is told as what cannot be filled.
impl<T: AnyElement> FillClass<T> for Plain
where
    for<'a> (): Never<'a>,
    Plain: FillClass<T, Elem = T>,
{
    type Elem = T;
    fn zeroed(_: &Shape) -> Option<T> {
        None
    }
    fn elements(_: &mut T) -> Option<&mut [T]> {
        None
    }
}

/// A value with elements that are written, in place or before it is made.
fn made<T: AttributeValue, X: From<WithError>>(
    shape: &Shape,
    write: impl FnOnce(&mut [<ClassOf<T> as FillClass<T>>::Elem]) -> Result<(), X>,
) -> Result<Option<T>, X>
where
    ClassOf<T>: FillClass<T>,
{
    if !ClassOf::<T>::BEGINS_AS_ZEROS {
        return ClassOf::<T>::filled(shape, write);
    }
    let Some(mut value) = ClassOf::<T>::zeroed(shape) else { return Ok(None) };
    let Some(elements) = ClassOf::<T>::elements(&mut value) else {
        return ClassOf::<T>::filled(shape, write);
    };
    write(elements)?;
    Ok(Some(value))
}

impl<T: Newtype> FillClass<T> for Transparent
where
    ClassOf<T::Inner>: FillClass<T::Inner>,
{
    type Elem = <ClassOf<T::Inner> as FillClass<T::Inner>>::Elem;
    fn zeroed(shape: &Shape) -> Option<T> {
        ClassOf::<T::Inner>::zeroed(shape).map(T::from_inner)
    }
    fn elements(value: &mut T) -> Option<&mut [Self::Elem]> {
        ClassOf::<T::Inner>::elements(value.inner_mut())
    }
    fn in_any_order(value: &mut T) -> Option<&mut [Self::Elem]> {
        ClassOf::<T::Inner>::in_any_order(value.inner_mut())
    }
    fn put_in_order(value: &mut T) {
        ClassOf::<T::Inner>::put_in_order(value.inner_mut());
    }
    fn filled<X: From<WithError>>(
        shape: &Shape,
        write: impl FnOnce(&mut [Self::Elem]) -> Result<(), X>,
    ) -> Result<Option<T>, X> {
        Ok(made::<T::Inner, X>(shape, write)?.map(T::from_inner))
    }
}

/// What is filled is the value that they are known by.
impl<T: Convert> FillClass<T> for Converted
where
    ClassOf<T::Known>: FillClass<T::Known>,
{
    type Elem = <ClassOf<T::Known> as FillClass<T::Known>>::Elem;
    const BEGINS_AS_ZEROS: bool = false;
    fn zeroed(shape: &Shape) -> Option<T> {
        T::from_known(ClassOf::<T::Known>::zeroed(shape)?).ok()
    }
    fn elements(_: &mut T) -> Option<&mut [Self::Elem]> {
        None
    }
    fn filled<X: From<WithError>>(
        shape: &Shape,
        write: impl FnOnce(&mut [Self::Elem]) -> Result<(), X>,
    ) -> Result<Option<T>, X> {
        Ok(made::<T::Known, X>(shape, write)?.map(T::from_known).transpose()?)
    }
}

impl<T: ArrayValue> FillClass<T> for ArrayLike {
    type Elem = T::Elem;
    fn zeroed(shape: &Shape) -> Option<T> {
        T::zeroed(shape)
    }
    #[inline]
    fn elements(value: &mut T) -> Option<&mut [T::Elem]> {
        value.as_mut_elements()
    }
    fn in_any_order(value: &mut T) -> Option<&mut [T::Elem]> {
        value.in_any_order()
    }
    fn put_in_order(value: &mut T) {
        value.put_in_order();
    }
    #[cfg(feature = "alloc")]
    fn filled<X: From<WithError>>(
        shape: &Shape,
        write: impl FnOnce(&mut [T::Elem]) -> Result<(), X>,
    ) -> Result<Option<T>, X> {
        let Some(zeros) = crate::value::Dense::zeros(shape) else { return Ok(None) };
        let mut elements = zeros.into_elements();
        write(&mut elements)?;
        Ok(T::from_dense(crate::value::Dense::new(shape.clone(), elements)).ok())
    }
}
