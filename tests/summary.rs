//! Summaries: what is listed, and how it fits a page.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD};
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out))]
struct Linear<F: Element = f64> {
    #[parameter(family = "weights", shape = (n_in, n_out), init = ones())]
    w: Array2<F>,
    #[parameter(family = "biases", shape = n_out, init = zeros())]
    bias: Option<Array1<F>>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Clone, Debug, PartialEq)]
enum Solver {
    Euler,
}

impl AttributeValue for Solver {
    type Class = Plain;
}

#[derive(Module, Clone, Debug)]
#[module(shape = n)]
struct Neurons {
    #[parameter(family = "taus", shape = [(n,), ()], init = fill(0.02), unit = "s", bounds = 1e-6..)]
    tau: ArrayD<f64>,
    #[state(shape = n)]
    vmem: Array1<f32>,
    #[simulation(init = Solver::Euler)]
    solver: Solver,
    #[simulation(init = "dopri")]
    name: String,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
struct Marker;

#[derive(Module, Clone, Debug)]
enum Layer {
    Linear(Linear<f32>),
    Neurons(Neurons),
    Off,
}

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Net {
    #[module(shape = (n_in, n_out))]
    project: Linear,
    #[module]
    layers: Vec<Layer>,
    #[module]
    named: BTreeMap<String, Neurons>,
    #[module]
    any: Vec<Box<dyn DynModule>>,
    #[module]
    marker: Marker,
    #[module]
    missing: Option<Neurons>,
    #[simulation(init = 1e-3, unit = "s")]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

fn neurons(n: usize) -> Neurons {
    Neurons::builder().n(n).build().unwrap()
}

fn net() -> Net {
    let linear = Linear::<f32>::builder().shape((2, 2)).bias(Declared).build().unwrap();
    Net::builder()
        .shape((3, 2))
        .layers(vec![Layer::Linear(linear), Layer::Off, Layer::Neurons(neurons(2))])
        .named(BTreeMap::from([("left".to_owned(), neurons(4))]))
        .any(vec![Box::new(
            Linear::<f64>::builder().shape((2, 5)).w(Constant(Array2::zeros((2, 5)))).build().unwrap(),
        )])
        .build()
        .unwrap()
}

#[test]
fn modules_in_modules_are_indented_with_their_types_and_shapes() {
    let expected = "\
path                   kind        family   shape   type    unit  elements  memory
----------------------------------------------------------------------------------
Net (n_in, n_out) = (3, 2)
  dt                   simulation           ()      f64     s            1     8 B
  project: Linear (n_in, n_out) = (3, 2)
    project.w          parameter   weights  (3, 2)  f64                  6    48 B
  layers.0: Layer::Linear, Linear (n_in, n_out) = (2, 2)
    layers.0.w         parameter   weights  (2, 2)  f32                  4    16 B
    layers.0.bias      parameter   biases   (2)     f32                  2     8 B
  layers.1: Layer::Off
  layers.2: Layer::Neurons, Neurons (n) = (2)
    layers.2.tau       parameter   taus     (2)     f64     s            2    16 B
    layers.2.vmem      state                (2)     f32                  2     8 B
    layers.2.solver    simulation           ()      Solver               1
    layers.2.name      simulation           ()      str                  1     5 B
  named.left: Neurons (n) = (4)
    named.left.tau     parameter   taus     (4)     f64     s            4    32 B
    named.left.vmem    state                (4)     f32                  4    16 B
    named.left.solver  simulation           ()      Solver               1
    named.left.name    simulation           ()      str                  1     5 B
  any.0: Linear (n_in, n_out) = (2, 5)
    any.0.w            constant    weights  (2, 5)  f64                 10    80 B
  marker: Marker

                     attributes  elements  memory
-------------------------------------------------
parameters                    5        18   120 B
  weights                     2        10    64 B
  biases                      1         2     8 B
  taus                        2         6    48 B
states                        2         6    24 B
simulation                    6        15    98 B
  weights                     1        10    80 B
  of these constant           1        10    80 B
all 7 modules                13        39   242 B";
    let found = net().summary().to_string();
    assert_eq!(found, expected, "found\n{found}");
}

#[derive(Module)]
struct LongNamesForEverythingThatIsInThisModuleHere {
    #[parameter(
        family = "conductances_of_the_dendrites_of_layer_five",
        init = Array2::zeros((100_000, 3)),
        unit = "kg*m^2*s^-3*A^-2*mol^-1*cd",
        bounds = 0.0..
    )]
    a_very_long_name_of_an_attribute_that_nobody_would_like_to_type_more_than_once: Array2<f64>,
    #[module]
    another_very_long_name_of_a_submodule_that_is_even_worse: Option<Box<Self>>,
}

