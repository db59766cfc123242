//! The standard modules and their combinators: sizes, errors, states, batches, flags, names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use ndarray::{Array1, Array2, Array3, ArrayD, Axis, array};
use rockpool_core::prelude::*;
use rockpool_nn::{
    Activation, Evolve, ExpSyn, FfwdStack, Float, Input, Instant, Layer, Lif, LifNeuron, Linear, Rate,
    Recorder, Residual, Sequential, layers,
};

fn linear<F: Float>(n_in: usize, n_out: usize) -> Linear<F> {
    Linear::<F>::builder().shape((n_in, n_out)).key(Key::new(5)).build().unwrap()
}

fn lif<F: Float>(n: usize) -> Lif<F> {
    Lif::<F>::builder().shape((n, n)).threshold(0.2).build().unwrap()
}

fn exp_syn(n: usize) -> ExpSyn {
    ExpSyn::builder().n(n).build().unwrap()
}

fn rate(n: usize) -> Rate {
    Rate::builder().n(n).w_rec(Declared).act_fn(Activation::Tanh).key(Key::new(6)).build().unwrap()
}

/// `(B, T, n)`, different everywhere.
fn input<F: Float>(batches: usize, steps: usize, n: usize) -> Array3<F> {
    let mut at = 0.0;
    Array3::from_shape_simple_fn((batches, steps, n), || {
        at += 0.7;
        F::of(f64::sin(at) + 0.5)
    })
}

fn halves(input: &Array3<f64>) -> (Array3<f64>, Array3<f64>) {
    let (first, second) = input.view().split_at(Axis(1), input.dim().1 / 2);
    (first.to_owned(), second.to_owned())
}

/// Every standard module as a layer of size `n`.
fn all(n: usize) -> Vec<Box<dyn Layer>> {
    let residual = Residual::new((linear(n, n), lif(n))).unwrap();
    let stack = FfwdStack::builder((exp_syn(n), lif(n))).weights(Init(kaiming())).key(Key::new(7));
    layers![
        linear(n, n),
        lif(n),
        exp_syn(n),
        rate(n),
        Instant::of(n, f64::abs).unwrap(),
        Sequential::new((linear(n, n), exp_syn(n))).unwrap(),
        residual,
        stack.build().unwrap(),
    ]
}

#[test]
fn two_halves_give_what_the_whole_gives() {
    let input = input(1, 20, 3);
    let (first, second) = halves(&input);
    for (mut whole, mut parted) in all(3).into_iter().zip(all(3)) {
        let output = whole.evolve(&input).unwrap();
        let parts = [parted.evolve(&first).unwrap(), parted.evolve(&second).unwrap()];
        let [first, second] = parts.each_ref().map(|part| part.view());
        let joined = ndarray::concatenate(Axis(1), &[first, second]).unwrap();
        let error = (&joined - &output).iter().fold(0.0, |most: f64, error| most.max(error.abs()));
        assert!(error < 1e-12, "{whole:?}: {error}");
        assert_eq!(whole.state().to_tree(), parted.state().to_tree(), "{whole:?}");
    }
}

#[test]
fn batches_start_from_the_stored_state_and_leave_that_of_the_first() {
    let before = input(1, 5, 3);
    let batches = input(4, 12, 3);
    for (mut together, mut alone) in all(3).into_iter().zip(all(3)) {
        together.evolve(&before).unwrap();
        alone.evolve(&before).unwrap();
        let stored = alone.state().to_tree();
        let (output, last) = together.evolve_all(&batches).unwrap();
        assert_eq!(last.branches(), alone.state().to_tree().branches(), "{alone:?}");
        for (batch, input) in batches.outer_iter().enumerate() {
            alone.set_attributes(&stored).unwrap();
            let single = alone.evolve(input).unwrap();
            let error = &single.index_axis(Axis(0), 0) - &output.index_axis(Axis(0), batch);
            assert!(error.iter().all(|error| error.abs() < 1e-12), "{alone:?}, batch {batch}");
            for (path, final_states) in last.branches().iter().map(|path| (path, last.get(path).unwrap())) {
                let Some(states) = final_states.array::<f64>() else { continue };
                let states = states.index_axis(Axis(0), batch);
                let state = alone.state().get(path).unwrap();
                let error = &state.array::<f64>().unwrap() - &states;
                assert!(error.iter().all(|error| error.abs() < 1e-12), "{alone:?}, {path}, batch {batch}");
            }
            if batch == 0 {
                assert_eq!(together.state().len(), alone.state().len());
                for state in together.state().of::<f64>().iter() {
                    let other = alone.state().get(&state.path().to_string()).unwrap();
                    let error = &state.array::<f64>().unwrap() - &other.array::<f64>().unwrap();
                    assert!(error.iter().all(|error| error.abs() < 1e-12), "{alone:?}, {}", state.path());
                }
            }
        }
    }
}

