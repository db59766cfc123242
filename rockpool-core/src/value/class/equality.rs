//! Equality across containers.

use crate::shape::Shape;
use crate::value::access::Each;
use crate::value::{Access, AnyElement, AnyValue};
use core::any::Any;

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
