//! An HDF5 file as a graph; nothing is trusted.

use super::dialect::is_kept;
use super::model::{Extra, Numbers};
use super::node::values_of;
use super::numbers::{check_numbers, numbers};
use super::told::{is_link, told, told_of, told_of_text};
use hdf5_pure::{DType, Dataset, Error, File, FormatError, Group, Superblock, VlenStringReadOptions};
use rockpool_core::shape::Shape;
use std::collections::BTreeSet;

/// How deep graphs may lie in graphs.
const DEEPEST: usize = 32;

/// A graph as it stands in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    /// In the order of their names, which is that of HDF5.
    pub(super) nodes: Vec<(String, Node)>,
    pub(super) edges: Vec<(String, String)>,
    pub(super) metadata: Vec<(String, Extra)>,
}

/// A node as it stands in the file.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: String,
    pub(super) values: Vec<(String, Numbers)>,
    /// What nodes of its type do not have.
    pub(super) unknown: Vec<String>,
    pub(super) metadata: Vec<(String, Extra)>,
    /// Of a node that is a graph.
    pub(super) graph: Option<Graph>,
}

/// A place in the file, and why it is not read.
#[derive(Debug)]
pub(super) enum Fault {
    /// What is wrong there.
    Unsound(String, String),
    /// What is right there, but has no counterpart here.
    Unexpressed(String, String),
}

impl From<(String, String)> for Fault {
    fn from((place, message): (String, String)) -> Self {
        Self::Unsound(place, message)
    }
}

/// What may still be made of a file.
struct Reader {
    superblock: Superblock,
    /// Bytes of arrays and texts.
    bytes: usize,
    /// Groups and datasets; the same ones may be linked again and again.
    objects: usize,
}

/// Reads the graph of a file. `budget` is the number of bytes that its arrays may take.
pub(super) fn read(bytes: &[u8], budget: usize) -> Result<Graph, Fault> {
    let whole = |error: hdf5_pure::Error| at("its beginning", &error);
    let file = File::from_bytes(bytes.to_vec()).map_err(whole)?;
    // The least object takes more than 16 bytes of a file.
    let objects = bytes.len() / 16;
    let mut reader = Reader { superblock: file.superblock().clone(), bytes: budget, objects };
    let node = file.group("node").map_err(|error| at("node", &error))?;
    let kind = reader.text(&node, "type", "node")?;
    if kind != "NIRGraph" {
        // A file of one node alone.
        let node = reader.node(&node, "node", 0)?;
        return Ok(Graph { nodes: vec![(kind.to_lowercase(), node)], ..Graph::default() });
    }
    reader.graph(&node, "node", 0)
}

fn at(place: &str, error: &Error) -> Fault {
    Fault::Unsound(place.to_owned(), told(error))
}

fn wrong<T>(place: &str, message: impl Into<String>) -> Result<T, Fault> {
    Err(Fault::Unsound(place.to_owned(), message.into()))
}

/// Whether a name is not there.
const fn is_absent(error: &Error) -> bool {
    matches!(error, Error::Format(FormatError::PathNotFound(_)))
}

/// The values of its type that a node has, links among them.
fn present(group: &Group, kind: &str) -> Vec<String> {
    let is_there = |name: &&str| group.dataset(name).err().is_none_or(|error| !is_absent(&error));
    values_of(kind).iter().copied().filter(is_there).map(str::to_owned).collect()
}

/// The names that edges lead from and to, in the order of HDF5.
fn named_in(edges: &[(String, String)]) -> Vec<String> {
    let names: BTreeSet<&String> = edges.iter().flat_map(|(from, to)| [from, to]).collect();
    names.into_iter().cloned().collect()
}

/// `above/name`
fn below(above: &str, name: &str) -> String {
    format!("{above}/{name}")
}

impl Reader {
    fn graph(&mut self, group: &Group, place: &str, depth: usize) -> Result<Graph, Fault> {
        if depth > DEEPEST {
            return wrong(place, format!("graphs lie more than {DEEPEST} deep in graphs"));
        }
        let place_of_nodes = below(place, "nodes");
        let nodes = group.group("nodes").map_err(|error| at(&place_of_nodes, &error))?;
        let mut graph = Graph { metadata: self.metadata(group, place)?, ..Graph::default() };
        graph.edges = self.edges(group, place)?;
        let names = match nodes.groups() {
            // A link among them keeps all from being listed; those that are wanted have edges.
            Err(error) if is_link(&error) => named_in(&graph.edges),
            names => names.map_err(|error| at(&place_of_nodes, &error))?,
        };
        for name in names {
            let place = below(&place_of_nodes, &name);
            let node = nodes.group(&name).map_err(|error| at(&place, &error))?;
            graph.nodes.push((name, self.node(&node, &place, depth)?));
        }
        Ok(graph)
    }

    fn node(&mut self, group: &Group, place: &str, depth: usize) -> Result<Node, Fault> {
        self.spend_object(place)?;
        let kind = self.text(group, "type", place)?;
        if kind == "NIRGraph" {
            let graph = Some(self.graph(group, place, depth + 1)?);
            let (values, unknown, metadata) = (Vec::new(), Vec::new(), Vec::new());
            return Ok(Node { kind, values, unknown, metadata, graph });
        }
        let metadata = self.metadata(group, place)?;
        let (mut values, mut unknown) = (Vec::new(), Vec::new());
        let names = match group.datasets() {
            // A link among them keeps all from being listed; it matters if it is one that the node shall have.
            Err(error) if is_link(&error) => present(group, &kind),
            names => names.map_err(|error| at(place, &error))?,
        };
        for name in names {
            if name == "type" {
                continue;
            }
            if !values_of(&kind).contains(&name.as_str()) {
                unknown.push(name);
                continue;
            }
            let place = below(place, &name);
            let dataset = group.dataset(&name).map_err(|error| at(&place, &error))?;
            match self.extra(&dataset, &place)? {
                Extra::Numbers(numbers) => values.push((name, numbers)),
                Extra::Text(_) => return wrong(&place, "expected numbers, found a text"),
            }
        }
        Ok(Node { kind, values, unknown, metadata, graph: None })
    }

