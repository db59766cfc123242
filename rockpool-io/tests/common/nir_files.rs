//! NIR files as other simulators write them.

#![allow(
    missing_docs,
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared by tests, each of which is a crate"
)]

use hdf5_pure::{FileBuilder, GroupBuilder};

/// A value of a node: its shape and elements.
pub type Datum = (&'static str, Vec<u64>, Vec<f64>);

/// A node: its name, its type, and its values.
pub type Node = (&'static str, &'static str, Vec<Datum>);

fn text(group: &mut GroupBuilder, name: &str, text: &str) {
    group.create_dataset(name).with_vlen_strings(&[text]).with_shape(&[]);
}

/// A file as another simulator writes it.
pub fn file(nodes: &[Node], edges: &[(&str, &str)], n_in: u64) -> Vec<u8> {
    file_with(nodes, edges, n_in, |_| ())
}

/// The same, with more in every node.
pub fn file_with(
    nodes: &[Node],
    edges: &[(&str, &str)],
    n_in: u64,
    more: impl Fn(&mut GroupBuilder),
) -> Vec<u8> {
    let mut file = FileBuilder::new();
    let mut graph = file.create_group("node");
    text(&mut graph, "type", "NIRGraph");
    let mut group = graph.create_group("nodes");
    for (name, kind, values) in nodes {
        let mut node = group.create_group(name);
        text(&mut node, "type", kind);
        for (name, shape, data) in values {
            node.create_dataset(name).with_f64_data(data).with_shape(shape);
        }
        more(&mut node);
        group.add_group(node.finish());
    }
    for (name, kind) in [("input", "Input"), ("output", "Output")] {
        let mut node = group.create_group(name);
        text(&mut node, "type", kind);
        node.create_dataset("shape").with_f64_data(&[n_in as f64]).with_shape(&[1]);
        group.add_group(node.finish());
    }
    graph.add_group(group.finish());
    let pairs: Vec<&str> = edges.iter().flat_map(|&(from, to)| [from, to]).collect();
    graph.create_dataset("edges").with_vlen_strings(&pairs).with_shape(&[edges.len() as u64, 2]);
    file.add_group(graph.finish());
    file.finish().unwrap()
}

pub fn chain(nodes: &[Node], n_in: u64) -> Vec<u8> {
    let names: Vec<&str> =
        ["input"].into_iter().chain(nodes.iter().map(|node| node.0)).chain(["output"]).collect();
    let edges: Vec<(&str, &str)> = names.iter().copied().zip(names.iter().copied().skip(1)).collect();
    file(nodes, &edges, n_in)
}

pub fn vector(name: &'static str, data: &[f64]) -> Datum {
    (name, vec![data.len() as u64], data.to_vec())
}

pub fn scalar(name: &'static str, value: f64) -> Datum {
    (name, vec![], vec![value])
}
