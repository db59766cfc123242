//! The trait of modules that run.

mod drive;
mod lengths;
mod time_step;

use crate::gradient::{self, NoWayBack};
use crate::{Back, Final, Float, Gradient, Input, Recorder, Recording, States, Tape, Unrecorded};
use drive::{drive, plain, stream};
use ndarray::Array3;
use rockpool_core::prelude::*;

/// A module that turns an input over time into an output over time.
///
/// **Shapes**: input `(B, T, n_in)` or `(T, n_in)`, output `(B, T, n_out)`: `B` batches, `T` time
/// steps. What a 1-d input means is said by the module.
///
/// State is carried over from one call to the next; `reset_state()` returns to the start. A run may be cut
/// anywhere: the parts give what the whole gives, to the bit, noise included.
///
/// All batches start from the one stored state, and afterwards the state is that of batch 0;
/// [`evolve_all`](Self::evolve_all) gives those of all batches, and [`evolve_from`](Self::evolve_from)
/// continues from them. The samples of a batch may be of different lengths: [`Input::lengths`].
/// [`evolve_stream`](Self::evolve_stream) runs one of many streams through the same network.
///
/// What is not a number is passed on to where it is seen: outputs that depend on it are not numbers. Modules
/// compare the shapes of their arrays with those that they were built with before they begin, and err as
/// [`check`](Module::check) does.
///
#[doc = include_str!("evolve/own_net.md")]
pub trait Evolve: Module {
    /// The number type of input, output and state.
    type Elem: Float;

