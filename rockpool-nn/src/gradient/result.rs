//! What the way back gives.

use super::places::States;
use crate::Float;
use crate::memory::Lent;
use ndarray::{Array3, ArrayD, ArrayViewD, Axis, IxDyn, Slice};
use rockpool_core::flat::Layout;

/// The gradient of `sum(output * of_output)`, by [`Evolve::back`](crate::Evolve::back).
#[derive(Clone, Debug)]
pub struct Gradient<F: Float> {
    pub(super) layout: Layout,
    pub(super) of_parameters: Lent<F>,
    pub(super) states: Option<States<F>>,
    pub(super) of_input: Array3<F>,
}

impl<F: Float> Gradient<F> {
    /// Over the input, `(B, T, n_in)`, as it was given: over a single column `(B, T, 1)` where that was
    /// given to all.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # let (output, tape) = lif.evolve_taped(&input)?;
    /// # let gradient = lif.back(&tape, &output)?;
    /// assert_eq!(gradient.of_input().dim(), (1, 10, 2));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn of_input(&self) -> &Array3<F> {
        &self.of_input
    }

    /// Over the parameter with this path, in its shape; a scalar is 0-d. `None` for constants.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # let (output, tape) = lif.evolve_taped(&input)?;
    /// # let gradient = lif.back(&tape, &output)?;
    /// assert_eq!(gradient.get("tau_mem").unwrap().shape(), lif.tau_mem.shape());
    /// assert!(gradient.get("dt").is_none()); // it is no parameter
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn get(&self, path: &str) -> Option<ArrayViewD<'_, F>> {
        self.layout.array(&self.of_parameters, path)
    }

    /// Over all parameters, as `net.parameters().flat::<F>()` lies.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # let (output, tape) = lif.evolve_taped(&input)?;
    /// # let gradient = lif.back(&tape, &output)?;
    /// assert_eq!(gradient.as_slice().len(), lif.parameters().flat::<f64>()?.len());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn as_slice(&self) -> &[F] {
        &self.of_parameters
    }

    /// The same, for writing: for regularisers, sums over batches, sums over processes.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # let (output, tape) = lif.evolve_taped(&input)?;
    /// # let gradient = lif.back(&tape, &output)?;
    /// let mut gradient = gradient;
    /// gradient.as_mut_slice().iter_mut().for_each(|x| *x = x.clamp(-1.0, 1.0));
    /// assert!(gradient.as_slice().iter().all(|x| x.abs() <= 1.0));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn as_mut_slice(&mut self) -> &mut [F] {
        &mut self.of_parameters
    }

    /// The same as a vector.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # let (output, tape) = lif.evolve_taped(&input)?;
    /// # let gradient = lif.back(&tape, &output)?;
    /// let mut x = lif.parameters().flat::<f64>()?.to_vec();
    /// x.iter_mut().zip(gradient.into_vec()).for_each(|(x, slope)| *x -= 1e-3 * slope);
    /// lif.parameters_mut().flat::<f64>()?.project_from(&x)?;
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn into_vec(self) -> Vec<F> {
        self.of_parameters.into_vec()
    }

    /// Where each parameter lies.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # let (output, tape) = lif.evolve_taped(&input)?;
    /// # let gradient = lif.back(&tape, &output)?;
    /// assert!(gradient.layout().get("threshold").is_some());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Over the stored state with this path, in which all batches begin; `None` unless
    /// [`Way::with_states`](crate::Way::with_states) asked for it.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # let (output, tape) = lif.evolve_taped(&input)?;
    /// # let gradient = lif.back(&tape, &output)?;
    /// assert!(gradient.of_state("vmem").is_none()); // unless asked for by `Way::with_states`
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn of_state(&self, path: &str) -> Option<ArrayD<F>> {
        let states = self.states.as_ref()?;
        let place = states.find(path)?;
        let sums = states.of_states.sum_axis(Axis(0));
        let own = sums.slice_axis_move(Axis(0), Slice::from(place.range.clone()));
        own.into_shape_with_order(IxDyn(&place.shape)).ok()
    }
}
