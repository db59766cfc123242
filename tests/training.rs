//! Steps down gradients, and the losses they come from.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "../examples/train_vowels/net.rs"]
#[allow(dead_code, reason = "the example uses it all")]
mod net;

use ndarray::{Array1, Array2, Array3, array};
use net::{Net, net};
use proptest::prelude::*;
use rockpool_core::prelude::*;
use rockpool_nn::loss::{
    Activity, Loss, bounds_cost, cross_entropy, make_bounds, mean_square, rates_above, rates_below,
    spike_counts, summed_exp_boundary_loss,
};
use rockpool_nn::optimise::{Adam, Descent, Optimiser, Schedule, Sgd};
use rockpool_nn::{Evolve, Lif, Surrogate};

fn waves(dim: (usize, usize, usize), speed: f32) -> Array3<f32> {
    let mut at = 0.0;
    Array3::from_shape_simple_fn(dim, || {
        at += speed;
        f32::sin(at) + 0.4
    })
}

fn small() -> Net<f32> {
    let mut net = net::<f32>(3, 5, 2, 7).unwrap();
    net.parameters_mut().weights().for_each_array::<f32>(|_, mut weights| weights *= 20.0);
    net
}

/// The gradient of one run from the start, and its loss.
fn learn(net: &mut Net<f32>) -> (Vec<f32>, f32) {
    net.reset_state();
    let (output, tape) = net.evolve_taped(waves((2, 25, 3), 0.7)).unwrap();
    let loss = mean_square(&output, waves((2, 25, 2), 1.3)).unwrap();
    (net.back(&tape, loss.of_output()).unwrap().into_vec(), loss.value())
}

#[test]
fn training_lowers_the_loss_moves_all_parameters_within_bounds_and_no_constant() {
    let mut net = small();
    let before = net.clone();
    let mut descent = Descent::adam(&net, 0.05).unwrap().relative(&net).unwrap();
    let mut losses = Vec::new();
    for _ in 0..60 {
        let (gradient, loss) = learn(&mut net);
        losses.push(loss);
        descent.step(&mut net, &gradient).unwrap();
    }
    assert!(losses[59] < 0.9 * losses[0], "{} is not far below {}", losses[59], losses[0]);
    for (before, after) in before.parameters().iter().zip(net.parameters().iter()) {
        assert_ne!(before.slice::<f32>(), after.slice::<f32>(), "{}", before.path());
    }
    assert_eq!(before.hidden.w_rec, net.hidden.w_rec);
    net.check().unwrap();
}

#[test]
fn a_step_that_leads_beyond_the_bounds_ends_on_them_or_short_of_them() {
    let mut net = small();
    let gradient = vec![1.0_f32; net.parameters().flat::<f32>().unwrap().len()];
    let mut transformed = net.clone();
    Descent::adam(&net, 10.0).unwrap().step(&mut net, &gradient).unwrap();
    let bounded = net.hidden.tau_mem.iter().chain(&net.hidden.tau_syn).chain(&net.hidden.threshold);
    bounded.for_each(|value| assert!((value - 1e-6).abs() < 1e-12, "{value} is no bound"));

    Descent::adam(&transformed, 0.5).unwrap().transformed().step(&mut transformed, &gradient).unwrap();
    // A step of 0.5 on the logarithm of how far it is above the bound.
    let expected = 1e-6 + (5e-3 - 1e-6) * (-0.5_f32).exp();
    transformed.hidden.tau_mem.iter().for_each(|tau| assert!((tau - expected).abs() < 1e-8, "{tau}"));
    transformed.check().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the gradient, a transformed parameter stays between its bounds, on them included.
    #[test]
    fn transforms_keep_bounds(start in 0.0_f64..=1.0, gradients in prop::collection::vec(-1e3_f64..1e3, 1..20)) {
        #[derive(Module)]
        struct Bounded {
            #[parameter(init = 0.5, bounds = 0.0..=1.0)]
            both: f64,
            #[parameter(init = 0.5, bounds = ..=1.0)]
            below: f64,
            #[parameter(init = 0.5, bounds = 0.0..)]
            above: f64,
            #[parameter(init = 0.5)]
            free: f64,
        }
        let mut module = Bounded { both: start, below: start, above: start, free: start };
        let mut descent = Descent::sgd(&module, 0.1, 0.5)?.transformed();
        for gradient in gradients {
            descent.step(&mut module, &[gradient; 4])?;
            module.check()?;
        }
    }
}

