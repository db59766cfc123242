//! Noise that is the same whatever the number of threads.

use crate::Float;
use rand_distr::{Distribution, StandardNormal};
use rockpool_core::{Key, Origin};

/// The noise of one evolution of a module.
pub(crate) struct Noise<F> {
    key: Key,
    /// Standard deviation of one step; nothing is drawn where it is 0.
    deviation: F,
}

impl<F: Float> Noise<F> {
    /// Noise with a standard deviation of `noise_std` after one second, in steps of `dt`, of
    /// evolution number `position` of the module with this origin.
    pub(crate) fn new(origin: &Origin, position: u64, noise_std: F, dt: F) -> Self {
        let key = origin.key().unwrap_or_default().at("noise_std").at(&position.to_string());
        Self { key, deviation: noise_std * dt.sqrt() }
    }

    /// Whether anything is drawn.
    pub(crate) fn is_heard(&self) -> bool {
        self.deviation > F::zero()
    }

    /// Draws the noise of one batch, number after number, if there is any.
    pub(crate) fn draws(&self, batch: usize) -> Option<Box<dyn FnMut() -> F + Send>> {
        let deviation = self.deviation;
        let mut rng = self.is_heard().then(|| self.key.at_index(batch).rng())?;
        Some(Box::new(move || deviation * F::of(StandardNormal.sample(&mut rng))))
    }

    /// Adds noise to the steps and columns of one batch, in the order of their memory.
    pub(crate) fn add_to(&self, batch: usize, values: &mut [F]) {
        if let Some(mut draw) = self.draws(batch) {
            values.iter_mut().for_each(|value| *value += draw());
        }
    }
}
