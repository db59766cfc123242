//! Flat vectors: the optimiser's side of a view.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ShapeBuilder, array};
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Layer {
    #[parameter(family = "weights", shape = (n, 2), init = zeros())]
    w: Array2<f64>,
    #[parameter(family = "taus", init = 0.5, unit = "s", bounds = 0.0..=1.0)]
    tau: f64,
    #[parameter(family = "whole", init = [1, 2])]
    whole: [i32; 2],
    #[state(shape = n)]
    x: Array1<f32>,
    #[simulation(init = "euler")]
    solver: String,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
struct Net {
    #[module]
    layers: Vec<Layer>,
    #[parameter(family = "taus", init = vec![0.25, 0.75])]
    taus: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn net() -> Net {
    let layer = |tau| Layer::builder().w(array![[1., 2.], [3., 4.]]).tau(tau).build().unwrap();
    let fixed = Layer::builder().n(1).tau(Constant(0.125)).build().unwrap();
    Net::builder().layers(vec![layer(0.5), fixed]).build().unwrap()
}

#[test]
fn elements_come_leaf_after_leaf_row_major_without_constants() -> Result<(), Error> {
    let net = net();
    let floats = net.parameters().families(["weights", "taus"])?;
    let flat = floats.flat::<f64>()?;
    assert_eq!(flat.to_vec(), [0.25, 0.75, 1., 2., 3., 4., 0.5, 0., 0.]);
    assert_eq!((flat.len(), flat.is_empty()), (9, false));
    let layout = flat.layout();
    assert_eq!(layout.get("taus"), Some(0..2));
    assert_eq!(layout.get("layers.0.w"), Some(2..6));
    assert_eq!(layout.get("layers.0.tau"), Some(6..7));
    assert_eq!(layout.get("layers.1.w"), Some(7..9));
    assert_eq!(layout.get("layers.1.tau"), None, "a constant is absent");
    assert_eq!(layout.get("layers.0.whole"), None);
    let entry = &layout.entries()[2];
    assert_eq!((entry.path(), entry.range(), entry.unit()), ("layers.0.tau", 6..7, Some("s")));
    assert_eq!(entry.shape(), &[0_usize; 0]);
    assert_eq!(entry.bounds().unwrap().to_string(), "0.0..=1.0");
    assert_eq!(*layout.entries()[1].shape(), [2, 2]);
    assert_eq!(net.state().flat::<f32>()?.len(), 3);
    assert_eq!(net.parameters().family("whole")?.flat::<i32>()?.to_vec(), [1, 2, 1, 2]);
    Ok(())
}

#[test]
fn a_leaf_of_another_type_is_a_fault_each() {
    let error = net().parameters().flat::<f64>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "layers.0.whole: expected elements of type f64, found i32; select those of one type, by `.of::<f64>()` of the view\n\
         layers.1.whole: expected elements of type f64, found i32; select those of one type, by `.of::<f64>()` of the view"
    );
    assert!(net().simulation_parameters().flat::<f64>().is_err());
    assert!(net().parameters_mut().flat::<f64>().is_err());
}

#[test]
fn lengths_must_agree() -> Result<(), Error> {
    let mut net = net();
    let error = net.parameters().taus().flat::<f64>()?.copy_to(&mut [0.0; 2]).unwrap_err();
    assert_eq!(error.to_string(), "expected a vector of 3 elements, found 2");
    let before = net.clone();
    assert!(net.parameters_mut().taus().flat::<f64>()?.copy_from(&[0.5; 4]).is_err());
    assert_eq!(net, before);
    Ok(())
}

#[test]
fn bounds_hold_and_nothing_is_written_if_one_does_not() -> Result<(), Error> {
    let mut net = net();
    let before = net.clone();
    let error = net.parameters_mut().taus().flat::<f64>()?.copy_from(&[9.0, 8.0, 1.5]).unwrap_err();
    assert_eq!(error.to_string(), "layers.0.tau: expected a value in 0.0..=1.0, found 1.5");
    let error = net.parameters_mut().taus().flat::<f64>()?.copy_from(&[9.0, 8.0, f64::NAN]).unwrap_err();
    assert_eq!(error.faults()[0].path(), "layers.0.tau");
    assert_eq!(net, before);
    net.parameters_mut().taus().flat::<f64>()?.copy_from(&[9.0, 8.0, 1.0])?;
    assert_eq!((&net.taus[..], net.layers[0].tau, net.layers[1].tau), (&[9.0, 8.0][..], 1.0, 0.125));
    Ok(())
}

#[test]
fn arrays_of_any_layout_are_copied_by_their_indices() -> Result<(), Error> {
    let mut net = net();
    net.layers[0].w = Array2::from_shape_vec((2, 2).f(), vec![1., 3., 2., 4.]).unwrap();
    assert_eq!(net.layers[0].w, array![[1., 2.], [3., 4.]]);
    let flat = net.parameters().weights().flat::<f64>()?.to_vec();
    assert_eq!(flat, [1., 2., 3., 4., 0., 0.]);
    let mut target = vec![0.0; 6];
    net.parameters().weights().flat::<f64>()?.copy_to(&mut target)?;
    assert_eq!(target, flat);
    net.parameters_mut().weights().flat::<f64>()?.copy_from(&[5., 6., 7., 8., 9., 10.])?;
    assert_eq!(net.layers[0].w, array![[5., 6.], [7., 8.]]);
    assert_eq!(net.layers[1].w, array![[9., 10.]]);
    Ok(())
}

#[test]
fn an_empty_view_is_an_empty_vector() -> Result<(), Error> {
    #[derive(Module)]
    struct Unit;
    assert!(Unit.parameters().flat::<f64>()?.is_empty());
    Unit.parameters().flat::<f64>()?.copy_to(&mut [])?;
    Unit.parameters_mut().flat::<f64>()?.copy_from(&[])?;
    assert!(Unit.parameters().flat::<f64>()?.layout().entries().is_empty());
    Ok(())
}
