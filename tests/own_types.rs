//! `#[derive(AttributeValue)]`: enums of words and structs of one field, in everything that attributes do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, array};
use rockpool_core::prelude::*;
use rockpool_core::value::ArrayValue;

#[derive(AttributeValue, Clone, Copy, Debug, PartialEq)]
enum Solver {
    Euler,
    Heun,
    #[attribute(rename = "rk4", alias = "RK4", alias = "runge_kutta")]
    RungeKutta4,
}

/// A duration.
#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Seconds(f64);

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Matrix {
    rows: Array2<f64>,
}

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Gains<T: Element, const N: usize>([T; N]);

/// A newtype of a newtype, and of an enum.
#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Dead(Seconds);
#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Chosen(Solver);

#[derive(Module, Debug, PartialEq)]
#[module(shape = (n, m))]
struct Plant<T: Element, const N: usize> {
    #[simulation(init = Solver::Euler)]
    solver: Solver,
    #[simulation(init = Chosen(Solver::Heun))]
    chosen: Chosen,
    #[parameter(family = "taus", init = Seconds(0.02), unit = "s", bounds = 1e-6..)]
    tau: Seconds,
    #[parameter(family = "taus", init = 0.5, unit = "s")]
    dead: Dead,
    #[parameter(shape = (n, m), init = fill(1.0))]
    a: Matrix,
    #[parameter(init = zeros())]
    gains: Gains<T, N>,
    #[parameter]
    maybe: Option<Seconds>,
    #[state]
    level: Seconds,
    #[state(init = Solver::Heun)]
    last: Option<Solver>,
    #[module(origin)]
    origin: Origin,
}

type Small = Plant<f64, 2>;

#[test]
fn the_registry_says_what_the_field_is() {
    let of = |name: &str| Small::REGISTRY.attributes().iter().find(|a| a.name() == name).unwrap();
    assert_eq!(of("solver").dtype(), Dtype::Str);
    assert_eq!(of("solver").choices(), ["Euler", "Heun", "rk4"]);
    assert_eq!(of("chosen").choices(), ["Euler", "Heun", "rk4"]);
    assert_eq!((of("tau").dtype(), of("tau").unit()), (Dtype::F64, Some("s")));
    assert!(of("tau").choices().is_empty());
    assert_eq!(of("dead").dtype(), Dtype::F64);
    assert_eq!(of("gains").shapes().to_string(), "(2)");
    assert!(of("maybe").is_optional() && of("last").is_optional());
}

#[test]
fn builders_take_the_type_and_what_it_holds() {
    let plain = Small::builder().n(2).m(2).build().unwrap();
    assert_eq!((plain.tau, plain.dead, plain.maybe), (Seconds(0.02), Dead(Seconds(0.5)), None));
    let newtypes = Small::builder()
        .solver(Solver::RungeKutta4)
        .chosen(Chosen(Solver::Euler))
        .tau(Constant(Seconds(0.1)))
        .dead(Dead(Seconds(0.2)))
        .a(Matrix { rows: array![[1.0, 2.0]] })
        .gains(Gains([1.0, 2.0]))
        .maybe(Seconds(0.3))
        .last(Solver::Euler)
        .build()
        .unwrap();
    let inner = Small::builder()
        .solver("rk4")
        .chosen("Euler")
        .tau(Constant(0.1))
        .dead(Seconds(0.2))
        .a([[1.0, 2.0]])
        .gains(array![1.0, 2.0])
        .maybe(0.3)
        .last("Euler")
        .build()
        .unwrap();
    assert_eq!(newtypes, inner);
    assert_eq!(newtypes.simulation_parameters().len(), 3);
    assert_eq!(newtypes.a.rows.dim(), (1, 2));
    let drawn = Small::builder().n(1).m(1).tau(Init(uniform(0.1, 0.2))).key(Key::new(1)).build().unwrap();
    assert!((0.1..0.2).contains(&drawn.tau.0));
}

