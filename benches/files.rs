//! What saving and loading cost, as ratios to the crate `safetensors` used by hand, for networks of
//! 1,000, 2,000, 4,000 and 8,000 arrays of 64 `f32`: a cost linear in their number has the same time
//! for each array in every row.
//!
//! `cargo bench --bench files`. Both ways take turns; printed are the medians. `save` syncs the file
//! and its folder, which no line of the crate does, and so there is a row by hand that does so too.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

use ndarray::Array1;
use rockpool_core::prelude::*;
use rockpool_io::{Format, Options, load};
use safetensors::tensor::TensorView;
use safetensors::{Dtype as Element, SafeTensors, serialize, serialize_to_file};
use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

const TURNS: usize = 61;
const LENGTH: usize = 64;

#[derive(Module)]
struct Layer {
    #[parameter(family = "weights", init = zeros())]
    w: Fixed,
    #[parameter(family = "biases", init = zeros())]
    bias: Fixed,
    #[parameter(family = "taus", init = fill(0.02), unit = "s")]
    tau_mem: Fixed,
    #[parameter(family = "taus", init = fill(0.01), unit = "s")]
    tau_syn: Fixed,
}

type Fixed = [f32; LENGTH];

#[derive(Module)]
struct Net {
    #[module]
    layers: Vec<Layer>,
}

fn net(arrays: usize) -> Net {
    let layers = (0..arrays / 4).map(|_| Layer {
        w: [0.5; LENGTH],
        bias: [0.25; LENGTH],
        tau_mem: [0.02; LENGTH],
        tau_syn: [0.01; LENGTH],
    });
    Net { layers: layers.collect() }
}

/// The same arrays, as one would keep them by hand.
type ByHand = Vec<[(&'static str, Array1<f32>); 4]>;

fn by_hand(arrays: usize) -> ByHand {
    let array = |value| Array1::from_elem(LENGTH, value);
    let layer =
        || [("w", array(0.5)), ("bias", array(0.25)), ("tau_mem", array(0.02)), ("tau_syn", array(0.01))];
    (0..arrays / 4).map(|_| layer()).collect()
}

/// The names and bytes of the arrays.
fn bytes_of(layers: &ByHand) -> Vec<(String, Vec<u8>)> {
    let mut tensors = Vec::with_capacity(layers.len() * 4);
    for (index, layer) in layers.iter().enumerate() {
        for (name, array) in layer {
            let slice = array.as_slice().expect("the array is new");
            tensors.push((
                format!("layers.{index}.{name}"),
                slice.iter().flat_map(|x| x.to_le_bytes()).collect(),
            ));
        }
    }
    tensors
}

fn views(tensors: &[(String, Vec<u8>)]) -> impl IntoIterator<Item = (&str, TensorView<'_>)> {
    tensors.iter().map(|(name, bytes)| {
        let view = TensorView::new(Element::F32, vec![LENGTH], bytes).expect("the lengths agree");
        (name.as_str(), view)
    })
}

fn save_by_hand(layers: &ByHand, path: &Path) {
    let tensors = bytes_of(layers);
    serialize_to_file(views(&tensors), None, path).expect("the file is written");
}

/// Written beside, synced and renamed, as `save` does.
fn save_synced_by_hand(layers: &ByHand, path: &Path) {
    let tensors = bytes_of(layers);
    let bytes = serialize(views(&tensors), None).expect("the tensors are sound");
    let beside = path.with_extension("part");
    let mut file = fs::File::create(&beside).expect("there is a folder");
    file.write_all(&bytes).expect("the file is written");
    file.sync_all().expect("the file is synced");
    fs::rename(&beside, path).expect("the file is renamed");
    fs::File::open(path.parent().expect("a folder")).and_then(|folder| folder.sync_all()).expect("synced");
}

fn load_by_hand(layers: &mut ByHand, path: &Path) {
    let bytes = fs::read(path).expect("the file is there");
    let tensors = SafeTensors::deserialize(&bytes).expect("the file is sound");
    for (index, layer) in layers.iter_mut().enumerate() {
        for (name, array) in layer {
            let tensor = tensors.tensor(&format!("layers.{index}.{name}")).expect("the tensor is there");
            assert!(tensor.shape() == [LENGTH] && tensor.dtype() == Element::F32);
            let (chunks, _) = tensor.data().as_chunks::<4>();
            array.iter_mut().zip(chunks).for_each(|(slot, bytes)| *slot = f32::from_le_bytes(*bytes));
        }
    }
}

fn median(mut samples: Vec<Duration>) -> Duration {
    samples.sort();
    samples[samples.len() / 2]
}

fn row(name: &str, arrays: usize, mut ours: impl FnMut(), mut theirs: impl FnMut()) {
    let time = |f: &mut dyn FnMut()| {
        let start = Instant::now();
        f();
        start.elapsed()
    };
    let (mut mine, mut by_hand, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..TURNS {
        let (a, b) = match turn % 2 {
            0 => {
                let a = time(&mut ours);
                (a, time(&mut theirs))
            }
            _ => {
                let b = time(&mut theirs);
                (time(&mut ours), b)
            }
        };
        // The first turns warm up.
        if turn >= TURNS / 10 {
            mine.push(a);
            by_hand.push(b);
            ratios.push(a.as_secs_f64() / b.as_secs_f64());
        }
    }
    ratios.sort_by(f64::total_cmp);
    let (ratio, mine, by_hand) = (ratios[ratios.len() / 2], median(mine), median(by_hand));
    let each = mine.as_nanos() as f64 / arrays as f64;
    let mark = if ratio > 1.1 { " over" } else { "" };
    println!("{name:<34} {arrays:>6} {ratio:>7.3} {mine:>11.2?} {by_hand:>11.2?} {each:>8.0} ns{mark}");
}

fn main() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let (ours, theirs) = (folder.path().join("ours.safetensors"), folder.path().join("theirs.safetensors"));
    println!("{:<34} {:>6} {:>7} {:>11} {:>11} {:>11}", "", "arrays", "ratio", "ours", "by hand", "an array");
    for arrays in [1_000, 2_000, 4_000, 8_000] {
        let (module, mut layers) = (net(arrays), by_hand(arrays));
        let mut loaded = net(arrays);
        let options = Options::new();
        row(
            "to bytes",
            arrays,
            || {
                black_box(options.to_bytes(&module, Format::Safetensors).expect("the arrays are written"));
            },
            || {
                let tensors = bytes_of(&layers);
                black_box(serialize(views(&tensors), None).expect("the tensors are sound"));
            },
        );
        row(
            "save, by hand synced too",
            arrays,
            || rockpool_io::save(&module, &ours).expect("the file is written"),
            || save_synced_by_hand(&layers, &theirs),
        );
        row(
            "save, by hand not synced",
            arrays,
            || rockpool_io::save(&module, &ours).expect("the file is written"),
            || save_by_hand(&layers, &theirs),
        );
        row(
            "load",
            arrays,
            || load(&mut loaded, &ours).expect("the file is sound"),
            || load_by_hand(&mut layers, &theirs),
        );
        assert!(loaded.layers[arrays / 8].tau_mem == [0.02; LENGTH] && layers[arrays / 8][2].1[5] == 0.02);
    }
}
