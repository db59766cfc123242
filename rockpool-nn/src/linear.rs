//! Dense weights.

mod back;

use crate::memory;
use crate::project::{project, project_kept};
use crate::rows::Kept;
use crate::{Back, Evolve, Float, Input, Recorder};
use ndarray::{Array1, Array2, Array3};
use rockpool_core::__private::check_shapes;
use rockpool_core::prelude::*;

/// Dense weights and an optional bias: `y = x · weight + bias` at every time step.
///
/// **Shapes**: input `(B, T, n_in)` or `(T, n_in)`, or one frame `(n_in)`; output always
/// `(B, T, n_out)`, where the original keeps the rank of its input. Nothing is recorded.
///
/// Each sum runs over the inputs in their order. Inputs of zero, such as silent neurons, are passed
/// over where they are many: what an infinite or NaN weight would make of them is left open.
///
/// ```
/// use ndarray::array;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Linear};
///
/// let mut linear = Linear::builder().weight(array![[1.0, 2.0], [3.0, 4.0]]).bias([0.5, 0.0]).build()?;
/// let output = linear.evolve(&array![[1.0, 0.0], [0.0, 1.0]])?;
/// assert_eq!(output, array![[[1.5, 2.0], [3.5, 4.0]]]);
///
/// let linear = Linear::<f32>::builder().n_in(2).n_out(3).bias(Declared).build()?;
/// assert_eq!(linear.biases().bias.as_ref().map(|bias| bias.len()), Some(3));
/// # Ok::<(), Error>(())
/// ```
///
/// **Source**: Rockpool 3.1.0, `Linear`.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out))]
pub struct Linear<F: Float = f64> {
    /// Weights `(n_in, n_out)`.
    #[parameter(family = "weights", shape = (n_in, n_out), init = kaiming())]
    pub weight: Array2<F>,
    /// Bias `(n_out)`; absent unless given, by `.bias(Declared)` for example.
    #[parameter(family = "biases", shape = n_out, init = uniform_sqrt())]
    pub bias: Option<Array1<F>>,
    #[module(origin)]
    origin: Origin,
}

impl<F: Float> Evolve for Linear<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        check_shapes(self)?;
        let frames = input.frames(Self::REGISTRY.name(), self.weight.nrows())?;
        let kept = R::KEEPS_TAPE.then(|| Kept::of(&frames.view()));
        let bias = self.bias.as_ref();
        let output = match &kept {
            Some(kept) => project_kept(&frames.view(), kept, &self.weight, bias),
            None => project(&frames.view(), &self.weight, bias),
        };
        if let Some(kept) = kept {
            recorder.tape(|| kept);
        }
        if frames.is_owned() {
            memory::leave(frames.into_owned().into_raw_vec_and_offset().0);
        }
        output
    }

    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        back::back(self, of_output, back)
    }
}
