//! A linear readout, fitted by ridge regression.

use nalgebra::{DMatrix, DVector};
use ndarray::Array1;

/// One row of weights for each class; the last weight of each is its bias.
pub(crate) struct Readout(DMatrix<f64>);

impl Readout {
    /// The readout that minimises the squared error of telling each class from the others, plus
    /// `ridge` times the squares of the weights; `None` if the features do not determine it.
    pub(crate) fn fit(
        features: &[Array1<f64>],
        labels: &[usize],
        classes: usize,
        ridge: f64,
    ) -> Option<Self> {
        let rows: Vec<DVector<f64>> = features.iter().map(with_one).collect();
        let x = DMatrix::from_columns(&rows);
        let y =
            DMatrix::from_fn(classes, labels.len(), |class, row| f64::from(u8::from(labels[row] == class)));
        let mut gram = &x * x.transpose();
        for i in 0..gram.nrows() - 1 {
            gram[(i, i)] += ridge;
        }
        let weights = gram.cholesky()?.solve(&(x * y.transpose()));
        Some(Self(weights.transpose()))
    }

    /// The class that scores best.
    pub(crate) fn classify(&self, features: &Array1<f64>) -> usize {
        (&self.0 * with_one(features)).argmax().0
    }

    /// The part of the rows that are classified right.
    pub(crate) fn accuracy(&self, features: &[Array1<f64>], labels: &[usize]) -> f64 {
        let right = features.iter().zip(labels).filter(|(row, label)| self.classify(row) == **label).count();
        right as f64 / labels.len() as f64
    }
}

fn with_one(features: &Array1<f64>) -> DVector<f64> {
    DVector::from_iterator(features.len() + 1, features.iter().copied().chain([1.0]))
}
