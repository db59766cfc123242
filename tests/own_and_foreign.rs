//! Types of one's own and of others together, alone and in containers: built, set from text, reset, summed up,
//! flattened, saved and loaded.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    clippy::large_enum_variant,
    reason = "a test fails by panicking"
)]

use core::time::Duration;
use nalgebra::{DVector, SMatrix, matrix};
use ndarray::{Array1, Array2, ArrayD};
use num_complex::Complex;
use num_dual::Dual64;
use rockpool_core::prelude::*;
use rockpool_core::value::{With, WithError};

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    Euler,
    #[attribute(rename = "rk4", alias = "rk")]
    RungeKutta4,
}

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Seconds(f64);

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Gains<T: Real>(Vec<T>);

struct Pair;

impl With<(f64, f64)> for Pair {
    type Value = [f64; 2];
    fn get(&(a, b): &(f64, f64)) -> [f64; 2] {
        [a, b]
    }
    fn put([a, b]: [f64; 2]) -> Result<(f64, f64), WithError> {
        if a <= b { Ok((a, b)) } else { Err(WithError::new(format!("{a} lies above {b}"))) }
    }
}

/// A bit of everything.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n, m))]
struct Plant<T: Real> {
    #[parameter(init = matrix![1.0, 2.0, 3.0; 4.0, 5.0, 6.0], bounds = -9.0..=9.0)]
    a: SMatrix<f64, 2, 3>,
    #[parameter(shape = (n, 2), init = uniform(0.0, 1.0), unit = "V")]
    b: SMatrix<f64, 2, 2>,
    #[parameter(shape = n, init = ones(), bounds = 0.0..)]
    x: DVector<T>,
    #[parameter(shape = m, init = fill(0.25))]
    maybe: Option<DVector<f64>>,
    #[parameter(init = Complex::new(1.0, 2.0))]
    z: Complex<f64>,
    #[parameter(shape = (n, m), init = kaiming())]
    zs: Array2<Complex<f64>>,
    #[simulation(init = Duration::from_millis(2), bounds = 0.0..=1.0)]
    refractory: Duration,
    #[parameter(with = Pair, init = (-1.0, 1.0), unit = "V", bounds = -5.0..=5.0)]
    range: (f64, f64),
    #[simulation(with = Pair, init = (0.0, 1.0))]
    window: Option<(f64, f64)>,
    #[simulation(init = Solver::Euler)]
    solver: Solver,
    #[parameter(family = "taus", init = Seconds(0.02), unit = "s", bounds = 1e-6..)]
    tau: Seconds,
    #[parameter(shape = n, init = fill(0.5), bounds = 0.0..=0.7)]
    gains: Gains<T>,
    #[parameter(init = 0.5, bounds = 0.0..=0.7)]
    decay: T,
    #[state(shape = n)]
    level: Array1<T>,
    #[state]
    last: SMatrix<f64, 2, 1>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
enum Choice<T: Real> {
    Plant(Plant<T>),
    Nothing,
}

#[derive(Module, Clone, Debug, PartialEq)]
struct Net<T: Real> {
    #[module(shape = (2, 1), len = 2)]
    cells: Vec<Plant<T>>,
    #[module(shape = (2, 3))]
    one: Option<Plant<T>>,
    #[module]
    choice: Choice<T>,
    #[module(origin)]
    origin: Origin,
}

fn plant<T: Real>(decay: T) -> Plant<T> {
    Plant::<T>::builder()
        .shape((2, 3))
        .decay(decay)
        .tau(0.05)
        .range([-0.5, 0.5])
        .solver("rk")
        .maybe(Declared)
        .zs(Constant([[Complex::new(0.0, 1.0); 3]; 2]))
        .key(Key::new(1))
        .build()
        .unwrap()
}

fn net<T: Real>() -> Net<T> {
    Net::<T>::builder()
        .cells(Each(|index| Plant::<T>::builder().decay(T::of(0.1 * (index + 1) as f64)).window((0.0, 2.0))))
        .one(Declared)
        .choice(Choice::Plant(plant(T::of(0.7))))
        .key(Key::new(2))
        .build()
        .unwrap()
}

/// All that is done to a module by those who do not know what it holds.
fn whole<T: Real, M: Module + Clone + PartialEq + core::fmt::Debug>(built: M, at: &str) {
    let mut module = built.clone();
    module.check().unwrap();
    let path = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };

    // Set, from text and numbers; what is wrong changes nothing.
    module.set(&path("solver"), "rk4").unwrap();
    module.set(&path("solver"), "Euler").unwrap();
    let error = module.set(&path("solver"), "rk5").unwrap_err().to_string();
    assert!(error.contains("`Euler`") && error.contains("`rk4`"), "{error}");
    module.set(&path("refractory"), 0.003).unwrap();
    module.set(&path("tau"), 0.03).unwrap();
    module.set(&path("range"), [0.0, 1.0]).unwrap();
    module.set(&path("a"), ArrayD::from_elem(vec![2, 3], 0.5)).unwrap();
    module.set(&path("x"), vec![2.0; 2]).unwrap();
    module.set(&path("gains"), [0.7, 0.6]).unwrap();
    module.set(&path("decay"), 0.7).unwrap();
    module.set(&path("z"), Complex::new(3.0, 4.0)).unwrap();
    module.set(&path("last"), [1.0, 2.0]).unwrap();
    let changed = module.clone();
    for (name, value) in [
        ("refractory", Value::from(2.0)),
        ("tau", Value::from(0.0)),
        ("range", Value::from([1.0, 0.0])),
        ("range", Value::from([-9.0, 0.0])),
        ("a", Value::from([[10.0; 3]; 2])),
        ("x", Value::from([-1.0, 1.0])),
        ("gains", Value::from([0.8, 0.0])),
        ("decay", Value::from(0.71)),
        ("a", Value::from([[1.0; 2]; 2])),
        ("solver", Value::from(1.0)),
    ] {
        let error = module.set(&path(name), value).unwrap_err();
        assert_eq!(error.faults()[0].path().to_string(), path(name));
    }
    assert_eq!(module, changed);

