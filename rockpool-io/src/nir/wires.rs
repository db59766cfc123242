//! What stands between the ends of a graph.

use super::model::{Link, Numbers, join};
use super::node::part_of;
use super::read::{Fault, Node};
use std::collections::{BTreeSet, HashMap};

/// Recurrent weights, and their bias if they have one, by the node that they lead from and to.
pub(super) type Recurrent = HashMap<usize, (Numbers, Option<Numbers>)>;

/// The nodes of a graph, and the edges between them.
pub(super) struct Wires<'g> {
    path: &'g str,
    names: &'g [String],
    /// Where the edges of each node lead, and where they come from.
    next: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
}

impl<'g> Wires<'g> {
    /// The wires of these nodes, in a graph at this path.
    pub(super) fn new(path: &'g str, names: &'g [String], edges: &[(String, String)]) -> Result<Self, Fault> {
        let none = vec![Vec::new(); names.len()];
        let mut wires = Self { path, names, next: none.clone(), before: none };
        wires.add(edges)?;
        Ok(wires)
    }

    pub(super) fn name(&self, index: usize) -> &str {
        self.names.get(index).map_or("", String::as_str)
    }

    /// The path of a node.
    pub(super) fn path(&self, index: usize) -> String {
        join(self.path, self.name(index))
    }

    /// This name, or one like it that no node has but one of these.
    pub(super) fn free(&self, name: &str, gone: &[usize]) -> String {
        let mut name = name.to_owned();
        let is_taken = |name: &String| {
            self.names.iter().enumerate().any(|(index, other)| other == name && !gone.contains(&index))
        };
        while is_taken(&name) {
            name.push('_');
        }
        name
    }

    pub(super) fn fail<T>(&self, index: usize, why: impl Into<String>) -> Result<T, Fault> {
        Err(Fault::Unexpressed(self.path(index), why.into()))
    }

    /// The nodes that lead to this one, and which it leads to; itself alone, if there is no way back.
    pub(super) fn around(&self, index: usize) -> BTreeSet<usize> {
        let reached = |edges: &[Vec<usize>]| {
            let mut found = BTreeSet::from([index]);
            let mut open = vec![index];
            while let Some(node) = open.pop() {
                open.extend(edges.get(node).into_iter().flatten().filter(|&&next| found.insert(next)));
            }
            found
        };
        &reached(&self.next) & &reached(&self.before)
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
    pub(super) fn end(&self, nodes: &[Option<Node>], kind: &str) -> Result<usize, Fault> {
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

    pub(super) fn next(&self, index: usize) -> &[usize] {
        self.next.get(index).map_or(&[], Vec::as_slice)
    }

    pub(super) fn before(&self, index: usize) -> &[usize] {
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
    pub(super) fn only_next(&self, index: usize) -> Result<usize, Fault> {
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
    pub(super) fn take_recurrent(&mut self, nodes: &mut [Option<Node>]) -> Result<Recurrent, Fault> {
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
            if let Some((name, _)) = cell.told.first() {
                return self.fail(index, format!("its `{name}` is none of what weights that lead back have"));
            }
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
    pub(super) fn take_residual(&mut self, input: usize, output: usize) -> bool {
        self.next(input).len() > 1 && self.remove(input, output)
    }
}

pub(super) fn path_or_root(path: &str) -> String {
    if path.is_empty() { "the graph".to_owned() } else { path.to_owned() }
}