    /// Runs the module over the input, and tells the recorder what there is to record.
    ///
    /// What modules implement; of a module that is there, [`evolve_recorded`](Self::evolve_recorded) calls it so:
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Input, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// let mut record = Tree::new();
    /// let output = lif.evolve_with(Input::from(&input), &mut record)?;
    /// assert_eq!((output.dim(), record.get("vmem").is_some()), ((1, 10, 2), true));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The input has a size that the module does not take, or the module's own arrays do not fit
    /// together (after direct writes to fields); nothing is changed then.
    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, Self::Elem>,
        recorder: &mut R,
    ) -> Result<Array3<Self::Elem>, Error>;

    /// Runs the module over the input; nothing is recorded, and nothing is spent on it.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// let output = lif.evolve(&input)?; // (T, n_in) in, (B, T, n_out) out
    /// assert_eq!(output.dim(), (1, 10, 2));
    /// assert!(lif.evolve(&Array2::<f64>::ones((10, 3))).is_err()); // two inputs, and not three
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`evolve_with`](Self::evolve_with).
    #[doc(alias("forward", "call", "run"))]
    fn evolve<'i>(&mut self, input: impl Into<Input<'i, Self::Elem>>) -> Result<Array3<Self::Elem>, Error> {
        drive(self, input.into(), Unrecorded, None).map(|(output, _)| output)
    }

    /// Runs the module over the input; also gives the recorded series of shape `(B, T, ..)` by
    /// their paths. Their last time step is the final state of every batch.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// let (output, record) = lif.evolve_recorded(&input)?;
    /// let vmem = record.get("vmem").unwrap().array::<f64>().unwrap();
    /// assert_eq!((output.dim(), vmem.shape()), ((1, 10, 2), &[1, 10, 2][..]));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`evolve_with`](Self::evolve_with).
    #[doc(alias = "record")]
    fn evolve_recorded<'i>(
        &mut self,
        input: impl Into<Input<'i, Self::Elem>>,
    ) -> Result<(Array3<Self::Elem>, Tree<Value>), Error> {
        drive(self, input.into(), Tree::new(), None)
    }

    /// Runs the module over the input; also gives the series that are asked for, or parts of them.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// use rockpool_nn::Recording;
    /// let (_, kept) = lif.evolve_keeping(&input, Recording::of(["vmem"]).every(5))?;
    /// assert_eq!(*kept.get("vmem").unwrap().shape(), [1, 2, 2]);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`evolve_with`](Self::evolve_with); or a series is asked for that there is not. Nothing is
    /// changed then.
    fn evolve_keeping<'i>(
        &mut self,
        input: impl Into<Input<'i, Self::Elem>>,
        wanted: Recording,
    ) -> Result<(Array3<Self::Elem>, Tree<Value>), Error> {
        let input = input.into();
        crate::states::or_unchanged(self, |module| {
            let (output, kept) = drive(module, input, wanted, None)?;
            Ok((output, kept.finish()?))
        })
    }

    /// Runs the module over the input; also gives the final states of all batches, of shape
    /// `(B, ..)`, by their paths.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// let (output, states) = lif.evolve_all(&Array3::<f64>::ones((4, 10, 2)))?; // four samples
    /// assert_eq!((output.dim().0, states.get("vmem").unwrap().shape()[0]), (4, 4));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`evolve_with`](Self::evolve_with).
    fn evolve_all<'i>(
        &mut self,
        input: impl Into<Input<'i, Self::Elem>>,
    ) -> Result<(Array3<Self::Elem>, Tree<Value>), Error> {
        let (output, last) = drive(self, input.into(), Final::default(), None)?;
        Ok((output, last.0))
    }

    /// Runs the module over the input from the states of every batch, as [`evolve_all`](Self::evolve_all)
    /// gives them; also gives those after it. States that are not given are the stored ones, and the state of
    /// batch 0 is stored.
    ///
    /// ```
    /// use ndarray::{Array3, Axis, Slice, concatenate};
    /// use rockpool_core::prelude::*;
    /// use rockpool_nn::{Evolve, Lif};
    ///
    /// let build = || Lif::builder().shape((3, 3)).noise_std(1.0).key(Key::new(1)).build();
    /// let input = Array3::from_shape_fn((4, 20, 3), |(b, t, n)| ((b + 2 * t + n) % 5) as f64 * 0.2);
    /// let (whole, _) = build()?.evolve_all(&input)?;
    ///
    /// let mut lif = build()?;
    /// let (first, states) = lif.evolve_all(input.slice_axis(Axis(1), Slice::from(..7)))?;
    /// let (second, _) = lif.evolve_from(&states, input.slice_axis(Axis(1), Slice::from(7..)))?;
    /// assert_eq!(concatenate(Axis(1), &[first.view(), second.view()]).unwrap(), whole);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`evolve_with`](Self::evolve_with); or there is a state that the module has not, or of
    /// another number of batches. Nothing is changed then.
    fn evolve_from<'i>(
        &mut self,
        states: &Tree<Value>,
        input: impl Into<Input<'i, Self::Elem>>,
    ) -> Result<(Array3<Self::Elem>, Tree<Value>), Error> {
        let (output, last) = drive(self, input.into(), Final::default(), Some(states))?;
        Ok((output, last.0))
    }

    /// Runs one of many streams: from its states, which are then those after it; the module's own stay as
    /// they are.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// use rockpool_nn::States;
    /// let mut streams: Vec<States> = (0..100).map(|number| States::of(&lif).numbered(number)).collect();
    /// let output = lif.evolve_stream(&mut streams[42], &input)?; // the weights are there once
    /// assert_eq!(output.dim(), (1, 10, 2));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`evolve_with`](Self::evolve_with); or these are the states of another module. Nothing is
    /// changed then.
    fn evolve_stream<'i>(
        &mut self,
        states: &mut States<Self::Elem>,
        input: impl Into<Input<'i, Self::Elem>>,
    ) -> Result<Array3<Self::Elem>, Error> {
        stream(self, states, input.into())
    }

    /// Runs the module as the submodule `name` of another: records and errors are told under that
    /// name.
    ///
    /// ```
    /// # use ndarray::Array2;
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// let mut record = Tree::new();
    /// lif.evolve_at("hidden", &input, &mut record)?;
    /// assert!(record.get("hidden.vmem").is_some());
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`evolve_with`](Self::evolve_with).
    fn evolve_at<'i, R: Recorder>(
        &mut self,
        name: &str,
        input: impl Into<Input<'i, Self::Elem>>,
        recorder: &mut R,
    ) -> Result<Array3<Self::Elem>, Error> {
        self.evolve_with(input.into(), &mut recorder.at(name)).map_err(|error| error.below(name))
    }

    /// Runs the module over the input, and keeps what [`back`](Self::back) needs; the output and the
    /// final state are those of [`evolve`](Self::evolve), to the bit.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// let (output, tape) = lif.evolve_taped(&input)?;
    /// let gradient = lif.back(&tape, &output)?;
    /// assert_eq!(gradient.as_slice().len(), lif.parameters().numel());
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`evolve_with`](Self::evolve_with).
    fn evolve_taped<'i>(
        &mut self,
        input: impl Into<Input<'i, Self::Elem>>,
    ) -> Result<(Array3<Self::Elem>, Tape), Error> {
        let (output, mut tape) = plain(self, input.into(), Tape::default())?;
        tape.ends_with(output.dim());
        Ok((output, tape))
    }

    /// The gradient of `sum(output * of_output)` over all parameters and the input, on the way back
    /// along the tape of an evolution; `of_output` has the shape of the output, `(B, T, n_out)`. Parameters
    /// shall be those of the evolution; the state does not matter. Each gradient is a value of its own: nothing
    /// adds up from call to call, and there is nothing to set to zero.
    ///
    /// ```
    /// use ndarray::Array2;
    /// use rockpool_core::prelude::*;
    /// use rockpool_nn::{Evolve, Lif, Linear, Sequential};
    ///
    /// let linear = Linear::builder().weight(Init(uniform(0.0, 0.5))).shape((2, 4)).key(Key::new(1)).build()?;
    /// let lif = Lif::builder().shape((4, 4)).tau_syn(Constant(0.01)).build()?;
    /// let mut net = Sequential::new((linear, lif))?;
    ///
    /// let (output, tape) = net.evolve_taped(&Array2::ones((20, 2)))?;
    /// let of_output = &output - 1.0; // of 0.5 * sum((output - 1)^2)
    /// let gradient = net.back(&tape, &of_output)?;
    ///
    /// assert_eq!(gradient.of_input().dim(), (1, 20, 2));
    /// assert_eq!(gradient.get("0_Linear.weight").unwrap().shape(), [2, 4]);
    /// assert!(gradient.get("1_Lif.tau_syn").is_none()); // a constant
    /// assert_eq!(gradient.as_slice().len(), net.parameters().flat::<f64>()?.len());
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// `of_output` has another shape than the output, the tape was made by another module, a module has
    /// no way back, or the parameters are not all of the number type of the module.
    #[doc(alias("backward", "grad", "zero_grad"))]
    fn back<'o>(
        &self,
        tape: &Tape,
        of_output: impl Into<Input<'o, Self::Elem>>,
    ) -> Result<Gradient<Self::Elem>, Error> {
        gradient::back(self, tape, of_output.into(), &gradient::Way::default())
    }

    /// As [`back`](Self::back), on another [`Way`](crate::Way): with the gradient of the initial state,
    /// or cut every so many steps.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// use rockpool_nn::Way;
    /// let (output, tape) = lif.evolve_taped(&input)?;
    /// let gradient = lif.back_by(&Way::new().cut_every(5).with_states(), &tape, &output)?;
    /// assert!(gradient.of_state("vmem").is_some());
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`back`](Self::back).
    fn back_by<'o>(
        &self,
        way: &gradient::Way,
        tape: &Tape,
        of_output: impl Into<Input<'o, Self::Elem>>,
    ) -> Result<Gradient<Self::Elem>, Error> {
        gradient::back(self, tape, of_output.into(), way)
    }

    /// Goes the way back through the module: takes from the tape what
    /// [`evolve_with`](Self::evolve_with) put there, last things first, adds to the gradients of its
    /// parameters, and gives the gradient of its input, `(B, T, n_in)`, from that of its output.
    ///
    #[doc = include_str!("evolve/own_way_back.md")]
    /// # Errors
    /// The tape was made by another module, or the module has no way back: what this does if it is
    /// not implemented.
    fn back_with(
        &self,
        of_output: Array3<Self::Elem>,
        back: &mut Back<'_, Self::Elem>,
    ) -> Result<Array3<Self::Elem>, Error> {
        let _ = (of_output, back);
        Err(Error::other(NoWayBack { module: self.registry().name() }))
    }

    /// Goes the way back through the submodule `name` of another, which ran by
    /// [`evolve_at`](Self::evolve_at): gradients and errors are told under that name. The way back of two layers:
    ///
    /// ```
    /// # use ndarray::{Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Back, Evolve, Input, Linear, Recorder};
    /// # #[derive(Module)]
    /// # #[module(shape = (n_in, n_out), dims(n))]
    /// # struct Net {
    /// #     #[module(shape = (n_in, n))]
    /// #     first: Linear,
    /// #     #[module(shape = (n, n_out))]
    /// #     second: Linear,
    /// #     #[module(origin)]
    /// #     origin: Origin,
    /// # }
    /// # impl Evolve for Net {
    /// #     type Elem = f64;
    /// #     fn evolve_with<R: Recorder>(&mut self, input: Input<'_, f64>, recorder: &mut R) -> Result<Array3<f64>, Error> {
    /// #         let between = self.first.evolve_at("first", input, recorder)?;
    /// #         self.second.evolve_at("second", between, recorder)
    /// #     }
    /// fn back_with(&self, of_output: Array3<f64>, back: &mut Back<'_, f64>) -> Result<Array3<f64>, Error> {
    ///     let of_between = self.second.back_at("second", of_output, back)?;
    ///     self.first.back_at("first", of_between, back)
    /// }
    /// # }
    /// # let mut net = Net::builder().shape((2, 1)).n(3).key(1).build()?;
    /// # let (output, tape) = net.evolve_taped(&Array2::ones((5, 2)))?;
    /// # assert_eq!(net.back(&tape, &output)?.of_input().dim(), (1, 5, 2));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`back_with`](Self::back_with).
    fn back_at(
        &self,
        name: &str,
        of_output: Array3<Self::Elem>,
        back: &mut Back<'_, Self::Elem>,
    ) -> Result<Array3<Self::Elem>, Error> {
        self.back_with(of_output, &mut back.at(name)).map_err(|error| error.below(name))
    }

    /// The time step of all modules, in seconds; `None` if none has one. [`check`](Module::check) tells of
    /// modules that have others than each other, too.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// assert_eq!(lif.time_step()?, Some(1e-3));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// Modules have others than each other.
    fn time_step(&self) -> Result<Option<f64>, Error> {
        time_step::of(self)
    }

    /// Gives all modules this time step, in seconds: every simulation parameter `dt` of the net. One of a module
    /// of your own that is declared `common` is compared by `check`, as those of this library are:
    /// `#[simulation(init = 1e-3, unit = "s", common)]`.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_nn::{Evolve, ExpSyn, LifNeuron, Sequential};
    ///
    /// let layers = (ExpSyn::builder().n(2).build()?, LifNeuron::builder().n(2).dt(2e-3).build()?);
    /// let mut net = Sequential::new(layers)?;
    /// assert_eq!(
    ///     net.time_step().unwrap_err().to_string(),
    ///     "1_LifNeuron.dt: expected the time step of `0_ExpSyn.dt`, 0.001 s, found 0.002 s; give all one by `set_time_step`"
    /// );
    /// net.set_time_step(1e-4)?;
    /// assert_eq!(net.time_step()?, Some(1e-4));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// It lies outside the bounds of one of them; nothing is changed then.
    fn set_time_step(&mut self, dt: f64) -> Result<(), Error> {
        time_step::set(self, dt)
    }

    /// Whether [`evolve_with`](Self::evolve_with) itself sees to it that nothing is changed where it fails: a
    /// module that runs others is put back by whoever calls it.
    #[doc(hidden)]
    fn fails_unchanged(&self) -> bool {
        self.registry().submodules().is_empty()
    }
}
