//! What modules take as input.

mod lengths;

pub(crate) use lengths::LengthsError;

use crate::Float;
use crate::room::zeros;
use core::fmt;
use ndarray::{
    Array3, ArrayBase, ArrayRef, ArrayView3, Axis, CowArray, Data, Dimension, Ix3, IxDyn, OwnedRepr,
};
use rockpool_core::{Error, shape::Shape};

/// The input of an evolution: `B` batches of `T` time steps of `N` columns, `(B, T, N)` or `(T, N)`;
/// what `(T)` or `(N)` means is said by the module.
///
/// It is made from a reference to an array or view of any dimension, or from a view; or from an
/// array that is given away, whose memory then serves for the output where it can.
///
/// ```
/// use ndarray::{Array1, Array2, ArrayD};
/// use rockpool_nn::Input;
/// let frames = Array2::<f64>::zeros((20, 3));
/// assert_eq!(Input::from(&frames).frames("Linear", 3)?.dim(), (1, 20, 3));
/// assert_eq!(Input::from(frames.row(0)).frames("Linear", 3)?.dim(), (1, 1, 3));
/// assert_eq!(Input::from(frames.column(0)).series("Lif", 3)?.dim(), (1, 20, 1));
/// assert!(Input::from(&ArrayD::<f64>::zeros(vec![2, 2, 2, 3])).frames("Linear", 3).is_err());
/// # Ok::<(), rockpool_core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[doc(alias("batch", "minibatch"))]
pub struct Input<'i, F> {
    array: CowArray<'i, F, IxDyn>,
    /// Those of the samples, where they are shorter than the array.
    lengths: Option<Vec<usize>>,
}

impl<'i, F, S: Data<Elem = F>, D: Dimension> From<&'i ArrayBase<S, D>> for Input<'i, F> {
    fn from(array: &'i ArrayBase<S, D>) -> Self {
        Self { array: array.view().into_dyn().into(), lengths: None }
    }
}

impl<'i, F, D: Dimension> From<&'i ArrayRef<F, D>> for Input<'i, F> {
    fn from(array: &'i ArrayRef<F, D>) -> Self {
        Self { array: array.view().into_dyn().into(), lengths: None }
    }
}

impl<'i, F, D: Dimension> From<ndarray::ArrayView<'i, F, D>> for Input<'i, F> {
    fn from(view: ndarray::ArrayView<'i, F, D>) -> Self {
        Self { array: view.into_dyn().into(), lengths: None }
    }
}

impl<F, D: Dimension> From<ArrayBase<OwnedRepr<F>, D>> for Input<'_, F> {
    fn from(array: ArrayBase<OwnedRepr<F>, D>) -> Self {
        Self { array: array.into_dyn().into(), lengths: None }
    }
}

impl<'i, F, D: Dimension> From<CowArray<'i, F, D>> for Input<'i, F> {
    fn from(array: CowArray<'i, F, D>) -> Self {
        Self { array: array.into_dyn(), lengths: None }
    }
}

