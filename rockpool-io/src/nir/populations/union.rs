//! The populations of a loop, and the weights between them, as one population.

mod sums;

use crate::FindingKind;
use crate::nir::model::{Cell, CellKind, Extra, Link, Numbers, SCALARS, join};
use crate::nir::node::part_of;
use crate::nir::read::{Fault, Node};
use crate::nir::wires::{Recurrent, Wires};
use ndarray::{Array1, Array2, ArrayD, Axis, Slice};
use std::collections::BTreeSet;
use sums::stacked;

/// As many weights may be made of a file, and so many times those that it holds.
const MOST: usize = 1 << 24;
const TIMES: usize = 64;

/// A population: where it stands, and where its neurons begin among those of all.
struct Population {
    index: usize,
    cell: Cell,
    first: usize,
    units: usize,
}

/// Weights `(to, from)`, and what they add.
struct Weights {
    index: usize,
    weight: Array2<f64>,
    bias: Array1<f64>,
    is_single: bool,
}

/// What a loop consists of.
pub(super) struct Union<'l> {
    wires: &'l Wires<'l>,
    /// The nodes before and after the loop.
    from: usize,
    to: usize,
    neurons: Vec<Population>,
    weights: Vec<Weights>,
}

impl<'l> Union<'l> {
    pub(super) fn new(wires: &'l Wires<'l>, from: usize, to: usize) -> Self {
        Self { wires, from, to, neurons: Vec::new(), weights: Vec::new() }
    }

    /// Takes one node.
    pub(super) fn add(
        &mut self,
        index: usize,
        nodes: &mut [Option<Node>],
        recurrent: &mut Recurrent,
    ) -> Result<(), Fault> {
        let Some(node) = nodes.get_mut(index).and_then(Option::take) else {
            return self.wires.fail(index, "a loop leads through an end of the graph");
        };
        let kind = node.kind.clone();
        match part_of(node, &self.wires.path(index))? {
            Some(Link::Cell(mut cell)) if matches!(cell.node, "CubaLIF" | "LIF" | "IF") => {
                if let Some((weight, bias)) = recurrent.remove(&index) {
                    cell.w_rec = Some(weight);
                    cell.input_bias = bias;
                }
                self.neurons.push(Population { index, cell, first: 0, units: 0 });
            }
            Some(Link::Cell(cell)) if matches!(cell.node, "Linear" | "Affine") => {
                if let Some((name, _)) = cell.told.first() {
                    let why = format!("its `{name}` is none of what weights of a loop have");
                    return self.wires.fail(index, why);
                }
                let Some(weight) = cell.get("weight") else { return Ok(()) };
                let is_single = weight.is_single;
                let matrix = matrix(weight);
                let bias = cell.get("bias").map(vector).unwrap_or_else(|| Array1::zeros(matrix.nrows()));
                self.weights.push(Weights { index, weight: matrix, bias, is_single });
            }
            _ => {
                let why = format!(
                    "a node `{kind}` stands in a loop over several populations; `CubaLIF`, `LIF` and `IF` with `Linear` and `Affine` between them are read"
                );
                return self.wires.fail(index, why);
            }
        }
        Ok(())
    }

