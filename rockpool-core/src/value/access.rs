//! Access to the elements of a value whose type is forgotten.
//!
//! A leaf holds `&dyn AnyValue`. To hand out `&[T]` without `unsafe`, each type brings a static
//! table of functions, kept as `&dyn Any`; a caller that knows `T` gets the table back by its type
//! `Access<T>`, and the functions in it downcast the container.

use super::{ArrayValue, Element};
use core::any::Any;

#[cfg(feature = "ndarray")]
use ndarray::{ArrayViewD, ArrayViewMutD};

/// What sees one element after the other.
pub(crate) type Each<'f, E> = &'f mut dyn FnMut(&E);

/// The functions that reach elements of type `E` in some container.
#[doc(hidden)]
pub struct Access<E: 'static> {
    slice: for<'a> fn(&'a dyn Any) -> Option<&'a [E]>,
    slice_mut: for<'a> fn(&'a mut dyn Any) -> Option<&'a mut [E]>,
    for_each: fn(&dyn Any, Each<'_, E>),
    #[cfg(feature = "ndarray")]
    view: for<'a> fn(&'a dyn Any) -> Option<ArrayViewD<'a, E>>,
    #[cfg(feature = "ndarray")]
    view_mut: for<'a> fn(&'a mut dyn Any) -> Option<ArrayViewMutD<'a, E>>,
}

impl<E: Element> Access<E> {
    pub(crate) const fn of_scalar() -> Self {
        Self {
            slice: |value| value.downcast_ref::<E>().map(core::slice::from_ref),
            slice_mut: |value| value.downcast_mut::<E>().map(core::slice::from_mut),
            for_each: |value, each| {
                if let Some(value) = value.downcast_ref::<E>() {
                    each(value);
                }
            },
            #[cfg(feature = "ndarray")]
            view: |value| {
                let value = value.downcast_ref::<E>()?;
                ArrayViewD::from_shape(ndarray::IxDyn(&[]), core::slice::from_ref(value)).ok()
            },
            #[cfg(feature = "ndarray")]
            view_mut: |value| {
                let value = value.downcast_mut::<E>()?;
                ArrayViewMutD::from_shape(ndarray::IxDyn(&[]), core::slice::from_mut(value)).ok()
            },
        }
    }

    pub(crate) const fn of_array<A: ArrayValue<Elem = E>>() -> Self {
        Self {
            slice: |value| value.downcast_ref::<A>()?.as_elements(),
            slice_mut: |value| value.downcast_mut::<A>()?.as_mut_elements(),
            for_each: |value, each| {
                if let Some(value) = value.downcast_ref::<A>() {
                    value.each_element(each);
                }
            },
            #[cfg(feature = "ndarray")]
            view: |value| value.downcast_ref::<A>().and_then(A::array_view),
            #[cfg(feature = "ndarray")]
            view_mut: |value| value.downcast_mut::<A>().and_then(A::array_view_mut),
        }
    }

    /// Calls `each` with every element, row-major.
    pub fn for_each(&self, value: &dyn Any, each: &mut dyn FnMut(&E)) {
        (self.for_each)(value, each);
    }
}

impl<E> Access<E> {
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
