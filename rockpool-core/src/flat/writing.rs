//! A view's elements, copied in.

use super::copy::{copy_in, copy_in_anew};
use super::extent::Extent;
use super::layout::layout_of;
use super::{Layout, check_len, copy};
use crate::error::{Error, Fault, FaultKind};
use crate::value::{AnyElement, Bounds, Unfit};
use crate::view::{View, ViewMut};
use crate::walk::{LeafMut, Structure};
use alloc::vec::Vec;
use core::marker::PhantomData;

/// All elements of a view as one vector, for writing.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = 0.02)]
///     tau: f64,
///     #[parameter(init = fill(1.0))]
///     gain: [f64; 2],
/// }
///
/// let mut leaky = Leaky { tau: 0.05, gain: [1.0, 2.0] };
/// leaky.parameters_mut().flat::<f64>()?.copy_from(&[0.1, 3.0, 4.0])?;
/// assert_eq!((leaky.tau, leaky.gain), (0.1, [3.0, 4.0]));
/// assert!(leaky.parameters_mut().flat::<f64>()?.copy_from(&[0.1]).is_err());
/// # Ok::<(), Error>(())
/// ```
pub struct FlatMut<'m, T, M: ?Sized> {
    view: ViewMut<'m, M>,
    extent: Extent,
    element: PhantomData<T>,
}

impl<T, M: ?Sized> core::fmt::Debug for FlatMut<'_, T, M> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("FlatMut").field("len", &self.extent.len).finish_non_exhaustive()
    }
}

impl<'m, M: Structure + ?Sized> ViewMut<'m, M> {
    /// One vector of all elements, to be copied in.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// leaky.parameters_mut().flat::<f64>()?.copy_from(&[0.05, 2.0, 2.0, 2.0])?;
    /// assert_eq!((leaky.tau, leaky.w), (0.05, [2.0; 3]));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// An attribute has elements of another type than `T`.
    #[inline]
    pub fn flat<T: AnyElement>(self) -> Result<FlatMut<'m, T, M>, Error> {
        FlatMut::new(self)
    }
}

impl<'m, T: AnyElement, M: Structure + ?Sized> FlatMut<'m, T, M> {
    #[inline]
    pub(crate) fn new(view: ViewMut<'m, M>) -> Result<Self, Error> {
        Ok(Self { extent: Extent::of::<T, M>(view.as_view())?, view, element: PhantomData })
    }

    /// The number of elements.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// assert_eq!(leaky.parameters_mut().flat::<f64>()?.len(), 3);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.extent.len
    }

    /// Whether there is no element.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// assert!(leaky.state_mut().flat::<f64>()?.is_empty()); // there is no state
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.extent.len == 0
    }

    /// Where each leaf lies; made when asked for.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let layout = leaky.parameters_mut().flat::<f64>()?.layout();
    /// assert_eq!(layout.get("w"), Some(1..3));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn layout(&self) -> Layout {
        layout_of(self.view.as_view())
    }

    /// Copies the elements of `source` into the leaves; allocates nothing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// leaky.parameters_mut().flat::<f64>()?.copy_from(&[0.05, 2.0, 2.0, 2.0])?;
    /// assert_eq!(leaky.w, [2.0; 3]);
    /// assert!(leaky.parameters_mut().flat::<f64>()?.copy_from(&[-1.0, 2.0, 2.0, 2.0]).is_err()); // out of bounds
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// `source` has another length, an element lies outside its leaf's bounds, or elements stand for no value of a type
    /// that is an attribute by way of them (`with`); nothing is changed then.
    #[doc(alias = "vector_to_parameters")]
    #[inline]
    pub fn copy_from(self, source: &[T]) -> Result<(), Error> {
        check_len(self.extent.len, source.len())?;
        if self.extent.has_bounds {
            within_bounds(self.view.as_view(), source, |element, _| element.to_number())?;
        }
        if self.extent.has_made {
            can_be_made(self.view.as_view(), source, |element, _| element.clone())?;
        }
        copy::into(self.view, self.extent, source);
        Ok(())
    }

    /// As [`copy_from`](Self::copy_from), but what lies outside its leaf's bounds is moved to the nearest that
    /// lies within; allocates nothing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s", bounds = 1e-3..=1.0)] tau: f64 }
    /// let mut leaky = Leaky { tau: 0.02 };
    /// leaky.parameters_mut().flat::<f64>()?.project_from(&[-5.0])?;
    /// assert_eq!(leaky.tau, 1e-3);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// `source` has another length, an element with bounds is NaN, or elements stand for no value of a type that is an
    /// attribute by way of them (`with`); nothing is changed then.
    #[doc(alias = "clamp")]
    pub fn project_from(self, source: &[T]) -> Result<(), Error> {
        check_len(self.extent.len, source.len())?;
        if self.extent.has_bounds {
            within_bounds(self.view.as_view(), source, |element, bounds| {
                projected(element, bounds).to_number()
            })?;
        }
        if self.extent.has_made {
            can_be_made(self.view.as_view(), source, |element, bounds| match bounds {
                Some(bounds) => projected(element, bounds),
                None => element.clone(),
            })?;
        }
        let mut rest = source;
        self.view.for_each(|leaf| {
            let bounds = leaf.attribute().bounds();
            match bounds {
                Some(bounds) => copy_in_onto(leaf, &mut rest, bounds),
                None => copy_in(leaf, &mut rest),
            }
        });
        Ok(())
    }
}

