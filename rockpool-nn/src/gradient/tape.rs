//! What an evolution leaves for the way back.

use crate::record::{At, Recorder};
use core::any::Any;
use core::fmt;
use rockpool_core::prelude::*;
use std::sync::Arc;

/// An item on a tape.
pub(super) type Item = Arc<dyn Any + Send + Sync>;

/// What an evolution leaves for the way back, by [`Evolve::evolve_taped`](crate::Evolve::evolve_taped):
/// a stack of what each module wants to have again.
///
/// **Memory**, for each time step of each batch: `Lif` and `LifNeuron` keep two numbers a synapse
/// (one, where `tau_syn` is a constant) and a neuron's spikes as a list; `Linear` its input, as a list
/// where that is shorter; `ExpSyn`, `Rate` and `Instant` one number a column. For long inputs,
/// [`Checkpoints`](crate::Checkpoints) keep states only, and run again on the way back.
///
/// Once a tape is gone, up to 64 MiB of what it and the layers took stay with the process for the runs after it, which
/// are faster by that.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Lif};
///
/// let mut lif = Lif::builder().shape((2, 2)).build()?;
/// let input = Array2::from_elem((10, 2), 0.2);
/// let (output, tape) = lif.evolve_taped(&input)?;
/// assert_eq!(tape.output_dim(), output.dim());
/// let gradient = lif.back(&tape, &output)?; // as often as one likes
/// assert_eq!(gradient.of_input().dim(), (1, 10, 2));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Tape {
    items: Vec<Item>,
    output: (usize, usize, usize),
}

impl Tape {
    /// The shape `(B, T, n_out)` of the output.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # let (output, tape) = lif.evolve_taped(&input)?;
    /// # let gradient = lif.back(&tape, &output)?;
    /// assert_eq!(tape.output_dim(), (1, 10, 2));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn output_dim(&self) -> (usize, usize, usize) {
        self.output
    }

    pub(crate) fn ends_with(&mut self, output: (usize, usize, usize)) {
        self.output = output;
    }

    pub(super) fn items(&self) -> Vec<Item> {
        self.items.clone()
    }
}

impl fmt::Debug for Tape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tape").field("items", &self.items.len()).field("output", &self.output).finish()
    }
}

/// Keeps what modules want to have again.
impl Recorder for Tape {
    type Sink = Self;
    const KEEPS_SERIES: bool = false;
    const KEEPS_LAST: bool = false;
    const KEEPS_TAPE: bool = true;

    fn series<V: Into<Value>>(&mut self, _: &str, _: impl FnOnce() -> V) -> Result<(), Error> {
        Ok(())
    }
    fn last<V: Into<Value>>(&mut self, _: &str, _: impl FnOnce() -> V) -> Result<(), Error> {
        Ok(())
    }
    fn tape<T: Any + Send + Sync>(&mut self, item: impl FnOnce() -> T) {
        let mut item: Box<dyn Any + Send + Sync> = Box::new(item());
        // What comes from a layer behind `dyn` is in a box for each of them.
        loop {
            match item.downcast::<Box<dyn Any + Send + Sync>>() {
                Ok(inner) => item = *inner,
                Err(other) => break self.items.push(Arc::from(other)),
            }
        }
    }

    fn at<'r>(&'r mut self, name: &'r str) -> At<'r, Self> {
        At::new(self, name)
    }
}
