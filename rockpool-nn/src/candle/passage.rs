//! One run of a module, there and back, as candle sees it.

use super::TensorError;
use super::vars::Shared;
use crate::{Evolve, Tape, Way};
use candle_core::{CpuStorage, CustomOp2, Device, Layout, Result, Shape, Tensor, WithDType};
use ndarray::{Array3, ArrayViewD, IxDyn};
use rockpool_core::prelude::Error;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// A run of a module over an input and a vector of parameters.
pub(super) struct Passage<M: Evolve> {
    shared: Arc<Mutex<Shared<M>>>,
    name: &'static str,
    way: Way,
    done: OnceLock<Done<M::Elem>>,
}

/// What a run leaves: the parameters that it had, whatever the variables hold by then, and its tape.
struct Done<F> {
    parameters: Vec<F>,
    tape: Tape,
}

/// The module; one that a panic has left as it was then.
pub(super) fn lock<M>(shared: &Mutex<Shared<M>>) -> MutexGuard<'_, Shared<M>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<M: Evolve<Elem: WithDType>> Passage<M> {
    pub(super) fn new(shared: &Arc<Mutex<Shared<M>>>, way: &Way) -> Self {
        let name = lock(shared).module.registry().name();
        Self { shared: Arc::clone(shared), name, way: way.clone(), done: OnceLock::new() }
    }

    fn there(
        &self,
        input: ArrayViewD<'_, M::Elem>,
        parameters: &[M::Elem],
    ) -> core::result::Result<Array3<M::Elem>, Error> {
        let mut shared = lock(&self.shared);
        shared.put(parameters)?;
        let (output, tape) = shared.module.evolve_taped(input)?;
        let _ = self.done.set(Done { parameters: parameters.to_vec(), tape });
        Ok(output)
    }
}

/// The elements of a tensor that lies row after row.
fn elements<'s, F: WithDType>(
    storage: &'s CpuStorage,
    layout: &Layout,
    name: &'static str,
) -> Result<&'s [F]> {
    let all = F::cpu_storage_as_slice(storage)?;
    let own = layout.contiguous_offsets().and_then(|(start, end)| all.get(start..end));
    own.ok_or_else(|| candle_core::Error::RequiresContiguous { op: name }.bt())
}

impl<M: Evolve<Elem: WithDType>> CustomOp2 for Passage<M> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn cpu_fwd(
        &self,
        input: &CpuStorage,
        input_layout: &Layout,
        parameters: &CpuStorage,
        parameters_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let input = elements(input, input_layout, self.name)?;
        let parameters = elements(parameters, parameters_layout, self.name)?;
        let input =
            ArrayViewD::from_shape(IxDyn(input_layout.dims()), input).map_err(candle_core::Error::wrap)?;
        let output = self.there(input, parameters).map_err(candle_core::Error::wrap)?;
        let shape = Shape::from(output.dim());
        Ok((M::Elem::to_cpu_storage_owned(output.into_iter().collect()), shape))
    }

    fn bwd(
        &self,
        input: &Tensor,
        parameters: &Tensor,
        output: &Tensor,
        of_output: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let done = self.done.get().ok_or_else(|| candle_core::Error::wrap(TensorError::NotRun))?;
        let of_output = of_output.flatten_all()?.to_vec1::<M::Elem>()?;
        let of_output =
            Array3::from_shape_vec(output.dims3()?, of_output).map_err(candle_core::Error::wrap)?;
        let mut shared = lock(&self.shared);
        let gradient = shared
            .put(&done.parameters)
            .and_then(|()| shared.module.back_by(&self.way, &done.tape, &of_output))
            .map_err(candle_core::Error::wrap)?;
        drop(shared);
        let of_input = gradient.of_input().iter().copied().collect();
        Ok((
            Some(Tensor::from_vec(of_input, input.dims(), &Device::Cpu)?),
            Some(Tensor::from_slice(gradient.as_slice(), parameters.dims(), &Device::Cpu)?),
        ))
    }
}