#[test]
fn faults_are_those_of_the_field() {
    let error = Small::builder().n(1).m(1).solver("rk5").tau(0.0).build().unwrap_err();
    assert_eq!(
        error.faults().iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "solver: expected one of `Euler`, `Heun` and `rk4`, found `rk5`, did you mean `rk4`?",
            "tau: expected a value in 1e-6.., found 0.0"
        ]
    );
    let mut plant = Small::builder().n(1).m(2).build().unwrap();
    let before = plant.attributes().to_tree();
    for (path, value, message) in [
        (
            "solver",
            Value::from("euler"),
            "solver: expected one of `Euler`, `Heun` and `rk4`, found `euler`, did you mean `Euler`?",
        ),
        (
            "chosen",
            Value::from("none at all"),
            "chosen: expected one of `Euler`, `Heun` and `rk4`, found `none at all`",
        ),
        (
            "solver",
            Value::from(3),
            "solver: expected one of `Euler`, `Heun` and `rk4`, found a value of type `i32`",
        ),
        ("tau", Value::from(-1.0), "tau: expected a value in 1e-6.., found -1.0"),
        ("tau", Value::from("fast"), "tau: expected a value of type `f64`, found `String`"),
    ] {
        assert_eq!(plant.set(path, value).unwrap_err().to_string(), message);
        assert_eq!(plant.attributes().to_tree(), before);
    }
    assert!(plant.set("a", array![[1.0]]).is_err());
}

#[test]
fn values_are_set_and_read_as_text_and_as_the_field() {
    let mut plant = Small::builder().n(1).m(2).maybe(0.3).last(Declared).build().unwrap();
    for (word, solver) in
        [("rk4", Solver::RungeKutta4), ("Euler", Solver::Euler), ("RK4", Solver::RungeKutta4)]
    {
        plant.set("solver", word).unwrap();
        assert_eq!(plant.solver, solver);
    }
    plant.set("solver", Solver::Heun).unwrap();
    plant.set("chosen", Chosen(Solver::RungeKutta4)).unwrap();
    plant.set("last", "Euler").unwrap();
    plant.set("tau", Seconds(0.25)).unwrap();
    plant.set("dead", 1).unwrap();
    plant.set("a", array![[3.0, 4.0]]).unwrap();
    let leaf = plant.attributes().get("solver").unwrap();
    assert_eq!(leaf.text(), Some("Heun"));
    assert_eq!(leaf.scalar::<Solver>(), Some(Solver::Heun));
    assert_eq!(leaf.scalar::<String>(), Some("Heun".into()));
    let leaf = plant.attributes().get("dead").unwrap();
    assert_eq!((leaf.scalar::<f64>(), leaf.scalar::<Dead>()), (Some(1.0), Some(Dead(Seconds(1.0)))));
    let tree = plant.attributes().to_tree();
    assert_eq!(tree.get("solver").unwrap().scalar::<String>(), Some("Heun".into()));
    assert_eq!(tree.get("solver").unwrap().scalar::<Solver>(), Some(Solver::Heun));
    assert_eq!(tree.get("chosen"), Some(&Value::from("rk4")));
    assert_eq!(tree.get("tau"), Some(&Value::from(0.25)));
    assert_eq!(Value::from(Seconds(0.25)), Value::from(0.25));
    let mut other = Small::builder().n(1).m(2).maybe(1.0).last(Declared).build().unwrap();
    other.set_attributes(&tree).unwrap();
    assert_eq!(plant, other);
}

#[test]
fn resets_return_to_what_was_given_and_declared() {
    let mut plant = Small::builder().n(1).m(2).solver("rk4").tau(0.1).last("Euler").build().unwrap();
    let built = plant.attributes().to_tree();
    for (path, value) in [("solver", Value::from("Heun")), ("chosen", "Euler".into()), ("last", "rk4".into())]
    {
        plant.set(path, value).unwrap();
    }
    (plant.tau, plant.level, plant.a.rows) = (Seconds(1.0), Seconds(2.0), array![[5.0, 6.0]]);
    plant.reset_parameters();
    plant.reset_state();
    plant.simulation_parameters_mut().reset();
    assert_eq!(plant.attributes().to_tree(), built);
    assert_eq!(plant.last, Some(Solver::Euler));
}

