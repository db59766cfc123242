//! `with = path`: types of other crates are attributes by way of known ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array2, array};
use rockpool_core::prelude::*;
use rockpool_core::value::{With, WithError};
use std::net::Ipv4Addr;
use std::time::Duration;

/// A duration in milliseconds.
struct Millis;

impl With<Duration> for Millis {
    type Value = f64;
    fn get(duration: &Duration) -> f64 {
        duration.as_secs_f64() * 1e3
    }
    fn put(ms: f64) -> Result<Duration, WithError> {
        Duration::try_from_secs_f64(ms / 1e3)
            .map_err(|_| WithError::new(format_args!("a duration is not negative, found {ms} ms")))
    }
}

/// A pair, by any number of names.
struct Pair;

impl With<(f64, f64)> for Pair {
    type Value = [f64; 2];
    fn get(&(a, b): &(f64, f64)) -> [f64; 2] {
        [a, b]
    }
    fn put([a, b]: [f64; 2]) -> Result<(f64, f64), WithError> {
        Ok((a, b))
    }
}

/// Rows of pairs as a matrix, of which the shape is checked.
struct Rows;

impl<T: Element> With<Vec<(T, T)>> for Rows {
    type Value = Array2<T>;
    fn get(rows: &Vec<(T, T)>) -> Array2<T> {
        let elements = rows.iter().flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
        Array2::from_shape_vec((rows.len(), 2), elements).unwrap()
    }
    fn put(rows: Array2<T>) -> Result<Vec<(T, T)>, WithError> {
        if rows.ncols() != 2 {
            return Err("rows are pairs".into());
        }
        Ok(rows.rows().into_iter().map(|row| (row[0].clone(), row[1].clone())).collect())
    }
}

struct Text;

