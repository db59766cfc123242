//! Noise that is the same whatever the number of threads, and wherever a run is cut.

use crate::batches::begin_at;
use crate::{Float, Recorder};
use ndarray::Array1;
use rand_distr::{Distribution, StandardNormal};
use rockpool_core::{Error, Key, Origin};

/// The state that says how many steps have drawn noise.
const POSITION: &str = "noise_position";

/// The noise of one evolution of a module: every step of every sample has a stream of its own, which the
/// number of the step since the start of the run names.
pub(crate) struct Noise<F> {
    /// By batch: how many steps were drawn before, where anybody asks for it.
    positions: Vec<u64>,
    /// By batch: the key of its sample, where anything is drawn.
    keys: Vec<Key>,
    /// Standard deviation of one step; nothing is drawn where it is 0.
    deviation: F,
}

impl<F: Float> Noise<F> {
    /// Noise with a standard deviation of `noise_std` after one second, in steps of `dt`, of the module
    /// with this origin, which has drawn for `position` steps before, unless the recorder says otherwise.
    ///
    /// # Errors
    /// The recorder gives other than one position for each batch.
    pub(crate) fn begin<R: Recorder>(
        origin: &Origin,
        [noise_std, dt]: [F; 2],
        position: u64,
        batches: usize,
        recorder: &mut R,
    ) -> Result<Self, Error> {
        let deviation = noise_std * dt.sqrt();
        let is_heard = is_some(deviation);
        if !is_heard && !R::GIVES_FIRST && !R::KEEPS_LAST {
            return Ok(Self { positions: Vec::new(), keys: Vec::new(), deviation });
        }
        let positions = begin_at(recorder, POSITION, position, batches)?;
        let key = origin.key().unwrap_or_default().at("noise_std");
        let heard = if is_heard { 0..batches } else { 0..0 };
        let keys = heard.map(|batch| key.at_index(recorder.sample(batch))).collect();
        Ok(Self { positions, keys, deviation })
    }

    /// Whether anything is drawn.
    pub(crate) fn is_heard(&self) -> bool {
        is_some(self.deviation)
    }

    /// The noise of one batch, if there is any.
    pub(crate) fn of_batch(&self, batch: usize) -> Option<Draws<F>> {
        let (&key, &position) = (self.keys.get(batch)?, self.positions.get(batch)?);
        Some(Draws { key, position, deviation: self.deviation })
    }

    /// Adds noise to the steps of one batch, rows of `n` columns.
    pub(crate) fn add_to(&self, batch: usize, values: &mut [F], n: usize) {
        let Some(draws) = self.of_batch(batch) else { return };
        for (step, row) in values.chunks_exact_mut(n.max(1)).enumerate() {
            draws.for_each(step, row, |value, noise| *value += noise);
        }
    }

    /// After so many steps: tells where the noise of every batch is, and stores that of batch 0.
    ///
    /// # Errors
    /// Those of the recorder.
    pub(crate) fn finish<R: Recorder>(
        self,
        stored: &mut u64,
        steps: usize,
        recorder: &mut R,
    ) -> Result<(), Error> {
        let drawn = if self.is_heard() { steps as u64 } else { 0 };
        let after: Array1<u64> = self.positions.iter().map(|position| position.wrapping_add(drawn)).collect();
        if let Some(&first) = after.first() {
            recorder.last(POSITION, || after)?;
            *stored = first;
        }
        Ok(())
    }
}

/// Whether noise of this deviation is any: one of zero may have a derivative that is not, and one that is no number
/// is heard as such.
fn is_some<F: Float>(deviation: F) -> bool {
    deviation > F::zero() || deviation.is_nan() || deviation == F::zero() && !deviation.is_nothing()
}

/// The noise of one batch.
pub(crate) struct Draws<F> {
    key: Key,
    position: u64,
    deviation: F,
}

impl<F: Float> Draws<F> {
    /// Calls `f` with the noise of each column in a step of this evolution.
    pub(crate) fn for_each(&self, step: usize, columns: &mut [F], mut f: impl FnMut(&mut F, F)) {
        let mut rng = at_position(self.key, self.position.wrapping_add(step as u64)).rng();
        for column in columns {
            f(column, self.deviation * F::of(StandardNormal.sample(&mut rng)));
        }
    }
}

/// The key of a position, which may be more than an index can be.
fn at_position(key: Key, position: u64) -> Key {
    match usize::try_from(position) {
        Ok(position) => key.at_index(position),
        Err(_) => key.at(&position.to_string()),
    }
}