impl<'i, F: Float> Input<'i, F> {
    /// The array, as it was given.
    pub(crate) fn into_array(self) -> CowArray<'i, F, IxDyn> {
        self.array
    }

    /// The input `(B, T, ..)` of a module that knows itself how many columns it takes; a 1-d input is
    /// refused, since its meaning is said by the module.
    pub(crate) fn batches(self, module: &'static str, n_in: usize) -> Result<CowArray<'i, F, Ix3>, Error> {
        match self.array.ndim() {
            1 => Err(Error::other(SizeError {
                module,
                expected: n_in,
                found: Shape::from(self.array.shape()),
            })),
            _ => self.aligned(Axis(0), module, n_in, |_| true),
        }
    }

    /// The same with samples of these lengths: the output of each is zero after its end, its final state is
    /// that at its end, and what the input holds after it is not looked at.
    ///
    /// ```
    /// use ndarray::{Array3, Axis, s};
    /// use rockpool_core::prelude::*;
    /// use rockpool_nn::{Evolve, Input, Lif};
    ///
    /// let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// let input = Array3::<f64>::ones((3, 10, 2));
    /// let (output, states) = lif.evolve_all(Input::from(&input).lengths([10, 4, 7]))?;
    /// assert_eq!(output.slice(s![1, 4.., ..]).sum(), 0.0);
    ///
    /// lif.reset_state();
    /// lif.evolve(input.slice(s![1, ..4, ..]))?;
    /// let vmem = states.get("vmem").unwrap().array::<f64>().unwrap();
    /// assert_eq!(vmem.index_axis(Axis(0), 1), lif.vmem.view().into_dyn());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn lengths(mut self, lengths: impl Into<Vec<usize>>) -> Self {
        self.lengths = Some(lengths.into());
        self
    }

    pub(crate) fn without_lengths(mut self) -> (Self, Option<Vec<usize>>) {
        let lengths = self.lengths.take();
        (self, lengths)
    }

    /// All samples, `(B, T, columns)`.
    pub(crate) fn samples(&self) -> Result<ArrayView3<'_, F>, Error> {
        let view = self.array.view();
        let view = if view.ndim() == 2 { view.insert_axis(Axis(0)) } else { view };
        let found = Shape::from(view.shape());
        let expected = view.shape().last().copied().unwrap_or(0);
        let size = || SizeError { module: "lengths", expected, found };
        view.into_dimensionality().map_err(|_| Error::other(size()))
    }

    /// The input of a module that takes frames, as `(B, T, n_in)`: a 1-d input is a single frame.
    ///
    /// # Errors
    /// A [`SizeError`]: there are other than `n_in` columns, or no or more than three axes.
    pub fn frames(self, module: &'static str, n_in: usize) -> Result<CowArray<'i, F, Ix3>, Error> {
        self.aligned(Axis(0), module, n_in, |columns| columns == n_in)
    }

    /// The input of a module that takes time series, as `(B, T, n_in)` or `(B, T, 1)`: a 1-d input
    /// is a single column, and a single column is given to all `n_in` inputs.
    ///
    /// # Errors
    /// A [`SizeError`]: there are neither `n_in` columns nor one, or no or more than three axes.
    pub fn series(self, module: &'static str, n_in: usize) -> Result<CowArray<'i, F, Ix3>, Error> {
        self.aligned(Axis(1), module, n_in, |columns| columns == n_in || columns == 1)
    }

    /// Adds the batches to a 2-d input, and first `second`, its time or its columns, to a 1-d one.
    fn aligned(
        self,
        second: Axis,
        module: &'static str,
        n_in: usize,
        fits: impl FnOnce(usize) -> bool,
    ) -> Result<CowArray<'i, F, Ix3>, Error> {
        if self.lengths.is_some() {
            return Err(LengthsError::within());
        }
        let found = Shape::from(self.array.shape());
        let view = if self.array.ndim() == 1 { self.array.insert_axis(second) } else { self.array };
        let view = if view.ndim() == 2 { view.insert_axis(Axis(0)) } else { view };
        match view.into_dimensionality::<Ix3>() {
            Ok(view) if fits(view.dim().2) => Ok(view),
            _ => Err(Error::other(SizeError { module, expected: n_in, found })),
        }
    }
}

/// An input of a module with `n` inputs as an array of its own, `(B, T, n)`, where a single column is
/// given to all; in the memory of the input, if that was given away and lies row after row.
///
/// # Errors
/// There is no memory for it.
pub(crate) fn take<F: Float>(input: CowArray<'_, F, Ix3>, n: usize) -> Result<Array3<F>, Error> {
    let (batches, steps, columns) = input.dim();
    if columns == n && input.is_standard_layout() {
        return Ok(input.into_owned());
    }
    let mut all = zeros(Ix3(batches, steps, n))?;
    all.assign(&input);
    Ok(all)
}

/// An input of a size that a module does not take.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Lif};
///
/// let mut lif = Lif::builder().shape((6, 3)).build()?;
/// let error = lif.evolve(&Array2::<f64>::zeros((40, 5))).unwrap_err();
/// assert_eq!(error.to_string(), "expected an input (T, 6) or (B, T, 6) for `Lif`, found (40, 5)");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SizeError {
    /// The type of the module.
    pub module: &'static str,
    /// The columns that it takes.
    pub expected: usize,
    /// The shape of the input.
    pub found: Shape,
}

impl fmt::Display for SizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { module, expected: n_in, found } = self;
        write!(f, "expected an input (T, {n_in}) or (B, T, {n_in}) for `{module}`, found {found}")
    }
}

impl core::error::Error for SizeError {}
