//! A view's elements, copied out.

use super::extent::Extent;
use super::layout::layout_of;
use super::{Layout, check_len, copy};
use crate::error::Error;
use crate::value::AnyElement;
use crate::view::View;
use crate::walk::Structure;
use alloc::vec::Vec;
use core::marker::PhantomData;

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

impl<T, M: ?Sized> core::fmt::Debug for Flat<'_, T, M> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Flat").field("len", &self.extent.len).finish_non_exhaustive()
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
