//! Delays.

mod back;

use crate::input::take;
use crate::parallel::pieces;
use crate::past::Past;
use crate::spread::{misfit, spread};
use crate::{Back, Evolve, Float, Input, Recorder};
use ndarray::{Array3, ArrayD};
use rockpool_core::__private::check_shapes;
use rockpool_core::prelude::*;

/// Delays: every column comes out as it came in, so many steps later.
///
/// **Shapes**: input `(B, T, n)` or `(T, n)`; a single column, `(T)`, `(T, 1)` or `(B, T, 1)`, is given to all
/// `n`. Output `(B, T, n)`: `output[t] = input[t - delay / dt]`, with `delay / dt` rounded, and zeros before the
/// first input. Nothing is recorded.
///
/// What has come in and is yet to come out is the state [`past`](Self::past): wherever a run is cut, the same comes
/// out.
///
/// ```
/// use ndarray::array;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Delay, Evolve};
///
/// let mut delay = Delay::builder().delay(array![0.0, 2e-3]).build()?; // in steps of 1 ms
/// let output = delay.evolve(&array![[1.0, 2.0], [3.0, 4.0]])?;
/// assert_eq!(output, array![[[1.0, 0.0], [3.0, 0.0]]]);
/// assert_eq!(delay.evolve(&array![[5.0, 6.0], [7.0, 8.0]])?, array![[[5.0, 2.0], [7.0, 4.0]]]);
/// # Ok::<(), Error>(())
/// ```
///
/// **Source**: the node `Delay` of NIR.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n, dims(n_past))]
pub struct Delay<F: Float = f64> {
    /// Delays `(n)` or `()`, in seconds.
    #[simulation(family = "delays", shape = [(n,), ()], init = zeros(), unit = "s", bounds = 0.0..)]
    pub delay: ArrayD<F>,
    /// The inputs of the last steps `(n_past, n)`, the latest at the end; `()` at the start.
    #[state(shape = [(), (n_past, n)])]
    pub past: ArrayD<F>,
    /// Time step, in seconds.
    #[simulation(init = fill(1e-3), unit = "s", bounds = 1e-9..1e9, common)]
    pub dt: F,
    #[module(origin)]
    origin: Origin,
}

/// The steps after which an input comes out that never does.
const NEVER: usize = usize::MAX;

impl<F: Float> Delay<F> {
    /// The delay of every column, in steps; `None` if they do not fit the columns.
    fn in_steps(&self) -> Option<Vec<usize>> {
        let steps = |delay: F| match (delay / self.dt).value().round() {
            steps if steps >= 0.0 => steps as usize,
            _ => NEVER,
        };
        Some(spread(&self.delay, self.size_in())?.into_iter().map(steps).collect())
    }

    /// What comes out of every column of which nothing ever does: nothing, or no number where the delay is none.
    fn without_end(&self) -> Vec<F> {
        let delays = spread(&self.delay, self.size_in()).unwrap_or_default();
        let given = |delay: F| if (delay / self.dt).is_nan() { F::nan() } else { F::zero() };
        delays.into_iter().map(given).collect()
    }
}

impl<F: Float> Evolve for Delay<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        check_shapes(self)?;
        let n = self.size_in();
        let input = input.series(Self::REGISTRY.name(), n)?;
        let (batches, steps, columns) = input.dim();
        let Some(delays) = self.in_steps() else { return Err(misfit(self)) };
        let without_end = self.without_end();
        let longest = delays.iter().copied().filter(|&delay| delay > 0 && delay < NEVER).max();
        let mut past = Past::begin(recorder, &self.past, longest, [batches, steps, n])?;
        let mut output = take(input, n)?;
        let nothing = vec![F::zero(); n];
        for (mut past, series) in past.batches(batches).zip(pieces(output.as_slice_mut(), batches, 1)) {
            past.remember(&nothing, series);
            for (step, row) in series.chunks_exact_mut(n.max(1)).enumerate() {
                for (column, (output, &delay)) in row.iter_mut().zip(&delays).enumerate() {
                    match delay {
                        0 => {}
                        NEVER => *output = without_end.get(column).copied().unwrap_or(F::zero()),
                        delay => *output = past.before(step, delay, column),
                    }
                }
            }
        }
        recorder.tape(|| back::DelayTape { columns, shape: output.dim() });
        past.finish(&mut self.past, recorder)?;
        Ok(output)
    }

    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        back::back(self, of_output, back)
    }
}
