//! Law 10 for every type that attributes can have: what is saved is what is loaded, to the bit, or nothing is written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use nalgebra::{DMatrix, DVector, SMatrix};
use ndarray::{ArrayD, IxDyn};
use num_complex::Complex;
use num_dual::Dual64;
use proptest::prelude::*;
use rockpool_core::prelude::*;
use rockpool_core::value::{With, WithError};
use rockpool_io::{Error, Format, Options};
use std::time::Duration;

const FORMATS: [Format; 3] = [Format::Json, Format::Safetensors, Format::Npz];

#[derive(AttributeValue, Clone, Copy, Debug, PartialEq)]
enum Solver {
    Euler,
    #[attribute(rename = "rk 4\u{e9}")]
    RungeKutta4,
}

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Seconds(f64);

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Weights(Vec<f32>);

/// Pairs as rows of two.
struct Pairs;

impl With<Vec<(f64, f64)>> for Pairs {
    type Value = ndarray::Array2<f64>;
    fn get(pairs: &Vec<(f64, f64)>) -> ndarray::Array2<f64> {
        let elements = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        ndarray::Array2::from_shape_vec((pairs.len(), 2), elements).unwrap()
    }
    fn put(rows: ndarray::Array2<f64>) -> Result<Vec<(f64, f64)>, WithError> {
        Ok(rows.rows().into_iter().map(|row| (row[0], row[1])).collect())
    }
}

/// A port as a text.
struct Address;

impl With<std::net::SocketAddr> for Address {
    type Value = String;
    fn get(address: &std::net::SocketAddr) -> String {
        address.to_string()
    }
    fn put(text: String) -> Result<std::net::SocketAddr, WithError> {
        text.parse().map_err(|error: std::net::AddrParseError| WithError::new(error.to_string()))
    }
}

/// A value of each type; the attributes have each of the three kinds.
#[derive(Module, Clone, Debug)]
struct Every {
    #[parameter(init = ArrayD::from_elem(IxDyn(&[]), Complex::new(0.0, 0.0)))]
    complex: ArrayD<Complex<f64>>,
    #[parameter(init = Vec::<Complex<f32>>::new())]
    singles: Vec<Complex<f32>>,
    #[parameter(init = Complex::new(0.0, 0.0))]
    pole: Complex<f64>,
    #[parameter(init = Vec::<Dual64>::new())]
    duals: Vec<Dual64>,
    #[parameter(init = DMatrix::<f64>::zeros(0, 0))]
    matrix: DMatrix<f64>,
    #[parameter(init = DVector::<f32>::zeros(0))]
    vector: DVector<f32>,
    #[parameter(init = zeros())]
    fixed: SMatrix<i64, 2, 3>,
    #[simulation(init = Duration::ZERO)]
    wait: Duration,
    #[simulation(init = Solver::Euler)]
    solver: Solver,
    #[parameter(init = Seconds(0.0), unit = "s")]
    delay: Seconds,
    #[parameter(init = Weights(Vec::new()))]
    weights: Weights,
    #[parameter(with = Pairs, init = Vec::<(f64, f64)>::new())]
    pairs: Vec<(f64, f64)>,
    #[simulation(with = Address, init = std::net::SocketAddr::from(([0, 0, 0, 0], 0)))]
    address: std::net::SocketAddr,
    #[parameter(init = [[false; 2]; 3])]
    flags: [[bool; 2]; 3],
    #[parameter(init = [0; 3])]
    bytes: [u8; 3],
    #[simulation(init = 0)]
    count: usize,
    #[simulation(init = false)]
    is_on: bool,
    #[simulation(init = "")]
    text: String,
    #[state]
    order: i8,
}

/// Any number that JSON holds too.
fn number() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![any::<f64>().prop_filter("finite", |x| x.is_finite()), Just(-0.0), Just(5e-324)]
}

fn complex() -> impl Strategy<Value = Complex<f64>> + Clone {
    (number(), number()).prop_map(|(re, im)| Complex::new(re, im))
}

/// Arrays of 0 to 4 axes, some without length.
fn arrays() -> impl Strategy<Value = ArrayD<Complex<f64>>> {
    prop::collection::vec(0..4_usize, 0..5).prop_flat_map(|shape| {
        let numel = shape.iter().product::<usize>();
        let array = move |elements| ArrayD::from_shape_vec(IxDyn(&shape), elements).unwrap();
        prop::collection::vec(complex(), numel).prop_map(array)
    })
}

