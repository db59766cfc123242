//! Modules of dual numbers: what comes out carries the derivatives that finite differences find.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    clippy::type_complexity,
    reason = "a test fails by panicking"
)]

use ndarray::{Array2, Array3, ArrayD, arr0};
use num_dual::{Dual2_64, Dual64};
use rockpool_core::prelude::*;
use rockpool_nn::{
    Activation, Evolve, ExpSyn, Float, Input, Instant, Lif, LifNeuron, Linear, Rate, Recording, Sequential,
};

/// A number of each type from a real one and the direction in which it moves.
trait Moved: Float {
    fn moved(real: f64, direction: f64) -> Self;
    fn slope(self) -> f64;
}

impl Moved for Dual64 {
    fn moved(real: f64, direction: f64) -> Self {
        Self::new(real, direction)
    }
    fn slope(self) -> f64 {
        self.eps
    }
}

/// Some numbers of both signs, zeros among them.
fn number(index: usize) -> f64 {
    if index % 4 == 1 { 0.0 } else { (index as f64 * 1.7).sin() }
}

/// Another direction for each element.
fn direction(index: usize) -> f64 {
    (index as f64 * 0.9).cos()
}

/// Holds the derivative of the output, in a direction over all parameters and the input, against central
/// differences.
fn holds<M, D>(mut plain: M, mut dual: D, columns: usize)
where
    M: Evolve<Elem = f64>,
    D: Evolve<Elem = Dual64>,
{
    let parameters = plain.parameters().flat::<f64>().unwrap().to_vec();
    let dim = (2, 40, columns);
    let index = |(b, t, n): (usize, usize, usize)| (b * 40 + t) * columns + n;
    let mut run = |by: f64| {
        let vector: Vec<f64> =
            parameters.iter().enumerate().map(|(i, &p)| p + by * 1e-3 * direction(i)).collect();
        plain.parameters_mut().flat::<f64>().unwrap().copy_from(&vector).unwrap();
        plain.reset_state();
        plain.evolve(Array3::from_shape_fn(dim, |at| number(index(at)) + by * direction(index(at)))).unwrap()
    };
    let here = run(0.0);
    let by = 1e-6;
    let expected = (run(by) - run(-by)) / (2.0 * by);

    let vector: Vec<Dual64> =
        parameters.iter().enumerate().map(|(i, &p)| Dual64::moved(p, 1e-3 * direction(i))).collect();
    dual.parameters_mut().flat::<Dual64>().unwrap().copy_from(&vector).unwrap();
    let input = Array3::from_shape_fn(dim, |at| Dual64::moved(number(index(at)), direction(index(at))));
    let output = dual.evolve(&input).unwrap();
    // To rounding: quotients of dual numbers take the inverse first.
    assert!(output.iter().zip(&here).all(|(y, here)| (y.re - here).abs() <= 1e-12 * (1.0 + here.abs())));
    let largest = expected.iter().fold(1e-3, |most: f64, x| most.max(x.abs()));
    for (found, expected) in output.iter().zip(&expected) {
        assert!((found.slope() - expected).abs() < 1e-6 * largest, "{} {expected}", found.slope());
    }
}

fn rate<F: Float>(n: usize) -> Rate<F> {
    Rate::<F>::builder()
        .n(n)
        .w_rec(Init(normal(0.0, 0.1)))
        .tau(Init(uniform(0.02, 0.05)))
        .bias(Init(normal(0.0, 0.1)))
        .threshold(Init(normal(0.0, 0.1)))
        .act_fn(Activation::Tanh)
        .key(Key::new(1))
        .build()
        .unwrap()
}

#[test]
fn a_rate_of_dual_numbers_has_the_derivatives_of_finite_differences() {
    for n in [1, 3, 37, 70] {
        holds(rate::<f64>(n), rate::<Dual64>(n), n);
    }
}

fn linear<F: Float>(n_in: usize, n_out: usize) -> Linear<F> {
    Linear::<F>::builder().shape((n_in, n_out)).bias(Declared).key(Key::new(2)).build().unwrap()
}