#[test]
fn newtypes_are_flat_as_their_field() {
    let mut plant = Small::builder().n(1).m(2).tau(0.1).gains([7.0, 8.0]).build().unwrap();
    let flat = plant.parameters().flat::<f64>().unwrap();
    assert_eq!(flat.to_vec(), [0.1, 0.5, 1.0, 1.0, 7.0, 8.0]);
    plant.parameters_mut().flat::<f64>().unwrap().copy_from(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).unwrap();
    assert_eq!((plant.tau, plant.dead), (Seconds(1.0), Dead(Seconds(2.0))));
    assert_eq!((plant.a.rows, plant.gains), (array![[3.0, 4.0]], Gains([5.0, 6.0])));
}

#[test]
fn summaries_tell_words_and_numbers() {
    let summary = format!("{:#}", Small::builder().n(1).m(2).build().unwrap().summary());
    let line =
        |name: &str| summary.lines().find(|line| line.trim_start().starts_with(name)).unwrap().to_owned();
    assert!(line("solver").contains("str"), "{summary}");
    assert!(line("solver").contains("Euler | Heun | rk4"), "{summary}");
    assert!(line("tau").contains("f64"), "{summary}");
}

#[test]
fn files_hold_words_and_fields() {
    let folder = tempfile::tempdir().unwrap();
    let options = rockpool_io::Options::default().kinds(&[Kind::Parameter, Kind::State, Kind::Simulation]);
    for name in ["plant.json", "plant.npz", "plant.safetensors"] {
        let file = folder.path().join(name);
        let plant =
            Small::builder().n(1).m(2).solver("rk4").tau(0.1).maybe(0.2).last("Heun").build().unwrap();
        options.save(&plant, &file).unwrap();
        let mut other = Small::builder().n(1).m(2).maybe(1.0).last("Euler").build().unwrap();
        options.load(&mut other, &file).unwrap();
        assert_eq!(plant, other, "{name}");
    }
}

#[test]
fn generic_functions_give_newtypes_of_any_element() {
    fn built<T: Element>(gains: [T; 2]) -> Plant<T, 2> {
        Plant::<T, 2>::builder().n(1).m(1).gains(Gains(gains)).build().unwrap()
    }
    assert_eq!(built([1_u8, 2]).gains, Gains([1, 2]));
    assert_eq!(built([1.5_f32, 2.0]).gains.0.as_elements(), Some(&[1.5, 2.0][..]));
}

#[test]
fn they_stand_alone_as_well() {
    let tau = Parameter::new(Seconds(0.5)).family("taus").resolve().unwrap();
    assert_eq!((tau.value(), tau.shape()), (&Seconds(0.5), &[][..]));
    let solver = SimulationParameter::new(Solver::Euler).resolve().unwrap();
    assert_eq!(solver.value(), &Solver::Euler);
    assert_eq!(Parameter::<Seconds>::shaped(()).init(fill(0.5)).resolve().unwrap().value(), &Seconds(0.5));
}

/// Without an origin, and in arrays of modules.
#[derive(Module, Clone, Debug, PartialEq)]
struct Cell {
    #[parameter(init = Seconds(0.1))]
    tau: Seconds,
    #[simulation(init = Solver::Heun)]
    solver: Solver,
    #[state(init = Array1::zeros(2))]
    x: Array1<f64>,
}

#[test]
fn modules_without_an_origin_have_them_too() {
    let mut cells = vec![Cell { tau: Seconds(1.0), solver: Solver::Euler, x: array![1.0, 2.0] }; 3];
    cells.set("1.solver", "rk4").unwrap();
    assert_eq!(cells[1].solver, Solver::RungeKutta4);
    cells.reset_parameters();
    cells.simulation_parameters_mut().reset();
    assert!(cells.iter().all(|cell| cell.tau == Seconds(0.1) && cell.solver == Solver::Heun));
}
