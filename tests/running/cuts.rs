//! A run may be cut anywhere: the parts give what the whole gives, to the bit.

use crate::layers::{all, input, synapses};
use ndarray::{Array2, Array3, Axis, Slice, concatenate};
use rockpool_core::prelude::*;
use rockpool_io::{Format, Options};
use rockpool_nn::{Evolve, ExpSyn, Lif};

const STEPS: usize = 12;

fn steps(input: &Array3<f64>, from: usize, to: usize) -> Array3<f64> {
    input.slice_axis(Axis(1), Slice::from(from..to)).to_owned()
}

#[test]
fn parts_of_any_length_give_what_the_whole_gives() {
    for (name, layer) in all() {
        let input = input(2, STEPS, layer.size_in());
        let whole = fresh(name).evolve(&input).unwrap();
        for cut in 0..=STEPS {
            let mut net = fresh(name);
            let (first, states) = net.evolve_all(steps(&input, 0, cut)).unwrap();
            let (second, _) = net.evolve_from(&states, steps(&input, cut, STEPS)).unwrap();
            let joined = concatenate(Axis(1), &[first.view(), second.view()]).unwrap();
            assert_eq!(joined, whole, "{name}, cut at {cut}");
        }
        let (mut net, mut once) = (fresh(name), fresh(name));
        let single = steps(&input, 0, STEPS).select(Axis(0), &[0]);
        let expected = once.evolve(&single).unwrap();
        for step in 0..STEPS {
            let output = net.evolve(steps(&single, step, step + 1)).unwrap();
            assert_eq!(output, steps(&expected, step, step + 1), "{name}, step {step}");
        }
        assert_eq!(net.state().to_tree(), once.state().to_tree(), "{name}");
    }
}

fn fresh(name: &str) -> Box<dyn rockpool_nn::Layer> {
    all().into_iter().find(|(known, _)| *known == name).unwrap().1
}

#[test]
fn a_checkpoint_continues_to_the_bit_in_every_format() {
    for (name, layer) in all() {
        let input = input(1, STEPS, layer.size_in());
        let (mut whole, mut first) = (fresh(name), fresh(name));
        let expected = whole.evolve(&input).unwrap();
        first.evolve(steps(&input, 0, 5)).unwrap();
        for format in [Format::Json, Format::Safetensors, Format::Npz] {
            let bytes = Options::all().kinds(&[Kind::State]).to_bytes(&first, format).unwrap();
            let mut then = fresh(name);
            let plan = Options::all().kinds(&[Kind::State]).plan_bytes(&then, &bytes, format).unwrap();
            plan.apply(&mut then).unwrap_or_else(|error| panic!("{name}, {format:?}: {error}"));
            let output = then.evolve(steps(&input, 5, STEPS)).unwrap();
            assert_eq!(output, steps(&expected, 5, STEPS), "{name}, {format:?}");
        }
        let mut then = fresh(name);
        then.set_attributes(&first.state().to_tree()).unwrap();
        assert_eq!(then.evolve(steps(&input, 5, STEPS)).unwrap(), steps(&expected, 5, STEPS), "{name}");
    }
}

#[test]
fn no_step_draws_no_noise() {
    let mut lif = crate::layers::lif();
    let before = lif.clone();
    lif.evolve(Array3::zeros((1, 0, 12))).unwrap();
    assert_eq!(lif, before);
}

#[test]
fn a_position_is_exact_in_all_its_bits() {
    let noisy = || Lif::builder().shape((2, 2)).noise_std(5.0).key(Key::new(1)).build().unwrap();
    let (mut at, mut next) = (noisy(), noisy());
    let position = (1_u64 << 60) + 1;
    at.set("noise_position", position).unwrap();
    next.set("noise_position", position + 1).unwrap();
    let silence = Array2::<f64>::zeros((2, 2));
    at.evolve(&silence).unwrap();
    assert_eq!(at.noise_position, position + 2);
    next.evolve(&silence).unwrap();
    assert_ne!(at.vmem, next.vmem);
    // Past the last position comes the first.
    at.noise_position = u64::MAX;
    at.evolve(&silence).unwrap();
    assert_eq!(at.noise_position, 1);
}

#[test]
fn a_reset_hears_the_same_noise() {
    for (name, layer) in all() {
        let input = input(2, STEPS, layer.size_in());
        let (mut net, built) = (fresh(name), fresh(name));
        let first = net.evolve(&input).unwrap();
        net.reset_state();
        assert_eq!(net.state().to_tree(), built.state().to_tree(), "{name}");
        assert_eq!(net.evolve(&input).unwrap(), first, "{name}");
    }
}

/// The sum over the last inputs as it is written, for a window that is cut, moved and set late.
#[test]
fn a_window_forgets_across_calls() {
    let mut impulse = Array2::<f64>::zeros((3, 1));
    impulse[[0, 0]] = 1.0;
    let mut synapse = ExpSyn::builder().n(1).max_window_length(5).build().unwrap();
    let decay = |steps: f64| (-0.1 * steps).exp();
    let first = synapse.evolve(&impulse).unwrap();
    assert!((first[[0, 2, 0]] - decay(3.0)).abs() < 1e-15);
    let second = synapse.evolve(Array2::<f64>::zeros((3, 1))).unwrap();
    assert!((second[[0, 1, 0]] - decay(5.0)).abs() < 1e-15);
    assert!(second[[0, 2, 0]].abs() < 1e-15);
    assert_eq!(synapse.past.shape(), [5, 1]);
    synapse.check().unwrap();
    assert!(synapses().state().get("past").is_some(), "a view reaches it");
}