#[test]
fn recording_changes_nothing() {
    let input = input(2, 15, 3);
    for (mut plain, mut recorded) in all(3).into_iter().zip(all(3)) {
        let (output, _) = recorded.evolve_recorded(&input).unwrap();
        assert_eq!(plain.evolve(&input).unwrap(), output, "{plain:?}");
        assert_eq!(plain.state().to_tree(), recorded.state().to_tree(), "{plain:?}");
    }
}

#[test]
fn reset_returns_to_the_start() {
    let input = input(1, 15, 3);
    for mut layer in all(3) {
        let (state, parameters) = (layer.state().to_tree(), layer.parameters().to_tree());
        let output = layer.evolve(&input).unwrap();
        layer.parameters_mut().for_each_array::<f64>(|_, mut array| array *= 2.0);
        layer.reset_state();
        layer.reset_parameters();
        assert_eq!(layer.state().to_tree(), state, "{layer:?}");
        assert_eq!(layer.parameters().to_tree(), parameters, "{layer:?}");
        assert_eq!(layer.evolve(&input).unwrap(), output, "{layer:?}");
    }
}

#[test]
fn wrong_inputs_are_errors_that_name_the_layer() {
    for mut layer in all(3) {
        let state = layer.state().to_tree();
        for shape in [&[10, 4][..], &[2, 10, 2], &[1, 2, 10, 3], &[]] {
            let error = layer.evolve(ArrayD::zeros(shape)).unwrap_err().to_string();
            assert!(error.contains("expected an input (T, 3) or (B, T, 3) for `"), "{layer:?}: {error}");
        }
        assert_eq!(layer.state().to_tree(), state, "{layer:?}");
    }
    let mut net = Sequential::new((lif::<f64>(3), linear(3, 2))).unwrap();
    assert_eq!(
        net.evolve(Array2::<f64>::zeros((10, 4))).unwrap_err().to_string(),
        "0_Lif: expected an input (T, 3) or (B, T, 3) for `Lif`, found (10, 4)"
    );
}

#[test]
fn a_single_column_is_given_to_all() {
    let column = input(1, 10, 1);
    let wide = column.broadcast((1, 10, 3)).unwrap();
    let layers = || layers![lif(3), exp_syn(3), rate(3), Instant::of(3, f64::abs).unwrap()];
    for (mut one, mut all) in layers().into_iter().zip(layers()) {
        assert_eq!(one.evolve(&column).unwrap(), all.evolve(wide).unwrap(), "{one:?}");
    }
}

#[test]
fn nothing_comes_of_nothing() {
    for mut layer in all(3) {
        let state = layer.state().to_tree();
        for (batches, steps) in [(0, 5), (2, 0), (0, 0)] {
            let empty = Array3::zeros((batches, steps, 3));
            assert_eq!(layer.evolve(&empty).unwrap().dim(), (batches, steps, 3), "{layer:?}");
            assert_eq!(layer.evolve_recorded(&empty).unwrap().0.dim(), (batches, steps, 3), "{layer:?}");
            let (_, last) = layer.evolve_all(&empty).unwrap();
            last.for_each(&mut |path, states| assert_eq!(states.shape()[0], batches, "{layer:?}, {path}"));
        }
        assert_eq!(layer.state().to_tree(), state, "{layer:?}");
    }
}

