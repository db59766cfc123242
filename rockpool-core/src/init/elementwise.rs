//! Initialisers that write one element after the other, and allocate nothing.

use super::builtin::{initialisers, *};
use super::draw::within;
use super::made::made;
use super::repeated::Repeated;
use super::{InitError, Initialiser, Stream, replace};
use crate::shape::Shape;
use crate::value::{AnyElement, AttributeValue, Class, FillClass};

/// An initialiser that writes elements in place, row-major.
#[doc(hidden)]
pub trait Elementwise: Send + Sync {
    /// Whether [`write`](Self::write) looks at the shape.
    const NEEDS_SHAPE: bool;

    /// Whether bounds are held against all elements once they are written, and not against each before: where
    /// there are any, others are then overwritten by a new value.
    const IS_JUDGED_WHOLE: bool = false;

    /// Writes all elements of an array of this shape.
    ///
    /// # Errors
    /// As [`InitError`] says; nothing is written then.
    fn write<E: AnyElement>(
        &self,
        elements: &mut [E],
        shape: &Shape,
        stream: Stream<'_>,
    ) -> Result<(), InitError>;
}

/// One that repeats an element is one that writes them.
impl<R: Repeated> Elementwise for R {
    const NEEDS_SHAPE: bool = false;

    fn write<E: AnyElement>(
        &self,
        elements: &mut [E],
        _: &Shape,
        stream: Stream<'_>,
    ) -> Result<(), InitError> {
        let element = self.element::<E>()?;
        within(&element, 0, stream)?;
        elements.fill(element);
        Ok(())
    }
}

macro_rules! impls {
    ($($name:ident, [$($generics:tt)*] $type:ty, $way:ident, $usage:literal;)*) => {
        $(elementwise!($way, [$($generics)*] $type);)*
    };
}

/// Of a line of the table.
macro_rules! elementwise {
    (repeats, $($rest:tt)*) => {};
    (writes, [$($generics:tt)*] $type:ty) => {
        impl<T, $($generics)*> Initialiser<T> for $type
        where
            T: AttributeValue,
            T::Class: FillClass<T>,
        {
            fn create(&self, shape: &Shape, stream: Stream<'_>) -> Result<T, InitError> {
                made(shape, |elements| self.write(elements, shape, stream))
            }

            fn overwrite(&self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
                let is_judged_here = !Self::IS_JUDGED_WHOLE || stream.bounds().is_none();
                if is_judged_here && shape.is_none_or(|shape| T::Class::has_shape(value, shape)) {
                    let known = if Self::NEEDS_SHAPE { T::Class::shape(value) } else { Shape::SCALAR };
                    if let Some(elements) = T::Class::elements(value) {
                        return self.write(elements, &known, stream);
                    }
                    return write_in_any_order(self, value, &known, shape, stream);
                }
                overwrite_anew(self, value, shape, stream)
            }
        }
    };
}

/// Overwrites a value whose elements do not lie row-major in memory.
#[inline(never)]
fn write_in_any_order<T, I>(
    init: &I,
    value: &mut T,
    known: &Shape,
    shape: Option<&Shape>,
    stream: Stream<'_>,
) -> Result<(), InitError>
where
    T: AttributeValue<Class: FillClass<T>>,
    I: Elementwise + Initialiser<T>,
{
    let Some(elements) = T::Class::in_any_order(value) else {
        return overwrite_anew(init, value, shape, stream);
    };
    init.write(elements, known, stream)?;
    T::Class::put_in_order(value);
    Ok(())
}

/// Overwrites a value that has another shape now, or does not lie row-major in memory, or is not judged
/// element by element.
#[inline(never)]
fn overwrite_anew<T: AttributeValue>(
    init: &impl Initialiser<T>,
    value: &mut T,
    shape: Option<&Shape>,
    stream: Stream<'_>,
) -> Result<(), InitError> {
    let new = match shape {
        Some(shape) => init.create(shape, stream)?,
        None => init.create(&T::Class::shape(value), stream)?,
    };
    replace(value, new, shape, stream.bounds())
}

initialisers!(impls);