#[test]
fn weights_pass_on_the_derivatives_of_what_is_zero() {
    for (n_in, n_out) in [(1, 1), (5, 3), (20, 70), (70, 9)] {
        holds(linear::<f64>(n_in, n_out), linear::<Dual64>(n_in, n_out), n_in);
    }
}

fn synapses<F: Float>(window: bool) -> ExpSyn<F> {
    let synapses = ExpSyn::<F>::builder().n(4).tau(Init(uniform(0.001, 0.002))).key(Key::new(3));
    if window { synapses.max_window_length(15_usize).build().unwrap() } else { synapses.build().unwrap() }
}

#[test]
fn synapses_and_functions_have_derivatives() {
    holds(synapses::<f64>(false), synapses::<Dual64>(false), 4);
    holds(synapses::<f64>(true), synapses::<Dual64>(true), 4);
    let plain = Instant::<f64>::of(3, |x| x.exp() * x).unwrap();
    let dual = Instant::<Dual64>::of(3, |x| Float::exp(x) * x).unwrap();
    holds(plain, dual, 3);
}

/// Membranes that no input lets spike.
fn membranes<F: Float>() -> Sequential<(Linear<F>, ExpSyn<F>, LifNeuron<F>, Rate<F>)> {
    let neurons = LifNeuron::<F>::builder().n(3).threshold(arr0(F::of(1e6))).build().unwrap();
    Sequential::new((linear(2, 3), ExpSyn::<F>::builder().n(3).build().unwrap(), neurons, rate(3))).unwrap()
}

#[test]
fn a_chain_of_modules_has_derivatives() {
    holds(membranes::<f64>(), membranes::<Dual64>(), 2);
}

#[test]
fn spikes_are_those_of_floats_and_have_no_slope() {
    fn lif<F: Float>() -> Lif<F> {
        Lif::<F>::builder().shape((4, 2)).w_rec(Init(fill(0.1))).threshold(arr0(F::of(0.5))).build().unwrap()
    }
    let input = Array2::from_shape_fn((60, 4), |(t, n)| ((t * 4 + n) as f64 * 0.7).sin().abs());
    let expected = lif::<f64>().evolve(&input).unwrap();
    assert!(expected.sum() > 10.0);
    let found = lif::<Dual64>().evolve(input.mapv(|x| Dual64::new(x, 1.0))).unwrap();
    assert_eq!(found.mapv(|s| s.re), expected);
    assert!(found.iter().all(|s| s.eps == 0.0));
}

#[test]
fn the_way_back_of_dual_numbers_gives_products_with_the_hessian() {
    let gradient = |by: f64| {
        let mut rate = rate::<f64>(3);
        let mut vector = rate.parameters().flat::<f64>().unwrap().to_vec();
        vector.iter_mut().enumerate().for_each(|(i, p)| *p += by * 1e-3 * direction(i));
        rate.parameters_mut().flat::<f64>().unwrap().copy_from(&vector).unwrap();
        let (output, tape) = rate.evolve_taped(Array2::from_elem((20, 3), 0.5)).unwrap();
        rate.back(&tape, &output).unwrap().as_slice().to_vec()
    };
    let (after, before) = (gradient(1e-5), gradient(-1e-5));

    let mut dual = rate::<Dual64>(3);
    let mut vector = dual.parameters().flat::<Dual64>().unwrap().to_vec();
    vector.iter_mut().enumerate().for_each(|(i, p)| p.eps = 1e-3 * direction(i));
    dual.parameters_mut().flat::<Dual64>().unwrap().copy_from(&vector).unwrap();
    let (output, tape) = dual.evolve_taped(Array2::from_elem((20, 3), Dual64::from_re(0.5))).unwrap();
    let gradient = dual.back(&tape, &output).unwrap();
    let slopes: Vec<f64> = after.iter().zip(&before).map(|(a, b)| (a - b) / 2e-5).collect();
    let largest = slopes.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    for (found, expected) in gradient.as_slice().iter().zip(&slopes) {
        assert!((found.eps - expected).abs() < 1e-6 * largest, "{} {expected}", found.eps);
    }
}

