//! What modules take as input.

use crate::Float;
use core::fmt;
use ndarray::{Array3, ArrayBase, ArrayRef, Axis, CowArray, Data, Dimension, Ix3, IxDyn, OwnedRepr};
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
pub struct Input<'i, F>(CowArray<'i, F, IxDyn>);

impl<'i, F, S: Data<Elem = F>, D: Dimension> From<&'i ArrayBase<S, D>> for Input<'i, F> {
    fn from(array: &'i ArrayBase<S, D>) -> Self {
        Self(array.view().into_dyn().into())
    }
}

impl<'i, F, D: Dimension> From<&'i ArrayRef<F, D>> for Input<'i, F> {
    fn from(array: &'i ArrayRef<F, D>) -> Self {
        Self(array.view().into_dyn().into())
    }
}

impl<'i, F, D: Dimension> From<ndarray::ArrayView<'i, F, D>> for Input<'i, F> {
    fn from(view: ndarray::ArrayView<'i, F, D>) -> Self {
        Self(view.into_dyn().into())
    }
}

impl<F, D: Dimension> From<ArrayBase<OwnedRepr<F>, D>> for Input<'_, F> {
    fn from(array: ArrayBase<OwnedRepr<F>, D>) -> Self {
        Self(array.into_dyn().into())
    }
}

impl<'i, F, D: Dimension> From<CowArray<'i, F, D>> for Input<'i, F> {
    fn from(array: CowArray<'i, F, D>) -> Self {
        Self(array.into_dyn())
    }
}

impl<'i, F: Float> Input<'i, F> {
    /// The array, as it was given.
    pub(crate) fn into_array(self) -> CowArray<'i, F, IxDyn> {
        self.0
    }

    /// The input `(B, T, ..)` of a module that knows itself how many columns it takes; a 1-d input is
    /// refused, since its meaning is said by the module.
    pub(crate) fn batches(self, module: &'static str, n_in: usize) -> Result<CowArray<'i, F, Ix3>, Error> {
        match self.0.ndim() {
            1 => Err(Error::other(SizeError { module, expected: n_in, found: Shape::from(self.0.shape()) })),
            _ => self.aligned(Axis(0), module, n_in, |_| true),
        }
    }

    /// The input of a module that takes frames, as `(B, T, n_in)`: a 1-d input is a single frame.
    ///
    /// # Errors
    /// A [`SizeError`]: there are other than `n_in` columns, or no or more than three axes.
    pub fn frames(self, module: &'static str, n_in: usize) -> Result<CowArray<'i, F, Ix3>, Error> {
        self.aligned(Axis(0), module, n_in, |columns| columns == n_in)
    }

    /// The input of a module that takes time series, as `(B, T, n_in)` or `(B, T, 1)`: a 1-d input
    /// is a single column, and a single column is given to all `n_in` inputs (B087).
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
        let found = Shape::from(self.0.shape());
        let view = if self.0.ndim() == 1 { self.0.insert_axis(second) } else { self.0 };
        let view = if view.ndim() == 2 { view.insert_axis(Axis(0)) } else { view };
        match view.into_dimensionality::<Ix3>() {
            Ok(view) if fits(view.dim().2) => Ok(view),
            _ => Err(Error::other(SizeError { module, expected: n_in, found })),
        }
    }
}

/// An input of a module with `n` inputs as an array of its own, `(B, T, n)`, where a single column is
/// given to all; in the memory of the input, if that was given away and lies row after row.
pub(crate) fn take<F: Float>(input: CowArray<'_, F, Ix3>, n: usize) -> Array3<F> {
    let (batches, steps, columns) = input.dim();
    if columns == n && input.is_standard_layout() {
        return input.into_owned();
    }
    let mut all = Array3::zeros((batches, steps, n));
    all.assign(&input);
    all
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
