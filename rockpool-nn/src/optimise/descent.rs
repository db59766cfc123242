//! Training: which parameters move, how fast, and between which bounds.

use super::transform::Transform;
use super::{Adam, DescentError, Optimiser, Schedule, Sgd};
use crate::Float;
use rockpool_core::flat::{Layout, Mask};
use rockpool_core::prelude::*;

/// Moves the parameters of a net down gradients: at rates of their families, on a schedule, clipped, within
/// their bounds, and not at all where they are held.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::loss::mean_square;
/// use rockpool_nn::optimise::{Descent, Schedule};
/// use rockpool_nn::{Evolve, ExpSyn, Linear, Sequential};
///
/// let linear = Linear::builder().shape((2, 1)).key(Key::new(1)).build()?;
/// let mut net = Sequential::new((linear, ExpSyn::builder().n(1).build()?))?;
/// let input = Array2::from_shape_fn((50, 2), |(t, n)| ((t * (n + 1)) as f64).sin());
/// let target = Array2::from_shape_fn((50, 1), |(t, _)| (t as f64).sin());
///
/// let mut descent = Descent::adam(&net, 0.05)?
///     .family_rate(&net, "taus", 0.1)? // a tenth of it
///     .schedule(Schedule::Cosine { steps: 100 })
///     .clip_norm(1.0);
/// let mut losses = Vec::new();
/// for _ in 0..100 {
///     net.reset_state();
///     let (output, tape) = net.evolve_taped(&input)?;
///     let loss = mean_square(&output, &target)?;
///     let gradient = net.back(&tape, loss.of_output())?;
///     descent.step(&mut net, gradient.as_slice())?;
///     losses.push(loss.value());
/// }
/// assert!(losses[99] < 0.5 * losses[0]);
/// # Ok::<(), Error>(())
/// ```
///
/// What is to be saved in order to go on later is [`optimiser`](Self::optimiser): schedules count its steps. It
/// consists of states and simulation parameters: see [`Optimiser`](crate::optimise::Optimiser).
#[derive(Clone, Debug)]
pub struct Descent<F: Float, O> {
    /// What makes steps of gradients.
    pub optimiser: O,
    layout: Layout,
    rate: f64,
    /// The part of the rate that each element moves at.
    parts: Vec<F>,
    mask: Mask,
    /// Of every leaf.
    transforms: Vec<Transform<F>>,
    schedule: Schedule,
    clip_norm: Option<F>,
}

impl<F: Float> Descent<F, Adam<F>> {
    /// By [`Adam`] as it is declared.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let mut descent = Descent::adam(&net, 1e-2)?;
    /// let before = net.weight.clone();
    /// descent.step(&mut net, &gradient)?;
    /// assert!((&before - &net.weight).iter().all(|step| (step - 1e-2).abs() < 1e-6));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The parameters are not all of this number type.
    #[doc(alias = "optim")]
    pub fn adam<M: Module + ?Sized>(net: &M, rate: f64) -> Result<Self, Error> {
        let n = net.parameters().flat::<F>()?.len();
        Self::new(net, Adam::<F>::builder().n(n).build()?, rate)
    }
}

impl<F: Float> Descent<F, Sgd<F>> {
    /// By [`Sgd`] with this momentum.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let mut descent = Descent::sgd(&net, 0.1, 0.9)?;
    /// let before = net.weight.clone();
    /// descent.step(&mut net, &gradient)?;
    /// assert!((&before - &net.weight).iter().all(|step| (step - 0.1).abs() < 1e-12));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The parameters are not all of this number type; the momentum is not in `0.0..1.0`.
    pub fn sgd<M: Module + ?Sized>(net: &M, rate: f64, momentum: f64) -> Result<Self, Error> {
        let n = net.parameters().flat::<F>()?.len();
        Self::new(net, Sgd::<F>::builder().n(n).momentum(F::of(momentum)).build()?, rate)
    }
}

impl<F: Float, O: Optimiser<F>> Descent<F, O> {
    /// By any optimiser, for all parameters of a net, projected onto their bounds.
    ///
    /// # Errors
    /// The parameters are not all of this number type.
    pub fn new<M: Module + ?Sized>(net: &M, optimiser: O, rate: f64) -> Result<Self, Error> {
        let layout = net.parameters().flat::<F>()?.layout();
        Ok(Self {
            optimiser,
            rate,
            parts: vec![F::one(); layout.numel()],
            mask: layout.mask(|_| false),
            transforms: vec![Transform::Identity; layout.entries().len()],
            schedule: Schedule::Constant,
            clip_norm: None,
            layout,
        })
    }

