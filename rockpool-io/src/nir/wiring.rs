//! A graph as a chain: which cell comes after which, and which are recurrent.

use super::model::{Cell, CellKind, Chain, DOT, Extra, Link, Numbers, join};
use super::node::part_of;
use super::read::{Fault, Graph, Node};
use super::settle::settle;
use std::collections::HashMap;

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
    settle(&mut chain, n_in, n_out);
    Ok(chain)
}

/// Recurrent weights, and their bias if they have one, by the node that they lead from and to.
type Recurrent = HashMap<usize, (Numbers, Option<Numbers>)>;

/// What stands between the ends of a graph.
struct Wires<'g> {
    path: &'g str,
    names: &'g [String],
    /// Where the edges of each node lead, and where they come from.
    next: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
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
    let none = vec![Vec::new(); names.len()];
    let mut wires = Wires { path, names: &names, next: none.clone(), before: none };
    wires.add(&edges)?;
    let input = wires.end(&nodes, "Input")?;
    let output = wires.end(&nodes, "Output")?;
    let mut recurrent = wires.take_recurrent(&mut nodes)?;
    chain.is_residual = wires.take_residual(input, output);
    let mut here = wires.only_next(input)?;
    let mut steps = 0;
    while here != output {
        steps += 1;
        let name = wires.name(here);
        let path = join(path, name);
        let Some(node) = nodes.get_mut(here).and_then(Option::take) else {
            return Err(Fault::Unexpressed(
                path,
                "the edges lead round in a circle over several populations; recurrence here goes through one `Linear` from neurons back to themselves".to_owned(),
            ));
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
        here = wires.only_next(here)?;
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

fn path_or_root(path: &str) -> String {
    if path.is_empty() { "the graph".to_owned() } else { path.to_owned() }
}

impl Wires<'_> {
    fn name(&self, index: usize) -> &str {
        self.names.get(index).map_or("", String::as_str)
    }

    fn fail<T>(&self, index: usize, why: impl Into<String>) -> Result<T, Fault> {
        Err(Fault::Unexpressed(join(self.path, self.name(index)), why.into()))
    }

    fn add(&mut self, edges: &[(String, String)]) -> Result<(), Fault> {
        let index: HashMap<&str, usize> =
            self.names.iter().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
        let mut known = std::collections::HashSet::new();
        for (from, to) in edges {
            let place = || format!("the edge from `{from}` to `{to}`");
            let find = |name: &str| {
                let why = || Fault::Unsound(place(), format!("there is no node `{name}`"));
                index.get(name).copied().ok_or_else(why)
            };
            let edge = (find(from)?, find(to)?);
            if !known.insert(edge) {
                return Err(Fault::Unsound(place(), "it stands twice".to_owned()));
            }
            let (from, to) = edge;
            self.next.get_mut(from).into_iter().for_each(|next| next.push(to));
            self.before.get_mut(to).into_iter().for_each(|before| before.push(from));
        }
        Ok(())
    }

    /// The only node of a type of which there shall be one.
    fn end(&self, nodes: &[Option<Node>], kind: &str) -> Result<usize, Fault> {
        let is_end = |node: &Option<Node>| node.as_ref().is_some_and(|node| node.kind == kind);
        let found: Vec<usize> =
            nodes.iter().enumerate().filter(|(_, node)| is_end(node)).map(|(index, _)| index).collect();
        match found.as_slice() {
            [end] => Ok(*end),
            found => {
                let count = found.len();
                let why = format!("expected one node `{kind}`, found {count}");
                Err(Fault::Unsound(path_or_root(self.path), why))
            }
        }
    }

    fn next(&self, index: usize) -> &[usize] {
        self.next.get(index).map_or(&[], Vec::as_slice)
    }

    fn before(&self, index: usize) -> &[usize] {
        self.before.get(index).map_or(&[], Vec::as_slice)
    }

    /// Takes an edge out; whether it was there.
    fn remove(&mut self, from: usize, to: usize) -> bool {
        let (Some(next), Some(before)) = (self.next.get_mut(from), self.before.get_mut(to)) else {
            return false;
        };
        let count = next.len();
        next.retain(|&node| node != to);
        before.retain(|&node| node != from);
        next.len() < count
    }

    /// Where the only edge from a node leads.
    fn only_next(&self, index: usize) -> Result<usize, Fault> {
        match self.next(index) {
            &[next] => match self.before(next).len() {
                1 => Ok(next),
                count => self.fail(
                    next,
                    format!("{count} edges lead here; only chains can be read, with recurrence through one `Linear` and residual edges from input to output"),
                ),
            },
            [] => self.fail(index, "no edge leads on from here"),
            nexts => self.fail(
                index,
                format!("edges lead from here to {} nodes; only chains can be read, with recurrence through one `Linear` and residual edges from input to output", nexts.len()),
            ),
        }
    }

    /// Takes out the weights whose only edges come from neurons and lead back to them.
    fn take_recurrent(&mut self, nodes: &mut [Option<Node>]) -> Result<Recurrent, Fault> {
        let mut recurrent = HashMap::new();
        for index in 0..nodes.len() {
            let (&[from], &[to]) = (self.before(index), self.next(index)) else { continue };
            let is_weight = |node: &Node| matches!(node.kind.as_str(), "Linear" | "Affine");
            if from != to
                || from == index
                || !nodes.get(index).and_then(Option::as_ref).is_some_and(is_weight)
            {
                continue;
            }
            let path = join(self.path, self.name(index));
            let Some(node) = nodes.get_mut(index).and_then(Option::take) else { continue };
            let Some(Link::Cell(cell)) = part_of(node, &path)? else { continue };
            let bias = cell.get("bias").filter(|bias| bias.array.iter().any(|&x| x != 0.0)).cloned();
            let Some(weight) = cell.get("weight").cloned() else { continue };
            if recurrent.insert(from, (weight, bias)).is_some() {
                return self.fail(from, "it is recurrent through more than one `Linear`");
            }
            self.remove(from, index);
            self.remove(index, from);
        }
        Ok(recurrent)
    }

    /// Takes out an edge from end to end, beside other nodes.
    fn take_residual(&mut self, input: usize, output: usize) -> bool {
        self.next(input).len() > 1 && self.remove(input, output)
    }
}

/// The metadata of a cell that is a number, such as its time step.
pub(super) fn extra_number(cell: &Cell, name: &str) -> Option<f64> {
    match cell.extra(name) {
        Some(Extra::Numbers(numbers)) => numbers.uniform(),
        _ => None,
    }
}
