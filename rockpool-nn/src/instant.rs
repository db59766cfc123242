//! Functions without memory.

mod back;

use crate::input::take;
use crate::{Back, Evolve, Float, Input, Recorder};
use core::fmt;
use ndarray::Array3;
use rockpool_core::prelude::*;
use std::sync::Arc;

/// A function of one number that threads share.
pub type Function<F> = Arc<dyn Fn(F) -> F + Send + Sync>;

/// A function of one number, applied to every element of its input at every time step.
///
/// **Shapes**: input `(B, T, n)` or `(T, n)`; a single column, `(T)`, `(T, 1)` or `(B, T, 1)`, is
/// given to all `n`. Output `(B, T, n)`. There is no state, and nothing is recorded.
///
/// The function is a simulation parameter: two modules of a size are equal if they share it.
///
/// ```
/// use ndarray::array;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Instant};
///
/// let mut square = Instant::of(2, |x: f64| x * x)?;
/// assert_eq!(square.evolve(&array![[1.0, 2.0], [3.0, 4.0]])?, array![[[1.0, 4.0], [9.0, 16.0]]]);
///
/// let mut identity = Instant::<f32>::builder().n(2).build()?; // the default
/// assert_eq!(identity.evolve(&array![[0.5, -0.5]])?, array![[[0.5, -0.5]]]);
/// # Ok::<(), Error>(())
/// ```
///
/// **Source**: Rockpool 3.1.0, `Instant`, whose functions take whole arrays.
#[derive(Module, Clone)]
#[module(shape = n)]
pub struct Instant<F: Float = f64> {
    /// The function.
    #[simulation(init = Arc::new(|x| x) as Function<F>)]
    pub function: Function<F>,
    /// Its derivative, for the way back; `Declared` is that of the default, 1.
    #[simulation(init = Arc::new(|_| F::one()) as Function<F>)]
    pub derivative: Option<Function<F>>,
    #[module(origin)]
    origin: Origin,
}

impl<F: Float> Instant<F> {
    /// This function of `n` columns.
    ///
    /// # Errors
    /// None that is known: the function and the size are all there is.
    pub fn of(n: usize, function: impl Fn(F) -> F + Send + Sync + 'static) -> Result<Self, Error> {
        Self::builder().n(n).function(Arc::new(function) as Function<F>).build()
    }

    /// This function of `n` columns, with its derivative, which the way back needs.
    ///
    /// ```
    /// use ndarray::array;
    /// use rockpool_core::prelude::*;
    /// use rockpool_nn::{Evolve, Instant};
    ///
    /// let mut square = Instant::differentiable(1, |x: f64| x * x, |x| 2.0 * x)?;
    /// let (output, tape) = square.evolve_taped(&array![[3.0]])?;
    /// assert_eq!(square.back(&tape, &output)?.of_input()[[0, 0, 0]], 9.0 * 6.0);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`of`](Self::of).
    pub fn differentiable(
        n: usize,
        function: impl Fn(F) -> F + Send + Sync + 'static,
        derivative: impl Fn(F) -> F + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        Self::builder()
            .n(n)
            .function(Arc::new(function) as Function<F>)
            .derivative(Arc::new(derivative) as Function<F>)
            .build()
    }
}

impl<F: Float> PartialEq for Instant<F> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.function, &other.function) && self.size_in() == other.size_in()
    }
}

impl<F: Float> fmt::Debug for Instant<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instant").field("n", &self.size_in()).finish_non_exhaustive()
    }
}

impl<F: Float> Evolve for Instant<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        let n = self.size_in();
        let input = input.series(Self::REGISTRY.name(), n)?;
        let columns = input.dim().2;
        let mut output = take(input, n)?;
        recorder.tape(|| back::InstantTape { columns, input: output.clone() });
        output.mapv_inplace(|x| (self.function)(x));
        Ok(output)
    }

    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        back::back(self, of_output, back)
    }
}
