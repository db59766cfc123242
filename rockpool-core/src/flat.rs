//! Flat vectors: all elements of a view in one vector, as optimisers want them.

mod copy;
mod extent;
mod mask;
mod parts;

use copy::{copy_in, copy_in_anew};
use extent::Extent;
pub use mask::Mask;

use crate::error::{Error, Fault, FaultKind};
use crate::shape::Shape;
use crate::value::{AnyElement, Bounds, Unfit};
use crate::view::{View, ViewMut};
use crate::walk::{LeafMut, Structure};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::marker::PhantomData;
use core::ops::Range;

/// Where each leaf lies in a flat vector.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # #[derive(Module)]
/// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
/// # let leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
/// let flat = leaky.parameters().flat::<f64>()?;
/// assert_eq!(flat.layout().get("w"), Some(1..3));
/// assert_eq!(flat.layout().entries()[0].unit(), Some("s"));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Layout {
    entries: Vec<LayoutEntry>,
    /// The entries by their paths.
    by_path: Vec<usize>,
}

/// One leaf of a [`Layout`].
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = 0.02, unit = "s", bounds = 1e-6..)]
///     tau: f64,
///     #[parameter(init = ones())]
///     w: [[f64; 2]; 3],
/// }
///
/// let leaky = Leaky { tau: 0.02, w: [[1.0; 2]; 3] };
/// let layout = leaky.parameters().flat::<f64>()?.layout();
/// let [tau, w] = layout.entries() else { panic!() };
/// assert_eq!((tau.unit(), tau.bounds().unwrap().to_string()), (Some("s"), "1e-6..".into()));
/// assert_eq!((w.path(), w.range(), w.shape()), ("w", 1..7, &[3, 2].into()));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct LayoutEntry {
    path: String,
    range: Range<usize>,
    shape: Shape,
    unit: Option<&'static str>,
    bounds: Option<&'static Bounds>,
}

impl LayoutEntry {
    /// The leaf's path.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(layout.entries()[1].path(), "w");
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
    /// Where its elements lie, row-major.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(layout.entries()[1].range(), 1..4);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }
    /// Its shape.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(**layout.entries()[1].shape(), [3]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
    }
    /// Its unit.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(layout.entries()[0].unit(), Some("s"));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn unit(&self) -> Option<&'static str> {
        self.unit
    }
    /// The range in which its elements lie.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert!(layout.entries()[0].bounds().is_some());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn bounds(&self) -> Option<&'static Bounds> {
        self.bounds
    }
}

impl Layout {
    /// The leaves in their order.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// let paths: Vec<&str> = layout.entries().iter().map(|entry| entry.path()).collect();
    /// assert_eq!(paths, ["tau", "w"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn entries(&self) -> &[LayoutEntry] {
        &self.entries
    }

    /// Where the leaf with this path lies; found in logarithmic time. The range is good for every vector with
    /// this layout, so that it need not be looked up again.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(layout.get("w"), Some(1..4));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Range<usize>> {
        self.entry(path).map(LayoutEntry::range)
    }
}

/// All elements of a view as one vector, for reading; constants are in none of a module's
/// parameters and so absent.
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
/// let leaky = Leaky { tau: 0.05, gain: [1.0, 2.0] };
/// let flat = leaky.parameters().flat::<f64>()?;
/// assert_eq!(flat.to_vec(), [0.05, 1.0, 2.0]);
/// assert_eq!(flat.layout().get("gain"), Some(1..3));
/// # Ok::<(), Error>(())
/// ```
pub struct Flat<'m, T, M: ?Sized> {
    view: View<'m, M>,
    extent: Extent,
    element: PhantomData<T>,
}

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

impl<T, M: ?Sized> core::fmt::Debug for Flat<'_, T, M> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Flat").field("len", &self.extent.len).finish_non_exhaustive()
    }
}

impl<T, M: ?Sized> core::fmt::Debug for FlatMut<'_, T, M> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("FlatMut").field("len", &self.extent.len).finish_non_exhaustive()
    }
}

