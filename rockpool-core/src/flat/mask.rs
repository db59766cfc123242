//! Entries of a flat vector that stay fixed.

use super::{Layout, LayoutEntry, check_len};
use crate::error::Error;
use crate::value::AnyElement;
use alloc::vec::Vec;

/// Which elements of a flat vector stay fixed while the others are free.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = 0.02, unit = "s")]
///     tau: f64,
///     #[parameter(init = [1.0, 2.0])]
///     w: [f64; 2],
/// }
///
/// let leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
/// let flat = leaky.parameters().flat::<f64>()?;
/// let mut vector = flat.to_vec();
/// // An optimiser sees the weights alone.
/// let mask = flat.layout().mask(|entry| entry.path() == "tau");
/// assert_eq!(mask.free(&vector)?, [1.0, 2.0]);
/// mask.set_free(&mut vector, &[3.0, 4.0])?;
/// assert_eq!(vector, [0.02, 3.0, 4.0]);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask {
    is_fixed: Vec<bool>,
}

impl Layout {
    /// A mask that fixes the leaves for which `is_fixed` holds.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// let mask = layout.mask(|entry| entry.path() == "tau");
    /// assert_eq!((mask.len(), mask.free_len()), (3, 2));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn mask(&self, mut is_fixed: impl FnMut(&LayoutEntry) -> bool) -> Mask {
        let mut mask = Mask { is_fixed: alloc::vec![false; self.numel()] };
        for entry in &self.entries {
            if is_fixed(entry) {
                mask.is_fixed.get_mut(entry.range()).unwrap_or_default().fill(true);
            }
        }
        mask
    }
}

impl Mask {
    /// The number of elements, free and fixed.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let mask = leaky.parameters().flat::<f64>()?.layout().mask(|_| true);
    /// assert_eq!((mask.len(), mask.free_len()), (3, 0));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.is_fixed.len()
    }

    /// Whether there is no element.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let mask = leaky.state().flat::<f64>()?.layout().mask(|_| true);
    /// assert!(mask.is_empty()); // there is no state
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.is_fixed.is_empty()
    }

    /// Whether the element with this index stays as it is; there is none beyond the end.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let mask = leaky.parameters().flat::<f64>()?.layout().mask(|entry| entry.path() == "tau");
    /// assert_eq!([0, 1, 9].map(|index| mask.is_fixed(index)), [true, false, true]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn is_fixed(&self, index: usize) -> bool {
        self.is_fixed.get(index).copied().unwrap_or(true)
    }

    /// Fixes or frees one element; beyond the end there is none, and nothing changes.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let mut mask = leaky.parameters().flat::<f64>()?.layout().mask(|entry| entry.path() == "tau");
    /// mask.fix(2, true); // the second weight, too
    /// assert_eq!(mask.free(&[0.02, 1.0, 2.0])?, [1.0]);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn fix(&mut self, index: usize, is_fixed: bool) {
        if let Some(slot) = self.is_fixed.get_mut(index) {
            *slot = is_fixed;
        }
    }

    /// The number of free elements.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let mask = leaky.parameters().flat::<f64>()?.layout().mask(|entry| entry.path() == "tau");
    /// assert_eq!(mask.free_len(), 2);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn free_len(&self) -> usize {
        self.is_fixed.iter().filter(|is_fixed| !**is_fixed).count()
    }

    /// The free elements of a vector, in their order.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let flat = leaky.parameters().flat::<f64>()?;
    /// let mask = flat.layout().mask(|entry| entry.path() == "tau");
    /// assert_eq!(mask.free(&flat.to_vec())?, [1.0, 2.0]);
    /// assert!(mask.free(&[1.0]).is_err()); // the mask has three elements
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The vector has another length than the mask.
    pub fn free<T: Clone>(&self, vector: &[T]) -> Result<Vec<T>, Error> {
        check_len(self.len(), vector.len())?;
        let elements = vector.iter().zip(&self.is_fixed);
        Ok(elements.filter(|(_, is_fixed)| !**is_fixed).map(|(element, _)| element.clone()).collect())
    }

    /// Puts free elements back into a vector; the fixed ones stay. Allocates nothing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let flat = leaky.parameters().flat::<f64>()?;
    /// let (mask, mut vector) = (flat.layout().mask(|entry| entry.path() == "tau"), flat.to_vec());
    /// mask.set_free(&mut vector, &[3.0, 4.0])?;
    /// assert_eq!(vector, [0.02, 3.0, 4.0]);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The vector has another length than the mask, or `free` is not as long as there are free
    /// elements; nothing is changed then.
    pub fn set_free<T: Clone>(&self, vector: &mut [T], free: &[T]) -> Result<(), Error> {
        check_len(self.len(), vector.len())?;
        check_len(self.free_len(), free.len())?;
        let slots = vector.iter_mut().zip(&self.is_fixed).filter(|(_, is_fixed)| !**is_fixed);
        slots.zip(free).for_each(|((slot, _), element)| slot.clone_from(element));
        Ok(())
    }

    /// Sets the fixed elements of a step or a gradient to zero, so that adding it leaves them.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let mask = leaky.parameters().flat::<f64>()?.layout().mask(|entry| entry.path() == "tau");
    /// let mut step = [0.1, 0.1, 0.1];
    /// mask.hold(&mut step)?;
    /// assert_eq!(step, [0.0, 0.1, 0.1]);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The vector has another length than the mask.
    pub fn hold<T: AnyElement>(&self, step: &mut [T]) -> Result<(), Error> {
        check_len(self.len(), step.len())?;
        let slots = step.iter_mut().zip(&self.is_fixed).filter(|(_, is_fixed)| **is_fixed);
        slots.for_each(|(slot, _)| *slot = T::zero_element());
        Ok(())
    }
}
