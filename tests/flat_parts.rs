//! Flat vectors and their parts: views by leaf, bounds, entries that stay fixed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array2, array};
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Layer {
    #[parameter(shape = (n_out, n_in), init = zeros(), bounds = -1.0..1.0)]
    w: Array2<f32>,
    #[parameter(init = 0.02, unit = "s", bounds = 1e-6..=1.0)]
    tau: f32,
    #[parameter(init = 5.0)]
    free: f32,
    #[module(origin)]
    origin: Origin,
}

fn layer() -> Layer {
    Layer::builder().w(array![[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]).build().unwrap()
}

#[test]
fn a_step_on_a_part_is_a_step_on_its_leaf() {
    let mut layer = layer();
    let flat = layer.parameters().flat::<f32>().unwrap();
    let (layout, mut vector) = (flat.layout(), flat.to_vec());
    assert_eq!(layout.numel(), 8);
    layout.array_mut(&mut vector, "w").unwrap()[[1, 0]] = -0.5;
    layout.part_mut(&mut vector, "tau").unwrap()[0] = 0.5;
    assert_eq!(layout.array(&vector, "w").unwrap().shape(), [2, 3]);
    assert!(layout.array(&vector, "tau").unwrap().ndim() == 0 && layout.part(&vector, "tua").is_none());
    layer.parameters_mut().flat::<f32>().unwrap().copy_from(&vector).unwrap();
    assert_eq!((layer.w[[1, 0]], layer.w[[0, 1]], layer.tau), (-0.5, 0.2, 0.5));
    let paths: Vec<&str> = layout.parts(&vector).unwrap().map(|(entry, _)| entry.path()).collect();
    assert_eq!(paths, ["w", "tau", "free"]);
    assert!(layout.parts(&vector[1..]).is_err());
}

#[test]
fn what_is_projected_is_taken_and_what_lies_within_stays() {
    let mut layer = layer();
    let layout = layer.parameters().flat::<f32>().unwrap().layout();
    let mut vector = [-3.0, 1.0, 0.5, f32::INFINITY, f32::NEG_INFINITY, 0.0, -1.0, -1e30];
    layout.project(&mut vector).unwrap();
    assert_eq!(vector, [-1.0, 1.0_f32.next_down(), 0.5, 1.0_f32.next_down(), -1.0, 0.0, 1e-6, -1e30]);
    layer.parameters_mut().flat::<f32>().unwrap().copy_from(&vector).unwrap();
    assert!(layer.check().is_ok());
    let mut nan = [f32::NAN; 8];
    layout.project(&mut nan).unwrap();
    assert!(nan[0].is_nan());
    assert!(layer.parameters_mut().flat::<f32>().unwrap().copy_from(&nan).is_err());
    assert!(layout.project(&mut [0.0_f32; 3]).is_err());
}

#[test]
fn masked_entries_stay_fixed() {
    let layer = layer();
    let flat = layer.parameters().flat::<f32>().unwrap();
    let mut mask = flat.layout().mask(|entry| entry.path() == "w");
    mask.fix(0, false);
    mask.fix(7, true);
    mask.fix(99, true);
    let mut vector = flat.to_vec();
    assert_eq!((mask.len(), mask.free_len(), mask.is_fixed(1)), (8, 2, true));
    assert_eq!(mask.free(&vector).unwrap(), [0.1, 0.02]);
    mask.set_free(&mut vector, &[0.9, 0.5]).unwrap();
    assert_eq!(vector, [0.9, 0.2, 0.3, 0.4, 0.5, 0.6, 0.5, 5.0]);
    let mut step = [1.0_f32; 8];
    mask.hold(&mut step).unwrap();
    assert_eq!(step, [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
    let before = vector.clone();
    assert!(mask.set_free(&mut vector, &[0.0]).is_err() && mask.free(&vector[1..]).is_err());
    assert_eq!(vector, before);
}