fn nested(levels: usize) -> LongNamesForEverythingThatIsInThisModuleHere {
    LongNamesForEverythingThatIsInThisModuleHere {
        a_very_long_name_of_an_attribute_that_nobody_would_like_to_type_more_than_once: Array2::zeros((
            100_000, 3,
        )),
        another_very_long_name_of_a_submodule_that_is_even_worse: (levels > 0)
            .then(|| Box::new(nested(levels - 1))),
    }
}

fn widest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap()
}

#[test]
fn long_names_and_deep_nests_fit_a_hundred_columns() {
    let summary = nested(20).summary();
    let narrow = summary.to_string();
    assert!(widest(&narrow) <= 100, "{narrow}");
    let row = narrow.lines().find(|line| line.contains("parameter ")).unwrap();
    assert!(row.contains("…") && row.contains("more_than_once") && row.contains("300_000"), "{narrow}");
    assert!(row.contains("2.2 MiB"), "{narrow}");
    // The deepest says where it is, however long the way.
    assert_eq!(
        narrow.matches("_that_is_even_worse: LongNamesForEverythingThatIsInThisModuleHere").count(),
        20,
        "{narrow}"
    );
    let wide = format!("{summary:#}");
    assert!(!wide.contains('…'), "{wide}");
    assert!(wide.contains("kg*m^2*s^-3*A^-2*mol^-1*cd") && wide.contains("0.0.."), "{wide}");
}

#[test]
fn equal_modules_of_a_list_are_told_once() {
    let mut layers: Vec<Layer> = (0..58).map(|_| Layer::Neurons(neurons(4))).collect();
    layers.push(Layer::Neurons(neurons(5)));
    let net = Net::builder().shape((3, 2)).layers(layers).build().unwrap();
    let summary = net.summary();
    let narrow = summary.to_string();
    assert!(
        narrow.contains("\n  layers.0 to layers.57: 58 times Layer::Neurons, Neurons (n) = (4), each\n"),
        "{narrow}"
    );
    assert!(narrow.contains("\n    layers.0.tau ") && !narrow.contains("layers.1.tau"), "{narrow}");
    assert!(narrow.contains("\n  layers.58: Layer::Neurons, Neurons (n) = (5)\n"), "{narrow}");
    assert!(narrow.lines().count() < 40, "{narrow}");
    assert!(narrow.contains("all 62 modules"), "{narrow}");
    assert!(format!("{summary:#}").contains("layers.57.tau"));
    // What is fixed in one of them is no longer alike.
    let fixed = Neurons::builder().n(4).tau(Constant(0.02)).build().unwrap();
    let mut layers: Vec<Neurons> = vec![neurons(4); 4];
    layers.push(fixed);
    let narrow = layers.summary().to_string();
    assert!(narrow.contains("\n0 to 3: 4 times Neurons (n) = (4), each\n"), "{narrow}");
    assert!(narrow.contains("\n  4.tau "), "{narrow}");
}

/// A number of a user's own.
#[derive(Clone, Debug, Default, PartialEq)]
struct Q8(i16);

impl AttributeValue for Q8 {
    type Class = Scalar;
}
impl Element for Q8 {}

#[test]
fn arrays_of_a_users_own_numbers_show_these() {
    #[derive(Module)]
    struct Filter {
        #[parameter(init = Q8(1))]
        gain: Q8,
        #[parameter(init = from_fn(|_| vec![Q8(1)]))]
        list: Vec<Q8>,
        #[parameter(init = zeros())]
        nested: [[Q8; 2]; 2],
        #[parameter(init = from_fn(|_| Array2::from_elem((2, 2), Q8(1))))]
        array: Array2<Q8>,
        #[parameter(init = from_fn(|_| ArrayD::from_elem(vec![2], Q8(1))))]
        any: ArrayD<Q8>,
    }
    let filter = Filter {
        gain: Q8(1),
        list: vec![Q8(1)],
        nested: Default::default(),
        array: Array2::default((2, 2)),
        any: ArrayD::default(vec![2]),
    };
    let summary = filter.summary().to_string();
    assert!(!summary.contains("Array"), "{summary}");
    assert_eq!(summary.matches(" Q8 ").count(), 5, "{summary}");
}

#[test]
fn nothing_at_all_has_a_summary() {
    let found = Marker.summary().to_string();
    assert!(found.starts_with("path  kind"), "{found}");
    assert!(found.contains("\nMarker\n"), "{found}");
    let none: Vec<Neurons> = Vec::new();
    assert!(none.summary().to_string().ends_with("0     0 B"));
}

