//! What a node does not say by itself: how many units it has, and where the bias of recurrent weights goes.

use super::model::{Cell, CellKind, Chain, Link, Numbers};
use ndarray::{Array1, Array2};

/// Gives every cell as many units as its neighbours say, of a chain with these inputs and outputs, as far as
/// they are known.
pub(super) fn settle(chain: &mut Chain, n_in: Option<usize>, n_out: Option<usize>) {
    let mut known = n_in;
    for index in 0..chain.parts.len() {
        let (before, after) = chain.parts.split_at_mut(index + 1);
        let Some((_, part)) = before.last_mut() else { continue };
        let next = || after.iter().find_map(|(_, part)| part.known_sizes().0).or(n_out);
        match part {
            Link::Chain(below) => {
                settle(below, known, after.first().and_then(|(_, part)| part.known_sizes().0))
            }
            Link::Cell(cell) => settle_cell(cell, known, next),
        }
        known = part.known_sizes().1.or(known);
    }
    take_biases(chain);
}

fn settle_cell(cell: &mut Cell, before: Option<usize>, after: impl FnOnce() -> Option<usize>) {
    if cell.get("weight").is_some() {
        return;
    }
    let of_weights = cell.w_rec.as_ref().and_then(|w_rec| w_rec.array.shape().first().copied());
    let units = cell.own_units().or(of_weights).or(before).or_else(after).unwrap_or(1);
    cell.units = Some(units);
    for (_, numbers) in &mut cell.values {
        *numbers = numbers.spread(units);
    }
    if let ("Scale", Some(scale)) = (cell.node, cell.get("scale")) {
        let scale: Array1<f64> = scale.array.iter().copied().collect();
        let weight = Numbers::of(Array2::from_diag(&scale).into_dyn());
        cell.values = vec![("weight", weight)];
    }
}

/// Puts the biases of recurrent weights where they act: they are added to every input of the neurons, and so
/// to the bias of the weights before them, or of such that change nothing else.
fn take_biases(chain: &mut Chain) {
    let mut index = 0;
    while index < chain.parts.len() {
        let (before, rest) = chain.parts.split_at_mut(index);
        let Some((name, Link::Cell(cell))) = rest.first_mut() else {
            index += 1;
            continue;
        };
        if let Some(bias) = cell.input_bias.take() {
            match before.last_mut() {
                Some((_, Link::Cell(weights))) if weights.kind == CellKind::Linear => {
                    add_bias(weights, &bias)
                }
                _ => {
                    let n = bias.array.len();
                    let weight = Numbers::of(Array2::eye(n).into_dyn());
                    let values = vec![("weight", weight), ("bias", bias)];
                    let name = format!("{name}_bias");
                    let cell = Cell { node: "Affine", values, ..Cell::new(CellKind::Linear) };
                    chain.parts.insert(index, (name, Link::Cell(cell)));
                    index += 1;
                }
            }
        }
        index += 1;
    }
}

fn add_bias(weights: &mut Cell, bias: &Numbers) {
    match weights.values.iter_mut().find(|(name, _)| *name == "bias") {
        Some((_, own)) => *own = own.with(bias, |own, bias| own + bias),
        None => weights.values.push(("bias", bias.clone())),
    }
    weights.node = "Affine";
}