#[test]
fn second_derivatives_go_through_as_well() {
    let tau = Dual2_64::from_re(0.02).derivative();
    let mut rate = Rate::<Dual2_64>::builder().n(1).tau(tau).build().unwrap();
    let output = rate.evolve(Array2::from_elem((2, 1), Dual2_64::from_re(1.0))).unwrap();
    // x = 1 - (1 - dt / tau)^2
    let (dt, tau): (f64, f64) = (1e-3, 0.02);
    let second = -2.0 * dt * dt / tau.powi(4) + 4.0 * (1.0 - dt / tau) * dt / tau.powi(3);
    assert!((output[[0, 1, 0]].v2 - second).abs() < 1e-9 * second.abs());
}

#[test]
fn noise_of_deviation_zero_has_a_derivative() {
    let mut rate =
        Rate::<Dual64>::builder().n(2).noise_std(Dual64::new(0.0, 1.0)).key(Key::new(4)).build().unwrap();
    let output = rate.evolve(Array2::from_elem((5, 2), Dual64::from_re(1.0))).unwrap();
    assert!(output.iter().all(|y| y.eps != 0.0));
}

#[test]
fn records_selections_lengths_and_streams_hold_dual_numbers() {
    let input = Array3::from_shape_fn((2, 6, 3), |(b, t, n)| Dual64::new((b + t + n) as f64, 1.0));
    let mut rate = rate::<Dual64>(3);
    let (_, record) = rate.evolve_recorded(&input).unwrap();
    let x = record.get("x").unwrap().array::<Dual64>().unwrap().to_owned();
    assert_eq!(x.shape(), [2, 6, 3]);

    rate.reset_state();
    let (_, some) = rate.evolve_keeping(&input, Recording::of(["x"]).every(2).units("x", [1])).unwrap();
    let some = some.get("x").unwrap().array::<Dual64>().unwrap().to_owned();
    assert_eq!((some.shape(), some[[1, 1, 0]]), (&[2, 3, 1][..], x[[1, 2, 1]]));

    rate.reset_state();
    let (output, states) = rate.evolve_all(Input::from(&input).lengths([6, 4])).unwrap();
    assert!(output.iter().skip(6 * 3 + 4 * 3).all(|y| y.re == 0.0 && y.eps == 0.0));
    assert_eq!(states.get("x").unwrap().array::<Dual64>().unwrap()[[1, 2]].eps, x[[1, 3, 2]].eps);
}

#[test]
fn dual_modules_are_set_reset_and_saved() {
    let mut rate = rate::<Dual64>(2);
    rate.set("tau", ArrayD::from_elem(vec![2], Dual64::new(0.05, 1.0))).unwrap();
    let built = rate.clone();
    let folder = tempfile::tempdir().unwrap();
    for name in ["rate.json", "rate.npz", "rate.safetensors"] {
        let path = folder.path().join(name);
        rockpool_io::save(&built, &path).unwrap();
        let mut other = self::rate::<Dual64>(2);
        rockpool_io::load(&mut other, &path).unwrap();
        assert_eq!(other.tau[[0]].eps, 1.0, "{name}");
    }
    rate.reset_parameters();
    assert_eq!(rate.tau[[0]].eps, 0.0);
}

#[test]
fn plain_numbers_begin_numbers_of_several_parts() {
    #[derive(Module, Debug)]
    struct Mixed {
        #[parameter(init = 0.5)]
        dual: Dual64,
        #[parameter(init = 2)]
        complex: num_complex::Complex<f64>,
        #[module(origin)]
        origin: Origin,
    }
    let mixed = Mixed::builder().build().unwrap();
    assert_eq!((mixed.dual.re, mixed.dual.eps), (0.5, 0.0));
    assert_eq!(mixed.complex, num_complex::Complex::new(2.0, 0.0));
    let mixed = Mixed::builder().dual(Dual64::new(0.1, 1.0)).complex(3.0).build().unwrap();
    assert_eq!((mixed.dual.eps, mixed.complex.re), (1.0, 3.0));
}