    fn metadata(&mut self, group: &Group, place: &str) -> Result<Vec<(String, Extra)>, Fault> {
        let mut extras = Vec::new();
        let place = below(place, "metadata");
        let group = match group.group("metadata") {
            Err(error) if is_absent(&error) => return Ok(extras),
            group => group.map_err(|error| at(&place, &error))?,
        };
        for name in group.datasets().map_err(|error| at(&place, &error))? {
            let place = below(&place, &name);
            let dataset = group.dataset(&name).map_err(|error| at(&place, &error))?;
            match self.extra(&dataset, &place) {
                Ok(extra) => extras.push((name, extra)),
                Err(fault) if is_kept(&name) => return Err(fault),
                // What others keep there is theirs: lists, truth values, records.
                Err(_) => {}
            }
        }
        Ok(extras)
    }

    /// Pairs of names, `(N, 2)`.
    fn edges(&mut self, group: &Group, place: &str) -> Result<Vec<(String, String)>, Fault> {
        let place = below(place, "edges");
        let dataset = group.dataset("edges").map_err(|error| at(&place, &error))?;
        let shape = dataset.shape().map_err(|error| at(&place, &error))?;
        // Without an edge, Python writes an array of no numbers.
        if shape.contains(&0) {
            return Ok(Vec::new());
        }
        let [_, 2] = shape.as_slice() else {
            return wrong(&place, format!("expected pairs of names, found the shape {shape:?}"));
        };
        let mut names = self.texts(&dataset, &place)?.into_iter();
        let mut edges = Vec::new();
        while let (Some(from), Some(to)) = (names.next(), names.next()) {
            edges.push((from, to));
        }
        Ok(edges)
    }

    fn text(&mut self, group: &Group, name: &str, place: &str) -> Result<String, Fault> {
        let place = below(place, name);
        let dataset = group.dataset(name).map_err(|error| at(&place, &error))?;
        match self.extra(&dataset, &place)? {
            Extra::Text(text) => Ok(text),
            Extra::Numbers(_) => wrong(&place, "expected a text, found numbers"),
        }
    }

    /// Numbers, or a single text.
    fn extra(&mut self, dataset: &Dataset, place: &str) -> Result<Extra, Fault> {
        let dtype = dataset.dtype().map_err(|error| at(place, &error))?;
        if matches!(dtype, DType::String | DType::VariableLengthString) {
            let mut texts = self.texts(dataset, place)?;
            return match texts.pop() {
                Some(text) if texts.is_empty() => Ok(Extra::Text(text)),
                _ => wrong(place, "expected one text"),
            };
        }
        self.numbers(dataset, &dtype, place).map(Extra::Numbers)
    }

    fn numbers(&mut self, dataset: &Dataset, dtype: &DType, place: &str) -> Result<Numbers, Fault> {
        let fail = |message| Fault::Unsound(place.to_owned(), message);
        check_numbers(dtype).map_err(fail)?;
        let shape = dataset.shape().map_err(|error| at(place, &error))?;
        let lengths: Vec<usize> =
            shape.iter().map(|&length| usize::try_from(length).unwrap_or(usize::MAX)).collect();
        let numel = Shape::new(&lengths).checked_numel().unwrap_or(usize::MAX);
        self.spend(numel.saturating_mul(8), place)?;
        numbers(dataset, dtype, &lengths).map_err(fail)
    }

    fn texts(&mut self, dataset: &Dataset, place: &str) -> Result<Vec<String>, Fault> {
        self.spend_object(place)?;
        let shape = dataset.shape().map_err(|error| at(place, &error))?;
        let count = shape.iter().fold(1_u64, |count, &length| count.saturating_mul(length));
        let dtype = dataset.dtype().map_err(|error| at(place, &error))?;
        let size = dataset.element_size().map_err(|error| at(place, &error))?;
        let stored = usize::try_from(count.saturating_mul(size.max(24))).unwrap_or(usize::MAX);
        self.spend(stored, place)?;
        if !matches!(dtype, DType::VariableLengthString) {
            let texts = dataset.read_string();
            return texts.map_err(|error| Fault::Unsound(place.to_owned(), told_of(dataset, &error)));
        }
        let superblock = self.superblock.clone();
        let fail = |error| Fault::Unsound(place.to_owned(), told_of_text(&superblock, dataset, &error));
        let payload = dataset.vlen_string_payload_size().map_err(fail)?;
        self.spend(usize::try_from(payload).unwrap_or(usize::MAX), place)?;
        dataset.read_vlen_strings(VlenStringReadOptions::default()).map_err(fail)
    }

    fn spend(&mut self, bytes: usize, place: &str) -> Result<(), Fault> {
        self.spend_object(place)?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or_else(|| {
            Fault::Unsound(place.to_owned(), format!("its {bytes} bytes are more than the file can ask for"))
        })?;
        Ok(())
    }

    fn spend_object(&mut self, place: &str) -> Result<(), Fault> {
        self.objects = self.objects.checked_sub(1).ok_or_else(|| {
            Fault::Unsound(place.to_owned(), "the file links to more than it holds".to_owned())
        })?;
        Ok(())
    }
}