impl<'m, M: Structure + ?Sized> View<'m, M> {
    /// One vector of all elements, with its layout.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let vector = leaky.parameters().flat::<f64>()?.to_vec();
    /// assert_eq!(vector, [0.02, 1.0, 1.0, 1.0]);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// An attribute has elements of another type than `T`.
    #[doc(alias("parameters_to_vector", "ravel_pytree", "optimizer"))]
    #[inline]
    pub fn flat<T: AnyElement>(self) -> Result<Flat<'m, T, M>, Error> {
        Flat::new(self)
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

fn check_len(expected: usize, found: usize) -> Result<(), Error> {
    if expected == found { Ok(()) } else { Err(Error::one("", FaultKind::FlatLength { expected, found })) }
}

impl<'m, T: AnyElement, M: Structure + ?Sized> Flat<'m, T, M> {
    #[inline]
    pub(crate) fn new(view: View<'m, M>) -> Result<Self, Error> {
        Ok(Self { extent: Extent::of::<T, M>(view)?, view, element: PhantomData })
    }

    /// The number of elements.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// assert_eq!(leaky.parameters().flat::<f64>()?.len(), 4);
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
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// assert!(leaky.state().flat::<f64>()?.is_empty());
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
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// assert_eq!(leaky.parameters().flat::<f64>()?.layout().entries().len(), 2);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn layout(&self) -> Layout {
        layout_of(self.view)
    }

    /// The elements, leaf after leaf, each row-major.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// assert_eq!(leaky.parameters().flat::<f64>()?.to_vec(), [0.02, 1.0, 1.0, 1.0]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn to_vec(&self) -> Vec<T> {
        let mut vector = alloc::vec![T::zero_element(); self.extent.len];
        copy::out(self.view, self.extent, &mut vector);
        vector
    }

    /// Copies the elements into `target`; allocates nothing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let mut vector = [0.0; 4];
    /// leaky.parameters().flat::<f64>()?.copy_to(&mut vector)?;
    /// assert_eq!(vector[0], 0.02);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// `target` has another length.
    #[inline]
    pub fn copy_to(&self, target: &mut [T]) -> Result<(), Error> {
        check_len(self.extent.len, target.len())?;
        copy::out(self.view, self.extent, target);
        Ok(())
    }
}

fn layout_of<M: Structure + ?Sized>(view: View<'_, M>) -> Layout {
    let mut entries: Vec<LayoutEntry> = Vec::new();
    let mut start = 0;
    view.for_each(|leaf| {
        let range = start..start + leaf.numel();
        start = range.end;
        entries.push(LayoutEntry {
            path: leaf.path().to_string(),
            range,
            shape: leaf.shape(),
            unit: leaf.attribute().unit(),
            bounds: leaf.attribute().bounds(),
        });
    });
    let mut by_path: Vec<usize> = (0..entries.len()).collect();
    by_path.sort_unstable_by(|a, b| entries[*a].path.cmp(&entries[*b].path));
    Layout { entries, by_path }
}

impl<'m, T: AnyElement, M: Structure + ?Sized> FlatMut<'m, T, M> {
    #[inline]
    pub(crate) fn new(view: ViewMut<'m, M>) -> Result<Self, Error> {
        Ok(Self { extent: Extent::of::<T, M>(view.as_view())?, view, element: PhantomData })
    }

    /// The number of elements.
    #[must_use]
    pub fn len(&self) -> usize {
        self.extent.len
    }

    /// Whether there is no element.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.extent.len == 0
    }

    /// Where each leaf lies; made when asked for.
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
fn projected<T: AnyElement>(element: &T, bounds: &Bounds) -> T {
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
        let mut first = bounds.first_outside(0);
        front.iter().for_each(|element| first.see(written(element, bounds)));
        if let Some(outside) = first.found {
            let kind = FaultKind::outside(bounds, outside, &leaf.shape());
            faults.push(Fault::new(leaf.path().to_owned(), kind));
        }
    });
    Error::unless_empty(faults)
}
