//! What is recorded is what was asked for.

use crate::layers::{N, all, input, lif};
use ndarray::{Array3, Axis, Slice};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Input, Lif, Recorder, Recording};

#[test]
fn parts_of_series_are_those_of_the_whole() {
    for (name, mut net) in all() {
        let input = input(3, 11, net.size_in());
        let (output, whole) = net.evolve_recorded(&input).unwrap();
        net.reset_state();
        let mut wanted = Recording::all().every(4);
        for path in whole.branches() {
            wanted = wanted.units(path, [4, 1]);
        }
        let (again, part) = net.evolve_keeping(&input, wanted).unwrap();
        assert_eq!(again, output, "{name}");
        assert_eq!(part.branches(), whole.branches(), "{name}");
        for path in whole.branches() {
            let expected = whole.get(&path).unwrap().array::<f64>().unwrap();
            let expected = expected.slice_axis(Axis(1), Slice::new(0, None, 4)).select(Axis(2), &[4, 1]);
            assert_eq!(part.get(&path).unwrap().array::<f64>().unwrap(), expected, "{name}, {path}");
        }
    }
}

#[test]
fn what_is_not_asked_for_costs_no_memory() {
    let mut lif = Lif::<f64>::builder().shape((64, 64)).build().unwrap();
    let input = Array3::ones((1, 400, 64));
    let mut bytes = |wanted: Recording| {
        let run = || lif.evolve_keeping(&input, wanted).map(drop).unwrap();
        allocation_counter::measure(run).bytes_total
    };
    let few = bytes(Recording::of(["vmem"]).every(100).units("vmem", [0]));
    let all = bytes(Recording::all());
    let series = 8 * 400 * 64;
    assert!(few < series + 20_000, "the output and {few} bytes");
    assert!(all > 5 * series, "{all}");
}

#[test]
fn what_is_not_there_is_told_and_nothing_changes() {
    let mut net = lif();
    let before = net.clone();
    let told =
        |net: &mut Lif, wanted| net.evolve_keeping(input(1, 5, 2 * N), wanted).unwrap_err().to_string();
    assert_eq!(
        told(&mut net, Recording::of(["vmen"])),
        "vmen: there is no such series to record; there are `irec`, `isyn`, `spikes`, `vmem`"
    );
    assert_eq!(
        told(&mut net, Recording::all().units("vmem", [2, 6])),
        "vmem: expected units to record below 6, as many as there are, found 6"
    );
    assert!(told(&mut net, Recording::of(["spikes"]).units("spikes", [7])).starts_with("spikes: expected"));
    assert_eq!(net, before);
}

/// A module of one's own tells whole series; what is kept of them is chosen all the same.
#[test]
fn series_of_ones_own_are_chosen_from() {
    #[derive(Module)]
    #[module(shape = n)]
    struct Twice {
        #[state(shape = n)]
        x: ndarray::Array1<f64>,
        #[module(origin)]
        origin: Origin,
    }
    impl Evolve for Twice {
        type Elem = f64;
        fn evolve_with<R: Recorder>(
            &mut self,
            input: Input<'_, f64>,
            recorder: &mut R,
        ) -> Result<Array3<f64>, Error> {
            let output = input.frames("Twice", self.x.len())?.mapv(|x| 2.0 * x);
            recorder.series("x", || output.clone())?;
            Ok(output)
        }
    }
    let mut twice = Twice::builder().n(3).build().unwrap();
    let wanted = Recording::all().every(2).units("x", [2]);
    let (_, record) = twice.evolve_keeping(Array3::ones((1, 5, 3)), wanted).unwrap();
    assert_eq!(record.get("x").unwrap().shape(), [1, 3, 1]);
}