#[test]
fn what_is_held_does_not_move() {
    let mut net = small();
    let before = net.clone();
    let mut descent = Descent::adam(&net, 0.05)
        .unwrap()
        .hold("readout.weight")
        .unwrap()
        .hold_where("project.weight", |index| index % 2 == 0)
        .unwrap()
        .family_rate(&net, "taus", 0.0)
        .unwrap()
        .transformed();
    for _ in 0..3 {
        let (gradient, _) = learn(&mut net);
        descent.step(&mut net, &gradient).unwrap();
    }
    assert_eq!(net.readout.weight, before.readout.weight);
    assert_eq!(net.hidden.tau_mem, before.hidden.tau_mem);
    let weights = net.project.weight.iter().zip(&before.project.weight);
    let moved: Vec<bool> = weights.map(|(after, before)| after != before).collect();
    assert!(moved.iter().enumerate().all(|(index, &moved)| !moved || index % 2 == 1));
    assert!(moved.contains(&true));
    assert!(Descent::<f32, Adam<f32>>::adam(&net, 0.1).unwrap().hold("hidden.w_rec").is_err());
    assert!(Descent::<f32, Adam<f32>>::adam(&net, 0.1).unwrap().family_rate(&net, "tau", 0.1).is_err());
}

#[test]
fn an_optimiser_that_was_saved_goes_on_to_the_bit() {
    fn goes_on<O: Optimiser<f32> + Clone + PartialEq>(make: impl Fn(&Net<f32>) -> Descent<f32, O>) {
        ["json", "npz", "safetensors"].into_iter().for_each(|format| goes_on_in(format, &make));
    }
    fn goes_on_in<O: Optimiser<f32> + Clone + PartialEq>(
        format: &str,
        make: impl Fn(&Net<f32>) -> Descent<f32, O>,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let [of_net, of_steps] = ["net", "steps"].map(|name| folder.path().join(format!("{name}.{format}")));
        let mut net = small();
        let mut descent = make(&net);
        let steps = |descent: &mut Descent<f32, O>, net: &mut Net<f32>| {
            for _ in 0..5 {
                let (gradient, _) = learn(net);
                descent.step(net, &gradient).unwrap();
            }
        };
        steps(&mut descent, &mut net);
        rockpool_io::save(&net, &of_net).unwrap();
        // It has no parameters: what is saved without further ado would be nothing.
        let error = rockpool_io::save(&descent.optimiser, &of_steps).unwrap_err().to_string();
        assert!(error.contains("states would be lost") && error.contains("`Options::all()`"), "{error}");
        assert!(!of_steps.exists());
        let options = rockpool_io::Options::all();
        options.save(&descent.optimiser, &of_steps).unwrap();
        steps(&mut descent, &mut net);

        let mut again = small();
        let mut other = make(&again);
        rockpool_io::load(&mut again, &of_net).unwrap();
        options.load(&mut other.optimiser, &of_steps).unwrap();
        steps(&mut other, &mut again);
        assert!(other.optimiser == descent.optimiser, "{format}");
        let vector = |net: &Net<f32>| net.parameters().flat::<f32>().unwrap().to_vec();
        assert_eq!(vector(&again), vector(&net), "{format}");
    }
    goes_on(|net| Descent::adam(net, 0.02).unwrap().schedule(Schedule::Cosine { steps: 20 }));
    goes_on(|net| Descent::sgd(net, 0.002, 0.9).unwrap().clip_norm(1.0).transformed());
}

