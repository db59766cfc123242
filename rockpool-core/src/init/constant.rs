//! Initialisers that give every element the same number, and so need neither a stream nor the shape.

use super::elementwise::{Constantly, Zeros, element, within};
use super::made::made;
use super::{InitError, Initialiser, Stream};
use crate::shape::Shape;
use crate::value::{AttributeValue, Class, FillClass};

type ElementOf<T> = <<T as AttributeValue>::Class as FillClass<T>>::Elem;

macro_rules! constants {
    ($($type:ty, |$self:ident| $element:expr;)*) => {$(
        impl<T> Initialiser<T> for $type
        where
            T: AttributeValue,
            T::Class: FillClass<T>,
        {
            fn create(&$self, shape: &Shape, stream: Stream<'_>) -> Result<T, InitError> {
                let element: ElementOf<T> = $element;
                within(&element, 0, stream)?;
                filled(element, shape)
            }

            // Always: a walk that resets folds this into a `fill` of the elements.
            #[inline(always)]
            fn overwrite(&$self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
                let element: ElementOf<T> = $element;
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
    )*};
}

constants! {
    Zeros, |self| ElementOf::<T>::default();
    Constantly, |self| element(self.0)?;
}

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
    let new = match shape {
        Some(shape) => filled(element, shape)?,
        None => filled(element, &T::Class::shape(value))?,
    };
    T::Class::put(value, new);
    Ok(())
}