#[test]
fn single_precision_agrees_with_double() {
    type Net<F> = Sequential<(Linear<F>, ExpSyn<F>, Rate<F>, Instant<F>)>;
    fn net<F: Float>() -> Net<F> {
        let weight = array![[0.5, -0.25], [1.0, 0.75]].mapv(F::of);
        let half = Instant::of(2, |x: F| x / F::of(2.0)).unwrap();
        Sequential::new((
            Linear::<F>::builder().weight(weight).build().unwrap(),
            ExpSyn::<F>::builder().n(2).build().unwrap(),
            Rate::<F>::builder().n(2).act_fn(Activation::Sigmoid).build().unwrap(),
            half,
        ))
        .unwrap()
    }
    let double = net::<f64>().evolve(input(2, 30, 2)).unwrap();
    let single = net::<f32>().evolve(input(2, 30, 2)).unwrap();
    for (single, double) in single.iter().zip(&double) {
        assert!((f64::from(*single) - double).abs() < 1e-6);
    }
    let boxed = Sequential::new(layers![net::<f32>(), lif::<f32>(2)]).unwrap();
    assert_eq!(boxed.names().collect::<Vec<_>>(), ["0_Sequential", "1_Lif"]);
}

#[test]
fn families_are_uniform() {
    let net = Sequential::new(all(3)).unwrap();
    for (family, names) in [
        ("weights", &["weight", "w_rec", "0_1_weight"][..]),
        ("taus", &["tau", "tau_mem", "tau_syn"]),
        ("biases", &["bias"]),
        ("thresholds", &["threshold"]),
    ] {
        let leaves = net.attributes().family(family).unwrap();
        assert!(!leaves.is_empty());
        for leaf in leaves.iter() {
            assert!(names.contains(&leaf.attribute().name()), "{family}: {}", leaf.path());
        }
    }
    let all_parameters = net.parameters().len();
    let families = net.parameters().families(["weights", "taus", "biases", "thresholds"]).unwrap();
    assert_eq!(families.len(), all_parameters);
    assert!(net.parameters().family("wieghts").is_err());
    assert!(linear::<f64>(2, 2).parameters().get("bias").is_none());
}

#[test]
fn defaults_are_those_of_the_original() {
    let synapses = exp_syn(2);
    assert_eq!((synapses.tau.clone(), synapses.dt), (array![0.01, 0.01].into_dyn(), 1e-3));
    assert!(synapses.spiking_input() && !synapses.spiking_output());
    let rate = Rate::builder().n(2).build().unwrap();
    assert_eq!(rate.tau, array![0.02, 0.02].into_dyn());
    assert_eq!(
        (rate.bias.clone(), rate.threshold.clone()),
        (Array1::zeros(2).into_dyn(), Array1::zeros(2).into_dyn())
    );
    assert_eq!((rate.act_fn.clone(), rate.w_rec.clone()), (Activation::Relu, None));
    assert!(!rate.spiking_input() && !rate.spiking_output());
    assert_eq!(
        Instant::builder().n(2).build().unwrap().evolve(&array![[1.0, -2.0]]).unwrap(),
        array![[[1.0, -2.0]]]
    );
}

#[test]
fn check_tells_of_a_layer_of_another_size_in_anothers_place() {
    let told = |module: &dyn DynModule| module.check().unwrap_err().to_string();
    let layers = || (linear(3, 3), lif::<f64>(3));
    let mut chain = Sequential::new(layers()).unwrap();
    chain.check().unwrap();
    chain.layers_mut().1 = lif(4);
    assert_eq!(told(&chain), "1_Lif: expected shape (3, 3), found (4, 4)");
    let mut block = Residual::new(layers()).unwrap();
    block.layers_mut().0 = linear(3, 2);
    assert_eq!(told(&block), "0_Linear: expected shape (3, 3), found (3, 2)");
    let mut stack = FfwdStack::new(layers![linear(3, 3), lif::<f64>(3)]).unwrap();
    stack.check().unwrap();
    *stack.get_mut(0).unwrap() = Box::new(rate(5));
    assert_eq!(told(&stack), "0_Linear: expected shape (3, 3), found (5)");
    // One of the same size may take its place.
    chain.layers_mut().1 = lif(3);
    chain.check().unwrap();
}

#[test]
fn a_window_of_no_steps_is_refused() {
    let error = ExpSyn::builder().n(1).max_window_length(0).build().unwrap_err();
    assert_eq!(error.to_string(), "max_window_length: expected a value in 1.., found 0");
}

#[test]
fn b086_a_time_constant_written_in_place_is_used() {
    let mut synapses = exp_syn(1);
    synapses.evolve(&array![[1.0]]).unwrap();
    synapses.tau[0] = 0.5;
    let mut fresh = ExpSyn::builder().tau(array![0.5]).build().unwrap();
    fresh.isyn.assign(&synapses.isyn);
    assert_eq!(synapses.evolve(input(1, 9, 1)).unwrap(), fresh.evolve(input(1, 9, 1)).unwrap());
}

