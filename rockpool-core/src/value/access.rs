//! Access to the elements of a value whose type is forgotten.
//!
//! A leaf holds `&dyn AnyValue`. To hand out `&[T]` without `unsafe`, each type brings a static
//! table of functions, kept as `&dyn Any`; a caller that knows `T` gets the table back by its type
//! `Access<T>`, and the functions in it downcast the container.

use super::place::Place;
use super::{AnyElement, ArrayValue};
use core::any::Any;

#[cfg(feature = "ndarray")]
use ndarray::{ArrayViewD, ArrayViewMutD};

/// What sees one element after the other.
pub(crate) type Each<'f, E> = &'f mut dyn FnMut(&E);

/// The functions that reach elements of type `E` in some container.
#[doc(hidden)]
pub struct Access<E: 'static> {
    /// Whether elements that are written may be refused.
    pub(crate) is_made: bool,
    slice: for<'a> fn(&'a dyn Any) -> Option<&'a [E]>,
    slice_mut: for<'a> fn(&'a mut dyn Any) -> Option<&'a mut [E]>,
    for_each: fn(&dyn Any, Each<'_, E>),
    #[cfg(feature = "ndarray")]
    view: for<'a> fn(&'a dyn Any) -> Option<ArrayViewD<'a, E>>,
    #[cfg(feature = "ndarray")]
    view_mut: for<'a> fn(&'a mut dyn Any) -> Option<ArrayViewMutD<'a, E>>,
}

impl<E: AnyElement> Access<E> {
    pub(crate) const fn of_scalar<P: Place<E>>() -> Self {
        Self {
            is_made: P::IS_MADE,
            slice: |value| P::get(value).map(core::slice::from_ref),
            slice_mut: |value| P::get_mut(value).map(core::slice::from_mut),
            for_each: |value, each| P::with(value, &mut |value| each(value)),
            #[cfg(feature = "ndarray")]
            view: |value| {
                ArrayViewD::from_shape(ndarray::IxDyn(&[]), core::slice::from_ref(P::get(value)?)).ok()
            },
            #[cfg(feature = "ndarray")]
            view_mut: |value| {
                let value = P::get_mut(value)?;
                ArrayViewMutD::from_shape(ndarray::IxDyn(&[]), core::slice::from_mut(value)).ok()
            },
        }
    }

    pub(crate) const fn of_array<A: ArrayValue<Elem = E>, P: Place<A>>() -> Self {
        Self {
            is_made: P::IS_MADE,
            slice: |value| P::get(value)?.as_elements(),
            slice_mut: |value| P::get_mut(value)?.as_mut_elements(),
            for_each: |value, each| P::with(value, &mut |array| array.each_element(each)),
            #[cfg(feature = "ndarray")]
            view: |value| P::get(value).and_then(A::array_view),
            #[cfg(feature = "ndarray")]
            view_mut: |value| P::get_mut(value).and_then(A::array_view_mut),
        }
    }
}

impl<E> Access<E> {
    /// Calls `each` with every element, row-major.
    pub fn for_each(&self, value: &dyn Any, each: &mut dyn FnMut(&E)) {
        (self.for_each)(value, each);
    }

    /// The elements, row-major, where they lie so in memory.
    #[inline]
    pub fn slice<'a>(&self, value: &'a dyn Any) -> Option<&'a [E]> {
        (self.slice)(value)
    }

    /// The elements, row-major, where they lie so in memory.
    #[inline]
    pub fn slice_mut<'a>(&self, value: &'a mut dyn Any) -> Option<&'a mut [E]> {
        (self.slice_mut)(value)
    }

    /// A view of the array.
    #[cfg(feature = "ndarray")]
    #[inline]
    pub fn view<'a>(&self, value: &'a dyn Any) -> Option<ArrayViewD<'a, E>> {
        (self.view)(value)
    }

    /// A mutable view of the array.
    #[cfg(feature = "ndarray")]
    #[inline]
    pub fn view_mut<'a>(&self, value: &'a mut dyn Any) -> Option<ArrayViewMutD<'a, E>> {
        (self.view_mut)(value)
    }
}

impl<E> core::fmt::Debug for Access<E> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Access").finish_non_exhaustive()
    }
}
