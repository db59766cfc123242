//! What enters and leaves the nodes of a loop.

use super::Union;
use crate::nir::read::Fault;
use ndarray::{Array1, Array2, Axis, Slice, concatenate};

/// What enters or leaves a node: by the input of the loop, by the spikes of all its neurons, and by neither.
#[derive(Clone)]
pub(super) struct Sum {
    pub(super) of_input: Array2<f64>,
    pub(super) of_spikes: Array2<f64>,
    pub(super) constant: Array1<f64>,
}

impl Union<'_> {
    /// As many rows as what leaves the loop has.
    pub(super) fn rows_leaving(&self, after: &[Option<Sum>]) -> usize {
        let leads_out = |index: usize| self.wires.next(index).contains(&self.to);
        let of_weights = self.weights.iter().zip(after).find(|(weights, _)| leads_out(weights.index));
        let of_neurons = self.neurons.iter().find(|population| leads_out(population.index));
        of_weights
            .map(|(weights, _)| weights.weight.nrows())
            .or(of_neurons.map(|population| population.units))
            .unwrap_or(0)
    }

    /// What each of the weights gives.
    pub(super) fn after_weights(&self, n: usize, n_in: usize) -> Result<Vec<Option<Sum>>, Fault> {
        let mut after: Vec<Option<Sum>> = vec![None; self.weights.len()];
        loop {
            let mut has_gone_on = false;
            for (position, weights) in self.weights.iter().enumerate() {
                let waits = |index: &usize| {
                    let found = self.weights.iter().position(|other| other.index == *index);
                    found.is_some_and(|found| after[found].is_none())
                };
                if after[position].is_some() || self.wires.before(weights.index).iter().any(waits) {
                    continue;
                }
                let sum = self.entering(weights.index, weights.weight.ncols(), &after, n, n_in)?;
                after[position] = Some(Sum {
                    of_input: weights.weight.dot(&sum.of_input),
                    of_spikes: weights.weight.dot(&sum.of_spikes),
                    constant: weights.weight.dot(&sum.constant) + &weights.bias,
                });
                has_gone_on = true;
            }
            if !has_gone_on {
                break;
            }
        }
        match self.weights.iter().zip(&after).find(|(_, after)| after.is_none()) {
            Some((weights, _)) => self.wires.fail(weights.index, "a loop leads through weights alone"),
            None => Ok(after),
        }
    }

    /// What the nodes before one give to it, in so many numbers.
    pub(super) fn entering(
        &self,
        index: usize,
        rows: usize,
        after: &[Option<Sum>],
        n: usize,
        n_in: usize,
    ) -> Result<Sum, Fault> {
        let mut sum = Sum {
            of_input: Array2::zeros((rows, n_in)),
            of_spikes: Array2::zeros((rows, n)),
            constant: Array1::zeros(rows),
        };
        for &before in self.wires.before(index) {
            if before == self.from {
                if rows != n_in {
                    return self.misfit(index, rows, n_in);
                }
                sum.of_input.diag_mut().mapv_inplace(|weight| weight + 1.0);
            } else if let Some(population) = self.neurons.iter().find(|population| population.index == before)
            {
                if rows != population.units {
                    return self.misfit(index, rows, population.units);
                }
                let place = Slice::from(population.first..population.first + population.units);
                sum.of_spikes.slice_axis_mut(Axis(1), place).diag_mut().mapv_inplace(|weight| weight + 1.0);
            } else if let Some(position) = self.weights.iter().position(|weights| weights.index == before)
                && let Some(Some(other)) = after.get(position)
            {
                if rows != other.constant.len() {
                    return self.misfit(index, rows, other.constant.len());
                }
                sum.of_input += &other.of_input;
                sum.of_spikes += &other.of_spikes;
                sum.constant += &other.constant;
            }
        }
        Ok(sum)
    }
}

/// Rows one after another, of so many columns.
pub(super) fn stacked(all: &[Sum], n: usize, n_in: usize) -> Sum {
    let rows = |of: fn(&Sum) -> &Array2<f64>, columns| {
        let views: Vec<_> = all.iter().map(|sum| of(sum).view()).collect();
        concatenate(Axis(0), &views).unwrap_or_else(|_| Array2::zeros((n, columns)))
    };
    Sum {
        of_input: rows(|sum| &sum.of_input, n_in),
        of_spikes: rows(|sum| &sum.of_spikes, n),
        constant: all.iter().flat_map(|sum| sum.constant.iter().copied()).collect(),
    }
}