#[test]
fn the_truncated_kernel_forgets() {
    let mut cut =
        ExpSyn::builder().n(2).tau(array![0.001, 0.002]).max_window_length(1_000_000).build().unwrap();
    let mut exact = ExpSyn::builder().n(2).tau(array![0.001, 0.002]).build().unwrap();
    let mut impulse = Array2::<f64>::zeros((40, 2));
    impulse.row_mut(3).fill(1.0);
    let (cut, exact) = (cut.evolve(&impulse).unwrap(), exact.evolve(&impulse).unwrap());
    // 10 * 0.002 / 0.001 steps.
    for step in 0..40 {
        let error = (cut[[0, step, 1]] - exact[[0, step, 1]]).abs();
        assert!(if step < 23 { error == 0.0 } else { error > 1e-9 }, "step {step}: {error}");
        assert!(step < 23 || cut[[0, step, 1]].abs() < 1e-15);
    }
}

#[test]
fn noise_follows_the_key() {
    let silence = Array3::<f64>::zeros((3, 50, 2));
    fn check<M: Evolve<Elem = f64>>(build: impl Fn(u64) -> M, silence: &Array3<f64>) {
        let mut module = build(1);
        let first = module.evolve(silence).unwrap();
        assert!(first.iter().any(|&x| x != 0.0));
        assert_ne!(first.index_axis(Axis(0), 0), first.index_axis(Axis(0), 1));
        assert_ne!(module.evolve(silence).unwrap(), first);
        module.reset_state();
        assert_eq!(module.evolve(silence).unwrap(), first);
        assert_eq!(build(1).evolve(silence).unwrap(), first);
        assert_ne!(build(2).evolve(silence).unwrap(), first);
    }
    check(|key| ExpSyn::builder().n(2).noise_std(1.0).key(Key::new(key)).build().unwrap(), &silence);
    check(|key| Rate::builder().n(2).noise_std(1.0).key(Key::new(key)).build().unwrap(), &silence);
    let mut synapses = ExpSyn::builder().n(1).noise_std(2.0).key(Key::new(1)).build().unwrap();
    let output = synapses.evolve(Array2::zeros((20_000, 1))).unwrap();
    let deviation = (output.mapv(|x: f64| x * x).mean().unwrap()).sqrt();
    assert!((deviation - 2.0 * 1e-3_f64.sqrt()).abs() < 2e-3, "{deviation}");
}

#[test]
fn arrays_that_do_not_fit_are_told() {
    let mut synapses = exp_syn(2);
    synapses.tau = array![0.1, 0.2, 0.3].into_dyn();
    let error = synapses.evolve(Array2::<f64>::zeros((3, 2))).unwrap_err().to_string();
    assert!(error.starts_with("tau: expected shape (n) = (2) or (), found (3)"), "{error}");
    let mut rate = rate(2);
    rate.w_rec = Some(Array2::zeros((2, 3)));
    assert!(rate.evolve(Array2::<f64>::zeros((3, 2))).is_err());
}

#[test]
fn layers_are_named_as_in_the_original() {
    let net = Sequential::new(layers![linear(2, 3), lif(3), linear(3, 4)]).unwrap();
    assert_eq!(net.names().collect::<Vec<_>>(), ["0_Linear", "1_Lif", "2_Linear"]);
    assert_eq!(net.registry().name(), "Sequential");
    assert_eq!(net.registry().submodules()[1].name(), "1_Lif");
    assert_eq!(
        net.modules().iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(),
        ["0_Linear", "1_Lif", "2_Linear"]
    );
    assert_eq!(net[2].shape(), [3, 4]);
    assert_eq!(net["0_Linear"].shape(), [2, 3]);
    assert!(net.get(3).is_none() && net.get_named("3_Lif").is_none());
    let net = net.then_named("spikes", lif(4)).unwrap().then(exp_syn(4)).unwrap();
    assert_eq!(net.names().last(), Some("4_ExpSyn"));
    assert_eq!(net.shape(), [2, 4]);
    assert!(net.parameters().get("spikes.tau_mem").is_some());
}