impl With<Ipv4Addr> for Text {
    type Value = String;
    fn get(address: &Ipv4Addr) -> String {
        address.to_string()
    }
    fn put(text: String) -> Result<Ipv4Addr, WithError> {
        text.parse().map_err(|error| WithError::new(format_args!("`{text}` is no address: {error}")))
    }
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Plant {
    #[simulation(with = Millis, init = Duration::from_millis(2), unit = "ms", bounds = 0.5..)]
    refractory: Duration,
    #[parameter(with = Pair, init = (0.5, 1.0))]
    range: (f64, f64),
    #[parameter(with = Rows, shape = (n, 2), init = fill(1.5))]
    rows: Vec<(f64, f64)>,
    #[simulation(with = Text, init = Ipv4Addr::LOCALHOST)]
    host: Ipv4Addr,
    #[simulation(with = Millis, unit = "ms")]
    pause: Option<Duration>,
    #[state(with = Pair)]
    last: (f64, f64),
    #[simulation(with = Millis, init = Duration::from_secs(1), cast = at_most_a_second)]
    capped: Duration,
    #[module(origin)]
    origin: Origin,
}

fn at_most_a_second(duration: Duration) -> Duration {
    duration.min(Duration::from_secs(1))
}

#[test]
fn the_registry_says_what_the_known_type_is() {
    let of = |name: &str| Plant::REGISTRY.attributes().iter().find(|a| a.name() == name).unwrap();
    assert_eq!((of("refractory").dtype(), of("refractory").unit()), (Dtype::F64, Some("ms")));
    assert_eq!(of("range").shapes().to_string(), "(2)");
    assert_eq!(of("rows").shapes().to_string(), "(n, 2)");
    assert_eq!(of("host").dtype(), Dtype::Str);
    assert!(of("pause").is_optional());
}

#[test]
fn builders_take_both_types() {
    let plain = Plant::builder().n(2).build().unwrap();
    assert_eq!(plain.refractory, Duration::from_millis(2));
    assert_eq!((plain.range, plain.last, plain.pause), ((0.5, 1.0), (0.0, 0.0), None));
    assert_eq!(plain.rows, [(1.5, 1.5); 2]);
    let foreign = Plant::builder()
        .refractory(Duration::from_millis(3))
        .range(Constant((1.0, 2.0)))
        .rows(vec![(1.0, 2.0)])
        .host(Ipv4Addr::new(1, 2, 3, 4))
        .pause(&Duration::from_secs(1))
        .capped(Duration::from_secs(9))
        .build()
        .unwrap();
    let known = Plant::builder()
        .refractory(3.0)
        .range(Constant([1.0, 2.0]))
        .rows(array![[1.0, 2.0]])
        .host("1.2.3.4")
        .pause(Some(Duration::from_secs(1)))
        .capped(9000)
        .build()
        .unwrap();
    assert_eq!(foreign, known);
    assert_eq!(foreign.capped, Duration::from_secs(1));
    assert_eq!(foreign.parameters().len(), 1);
    let drawn = Plant::builder()
        .n(1)
        .refractory(Init(uniform(5.0, 6.0)))
        .pause(None::<Duration>)
        .key(Key::new(1))
        .build();
    assert!((5..6).contains(&drawn.unwrap().refractory.as_millis()));
}

#[test]
fn faults_are_at_the_path() {
    let error = Plant::builder()
        .n(1)
        .refractory(Duration::from_micros(250))
        .host("here")
        .rows(array![[1.0, 2.0, 3.0]])
        .build();
    let faults: Vec<String> = error.unwrap_err().faults().iter().map(ToString::to_string).collect();
    assert_eq!(faults[0], "refractory: expected a value in 0.5.., found 0.25");
    assert!(faults[1].starts_with("rows: expected shape (n, 2) = (1, 2), found (1, 3)"), "{faults:?}");
    assert_eq!(faults[2], "host: `here` is no address: invalid IPv4 address syntax");
    let mut plant = Plant::builder().n(1).pause(1.0).build().unwrap();
    let before = plant.clone();
    for (path, value, message) in [
        ("pause", Value::from(-1.0), "pause: a duration is not negative, found -1 ms"),
        ("host", Value::from("x"), "host: `x` is no address: invalid IPv4 address syntax"),
        ("refractory", Value::from(0.25), "refractory: expected a value in 0.5.., found 0.25"),
        ("refractory", Value::from("x"), "refractory: expected a value of type `f64`, found `String`"),
    ] {
        let mut tree = Tree::new();
        tree.set("range", [7.0, 8.0].into()).unwrap();
        tree.set(path, value).unwrap();
        assert_eq!(plant.set_attributes(&tree).unwrap_err().to_string(), message);
        assert_eq!(plant, before);
    }
}

#[test]
fn values_are_set_read_and_reset() {
    let built = Plant::builder().n(2).refractory(Duration::from_nanos(3_333_333)).pause(7.0).build().unwrap();
    let mut plant = built.clone();
    plant.set("refractory", 5).unwrap();
    plant.set("range", vec![3.0, 4.0]).unwrap();
    plant.set("rows", array![[1.0, 2.0], [3.0, 4.0]]).unwrap();
    plant.set("host", "8.8.8.8").unwrap();
    plant.set("pause", 8.5).unwrap();
    plant.set("last", [9.0, 9.0]).unwrap();
    assert_eq!((plant.refractory, plant.range), (Duration::from_millis(5), (3.0, 4.0)));
    assert_eq!((plant.host, plant.pause), (Ipv4Addr::new(8, 8, 8, 8), Some(Duration::from_micros(8500))));
    let leaf = plant.attributes().get("refractory").unwrap();
    assert_eq!((leaf.scalar::<f64>(), leaf.numel(), leaf.shape().to_vec()), (Some(5.0), 1, vec![]));
    let tree = plant.attributes().to_tree();
    assert_eq!(tree.get("refractory").unwrap().scalar::<f64>(), Some(5.0));
    assert_eq!(tree.get("range").unwrap().slice::<f64>(), Some(&[3.0, 4.0][..]));
    assert_eq!(tree.get("host"), Some(&Value::from("8.8.8.8")));
    let mut other = built.clone();
    other.set_attributes(&tree).unwrap();
    assert_eq!(plant, other);
    plant.check().unwrap();
    plant.attributes_mut().reset();
    assert_eq!(plant, built); // to the nanosecond
}

#[test]
fn flat_vectors_hold_the_known_values() {
    let mut plant = Plant::builder().n(2).build().unwrap();
    let flat = plant.parameters().flat::<f64>().unwrap();
    assert_eq!(flat.to_vec(), [0.5, 1.0, 1.5, 1.5, 1.5, 1.5]);
    assert_eq!(flat.layout().get("rows"), Some(2..6));
    plant.parameters_mut().flat::<f64>().unwrap().copy_from(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).unwrap();
    assert_eq!((plant.range, plant.rows), ((1.0, 2.0), vec![(3.0, 4.0), (5.0, 6.0)]));
}

#[test]
fn flat_vectors_refuse_what_cannot_be_put() {
    /// Refuses what goes down.
    struct Ends;
    impl With<(f64, f64)> for Ends {
        type Value = [f64; 2];
        fn get(&(low, high): &(f64, f64)) -> [f64; 2] {
            [low, high]
        }
        fn put([low, high]: [f64; 2]) -> Result<(f64, f64), WithError> {
            if low <= high { Ok((low, high)) } else { Err("the low end is above the high one".into()) }
        }
    }
    #[derive(Module, Clone, Debug, PartialEq)]
    struct Clip {
        #[parameter(init = 0.5)]
        gain: f64,
        #[parameter(with = Ends, init = (0.0, 1.0), bounds = -1.0..=4.0)]
        range: (f64, f64),
        #[parameter(init = Duration::from_secs(1))]
        pause: Duration,
        #[parameter(with = Ends)]
        other: Option<(f64, f64)>,
        #[module(origin)]
        origin: Origin,
    }
    let built = Clip::builder().other((2.0, 3.0)).build().unwrap();
    let mut clip = built.clone();
    let mut copy =
        |source: &[f64]| clip.parameters_mut().flat::<f64>()?.copy_from(source).map(|()| clip.clone());
    let error = copy(&[0.7, 2.0, 1.0, -3.0, 5.0, 4.0]).unwrap_err();
    let paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
    assert_eq!(paths, ["range", "pause", "other"], "{error}");
    assert!(error.to_string().starts_with("range: the low end is above the high one"), "{error}");
    let moved = copy(&[0.7, 1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
    assert_eq!((moved.gain, moved.range, moved.pause), (0.7, (1.0, 2.0), Duration::from_secs(3)));
    let mut clip = built.clone();
    let onto = clip.parameters_mut().flat::<f64>().unwrap().project_from(&[0.7, 3.0, 2.0, 1.0, 2.0, 3.0]);
    assert_eq!(onto.unwrap_err().faults()[0].path(), &"range");
    assert_eq!(clip, built);
    clip.parameters_mut().flat::<f64>().unwrap().project_from(&[0.7, 8.0, 9.0, 1.0, 2.0, 3.0]).unwrap();
    assert_eq!(clip.range, (4.0, 4.0));
}

#[test]
fn what_is_known_alike_stays_as_it_is() {
    /// Says less than a duration.
    struct Coarse;
    impl With<Duration> for Coarse {
        type Value = u64;
        fn get(duration: &Duration) -> u64 {
            duration.as_secs()
        }
        fn put(seconds: u64) -> Result<Duration, WithError> {
            Ok(Duration::from_secs(seconds))
        }
    }
    #[derive(Module)]
    struct Timer {
        #[parameter(with = Coarse, init = Duration::from_millis(1500))]
        period: Duration,
    }
    let mut timer = Timer { period: Duration::from_millis(2500) };
    let tree = timer.attributes().to_tree();
    timer.set_attributes(&tree).unwrap();
    assert_eq!(timer.period, Duration::from_millis(2500));
    timer.reset_parameters();
    assert_eq!(timer.period, Duration::from_millis(1500));
    timer.set("period", 3).unwrap();
    assert_eq!(timer.period, Duration::from_secs(3));
}

#[test]
fn summaries_and_families_have_them() {
    #[derive(Module)]
    struct Timed<T: Element> {
        #[parameter(family = "taus", with = Millis, init = Duration::from_secs(1), unit = "ms")]
        tau: Duration,
        #[parameter(with = Rows, init = Vec::<(T, T)>::new())]
        rows: Vec<(T, T)>,
    }
    let mut timed = Timed { tau: Duration::from_millis(4), rows: vec![(1_u8, 2)] };
    *timed.taus_mut().tau += Duration::from_millis(1);
    assert!(timed.summary().to_string().contains("ms"));
    assert_eq!(timed.parameters().get("rows").unwrap().shape(), [1, 2]);
    assert_eq!(timed.parameters().taus().numel(), 1);
}

#[test]
fn files_hold_the_known_values() {
    let folder = tempfile::tempdir().unwrap();
    let options = rockpool_io::Options::default().kinds(&[Kind::Parameter, Kind::State, Kind::Simulation]);
    for name in ["plant.json", "plant.npz", "plant.safetensors"] {
        let file = folder.path().join(name);
        let plant = Plant::builder()
            .n(2)
            .refractory(7.5)
            .host("1.2.3.4")
            .pause(0.5)
            .range((8.0, 9.0))
            .build()
            .unwrap();
        options.save(&plant, &file).unwrap();
        let mut other = Plant::builder().n(2).pause(1.0).build().unwrap();
        options.load(&mut other, &file).unwrap();
        assert_eq!(plant, other, "{name}");
    }
}
