//! A graph as a chain: which cell comes after which, and which are recurrent.

use super::model::{Cell, CellKind, Chain, DOT, Extra, Link, join};
use super::node::part_of;
use super::populations::Loop;
use super::read::{Fault, Graph, Node};
use super::settle::settle;
use super::wires::{Wires, path_or_root};

/// The chain that a graph is.
pub(super) fn chain_of(graph: Graph) -> Result<Chain, Fault> {
    let [n_in, n_out] = ["Input", "Output"].map(|kind| {
        let mut ends = graph.nodes.iter().filter(|(_, node)| node.kind == kind);
        let shape = ends.next().and_then(|(_, node)| node.values.iter().find(|(name, _)| name == "shape"));
        let lengths = shape.map(|(_, shape)| shape.array.iter().product::<f64>())?;
        // Batches and the like stand in the shapes of some.
        (lengths >= 1.0 && lengths <= f64::from(u32::MAX)).then_some(lengths as usize)
    });
    let mut chain = wire(graph, "")?;
    settle(&mut chain, "", n_in, n_out)?;
    Ok(chain)
}

pub(super) fn wire(graph: Graph, path: &str) -> Result<Chain, Fault> {
    let Graph { nodes, edges, metadata } = graph;
    // A dot stands between the names of a path.
    let path_name = |name: &String| name.replace('.', DOT);
    let edges: Vec<_> = edges.iter().map(|(from, to)| (path_name(from), path_name(to))).collect();
    let (names, nodes): (Vec<String>, Vec<Node>) =
        nodes.into_iter().map(|(name, node)| (path_name(&name), node)).unzip();
    let mut nodes: Vec<Option<Node>> = nodes.into_iter().map(Some).collect();
    let mut chain = Chain { extras: metadata, ..Chain::default() };
    if let ([name], [Some(_)], []) = (names.as_slice(), nodes.as_slice(), edges.as_slice()) {
        // A file of one node alone.
        let node = nodes.pop().flatten();
        let part = node.map(|node| part_of(node, &join(path, name))).transpose()?.flatten();
        chain.parts.extend(part.map(|part| (name.clone(), part)));
        return Ok(chain);
    }
    let mut wires = Wires::new(path, &names, &edges)?;
    let input = wires.end(&nodes, "Input")?;
    let output = wires.end(&nodes, "Output")?;
    let mut recurrent = wires.take_recurrent(&mut nodes)?;
    chain.is_residual = wires.take_residual(input, output);
    let mut next = after(&wires, &nodes, input)?;
    let mut steps = 0;
    loop {
        let here = match next {
            Next::Node(here) if here == output => break,
            Next::Node(here) => here,
            Next::Loop(populations) => {
                steps += 1;
                next = Next::Node(populations.to);
                chain.parts.extend(populations.take(&wires, &mut nodes, &mut recurrent)?);
                continue;
            }
        };
        steps += 1;
        let name = wires.name(here);
        let path = join(path, name);
        let Some(node) = nodes.get_mut(here).and_then(Option::take) else {
            return Err(Fault::Unexpressed(path, "the edges lead round in a circle".to_owned()));
        };
        let mut part = part_of(node, &path)?;
        if let Some((weight, bias)) = recurrent.remove(&here) {
            let Some(Link::Cell(cell @ Cell { node: "CubaLIF" | "LIF" | "IF", .. })) = &mut part else {
                let why = "only `CubaLIF`, `LIF` and `IF` are read as recurrent".to_owned();
                return Err(Fault::Unexpressed(path, why));
            };
            // Without synapses of their own they have such as are over within a step.
            cell.kind = CellKind::Lif;
            cell.w_rec = Some(weight);
            cell.input_bias = bias;
        }
        chain.parts.extend(part.map(|part| (name.to_owned(), part)));
        next = after(&wires, &nodes, here)?;
    }
    let rest = nodes
        .iter()
        .zip(&names)
        .enumerate()
        .find(|(index, (node, _))| node.is_some() && *index != input && *index != output);
    match rest {
        Some((_, (_, name))) => {
            let why = "it is not on the way from the input to the output".to_owned();
            Err(Fault::Unexpressed(join(path, name), why))
        }
        None if steps == 0 => {
            let why = "there is nothing between the input and the output".to_owned();
            Err(Fault::Unsound(path_or_root(path), why))
        }
        None => Ok(chain),
    }
}

/// What comes after a node.
enum Next {
    Node(usize),
    Loop(Loop),
}

/// The only node that edges from one lead to, or the loop.
fn after(wires: &Wires<'_>, nodes: &[Option<Node>], index: usize) -> Result<Next, Fault> {
    wires.only_next(index).map(Next::Node).or_else(|fault| match Loop::after(wires, nodes, index)? {
        Some(populations) => Ok(Next::Loop(populations)),
        None => Err(fault),
    })
}

/// The metadata of a cell that is a number, such as its time step.
pub(super) fn extra_number(cell: &Cell, name: &str) -> Option<f64> {
    match cell.extra(name) {
        Some(Extra::Numbers(numbers)) => numbers.uniform(),
        _ => None,
    }
}
