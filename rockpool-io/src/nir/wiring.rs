//! A graph as a chain: which cell comes after which, and which are recurrent.

use super::model::{Cell, CellKind, Chain, Extra, Numbers, Part, join};
use super::read::{Fault, Graph, Node};
use std::collections::HashMap;

/// The values of a node of this type, in NIR's words; `None` for nodes that are no module here.
fn node_kind(kind: &str) -> Option<(CellKind, &'static [&'static str])> {
    Some(match kind {
        "Linear" => (CellKind::Linear, &["weight"]),
        "Affine" => (CellKind::Linear, &["weight", "bias"]),
        "CubaLIF" => {
            (CellKind::Lif, &["tau_mem", "tau_syn", "v_leak", "v_threshold", "r", "v_reset", "w_in"])
        }
        "LIF" => (CellKind::LifNeuron, &["tau", "v_leak", "v_threshold", "r", "v_reset"]),
        "LI" => (CellKind::ExpSyn, &["tau", "r", "v_leak"]),
        _ => return None,
    })
}

/// Values that older versions of NIR do not write.
const OPTIONAL: [&str; 2] = ["v_reset", "w_in"];

/// The chain that a graph is.
pub(super) fn chain_of(graph: Graph) -> Result<Chain, Fault> {
    wire(graph, "")
}

/// What stands between the ends of a graph.
struct Wires<'g> {
    path: &'g str,
    names: &'g [String],
    /// Where the edges of each node lead, and where they come from.
    next: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
}

