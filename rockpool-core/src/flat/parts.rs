//! The part of each leaf in a flat vector.

use super::writing::projected;
use super::{Layout, LayoutEntry, check_len};
use crate::error::Error;
use crate::value::AnyElement;

#[cfg(feature = "ndarray")]
use ndarray::{ArrayViewD, ArrayViewMutD, IxDyn};

impl Layout {
    /// The number of elements of a vector with this layout.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// assert_eq!(leaky.parameters().flat::<f64>()?.layout().numel(), 3);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn numel(&self) -> usize {
        self.entries.last().map_or(0, |last| last.range.end)
    }

    /// The entry of the leaf with this path; found in logarithmic time.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(layout.entry("w").map(|entry| entry.range()), Some(1..3));
    /// assert!(layout.entry("v").is_none());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn entry(&self, path: &str) -> Option<&LayoutEntry> {
        let found = self.by_path.binary_search_by(|index| self.entries[*index].path.as_str().cmp(path));
        self.entries.get(*self.by_path.get(found.ok()?)?)
    }

    /// The elements of one leaf in a vector with this layout, row-major; `None` where there is no
    /// such leaf, or the vector is too short.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let flat = leaky.parameters().flat::<f64>()?;
    /// let (layout, mut vector) = (flat.layout(), flat.to_vec());
    /// layout.part_mut(&mut vector, "w").unwrap()[1] = 5.0;
    /// leaky.parameters_mut().flat::<f64>()?.copy_from(&vector)?;
    /// assert_eq!(leaky.w, [1.0, 5.0]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn part<'v, T>(&self, vector: &'v [T], path: &str) -> Option<&'v [T]> {
        vector.get(self.get(path)?)
    }

    /// As [`part`](Self::part), for writing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let flat = leaky.parameters().flat::<f64>()?;
    /// let (layout, mut vector) = (flat.layout(), flat.to_vec());
    /// if let Some(w) = layout.part_mut(&mut vector, "w") {
    ///     w.fill(0.5);
    /// }
    /// assert_eq!(vector, [0.02, 0.5, 0.5]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn part_mut<'v, T>(&self, vector: &'v mut [T], path: &str) -> Option<&'v mut [T]> {
        vector.get_mut(self.get(path)?)
    }

    /// One leaf as an array of its shape, a view into the vector; scalars are 0-d.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(layout.array(&[0.02, 1.0, 2.0], "w").map(|w| w.sum()), Some(3.0));
    /// # Ok::<(), Error>(())
    /// ```
    #[cfg(feature = "ndarray")]
    #[must_use]
    pub fn array<'v, T>(&self, vector: &'v [T], path: &str) -> Option<ArrayViewD<'v, T>> {
        let entry = self.entry(path)?;
        ArrayViewD::from_shape(IxDyn(&entry.shape), vector.get(entry.range())?).ok()
    }

    /// As [`array`](Self::array), for writing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// let mut vector = [0.02, 1.0, 2.0];
    /// if let Some(mut w) = layout.array_mut(&mut vector, "w") {
    ///     w *= 2.0;
    /// }
    /// assert_eq!(vector, [0.02, 2.0, 4.0]);
    /// # Ok::<(), Error>(())
    /// ```
    #[cfg(feature = "ndarray")]
    #[must_use]
    pub fn array_mut<'v, T>(&self, vector: &'v mut [T], path: &str) -> Option<ArrayViewMutD<'v, T>> {
        let entry = self.entry(path)?;
        ArrayViewMutD::from_shape(IxDyn(&entry.shape), vector.get_mut(entry.range())?).ok()
    }

    /// All leaves with their parts of the vector, in their order; a step of an optimiser on one
    /// vector is a step on each of these.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
    /// let flat = leaky.parameters().flat::<f64>()?;
    /// let (layout, vector) = (flat.layout(), flat.to_vec());
    /// let norms: Vec<f64> = layout.parts(&vector)?.map(|(_, part)| part.iter().map(|x| x * x).sum()).collect();
    /// assert_eq!(norms, [0.02 * 0.02, 5.0]);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The vector has another length.
    pub fn parts<'v, T>(
        &self,
        vector: &'v [T],
    ) -> Result<impl Iterator<Item = (&LayoutEntry, &'v [T])>, Error> {
        check_len(self.numel(), vector.len())?;
        Ok(self.entries.iter().filter_map(move |entry| Some((entry, vector.get(entry.range())?))))
    }

    /// Moves every element that lies outside its leaf's bounds to the nearest that lies within, so
    /// that [`FlatMut::copy_from`](super::FlatMut::copy_from) takes it; NaN stays, and is refused
    /// there. Allocates nothing.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(init = 0.02, unit = "s", bounds = 1e-3..=1.0)] tau: f64, #[parameter(init = [0.1, 0.2], bounds = 0.0..1.0)] w: [f64; 2] }
    /// # let leaky = Leaky { tau: 0.02, w: [0.1, 0.2] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// let mut vector = [-5.0, 0.5, 7.0];
    /// layout.project(&mut vector)?;
    /// assert_eq!(vector, [1e-3, 0.5, 1.0_f64.next_down()]);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The vector has another length.
    pub fn project<T: AnyElement>(&self, vector: &mut [T]) -> Result<(), Error> {
        check_len(self.numel(), vector.len())?;
        for entry in &self.entries {
            let Some(bounds) = entry.bounds() else { continue };
            for element in vector.get_mut(entry.range()).unwrap_or_default() {
                *element = projected(element, bounds);
            }
        }
        Ok(())
    }
}