#[test]
fn steps_are_those_of_their_equations() {
    let gradients = [[0.5, -2.0], [0.25, 0.0], [-1.0, 3.0]];
    let rates = [0.1, 0.01];
    let mut sgd = Sgd::builder().n(2).momentum(0.9).weight_decay(0.1).build().unwrap();
    let mut adam = Adam::builder().n(2).weight_decay(0.1).build().unwrap();
    let (mut by_sgd, mut by_adam) = ([1.0, 2.0], [1.0, 2.0]);
    for gradient in &gradients {
        sgd.advance(&mut by_sgd, gradient, &rates).unwrap();
        adam.advance(&mut by_adam, gradient, &rates).unwrap();
    }
    for index in 0..2 {
        let (mut x, mut velocity) = (index as f64 + 1.0, 0.0);
        let (mut y, mut mean, mut square) = (x, 0.0, 0.0);
        for (step, gradient) in gradients.iter().enumerate() {
            let g: f64 = gradient[index];
            velocity = 0.9 * velocity + g;
            x -= rates[index] * (velocity + 0.1 * x);
            mean = 0.9 * mean + 0.1 * g;
            square = 0.999 * square + 0.001 * g * g;
            let begun = |decay: f64| 1.0 - decay.powi(step as i32 + 1);
            y -= rates[index] * (mean / begun(0.9) / ((square / begun(0.999)).sqrt() + 1e-8) + 0.1 * y);
        }
        assert!((by_sgd[index] - x).abs() < 1e-14);
        assert!((by_adam[index] - y).abs() < 1e-14);
    }
    assert!(sgd.advance(&mut by_sgd, &gradients[0], &[0.1]).is_err());
    assert_eq!(sgd.steps, 3);
}

#[test]
fn a_step_that_cannot_be_made_changes_nothing() {
    let mut net = small();
    let before = net.parameters().to_tree();
    let mut descent = Descent::adam(&net, 0.1).unwrap();
    let mut gradient = vec![0.5; before_len(&net)];
    let at = net.parameters().flat::<f32>().unwrap().layout().get("hidden.bias").unwrap().start + 1;
    gradient[at] = f32::INFINITY;
    let error = descent.step(&mut net, &gradient).unwrap_err();
    assert_eq!(error.to_string(), "hidden.bias: expected a finite gradient, found inf for element 1");
    assert!(descent.step(&mut net, &gradient[1..]).is_err());
    assert_eq!((net.parameters().to_tree(), descent.optimiser.steps), (before, 0));
}

fn before_len(net: &Net<f32>) -> usize {
    net.parameters().flat::<f32>().unwrap().len()
}

#[test]
fn the_gradients_of_losses_equal_finite_differences() {
    type Of<'l> = &'l dyn Fn(&Array3<f64>) -> Loss<f64>;
    let output = waves((2, 4, 3), 0.9).mapv(f64::from);
    let target = waves((2, 4, 3), 1.7).mapv(f64::from);
    let by = |activity, lengths: Option<&'static [usize]>| {
        move |output: &Array3<f64>| cross_entropy(output, &[2, 0], activity, lengths).unwrap().loss
    };
    let losses: [Of<'_>; 10] = [
        &|output| mean_square(output, &target).unwrap(),
        &|output| mean_square(output, &array![0.5, 0.25, 1.0]).unwrap(),
        &|output| spike_counts(output, &array![[1.0, 2.0, 3.0], [0.0, 1.0, 0.0]]).unwrap(),
        &|output| spike_counts(output, &array![1.0, 2.0, 3.0]).unwrap(),
        &by(Activity::Sum, None),
        &by(Activity::Mean, Some(&[3, 4])),
        &by(Activity::EachStep, Some(&[4, 1])),
        &|output| rates_above(output, 0.3),
        &|output| rates_below(output, 0.4),
        &|output| mean_square(output, &target).unwrap() * 0.5 + rates_above(output, 0.1) * 2.0,
    ];
    for (which, loss) in losses.into_iter().enumerate() {
        let gradient = loss(&output);
        assert_eq!(gradient.of_output().dim(), output.dim());
        for index in 0..output.len() {
            let at = |by: f64| {
                let mut output = output.clone();
                output.as_slice_mut().unwrap()[index] += by;
                loss(&output).value()
            };
            let expected = (at(1e-5) - at(-1e-5)) / 2e-5;
            let found = gradient.of_output().as_slice().unwrap()[index];
            assert!((found - expected).abs() < 1e-8, "loss {which}, {index}: {found} instead of {expected}");
        }
    }
    assert!(cross_entropy(&output, &[2], Activity::Sum, None).is_err());
    assert!(cross_entropy(&output, &[2, 3], Activity::Sum, None).is_err());
    assert!(cross_entropy(&output, &[2, 0], Activity::Sum, Some(&[0, 4])).is_err());
    assert!(spike_counts(&output, Array2::zeros((3, 3))).is_err());
}

