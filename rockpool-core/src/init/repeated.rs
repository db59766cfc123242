//! Initialisers that give every element the same number, and so need neither a stream nor the shape.

use super::builtin::{initialisers, *};
use super::draw::within;
use super::made::made;
use super::{InitError, Initialiser, Stream};
use crate::shape::Shape;
use crate::value::{AnyElement, AttributeValue, Class, FillClass};

/// An initialiser that gives every element the same value.
#[doc(hidden)]
pub trait Repeated: Send + Sync {
    /// The element.
    ///
    /// # Errors
    /// The type has not the number.
    fn element<E: AnyElement>(&self) -> Result<E, InitError>;
}

type ElementOf<T> = <<T as AttributeValue>::Class as FillClass<T>>::Elem;

macro_rules! impls {
    ($($name:ident, [$($generics:tt)*] $type:ty, $way:ident, $usage:literal;)*) => {
        $(repeated!($way, [$($generics)*] $type);)*
    };
}

/// Of a line of the table.
macro_rules! repeated {
    (writes, $($rest:tt)*) => {};
    (repeats, [$($generics:tt)*] $type:ty) => {
        impl<T, $($generics)*> Initialiser<T> for $type
        where
            T: AttributeValue,
            T::Class: FillClass<T>,
        {
            fn create(&self, shape: &Shape, stream: Stream<'_>) -> Result<T, InitError> {
                let element: ElementOf<T> = self.element()?;
                within(&element, 0, stream)?;
                filled(element, shape)
            }

            // Always: a walk that resets folds this into a `fill` of the elements.
            #[inline(always)]
            fn overwrite(&self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
                let element: ElementOf<T> = self.element()?;
                within(&element, 0, stream)?;
                if shape.is_none_or(|shape| T::Class::has_shape(value, shape))
                    && let Some(elements) = T::Class::elements(value)
                {
                    elements.fill(element);
                    return Ok(());
                }
                overwrite_anew(value, element, shape)
            }
        }
    };
}

initialisers!(impls);

/// A new value of this shape.
fn filled<T>(element: ElementOf<T>, shape: &Shape) -> Result<T, InitError>
where
    T: AttributeValue<Class: FillClass<T>>,
{
    made(shape, |elements| {
        elements.fill(element);
        Ok(())
    })
}

/// As that of `elementwise`, but without the stream, which the walk would have to keep for it.
#[cold]
#[inline(never)]
fn overwrite_anew<T>(value: &mut T, element: ElementOf<T>, shape: Option<&Shape>) -> Result<(), InitError>
where
    T: AttributeValue<Class: FillClass<T>>,
{
    if shape.is_none_or(|shape| T::Class::has_shape(value, shape))
        && let Some(elements) = T::Class::in_any_order(value)
    {
        elements.fill(element);
        return Ok(());
    }
    let new = match shape {
        Some(shape) => filled(element, shape)?,
        None => filled(element, &T::Class::shape(value))?,
    };
    T::Class::put(value, new);
    Ok(())
}
