//! `Real`, the bound of generic modules; and `Duration`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, ArrayD, array};
use rockpool_core::prelude::*;
use std::time::Duration;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Layer<T: Real> {
    #[parameter(family = "taus", init = 1e-3, unit = "s", bounds = 1e-6..)]
    tau: T,
    #[parameter(shape = [(n,), ()], init = fill(0.7), bounds = 0.0..=0.7)]
    decay: ArrayD<T>,
    #[parameter(shape = n, init = uniform(0.0, 1.0))]
    gains: Array1<T>,
    #[parameter(init = 2)]
    maybe: Option<T>,
    #[state(shape = n)]
    x: Array1<T>,
    #[module(origin)]
    origin: Origin,
}

fn built<T: Real>(tau: T, gains: Array1<T>) -> Result<Layer<T>, Error> {
    Layer::<T>::builder().tau(tau).gains(gains).maybe(Constant(T::of(0.25))).build()
}

fn everything<T: Real + std::fmt::Debug>() {
    let mut layer = built(T::of(0.5), array![T::of(1.0), T::of(2.0)]).unwrap();
    assert_eq!(layer.tau, T::of(0.5));
    assert_eq!(layer.simulation_parameters().len(), 1);
    layer.set("tau", 0.25).unwrap();
    layer.set("decay", vec![0.7, 0.1]).unwrap();
    assert!(layer.set("decay", 0.71).is_err());
    assert!(built(T::of(0.0), array![]).is_err());
    let tree = layer.attributes().to_tree();
    let mut other = built(T::of(1.0), array![T::of(9.0), T::of(9.0)]).unwrap();
    other.set_attributes(&tree).unwrap();
    assert_eq!(layer, other);
    let flat = layer.parameters().flat::<T>().unwrap().to_vec();
    assert_eq!(flat.iter().map(|x| x.value()).fold(0.0, f64::max), 2.0);
    layer.parameters_mut().flat::<T>().unwrap().copy_from(&flat).unwrap();
    layer.reset_parameters();
    assert_eq!((layer.tau, layer.gains[1]), (T::of(0.5), T::of(2.0)));
    let declared = Layer::<T>::builder().n(2).maybe(Declared).key(Key::new(1)).build().unwrap();
    assert_eq!((declared.tau, declared.maybe), (T::of(1e-3), Some(T::of(2.0))));
    assert_eq!(declared.decay[[0]], T::of(0.7));
    assert!(declared.summary().to_string().contains("Layer"));
}

#[test]
fn modules_are_generic_over_real_numbers() {
    everything::<f32>();
    everything::<f64>();
}

#[test]
fn a_literal_means_what_it_means_in_the_elements_precision() {
    let bounds = Layer::<f64>::REGISTRY.attributes()[1].bounds().unwrap();
    assert_eq!(bounds.upper(), Some(rockpool_core::value::Number::Float(0.7)));
    assert!(Layer::<f64>::builder().n(1).decay(array![0.7]).build().is_ok());
    assert!(Layer::<f64>::builder().n(1).decay(array![0.700_000_01]).build().is_err());
    let bounds = Layer::<f32>::REGISTRY.attributes()[1].bounds().unwrap();
    assert_eq!(bounds.upper(), Some(rockpool_core::value::Number::Float(f64::from(0.7_f32))));
}

