//! New values of elements that are written one by one.

use super::InitError;
use crate::shape::Shape;
use crate::value::{AttributeValue, FillClass};

/// A new value of this shape, its elements written in place where they can be.
pub(super) fn made<T>(
    shape: &Shape,
    write: impl FnOnce(&mut [<T::Class as FillClass<T>>::Elem]) -> Result<(), InitError>,
) -> Result<T, InitError>
where
    T: AttributeValue<Class: FillClass<T>>,
{
    if !T::Class::BEGINS_AS_ZEROS {
        return T::Class::filled(shape, write)?.ok_or_else(|| InitError::unmade(shape));
    }
    let mut value = T::Class::zeroed(shape).ok_or_else(|| InitError::unmade(shape))?;
    let Some(elements) = T::Class::elements(&mut value) else {
        return T::Class::filled(shape, write)?.ok_or_else(|| InitError::unmade(shape));
    };
    write(elements)?;
    Ok(value)
}
