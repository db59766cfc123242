//! The states of a module, apart from it.

mod restore;

use crate::{Evolve, Float};
use ndarray::{ArrayD, IxDyn};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;

/// The states of a module and of all below it, apart from it: one of many streams of input that run through
/// one network, each with states of its own, while the weights are there once.
///
/// [`Evolve::evolve_stream`] runs a stream; what is swapped are the numbers of the states, and no memory is
/// asked for.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Lif, Linear, Sequential, States};
///
/// let linear = Linear::builder().shape((2, 4)).key(Key::new(1)).build()?;
/// let mut net = Sequential::new((linear, Lif::builder().shape((4, 4)).build()?))?;
/// let mut streams: Vec<States<f64>> = (0..1000).map(|number| States::of(&net).numbered(number)).collect();
///
/// for (number, states) in streams.iter_mut().enumerate() {
///     let frame = Array2::from_elem((1, 2), number as f64 * 0.01);
///     let output = net.evolve_stream(states, &frame)?;
///     assert_eq!(output.dim(), (1, 1, 4));
/// }
/// assert_ne!(streams[1], streams[999]);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct States<F = f64> {
    /// The shapes of all leaves, in the order of a walk; `None` for those that are among the others.
    shapes: Vec<Option<Shape>>,
    /// The elements of those that are arrays of `F`, one after another.
    numbers: Vec<F>,
    /// The positions of noise, and other counts.
    counts: Vec<u64>,
    others: Tree<Value>,
    /// The number of the stream.
    number: usize,
}