    /// What part of the rate the parameters of a family move at.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let mut descent = Descent::sgd(&net, 0.1, 0.0)?.family_rate(&net, "biases", 0.5)?;
    /// let before = net.bias.clone();
    /// descent.step(&mut net, &gradient)?;
    /// let moved = before.unwrap() - net.bias.unwrap();
    /// assert!(moved.iter().all(|step: &f64| (step - 0.05).abs() < 1e-12));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The family is declared nowhere in the net.
    pub fn family_rate<M: Module>(mut self, net: &M, family: &str, part: f64) -> Result<Self, Error> {
        net.parameters().family(family)?.for_each(|leaf| {
            let path = leaf.path().to_string();
            let own = self.layout.part_mut(&mut self.parts, &path);
            own.into_iter().flatten().for_each(|own| *own *= F::of(part));
        });
        Ok(self)
    }

    /// What part of the rate the parameter with this path moves at.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let descent: Descent<f64, Adam<f64>> = Descent::adam(&net, 1e-2)?.rate_at("bias", 0.1)?;
    /// assert!(descent.rate_at("bais", 0.1).is_err());
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// There is no such parameter.
    pub fn rate_at(mut self, path: &str, part: f64) -> Result<Self, Error> {
        match self.layout.part_mut(&mut self.parts, path) {
            Some(own) => own.iter_mut().for_each(|own| *own *= F::of(part)),
            None => return Err(no_parameter(path)),
        }
        Ok(self)
    }

    /// Measures the steps of each parameter by its size in the net, the root of its mean square; one of zeros
    /// by 1. Time constants of milliseconds and thresholds of 1 then move at one rate.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let descent: Descent<f64, Adam<f64>> = Descent::adam(&net, 1e-2)?.relative(&net)?;
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The net has not the parameters that it had.
    pub fn relative<M: Module + ?Sized>(mut self, net: &M) -> Result<Self, Error> {
        let vector = net.parameters().flat::<F>()?.to_vec();
        self.check_len(vector.len())?;
        for (entry, values) in self.layout.parts(&vector)? {
            let square = values.iter().fold(F::zero(), |sum, &x| sum + x * x);
            let size = (square / F::of(values.len().max(1) as f64)).sqrt();
            let size = if size > F::zero() { size } else { F::one() };
            self.parts[entry.range()].iter_mut().for_each(|part| *part *= size);
        }
        Ok(self)
    }

    /// What part of the rate is left as steps go by.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let descent: Descent<f64, Adam<f64>> = Descent::adam(&net, 1e-2)?.schedule(Schedule::Cosine { steps: 100 });
    /// assert_eq!(descent.rate(), 1e-2);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "lr_scheduler")]
    pub fn schedule(mut self, schedule: Schedule) -> Self {
        self.schedule = schedule;
        self
    }

    /// Shortens gradients that are longer than this.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let mut descent = Descent::sgd(&net, 1.0, 0.0)?.clip_norm(0.1);
    /// let before = net.parameters().flat::<f64>()?.to_vec();
    /// descent.step(&mut net, &gradient)?;
    /// let after = net.parameters().flat::<f64>()?.to_vec();
    /// let moved = before.iter().zip(&after).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    /// assert!((moved - 0.1).abs() < 1e-9);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "clip_grad_norm_")]
    pub fn clip_norm(mut self, norm: f64) -> Self {
        self.clip_norm = Some(F::of(norm));
        self
    }

    /// Moves parameters with bounds as numbers without: by the logarithm of how far they are above the lower
    /// or below the upper, or of the ratio of both; instead of by projection. Steps are then parts of that
    /// distance, whatever its size, and at most make it a hundred times as large or as small: rates of families
    /// are to be chosen for it. Bounds such as `1e-6..1e30` count as a lower one alone.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let descent: Descent<f64, Adam<f64>> = Descent::adam(&net, 1e-2)?.transformed();
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn transformed(mut self) -> Self {
        self.transforms = self.layout.entries().iter().map(|entry| Transform::of(entry.bounds())).collect();
        self
    }

    /// Holds a parameter where it is.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let mut descent = Descent::adam(&net, 1e-2)?.hold("weight")?;
    /// let before = net.weight.clone();
    /// descent.step(&mut net, &gradient)?;
    /// assert_eq!(net.weight, before);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// There is no such parameter.
    pub fn hold(self, path: &str) -> Result<Self, Error> {
        self.hold_where(path, |_| true)
    }

    /// Holds those elements of a parameter, row-major, of which `is_held` says so.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let mut descent = Descent::adam(&net, 1e-2)?.hold_where("weight", |index| index == 0)?;
    /// let before = net.weight.clone();
    /// descent.step(&mut net, &gradient)?;
    /// assert_eq!(net.weight[[0, 0]], before[[0, 0]]);
    /// assert_ne!(net.weight[[0, 1]], before[[0, 1]]);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// There is no such parameter.
    pub fn hold_where(mut self, path: &str, is_held: impl Fn(usize) -> bool) -> Result<Self, Error> {
        let Some(range) = self.layout.get(path) else { return Err(no_parameter(path)) };
        for (index, element) in range.enumerate() {
            self.mask.fix(element, self.mask.is_fixed(element) || is_held(index));
        }
        Ok(self)
    }