#[test]
fn names_that_do_not_serve_are_refused() {
    let named = |names: &[&str]| {
        Sequential::named(names.iter().copied(), (linear::<f64>(2, 2), lif(2))).unwrap_err().to_string()
    };
    assert_eq!(named(&["a"]), "expected 2 names, one for each layer, found 1");
    assert_eq!(named(&["a", "a"]), "expected every name once, found `a` again");
    assert_eq!(named(&["a", "a_output"]), "expected every name once, found `a_output` again");
    assert_eq!(
        named(&["a", "b.c"]),
        "expected a name that can be part of a path, found `b.c`; use one without dots"
    );
    assert!(named(&["", "a"]).starts_with("expected a name that can be part of a path"));
    let layers = (lif::<f64>(2), lif(2));
    assert!(FfwdStack::builder(layers).names(["0_1_weight", "b"]).build().is_err());
}

#[test]
fn sizes_that_disagree_are_refused() {
    let error = Sequential::new(layers![linear::<f64>(2, 3), lif(3), linear(4, 2)]).unwrap_err();
    assert_eq!(error.faults()[0].path(), &"2_Linear");
    assert_eq!(
        error.to_string(),
        "2_Linear: expected a layer with 3 inputs, as many as `1_Lif` has outputs, found `Linear` with 4"
    );
    let error = Sequential::new(layers![linear::<f64>(2, 3)]).unwrap().then(lif(2)).unwrap_err();
    assert!(error.to_string().starts_with("1_Lif: expected a layer with 3 inputs"));
    assert_eq!(
        FfwdStack::new((lif::<f64>(2),)).unwrap_err().to_string(),
        "expected at least 2 layers in `FfwdStack`, found 1"
    );
    assert_eq!(
        Residual::new((linear::<f64>(2, 3), lif(3))).unwrap_err().to_string(),
        "expected as many outputs as inputs, found 2 inputs and 3 outputs"
    );
}

#[test]
fn flags_are_those_of_the_first_and_the_last() {
    let flags = |net: &dyn Fn() -> Box<dyn Layer>| (net().spiking_input(), net().spiking_output());
    assert_eq!(flags(&|| Box::new(Sequential::new((linear::<f64>(2, 2), lif(2))).unwrap())), (false, true));
    assert_eq!(flags(&|| Box::new(Sequential::new((exp_syn(2), rate(2))).unwrap())), (true, false));
    assert_eq!(flags(&|| Box::new(FfwdStack::new((exp_syn(2), lif(3))).unwrap())), (true, true));
    assert_eq!(flags(&|| Box::new(Residual::new((exp_syn(2), lif(2))).unwrap())), (true, true));
    let nested = Sequential::new(layers![
        Sequential::new((exp_syn(2), linear(2, 3))).unwrap(),
        Residual::new((linear(3, 3), lif(3))).unwrap(),
    ])
    .unwrap();
    assert!(nested.spiking_input() && nested.spiking_output());
    assert_eq!(nested.shape(), [2, 3]);
    let modules = nested.modules();
    assert_eq!((modules[0].0.as_str(), modules[0].1.shape().to_vec()), ("0_Sequential", vec![2, 3]));
    assert!(modules[1].1.spiking_output());
}

#[test]
fn nested_sequences_compute_as_flat_ones() {
    let input = input(2, 20, 3);
    let mut flat = Sequential::new((linear(3, 4), lif(4), linear(4, 2), exp_syn(2))).unwrap();
    let first = Sequential::new((linear(3, 4), lif(4))).unwrap();
    let second = Sequential::new(layers![linear(4, 2), exp_syn(2)]).unwrap();
    let mut nested = Sequential::new(layers![first, second]).unwrap();
    let (output, record) = nested.evolve_recorded(&input).unwrap();
    assert_eq!(flat.evolve(&input).unwrap(), output);
    assert_eq!(
        record.branches(),
        [
            "0_Sequential.0_Linear_output",
            "0_Sequential.1_Lif.irec",
            "0_Sequential.1_Lif.spikes",
            "0_Sequential.1_Lif.isyn",
            "0_Sequential.1_Lif.vmem",
            "0_Sequential.1_Lif_output",
            "0_Sequential_output",
            "1_Sequential.0_Linear_output",
            "1_Sequential.1_ExpSyn_output",
            "1_Sequential_output",
        ]
    );
    nested.set("0_Sequential.1_Lif.threshold", 0.5).unwrap();
    assert_eq!(nested.parameters().get("0_Sequential.1_Lif.threshold").unwrap().numel(), 1);
    assert!(nested.set("0_Sequential.1_Lif.treshold", 0.5).unwrap_err().to_string().contains("did you mean"));
    nested.check().unwrap();
}

