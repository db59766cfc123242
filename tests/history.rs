//! Histories: any view over time, in memory that is reserved once.
#![allow(
    clippy::needless_range_loop,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::error::HistoryFault;
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug, PartialEq)]
struct Cell {
    #[parameter(init = 0.5, bounds = 0.0..=1.0)]
    decay: f64,
    #[state(init = array![[1.0, 2.0], [3.0, 4.0]])]
    x: Array2<f64>,
    #[state]
    spikes: [bool; 3],
    #[state]
    count: i64,
    #[state(init = "rest")]
    phase: String,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
struct Net {
    #[module]
    hidden: Cell,
    #[module]
    cells: Vec<Cell>,
}

fn cell() -> Cell {
    Cell::builder().build().unwrap()
}

fn net() -> Net {
    Net { hidden: cell(), cells: vec![cell(), cell()] }
}

fn states(net: &Net) -> View<'_, Net> {
    let mut view = net.state();
    for path in ["hidden.phase", "cells.0.phase", "cells.1.phase"] {
        view = view.without(path).unwrap();
    }
    view
}

#[test]
fn any_view_is_recorded_with_time_as_the_first_axis() -> Result<(), Error> {
    let mut net = net();
    let mut history = History::new(states(&net), 5)?;
    for step in 0..4 {
        net.hidden.x *= 2.0;
        net.cells[1].count = step;
        net.cells[0].spikes[1] = step % 2 == 1;
        history.push(states(&net))?;
    }
    assert_eq!((history.len(), history.capacity(), history.is_empty()), (4, 5, false));
    let x = history.get("hidden.x").unwrap();
    assert_eq!(x.shape(), [4, 2, 2]);
    assert_eq!(x.path(), "hidden.x");
    let x: ArrayD<f64> = x.array().unwrap().to_owned();
    assert_eq!(x[[3, 1, 0]], 48.0);
    assert_eq!(history.get("hidden.x").unwrap().at::<f64>(0), Some(&[2.0, 4.0, 6.0, 8.0][..]));
    assert_eq!(history.get("hidden.x").unwrap().at::<f64>(4), None);
    assert_eq!(history.get("hidden.x").unwrap().slice::<f32>(), None);
    let count = history.get("cells.1.count").unwrap();
    assert_eq!((count.shape(), count.slice::<i64>()), ([4].into(), Some(&[0, 1, 2, 3][..])));
    let spikes = history.get("cells.0.spikes").unwrap().array::<bool>().unwrap();
    assert_eq!(spikes.index_axis(ndarray::Axis(1), 1), array![false, true, false, true].into_dyn());
    assert!(history.get("hidden.phase").is_none() && history.get("nothing").is_none());
    let tree = history.to_tree();
    assert_eq!(tree.branches(), states(&net).to_tree().branches());
    assert_eq!(tree.get("hidden.x").unwrap().shape(), [4, 2, 2]);
    let paths: Vec<&str> = history.tracks().iter().map(|track| track.path()).collect();
    assert_eq!(paths[..3], ["hidden.x", "hidden.spikes", "hidden.count"]);
    Ok(())
}

#[test]
fn one_module_is_recorded_like_another_and_any_kind_and_part() -> Result<(), Error> {
    let (mut net, other) = (net(), net());
    let mut history = History::new(net.parameters().at("cells")?, 2)?;
    net.cells[0].decay = 7.0; // bounds are not its business
    history.push(net.parameters().at("cells")?)?;
    history.push(other.parameters().at("cells")?)?;
    assert_eq!(history.get("cells.0.decay").unwrap().slice::<f64>(), Some(&[7.0, 0.5][..]));
    let mut copy = history.clone();
    copy.truncate(1);
    assert_eq!((copy.len(), history.len()), (1, 2));
    copy.push(other.parameters().at("cells")?)?;
    assert_eq!(copy.to_tree(), history.to_tree());
    history.clear();
    assert!(history.is_empty());
    assert_eq!(history.get("cells.0.decay").unwrap().shape(), [0]);
    let mut nothing = History::new(net.parameters().biases(), 1)?;
    nothing.push(net.parameters().biases())?;
    assert_eq!(nothing.len(), 1);
    Ok(())
}

