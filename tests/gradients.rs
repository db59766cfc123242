//! The way back: against finite differences where modules are smooth, and against itself in other forms.
//! The original's numbers are in `golden/gradient.rs`.
#![allow(
    clippy::type_complexity,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, Array3, ArrayD, Axis, Slice, array};
use proptest::prelude::*;
use rockpool_core::prelude::*;
use rockpool_nn::{
    Activation, Back, Checkpoints, Delay, Evolve, ExpSyn, FfwdStack, Float, Gradient, Input, Instant, Layer,
    Lif, LifNeuron, Linear, Rate, Recorder, Residual, Sequential, Surrogate, Way, chain, check_gradient,
    layers,
};

fn waves<F: Float>(dim: (usize, usize, usize), speed: f64) -> Array3<F> {
    let mut at = 0.0;
    Array3::from_shape_simple_fn(dim, || {
        at += speed;
        F::of(f64::sin(at) + 0.4)
    })
}

/// A recurrent net that spikes, of all that has a gradient.
fn spiking<F: Float>(
    n_syn: usize,
) -> Result<Sequential<(Linear<F>, Lif<F>, Linear<F>, LifNeuron<F>, ExpSyn<F>)>, Error> {
    Sequential::new((
        Linear::<F>::builder()
            .shape((3, 4 * n_syn))
            .weight(Init(uniform(0.0, 0.5)))
            .bias(Declared)
            .key(Key::new(1))
            .build()?,
        Lif::<F>::builder()
            .shape((4 * n_syn, 4))
            .w_rec(Init(normal(0.0, 0.2)))
            .tau_mem(Init(uniform(5e-3, 20e-3)))
            .key(Key::new(2))
            .build()?,
        Linear::<F>::builder().shape((4, 2)).weight(Init(uniform(0.0, 0.5))).key(Key::new(3)).build()?,
        LifNeuron::<F>::builder().n(2).build()?,
        ExpSyn::<F>::builder().n(2).build()?,
    ))
}

fn parts<F: Float>(gradient: &Gradient<F>) -> (Vec<F>, Array3<F>) {
    (gradient.as_slice().to_vec(), gradient.of_input().clone())
}