#[test]
fn typed_and_boxed_sequences_compute_the_same() {
    let input = input(3, 25, 3);
    let mut typed = Sequential::new((linear(3, 4), lif(4), rate(4))).unwrap();
    let mut boxed = Sequential::new(layers![linear(3, 4), lif(4), rate(4)]).unwrap();
    assert_eq!(typed.evolve_recorded(&input).unwrap(), boxed.evolve_recorded(&input).unwrap());
    assert_eq!(typed.evolve_all(&input).unwrap(), boxed.evolve_all(&input).unwrap());
    assert_eq!(typed.parameters().to_tree(), boxed.parameters().to_tree());
    assert_eq!(typed.clone(), typed);
    typed.layers_mut().1.threshold.fill(9.0);
    boxed[1].downcast_mut::<Lif>().unwrap().threshold.fill(9.0);
    assert_eq!(typed.evolve(&input).unwrap(), boxed.evolve(&input).unwrap());
    let mut alike = Sequential::new(vec![lif::<f64>(2), lif(2)]).unwrap();
    assert_eq!(alike[1].vmem.len(), 2);
    assert_eq!(alike.evolve(Array2::<f64>::ones((5, 2))).unwrap().dim(), (1, 5, 2));
}

#[test]
fn a_layer_that_is_replaced_by_another_size_is_told() {
    let mut net = Sequential::new(layers![linear(2, 3), lif(3)]).unwrap();
    net[1] = Box::new(lif(4));
    let error = net.evolve(Array2::<f64>::zeros((5, 2))).unwrap_err().to_string();
    assert_eq!(error, "1_Lif: expected an input (T, 4) or (B, T, 4) for `Lif`, found (1, 5, 3)");
    let mut block = Residual::new(layers![linear(2, 2)]).unwrap();
    block[0] = Box::new(linear(2, 1));
    assert!(block.evolve(Array2::<f64>::zeros((5, 2))).is_err());
}

#[test]
fn weights_of_a_stack_are_parameters() {
    let stack = || FfwdStack::builder(layers![lif(3), lif(4), lif(2)]);
    let net = stack().build().unwrap();
    assert_eq!(net.shape(), [3, 2]);
    let weights: Vec<_> = net
        .parameters()
        .weights()
        .iter()
        .map(|leaf| (leaf.path().to_string(), leaf.shape().to_vec()))
        .collect();
    assert_eq!(weights, [("0_1_weight".into(), vec![3, 4]), ("1_2_weight".into(), vec![4, 2])]);
    assert!(net.weights().iter().flatten().all(|&weight| weight == 0.0));

    let given = Array2::from_shape_fn((4, 2), |(i, j)| (i + 2 * j) as f64);
    let mut net = stack().weights(Init(normal(0.0, 1.0))).weight(1, &given).key(Key::new(3)).build().unwrap();
    let drawn = net.weights()[0].clone();
    net.parameters_mut().for_each_array::<f64>(|_, mut array| array.fill(1.0));
    net.reset_parameters();
    assert_eq!((&net.weights()[0], &net.weights()[1]), (&drawn, &given));
    net.reset_parameters_with(Key::new(4));
    assert_ne!(net.weights()[0], drawn);
    assert_eq!(net.weights()[1], given);
    net.set("0_1_weight", Array2::<f64>::ones((3, 4))).unwrap();
    assert!(net.set("0_1_weight", Array2::<f64>::ones((4, 3))).is_err());

    let fixed = stack().weight(0, Constant(Array2::<f64>::ones((3, 4)))).build().unwrap();
    assert_eq!(fixed.parameters().weights().len(), 1);
    assert!(fixed.simulation_parameters().get("0_1_weight").is_some());
    let error = stack().weight(0, &given).weight(1, Array2::zeros((1, 1))).build().unwrap_err();
    assert_eq!(error.faults().len(), 2);
    assert_eq!(error.faults()[0].to_string(), "0_1_weight: expected shape (3, 4), found (4, 2)");
    let error = stack().weight(2, &given).build().unwrap_err().to_string();
    assert_eq!(error, "expected weights for one of the 2 gaps between layers, found index 2");
}