#[test]
fn arrays_in_any_layout_are_recorded_row_major() -> Result<(), Error> {
    let mut cell = cell();
    cell.x = array![[1.0, 3.0], [2.0, 4.0]].reversed_axes();
    let mut history = History::new(cell.state().of::<f64>(), 1)?;
    history.push(cell.state().of::<f64>())?;
    assert_eq!(history.get("x").unwrap().slice::<f64>(), Some(&[1.0, 2.0, 3.0, 4.0][..]));
    Ok(())
}

fn faults(refused: Result<(), Error>) -> Vec<(String, HistoryFault)> {
    let error = refused.unwrap_err();
    let of = |fault: &Fault| match fault.kind() {
        FaultKind::History(history) => (fault.path().to_string(), history.clone()),
        other => panic!("{other}"),
    };
    error.faults().iter().map(of).collect()
}

#[test]
fn what_is_not_as_before_is_refused_whole() -> Result<(), Error> {
    let mut net = net();
    let mut history = History::new(states(&net), 2)?;
    history.push(states(&net))?;
    let before = history.to_tree();
    net.cells[0].x = Array2::zeros((3, 1));
    assert_eq!(
        faults(history.push(states(&net))),
        [("cells.0.x".into(), HistoryFault::Shape { expected: [2, 2].into(), found: [3, 1].into() })]
    );
    net.cells[0].x = Array2::zeros((2, 2));
    let missing = faults(history.push(states(&net).without("cells.1")?));
    assert_eq!(missing[0], ("cells.1.x".into(), HistoryFault::Missing));
    assert_eq!(missing.len(), 3);
    let unknown = faults(history.push(net.parameters()));
    assert_eq!(unknown[0], ("hidden.decay".into(), HistoryFault::Unknown));
    net.cells.push(cell());
    let more = faults(history.push(states(&net).without("cells.2.phase")?));
    assert_eq!(more[0], ("cells.2.x".into(), HistoryFault::Unknown));
    net.cells.pop();
    assert_eq!(history.to_tree(), before);
    history.push(states(&net))?;
    assert_eq!(faults(history.push(states(&net))), [(String::new(), HistoryFault::Full { steps: 2 })]);
    assert_eq!(history.len(), 2);
    Ok(())
}

#[test]
fn what_cannot_be_recorded_is_told_when_it_is_made() {
    let net = net();
    let error = History::new(net.state(), 1).unwrap_err();
    assert_eq!(
        error.faults()[0].to_string(),
        "hidden.phase: a history records numbers and arrays of them of one type, found str; leave it out by `.without(..)`"
    );
    assert_eq!(error.faults().len(), 3);
    for steps in [usize::MAX, usize::MAX / 64] {
        let error = History::new(net.hidden.state().of::<f64>(), steps).unwrap_err();
        assert_eq!(error.to_string(), format!("x: there is no memory for a history of {steps} steps"));
    }
    assert_eq!(
        History::new(net.state().named("spike"), 1).unwrap_err().to_string(),
        "no attribute is called `spike`, did you mean `spikes`?"
    );
}

#[test]
fn a_flat_vector_is_projected_for_any_view_and_its_parts_are_found() -> Result<(), Error> {
    #[derive(Module, Clone)]
    #[module(shape = n)]
    struct Bounded {
        #[parameter(shape = n, init = fill(0.5), bounds = 0.0..=1.0)]
        p: Array1<f64>,
        #[state(shape = n, init = fill(0.5), bounds = -1.0..=1.0)]
        x: Array1<f64>,
        #[simulation(init = 1e-3, bounds = 1e-6..=1.0)]
        dt: f64,
        #[module(origin)]
        origin: Origin,
    }
    let mut many = vec![Bounded::builder().n(2).build()?; 40];
    many.state_mut().at("39")?.flat::<f64>()?.project_from(&[5.0, -5.0])?;
    assert_eq!(many[39].x, array![1.0, -1.0]);
    many.attributes_mut().at("7")?.without("7.x")?.flat::<f64>()?.project_from(&[2.0, -2.0, 9.0])?;
    assert_eq!((many[7].p.to_vec(), many[7].dt), (vec![1.0, 0.0], 1.0));
    let flat = many.state().flat::<f64>()?;
    let (layout, vector) = (flat.layout(), flat.to_vec());
    for index in 0..40 {
        let path = format!("{index}.x");
        assert_eq!(layout.get(&path), Some(2 * index..2 * index + 2));
        assert_eq!(layout.part(&vector, &path).unwrap(), many[index].x.as_slice().unwrap());
    }
    assert_eq!(layout.get("40.x"), None);
    Ok(())
}