/// An element within the bounds, or the nearest that lies there; NaN and what the type cannot say stay.
pub(super) fn projected<T: AnyElement>(element: &T, bounds: &Bounds) -> T {
    let nearest = element.to_number().and_then(|number| bounds.nearest(number, T::DTYPE));
    nearest.and_then(T::from_number).unwrap_or_else(|| element.clone())
}

/// The same onto the leaf's bounds.
fn copy_in_onto<T: AnyElement>(leaf: LeafMut<'_, '_>, rest: &mut &[T], bounds: &Bounds) {
    let Some((front, back)) = rest.split_at_checked(leaf.numel()) else { return };
    *rest = back;
    let parts = leaf.parts();
    let Some(access) = parts.value.access_to::<T>() else { return };
    match access.slice_mut(parts.value.as_any_mut()) {
        Some(slice) => {
            slice.iter_mut().zip(front).for_each(|(slot, element)| *slot = projected(element, bounds));
        }
        None => {
            let onto: Vec<T> = front.iter().map(|element| projected(element, bounds)).collect();
            copy_in_anew(parts.value, &onto);
        }
    }
}

/// Checks the elements of leaves that are of another type, by way of which they are known, or what becomes of them.
#[cold]
fn can_be_made<T: AnyElement, M: Structure + ?Sized>(
    view: View<'_, M>,
    source: &[T],
    written: impl Fn(&T, Option<&Bounds>) -> T,
) -> Result<(), Error> {
    let mut rest = source;
    let mut faults = Vec::new();
    view.for_each(|leaf| {
        let Some((front, back)) = rest.split_at_checked(leaf.numel()) else { return };
        rest = back;
        if leaf.any().access_to::<T>().is_none_or(|access| !access.is_made) {
            return;
        }
        let bounds = leaf.attribute().bounds();
        let elements: Vec<T> = front.iter().map(|element| written(element, bounds)).collect();
        if let Err(Unfit::Type(message)) = leaf.any().try_assign(&elements, &leaf.shape(), None) {
            faults.push(Fault::new(leaf.path().to_owned(), FaultKind::Type { message }));
        }
    });
    Error::unless_empty(faults)
}

/// Checks the elements of leaves that have bounds, or what becomes of them.
fn within_bounds<T: AnyElement, M: Structure + ?Sized>(
    view: View<'_, M>,
    source: &[T],
    written: impl Fn(&T, &Bounds) -> Option<crate::value::Number>,
) -> Result<(), Error> {
    let mut rest = source;
    let mut faults = Vec::new();
    view.for_each(|leaf| {
        let Some((front, back)) = rest.split_at_checked(leaf.numel()) else { return };
        rest = back;
        let Some(bounds) = leaf.attribute().bounds() else { return };
        let mut first = bounds.first_outside(0, T::DTYPE);
        front.iter().for_each(|element| first.see(written(element, bounds)));
        if let Some(outside) = first.found {
            let kind = FaultKind::outside(bounds, outside, &leaf.shape());
            faults.push(Fault::new(leaf.path().to_owned(), kind));
        }
    });
    Error::unless_empty(faults)
}