    /// The rate of the next step, before the parts of families.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let descent: Descent<f64, Adam<f64>> = Descent::adam(&net, 1e-2)?;
    /// assert_eq!(descent.rate(), 1e-2);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    #[doc(alias("learning_rate", "learning rate"))]
    #[doc(alias = "lr")]
    pub fn rate(&self) -> f64 {
        self.rate * self.schedule.at(self.optimiser.steps())
    }

    /// One step down a gradient that lies as the parameters do, as
    /// [`Gradient::as_slice`](crate::Gradient::as_slice).
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_nn::Linear;
    /// # use rockpool_nn::optimise::{Adam, Descent, Schedule};
    /// # let mut net = Linear::<f64>::builder().shape((2, 2)).bias(Declared).key(1).build()?;
    /// # let gradient = vec![1.0; net.parameters().numel()];
    /// let mut descent = Descent::adam(&net, 1e-2)?;
    /// descent.step(&mut net, &gradient)?;
    /// assert!(descent.step(&mut net, &[f64::NAN; 6]).is_err()); // nothing is changed
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// The gradient is not finite everywhere, or of another length; a rate is not finite; the norm to clip at is
    /// below 0 or NaN; the net has not the parameters that it had. Nothing is changed then.
    #[doc(alias = "optimizer")]
    pub fn step<M: Module + ?Sized>(&mut self, net: &mut M, gradient: &[F]) -> Result<(), Error> {
        let start = net.parameters().flat::<F>()?.to_vec();
        self.check_len(start.len())?;
        self.check_len(gradient.len())?;
        self.check_finite(gradient)?;
        let mut gradient = gradient.to_vec();
        self.mask.hold(&mut gradient)?;
        self.clip(&mut gradient);

        let rate = F::of(self.rate());
        let mut rates: Vec<F> = self.parts.iter().map(|&part| rate * part).collect();
        self.mask.hold(&mut rates)?;
        self.check_rates(&rates)?;
        let mut begun = start.clone();
        for (entry, transform) in self.layout.entries().iter().zip(&self.transforms) {
            for index in entry.range() {
                let (number, derivative) = transform.free(start[index]);
                begun[index] = number;
                gradient[index] *= derivative;
            }
        }
        let mut free = begun.clone();
        self.optimiser.advance(&mut free, &gradient, &rates)?;
        for (entry, transform) in self.layout.entries().iter().zip(&self.transforms) {
            for index in entry.range() {
                // What does not move shall not even be rounded.
                let moves = !rates[index].is_nothing();
                free[index] = if moves { transform.bounded(begun[index], free[index]) } else { start[index] };
            }
        }
        self.layout.project(&mut free)?;
        net.parameters_mut().flat::<F>()?.copy_from(&free)
    }

    fn check_len(&self, found: usize) -> Result<(), Error> {
        let expected = self.layout.numel();
        match expected == found {
            true => Ok(()),
            false => Err(Error::other(DescentError::Length { expected, found })),
        }
    }

    fn check_finite(&self, gradient: &[F]) -> Result<(), Error> {
        for (entry, values) in self.layout.parts(gradient)? {
            if let Some((index, &found)) = values.iter().enumerate().find(|(_, x)| !x.is_finite()) {
                let found = found.value();
                return Err(Error::other(DescentError::NotFinite { index, found }).below(entry.path()));
            }
        }
        Ok(())
    }

    fn check_rates(&self, rates: &[F]) -> Result<(), Error> {
        for (entry, rates) in self.layout.parts(rates)? {
            if let Some(found) = rates.iter().find(|rate| !rate.is_finite()) {
                let (what, found) = ("finite rate", found.value());
                return Err(Error::other(DescentError::Rate { what, found }).below(entry.path()));
            }
        }
        match self.clip_norm {
            Some(norm) if norm.is_nan() || norm < F::zero() => {
                let (what, found) = ("norm of 0 or more to clip gradients at", norm.value());
                Err(Error::other(DescentError::Rate { what, found }))
            }
            _ => Ok(()),
        }
    }

    fn clip(&self, gradient: &mut [F]) {
        let Some(most) = self.clip_norm else { return };
        let norm = gradient.iter().fold(F::zero(), |sum, &x| sum + x * x).sqrt();
        if norm > most {
            let share = most / norm;
            gradient.iter_mut().for_each(|x| *x *= share);
        }
    }
}

fn no_parameter(path: &str) -> Error {
    Error::other(DescentError::NoParameter { path: path.to_owned() })
}
