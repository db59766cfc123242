//! Law 10: what is saved is what is loaded, for any type, shape, name and format, or nothing is written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{ArrayD, IxDyn};
use proptest::prelude::*;
use rockpool_core::prelude::*;
use rockpool_io::{Error, Format, Options};
use std::collections::BTreeMap;

const FORMATS: [Format; 3] = [Format::Json, Format::Safetensors, Format::Npz];

/// Any array, of any shape.
#[derive(Module, Clone, Debug)]
struct Held<T: Element> {
    #[parameter(family = "weights")]
    value: ArrayD<T>,
    #[module(origin)]
    origin: Origin,
}

/// Any text.
#[derive(Module, Clone, Debug)]
struct Told {
    #[parameter(init = "")]
    text: String,
    #[module(origin)]
    origin: Origin,
}

/// One value of a generated module: how it is built, and the same with other elements.
#[derive(Clone, Debug)]
enum Leaf {
    F64(ArrayD<f64>),
    F32(ArrayD<f32>),
    I64(ArrayD<i64>),
    I32(ArrayD<i32>),
    I16(ArrayD<i16>),
    I8(ArrayD<i8>),
    U64(ArrayD<u64>),
    U32(ArrayD<u32>),
    U16(ArrayD<u16>),
    U8(ArrayD<u8>),
    Bool(ArrayD<bool>),
    Text(String),
}

fn held<T: Element>(array: &ArrayD<T>, is_constant: bool) -> Box<dyn DynModule> {
    let builder = Held::<T>::builder();
    let built = match is_constant {
        true => builder.value(Constant(array.clone())).build(),
        false => builder.value(array.clone()).build(),
    };
    Box::new(built.unwrap())
}

/// Elements that none of the generated ones is by accident.
fn others<T: Element>(array: &ArrayD<T>, element: T) -> ArrayD<T> {
    ArrayD::from_elem(array.raw_dim(), element)
}

impl Leaf {
    fn build(&self, is_constant: bool) -> Box<dyn DynModule> {
        match self {
            Self::F64(x) => held(x, is_constant),
            Self::F32(x) => held(x, is_constant),
            Self::I64(x) => held(x, is_constant),
            Self::I32(x) => held(x, is_constant),
            Self::I16(x) => held(x, is_constant),
            Self::I8(x) => held(x, is_constant),
            Self::U64(x) => held(x, is_constant),
            Self::U32(x) => held(x, is_constant),
            Self::U16(x) => held(x, is_constant),
            Self::U8(x) => held(x, is_constant),
            Self::Bool(x) => held(x, is_constant),
            Self::Text(text) => Box::new(Told::builder().text(text.clone()).build().unwrap()),
        }
    }

    fn other(&self) -> Self {
        match self {
            Self::F64(x) => Self::F64(others(x, 0.125)),
            Self::F32(x) => Self::F32(others(x, 0.125)),
            Self::I64(x) => Self::I64(others(x, 77)),
            Self::I32(x) => Self::I32(others(x, 77)),
            Self::I16(x) => Self::I16(others(x, 77)),
            Self::I8(x) => Self::I8(others(x, 77)),
            Self::U64(x) => Self::U64(others(x, 77)),
            Self::U32(x) => Self::U32(others(x, 77)),
            Self::U16(x) => Self::U16(others(x, 77)),
            Self::U8(x) => Self::U8(others(x, 77)),
            Self::Bool(x) => Self::Bool(others(x, true)),
            Self::Text(_) => Self::Text("other".to_owned()),
        }
    }
}

/// 0 to 5 axes, some without length.
fn shape() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(prop_oneof![4 => 1..4_usize, 1 => Just(0)], 0..6)
}

fn array<T: Element + std::fmt::Debug>(
    element: impl Strategy<Value = T> + Clone + 'static,
    leaf: fn(ArrayD<T>) -> Leaf,
) -> BoxedStrategy<Leaf> {
    let filled = move |shape: Vec<usize>| {
        let numel = shape.iter().product::<usize>();
        let array = move |elements| ArrayD::from_shape_vec(IxDyn(&shape), elements).unwrap();
        prop::collection::vec(element.clone(), numel).prop_map(array)
    };
    shape().prop_flat_map(filled).prop_map(leaf).boxed()
}

