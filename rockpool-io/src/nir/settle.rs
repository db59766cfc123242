//! What a node does not say by itself: how many units it has, and where the bias of recurrent weights goes.

use super::model::{Cell, CellKind, Chain, Link, Numbers, join};
use super::read::Fault;
use ndarray::{Array1, Array2};
use std::collections::BTreeSet;

/// Gives every cell as many units as its neighbours say, of a chain with these inputs and outputs, as far as
/// they are known.
///
/// # Errors
/// Those of weights that are too many to be made, with the path of the node; `path` is that of the chain.
pub(super) fn settle(
    chain: &mut Chain,
    path: &str,
    n_in: Option<usize>,
    n_out: Option<usize>,
) -> Result<(), Fault> {
    let mut known = n_in;
    for index in 0..chain.parts.len() {
        let (before, after) = chain.parts.split_at_mut(index + 1);
        let Some((name, part)) = before.last_mut() else { continue };
        let path = join(path, name);
        let next = || after.iter().find_map(|(_, part)| part.known_sizes().0).or(n_out);
        match part {
            Link::Chain(below) => {
                settle(below, &path, known, after.first().and_then(|(_, part)| part.known_sizes().0))?;
            }
            Link::Cell(cell) => settle_cell(cell, &path, known, next)?,
        }
        known = part.known_sizes().1.or(known);
    }
    take_biases(chain, path)
}

fn settle_cell(
    cell: &mut Cell,
    path: &str,
    before: Option<usize>,
    after: impl FnOnce() -> Option<usize>,
) -> Result<(), Fault> {
    if cell.get("weight").is_some() {
        return Ok(());
    }
    let of_weights = cell.w_rec.as_ref().and_then(|w_rec| w_rec.array.shape().first().copied());
    let units = cell.own_units().or(of_weights).or(before).or_else(after).unwrap_or(1);
    cell.units = Some(units);
    for (_, numbers) in &mut cell.values {
        *numbers = numbers.spread(units);
    }
    leak_as_bias(cell);
    if let ("Scale", Some(scale)) = (cell.node, cell.get("scale")) {
        let scale: Array1<f64> = scale.array.iter().copied().collect();
        check_square(scale.len(), path)?;
        let weight = Numbers::of(Array2::from_diag(&scale).into_dyn());
        cell.values = vec![("weight", weight)];
    }
    Ok(())
}

/// So many units may have weights from each to each made for them, which no file says.
const MOST_UNITS: usize = 4096;

fn check_square(units: usize, path: &str) -> Result<(), Fault> {
    if units <= MOST_UNITS {
        return Ok(());
    }
    let why = format!("it has {units} units; weights are made for {MOST_UNITS} at the most");
    Err(Fault::Unexpressed(path.to_owned(), why))
}

/// What leaks to a potential is what leaks to 0 with more input: `v_leak = r * (v_leak / r)`.
fn leak_as_bias(cell: &mut Cell) {
    let (Some(v_leak), Some(r)) = (cell.get("v_leak"), cell.get("r")) else { return };
    let is_resting = v_leak.array.iter().all(|&v_leak| v_leak == 0.0);
    // Without a resistance nothing of an input arrives, and `v_leak` is told as lost.
    if cell.node != "LI" || is_resting || r.array.iter().any(|&r| r == 0.0) {
        return;
    }
    let bias = v_leak.with(r, |v_leak, r| v_leak / r);
    let rest = v_leak.map(|_| 0.0);
    cell.values.retain(|(name, _)| *name != "v_leak");
    cell.values.push(("v_leak", rest));
    cell.input_bias = Some(bias);
}

/// Puts the biases of recurrent weights where they act: they are added to every input of the neurons, and so
/// to the bias of the weights before them, or of such that change nothing else.
fn take_biases(chain: &mut Chain, path: &str) -> Result<(), Fault> {
    let names: BTreeSet<String> = chain.parts.iter().map(|(name, _)| name.clone()).collect();
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
                    check_square(n, &join(path, name))?;
                    let weight = Numbers::of(Array2::eye(n).into_dyn());
                    let values = vec![("weight", weight), ("bias", bias)];
                    let mut name = format!("{name}_bias");
                    while names.contains(&name) {
                        name.push('_');
                    }
                    let cell = Cell { node: "Affine", values, ..Cell::new(CellKind::Linear) };
                    chain.parts.insert(index, (name, Link::Cell(cell)));
                    index += 1;
                }
            }
        }
        index += 1;
    }
    Ok(())
}

fn add_bias(weights: &mut Cell, bias: &Numbers) {
    match weights.values.iter_mut().find(|(name, _)| *name == "bias") {
        Some((_, own)) => *own = own.with(bias, |own, bias| own + bias),
        None => weights.values.push(("bias", bias.clone())),
    }
    weights.node = "Affine";
}
