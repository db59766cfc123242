//! Numbers of a node.

use ndarray::{ArrayD, Axis, IxDyn};

/// Numbers of a node.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Numbers {
    pub(super) array: ArrayD<f64>,
    /// Whether they are stored in single precision.
    pub(super) is_single: bool,
}

impl Numbers {
    /// The same for `n` units, where it is one number for all.
    pub(super) fn spread(&self, n: usize) -> Self {
        match self.array.first() {
            Some(&first) if self.array.ndim() == 0 => {
                Self { array: ArrayD::from_elem(IxDyn(&[n]), first), is_single: self.is_single }
            }
            _ => self.clone(),
        }
    }

    /// The same number for all of these units.
    pub(super) fn uniformly(units: usize, number: f64) -> Self {
        Self::of(ArrayD::from_elem(IxDyn(&[units]), number))
    }

    pub(super) fn of(array: ArrayD<f64>) -> Self {
        Self { array, is_single: false }
    }

    /// Element by element with others; those past the shorter are left out.
    pub(super) fn with(&self, other: &Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let array = self.array.iter().zip(&other.array).map(|(&own, &other)| f(own, other));
        Self { array: array.collect::<ndarray::Array1<f64>>().into_dyn(), is_single: self.is_single }
    }

    pub(super) fn map(&self, f: impl FnMut(f64) -> f64) -> Self {
        Self { array: self.array.mapv(f), is_single: self.is_single }
    }

    /// Rows and columns exchanged.
    pub(super) fn transposed(&self) -> Self {
        let array = self.array.t().as_standard_layout().into_owned();
        Self { array, is_single: self.is_single }
    }

    /// All of them along one axis, row-major; a number alone stays one.
    pub(super) fn flatten(&mut self) {
        if self.array.ndim() > 1 {
            self.array = self.array.iter().copied().collect::<ndarray::Array1<f64>>().into_dyn();
        }
    }

    /// With one more axis of length 1 at the end.
    pub(super) fn with_column(&self) -> Self {
        let axis = Axis(self.array.ndim());
        Self { array: self.array.clone().insert_axis(axis), is_single: self.is_single }
    }

    /// The number that all of them are.
    pub(super) fn uniform(&self) -> Option<f64> {
        let first = *self.array.first()?;
        self.array.iter().all(|x| x.to_bits() == first.to_bits()).then_some(first)
    }

    /// All of them as one number, if they are.
    pub(super) fn collapsed(&self) -> Option<Self> {
        let array = ArrayD::from_elem(IxDyn(&[]), self.uniform()?);
        Some(Self { array, is_single: self.is_single })
    }
}
