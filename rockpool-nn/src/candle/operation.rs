//! A module among tensors.

use super::TensorError;
use super::passage::{Passage, lock};
use super::vars::Shared;
use crate::{Evolve, Way};
use candle_core::{Device, Tensor, Var, WithDType};
use core::fmt;
use rockpool_core::prelude::*;
use std::sync::{Arc, Mutex};

/// A module as one operation of candle's autodiff: [`Lif`](crate::Lif), any other module that runs, or a
/// whole net of them, between candle's own layers.
///
/// It runs as by [`Evolve::evolve_taped`], and gradients pass back through it as by [`Evolve::back`], to the
/// bit: candle sees one operation, whatever the number of time steps. Each parameter is a [`Var`] for candle's
/// optimisers; constants are none.
///
/// **Shapes**: tensors `(B, T, n_in)` to `(B, T, n_out)`, or `(T, n_in)` to `(T, n_out)`, of the module's
/// number type; on another device than the CPU they are copied there and back.
///
/// **State** is carried over from one call to the next, as ever: [`reset_state`](Self::reset_state) returns to
/// the start.
///
/// ```
/// use candle_core::{DType, Device, Tensor, Var};
/// use rockpool_core::prelude::*;
/// use rockpool_nn::Lif;
/// use rockpool_nn::candle::Operation;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let lif = Lif::<f32>::builder().shape((4, 4)).tau_syn(Constant(0.02)).build()?;
/// let spike = Operation::new(lif)?;
///
/// let weight = Var::rand(0.0_f32, 1.0, (2, 4), &Device::Cpu)?;
/// let input = Tensor::ones((8, 50, 2), DType::F32, &Device::Cpu)?; // (B, T, n_in)
/// let spikes = spike.forward(&input.broadcast_matmul(&weight)?)?;
/// assert_eq!(spikes.dims(), [8, 50, 4]);
///
/// let gradients = spikes.mean_all()?.backward()?;
/// assert_eq!(gradients.get(&weight).unwrap().dims(), [2, 4]); // through the spikes
/// let tau_mem = spike.var("tau_mem").unwrap();
/// assert_eq!(gradients.get(&tau_mem).unwrap().dims(), [4]);
/// assert!(spike.var("tau_syn").is_none()); // a constant
///
/// // What an optimiser of `candle-nn` is made of: `AdamW::new(vars, ..)`. After its steps:
/// let vars = [spike.vars(), vec![weight]].concat();
/// tau_mem.set(&Tensor::full(-1.0_f32, 4, &Device::Cpu)?)?;
/// spike.project()?; // onto the bounds of parameters
/// assert!(tau_mem.to_vec1::<f32>()?[0] >= 0.0);
/// # assert_eq!(vars.len(), 4);
/// # Ok(())
/// # }
/// ```
///
/// A clone is the same operation, with the same variables and state.
pub struct Operation<M: Evolve> {
    shared: Arc<Mutex<Shared<M>>>,
    way: Way,
}

impl<M: Evolve> Clone for Operation<M> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), way: self.way.clone() }
    }
}

impl<M: Evolve> fmt::Debug for Operation<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shared = lock(&self.shared);
        let paths: Vec<_> = shared.layout.entries().iter().map(|entry| entry.path()).collect();
        f.debug_struct("Operation")
            .field("module", &shared.module.registry().name())
            .field("vars", &paths)
            .finish()
    }
}

