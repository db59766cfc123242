//! The optimiser: Adam, on one flat vector.

use rockpool_core::Error;
use rockpool_core::flat::Layout;
use rockpool_nn::Float;

const DECAY: f64 = 0.9;
const DECAY_OF_SQUARES: f64 = 0.999;

/// Adam, whose step is a part of what it changes: time constants are some thousandths, thresholds
/// are 1, so the steps of each leaf are measured by the size that it had in the beginning.
///
/// **Source**: D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015.
pub(crate) struct Adam<F> {
    layout: Layout,
    /// Of every element, the root of the mean square of its leaf.
    size: Vec<F>,
    mean: Vec<F>,
    mean_square: Vec<F>,
    steps: i32,
}

impl<F: Float> Adam<F> {
    pub(crate) fn new(layout: Layout, start: &[F]) -> Result<Self, Error> {
        let mut size = Vec::with_capacity(start.len());
        for (entry, values) in layout.parts(start)? {
            let square = values.iter().fold(F::zero(), |sum, &value| sum + value * value);
            let mean = square / F::of(values.len().max(1) as f64);
            size.extend(entry.range().map(|_| mean.sqrt()));
        }
        let zeros = vec![F::zero(); start.len()];
        Ok(Self { layout, size, mean: zeros.clone(), mean_square: zeros, steps: 0 })
    }

    /// One step down the gradient, and onto the bounds where it leads beyond them.
    pub(crate) fn step(&mut self, vector: &mut [F], gradient: &[F], rate: f64) -> Result<(), Error> {
        self.steps += 1;
        let kept = |decay: f64| (F::of(decay), F::of(1.0 - decay));
        let ((old, new), (old_square, new_square)) = (kept(DECAY), kept(DECAY_OF_SQUARES));
        let begun = F::of(1.0 - DECAY.powi(self.steps));
        let begun_square = F::of(1.0 - DECAY_OF_SQUARES.powi(self.steps));
        let averages = self.mean.iter_mut().zip(&mut self.mean_square);
        for (((value, &gradient), &size), (mean, square)) in
            vector.iter_mut().zip(gradient).zip(&self.size).zip(averages)
        {
            let gradient = gradient * size;
            *mean = old * *mean + new * gradient;
            *square = old_square * *square + new_square * gradient * gradient;
            let deviation = (*square / begun_square).sqrt() + F::of(1e-8);
            *value -= F::of(rate) * size * (*mean / begun) / deviation;
        }
        self.layout.project(vector)
    }
}
