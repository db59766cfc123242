//! Inputs of the last steps, which are yet to be forgotten or to come out.

use crate::batches::pass;
use crate::record::StatesError;
use crate::{Float, Recorder};
use ndarray::{Array3, ArrayD, Axis, Ix2, Ix3};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;

/// The name of that state.
pub(crate) const PAST: &str = "past";

/// The inputs of all batches that are yet to be forgotten.
pub(crate) struct Past<F> {
    /// After so many steps an input is forgotten; without, nothing is remembered.
    window: Option<usize>,
    n: usize,
    /// `(B, n_past, n)`: those that are known before the first step.
    before: Array3<F>,
    /// What the recorder gives where nothing is remembered.
    given: Option<Value>,
    /// By batch, `(n_past + T, n)`: those before, and the inputs of the evolution.
    all: Vec<Vec<F>>,
}

impl<F: Float> Past<F> {
    /// What each batch remembers before the first step.
    ///
    /// # Errors
    /// The recorder gives what does not fit, or there is no memory.
    pub(crate) fn begin<R: Recorder>(
        recorder: &mut R,
        stored: &ArrayD<F>,
        window: Option<usize>,
        [batches, _, n]: [usize; 3],
    ) -> Result<Self, Error> {
        let none = |n_past| Array3::zeros((batches, n_past, n));
        let mut given = recorder.first(PAST);
        let before = match (window, &given, stored.view().into_dimensionality::<Ix2>()) {
            (None, ..) => none(0),
            (Some(_), Some(given), _) if *given.shape() == [batches] => none(0),
            (Some(_), Some(given), _) => taken(given, batches, n)?,
            (Some(_), None, Ok(stored)) => {
                let mut all = crate::room::zeros(Ix3(batches, stored.nrows(), n))?;
                all.assign(&stored);
                all
            }
            (Some(_), None, Err(_)) => none(0),
        };
        given = given.filter(|_| window.is_none());
        Ok(Self { window, n, before, given, all: vec![Vec::new(); batches] })
    }

    /// Whether inputs from before are yet to be forgotten.
    pub(crate) fn continues(&self) -> bool {
        !self.before.is_empty()
    }

    /// What each of the batches remembers.
    pub(crate) fn batches(&mut self, batches: usize) -> impl Iterator<Item = PastOfBatch<'_, F>> {
        let Self { window, n, before, all, .. } = self;
        let of_batch = before.len() / batches.max(1);
        let before = before.as_slice().unwrap_or_default();
        all.iter_mut().enumerate().map(move |(batch, all)| PastOfBatch {
            window: *window,
            n: (*n).max(1),
            before: before.get(batch * of_batch..(batch + 1) * of_batch).unwrap_or_default(),
            all,
        })
    }

    /// Tells what is remembered after the last step, and stores that of batch 0.
    ///
    /// # Errors
    /// Those of the recorder.
    pub(crate) fn finish<R: Recorder>(self, stored: &mut ArrayD<F>, recorder: &mut R) -> Result<(), Error> {
        let Self { window, n, all, given, .. } = self;
        let rows = all.first().map_or(0, |all| all.len() / n.max(1)).min(window.unwrap_or(0));
        if rows == 0 {
            return pass(recorder, PAST, given, stored, all.len());
        }
        let mut after = crate::room::zeros(Ix3(all.len(), rows, n))?;
        for (mut after, all) in after.outer_iter_mut().zip(&all) {
            let latest = all.get(all.len() - rows * n..).unwrap_or_default();
            after.iter_mut().zip(latest).for_each(|(after, &input)| *after = input);
        }
        let first = after.outer_iter().next().map(|first| first.to_owned().into_dyn());
        recorder.last(PAST, || after)?;
        first.filter(|first| !first.is_empty()).into_iter().for_each(|first| *stored = first);
        Ok(())
    }
}

fn taken<F: Float>(given: &Value, batches: usize, n: usize) -> Result<Array3<F>, Error> {
    let array = given.array::<F>().and_then(|array| array.into_dimensionality::<Ix3>().ok());
    match array {
        Some(array) if array.len_of(Axis(0)) == batches && array.len_of(Axis(2)) == n => {
            Ok(array.as_standard_layout().into_owned())
        }
        _ => {
            let rows = given.shape().get(1).copied().unwrap_or(0);
            let error = StatesError::shape(Shape::from([batches, rows, n]), given.shape());
            Err(Error::other(error).below(PAST))
        }
    }
}

/// The inputs of one batch that are yet to be forgotten.
pub(crate) struct PastOfBatch<'a, F> {
    window: Option<usize>,
    n: usize,
    before: &'a [F],
    all: &'a mut Vec<F>,
}

impl<F: Float> PastOfBatch<'_, F> {
    /// Whether anything is forgotten within so many steps.
    pub(crate) fn forgets(&self, steps: usize) -> bool {
        self.window.is_some_and(|window| self.before.len() / self.n + steps > window)
    }

    /// Remembers the inputs of all steps. A current that was there before the first input that is remembered
    /// is forgotten with it.
    pub(crate) fn remember(&mut self, isyn: &[F], series: &[F]) {
        if self.window.is_none() {
            return;
        }
        self.all.clear();
        self.all.extend(self.before.iter().chain(series));
        if self.before.is_empty() {
            self.all.iter_mut().zip(isyn).for_each(|(input, &isyn)| *input += isyn);
        }
    }

    /// The input of a column so many steps before a step of the evolution; zero where none is remembered.
    pub(crate) fn before(&self, step: usize, delay: usize, column: usize) -> F {
        let known = self.before.len() / self.n;
        let row = (known + step).checked_sub(delay);
        row.and_then(|row| self.all.get(row * self.n + column)).copied().unwrap_or(F::zero())
    }

    /// The inputs that are forgotten in this step of the evolution.
    pub(crate) fn forgotten(&self, step: usize) -> Option<&[F]> {
        let known = self.before.len() / self.n;
        let row = (known + step).checked_sub(self.window?)?;
        self.all.get(row * self.n..(row + 1) * self.n)
    }
}