fn assert_near(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    let largest = expected.iter().fold(1e-12_f64, |largest, x| largest.max(x.abs()));
    for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!((found - expected).abs() <= tolerance * largest, "{index}: {found} instead of {expected}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Law 11, where functions are smooth.
    #[test]
    fn a_gradient_equals_finite_differences(
        seed in 0_u64..1000, n in 1_usize..4, batches in 1_usize..3, steps in 1_usize..12, has_columns: bool
    ) {
        let columns = if has_columns { n } else { 1 };
        let input = waves::<f64>((batches, steps, columns), 0.7 + seed as f64 / 1000.0);
        let key = Key::new(seed);
        let rate = |act_fn| Rate::builder().n(n).tau(Init(uniform(5e-3, 30e-3))).act_fn(act_fn).w_rec(Declared)
            .bias(Init(normal(0.0, 0.3))).threshold(Init(normal(0.0, 0.3))).key(key);
        let soft = Activation::differentiable(
            |x: f64, t| (1.0 + (x - t).exp()).ln(),
            |x, t| { let slope = 1.0 / (1.0 + (t - x).exp()); [slope, -slope] },
        );
        for act_fn in [Activation::Tanh, Activation::Sigmoid, soft] {
            let mut rate = rate(act_fn).build()?;
            rate.x.fill(0.3);
            check_gradient(&mut rate, &input)?;
        }
        let mut synapses = ExpSyn::builder().n(n).tau(Init(uniform(2e-3, 30e-3))).key(key).build()?;
        synapses.isyn.fill(0.7);
        check_gradient(&mut synapses, &input)?;
        let mut forgetting = ExpSyn::builder().n(n).tau(0.01).max_window_length(4).build()?;
        forgetting.isyn.fill(0.7);
        check_gradient(&mut forgetting, &input)?;
        let mut delay = Delay::builder().n(n).delay(Init(uniform(0.0, 5e-3))).key(key).build()?;
        check_gradient(&mut delay, &input)?;
        let mut square = Instant::differentiable(n, |x: f64| x * x, |x| 2.0 * x)?;
        check_gradient(&mut square, &input)?;
        let linear = |n_in, n_out| Linear::builder().shape((n_in, n_out)).bias(Declared).key(key).build();
        check_gradient(&mut linear(columns, 3)?, &input)?;

        let tanh = |n| Instant::differentiable(n, f64::tanh, |x| 1.0 - x.tanh().powi(2));
        let smooth = |n| ExpSyn::builder().n(n).tau(Init(uniform(2e-3, 30e-3))).key(key).build();
        let block = Residual::new(layers![linear(3, 3)?, tanh(3)?, smooth(3)?])?;
        let stack = FfwdStack::builder((tanh(3)?, smooth(2)?, tanh(4)?)).weights(Init(kaiming())).key(key).build()?;
        let mut net = Sequential::new((linear(columns, 3)?, block, Box::new(stack) as Box<dyn Layer>))?;
        check_gradient(&mut net, &input)?;
    }

    /// Cut at a step, the way back is that of two evolutions of which the second begins anew.
    #[test]
    fn a_cut_leaves_out_what_passes_it(steps in 2_usize..30, every in 1_usize..12, n_syn in 1_usize..3) {
        let input = waves::<f64>((1, steps, 3), 0.9);
        let of_output = waves::<f64>((1, steps, 2), 1.3);
        let mut net = spiking::<f64>(n_syn)?;
        let (_, tape) = net.evolve_taped(&input)?;
        let cut = net.back_by(&Way::new().cut_every(every), &tape, &of_output)?;

        net.reset_state();
        let mut sum = vec![0.0; cut.as_slice().len()];
        let mut of_input = Vec::new();
        for start in (0..steps).step_by(every) {
            let piece = Slice::from(start..steps.min(start + every));
            let (_, tape) = net.evolve_taped(input.slice_axis(Axis(1), piece))?;
            let gradient = net.back(&tape, of_output.slice_axis(Axis(1), piece))?;
            sum.iter_mut().zip(gradient.as_slice()).for_each(|(sum, part)| *sum += part);
            of_input.extend(gradient.of_input().iter().copied());
        }
        assert_near(cut.as_slice(), &sum, 1e-12);
        assert_near(cut.of_input().as_slice().unwrap(), &of_input, 1e-12);
    }

    /// Checkpoints give what a tape gives.
    #[test]
    fn checkpoints_change_nothing(steps in 0_usize..40, every in 0_usize..50, batches in 1_usize..4, n_syn in 1_usize..3) {
        let input = waves::<f64>((batches, steps, 3), 0.9);
        let of_output = waves::<f64>((batches, steps, 2), 1.3);
        let mut net = spiking::<f64>(n_syn)?;
        net.evolve(waves((1, 5, 3), 0.5))?;
        let start = net.state().to_tree();
        let (output, tape) = net.evolve_taped(&input)?;
        let last = net.state().to_tree();
        let gradient = net.back_by(&Way::new().with_states(), &tape, &of_output)?;

        net.set_attributes(&start)?;
        let (same, checkpoints) = Checkpoints::every(every, &mut net, &input)?;
        prop_assert_eq!(&same, &output);
        prop_assert_eq!(&net.state().to_tree(), &last);
        let again = checkpoints.back(&mut net, &of_output)?;
        prop_assert_eq!(&net.state().to_tree(), &last);
        assert_near(again.as_slice(), gradient.as_slice(), 1e-12);
        assert_near(again.of_input().as_slice().unwrap(), gradient.of_input().as_slice().unwrap(), 1e-12);
        for path in ["1_Lif.vmem", "1_Lif.isyn", "1_Lif.spikes", "3_LifNeuron.vmem", "4_ExpSyn.isyn"] {
            let (again, gradient) = (again.of_state(path).unwrap(), gradient.of_state(path).unwrap());
            assert_near(again.as_slice().unwrap(), gradient.as_slice().unwrap(), 1e-12);
        }
    }
}

/// The state of the start is one input more: what a first step does to it has the gradient of a second.
#[test]
fn the_gradient_of_the_start_is_that_of_the_steps_before() {
    let input = waves::<f64>((1, 20, 3), 0.9);
    let mut of_output = waves::<f64>((1, 20, 2), 1.3);
    of_output.slice_axis_mut(Axis(1), Slice::from(..7)).fill(0.0);
    let mut net = spiking::<f64>(2).unwrap();
    let (_, tape) = net.evolve_taped(&input).unwrap();
    let whole = net.back(&tape, &of_output).unwrap();

    net.reset_state();
    let (_, checkpoints) = Checkpoints::every(7, &mut net, &input).unwrap();
    let pieces = checkpoints.back(&mut net, &of_output).unwrap();
    assert_near(pieces.of_input().as_slice().unwrap(), whole.of_input().as_slice().unwrap(), 1e-12);
    assert!(whole.of_input().iter().take(3 * 7).any(|&of_x| of_x != 0.0));
}

#[test]
fn a_taped_run_is_a_run_and_threads_change_no_number() {
    fn of_all<F: Float>() -> (Array3<F>, Vec<F>, Array3<F>) {
        let mut net = Sequential::new((
            Linear::<F>::builder()
                .shape((20, 70))
                .weight(Init(normal(0.0, 0.4)))
                .key(Key::new(1))
                .build()
                .unwrap(),
            Lif::<F>::builder()
                .shape((70, 70))
                .w_rec(Init(normal(0.0, 0.05)))
                .key(Key::new(2))
                .build()
                .unwrap(),
            LifNeuron::<F>::builder().n(70).build().unwrap(),
            Rate::<F>::builder().n(70).w_rec(Declared).key(Key::new(3)).build().unwrap(),
            ExpSyn::<F>::builder().n(70).build().unwrap(),
        ))
        .unwrap();
        let input = waves::<F>((9, 50, 20), 0.9);
        let plain = net.evolve(&input).unwrap();
        let state = net.state().to_tree();
        net.reset_state();
        let (output, tape) = net.evolve_taped(&input).unwrap();
        assert_eq!(output, plain);
        assert_eq!(net.state().to_tree(), state);
        let (of_parameters, of_input) = parts(&net.back(&tape, waves::<F>((9, 50, 70), 1.3)).unwrap());
        assert!(of_parameters.iter().any(|&of_p| of_p != F::zero()));
        (output, of_parameters, of_input)
    }
    fn with<F: Float>(threads: usize) -> (Array3<F>, Vec<F>, Array3<F>) {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(of_all::<F>)
    }
    let (one_single, one_double) = (with::<f32>(1), with::<f64>(1));
    for threads in [2, 3, 8] {
        assert!(with::<f32>(threads) == one_single);
        assert!(with::<f64>(threads) == one_double);
    }
    let near: Vec<f64> = one_single.1.iter().map(|&x| f64::from(x)).collect();
    let spikes_agree = one_single.0.iter().zip(&one_double.0).all(|(&a, &b)| (f64::from(a) - b).abs() < 1e-3);
    if spikes_agree {
        assert_near(&near, &one_double.1, 1e-3);
    }
}

/// One sample whose recurrent weights are many: in each step back, threads have a part of the neurons each.
#[test]
fn threads_change_no_number_of_one_sample_with_many_weights() {
    fn of_all<F: Float>() -> (Vec<F>, Vec<F>, Option<Vec<F>>) {
        let mut lif = Lif::<F>::builder()
            .shape((370, 370))
            .w_rec(Init(normal(0.0, 0.05)))
            .key(Key::new(2))
            .build()
            .unwrap();
        let input = waves::<F>((1, 40, 370), 0.9);
        let (output, tape) = lif.evolve_taped(&input).unwrap();
        assert!(output.iter().filter(|&&s| s != F::zero()).count() > 1_000);
        let gradient = lif.back_by(&Way::new().with_states(), &tape, waves::<F>((1, 40, 370), 1.3)).unwrap();
        let (of_parameters, of_input) = parts(&gradient);
        let of_spikes = gradient.of_state("spikes").map(|of_spikes| of_spikes.iter().copied().collect());
        (of_parameters, of_input.into_raw_vec_and_offset().0, of_spikes)
    }
    fn with<F: Float>(threads: usize) -> (Vec<F>, Vec<F>, Option<Vec<F>>) {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(of_all::<F>)
    }
    let (one_single, one_double) = (with::<f32>(1), with::<f64>(1));
    assert!(one_double.2.as_ref().is_some_and(|of_spikes| of_spikes.iter().any(|&x| x != 0.0)));
    for threads in [2, 3, 8] {
        assert!(with::<f32>(threads) == one_single);
        assert!(with::<f64>(threads) == one_double);
    }
}

/// `LifNeuron` by its equations, with any slope.
#[test]
fn neurons_without_synapses_go_back_by_their_equations() {
    let (steps, n) = (30, 3);
    let slope = |v: f64, th: f64| (1.0 + (v / th - 1.0).abs()).powi(-2) / th;
    let mut lif = LifNeuron::builder()
        .n(n)
        .tau_mem(array![5e-3, 10e-3, 30e-3])
        .bias(array![0.1, 0.0, -0.1])
        .threshold(array![0.5, 1.0, 1.5])
        .surrogate(Surrogate::function(slope))
        .build()
        .unwrap();
    let input = waves::<f64>((1, steps, n), 0.9);
    let of_output = waves::<f64>((1, steps, n), 1.3);
    let (output, record) = lif.clone().evolve_recorded(&input).unwrap();
    let (_, tape) = lif.evolve_taped(&input).unwrap();
    let gradient = lif.back_by(&Way::new().with_states(), &tape, &of_output).unwrap();
    let vmem = record.get("vmem").unwrap().array::<f64>().unwrap().to_owned();
    for neuron in 0..n {
        let (th, tau, dt) = (lif.threshold[[neuron]], lif.tau_mem[[neuron]], lif.dt);
        let alpha = (-dt / tau).exp();
        let [mut of_vmem, mut of_tau, mut of_bias, mut of_th] = [0.0; 4];
        for t in (0..steps).rev() {
            let s = output[[0, t, neuron]];
            let v = vmem[[0, t, neuron]] + s * th;
            let of_s = of_output[[0, t, neuron]] - of_vmem * th;
            let of_v = of_vmem + of_s * slope(v, th);
            of_th += -s * of_vmem - of_s * slope(v, th) * v / th;
            of_bias += of_v;
            let before = if t > 0 { vmem[[0, t - 1, neuron]] } else { 0.0 };
            of_tau += of_v * before * alpha * dt / (tau * tau);
            assert_near(&[gradient.of_input()[[0, t, neuron]]], &[of_v], 1e-12);
            of_vmem = of_v * alpha;
        }
        let found = ["tau_mem", "bias", "threshold"].map(|name| gradient.get(name).unwrap()[[neuron]]);
        assert_near(&found, &[of_tau, of_bias, of_th], 1e-11);
        assert_near(&[gradient.of_state("vmem").unwrap()[[neuron]]], &[of_vmem], 1e-12);
    }
}

#[test]
fn the_slopes_are_what_their_docs_say() {
    let slopes = |surrogate: Surrogate<f64>| [0.4, 1.0, 1.5, 3.2].map(|v| surrogate.slope(v, 2.0, 0.5));
    assert_eq!(slopes(Surrogate::StepPwl), [0.0, 0.0, 0.5, 0.5]);
    let exponential = |from_middle: f64| (-from_middle.abs() / 0.5).exp() / 2.0;
    assert_near(&slopes(Surrogate::PeriodicExponential), &[-1.6, -1.0, -0.5, -0.8].map(exponential), 1e-14);
    assert_near(&slopes(Surrogate::Triangle), &[0.0, 0.0, 0.25, 0.0], 1e-14);
    for (surrogate, at_threshold) in [
        (Surrogate::<f64>::Triangle, 0.5),
        (Surrogate::FastSigmoid, 0.5),
        (Surrogate::Sigmoid, 0.25),
        (Surrogate::ATan, 1.0),
    ] {
        let [below, above] = [1.8, 2.2].map(|v| surrogate.slope(v, 2.0, 0.5));
        assert!((below - above).abs() < 1e-12 && below < at_threshold);
        assert!((surrogate.slope(2.0, 2.0, 0.5) - at_threshold).abs() < 1e-12, "{surrogate:?}");
    }
}

#[test]
fn values_that_units_share_are_summed_up_and_constants_have_no_entry() {
    let lif = || Lif::builder().shape((6, 3)).w_rec(Init(normal(0.0, 0.3))).key(Key::new(1));
    let each = |mut lif: Lif| {
        let (output, tape) = lif.evolve_taped(waves::<f64>((2, 30, 6), 0.9)).unwrap();
        lif.back(&tape, &output).unwrap()
    };
    let whole = |lif: &Gradient<f64>, path: &str| lif.get(path).unwrap().to_owned();
    let spread = each(
        lif()
            .tau_mem(array![0.01, 0.01, 0.01])
            .tau_syn(Array2::from_elem((3, 2), 0.02))
            .threshold(array![1., 1., 1.])
            .build()
            .unwrap(),
    );
    let shared = each(lif().tau_mem(0.01).tau_syn(array![0.02, 0.02]).threshold(1.0).build().unwrap());
    assert_near(&[whole(&shared, "tau_mem").sum()], &[whole(&spread, "tau_mem").sum()], 1e-12);
    assert_near(&[whole(&shared, "threshold").sum()], &[whole(&spread, "threshold").sum()], 1e-12);
    let columns = whole(&spread, "tau_syn").sum_axis(Axis(0));
    assert_near(whole(&shared, "tau_syn").as_slice().unwrap(), columns.as_slice().unwrap(), 1e-12);

    let one = each(lif().tau_mem(0.01).tau_syn(0.02).threshold(1.0).build().unwrap());
    assert_eq!(one.get("tau_syn").unwrap().ndim(), 0);
    assert_near(&[whole(&one, "tau_syn").sum()], &[whole(&spread, "tau_syn").sum()], 1e-12);

    let constant =
        each(lif().tau_mem(Constant(0.01)).tau_syn(Constant(0.02)).threshold(1.0).build().unwrap());
    assert!(constant.get("tau_mem").is_none() && constant.get("tau_syn").is_none());
    assert_eq!(constant.get("bias"), one.get("bias"));
    assert_eq!(constant.of_input(), one.of_input());
    let paths: Vec<_> = constant.layout().entries().iter().map(|entry| entry.path().to_owned()).collect();
    assert_eq!(paths, ["w_rec", "bias", "threshold"]);
}

#[test]
fn a_single_column_that_all_hear_has_the_sum_of_their_gradients() {
    let mut lif = Lif::builder().shape((4, 2)).tau_syn(array![0.002, 0.02]).build().unwrap();
    let column = waves::<f64>((2, 30, 1), 0.9);
    let wide = column.broadcast((2, 30, 4)).unwrap().to_owned();
    let (output, tape) = lif.evolve_taped(&column).unwrap();
    let narrow = lif.back(&tape, &output).unwrap();
    lif.reset_state();
    let (output, tape) = lif.evolve_taped(&wide).unwrap();
    let wide = lif.back(&tape, &output).unwrap();
    assert_eq!(narrow.as_slice(), wide.as_slice());
    let sums = wide.of_input().sum_axis(Axis(2));
    assert_near(narrow.of_input().as_slice().unwrap(), sums.as_slice().unwrap(), 1e-12);
}

/// A net of one's own, whose layers are fields.
#[derive(Module, Clone)]
#[module(shape = (n_in, n_out), dims(n_hidden))]
struct Net<F: Float> {
    #[module(shape = (n_in, n_hidden))]
    project: Linear<F>,
    #[module(shape = (n_hidden, n_hidden))]
    hidden: Lif<F>,
    #[module(shape = (n_hidden, n_out))]
    readout: Linear<F>,
    #[module(origin)]
    origin: Origin,
}
chain!([F: Float] Net<F>: F = project, hidden, readout);

#[derive(Module)]
struct Pair<A: Evolve<Elem = f64>>(#[module] A, #[module] Option<Net<f64>>, #[module] ExpSyn);

impl<A: Evolve<Elem = f64>> Evolve for Pair<A> {
    type Elem = f64;
    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, f64>,
        recorder: &mut R,
    ) -> Result<Array3<f64>, Error> {
        let mut output = self.0.evolve_at("0", input, recorder)?;
        if let Some(net) = &mut self.1 {
            // The same layer twice.
            output = net.evolve_at("1", output, recorder)?;
            output = net.evolve_at("1", output, recorder)?;
        }
        self.2.evolve_at("2", output, recorder)
    }
    fn back_with(
        &self,
        of_output: Array3<f64>,
        back: &mut rockpool_nn::Back<'_, f64>,
    ) -> Result<Array3<f64>, Error> {
        let mut of = self.2.back_at("2", of_output, back)?;
        if let Some(net) = &self.1 {
            of = net.back_at("1", of, back)?;
            of = net.back_at("1", of, back)?;
        }
        self.0.back_at("0", of, back)
    }
}

#[test]
fn a_struct_of_layers_is_the_same_as_the_layers_in_a_row() {
    let mut net = Net::<f64>::builder().shape((3, 2)).n_hidden(5).key(Key::new(4)).build().unwrap();
    net.project.weight.mapv_inplace(f64::abs);
    let Net { project, hidden, readout, .. } = net.clone();
    let mut row =
        Sequential::named(["project", "hidden", "readout"], layers![project, hidden, readout]).unwrap();
    let input = waves::<f64>((2, 25, 3), 0.9);
    let (output, tape) = net.evolve_taped(&input).unwrap();
    let (same, same_tape) = row.evolve_taped(&input).unwrap();
    assert_eq!(output, same);
    assert!(net.hidden.vmem.iter().any(|&v| v != 0.0));
    let of_output = waves::<f64>((2, 25, 2), 1.3);
    assert_eq!(
        parts(&net.back(&tape, &of_output).unwrap()),
        parts(&row.back(&same_tape, &of_output).unwrap())
    );

    let tanh = || Instant::differentiable(2, f64::tanh, |x| 1.0 - x.tanh().powi(2)).unwrap();
    let linear = Linear::builder().shape((2, 2)).key(Key::new(3)).build().unwrap();
    let synapses = ExpSyn::builder().n(2).build().unwrap();
    let mut pair = Pair(Sequential::new((linear, tanh())).unwrap(), None, synapses);
    check_gradient(&mut pair, waves::<f64>((2, 10, 2), 0.8)).unwrap();
}

#[test]
fn what_has_no_way_back_says_so() {
    #[derive(Module)]
    struct Silent;
    impl Evolve for Silent {
        type Elem = f64;
        fn evolve_with<R: Recorder>(
            &mut self,
            input: Input<'_, f64>,
            _: &mut R,
        ) -> Result<Array3<f64>, Error> {
            Ok(input.frames("Silent", 2)?.into_owned())
        }
    }
    let told = |net: &mut dyn FnMut() -> Result<(), Error>| net().unwrap_err().to_string();
    let input = waves::<f64>((1, 5, 2), 0.9);
    let back = |net: &mut Box<dyn Layer>| {
        let (output, tape) = net.evolve_taped(&input).unwrap();
        net.back(&tape, &output).map(drop)
    };
    let mut silent: Box<dyn Layer> = Box::new(Silent);
    assert_eq!(
        told(&mut || back(&mut silent)),
        "`Silent` has no way back; implement `Evolve::back_with` for it, or name its layers by `chain!`"
    );
    let square = Instant::of(2, |x: f64| x * x).unwrap();
    let mut nested: Box<dyn Layer> = Box::new(Sequential::new(layers![square]).unwrap());
    assert_eq!(
        told(&mut || back(&mut nested)),
        "0_Instant: the function has no derivative; give one by `Instant::differentiable`"
    );
    let act_fn = Activation::function(|x: f64, _| x);
    let mut rate: Box<dyn Layer> = Box::new(Rate::builder().n(2).act_fn(act_fn).build().unwrap());
    assert_eq!(
        told(&mut || back(&mut rate)),
        "the activation function has no derivative; give one by `Activation::differentiable`"
    );

    let mut linear = Linear::builder().shape((2, 2)).build().unwrap();
    let (output, tape) = linear.evolve_taped(&input).unwrap();
    let lif = Lif::builder().shape((2, 2)).build().unwrap();
    assert!(
        lif.back(&tape, &output).unwrap_err().to_string().starts_with("the tape holds something else here")
    );
    let wider = Linear::builder().shape((3, 2)).build().unwrap();
    assert!(wider.back(&tape, &output).is_err());
    let error = linear.back(&tape, Array2::<f64>::zeros((4, 2))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected the gradient of an output of shape (1, 5, 2), found one of shape (4, 2)"
    );
    assert_eq!(linear.back(&tape, output.index_axis(Axis(0), 0)).unwrap().as_slice().len(), 4);

    let mut lif = Lif::builder().shape((2, 2)).noise_std(1.0).key(Key::new(1)).build().unwrap();
    let two = waves::<f64>((2, 5, 2), 0.9);
    assert!(Checkpoints::every(2, &mut lif, &two).is_err());
    let (output, tape) = lif.evolve_taped(&two).unwrap();
    assert_eq!(lif.back(&tape, &output).unwrap().of_input().dim(), (2, 5, 2));
}

#[test]
fn a_wrong_gradient_is_found() {
    #[derive(Module)]
    struct Wrong {
        #[parameter(init = ones())]
        gain: f64,
    }
    impl Evolve for Wrong {
        type Elem = f64;
        fn evolve_with<R: Recorder>(
            &mut self,
            input: Input<'_, f64>,
            recorder: &mut R,
        ) -> Result<Array3<f64>, Error> {
            let x = input.frames("Wrong", 2)?.into_owned();
            recorder.tape(|| x.clone());
            Ok(x * self.gain)
        }
        fn back_with(
            &self,
            of_output: Array3<f64>,
            back: &mut rockpool_nn::Back<'_, f64>,
        ) -> Result<Array3<f64>, Error> {
            let x = back.take::<Array3<f64>>()?;
            if let Some(mut of_gain) = back.parameter("gain") {
                of_gain += 2.0 * (&*x * &of_output).sum();
            }
            Ok(of_output * self.gain)
        }
    }
    let mut wrong = Wrong { gain: 0.5 };
    let error = check_gradient(&mut wrong, waves::<f64>((1, 4, 2), 0.9)).unwrap_err();
    assert!(error.to_string().contains("element 0 of the gradient of `gain`"), "{error}");
    assert_eq!(wrong.gain, 0.5);
}

#[test]
fn empty_inputs_have_empty_gradients() {
    for (batches, steps) in [(0, 0), (2, 0), (0, 5)] {
        let mut net = spiking::<f64>(2).unwrap();
        let (output, tape) = net.evolve_taped(Array3::zeros((batches, steps, 3))).unwrap();
        let gradient = net.back_by(&Way::new().with_states().cut_every(1), &tape, &output).unwrap();
        assert_eq!(gradient.of_input().dim(), (batches, steps, 3));
        assert!(gradient.as_slice().iter().all(|&of_p| of_p == 0.0));
        let states: Array1<f64> = gradient.of_state("1_Lif.vmem").unwrap().into_dimensionality().unwrap();
        assert_eq!(states, Array1::<f64>::zeros(4));
    }
    let _: ArrayD<f64> = ArrayD::zeros(vec![0]);
}

#[test]
fn delays_pass_nothing_over_a_cut() {
    let delay = Delay::builder().delay(array![2e-3, 0.0]).build().unwrap();
    let of_output = waves::<f64>((2, 7, 2), 0.9);
    let (_, tape) = delay.clone().evolve_taped(waves::<f64>((2, 7, 2), 0.3)).unwrap();
    let gradient = delay.back_by(&Way::new().cut_every(3), &tape, &of_output).unwrap();
    for step in 0..7 {
        let out = step + 2;
        let passes = out < 7 && out / 3 == step / 3;
        for batch in 0..2 {
            let expected = if passes { of_output[[batch, out, 0]] } else { 0.0 };
            assert_eq!(gradient.of_input()[[batch, step, 0]], expected);
            assert_eq!(gradient.of_input()[[batch, step, 1]], of_output[[batch, step, 1]]);
        }
    }
}

/// Two populations that feed each other, one step at a time: both run once a step.
#[derive(Module, Clone)]
#[module(shape = (n_in, n_out))]
struct Coupled<F: Float> {
    #[module(shape = (n_in, n_out))]
    project: Linear<F>,
    #[module(shape = n_out, init = Rate::<F>::builder().w_rec(Declared).act_fn(Activation::Tanh))]
    one: Rate<F>,
    #[module(shape = n_out)]
    other: ExpSyn<F>,
    #[module(origin)]
    origin: Origin,
}

impl<F: Float> Evolve for Coupled<F> {
    type Elem = F;
    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        let input = self.project.evolve_at("project", input, recorder)?;
        let mut output = Array3::zeros(input.dim());
        let mut heard = Array3::zeros((input.dim().0, 1, input.dim().2));
        for (step, mut slot) in output.axis_chunks_iter_mut(Axis(1), 1).enumerate() {
            let frame = &input.slice_axis(Axis(1), Slice::from(step..=step)) + &heard;
            let active = self.one.evolve_at("one", frame, recorder)?;
            heard = self.other.evolve_at("other", active.clone(), recorder)?;
            slot.assign(&active);
        }
        recorder.tape(|| output.dim());
        Ok(output)
    }
    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        let (batches, steps, n) = *back.take::<(usize, usize, usize)>()?;
        let mut of_input = Array3::zeros((batches, steps, n));
        let mut of_heard = Array3::zeros((batches, 1, n));
        for step in (0..steps).rev() {
            let of_active = self.other.back_at("other", of_heard, back)?;
            let of_step = of_output.slice_axis(Axis(1), Slice::from(step..=step));
            of_heard = self.one.back_at("one", of_active + of_step, back)?;
            of_input.slice_axis_mut(Axis(1), Slice::from(step..=step)).assign(&of_heard);
        }
        self.project.back_at("project", of_input, back)
    }
}