#[test]
fn costs_of_parameters_beyond_bounds_are_those_of_the_original() {
    let tau = array![0.0005, 0.02, 0.5];
    let lif = Lif::builder().shape((3, 3)).tau_mem(tau).bias(array![-3.0, 0.0, 4.0]).build().unwrap();
    let loss = summed_exp_boundary_loss(lif.parameters().named("tau_mem"), Some(1e-3), Some(0.1)).unwrap();
    assert!((loss.value() - (0.0005_f64.exp() + 0.4_f64.exp())).abs() < 1e-14);
    assert_eq!(loss.as_slice(), [-(1e-3_f64 - 0.0005).exp(), 0.0, (0.5_f64 - 0.1).exp()]);

    let mut bounds = make_bounds::<f64, _>(lif.parameters()).unwrap();
    assert_eq!(bounds_cost(lif.parameters(), &bounds).unwrap().value(), 0.0);
    bounds.set("bias", -1.0, 1.0).unwrap();
    assert!(bounds.set("w_rec", -1.0, 1.0).is_err());
    let cost = bounds_cost(lif.parameters(), &bounds).unwrap();
    assert!((cost.value() - (2.0_f64.exp() + 3.0_f64.exp())).abs() < 1e-12);
    assert!(bounds_cost(lif.parameters().named("bias"), &bounds).is_err());
}

#[test]
fn surrogates_and_windows_are_simulation_parameters() {
    let mut lif =
        Lif::builder().shape((2, 2)).surrogate(Surrogate::Sigmoid).learning_window(0.25).build().unwrap();
    let kinds = ["surrogate", "learning_window"].map(|path| lif.simulation_parameters().get(path).is_some());
    assert_eq!(kinds, [true; 2]);
    lif.set("learning_window", 0.75).unwrap();
    assert_eq!(lif.learning_window, 0.75);
    assert!(lif.set("learning_window", -1.0).is_err());
    let _: Array1<f64> = lif.spikes;
}

/// How an optimiser is set otherwise.
type Setting<'a> = dyn Fn(Descent<f32, Adam<f32>>, &Net<f32>) -> Descent<f32, Adam<f32>> + 'a;

/// A rate that is no number would make none of all parameters, and a norm below 0 would lead upwards.
#[test]
fn rates_and_norms_that_are_none_are_told_and_change_nothing() {
    let refused = |make: &Setting<'_>, rate: f64| {
        let mut net = small();
        let before = net.parameters().to_tree();
        let mut descent = make(Descent::adam(&net, rate).unwrap(), &net);
        let numel = before_len(&net);
        let error = descent.step(&mut net, &vec![1.0; numel]).unwrap_err();
        assert_eq!(net.parameters().to_tree(), before);
        error.to_string()
    };
    let path = small().parameters().iter().next().unwrap().path().to_string();
    assert_eq!(
        refused(&|descent, _| descent, f64::NAN),
        format!("{path}: expected a finite rate, found NaN")
    );
    assert_eq!(
        refused(&|descent, _| descent, f64::INFINITY),
        format!("{path}: expected a finite rate, found inf")
    );
    let error = refused(&|descent, net| descent.family_rate(net, "taus", f64::NAN).unwrap(), 0.1);
    assert!(error.ends_with("expected a finite rate, found NaN"), "{error}");
    let error = refused(&|descent, _| descent.schedule(Schedule::function(|_| f64::NAN)), 0.1);
    assert!(error.ends_with("expected a finite rate, found NaN"), "{error}");
    for norm in [-1.0, f64::NAN] {
        let error = refused(&|descent, _| descent.clip_norm(norm), 0.1);
        assert_eq!(error, format!("expected a norm of 0 or more to clip gradients at, found {norm}"));
    }
    // What is held needs no rate.
    let mut net = small();
    let mut descent = Descent::<f32, Adam<f32>>::adam(&net, 0.1).unwrap().rate_at(&path, f64::NAN).unwrap();
    descent = descent.hold(&path).unwrap();
    let numel = before_len(&net);
    descent.step(&mut net, &vec![1.0; numel]).unwrap();
}