fn leaf() -> impl Strategy<Value = Leaf> {
    let doubles = prop_oneof![
        any::<f64>().prop_filter("no NaN", |x| !x.is_nan()),
        Just(-0.0),
        Just(f64::MIN_POSITIVE / 4.0),
        Just((1_u64 << 60) as f64),
    ];
    let singles =
        prop_oneof![any::<f32>().prop_filter("no NaN", |x| !x.is_nan()), Just(-0.0), Just(16_777_217.0)];
    let text = prop_oneof![
        any::<String>(),
        Just(String::new()),
        Just("\0".to_owned()),
        Just("ends\0\0".to_owned()),
        Just("null".to_owned()),
        Just("[1.0]".to_owned()),
        Just("{\"version\":2}".to_owned()),
    ];
    prop_oneof![
        array(doubles, Leaf::F64),
        array(singles, Leaf::F32),
        array(any::<i64>(), Leaf::I64),
        array(any::<i32>(), Leaf::I32),
        array(any::<i16>(), Leaf::I16),
        array(any::<i8>(), Leaf::I8),
        array(any::<u64>(), Leaf::U64),
        array(any::<u32>(), Leaf::U32),
        array(any::<u16>(), Leaf::U16),
        array(any::<u8>(), Leaf::U8),
        array(any::<bool>(), Leaf::Bool),
        text.prop_map(Leaf::Text),
    ]
}

/// Names of 1 to 300 bytes: any characters but a dot, and the formats' own words.
fn name() -> impl Strategy<Value = String> {
    let words = [
        "rockpool",
        "rockpool_",
        "rockpool__",
        "__metadata__",
        "dtype",
        "shape",
        "data_offsets",
        "version",
        "value",
        "text",
        "file",
        "arr_0",
        "0",
        "00",
        "-1",
        "null",
        "\0",
        "a\0b",
        "\n",
        "\r\n\t",
        "\u{7f}",
        "\"",
        "\\",
        "/",
        "a/b",
        "../../x",
        "__MACOSX",
        "é",
        "\u{feff}",
        "𝒙",
        "NaN",
        " ",
        "npy",
        "rockpool json",
        "PK\u{3}\u{4}",
    ];
    prop_oneof![
        2 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "\\PC{1,70}",
        1 => (1..=300_usize).prop_map(|length| "n".repeat(length)),
    ]
    .prop_map(|name: String| {
        let mut name = name.replace('.', "_");
        while name.len() > 300 {
            name.pop();
        }
        if name.is_empty() { "_".to_owned() } else { name }
    })
}

type Tree = BTreeMap<String, BTreeMap<String, Box<dyn DynModule>>>;
type Plan = BTreeMap<String, BTreeMap<String, (Leaf, bool)>>;

fn build(plan: &Plan, by: impl Fn(&Leaf, bool) -> Box<dyn DynModule>) -> Tree {
    let inner = |leaves: &BTreeMap<String, (Leaf, bool)>| {
        leaves.iter().map(|(name, (leaf, is_constant))| (name.clone(), by(leaf, *is_constant))).collect()
    };
    plan.iter().map(|(name, leaves)| (name.clone(), inner(leaves))).collect()
}

/// Everything in every bit.
fn bits(module: &impl Module) -> String {
    format!("{:?}", module.attributes().to_tree())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn what_is_saved_is_what_is_loaded(
        plan in prop::collection::btree_map(
            name(), prop::collection::btree_map(name(), (leaf(), any::<bool>()), 1..3), 0..4,
        )
    ) {
        let saved = build(&plan, Leaf::build);
        for format in FORMATS {
            let bytes = match Options::new().to_bytes(&saved, format) {
                Ok(bytes) => bytes,
                Err(Error::Unwritable { attributes, .. }) => {
                    prop_assert_eq!(format, Format::Json);
                    prop_assert!(attributes.iter().all(|(_, why)| why.contains("no finite number")));
                    continue;
                }
                Err(error) => return Err(TestCaseError::fail(error.to_string())),
            };
            let mut loaded = build(&plan, |leaf, is_constant| leaf.other().build(is_constant));
            let plan = Options::new().plan_bytes(&loaded, &bytes, format);
            let plan = plan.map_err(|error| TestCaseError::fail(format!("{format}: {error}")))?;
            prop_assert!(plan.findings().is_empty(), "{format}: {plan}");
            plan.apply(&mut loaded).map_err(|error| TestCaseError::fail(format!("{format}: {error}")))?;
            prop_assert_eq!(bits(&loaded), bits(&saved), "{}", format);
            // Equal modules make equal files.
            prop_assert!(Options::new().to_bytes(&loaded, format).unwrap() == bytes, "{format}");
        }
    }
}

