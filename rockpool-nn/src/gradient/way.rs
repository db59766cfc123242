//! Ways back, and going them.

use super::back::{Back, Journey};
use super::error::GradientError;
use super::places::States;
use super::{Gradient, Tape};
use crate::batches::standard;
use crate::{Evolve, Float, Input};
use core::num::NonZeroUsize;
use ndarray::{Array3, IxDyn};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;

/// How to go back, for [`Evolve::back_by`].
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Lif, Way};
///
/// let mut lif = Lif::builder().shape((2, 2)).build()?;
/// let (output, tape) = lif.evolve_taped(&Array2::from_elem((100, 2), 0.2))?;
/// let gradient = lif.back_by(&Way::new().with_states(), &tape, &output)?;
/// assert_eq!(gradient.of_state("vmem").unwrap().shape(), [2]);
///
/// // Truncated: what a step owes to those more than 25 before it, and some less, is left out.
/// let truncated = lif.back_by(&Way::new().cut_every(25), &tape, &output)?;
/// assert_ne!(truncated.as_slice(), gradient.as_slice());
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Way {
    with_states: bool,
    cut_every: Option<NonZeroUsize>,
}

impl Way {
    /// The whole way, for parameters and input.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Also for the initial states.
    #[must_use]
    pub fn with_states(mut self) -> Self {
        self.with_states = true;
        self
    }

    /// Truncated backpropagation: the state is carried on, but no gradient passes from steps
    /// `steps`, `2 * steps`, … to those before. 0 cuts nowhere.
    #[must_use]
    pub fn cut_every(mut self, steps: usize) -> Self {
        self.cut_every = NonZeroUsize::new(steps);
        self
    }
}

/// Goes the way back.
pub(crate) fn back<M: Evolve + ?Sized>(
    module: &M,
    tape: &Tape,
    of_output: Input<'_, M::Elem>,
    way: &Way,
) -> Result<Gradient<M::Elem>, Error> {
    let states = way.with_states.then(|| States::of(module, tape.output_dim().0));
    back_from(module, tape, of_output, way, states)
}

/// The same from a gradient of the final states.
pub(super) fn back_from<M: Evolve + ?Sized>(
    module: &M,
    tape: &Tape,
    of_output: Input<'_, M::Elem>,
    way: &Way,
    states: Option<States<M::Elem>>,
) -> Result<Gradient<M::Elem>, Error> {
    let output_dim = tape.output_dim();
    let layout = module.parameters().flat::<M::Elem>()?.layout();
    let cut_every = way.cut_every.map(NonZeroUsize::get);
    let mut journey = Journey::new(tape.items(), layout.clone(), states, cut_every);
    let mut of_input =
        module.back_with(like_output(of_output.clone(), output_dim)?, &mut Back::new(&mut journey))?;
    let is_again = journey.wants_states && journey.states.is_none();
    if is_again {
        let states = Some(States::of(module, output_dim.0));
        journey = Journey::new(tape.items(), layout, states, cut_every);
        of_input = module.back_with(like_output(of_output, output_dim)?, &mut Back::new(&mut journey))?;
    }
    let Journey { items, layout, of_parameters, states, .. } = journey;
    if !items.is_empty() {
        return Err(Error::other(GradientError::Left { items: items.len() }));
    }
    Ok(Gradient { layout, of_parameters, states: states.filter(|_| !is_again), of_input })
}

/// The gradient of the output in the shape of the output, `(B, T, n_out)`, or without the batches where
/// there is one.
pub(super) fn like_output<F: Float>(
    of_output: Input<'_, F>,
    output: (usize, usize, usize),
) -> Result<Array3<F>, Error> {
    let of_output = of_output.into_array();
    let found = Shape::from(of_output.shape());
    let expected = Shape::from(&[output.0, output.1, output.2][..]);
    let fits = found == expected || (output.0 == 1 && found == [output.1, output.2]);
    let misfit = || Error::other(GradientError::Shape { expected, found });
    if !fits {
        return Err(misfit());
    }
    standard(of_output.into_owned())
        .into_shape_with_order(IxDyn(&[output.0, output.1, output.2]))
        .and_then(|array| array.into_dimensionality())
        .map_err(Error::other)
}
