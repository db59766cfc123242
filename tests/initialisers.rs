//! Initialisers: what they give, from which stream, and what is said where they cannot.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::init::{InitError, Initialiser, Stream};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n, m))]
struct Kinds {
    #[parameter(shape = (n, m), init = zeros())]
    zeros: Array2<f64>,
    #[parameter(shape = (n, m), init = ones())]
    ones: Array2<f64>,
    #[parameter(shape = (n, m), init = fill(0.25))]
    fill: Array2<f64>,
    #[parameter(shape = (n, m), init = uniform(-2.0, 3.0))]
    uniform: Array2<f64>,
    #[parameter(shape = (n, m), init = normal(1.0, 0.5))]
    normal: Array2<f64>,
    #[parameter(shape = (n, m), init = kaiming())]
    kaiming: Array2<f64>,
    #[parameter(shape = (n, m), init = xavier())]
    xavier: Array2<f64>,
    #[parameter(shape = (n, m), init = uniform_sqrt())]
    uniform_sqrt: Array2<f64>,
    #[parameter(shape = (n, n), init = unit_eigs())]
    unit_eigs: Array2<f64>,
    #[parameter(shape = (n, m), init = identity())]
    identity: Array2<f64>,
    #[parameter(shape = (n, m), init = from_fn(|shape| Array2::from_shape_fn((shape[0], shape[1]), |(i, j)| (10 * i + j) as f64)))]
    from_fn: Array2<f64>,
    #[parameter(shape = n, init = from_rng(|shape, rng| (0..shape[0]).map(|_| f64::from(rng.next_u32())).collect::<Vec<_>>()))]
    from_rng: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn kinds(n: usize, m: usize) -> Kinds {
    Kinds::builder().n(n).m(m).key(Key::new(1)).build().unwrap()
}

fn largest(array: &Array2<f64>) -> f64 {
    array.iter().fold(0.0, |largest: f64, x| largest.max(x.abs()))
}

fn deviation(array: &Array2<f64>) -> f64 {
    let mean = array.mean().unwrap();
    (array.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / array.len() as f64).sqrt()
}

#[test]
fn elements_have_the_distribution_that_rockpool_gives_them() {
    let kinds = kinds(60, 90);
    assert!(kinds.zeros.iter().all(|&x| x == 0.0));
    assert!(kinds.ones.iter().all(|&x| x == 1.0));
    assert!(kinds.fill.iter().all(|&x| x == 0.25));
    assert!(kinds.uniform.iter().all(|x| (-2.0..3.0).contains(x)));
    // 5400 draws: the mean of uniform(-2, 3) is within 6 deviations, 6 * 1.4434 / sqrt(5400), of 0.5.
    assert!((kinds.uniform.mean().unwrap() - 0.5).abs() < 0.118);
    assert!((deviation(&kinds.uniform) - 5.0 / 12.0_f64.sqrt()).abs() < 0.06);
    assert!((kinds.normal.mean().unwrap() - 1.0).abs() < 0.041);
    assert!((deviation(&kinds.normal) - 0.5).abs() < 0.03);
    // Evenly drawn from -b..b: of 5400 draws the largest is above 0.99 b but for a chance of 1e-23.
    for (array, b) in [
        (&kinds.kaiming, (6.0_f64 / 60.0).sqrt()),
        (&kinds.xavier, (6.0_f64 / 150.0).sqrt()),
        (&kinds.uniform_sqrt, (1.0_f64 / 60.0).sqrt()),
    ] {
        assert!(largest(array) < b && largest(array) > 0.99 * b, "{} {b}", largest(array));
        assert!(array.mean().unwrap().abs() < 6.0 * b / 3.0_f64.sqrt() / 5400.0_f64.sqrt());
    }
    assert!((deviation(&kinds.unit_eigs) - 1.0 / 60.0_f64.sqrt()).abs() < 0.06 / 60.0_f64.sqrt());
}

#[test]
fn functions_and_the_identity_give_their_elements() {
    let kinds = kinds(2, 3);
    assert_eq!(kinds.identity, array![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
    assert_eq!(kinds.from_fn, array![[0.0, 1.0, 2.0], [10.0, 11.0, 12.0]]);
    assert!(kinds.from_rng.iter().all(|x| x.fract() == 0.0));
    let tall = self::kinds(3, 1);
    assert_eq!(tall.identity, array![[1.0], [0.0], [0.0]]);
}

#[test]
fn arrays_without_elements_are_drawn_too() {
    let kinds = kinds(0, 3);
    assert_eq!(kinds.kaiming.dim(), (0, 3));
    assert_eq!(kinds.parameters().numel(), 0);
    assert_eq!(self::kinds(3, 0).identity.dim(), (3, 0));
}

#[test]
fn every_attribute_draws_from_its_own_stream() {
    let kinds = kinds(4, 4);
    assert_ne!(kinds.kaiming, kinds.uniform_sqrt);
    let scaled = &kinds.kaiming / (6.0_f64 / 4.0).sqrt();
    assert_ne!(scaled, &kinds.uniform_sqrt / 0.5);
    assert_eq!(self::kinds(4, 4), kinds);
    assert_ne!(Kinds::builder().n(4).m(4).key(Key::new(2)).build().unwrap(), kinds);
    assert_ne!(
        Kinds::builder().n(4).m(4).build().unwrap(),
        Kinds::builder().n(4).m(4).build().unwrap(),
        "without a key it is drawn from the system"
    );
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct One {
    #[parameter(shape = n, init = normal(0.0, 1.0))]
    w: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Grown {
    #[parameter(shape = n, init = normal(0.0, 1.0))]
    added: Array1<f64>,
    #[module(shape = n)]
    other: One,
    #[parameter(shape = n, init = normal(0.0, 1.0))]
    w: Array1<f64>,
    #[module(shape = n)]
    list: [One; 2],
    #[module(shape = n)]
    pair: (One, Box<One>),
    #[module(origin)]
    origin: Origin,
}

/// Runs differ by seeds that are neighbours, and attributes by names that are: no stream comes twice.
#[test]
fn no_attribute_draws_under_one_seed_what_another_draws_under_the_next() {
    let mut known = std::collections::HashSet::new();
    let names = ["x", "y", "v", "w", "w_in", "v_in", "0_Linear", "1_Linear", "tau_mem", "tau_syn"];
    for seed in 0..256 {
        let keys = names.iter().map(|name| Key::new(seed).at(name));
        for key in keys.chain((0..16).map(|index| Key::new(seed).at_index(index))) {
            assert!(known.insert(key), "{key:?} comes twice");
        }
    }
}

#[test]
fn added_fields_and_submodules_change_no_other_value() -> Result<(), Error> {
    let one = One::builder().n(5).key(Key::new(3)).build()?;
    let grown = Grown::builder().n(5).key(Key::new(3)).build()?;
    assert_eq!(grown.w, one.w);
    let drawn = [
        &grown.added,
        &grown.other.w,
        &grown.w,
        &grown.list[0].w,
        &grown.list[1].w,
        &grown.pair.0.w,
        &grown.pair.1.w,
    ];
    for (index, a) in drawn.iter().enumerate() {
        assert!(drawn[..index].iter().all(|b| a != b), "two attributes drew the same");
    }
    // The key of the path: a submodule draws what it would draw as a root with the key of its path.
    assert_eq!(grown.other, One::builder().n(5).key(Key::new(3).at("other")).build()?);
    assert_eq!(grown.list[1], One::builder().n(5).key(Key::new(3).at("list").at("1")).build()?);
    Ok(())
}

#[test]
fn a_submodule_with_its_own_key_keeps_it() -> Result<(), Error> {
    let own = One::builder().n(5).key(Key::new(77));
    let alone = One::builder().n(5).key(Key::new(77)).build()?;
    let grown = Grown::builder().n(5).other(own).key(Key::new(3)).build()?;
    assert_eq!(grown.other, alone);
    Ok(())
}

#[test]
fn an_instance_may_have_another_initialiser() -> Result<(), Error> {
    let mut one = One::builder().n(3).w(Init(fill(0.5))).build()?;
    assert_eq!(one.w, array![0.5, 0.5, 0.5]);
    one.w.fill(9.0);
    one.reset_parameters();
    assert_eq!(one.w, array![0.5, 0.5, 0.5]);
    let step = 0.25;
    let closure =
        from_fn(move |shape: &[usize]| (0..shape[0]).map(|i| i as f64 * step).collect::<Vec<f64>>());
    assert_eq!(One::builder().n(3).w(Init(closure)).build()?.w, array![0.0, 0.25, 0.5]);
    let constant = One::builder().n(2).w(Constant(Init(ones()))).build()?;
    assert!(constant.parameters().is_empty());
    assert_eq!(constant.w, array![1.0, 1.0]);
    Ok(())
}

/// An initialiser of the user's own.
struct Countdown;

impl Initialiser<Array1<f64>> for Countdown {
    fn create(&self, shape: &Shape, _: Stream<'_>) -> Result<Array1<f64>, InitError> {
        Ok((0..shape.numel()).rev().map(|i| i as f64).collect())
    }
}

#[test]
fn initialisers_of_ones_own_join_declared_or_given() -> Result<(), Error> {
    #[derive(Module)]
    #[module(shape = n)]
    struct Own {
        #[parameter(shape = n, init = Init(Countdown))]
        w: Array1<f64>,
        #[module(origin)]
        origin: Origin,
    }
    let mut own = Own::builder().n(3).build()?;
    assert_eq!(own.w, array![2.0, 1.0, 0.0]);
    own.w.fill(0.0);
    own.reset_parameters();
    assert_eq!(own.w, array![2.0, 1.0, 0.0]);
    assert_eq!(One::builder().n(2).w(Init(Countdown)).build()?.w, array![1.0, 0.0]);
    Ok(())
}

#[test]
fn b019_the_shape_of_what_an_initialiser_gives_is_checked_at_construction() {
    let wrong = from_fn(|_: &[usize]| vec![1.0, 2.0]);
    let error = One::builder().n(3).w(Init(wrong)).build().unwrap_err();
    assert_eq!(error.faults().len(), 1);
    assert_eq!(error.to_string(), "w: expected shape (n) = (3), the initialiser gives (2)");
}

#[test]
fn distributions_that_do_not_exist_are_faults() {
    for (init, sentence) in [
        (
            normal(0.0, -1.0),
            "w: `normal(mean, std)` needs a finite mean and a finite deviation of at least 0",
        ),
        (
            normal(f64::NAN, 1.0),
            "w: `normal(mean, std)` needs a finite mean and a finite deviation of at least 0",
        ),
    ] {
        assert_eq!(One::builder().n(3).w(Init(init)).build().unwrap_err().to_string(), sentence);
    }
    for init in [uniform(1.0, 0.0), uniform(0.0, f64::INFINITY), uniform(f64::NAN, 1.0)] {
        let error = One::builder().n(3).w(Init(init)).build().unwrap_err();
        assert_eq!(error.to_string(), "w: `uniform(a, b)` needs finite `a < b`");
    }
    let error = One::builder().n(3).w(Init(identity())).build().unwrap_err();
    assert_eq!(error.to_string(), "w: the initialiser makes a matrix, which has two axes; the shape is (3)");
}

#[test]
fn integers_and_truth_values_are_filled_and_not_drawn() -> Result<(), Error> {
    #[derive(Module, Debug)]
    struct Whole {
        #[parameter(shape = 3, init = fill(7))]
        whole: Array1<i32>,
        #[parameter(shape = 2, init = fill(true))]
        truth: Array1<bool>,
        #[parameter(shape = (2, 2), init = identity())]
        unit: Array2<u8>,
        #[parameter(init = ones())]
        scalar: i64,
        #[module(origin)]
        origin: Origin,
    }
    let whole = Whole::builder().build()?;
    assert_eq!(whole.whole, array![7, 7, 7]);
    assert_eq!(whole.truth, array![true, true]);
    assert_eq!(whole.unit, array![[1, 0], [0, 1]]);
    assert_eq!(whole.scalar, 1);
    let error = Whole::builder().whole(Init(normal(0.0, 1.0))).scalar(Init(fill(0.5))).build().unwrap_err();
    assert_eq!(error.faults().len(), 2, "{error}");
    assert!(error.faults().iter().all(|fault| fault.path() == "whole" || fault.path() == "scalar"));
    Ok(())
}

#[test]
fn a_number_is_no_array_of_another_shape() {
    /// A literal is refused when it is compiled; of a constant the type is not known then.
    const HALF: f64 = 0.5;
    #[derive(Module, Debug)]
    #[module(shape = n)]
    struct Plain {
        #[parameter(shape = n, init = HALF)]
        w: ArrayD<f64>,
        #[module(origin)]
        origin: Origin,
    }
    // B012: a scalar is never broadcast, not as `init` either.
    let error = Plain::builder().n(3).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "w: expected shape (n) = (3), the initialiser gives (); a scalar is not spread over an array: use `fill(..)`"
    );
    assert!(Plain::builder().n(3).w(0.5).build().is_err());
}

#[test]
fn what_a_cast_gives_is_checked_as_well() {
    fn flattened(_: ArrayD<f64>) -> ArrayD<f64> {
        ArrayD::zeros(vec![7])
    }
    #[derive(Module, Debug)]
    #[module(shape = n)]
    struct Cast {
        #[parameter(shape = n, init = ones(), cast = flattened)]
        w: ArrayD<f64>,
        #[module(origin)]
        origin: Origin,
    }
    let error = Cast::builder().n(3).build().unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert!(error.to_string().starts_with("w: expected shape (n) = (3)"), "{error}");
    assert!(error.to_string().ends_with("(7)"), "{error}");
    let error = Cast::builder().w(array![1.0, 2.0]).build().unwrap_err();
    assert_eq!(error.to_string(), "w: expected shape (n) = (2), the cast gives (7)");
}

fn drawn(init: impl Initialiser<Array2<f64>> + 'static, shape: (usize, usize), seed: u64) -> Array2<f64> {
    Parameter::<Array2<f64>>::shaped(shape).init(init).key(Key::new(seed)).resolve().unwrap().value().clone()
}

/// The largest difference of the product of a matrix with its own transpose from the identity.
fn off_unit(matrix: &Array2<f64>) -> f64 {
    largest(&(matrix.dot(&matrix.t()) - Array2::<f64>::eye(matrix.nrows())))
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 32, failure_persistence: None, ..Default::default() })]

    #[test]
    fn lecun_has_the_deviation_of_its_inputs(seed: u64, inputs in 1_usize..40) {
        let w = drawn(lecun(), (inputs, 4000 / inputs), seed);
        let std = 1.0 / (inputs as f64).sqrt();
        // Of about 4000 draws, six deviations of the mean and of the deviation.
        proptest::prop_assert!(w.mean().unwrap().abs() < 6.0 * std / 60.0);
        proptest::prop_assert!((deviation(&w) / std - 1.0).abs() < 0.1);
        proptest::prop_assert!(largest(&w) <= 3.0_f64.sqrt() * std);
    }

    #[test]
    fn a_truncated_normal_has_no_tails(seed: u64, mean in -5.0..5.0, std in 0.01..3.0) {
        let x = drawn(truncated_normal(mean, std), (40, 100), seed);
        proptest::prop_assert!(x.iter().all(|x| (x - mean).abs() <= 2.0 * std));
        proptest::prop_assert!((x.mean().unwrap() - mean).abs() < 6.0 * std / 60.0);
        // sqrt(1 - 4 phi(2) / (2 Phi(2) - 1)), with the density and the distribution of the normal.
        proptest::prop_assert!((deviation(&x) / std - 0.8796).abs() < 0.07);
    }

    #[test]
    fn a_sparse_matrix_has_its_density_and_its_values(seed: u64, density in 0.05..0.95) {
        let w = drawn(sparse(density, normal(3.0, 0.5)), (60, 60), seed);
        let kept: Vec<f64> = w.iter().copied().filter(|w| *w != 0.0).collect();
        let count = 3600.0;
        let spread = (count * density * (1.0_f64 - density)).sqrt();
        proptest::prop_assert!((kept.len() as f64 - count * density).abs() < 6.0 * spread);
        let mean = kept.iter().sum::<f64>() / kept.len() as f64;
        proptest::prop_assert!((mean - 3.0).abs() < 6.0 * 0.5 / (kept.len() as f64).sqrt());
        // Those that are kept are as they would be without the others.
        let all = drawn(normal(3.0, 0.5), (60, 60), seed);
        proptest::prop_assert!(w.iter().zip(&all).all(|(kept, all)| *kept == 0.0 || kept == all));
    }

    #[test]
    fn an_orthogonal_matrix_is_one(seed: u64, rows in 1_usize..14, columns in 1_usize..14) {
        let w = drawn(orthogonal(), (rows, columns), seed);
        let unit = if rows <= columns { off_unit(&w) } else { off_unit(&w.t().to_owned()) };
        proptest::prop_assert!(unit < 1e-13, "{unit}");
    }
}

#[test]
fn an_orthogonal_matrix_is_evenly_drawn() {
    // The first element of a unit vector of 4: mean 0, square 1/4.
    let first: Vec<f64> = (0..2000).map(|seed| drawn(orthogonal(), (4, 4), seed)[[0, 0]]).collect();
    let mean = first.iter().sum::<f64>() / 2000.0;
    let square = first.iter().map(|x| x * x).sum::<f64>() / 2000.0;
    assert!(mean.abs() < 6.0 * 0.5 / 2000.0_f64.sqrt(), "{mean}");
    assert!((square - 0.25).abs() < 6.0 * 0.18 / 2000.0_f64.sqrt(), "{square}");
}

#[test]
fn further_initialisers_are_declared_given_and_reset() -> Result<(), Error> {
    #[derive(Module, Clone, Debug, PartialEq)]
    #[module(shape = n)]
    struct Further {
        #[parameter(shape = (n, n), init = orthogonal())]
        orthogonal: Array2<f64>,
        #[parameter(shape = (n, 2), init = orthogonal(), bounds = -0.99..=0.99)]
        bounded: Array2<f64>,
        #[parameter(shape = (n, n), init = lecun())]
        lecun: Array2<f32>,
        #[parameter(shape = (n, n), init = sparse(0.5, fill(2.0)), bounds = 0.0..=2.0)]
        sparse: Array2<f64>,
        #[parameter(shape = (n, n), init = sparse(0.5, fill(true)))]
        mask: Array2<bool>,
        #[parameter(shape = n, init = truncated_normal(0.0, 1.0))]
        truncated: Array1<f64>,
        #[parameter(init = orthogonal())]
        small: [[f32; 3]; 2],
        #[module(origin)]
        origin: Origin,
    }
    let built = Further::builder().n(5).key(Key::new(4)).build()?;
    assert!(built.sparse.iter().any(|&x| x == 0.0) && built.sparse.iter().any(|&x| x == 2.0));
    assert!(built.mask.iter().any(|&x| x) && !built.mask.iter().all(|&x| x));
    let [a, b] = built.small;
    assert!(a.iter().zip(&b).map(|(a, b)| a * b).sum::<f32>().abs() < 1e-6);
    let mut reset = built.clone();
    reset.parameters_mut().for_each_array::<f64>(|_, mut array| array.fill(0.5));
    reset.mask.fill(true);
    reset.lecun.fill(9.0);
    reset.small = [[9.0; 3]; 2];
    reset.reset_parameters();
    for leaf in built.parameters() {
        let path = leaf.path().to_string();
        assert_eq!(reset.parameters().get(&path).unwrap().to_value(), leaf.to_value(), "{path}");
    }
    // Transposed in memory, it is made anew.
    reset.orthogonal = reset.orthogonal.t().as_standard_layout().to_owned().reversed_axes();
    reset.reset_parameters();
    assert_eq!(reset, built);
    let given =
        Further::builder().n(5).lecun(Init(sparse(0.0, uniform(1.0, 2.0)))).key(Key::new(4)).build()?;
    assert!(given.lecun.iter().all(|&x| x == 0.0));
    Ok(())
}

#[test]
fn further_initialisers_say_what_they_cannot() {
    let refused = |init| Parameter::<Vec<f64>>::shaped(3).init(init).key(Key::new(1)).resolve().unwrap_err();
    assert!(refused(sparse(1.5, normal(0.0, 1.0))).to_string().contains("a density from 0.0 to 1.0"));
    let error = Parameter::<Vec<f64>>::shaped(3).init(orthogonal()).key(Key::new(1)).resolve().unwrap_err();
    assert!(error.to_string().contains("makes a matrix, which has two axes"), "{error}");
    let error = Parameter::<Vec<f64>>::shaped(3).init(truncated_normal(0.0, -1.0)).resolve().unwrap_err();
    assert!(error.to_string().contains("a finite deviation of at least 0"), "{error}");
    let error =
        Parameter::<Array2<i32>>::shaped((2, 2)).init(orthogonal()).key(Key::new(1)).resolve().unwrap_err();
    assert!(error.to_string().contains("which the element type does not hold"), "{error}");
}
