//! Values that begin like another value.

use crate::shape::Shape;
use crate::value::{AnyElement, AnyValue, ArrayLike, ArrayValue, AttributeValue, FillClass, WithError};

#[cfg(feature = "alloc")]
use super::{
    Unfit,
    making::{Making as _, convert_each},
    short,
};

/// Why a value cannot begin like another.
#[derive(Clone, Debug, PartialEq)]
pub enum Unlike {
    /// The other has this shape.
    Shape(Shape),
    /// The type has no arrays of this shape, or takes no elements of the other's type.
    NoType(Shape),
    /// The other is of a type that does not serve.
    #[cfg(feature = "alloc")]
    Unfit(Unfit),
}

impl From<WithError> for Unlike {
    fn from(error: WithError) -> Self {
        #[cfg(feature = "alloc")]
        return Self::Unfit(error.into());
        #[cfg(not(feature = "alloc"))]
        {
            let _ = error;
            Self::NoType(Shape::SCALAR)
        }
    }
}

/// The elements of `source` as others; numbers are converted where exact.
pub(super) fn each_like<E: AnyElement>(source: &dyn AnyValue, each: &mut dyn FnMut(E)) -> Result<(), Unlike> {
    #[cfg(feature = "alloc")]
    return convert_each(source, each).map_err(Unlike::Unfit);
    #[cfg(not(feature = "alloc"))]
    {
        let access = source.access_to::<E>().ok_or_else(|| Unlike::NoType(source.shape()))?;
        access.for_each(source.as_any(), &mut |element| each(element.clone()));
        Ok(())
    }
}

/// Of a value of another type: what a type without elements takes from others by itself.
pub(super) fn other<T: AttributeValue>(source: &dyn AnyValue) -> Result<T, Unlike> {
    #[cfg(feature = "alloc")]
    {
        let mismatch = || {
            let (wanted, found) = (short(core::any::type_name::<T>()), short(source.type_name()));
            Unlike::Unfit(Unfit::Type(alloc::format!(
                "expected a value of type `{wanted}` to begin like, found `{found}`"
            )))
        };
        T::Class::from_source(source).ok_or_else(mismatch)
    }
    #[cfg(not(feature = "alloc"))]
    Err(Unlike::NoType(source.shape()))
}

/// An array of this shape, or of that of `source`.
pub(super) fn array_like<T: ArrayValue>(source: &dyn AnyValue, shape: Option<&Shape>) -> Result<T, Unlike> {
    let found = source.shape();
    let shape = shape.unwrap_or(&found);
    if !serves(&found, shape) {
        return Err(Unlike::Shape(found));
    }
    let Some(mut value) = T::zeroed(shape) else { return Err(Unlike::NoType(shape.clone())) };
    match value.as_mut_elements() {
        Some(slots) => write(slots, source)?,
        None => {
            let filled = <ArrayLike as FillClass<T>>::filled(shape, |slots| write(slots, source))?;
            return filled.ok_or_else(|| Unlike::NoType(shape.clone()));
        }
    }
    Ok(value)
}

/// Overwrites an array in place; whether it could be.
pub(super) fn overwrite_like<T: ArrayValue>(
    value: &mut T,
    source: &dyn AnyValue,
    shape: Option<&Shape>,
) -> Option<Result<(), Unlike>> {
    let here = value.array_shape();
    if shape.is_some_and(|shape| *shape != here) || !serves(&source.shape(), &here) {
        return None;
    }
    let slots = value.as_mut_elements()?;
    // Other elements may fail to convert half way.
    source.access_to::<T::Elem>()?;
    Some(write(slots, source))
}

/// Whether a value of the shape `found` serves for `wanted`: a scalar is every element.
fn serves(found: &Shape, wanted: &Shape) -> bool {
    found == wanted || found.is_empty()
}

fn write<E: AnyElement>(slots: &mut [E], source: &dyn AnyValue) -> Result<(), Unlike> {
    if let Some(same) = source.slice_of::<E>()
        && same.len() == slots.len()
    {
        slots.clone_from_slice(same);
        return Ok(());
    }
    if source.shape().is_empty() {
        let mut one = None;
        each_like::<E>(source, &mut |element| one = Some(element))?;
        if let Some(one) = one {
            slots.fill(one);
        }
        return Ok(());
    }
    let mut slots = slots.iter_mut();
    each_like::<E>(source, &mut |element| {
        if let Some(slot) = slots.next() {
            *slot = element;
        }
    })
}