#[test]
fn modules_that_run_step_by_step_go_back_through_their_states_as_well() {
    let mut pair = Coupled::<f64>::builder().shape((2, 3)).key(Key::new(1)).build().unwrap();
    for batches in [1, 3] {
        let input = waves((batches, 7, 2), 0.7);
        // Each step of each batch but the first begins, by `evolve`, with the state of batch 0.
        check_gradient(&mut pair, &input).unwrap();
        // Whether the gradient of the start is asked for changes no other.
        let (output, tape) = pair.evolve_taped(&input).unwrap();
        let of_output = waves(output.dim(), 1.3);
        let gradient = pair.back(&tape, &of_output).unwrap();
        let with_states = pair.back_by(&Way::new().with_states(), &tape, &of_output).unwrap();
        assert_eq!(parts(&gradient), parts(&with_states));
        assert!(gradient.of_state("one.x").is_none() && with_states.of_state("one.x").is_some());
    }
}

#[test]
fn a_module_that_runs_twice_in_a_chain_has_one_gradient() {
    #[derive(Module)]
    struct Twice(#[module] Rate, #[module] ExpSyn);
    chain!(Twice: f64 = 0, 1, 0, 1);
    let rate = Rate::builder().n(3).act_fn(Activation::Tanh).w_rec(Declared).key(Key::new(1));
    let mut twice = Twice(rate.build().unwrap(), ExpSyn::builder().n(3).build().unwrap());
    for batches in [1, 2] {
        check_gradient(&mut twice, waves((batches, 9, 3), 0.7)).unwrap();
    }
}