impl<M: Evolve<Elem: WithDType> + Send + 'static> Operation<M> {
    /// The operation that a module is; its parameters become variables.
    ///
    /// # Errors
    /// The parameters are not all of the module's number type.
    pub fn new(module: M) -> Result<Self, Error> {
        Ok(Self { shared: Arc::new(Mutex::new(Shared::new(module)?)), way: Way::new() })
    }

    /// Truncated backpropagation: no gradient passes from steps `steps`, `2 * steps`, … to those before;
    /// see [`Way::cut_every`].
    #[must_use]
    pub fn cut_every(mut self, steps: usize) -> Self {
        self.way = self.way.cut_every(steps);
        self
    }

    /// The variables of all parameters that are no constants, as `net.parameters().flat::<F>()` lies.
    #[must_use]
    pub fn vars(&self) -> Vec<Var> {
        lock(&self.shared).vars.clone()
    }

    /// The same with the paths of the parameters, as a `VarMap` of `candle-nn` names them.
    #[must_use]
    pub fn named_vars(&self) -> Vec<(String, Var)> {
        let shared = lock(&self.shared);
        let paths = shared.layout.entries().iter().map(|entry| entry.path().to_owned());
        paths.zip(shared.vars.iter().cloned()).collect()
    }

    /// The variable of the parameter with this path; `None` for constants.
    #[must_use]
    pub fn var(&self, path: &str) -> Option<Var> {
        let shared = lock(&self.shared);
        let place = shared.layout.entries().iter().position(|entry| entry.path() == path)?;
        shared.vars.get(place).cloned()
    }

    /// Runs the module over a tensor with the parameters that the variables hold.
    ///
    /// # Errors
    /// The input has another size or number type than the module takes; a variable lies outside the bounds of its
    /// parameter ([`project`](Self::project) moves it there) or has got another shape.
    pub fn forward(&self, input: &Tensor) -> candle_core::Result<Tensor> {
        let parameters = lock(&self.shared).flat()?;
        self.forward_with(input, &parameters)
    }

    /// Runs the module over a tensor with parameters of your own, `(n)`, as
    /// `net.parameters().flat::<F>()` lies: what another net made, or tensors that several modules share.
    /// The variables have no part in it.
    ///
    /// # Errors
    /// As those of [`forward`](Self::forward).
    pub fn forward_with(&self, input: &Tensor, parameters: &Tensor) -> candle_core::Result<Tensor> {
        let expected = <M::Elem as WithDType>::DTYPE;
        for tensor in [input, parameters] {
            if tensor.dtype() != expected {
                let found = tensor.dtype();
                return Err(candle_core::Error::wrap(TensorError::Dtype { expected, found }));
            }
        }
        let rank = input.rank();
        if !(2..=3).contains(&rank) {
            return Err(candle_core::Error::wrap(TensorError::Rank { found: rank }));
        }
        let near = |tensor: &Tensor| tensor.to_device(&Device::Cpu)?.contiguous();
        let output = near(input)?.apply_op2(&near(parameters)?, Passage::new(&self.shared, &self.way))?;
        let output = if rank == 2 { output.squeeze(0)? } else { output };
        output.to_device(input.device())
    }

    /// Calls `f` with the module, which holds what the variables hold; afterwards they hold what it holds. Save it,
    /// load it or reset it here. The variables stay the same ones, but for parameters that got another of their
    /// permitted shapes.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_nn::Lif;
    /// use rockpool_nn::candle::Operation;
    ///
    /// let spike = Operation::new(Lif::<f32>::builder().shape((4, 4)).build()?)?;
    /// spike.with(|lif| lif.set("tau_mem", 0.05))??;
    /// let tau_mem = spike.var("tau_mem").unwrap();
    /// assert_eq!(tau_mem.to_vec0::<f32>().unwrap(), 0.05);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// A variable lies outside the bounds of its parameter or has got another shape; `f` is not called then. Or `f` gave
    /// the module parameters that are not all of its number type.
    pub fn with<R>(&self, f: impl FnOnce(&mut M) -> R) -> Result<R, Error> {
        let mut shared = lock(&self.shared);
        shared.take()?;
        let result = f(&mut shared.module);
        shared.give()?;
        Ok(result)
    }

    /// Returns the states of the module to the start.
    pub fn reset_state(&self) {
        lock(&self.shared).module.reset_state();
    }

    /// Moves the variables that an optimiser has moved beyond the bounds of their parameters onto these.
    ///
    /// # Errors
    /// candle cannot write a variable.
    pub fn project(&self) -> Result<(), Error> {
        lock(&self.shared).project()
    }
}

/// One of the layers of candle's own combinators.
impl<M: Evolve<Elem: WithDType> + Send + 'static> candle_core::Module for Operation<M> {
    fn forward(&self, input: &Tensor) -> candle_core::Result<Tensor> {
        Operation::forward(self, input)
    }
}