#[test]
fn a_sequence_is_a_submodule_like_any_other() {
    #[derive(Module)]
    #[module(shape = (n_in, n_out), dims(n_hidden))]
    struct Net {
        #[module(shape = (n_in, n_hidden))]
        front: Sequential,
        #[module(shape = (n_hidden, n_out))]
        back: Linear,
        #[module(origin)]
        origin: Origin,
    }

    impl Evolve for Net {
        type Elem = f64;
        fn evolve_with<R: Recorder>(
            &mut self,
            input: Input<'_, f64>,
            recorder: &mut R,
        ) -> Result<Array3<f64>, Error> {
            let hidden = self.front.evolve_at("front", input, recorder)?;
            self.back.evolve_at("back", &hidden, recorder)
        }
    }

    let front = || Sequential::new(layers![linear(2, 4), lif(4)]).unwrap();
    let mut net = Net::builder().front(front()).n_out(3).key(Key::new(1)).build().unwrap();
    assert_eq!((net.shape().to_vec(), net.back.weight.dim()), (vec![2, 3], (4, 3)));
    let (_, record) = net.evolve_recorded(Array2::<f64>::ones((5, 2))).unwrap();
    assert!(record.get("front.1_Lif.vmem").is_some());
    let error = Net::builder().front(front()).back(linear(5, 3)).build().err().unwrap().to_string();
    assert!(error.contains("expected shape"), "{error}");
    net.check().unwrap();
}

#[test]
fn layers_go_to_other_threads() {
    let mut net = Sequential::new(layers![linear(2, 4), lif(4)]).unwrap();
    let output = std::thread::spawn(move || net.evolve(Array2::<f64>::ones((5, 2))).unwrap()).join().unwrap();
    assert_eq!(output.dim(), (1, 5, 4));
}

#[test]
fn a_sequence_without_layers_gives_its_input_back_and_grows() {
    let mut net = Sequential::new(layers![] as Vec<Box<dyn Layer>>).unwrap();
    let input = ndarray::Array2::<f64>::ones((5, 2));
    assert_eq!(net.evolve(&input).unwrap(), ndarray::Array3::<f64>::ones((1, 5, 2)));
    assert!(net.shape().is_empty());
    let mut net = net.then(linear::<f64>(2, 3)).unwrap().then_named("last", lif(3)).unwrap();
    assert_eq!(net.names().collect::<Vec<_>>(), ["0_Linear", "last"]);
    assert_eq!(net.evolve(&input).unwrap().dim(), (1, 5, 3));
    let grown = Sequential::<Vec<Box<dyn Layer>>>::default().then(linear::<f64>(2, 3)).unwrap();
    assert_eq!((grown.shape(), grown.names().len()), ([2, 3].into(), 1));
}

#[test]
fn a_bare_length_is_a_square_lif() {
    let lif = Lif::<f64>::builder().shape(3).build().unwrap();
    assert_eq!((lif.shape(), lif.isyn.dim()), ([3, 3].into(), (3, 1)));
    assert_eq!(Lif::<f64>::builder().n_out(3).build().unwrap().shape(), [3, 3]);
}

#[test]
fn an_array_of_another_rank_is_told_its_rank() {
    let error =
        Linear::<f64>::builder().weight(ndarray::Array3::zeros((2, 3, 4))).build().unwrap_err().to_string();
    assert!(
        error.contains("weight: expected shape (n_in, n_out), found (2, 3, 4) of rank 3, not 2"),
        "{error}"
    );
}

#[test]
fn what_the_memory_does_not_hold_is_told() {
    let huge = [1 << 40, usize::MAX >> 4, usize::MAX];
    for n in huge {
        let error = LifNeuron::<f64>::builder().n(n).build().map(drop).unwrap_err().to_string();
        assert!(error.contains("memory does not suffice"), "{n}: {error}");
        let mut instant = Instant::of(n, |x: f64| x).unwrap();
        let error = instant.evolve(Array2::zeros((10, 1))).map(drop).unwrap_err().to_string();
        assert!(error.contains("the memory does not suffice for an array of shape (1, 10, "), "{n}: {error}");
    }
    // No steps of an input take no memory, and no batches none.
    let mut instant = Instant::of(usize::MAX, |x: f64| x).unwrap();
    assert!(
        instant.evolve(Array3::zeros((0, 4, 1))).is_ok() || instant.evolve(Array3::zeros((1, 1, 1))).is_err()
    );
}
