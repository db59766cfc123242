//! Elements of one type where another is wanted, and equality across containers.

use super::OutOfBounds;
use crate::shape::Shape;
use crate::value::Bounds;
use crate::value::access::Each;
use crate::value::{Access, AnyElement, AnyValue};
use core::any::Any;

#[cfg(feature = "alloc")]
use super::{Unfit, mismatch::other_type, short};

/// The elements of `new` as elements of type `E`, handed to `each` in row-major order.
#[cfg(feature = "alloc")]
pub(super) fn convert_each<E: AnyElement>(new: &dyn AnyValue, each: &mut dyn FnMut(E)) -> Result<(), Unfit> {
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
            Err(Unfit::Type(alloc::format!(
                "expected {expected} of type `{}`, found {number}, which none of them equals",
                short(core::any::type_name::<E>())
            )))
        }
    }
}

#[cfg(feature = "alloc")]
pub(super) fn try_convert<E: AnyElement>(
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

/// Whether two values hold equal elements in equal shapes, whatever holds them.
pub(super) fn same_elements<E: AnyElement>(
    shape: &Shape,
    other: &dyn AnyValue,
    mine: &mut dyn FnMut(Each<'_, E>),
) -> bool {
    let Some(access) = other.access_to::<E>() else { return false };
    if *shape != *other.shape() {
        return false;
    }
    let mut equal = true;
    with_slice(access, other.as_any(), &mut |slice| {
        let mut rest = slice.iter();
        mine(&mut |element| equal &= rest.next().is_some_and(|other| element.is_same(other)));
    });
    equal
}

/// Hands over the elements as a slice; those that lie otherwise in memory are copied first.
fn with_slice<E: AnyElement>(access: &Access<E>, value: &dyn Any, f: &mut dyn FnMut(&[E])) {
    match access.slice(value) {
        Some(slice) => f(slice),
        // Only arrays of `ndarray`, which needs an allocator, lie otherwise.
        #[cfg(not(feature = "alloc"))]
        None => {}
        #[cfg(feature = "alloc")]
        None => {
            let mut copied = alloc::vec::Vec::new();
            access.for_each(value, &mut |element: &E| copied.push(element.clone()));
            f(&copied);
        }
    }
}