    /// The weights that lead in, the neurons of all populations, and the weights that lead out.
    pub(super) fn parts(mut self) -> Result<Vec<(String, Link)>, Fault> {
        let n = self.count_units()?;
        let n_in = self.count_inputs()?;
        let held: usize = self.weights.iter().map(|weights| weights.weight.len()).sum();
        let made = self.weights.iter().map(|weights| weights.weight.nrows()).sum::<usize>().saturating_add(n);
        if made.saturating_mul(n.saturating_add(n_in)) > MOST.max(held.saturating_mul(TIMES)) {
            return self.wires.fail(
                self.from,
                format!("the loop after it has {n} neurons, more than can be made one population"),
            );
        }
        let after = self.after_weights(n, n_in)?;
        // What enters the neurons, in their order.
        let mut into = Vec::new();
        for population in &self.neurons {
            let mut sum = self.entering(population.index, population.units, &after, n, n_in)?;
            let place = population.first..population.first + population.units;
            if let Some(w_rec) = population.cell.w_rec.as_ref().map(matrix) {
                let mut own = sum.of_spikes.slice_axis_mut(Axis(1), Slice::from(place));
                if own.dim() != w_rec.dim() {
                    return self.misfit(population.index, population.units, w_rec.ncols());
                }
                own += &w_rec;
            }
            if let Some(bias) =
                population.cell.input_bias.as_ref().map(vector).filter(|bias| bias.len() == population.units)
            {
                sum.constant += &bias;
            }
            into.push(sum);
        }
        let into = stacked(&into, n, n_in);
        let rows = self.rows_leaving(&after);
        let out = self.entering(self.to, rows, &after, n, n_in)?;
        if out.of_input.iter().any(|&weight| weight != 0.0) {
            return self.wires.fail(self.to, "edges lead here past the neurons of a loop");
        }

        let is_single = self.weights.iter().all(|weights| weights.is_single);
        let numbers = |array: ArrayD<f64>| Numbers { array, is_single };
        let name = self.name();
        let gone: Vec<usize> = self.neurons.iter().map(|population| population.index).collect();
        let mut parts = Vec::new();
        if into.of_input != Array2::<f64>::eye(n) {
            parts.push((
                self.wires.free(&format!("{name}_in"), &gone),
                dense(numbers(into.of_input.into_dyn()), None),
            ));
        }
        let mut cell = self.joined()?;
        cell.w_rec = Some(numbers(into.of_spikes.into_dyn()));
        let bias = Some(into.constant).filter(|bias| bias.iter().any(|&bias| bias != 0.0));
        cell.input_bias = bias.map(|bias| numbers(bias.into_dyn()));
        cell.told.extend(self.delay());
        parts.push((self.wires.free(&name, &gone), Link::Cell(cell)));
        let bias = Some(out.constant).filter(|bias| bias.iter().any(|&bias| bias != 0.0));
        if bias.is_some() || out.of_spikes != Array2::<f64>::eye(n) {
            let bias = bias.map(|bias| numbers(bias.into_dyn()));
            parts.push((
                self.wires.free(&format!("{name}_out"), &gone),
                dense(numbers(out.of_spikes.into_dyn()), bias),
            ));
        }
        Ok(parts)
    }

    /// What is told of when populations hear each other.
    fn delay(&self) -> Option<(String, FindingKind)> {
        let names: Vec<String> = self
            .neurons
            .iter()
            .map(|population| format!("`{}`", self.wires.name(population.index)))
            .collect();
        let why = format!(
            "{} feed each other, and each hears what the others fired in the step before; other simulators may run one after the other within a step",
            names.join(", ")
        );
        (names.len() > 1).then(|| ("w_rec".to_owned(), FindingKind::Note(why)))
    }

    /// The names of the populations, one after another.
    fn name(&self) -> String {
        let names: Vec<&str> =
            self.neurons.iter().map(|population| self.wires.name(population.index)).collect();
        names.join("_")
    }

    fn misfit<T>(&self, index: usize, expected: usize, found: usize) -> Result<T, Fault> {
        let why = format!("expected {expected} numbers from the nodes before, found {found}");
        Err(Fault::Unsound(self.wires.path(index), why))
    }

    /// Says how many neurons each population has, and where they begin; gives the number of all.
    fn count_units(&mut self) -> Result<usize, Fault> {
        let mut n = 0_usize;
        for population in &mut self.neurons {
            let before = self
                .weights
                .iter()
                .find(|weights| self.wires.next(weights.index).contains(&population.index));
            let after = self
                .weights
                .iter()
                .find(|weights| self.wires.before(weights.index).contains(&population.index));
            let own = population.cell.own_units();
            let of_recurrent =
                population.cell.w_rec.as_ref().and_then(|w_rec| w_rec.array.shape().first().copied());
            let of_weights =
                before.map(|weights| weights.weight.nrows()).or(after.map(|weights| weights.weight.ncols()));
            let Some(units) = own.or(of_recurrent).or(of_weights) else {
                return self.wires.fail(population.index, "nothing says how many neurons it has");
            };
            (population.first, population.units) = (n, units);
            n = n.saturating_add(units);
        }
        Ok(n)
    }