    // Trees.
    let tree = module.attributes().to_tree();
    let mut other = built.clone();
    other.set_attributes(&tree).unwrap();
    assert_eq!(other, changed);

    // Words for people.
    let summary = module.summary().to_string();
    assert!(summary.contains("solver") && summary.contains("refractory"), "{summary}");

    // Flat vectors, of each type of number.
    let flat = module.parameters().of::<f64>().flat::<f64>().unwrap();
    let numbers = flat.to_vec();
    assert_eq!(&numbers[flat.layout().get(&path("a")).unwrap()], [0.5; 6]);
    assert_eq!(&numbers[flat.layout().get(&path("range")).unwrap()], [0.0, 1.0]);
    assert_eq!(&numbers[flat.layout().get(&path("tau")).unwrap()], [0.03]);
    module.parameters_mut().of::<f64>().flat::<f64>().unwrap().copy_from(&numbers).unwrap();
    let numbers = module.parameters().of::<T>().flat::<T>().unwrap().to_vec();
    module.parameters_mut().of::<T>().flat::<T>().unwrap().copy_from(&numbers).unwrap();
    let numbers = module.parameters().of::<Complex<f64>>().flat::<Complex<f64>>().unwrap().to_vec();
    module.parameters_mut().of::<Complex<f64>>().flat::<Complex<f64>>().unwrap().copy_from(&numbers).unwrap();
    assert_eq!(module, changed);

    // Files.
    let folder = tempfile::tempdir().unwrap();
    for name in ["m.json", "m.npz", "m.safetensors"] {
        let file = folder.path().join(name);
        let all = rockpool_io::Options::all();
        all.save(&module, &file).unwrap();
        let mut other = built.clone();
        all.load(&mut other, &file).unwrap();
        assert_eq!(other, changed, "{name}");
    }

    // Resets return to what was built.
    module.reset_parameters();
    module.reset_state();
    module.attributes_mut().reset();
    assert_eq!(module, built);
    let numel = module.attributes().numel();
    module.attributes_mut().reset();
    assert_eq!((module.attributes().numel(), &module), (numel, &built));
}

#[test]
fn a_plant_of_floats() {
    whole::<f64, _>(plant(0.6_f64), "");
    whole::<f32, _>(plant(0.6_f32), "");
}

#[test]
fn a_plant_of_dual_numbers() {
    whole::<Dual64, _>(plant(Dual64::new(0.6, 1.0)), "");
}

#[test]
fn plants_in_containers() {
    for at in ["cells.0", "cells.1", "one", "choice"] {
        whole::<f64, _>(net::<f64>(), at);
        whole::<f32, _>(net::<f32>(), at);
        whole::<Dual64, _>(net::<Dual64>(), at);
    }
}

#[test]
fn constants_of_every_type_stay_out_of_flat_vectors() {
    let plant = Plant::<f64>::builder()
        .shape((2, 1))
        .a(Constant(SMatrix::<f64, 2, 3>::zeros()))
        .x(Constant(DVector::from_element(2, 3.0)))
        .z(Constant(Complex::new(0.0, 1.0)))
        .range(Constant((0.0, 1.0)))
        .tau(Constant(Seconds(0.5)))
        .gains(Constant([0.1, 0.2]))
        .key(Key::new(3))
        .build()
        .unwrap();
    let paths: Vec<String> = plant.parameters().iter().map(|leaf| leaf.path().to_string()).collect();
    assert_eq!(paths, ["b", "zs", "decay"]);
    assert_eq!(plant.parameters().of::<f64>().flat::<f64>().unwrap().len(), 5);
}

#[test]
fn faults_of_every_type_are_told_together() {
    let error = Plant::<f64>::builder()
        .shape((2, 1))
        .a([[100.0; 3]; 2])
        .range((2.0, 9.0))
        .tau(-1.0)
        .gains([0.9, 0.1])
        .solver("heun")
        .decay(0.8)
        .refractory(Duration::from_secs(2))
        .x(vec![1.0; 3])
        .build()
        .unwrap_err();
    let paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
    for path in ["a", "range", "tau", "gains", "solver", "decay", "refractory", "x"] {
        assert!(paths.iter().any(|found| found == path), "{path}: {error}");
    }
}

#[test]
fn summaries_name_the_type_of_elements_whatever_holds_them() {
    struct Ends;
    impl With<(Dual64, Dual64)> for Ends {
        type Value = [Dual64; 2];
        fn get(&(a, b): &(Dual64, Dual64)) -> [Dual64; 2] {
            [a, b]
        }
        fn put([a, b]: [Dual64; 2]) -> Result<(Dual64, Dual64), WithError> {
            Ok((a, b))
        }
    }

    #[derive(Module)]
    struct Duals {
        #[parameter(init = ones())]
        a: SMatrix<Dual64, 2, 3>,
        #[parameter(init = fill(2.0), shape = 2)]
        b: Gains<Dual64>,
        #[parameter(with = Ends, init = (Dual64::from(0.0), Dual64::from(1.0)))]
        c: (Dual64, Dual64),
    }
    let a = SMatrix::from_element(Dual64::from(1.0));
    let duals = Duals { a, b: Gains(vec![Dual64::from(1.0); 2]), c: (Dual64::from(0.0), Dual64::from(1.0)) };
    let summary = duals.summary().to_string();
    assert_eq!(summary.matches(" Dual<f64> ").count(), 3, "{summary}");
}
