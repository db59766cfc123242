//! Which cell a node is.

use super::model::{Cell, CellKind, Chain, Link, Numbers, join};
use super::read::{Fault, Node};
use super::wiring::wire;
use crate::FindingKind;

/// Values that older versions of NIR do not write.
const OPTIONAL: [&str; 2] = ["v_reset", "w_in"];

/// A node's type, its module, and its values in NIR's words; `None` for nodes that are no module here.
fn node_kind(kind: &str) -> Option<(&'static str, CellKind, &'static [&'static str])> {
    Some(match kind {
        "Linear" => ("Linear", CellKind::Linear, &["weight"]),
        "Affine" => ("Affine", CellKind::Linear, &["weight", "bias"]),
        "Scale" => ("Scale", CellKind::Linear, &["scale"]),
        "CubaLIF" => {
            let values = &["tau_mem", "tau_syn", "v_leak", "v_threshold", "r", "v_reset", "w_in"];
            ("CubaLIF", CellKind::Lif, values)
        }
        "LIF" => ("LIF", CellKind::LifNeuron, &["tau", "v_leak", "v_threshold", "r", "v_reset"]),
        "IF" => ("IF", CellKind::LifNeuron, &["r", "v_threshold", "v_reset"]),
        "Threshold" => ("Threshold", CellKind::LifNeuron, &["threshold"]),
        "LI" => ("LI", CellKind::ExpSyn, &["tau", "r", "v_leak"]),
        "Delay" => ("Delay", CellKind::Delay, &["delay"]),
        "I" => ("I", CellKind::ExpSyn, &["r"]),
        "CubaLI" => ("CubaLI", CellKind::ExpSyn, &["tau_mem", "tau_syn", "r", "v_leak", "w_in"]),
        _ => return None,
    })
}

/// The names of the values that nodes of a type have.
pub(super) fn values_of(kind: &str) -> &'static [&'static str] {
    match node_kind(kind) {
        Some((_, _, values)) => values,
        None => &["shape", "delay"],
    }
}

/// What a node is; nothing where it changes nothing.
pub(super) fn part_of(node: Node, path: &str) -> Result<Option<Link>, Fault> {
    let Node { kind, values, unknown, metadata, graph } = node;
    if let Some(graph) = graph {
        return graph_part(wire(graph, path)?).map(Some);
    }
    if kind == "Flatten" {
        // Samples are flat here.
        return Ok(None);
    }
    let Some((node, cell, expected)) = node_kind(&kind) else {
        let why = format!(
            "a node `{kind}` has no module here; `Linear`, `Affine`, `Scale`, `LIF`, `CubaLIF`, `IF`, `LI`, `CubaLI`, `I`, `Threshold` and `Delay` have one"
        );
        return Err(Fault::Unexpressed(path.to_owned(), why));
    };
    let values = named(values, expected, path)?;
    let mut cell = Cell { node, values, extras: metadata, ..Cell::new(cell) };
    // Shapes of inputs, which other versions write down beside the values.
    let is_shape = |name: &str| matches!(name, "input_shape" | "shape" | "input_type" | "output_type");
    let unexpected = || FindingKind::Unexpected { of: None, nearest: None };
    cell.told = unknown.into_iter().filter(|name| !is_shape(name)).map(|name| (name, unexpected())).collect();
    match node {
        "Linear" | "Affine" => check_weight(&cell, path)?,
        _ => {
            check_units(&cell, path)?;
            cell.values.iter_mut().for_each(|(_, numbers)| numbers.flatten());
        }
    }
    Ok(Some(if node == "CubaLI" { two_of(&cell) } else { Link::Cell(cell) }))
}

/// Neurons and their recurrent weights in a graph of their own are one cell.
fn graph_part(mut chain: Chain) -> Result<Link, Fault> {
    let is_one = match chain.parts.as_slice() {
        [(_, Link::Cell(cell))] => cell.w_rec.is_some() && !chain.is_residual,
        _ => false,
    };
    Ok(match chain.parts.pop() {
        Some((_, cell)) if is_one => cell,
        last => {
            chain.parts.extend(last);
            Link::Chain(chain)
        }
    })
}

/// Synapses, and membranes that do not spike, one after the other.
fn two_of(cell: &Cell) -> Link {
    let li = |tau: &str, r: &str, v_leak: Option<&Numbers>| {
        let mut values = Vec::new();
        values.extend(cell.get(tau).map(|tau| ("tau", tau.clone())));
        values.extend(cell.get(r).map(|r| ("r", r.clone())));
        values.extend(v_leak.map(|v_leak| ("v_leak", v_leak.clone())));
        Link::Cell(Cell { node: "LI", values, extras: cell.extras.clone(), ..Cell::new(CellKind::ExpSyn) })
    };
    let mut synapses = li("tau_syn", "w_in", None);
    if let Link::Cell(synapses) = &mut synapses {
        synapses.told.clone_from(&cell.told);
    }
    let parts =
        vec![("syn".to_owned(), synapses), ("mem".to_owned(), li("tau_mem", "r", cell.get("v_leak")))];
    Link::Chain(Chain { parts, ..Chain::default() })
}

/// The values that a node of its type has, under their names.
fn named(
    values: Vec<(String, Numbers)>,
    expected: &'static [&'static str],
    path: &str,
) -> Result<Vec<(&'static str, Numbers)>, Fault> {
    let mut found = Vec::with_capacity(expected.len());
    for (name, numbers) in values {
        if let Some(known) = expected.iter().find(|known| **known == name) {
            found.push((*known, numbers));
        }
    }
    let missing = |name: &&str| !OPTIONAL.contains(name) && !found.iter().any(|(known, _)| known == name);
    match expected.iter().copied().find(missing) {
        Some(name) => Err(Fault::Unsound(
            path.to_owned(),
            format!("the node has no `{name}`; soft and external links are not followed"),
        )),
        None => Ok(found),
    }
}

fn check_weight(cell: &Cell, path: &str) -> Result<(), Fault> {
    let shape = |name| cell.get(name).map(|numbers: &Numbers| numbers.array.shape().to_vec());
    match (shape("weight").as_deref(), shape("bias").as_deref()) {
        (Some(&[n_out, _]), Some(&[bias])) if bias == n_out => Ok(()),
        (Some(&[_, _]), None) => Ok(()),
        (Some(&[n_out, _]), Some(bias)) => {
            Err(Fault::Unsound(join(path, "bias"), format!("expected the shape [{n_out}], found {bias:?}")))
        }
        (weight, _) => {
            let found = weight.unwrap_or_default();
            let why = format!("expected a matrix (outputs, inputs), found the shape {found:?}");
            Err(Fault::Unsound(join(path, "weight"), why))
        }
    }
}

/// Checks that there is one value for every unit, or one for all of them. Units may have several axes, which are
/// one here, as those of samples are.
fn check_units(cell: &Cell, path: &str) -> Result<(), Fault> {
    let own = cell.values.iter().find(|(_, numbers)| numbers.array.ndim() > 0);
    let expected = own.map_or(&[1][..], |(_, numbers)| numbers.array.shape());
    for (name, numbers) in &cell.values {
        let found = numbers.array.shape();
        if !found.is_empty() && found != expected {
            let why = match expected {
                [n] => format!("expected one value for each of {n} units, found the shape {found:?}"),
                axes => {
                    format!("expected one value for each of the units {axes:?}, found the shape {found:?}")
                }
            };
            return Err(Fault::Unsound(join(path, name), why));
        }
    }
    Ok(())
}