#[test]
fn attributes_with_the_formats_own_words_for_names_are_loaded() {
    #[derive(Module, Clone)]
    struct Words {
        #[parameter(init = 1.0, rename = "rockpool")]
        first: f64,
        #[parameter(init = "x", rename = "rockpool_")]
        second: String,
        #[parameter(init = 1.0, rename = "__metadata__")]
        third: f64,
        #[parameter(init = "x", rename = "dtype")]
        fourth: String,
    }
    let saved = Words {
        first: 2.0,
        second: r#"{"version":2,"module":"Other"}"#.to_owned(),
        third: 3.0,
        fourth: "ends\0".to_owned(),
    };
    for format in FORMATS {
        let bytes = Options::new().to_bytes(&saved, format).unwrap();
        let mut loaded = Words { first: 0.0, second: String::new(), third: 0.0, fourth: String::new() };
        let plan = Options::new().plan_bytes(&loaded, &bytes, format).unwrap();
        assert!(plan.findings().is_empty(), "{format}: {plan}");
        plan.apply(&mut loaded).unwrap();
        assert_eq!(bits(&loaded), bits(&saved), "{format}");
    }
}

#[test]
fn an_empty_name_of_json_is_no_path_of_the_module() {
    let mut held = Held::<f64>::builder().value(ArrayD::zeros(IxDyn(&[]))).build().unwrap();
    for (file, path) in [
        (r#"{"": {"value": 1.0}}"#, ".value"),
        (r#"{"": 1.0}"#, ""),
        (r#"{"value": {"": 1.0}}"#, "value."),
        (r#"{"": {"": {"value": 1.0}}}"#, "..value"),
    ] {
        let plan = Options::new().plan_bytes(&held, file.as_bytes(), Format::Json).unwrap();
        assert!(plan.apply(&mut held).is_err(), "{file}");
        assert!(plan.findings().iter().any(|finding| finding.path() == path), "{file}: {plan}");
    }
}

/// Modules in modules, so many.
#[derive(Module)]
struct Level {
    #[parameter(init = 1.0)]
    x: f64,
    #[module]
    next: Option<Box<Level>>,
}

fn levels(count: usize) -> Level {
    (1..count).fold(Level { x: 0.5, next: None }, |level, _| Level { x: 0.5, next: Some(Box::new(level)) })
}

#[test]
fn what_is_written_can_be_read_however_deep_or_is_refused_before() {
    for (format, most) in [(Format::Json, 127), (Format::Safetensors, 256), (Format::Npz, 256)] {
        let bytes = Options::new().to_bytes(&levels(most), format).unwrap();
        let mut loaded = levels(most);
        loaded.x = 7.0;
        Options::new().plan_bytes(&loaded, &bytes, format).unwrap().apply(&mut loaded).unwrap();
        assert_eq!(loaded.x, 0.5);
        let error = Options::new().to_bytes(&levels(most + 1), format).unwrap_err();
        let Error::Unwritable { attributes, .. } = &error else { panic!("{error}") };
        assert!(attributes.len() == 1 && attributes[0].0.split('.').count() == most + 1);
        assert!(error.to_string().contains(&most.to_string()), "{error}");
    }
}

#[test]
fn long_paths_are_refused_where_the_format_cannot_hold_them() {
    let long = "n".repeat(65_535 - ".value.npy".len());
    let tree = |name: &str| {
        let held = Held::<f64>::builder().value(ArrayD::zeros(IxDyn(&[2]))).build().unwrap();
        BTreeMap::from([(name.to_owned(), held)])
    };
    for format in FORMATS {
        let bytes = Options::new().to_bytes(&tree(&long), format).unwrap();
        Options::new().plan_bytes(&tree(&long), &bytes, format).unwrap().apply(&mut tree(&long)).unwrap();
    }
    let error = Options::new().to_bytes(&tree(&format!("{long}n")), Format::Npz).unwrap_err();
    assert!(matches!(error, Error::Unwritable { .. }));
    assert!(error.to_string().len() < 1_000, "a message of {} bytes", error.to_string().len());
}

#[test]
fn words_and_newtypes_are_stored_as_what_they_stand_for() {
    #[derive(AttributeValue, Clone, Debug, PartialEq)]
    enum Solver {
        Euler,
        #[attribute(rename = "rk4")]
        RungeKutta4,
    }
    #[derive(AttributeValue, Clone, Debug, PartialEq)]
    struct Seconds(f64);
    #[derive(Module, Clone, Debug)]
    struct Own {
        #[parameter(init = Solver::Euler)]
        solver: Solver,
        #[parameter(init = Seconds(1.0))]
        delay: Seconds,
    }
    let saved = Own { solver: Solver::RungeKutta4, delay: Seconds(0.25) };
    for format in FORMATS {
        let bytes = Options::new().to_bytes(&saved, format).unwrap();
        let mut loaded = Own { solver: Solver::Euler, delay: Seconds(9.0) };
        let plan = Options::new().plan_bytes(&loaded, &bytes, format).unwrap();
        assert!(plan.findings().is_empty(), "{plan}");
        plan.apply(&mut loaded).unwrap();
        assert_eq!(format!("{loaded:?}"), format!("{saved:?}"), "{format}");
    }
    // A word that the enum does not know.
    let mut loaded = saved.clone();
    let file = br#"{"solver": "rk5", "delay": 1.0}"#;
    let plan = Options::new().plan_bytes(&loaded, file, Format::Json).unwrap();
    let error = plan.apply(&mut loaded).unwrap_err().to_string();
    assert!(error.starts_with("solver: "), "{error}");
    assert_eq!(format!("{loaded:?}"), format!("{saved:?}"));
}

#[test]
fn nothing_is_written_of_a_module_only_where_nothing_is_lost() {
    #[derive(Module, Default, Debug, PartialEq)]
    struct Count {
        #[state]
        steps: u64,
        #[simulation(init = 0.5)]
        rate: f64,
    }
    #[derive(Module)]
    struct Settings {
        #[simulation(init = 0.5)]
        rate: f64,
    }
    #[derive(Module)]
    struct Unkept {
        #[state(stored = false)]
        steps: u64,
    }

    let count = BTreeMap::from([("first".to_owned(), Count { steps: 3, rate: 0.25 })]);
    for format in FORMATS {
        let error = Options::new().to_bytes(&count, format).unwrap_err();
        let Error::Unwritable { attributes, .. } = &error else { panic!("{error}") };
        assert_eq!(attributes.len(), 1);
        assert_eq!(
            error.to_string(),
            "nothing of it is of a kind that is to be written, and its states would be lost (`first.steps`); save it \
             by `Options::all()`, which keeps all three kinds"
        );
        let bytes = Options::all().to_bytes(&count, format).unwrap();
        let mut other = BTreeMap::from([("first".to_owned(), Count::default())]);
        // What loads it need not say so.
        Options::new().plan_bytes(&other, &bytes, format).unwrap().apply(&mut other).unwrap();
        assert_eq!(other, count, "{format}");

        // Where a file is asked for that has none of it by the author's word, or there is no state, it is written.
        assert!(Options::new().to_bytes(&Settings { rate: 0.5 }, format).is_ok());
        assert!(Options::new().to_bytes(&Unkept { steps: 3 }, format).is_ok());
        assert!(Options::new().to_bytes(&BTreeMap::<String, Count>::new(), format).is_ok());
    }
}