fn wire(graph: Graph, path: &str) -> Result<Chain, Fault> {
    let Graph { nodes, edges, metadata } = graph;
    let (names, nodes): (Vec<String>, Vec<Node>) = nodes.into_iter().unzip();
    let mut nodes: Vec<Option<Node>> = nodes.into_iter().map(Some).collect();
    let mut chain = Chain { extras: metadata, ..Chain::default() };
    if let ([name], [Some(_)], []) = (names.as_slice(), nodes.as_slice(), edges.as_slice()) {
        // A file of one node alone.
        let node = nodes.pop().flatten();
        let part = node.map(|node| part_of(node, &join(path, name))).transpose()?;
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
            return Err((
                path,
                "the edges lead round in a circle; recurrence goes through one `Linear`".to_owned(),
            ));
        };
        let mut part = part_of(node, &path)?;
        if let Some(weight) = recurrent.remove(&here) {
            let Part::Cell(cell @ Cell { kind: CellKind::Lif, .. }) = &mut part else {
                return Err((path, "only `CubaLIF` can be recurrent".to_owned()));
            };
            cell.w_rec = Some(weight);
        }
        chain.parts.push((name.to_owned(), part));
        here = wires.only_next(here)?;
    }
    let rest = nodes
        .iter()
        .zip(&names)
        .enumerate()
        .find(|(index, (node, _))| node.is_some() && *index != input && *index != output);
    match rest {
        Some((_, (_, name))) => {
            Err((join(path, name), "it is not on the way from the input to the output".to_owned()))
        }
        None if steps == 0 => {
            Err((path_or_root(path), "there is nothing between the input and the output".to_owned()))
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
        Err((join(self.path, self.name(index)), why.into()))
    }

    fn add(&mut self, edges: &[(String, String)]) -> Result<(), Fault> {
        let index: HashMap<&str, usize> =
            self.names.iter().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
        let mut known = std::collections::HashSet::new();
        for (from, to) in edges {
            let place = || format!("the edge from `{from}` to `{to}`");
            let find = |name: &str| {
                index.get(name).copied().ok_or_else(|| (place(), format!("there is no node `{name}`")))
            };
            let edge = (find(from)?, find(to)?);
            if !known.insert(edge) {
                return Err((place(), "it stands twice".to_owned()));
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
                Err((path_or_root(self.path), format!("expected one node `{kind}`, found {count}")))
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
    fn take_recurrent(&mut self, nodes: &mut [Option<Node>]) -> Result<HashMap<usize, Numbers>, Fault> {
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
            let Part::Cell(weight) = part_of(node, &path)? else { continue };
            if weight.get("bias").is_some_and(|bias| bias.array.iter().any(|&x| x != 0.0)) {
                return Err((
                    path,
                    "recurrent weights have no bias here; add it to that of the neurons".to_owned(),
                ));
            }
            let Some(weight) = weight.get("weight").cloned() else { continue };
            if recurrent.insert(from, weight).is_some() {
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

/// What a node is.
fn part_of(node: Node, path: &str) -> Result<Part, Fault> {
    let Node { kind, values, metadata, graph } = node;
    if let Some(graph) = graph {
        let was_recurrent =
            |chain: &Chain| matches!(chain.parts.as_slice(), [(_, Part::Cell(cell))] if cell.w_rec.is_some());
        let mut chain = wire(graph, path)?;
        // Neurons and their recurrent weights are one cell.
        if was_recurrent(&chain)
            && !chain.is_residual
            && let Some((_, cell)) = chain.parts.pop()
        {
            return Ok(cell);
        }
        return Ok(Part::Chain(chain));
    }
    let Some((cell, expected)) = node_kind(&kind) else {
        let why = format!(
            "there is no module for a node `{kind}`; `Linear`, `Affine`, `LIF`, `CubaLIF` and `LI` are read"
        );
        return Err((path.to_owned(), why));
    };
    let values = named(values, expected, path)?;
    let mut cell = Cell { kind: cell, values, w_rec: None, extras: metadata };
    match cell.kind {
        CellKind::Linear => check_weight(&cell, path)?,
        _ => check_units(&mut cell, path)?,
    }
    Ok(Part::Cell(cell))
}

/// The values that a node of its type has, under their names.
fn named(
    values: Vec<(String, Numbers)>,
    expected: &'static [&'static str],
    path: &str,
) -> Result<Vec<(&'static str, Numbers)>, Fault> {
    let mut found = Vec::with_capacity(expected.len());
    for (name, numbers) in values {
        match expected.iter().find(|known| **known == name) {
            Some(known) => found.push((*known, numbers)),
            None => return Err((join(path, &name), "nodes of this type have no such value".to_owned())),
        }
    }
    let missing = |name: &&str| !OPTIONAL.contains(name) && !found.iter().any(|(known, _)| known == name);
    match expected.iter().copied().find(missing) {
        Some(name) => Err((path.to_owned(), format!("the node has no `{name}`"))),
        None => Ok(found),
    }
}

fn check_weight(cell: &Cell, path: &str) -> Result<(), Fault> {
    let shape = |name| cell.get(name).map(|numbers: &Numbers| numbers.array.shape().to_vec());
    match (shape("weight").as_deref(), shape("bias").as_deref()) {
        (Some(&[n_out, _]), Some(&[bias])) if bias == n_out => Ok(()),
        (Some(&[_, _]), None) => Ok(()),
        (Some(&[n_out, _]), Some(bias)) => {
            Err((join(path, "bias"), format!("expected the shape [{n_out}], found {bias:?}")))
        }
        (weight, _) => {
            let found = weight.unwrap_or_default();
            Err((
                join(path, "weight"),
                format!("expected a matrix (outputs, inputs), found the shape {found:?}"),
            ))
        }
    }
}

/// Checks that there is one value for every unit; a single unit may have numbers for arrays.
fn check_units(cell: &mut Cell, path: &str) -> Result<(), Fault> {
    let own = cell.values.iter().find(|(_, numbers)| numbers.array.ndim() > 0);
    let n = own.map_or(1, |(_, numbers)| numbers.array.len());
    let per_unit = cell.kind.per_unit();
    for (name, numbers) in &mut cell.values {
        let is_told = per_unit.iter().any(|(known, _)| known == name);
        match numbers.array.shape() {
            &[length] if length == n => {}
            [] if n == 1 => *numbers = numbers.spread(1),
            [] if !is_told => {}
            found => {
                let why = format!("expected one value for each of {n} units, found the shape {found:?}");
                return Err((join(path, name), why));
            }
        }
    }
    Ok(())
}

/// The metadata of a cell that is a number, such as its time step.
pub(super) fn extra_number(cell: &Cell, name: &str) -> Option<f64> {
    match cell.extra(name) {
        Some(Extra::Numbers(numbers)) => numbers.uniform(),
        _ => None,
    }
}