#[derive(Module, Clone, Debug, PartialEq)]
struct Timer {
    #[simulation(init = Duration::from_millis(2), bounds = 0.0..1e7)]
    refractory: Duration,
    #[simulation(init = 0.5, unit = "s")]
    period: Duration,
    #[simulation]
    pause: Option<Duration>,
    #[state]
    elapsed: Duration,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn durations_are_seconds() {
    let attributes = Timer::REGISTRY.attributes();
    assert!(attributes.iter().all(|a| a.unit() == Some("s") && a.dtype() == Dtype::F64));
    let mut timer = Timer::builder().pause(Duration::from_nanos(1)).period(1).build().unwrap();
    assert_eq!((timer.period, timer.elapsed), (Duration::from_secs(1), Duration::ZERO));
    timer.set("refractory", 0.25).unwrap();
    timer.set("period", Duration::from_nanos(1_000_000_001)).unwrap();
    assert_eq!(timer.refractory, Duration::from_millis(250));
    assert_eq!(timer.attributes().get("refractory").unwrap().scalar::<f64>(), Some(0.25));
    let tree = timer.attributes().to_tree();
    let mut other = Timer::builder().pause(2.0).build().unwrap();
    other.set_attributes(&tree).unwrap();
    assert_eq!(timer, other); // to the nanosecond
    for (value, message) in [
        (Value::from(-1.0), "refractory: expected a value in 0.0..1e7, found -1.0"),
        (Value::from(f64::NAN), "refractory: expected a value in 0.0..1e7, found NaN"),
    ] {
        assert_eq!(timer.set("refractory", value).unwrap_err().to_string(), message);
    }
    let error = timer.set("period", -1).unwrap_err().to_string();
    assert_eq!(error, "period: expected a duration in seconds, found -1.0");
    timer.attributes_mut().reset();
    assert_eq!(timer.period, Duration::from_secs(1));
    // Longer than a float tells nanoseconds apart, and yet what it was.
    let long = Duration::new(1 << 40, 1);
    timer.period = long;
    let tree = timer.attributes().to_tree();
    timer.set_attributes(&tree).unwrap();
    assert_eq!(timer.period, long);
}

#[test]
fn files_hold_durations_or_say_that_they_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let options = rockpool_io::Options::default().kinds(&[Kind::Parameter, Kind::State, Kind::Simulation]);
    for name in ["timer.json", "timer.npz", "timer.safetensors"] {
        let file = folder.path().join(name);
        let timer = Timer::builder().pause(Duration::new(3_000_000, 7)).build().unwrap();
        options.save(&timer, &file).unwrap();
        let mut other = Timer::builder().pause(1.0).build().unwrap();
        options.load(&mut other, &file).unwrap();
        assert_eq!(timer, other, "{name}");
        let timer = Timer::builder().pause(Duration::new(1 << 40, 1)).build().unwrap();
        let error = options.save(&timer, folder.path().join(format!("long_{name}"))).unwrap_err().to_string();
        assert!(error.contains("pause: "), "{error}");
    }
}

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Volts<T: Real>(T);

/// Numbers that begin what is made of a type parameter.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Membrane<T: Real> {
    #[parameter(init = -0.07, unit = "V", bounds = ..=-0.07)]
    rest: Volts<T>,
    #[parameter(init = 2)]
    gain: Option<Volts<T>>,
    #[parameter(init = 0.1)]
    noise: ndarray::Array0<T>,
    #[parameter(shape = [(n,), ()], init = 0.7, bounds = 0.0..=0.7)]
    leak: ArrayD<T>,
    #[module(origin)]
    origin: Origin,
}

fn numbers_begin<T: Real>() {
    let mut membrane = Membrane::<T>::builder().n(2).gain(Declared).build().unwrap();
    let built = membrane.clone();
    assert_eq!((membrane.rest.0, membrane.noise[()]), (T::of(-0.07), T::of(0.1)));
    assert_eq!(membrane.gain, Some(Volts(T::of(2.0))));
    assert_eq!(membrane.leak, ndarray::arr0(T::of(0.7)).into_dyn(), "a number is not repeated");
    membrane.set("leak", [0.5, 0.25]).unwrap();
    membrane.set("rest", -0.08).unwrap();
    assert!(membrane.set("rest", -0.06).is_err());
    membrane.reset_parameters();
    assert_eq!(membrane, built);
}

#[test]
fn numbers_begin_what_is_made_of_a_type_parameter() {
    numbers_begin::<f32>();
    numbers_begin::<f64>();
}

#[test]
fn numbers_of_single_precision_are_told_as_they_are_written() {
    let mut layer = built(0.5_f32, array![1.0, 2.0]).unwrap();
    let mut message = |path: &str, value: Value| layer.set(path, value).unwrap_err().to_string();
    assert_eq!(message("decay", 0.8_f32.into()), "decay: expected a value in 0.0..=0.7, found 0.8");
    assert_eq!(message("decay", 0.8_f64.into()), "decay: expected a value in 0.0..=0.7, found 0.8");
    let second = message("decay", array![0.1_f32, 0.700_000_05].into());
    assert_eq!(second, "decay: expected a value in 0.0..=0.7, found 0.70000005 at element 1");
    let error = Layer::<f32>::builder().n(1).decay(Init(fill(0.9))).build().unwrap_err();
    assert_eq!(error.to_string(), "decay: expected a value in 0.0..=0.7, found 0.9 at element 0");
    layer.decay.fill(1.1);
    assert_eq!(
        layer.check().unwrap_err().to_string(),
        "decay: expected a value in 0.0..=0.7, found 1.1 at element 0"
    );
}
