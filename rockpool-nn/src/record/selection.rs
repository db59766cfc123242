//! Which part of a series is kept.

use crate::Float;
use core::fmt;
use ndarray::{Array, ArrayD, ArrayView, Axis, Dimension, IxDyn, Slice};
use rockpool_core::Error;
use std::sync::Arc;

/// Which part of a series `(B, T, n, ..)` a recorder keeps: every so many steps, the first one among them,
/// of all `n` units or of some.
///
/// ```
/// use ndarray::Array3;
/// use rockpool_nn::Selection;
///
/// let series = Array3::from_shape_fn((1, 5, 3), |(_, t, n)| (10 * t + n) as f64);
/// let kept = Selection::all().every(2).units([2, 0]).of(series.view())?;
/// assert_eq!(kept, ndarray::array![[[2.0, 0.0], [22.0, 20.0], [42.0, 40.0]]]);
/// # Ok::<(), rockpool_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    every: usize,
    units: Option<Arc<[usize]>>,
}

impl Selection {
    /// All of it.
    #[must_use]
    pub fn all() -> Self {
        Self { every: 1, units: None }
    }

    /// One step of so many, beginning with the first; 0 counts as 1.
    #[must_use]
    pub fn every(mut self, steps: usize) -> Self {
        self.every = steps.max(1);
        self
    }

    /// These units alone, in this order.
    #[must_use]
    pub fn units(mut self, units: impl IntoIterator<Item = usize>) -> Self {
        self.units = Some(units.into_iter().collect());
        self
    }

    /// The part of a series; there are no units in one of fewer than three axes.
    ///
    /// # Errors
    /// There is no such unit.
    pub fn of<E: Clone, D: Dimension>(&self, series: ArrayView<'_, E, D>) -> Result<Array<E, D>, Error> {
        let mut series = series;
        if series.ndim() > 1 && self.every > 1 {
            let step = isize::try_from(self.every).unwrap_or(isize::MAX);
            series.slice_axis_inplace(Axis(1), Slice::new(0, None, step));
        }
        match &self.units {
            Some(units) if series.ndim() > 2 => {
                self.check(series.len_of(Axis(2)))?;
                let picked = series.into_dyn().select(Axis(2), units);
                picked.into_dimensionality().map_err(Error::other)
            }
            _ => Ok(series.to_owned()),
        }
    }

    /// How many of so many steps are kept.
    pub(crate) fn count_steps(&self, steps: usize) -> usize {
        steps.div_ceil(self.every)
    }

    /// How many of so many units are kept.
    pub(crate) fn count_units(&self, n: usize) -> usize {
        self.units.as_ref().map_or(n, |units| units.len())
    }

    /// Whether there are these units.
    pub(crate) fn check(&self, n: usize) -> Result<(), Error> {
        match self.units.iter().flat_map(|units| units.iter()).find(|&&unit| unit >= n) {
            Some(&unit) => Err(Error::other(UnitError { unit, n })),
            None => Ok(()),
        }
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self::all()
    }
}

/// A unit that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct UnitError {
    unit: usize,
    n: usize,
}

impl fmt::Display for UnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected units to record below {}, as many as there are, found {}", self.n, self.unit)
    }
}

impl core::error::Error for UnitError {}

/// What is kept of one series while a module runs, made before the first step.
pub(crate) struct Kept<F> {
    name: &'static str,
    /// Nothing is kept without.
    selection: Option<Selection>,
    /// `(B, steps, units, ..)` of what is kept.
    shape: Vec<usize>,
    numbers: Vec<F>,
}

impl<F: Float> Kept<F> {
    /// What a recorder keeps of a series of `batches`, `steps` and `units`, which are rows of `width`
    /// numbers where that is given.
    ///
    /// # Errors
    /// There is no such unit, or no memory.
    pub(crate) fn new<R: super::Recorder>(
        recorder: &mut R,
        name: &'static str,
        [batches, steps, units]: [usize; 3],
        width: Option<usize>,
    ) -> Result<Self, Error> {
        let selection = if R::KEEPS_SERIES { recorder.wish(name) } else { None };
        let Some(selection) = selection else {
            return Ok(Self { name, selection: None, shape: Vec::new(), numbers: Vec::new() });
        };
        selection.check(units).map_err(|error| error.below(name))?;
        let mut shape = vec![batches, selection.count_steps(steps), selection.count_units(units)];
        shape.extend(width);
        crate::room::check::<F>(&shape)?;
        let numbers = vec![F::zero(); shape.iter().product()];
        Ok(Self { name, selection: Some(selection), shape, numbers })
    }

    /// The rows of some batches each, for `batches / together` jobs.
    pub(crate) fn rows(&mut self, batches: usize, together: usize) -> impl Iterator<Item = KeptRows<'_, F>> {
        let width = self.shape.get(3).copied().unwrap_or(1);
        let of_batch = self.shape.iter().skip(1).product();
        let selection = self.selection.as_ref();
        crate::parallel::pieces(Some(&mut self.numbers), batches, together).map(move |numbers| KeptRows {
            numbers,
            selection,
            of_batch,
            width,
        })
    }

    /// Gives the recorder what was kept.
    pub(crate) fn give<R: super::Recorder>(self, recorder: &mut R) -> Result<(), Error> {
        let Self { name, selection: Some(_), shape, numbers } = self else { return Ok(()) };
        let series = ArrayD::from_shape_vec(IxDyn(&shape), numbers).map_err(Error::other)?;
        recorder.selected(name, || series)
    }
}

/// Where some batches keep what their steps leave.
pub(crate) struct KeptRows<'a, F> {
    numbers: &'a mut [F],
    selection: Option<&'a Selection>,
    of_batch: usize,
    width: usize,
}

impl<F: Float> KeptRows<'_, F> {
    /// Keeps a row of a batch of these after a step; what is empty stays zero.
    #[inline]
    pub(crate) fn keep(&mut self, batch: usize, step: usize, row: &[F]) {
        let Some(Selection { every, units }) = self.selection else { return };
        if !step.is_multiple_of(*every) || row.is_empty() {
            return;
        }
        let width = self.width;
        let length = units.as_ref().map_or(row.len(), |units| units.len() * width);
        let start = batch * self.of_batch + step / every * length;
        let Some(place) = self.numbers.get_mut(start..start + length) else { return };
        match units {
            None => place.copy_from_slice(row),
            Some(units) => {
                for (place, &unit) in place.chunks_exact_mut(width.max(1)).zip(units.iter()) {
                    place.copy_from_slice(&row[unit * width..][..width]);
                }
            }
        }
    }
}