    /// How many numbers the node before the loop gives.
    fn count_inputs(&self) -> Result<usize, Fault> {
        let is_fed = |index: usize| self.wires.before(index).contains(&self.from);
        let of_weights =
            self.weights.iter().find(|weights| is_fed(weights.index)).map(|weights| weights.weight.ncols());
        let of_neurons = self
            .neurons
            .iter()
            .find(|population| is_fed(population.index))
            .map(|population| population.units);
        match of_weights.or(of_neurons) {
            Some(n_in) => Ok(n_in),
            None => self.wires.fail(self.from, "nothing says how many numbers it gives to the loop after it"),
        }
    }

    /// The populations as one cell.
    fn joined(&self) -> Result<Cell, Fault> {
        let Some((first, rest)) = self.neurons.split_first() else {
            return self.wires.fail(self.from, "a loop leads through weights alone");
        };
        let mut cell = Cell { node: first.cell.node, ..Cell::new(CellKind::Lif) };
        cell.told = self.neurons.iter().flat_map(|population| population.cell.told.iter().cloned()).collect();
        if let Some(other) = rest.iter().find(|other| other.cell.node != first.cell.node) {
            let why = format!(
                "a node `{}` stands in a loop with `{}`, a `{}`; populations of one type are read",
                other.cell.node,
                self.wires.name(first.index),
                first.cell.node
            );
            return self.wires.fail(other.index, why);
        }
        let names: BTreeSet<&'static str> = self
            .neurons
            .iter()
            .flat_map(|population| population.cell.values.iter().map(|(name, _)| *name))
            .collect();
        for name in names {
            // What older versions of NIR do not write.
            let otherwise = if name == "w_in" { 1.0 } else { 0.0 };
            let all = self.neurons.iter().map(|population| match population.cell.get(name) {
                Some(numbers) => numbers.spread(population.units),
                None => Numbers::uniformly(population.units, otherwise),
            });
            cell.values.push((name, one_after_another(all.collect())));
        }
        for (name, extra) in first.cell.extras.iter().filter(|(name, _)| name != SCALARS) {
            let others: Vec<Option<&Extra>> =
                rest.iter().map(|population| population.cell.extra(name)).collect();
            if others.iter().all(|other| *other == Some(extra)) {
                cell.extras.push((name.clone(), extra.clone()));
            } else if let Some(index) = others.iter().position(|other| *other != Some(extra))
                && let Some(other) = rest.get(index)
            {
                let why = format!(
                    "its `{name}` is another than that of `{}`, with which it stands in a loop",
                    self.wires.name(first.index)
                );
                return Err(Fault::Unexpressed(join(&self.wires.path(other.index), name), why));
            }
        }
        Ok(cell)
    }
}

fn matrix(numbers: &Numbers) -> Array2<f64> {
    numbers.array.clone().into_dimensionality().unwrap_or_default()
}

fn vector(numbers: &Numbers) -> Array1<f64> {
    numbers.array.iter().copied().collect()
}

fn one_after_another(all: Vec<Numbers>) -> Numbers {
    let is_single = all.iter().all(|numbers| numbers.is_single);
    let array: Array1<f64> = all.iter().flat_map(|numbers| numbers.array.iter().copied()).collect();
    Numbers { array: array.into_dyn(), is_single }
}

fn dense(weight: Numbers, bias: Option<Numbers>) -> Link {
    let node = if bias.is_some() { "Affine" } else { "Linear" };
    let mut values = vec![("weight", weight)];
    values.extend(bias.map(|bias| ("bias", bias)));
    Link::Cell(Cell { node, values, ..Cell::new(CellKind::Linear) })
}
