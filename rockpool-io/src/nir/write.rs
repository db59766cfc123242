//! A chain as a graph in an HDF5 file.

use super::model::{Cell, CellKind, Chain, DOT, Extra, Link, Numbers, join};
use hdf5_pure::{FileBuilder, FinishedGroup, GroupBuilder};

/// The version of NIR whose nodes are written.
const VERSION: &str = "1.0.8";

/// The ends of the graphs of recurrent neurons.
const INPUT: &str = "input";
const OUTPUT: &str = "output";

/// The bytes of a file; the error is a path and what is wrong there.
pub(super) fn write(chain: &Chain) -> Result<Vec<u8>, (String, String)> {
    let mut file = FileBuilder::new();
    let fail = |error: hdf5_pure::Error| (String::new(), error.to_string());
    file.create_dataset("version").with_vlen_strings(&[VERSION]).with_shape(&[]);
    // Through a group, since the root makes groups only by name.
    let mut node = file.create_group("node");
    graph(&mut node, chain, "")?;
    file.add_group(node.finish());
    file.finish().map_err(fail)
}

/// Fills the group of a graph.
fn graph(group: &mut GroupBuilder, chain: &Chain, path: &str) -> Result<(), (String, String)> {
    text(group, "type", "NIRGraph");
    let (n_in, n_out) = chain.sizes();
    let (input, output) = (free_name(chain, INPUT), free_name(chain, OUTPUT));
    let mut nodes = group.create_group("nodes");
    let node = end(&mut nodes, "Input", &input, n_in);
    nodes.add_group(node);
    let mut edges = Vec::new();
    let names: Vec<String> = chain.parts.iter().map(|(name, _)| name.replace(DOT, ".")).collect();
    let mut before = input.as_str();
    for (name, (own, part)) in names.iter().zip(&chain.parts) {
        let below = join(path, own);
        check_name(name).map_err(|why| (below.clone(), why))?;
        let mut node = nodes.create_group(name);
        match part {
            Link::Chain(chain) => graph(&mut node, chain, &below)?,
            Link::Cell(cell) => match &cell.w_rec {
                None => self::cell(&mut node, cell),
                Some(w_rec) => recurrent(&mut node, cell, w_rec),
            },
        }
        nodes.add_group(node.finish());
        edges.extend([before, name.as_str()]);
        before = name;
    }
    edges.extend([before, output.as_str()]);
    if chain.is_residual {
        edges.extend([input.as_str(), output.as_str()]);
    }
    let node = end(&mut nodes, "Output", &output, n_out);
    nodes.add_group(node);
    group.add_group(nodes.finish());
    write_edges(group, &edges);
    metadata(group, &chain.extras);
    Ok(())
}

/// A graph of neurons and their recurrent weights, as the original and others have it.
fn recurrent(group: &mut GroupBuilder, neurons: &Cell, w_rec: &Numbers) {
    let n = neurons.sizes().0;
    text(group, "type", "NIRGraph");
    let mut nodes = group.create_group("nodes");
    let node = end(&mut nodes, "Input", INPUT, n);
    nodes.add_group(node);
    let mut node = nodes.create_group("lif");
    cell(&mut node, neurons);
    nodes.add_group(node.finish());
    let mut node = nodes.create_group("w_rec");
    text(&mut node, "type", "Linear");
    array(&mut node, "weight", w_rec);
    nodes.add_group(node.finish());
    let node = end(&mut nodes, "Output", OUTPUT, n);
    nodes.add_group(node);
    group.add_group(nodes.finish());
    write_edges(group, &[INPUT, "lif", "lif", "w_rec", "w_rec", "lif", "lif", OUTPUT]);
}

fn cell(group: &mut GroupBuilder, cell: &Cell) {
    let name = match cell.kind {
        CellKind::Linear if cell.get("bias").is_some() => "Affine",
        _ => cell.node,
    };
    text(group, "type", name);
    for (name, numbers) in &cell.values {
        array(group, name, numbers);
    }
    metadata(group, &cell.extras);
}

/// The name of an end, which no part of the chain has.
fn free_name(chain: &Chain, name: &str) -> String {
    let mut name = name.to_owned();
    while chain.parts.iter().any(|(part, _)| part.replace(DOT, ".") == name) {
        name.insert(0, '_');
    }
    name
}

fn end(nodes: &mut GroupBuilder, kind: &str, name: &str, n: usize) -> FinishedGroup {
    let mut node = nodes.create_group(name);
    text(&mut node, "type", kind);
    #[expect(clippy::cast_possible_wrap, reason = "the length of an array in memory")]
    node.create_dataset("shape").with_i64_data(&[n as i64]).with_shape(&[1]);
    node.finish()
}

fn write_edges(group: &mut GroupBuilder, edges: &[&str]) {
    group.create_dataset("edges").with_vlen_strings(edges).with_shape(&[edges.len() as u64 / 2, 2]);
}

fn metadata(group: &mut GroupBuilder, extras: &[(String, Extra)]) {
    if extras.is_empty() {
        return;
    }
    let mut metadata = group.create_group("metadata");
    for (name, extra) in extras {
        match extra {
            Extra::Text(value) => text(&mut metadata, name, value),
            Extra::Numbers(numbers) => array(&mut metadata, name, numbers),
        }
    }
    group.add_group(metadata.finish());
}

fn text(group: &mut GroupBuilder, name: &str, text: &str) {
    group.create_dataset(name).with_vlen_strings(&[text]).with_shape(&[]);
}

fn array(group: &mut GroupBuilder, name: &str, numbers: &Numbers) {
    let shape: Vec<u64> = numbers.array.shape().iter().map(|&length| length as u64).collect();
    let dataset = group.create_dataset(name);
    if numbers.is_single {
        #[expect(clippy::cast_possible_truncation, reason = "they were single before")]
        let data: Vec<f32> = numbers.array.iter().map(|&x| x as f32).collect();
        dataset.with_f32_data(&data).with_shape(&shape);
    } else {
        let data: Vec<f64> = numbers.array.iter().copied().collect();
        dataset.with_f64_data(&data).with_shape(&shape);
    }
}

/// What HDF5 cannot have as a name, or graphs have already.
fn check_name(name: &str) -> Result<(), String> {
    match name {
        "" | "." | ".." => Err("no node can have this name".to_owned()),
        _ if name.contains(['/', '\0']) => Err("no node can have a name with `/` in it".to_owned()),
        _ => Ok(()),
    }
}
