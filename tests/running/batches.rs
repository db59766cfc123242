//! Batches that continue, of samples of different lengths, and streams through one network.

use crate::layers::{N, all, input, lif, neurons, part, row};
use ndarray::{Array1, Array3, Axis, Slice};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Input, Layer, Linear, Recording, Sequential, States};

fn fresh(name: &str) -> Box<dyn Layer> {
    all().into_iter().find(|(known, _)| *known == name).unwrap().1
}

/// Each sample alone, with the noise of its own number.
#[test]
fn samples_of_different_lengths_end_where_they_end() {
    let lengths = [3, 7, 0, 7, 5];
    for (name, layer) in all() {
        let input = input(lengths.len(), 7, layer.size_in());
        let (whole, series) = fresh(name).evolve_recorded(&input).unwrap();
        let mut net = fresh(name);
        let (output, states) = net.evolve_all(Input::from(&input).lengths(lengths)).unwrap();
        for (sample, &length) in lengths.iter().enumerate() {
            let own = output.index_axis(Axis(0), sample);
            let expected = whole.index_axis(Axis(0), sample);
            let [before, after] = [Slice::from(..length), Slice::from(length..)];
            assert_eq!(own.slice_axis(Axis(0), before), expected.slice_axis(Axis(0), before), "{name}");
            assert!(own.slice_axis(Axis(0), after).iter().all(|&y| y == 0.0), "{name}");
            if let (Some(vmem), Some(series)) = (states.get("vmem"), series.get("vmem"))
                && length > 0
            {
                assert_eq!(part(vmem, &[sample]), part(series, &[sample, length - 1]), "{name}");
            }
        }
        // Each goes on as it does by itself.
        let further = crate::layers::input(lengths.len(), 9, layer.size_in()).mapv(|x| 1.2 - x);
        let (on, _) = net.evolve_from(&states, &further).unwrap();
        for (sample, &length) in lengths.iter().enumerate() {
            let mut alone = fresh(name);
            let part = input.slice_axis(Axis(1), Slice::from(..length));
            let (_, states) = alone.evolve_all(part).unwrap();
            let (expected, _) = alone.evolve_from(&states, &further).unwrap();
            assert_eq!(on.index_axis(Axis(0), sample), expected.index_axis(Axis(0), sample), "{name}");
        }
        let (again, record) = fresh(name).evolve_recorded(Input::from(&input).lengths(lengths)).unwrap();
        assert_eq!(again, output, "{name}");
        if let Some(vmem) = record.get("vmem") {
            assert_eq!(vmem.shape(), [5, 7, N]);
        }
        assert_eq!(fresh(name).evolve(Input::from(&input).lengths(lengths)).unwrap(), output, "{name}");
    }
}

#[test]
fn lengths_that_do_not_fit_change_nothing() {
    let mut net = neurons();
    let before = net.clone();
    for lengths in [vec![3, 4], vec![3, 4, 9], vec![]] {
        let error = net.evolve(Input::from(&input(3, 8, N)).lengths(lengths)).unwrap_err().to_string();
        assert!(error.starts_with("expected 3 lengths of up to 8 steps, found ["), "{error}");
    }
    let within = net.evolve_with(Input::from(&input(3, 8, N)).lengths([1, 2, 3]), &mut Tree::new());
    assert!(within.unwrap_err().to_string().starts_with("lengths are taken by `evolve`"));
    assert_eq!(net, before);
}

#[test]
fn states_that_do_not_fit_are_told_and_change_nothing() {
    let mut net = Sequential::named(["a", "b"], (neurons(), neurons())).unwrap();
    let (_, states) = net.evolve_all(input(3, 4, N)).unwrap();
    let before = net.clone();
    let error = net.evolve_from(&states, input(2, 4, N)).unwrap_err().to_string();
    assert!(
        error.starts_with("a.noise_position: expected the states of all batches in shape (2), found (3)"),
        "{error}"
    );
    let mut misspelt = Tree::new();
    misspelt.set("b.vmen", Array3::<f64>::zeros((3, 1, 1)).into()).unwrap();
    let error = net.evolve_from(&misspelt, input(3, 4, N)).unwrap_err().to_string();
    assert!(error.starts_with("b.vmen: `Sequential` has no such state for every batch"), "{error}");
    let mut single = Tree::new();
    single.set("b.vmem", Array1::<f32>::zeros(3).into()).unwrap();
    assert!(net.evolve_from(&single, input(3, 4, N)).is_err());
    assert_eq!(net, before);
}

#[test]
fn streams_through_one_network_are_those_of_networks_of_their_own() {
    for (name, layer) in all() {
        let mut net = fresh(name);
        let mut streams: Vec<States> = (0..4).map(|number| States::of(&net).numbered(number)).collect();
        let input = input(4, 6, layer.size_in());
        let together = fresh(name).evolve(&input).unwrap();
        for step in 0..6 {
            for (number, states) in streams.iter_mut().enumerate() {
                let frame = row(&input, number, step).insert_axis(Axis(0));
                let output = net.evolve_stream(states, frame).unwrap();
                assert_eq!(row(&output, 0, 0), row(&together, number, step), "{name}");
            }
        }
        assert_eq!(net.state().to_tree(), fresh(name).state().to_tree(), "{name}: its own states");
    }
}

#[test]
fn the_states_of_another_module_are_refused() {
    let mut net = neurons();
    let before = net.clone();
    let mut other = States::<f64>::of(&lif());
    let kept = other.clone();
    assert!(net.evolve_stream(&mut other, input(1, 2, N)).is_err());
    let error = States::<f64>::of(&lif()).put_into(&mut net).unwrap_err().to_string();
    assert!(error.contains("these are the states of another module"), "{error}");
    assert_eq!((net, other), (before, kept));
}

#[test]
fn a_stream_asks_for_no_memory_to_be_swapped() {
    let linear = Linear::builder().shape((N, N)).build().unwrap();
    let mut net = Sequential::new((linear, neurons())).unwrap();
    net.evolve(input(1, 1, N)).unwrap();
    let mut states = States::<f64>::of(&net);
    let counted = allocation_counter::measure(|| {
        states.swap(&mut net).unwrap();
        states.swap(&mut net).unwrap();
    });
    assert_eq!(counted.count_total, 0);
}

#[test]
fn parts_of_lengths_are_recorded_together() {
    let mut net = neurons();
    let wanted = Recording::of(["vmem"]).every(2).units("vmem", [1]);
    let (_, record) = net.evolve_keeping(Input::from(&input(2, 5, N)).lengths([5, 2]), wanted).unwrap();
    let vmem = record.get("vmem").unwrap();
    assert_eq!(vmem.shape(), [2, 3, 1]);
    assert_eq!([part(vmem, &[1, 1])[0], part(vmem, &[1, 2])[0]], [0.0, 0.0]);
}
