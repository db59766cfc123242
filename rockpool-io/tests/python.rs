//! Files made by Python: `numpy`, `safetensors`, and the JSON of the original.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::{Net, assert_same, filled, fresh};
use ndarray::array;
use rockpool_core::prelude::*;
use rockpool_io::{Error as IoError, FindingKind, Subset, load, plan};
use rockpool_nn::{ExpSyn, Lif, Linear, Sequential};
use std::path::PathBuf;

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn loaded(name: &str) -> Net {
    let mut net = fresh();
    load(&mut net, data(name)).unwrap_or_else(|error| panic!("{error}"));
    net
}

#[test]
fn what_python_wrote_is_read_bit_for_bit() {
    let names =
        ["plain.safetensors", "plain.npz", "compressed.npz", "orders.npz", "zip64.npz", "nested.json"];
    for name in names {
        println!("{name}");
        assert_same(&loaded(name), &filled());
    }
}

#[test]
fn archives_of_streams_and_of_other_programs_are_read() {
    assert_same(&loaded("streamed.npz"), &filled());
    let plan = plan(&fresh(), data("noted.npz")).unwrap();
    let told: Vec<String> = plan.faults().iter().map(ToString::to_string).collect();
    assert_eq!(told, ["README.txt: in the file only, no array", "notes/: in the file only, a folder"]);
    let mut net = fresh();
    plan.with_policy(Subset).apply(&mut net).unwrap();
    assert_same(&net, &filled());
}

#[test]
fn half_precision_is_read_exactly_and_told() {
    let net = loaded("half.safetensors");
    assert_eq!(net.hidden.weight, array![[0.5, -0.25, 0.75], [1.0, 2.0, 3.0]]);
    assert_eq!(net.readout.gain, 1.5);
    let plan = plan(&fresh(), data("half.safetensors")).unwrap();
    let converted = plan.findings().iter().filter(|f| matches!(f.kind(), FindingKind::Converted { .. }));
    assert_eq!(
        converted.map(ToString::to_string).collect::<Vec<_>>(),
        [
            "hidden.weight: `f16` in the file, converted to `f32`",
            "hidden.tau: `f16` in the file, converted to `f64`",
            "readout.gain: `f16` in the file, converted to `f64`",
        ]
    );
}

#[test]
fn b114_the_original_s_values_in_texts_are_read_and_its_floats_restored() {
    let mut net = fresh();
    net.hidden.dt = 0.5;
    let plan = plan(&net, data("torch.json")).unwrap();
    assert!(plan.faults().iter().all(|fault| matches!(
        (fault.path(), fault.kind()),
        ("readout.counts" | "readout.mask", FindingKind::Missing { .. })
    )));
    assert_eq!(plan.faults().len(), 2);
    assert!(
        plan.to_string().contains("  empty      hidden.spike_generation_fn: no value in the file"),
        "{plan}"
    );
    assert!(plan.to_string().ends_with("`Strict` finds 2 faults; `Subset` would apply the rest"), "{plan}");
    plan.with_policy(Subset).apply(&mut net).unwrap();
    let mut expected = filled();
    expected.readout = common::Readout { gain: 1.5, ..fresh().readout };
    assert_same(&net, &expected);
    assert_eq!(net.hidden.dt, 1e-3);
}

#[test]
fn b114_a_file_of_two_neurons_does_not_load_into_three() {
    let mut net = fresh();
    net.hidden = common::Hidden::builder().n_in(3).n_out(3).build().unwrap();
    let before = net.clone();
    for name in ["torch.json", "plain.npz", "plain.safetensors"] {
        let plan = plan(&net, data(name)).unwrap().with_policy(Subset);
        assert_eq!(plan.faults().len(), 2, "{plan}");
        let error = plan.apply(&mut net).unwrap_err();
        assert!(error.to_string().contains("hidden.tau: expected shape (n_out) = (3), found (2)"), "{error}");
        assert_same(&net, &before);
    }
}

#[test]
fn nan_in_json_is_told_with_its_place() {
    let error = load(&mut fresh(), data("nan.json")).unwrap_err();
    let IoError::Content { place, message, .. } = &error else { panic!("{error}") };
    assert_eq!(place, "line 1, column 27");
    assert_eq!(message, "`NaN` is no number of JSON; save as safetensors or npz");
}

#[test]
fn a_network_of_the_original_is_loaded() {
    let mut net = Sequential::named(
        ["0_LinearTorch", "1_LIFTorch", "2_ExpSynTorch"],
        (
            Linear::<f32>::builder().shape((2, 3)).bias(Declared).key(Key::new(1)).build().unwrap(),
            Lif::<f32>::builder().shape((3, 3)).w_rec(Declared).key(Key::new(1)).build().unwrap(),
            ExpSyn::<f32>::builder().n(3).build().unwrap(),
        ),
    )
    .unwrap();
    let plan = plan(&net, data("original.json")).unwrap();
    let faults = plan.faults();
    let mut told: Vec<&str> = faults.iter().map(|fault| fault.path()).collect();
    // The original writes them in any order.
    told.sort_unstable();
    assert_eq!(told, ["1_LIFTorch._has_rec", "1_LIFTorch.leak_mode"], "{plan}");
    plan.with_policy(Subset).apply(&mut net).unwrap();
    let (linear, lif, exp_syn) = net.layers();
    assert_eq!(linear.weight, array![[0.1, 0.3, -0.5], [-0.2, 0.4, 0.6]]);
    assert_eq!(linear.bias, Some(array![0.5, -0.5, 0.25]));
    assert_eq!(lif.w_rec, Some(ndarray::Array2::eye(3)));
    assert_eq!((lif.tau_mem.iter().next(), lif.threshold.iter().next()), (Some(&0.05), Some(&1.5)));
    assert_eq!((exp_syn.tau.iter().next(), lif.dt), (Some(&0.01), 1e-3));

    let mut linear = Linear::<f32>::builder().shape((2, 3)).bias(Declared).key(Key::new(1)).build().unwrap();
    let error = load(&mut linear, data("original_nan.json")).unwrap_err().to_string();
    let expected = "`bias`: the text holds no JSON at its column 2: `NaN` is no number of JSON; save as safetensors or npz";
    assert!(error.ends_with(expected), "{error}");
}

#[test]
fn pickles_are_never_read() {
    let error = load(&mut fresh(), data("pickled.npz")).unwrap_err();
    assert!(
        error.to_string().contains("hidden.tau: the file has something else: pickled objects are never read"),
        "{error}"
    );
}
