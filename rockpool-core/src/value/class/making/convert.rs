//! Elements of one type where another is wanted.

use super::{Unfit, mismatch::other_type, short};
use crate::value::{AnyElement, AnyValue, Bounds, OutOfBounds};

/// The elements of `new` as elements of type `E`, handed to `each` in row-major order.
pub(in crate::value::class) fn convert_each<E: AnyElement>(
    new: &dyn AnyValue,
    each: &mut dyn FnMut(E),
) -> Result<(), Unfit> {
    if let Some(access) = new.access_to::<E>() {
        access.for_each(new.as_any(), &mut |element| each(element.clone()));
        return Ok(());
    }
    let mut failed = None;
    let is_numeric = new.for_each_number(&mut |number| match E::from_number(number) {
        Some(element) => each(element),
        None => failed = failed.or(Some(number)),
    });
    if !is_numeric {
        return Err(other_type::<E>(new));
    }
    match failed {
        None => Ok(()),
        Some(number) => {
            let number = number.as_written(new.dtype());
            let expected = if new.shape().is_empty() { "a number" } else { "elements" };
            let of = short(core::any::type_name::<E>());
            let misfit = number.misfit(&of);
            Err(Unfit::Type(alloc::format!("expected {expected} of type `{of}`, found {number}, {misfit}")))
        }
    }
}

pub(in crate::value::class) fn try_convert<E: AnyElement>(
    new: &dyn AnyValue,
    bounds: Option<&Bounds>,
) -> Result<Option<OutOfBounds>, Unfit> {
    if bounds.is_none() && new.access_to::<E>().is_some() {
        return Ok(None);
    }
    let mut first = bounds.map(|bounds| bounds.first_outside(0, E::DTYPE));
    convert_each::<E>(new, &mut |element| {
        if let Some(first) = &mut first {
            first.see(element.to_number());
        }
    })?;
    Ok(first.and_then(|first| first.found))
}
