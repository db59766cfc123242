//! The parameters of a module as variables of `candle`.

use super::TensorError;
use crate::{Evolve, Float};
use candle_core::{Device, Tensor, Var, WithDType};
use core::ops::Range;
use rockpool_core::flat::Layout;
use rockpool_core::prelude::*;

/// A module, and a variable for each of its parameters. The variables hold what is true; those of the module
/// are written whenever they are needed.
pub(super) struct Shared<M> {
    pub(super) module: M,
    pub(super) layout: Layout,
    /// In the order of the layout.
    pub(super) vars: Vec<Var>,
}

pub(super) fn failed(error: candle_core::Error) -> Error {
    Error::other(TensorError::Variable { message: error.to_string() })
}

impl<M: Evolve<Elem: WithDType>> Shared<M> {
    pub(super) fn new(module: M) -> Result<Self, Error> {
        let flat = module.parameters().flat::<M::Elem>()?;
        let (layout, vector) = (flat.layout(), flat.to_vec());
        let vars = layout.entries().iter().map(|entry| {
            Var::from_slice(part(&vector, entry.range()), entry.shape().as_slice(), &Device::Cpu)
        });
        let vars = vars.collect::<candle_core::Result<_>>().map_err(failed)?;
        Ok(Self { module, layout, vars })
    }

    /// All variables, one after another, in a tensor that gradients pass through.
    pub(super) fn flat(&self) -> candle_core::Result<Tensor> {
        if self.vars.is_empty() {
            return Tensor::zeros(0, <M::Elem as WithDType>::DTYPE, &Device::Cpu);
        }
        let all = self.vars.iter().map(|var| var.flatten_all());
        Tensor::cat(&all.collect::<candle_core::Result<Vec<_>>>()?, 0)
    }

    /// The elements of all variables.
    fn vector(&self) -> Result<Vec<M::Elem>, Error> {
        self.flat().and_then(|flat| flat.to_vec1()).map_err(failed)
    }

    /// Writes the variables to the module.
    pub(super) fn take(&mut self) -> Result<(), Error> {
        let vector = self.vector()?;
        self.put(&vector)
    }

    /// Writes these parameters to the module.
    pub(super) fn put(&mut self, vector: &[M::Elem]) -> Result<(), Error> {
        self.module.parameters_mut().flat::<M::Elem>()?.copy_from(vector)
    }

    /// Writes the module's parameters to the variables: the same variables where the shapes are the same.
    pub(super) fn give(&mut self) -> Result<(), Error> {
        let flat = self.module.parameters().flat::<M::Elem>()?;
        let (layout, vector) = (flat.layout(), flat.to_vec());
        let mut vars = Vec::with_capacity(layout.entries().len());
        for entry in layout.entries() {
            let (elements, shape) = (part(&vector, entry.range()), entry.shape());
            let old = self.layout.entries().iter().zip(&self.vars);
            let old = old.filter(|(old, _)| old.path() == entry.path() && old.shape() == shape);
            let var = match old.map(|(_, var)| var).next() {
                Some(var) => {
                    let new = Tensor::from_slice(elements, shape.as_slice(), var.device()).map_err(failed)?;
                    var.set(&new).map_err(failed)?;
                    var.clone()
                }
                None => Var::from_slice(elements, shape.as_slice(), &Device::Cpu).map_err(failed)?,
            };
            vars.push(var);
        }
        (self.layout, self.vars) = (layout, vars);
        Ok(())
    }

    /// Moves the variables onto their bounds.
    pub(super) fn project(&self) -> Result<(), Error> {
        let before = self.vector()?;
        let mut vector = before.clone();
        self.layout.project(&mut vector)?;
        for (entry, var) in self.layout.entries().iter().zip(&self.vars) {
            let elements = part(&vector, entry.range());
            if elements != part(&before, entry.range()) {
                let new = Tensor::from_slice(elements, var.shape(), var.device()).map_err(failed)?;
                var.set(&new).map_err(failed)?;
            }
        }
        Ok(())
    }
}

fn part<F: Float>(vector: &[F], range: Range<usize>) -> &[F] {
    vector.get(range).unwrap_or_default()
}