#[test]
fn the_same_as_markdown() {
    let table = net().summary().to_markdown();
    assert!(table.contains("\n| `project` **Linear** |   |   | `(3, 2)` |   |   |   |   |\n"), "{table}");
    assert!(
        table.contains("\n| `any.0.w` | constant | `weights` | `(2, 5)` | `f64` |   | 10 | 80 B |\n"),
        "{table}"
    );
    assert!(table.contains("\n| - `weights` | 2 | 10 | 64 B |\n"), "{table}");
    let (attributes, totals) = table.split_once("\n\n").unwrap();
    assert!(attributes.lines().all(|line| line.matches('|').count() == 9), "{table}");
    assert!(totals.lines().all(|line| line.matches('|').count() == 5), "{table}");
}

#[test]
fn the_same_as_data() {
    let data = serde_json::to_value(net().summary()).unwrap();
    let root = &data["modules"][0];
    assert_eq!((&root["type"], &root["declared_shape"]), (&"Net".into(), &"(n_in, n_out)".into()));
    assert_eq!(root["shape"], serde_json::json!([3, 2]));
    let tau = &root["modules"][3]["attributes"][0];
    assert_eq!(
        tau,
        &serde_json::json!({
            "path": "layers.2.tau", "name": "tau", "kind": "parameter", "constant": false, "family": "taus",
            "declared_shape": "[(n), ()]", "shape": [2], "type": "f64", "unit": "s", "bounds": "1e-6..", "value": "all 0.02",
            "elements": 2, "bytes": 16
        })
    );
    assert_eq!(root["modules"][5]["attributes"][0]["constant"], true);
    assert_eq!(data["totals"]["all"], serde_json::json!({"attributes": 13, "elements": 39, "bytes": 242}));
    assert_eq!(data["totals"]["kinds"][0]["families"][0]["family"], "weights");
}

#[test]
fn values_are_told_in_a_few_words() {
    #[derive(AttributeValue, Clone, Debug, PartialEq)]
    enum Solver {
        Euler,
    }
    #[derive(AttributeValue, Clone, Debug, PartialEq)]
    struct Seconds(f64);
    #[derive(Module)]
    struct Cell {
        #[parameter(shape = 3, init = zeros())]
        broken: Vec<f32>,
        #[parameter(shape = (2, 2), init = zeros())]
        transposed: Array2<f64>,
        #[parameter(init = [7_u8; 2])]
        counts: [u8; 2],
        #[simulation(init = [true, false, true])]
        flags: [bool; 3],
        #[simulation(init = i64::MIN)]
        least: i64,
        #[simulation(init = Solver::Euler)]
        solver: Solver,
        #[simulation(init = Seconds(1e-9))]
        tiny: Seconds,
        #[simulation(init = f64::abs as fn(f64) -> f64)]
        function: fn(f64) -> f64,
        #[parameter(shape = [(0,)], init = zeros())]
        none: Vec<f64>,
        #[state(shape = 2, init = ones())]
        large: [f64; 2],
    }

    let cell = Cell {
        broken: vec![f32::NAN, 1.0, 2.0],
        transposed: Array2::from_shape_vec((2, 2), vec![1.0, 2.0, 3.0, 4.0]).unwrap().reversed_axes(),
        counts: [7, 9],
        flags: [true, false, true],
        least: i64::MIN,
        solver: Solver::Euler,
        tiny: Seconds(1e-9),
        function: f64::abs,
        none: vec![],
        large: [1_234_567.0, -1.0 / 3.0],
    };
    let told = cell.summary().values().to_string();
    let words = |path: &str| {
        let line = told.lines().find(|line| line.starts_with(path)).unwrap();
        line.split_once(')').unwrap().1.trim().to_owned()
    };
    assert_eq!(words("broken"), "1 NaN, others 1 to 2, mean 1.5");
    assert_eq!(words("transposed"), "1 to 4, mean 2.5");
    assert_eq!(words("counts"), "7 to 9, mean 8");
    assert_eq!(words("flags"), "2 of 3 true");
    assert_eq!(words("least"), i64::MIN.to_string());
    assert_eq!(words("solver"), "\"Euler\"");
    assert_eq!(words("tiny"), "1e-9");
    assert_eq!(words("none"), "");
    assert_eq!(words("large"), "-0.3333 to 1.235e6, mean 617300");
    // In the wide form of the summary too, and not in the narrow one.
    assert!(format!("{:#}", cell.summary()).contains("2 of 3 true"));
    assert!(!cell.summary().to_string().contains("2 of 3 true"));
}