impl<F: Float> States<F> {
    /// A copy of the states of a module.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # use rockpool_nn::States;
    /// # let mut states: States = States::of(&lif);
    /// lif.evolve(&input)?;
    /// states.put_into(&mut lif)?; // as it was
    /// assert_eq!(lif.vmem, Array1::<f64>::zeros(2));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn of<M: Module + ?Sized>(module: &M) -> Self {
        let mut states = Self {
            shapes: Vec::new(),
            numbers: Vec::new(),
            counts: Vec::new(),
            others: Tree::new(),
            number: 0,
        };
        let mut others = Vec::new();
        module.state().for_each(|leaf| {
            if let Some(numbers) = leaf.slice::<F>() {
                states.numbers.extend_from_slice(numbers);
            } else if let Some(array) = leaf.array::<F>() {
                states.numbers.extend(array.iter());
            } else if let Some(count) = leaf.get::<u64>() {
                states.counts.push(*count);
            } else {
                others.push((leaf.path().to_string(), leaf.to_value()));
                return states.shapes.push(None);
            }
            states.shapes.push(Some(leaf.shape()));
        });
        for (path, value) in others {
            // The paths of a module's leaves are places of a tree.
            let _ = states.others.set(&path, value);
        }
        states
    }

    /// The same with a number, which its noise is drawn for: streams of other numbers hear other noise.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # use rockpool_nn::States;
    /// # let mut states: States = States::of(&lif);
    /// assert_eq!(states.numbered(42).number(), 42); // noise of its own
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn numbered(mut self, number: usize) -> Self {
        self.number = number;
        self
    }

    /// The number of the stream.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # use rockpool_nn::States;
    /// # let mut states: States = States::of(&lif);
    /// assert_eq!(states.number(), 0);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// Exchanges these states and those of a module.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # use rockpool_nn::States;
    /// # let mut states: States = States::of(&lif);
    /// lif.evolve(&input)?;
    /// states.swap(&mut lif)?; // what the module had is in `states` now
    /// assert_eq!(lif.vmem, Array1::<f64>::zeros(2));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// They are those of a module of another kind; nothing is changed then.
    pub fn swap<M: Module + ?Sized>(&mut self, module: &mut M) -> Result<(), Error> {
        if self.others.is_empty() && self.fit(module) {
            let Self { numbers, counts, .. } = self;
            let (mut numbers, mut counts) = (numbers.as_mut_slice(), counts.as_mut_slice());
            module.state_mut().for_each(|mut leaf| {
                if let Some(place) = leaf.by_ref().slice_mut::<F>() {
                    let own = numbers.split_off_mut(..place.len()).unwrap_or_default();
                    own.swap_with_slice(place);
                } else if let (Some(place), Some(own)) =
                    (leaf.scalar_mut::<u64>(), counts.split_off_first_mut())
                {
                    core::mem::swap(place, own);
                }
            });
            return Ok(());
        }
        let theirs = Self::of(module).numbered(self.number);
        self.put_into(module)?;
        *self = theirs;
        Ok(())
    }

    /// Whether a module has states of these shapes, all of which lie row after row.
    fn fit<M: Module + ?Sized>(&self, module: &M) -> bool {
        let mut shapes = self.shapes.iter();
        let mut fit = true;
        module.state().for_each(|leaf| {
            let is_direct = leaf.slice::<F>().is_some() || leaf.get::<u64>().is_some();
            fit &= is_direct && shapes.next().is_some_and(|shape| *shape == Some(leaf.shape()));
        });
        fit && shapes.next().is_none()
    }

    /// Puts these states into a module.
    ///
    /// ```
    /// # use ndarray::{Array1, Array2, Array3};
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::{Evolve, Lif};
    /// # let mut lif = Lif::builder().shape((2, 2)).build()?;
    /// # let input = Array2::<f64>::ones((10, 2));
    /// # use rockpool_nn::States;
    /// # let mut states: States = States::of(&lif);
    /// lif.evolve(&input)?;
    /// states.put_into(&mut lif)?;
    /// assert_eq!(lif.vmem, Array1::<f64>::zeros(2));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// They are those of a module of another kind; nothing is changed then.
    pub fn put_into<M: Module + ?Sized>(&self, module: &mut M) -> Result<(), Error> {
        let (mut numbers, mut counts) = (self.numbers.as_slice(), self.counts.iter());
        let mut shapes = self.shapes.iter();
        let mut tree = self.others.clone();
        let mut faults = Vec::new();
        module.state().for_each(|leaf| {
            let Some(shape) = shapes.next() else { return faults.push(leaf.path().to_string()) };
            let value: Value = match shape {
                None => return,
                Some(shape) if leaf.array::<F>().is_some() => {
                    let own = numbers.split_off(..shape.numel().min(numbers.len())).unwrap_or_default();
                    match ArrayD::from_shape_vec(IxDyn(shape), own.to_vec()) {
                        Ok(array) => array.into(),
                        Err(_) => return faults.push(leaf.path().to_string()),
                    }
                }
                Some(_) => match counts.next() {
                    Some(&count) => count.into(),
                    None => return faults.push(leaf.path().to_string()),
                },
            };
            if tree.set(&leaf.path().to_string(), value).is_err() {
                faults.push(leaf.path().to_string());
            }
        });
        let is_used_up = shapes.next().is_none() && numbers.is_empty() && counts.next().is_none();
        match faults.first() {
            Some(path) => Err(Error::other(OtherModule).below(path)),
            None if !is_used_up => Err(Error::other(OtherModule)),
            None => module.set_attributes(&tree),
        }
    }
}

/// States that are another module's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct OtherModule;

impl core::fmt::Display for OtherModule {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(
            "these are the states of another module; take them by `States::of` from one of the same kind",
        )
    }
}

impl core::error::Error for OtherModule {}

/// Runs `run`, and puts the states back if it fails.
///
/// # Errors
/// Those of `run`.
pub(crate) fn or_unchanged<M, R>(
    module: &mut M,
    run: impl FnOnce(&mut M) -> Result<R, Error>,
) -> Result<R, Error>
where
    M: Evolve + ?Sized,
{
    let before = States::<M::Elem>::of(module);
    let done = run(module);
    if done.is_err() {
        before.restore(module)?;
    }
    done
}