fn foreign() -> impl Strategy<Value = Every> {
    let single = any::<f32>().prop_filter("finite", |x| x.is_finite());
    let singles = (single.clone(), single.clone()).prop_map(|(re, im)| Complex::new(re, im));
    let duals = (number(), number()).prop_map(|(re, eps)| Dual64::new(re, eps));
    let matrix = (0..4_usize, 0..4_usize).prop_flat_map(|(rows, columns)| {
        prop::collection::vec(number(), rows * columns)
            .prop_map(move |elements| DMatrix::from_vec(rows, columns, elements))
    });
    (
        arrays(),
        prop::collection::vec(singles, 0..4),
        complex(),
        prop::collection::vec(duals, 0..4),
        matrix,
        prop::collection::vec(single.clone(), 0..4),
        any::<[i64; 6]>(),
        (0..1_u64 << 40).prop_map(Duration::from_nanos),
        any::<bool>(),
        prop::collection::vec(single, 0..4),
        prop::collection::vec((number(), number()), 0..4),
        (any::<[u16; 8]>(), any::<u16>()),
    )
        .prop_map(
            |(complex, singles, pole, duals, matrix, vector, fixed, wait, is_on, weights, pairs, address)| {
                Every {
                    complex,
                    singles,
                    pole,
                    duals,
                    matrix,
                    vector: DVector::from_vec(vector),
                    fixed: SMatrix::from_row_slice(&fixed),
                    wait,
                    solver: if is_on { Solver::RungeKutta4 } else { Solver::Euler },
                    delay: Seconds(pole.re),
                    weights: Weights(weights),
                    pairs,
                    address: (std::net::Ipv6Addr::from(address.0), address.1).into(),
                    flags: [[false, is_on], [true, !is_on], [is_on, is_on]],
                    bytes: address.1.to_be_bytes().repeat(2)[..3].try_into().unwrap(),
                    count: fixed[0].unsigned_abs() as usize,
                    is_on,
                    text: format!("{:?}\0", address.0),
                    order: -7,
                }
            },
        )
}

/// The same shapes, with other elements.
fn other(of: &Every) -> Every {
    Every {
        complex: of.complex.mapv(|_| Complex::new(0.5, 0.25)),
        singles: vec![Complex::new(0.5, 0.25); of.singles.len()],
        pole: Complex::new(0.5, 0.25),
        duals: vec![Dual64::new(0.5, 0.25); of.duals.len()],
        matrix: of.matrix.map(|_| 0.5),
        vector: of.vector.map(|_| 0.5),
        fixed: SMatrix::repeat(7),
        wait: Duration::from_millis(3),
        solver: Solver::Euler,
        delay: Seconds(0.5),
        weights: Weights(vec![0.5; of.weights.0.len()]),
        pairs: vec![(0.5, 0.25); of.pairs.len()],
        address: "127.0.0.1:80".parse().unwrap(),
        flags: [[true; 2]; 3],
        bytes: [9; 3],
        count: 3,
        is_on: true,
        text: "other".to_owned(),
        order: 3,
    }
}

/// Everything in every bit.
fn bits(module: &Every) -> String {
    format!("{module:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_value_of_every_type_is_loaded_as_it_was_saved(saved in foreign()) {
        for format in FORMATS {
            let options = Options::all();
            let bytes = match options.to_bytes(&saved, format) {
                Ok(bytes) => bytes,
                // A number of seconds does not tell the last nanoseconds of long durations.
                Err(Error::Unwritable { attributes, .. }) => {
                    prop_assert!(attributes.len() == 1 && attributes[0].0 == "wait", "{attributes:?}");
                    prop_assert_ne!(Duration::from_secs_f64(saved.wait.as_secs_f64()), saved.wait);
                    continue;
                }
                Err(error) => return Err(TestCaseError::fail(error.to_string())),
            };
            let mut loaded = other(&saved);
            let plan = options.plan_bytes(&loaded, &bytes, format);
            let plan = plan.map_err(|error| TestCaseError::fail(format!("{format}: {error}")))?;
            prop_assert!(plan.findings().is_empty(), "{format}: {plan}");
            plan.apply(&mut loaded).map_err(|error| TestCaseError::fail(format!("{format}: {error}")))?;
            prop_assert_eq!(bits(&loaded), bits(&saved), "{}", format);
            prop_assert!(options.to_bytes(&loaded, format).unwrap() == bytes, "{format}");
        }
    }
}
