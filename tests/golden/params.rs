//! Parameters standing alone: what becomes of data, shapes, initialisers and casts (B001 to B014).

use crate::json::{array, lengths, list};
use ndarray::{Array1, ArrayD, ArrayView, IxDyn, arr0};
use rockpool_core::init::{InitError, Initialiser, Stream};
use rockpool_core::parameters::{IntoData, Resolved};
use rockpool_core::prelude::*;
use rockpool_core::shape::{Shape, Shapes};
use serde_json::Value as Json;

/// An initialiser by its name in the files: `zeros`, `ones`, `arange`, `full_0.02`.
struct Named(String);

impl Named {
    fn array(&self, shape: &Shape) -> ArrayD<f64> {
        match (&*self.0, self.0.strip_prefix("full_")) {
            ("zeros", _) => ArrayD::zeros(&**shape),
            ("ones", _) => ArrayD::ones(&**shape),
            ("arange", _) => {
                let flat: Array1<f64> = (0..shape.numel()).map(|index| index as f64).collect();
                flat.into_shape_with_order(&**shape).unwrap()
            }
            (_, Some(number)) => ArrayD::from_elem(&**shape, number.parse().unwrap()),
            _ => panic!("unknown init_func {}", self.0),
        }
    }
}

impl Initialiser<ArrayD<f64>> for Named {
    fn create(&self, shape: &Shape, _: Stream<'_>) -> Result<ArrayD<f64>, InitError> {
        Ok(self.array(shape))
    }
}

impl Initialiser<f64> for Named {
    fn create(&self, shape: &Shape, _: Stream<'_>) -> Result<f64, InitError> {
        if shape.is_empty() { Ok(self.array(shape).sum()) } else { Err(InitError::Type(shape.clone())) }
    }
}

/// How a type of data is cast by the files' functions, compared, and spoilt between resets.
trait Data: AttributeValue + PartialEq + std::fmt::Debug
where
    Named: Initialiser<Self>,
{
    fn mul2(self) -> Self;
    fn read(json: &Json, shape: &[usize]) -> Self;
    fn spoil(&mut self);
}

impl Data for ArrayD<f64> {
    fn mul2(self) -> Self {
        self * 2.0
    }
    fn read(json: &Json, shape: &[usize]) -> Self {
        let data: Vec<f64> = list(json).iter().map(number).collect();
        ArrayView::from_shape(IxDyn(shape), &data).unwrap().to_owned()
    }
    fn spoil(&mut self) {
        self.fill(-99.0);
    }
}

impl Data for f64 {
    fn mul2(self) -> Self {
        self * 2.0
    }
    fn read(json: &Json, shape: &[usize]) -> Self {
        assert!(shape.is_empty());
        number(&json[0])
    }
    fn spoil(&mut self) {
        *self = -99.0;
    }
}

fn number(json: &Json) -> f64 {
    json.as_f64().or_else(|| json.as_bool().map(f64::from)).unwrap()
}

/// The permitted shapes, as written: one number, one tuple, or a list of these.
fn shapes(json: &Json) -> Shapes {
    let one = |shape: &Json| match (shape.get("int"), shape.get("tuple")) {
        (Some(length), _) => Shape::new(&[usize::try_from(length.as_u64().unwrap()).unwrap()]),
        (None, Some(tuple)) => Shape::new(&lengths(tuple)),
        (None, None) => panic!("a shape that Rust's types do not admit: {shape}"),
    };
    match json.get("list") {
        Some(several) => Shapes::new(list(several).iter().map(one)),
        None => Shapes::new([one(json)]),
    }
}

fn cast<T: Data>(name: &str) -> fn(T) -> T
where
    Named: Initialiser<T>,
{
    match name {
        "mul2" => T::mul2,
        // Arrays are arrays here: there is nothing to convert.
        "identity" | "np.array" => |value| value,
        other => panic!("unknown cast_fn {other}"),
    }
}

macro_rules! resolve {
    ($Kind:ident, $case:expr, $data:expr, $adapt:expr) => {{
        let standing = match $data {
            Some(data) => $Kind::new(data),
            // Neither data nor shape cannot be written; no permitted shape at all comes nearest (B001).
            None => $Kind::shaped(Shapes::default()),
        };
        let standing = match &$case["shape"] {
            Json::Null => standing,
            shape => standing.shape(shapes(shape)),
        };
        let standing = standing.family("weights").permit_reshape($case["permit_reshape"].as_bool().unwrap());
        let standing = match $case["init_func"].as_str() {
            Some(name) => standing.init(Named(name.to_owned())),
            None => standing,
        };
        standing.cast(cast($case["cast_fn"].as_str().unwrap())).resolve()
    }};
}

fn resolve<T: Data, D: IntoData<Value = T>>(case: &Json, data: Option<D>) -> Result<Resolved<T>, Error>
where
    Named: Initialiser<T>,
{
    match case["kind"].as_str().unwrap() {
        "Parameter" => resolve!(Parameter, case, data, T),
        "State" => resolve!(State, case, data, T),
        "SimulationParameter" => resolve!(SimulationParameter, case, data, T),
        other => panic!("unknown kind {other}"),
    }
}

fn kind(name: &str) -> Kind {
    match name {
        "Parameter" => Kind::Parameter,
        "State" => Kind::State,
        "SimulationParameter" => Kind::Simulation,
        other => panic!("unknown kind {other}"),
    }
}

/// Compares what was resolved with the file.
fn compare<T: Data>(what: &str, case: &Json, found: Result<Resolved<T>, Error>)
where
    Named: Initialiser<T>,
{
    let here = &case["here"];
    let expect = here["expect"].as_str().unwrap();
    assert!(matches!(expect, "same" | "error"), "{what}: unknown expectation {expect}");
    if expect == "error" || case.get("error").is_some() {
        let error = found.err().unwrap_or_else(|| panic!("{what}: no error"));
        assert_eq!(error.faults().len(), 1, "{what}: {error}");
        if here["why"].as_str().is_some_and(|why| why.contains("B009")) {
            assert!(error.to_string().contains(".t()"), "{what}: no way out in `{error}`");
        }
        return;
    }
    let ok = &case["ok"];
    let mut resolved = found.unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(resolved.kind(), kind(ok["kind"].as_str().unwrap()), "{what}: kind");
    assert_eq!(resolved.shape(), lengths(&ok["registered_shape"]), "{what}: shape");
    assert_eq!(resolved.family(), Some("weights"), "{what}: family");
    let shape = lengths(&ok["data_shape"]);
    let built = T::read(&ok["data"], &shape);
    assert_eq!(*resolved.value(), built, "{what}: data");

    // A cast holds after reset too (B073); otherwise the file says what reset gives.
    let reset = match here["reset"].as_str() {
        Some("as constructed") => built,
        Some(other) => panic!("{what}: unknown note on reset: {other}"),
        None => T::read(&ok["reset_data"], &lengths(&ok["reset_shape"])),
    };
    for _ in 0..2 {
        // Spoilt twice: what reset returns to is not what was handed out (B072).
        let mut spoilt = resolved.value().clone();
        spoilt.spoil();
        resolved.value_mut().spoil();
        resolved.reset();
        // Simulation parameters, and so constants, are left alone by reset (B033, B070).
        let expected = if resolved.kind() == Kind::Simulation { &spoilt } else { &reset };
        assert_eq!(resolved.value(), expected, "{what}: after reset");
    }
    assert_eq!(resolved.shape(), lengths(&ok["registered_shape"]), "{what}: shape after reset");
}

/// Text, whose only shape is `()`.
fn text(what: &str, case: &Json, data: &Json) {
    assert!(case["init_func"].is_null(), "{what}: an initialiser of text");
    let text = data["str"].as_str().unwrap();
    let resolved = match case["kind"].as_str().unwrap() {
        "Parameter" => Parameter::new(text).resolve(),
        "State" => State::new(text).resolve(),
        _ => SimulationParameter::new(text).resolve(),
    };
    let resolved = resolved.unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(resolved.value(), text, "{what}");
    assert_eq!(resolved.shape(), lengths(&case["ok"]["registered_shape"]), "{what}");
    assert_eq!(resolved.kind(), kind(case["ok"]["kind"].as_str().unwrap()), "{what}");
}

/// A module that holds one attribute of each kind: constants change the list they are in.
#[derive(Module)]
struct Holder {
    #[parameter(family = "weights")]
    parameter: Option<ArrayD<f64>>,
    #[simulation(family = "weights")]
    simulation: Option<ArrayD<f64>>,
    #[module(origin)]
    origin: Origin,
}

fn check_listed(what: &str, case: &Json, data: &ArrayD<f64>, is_constant: bool) {
    let builder = Holder::builder();
    let holder = match (case["kind"].as_str().unwrap(), is_constant) {
        ("Parameter", false) => builder.parameter(data),
        ("Parameter", true) => builder.parameter(Constant(data)),
        ("SimulationParameter", _) => builder.simulation(data),
        // A state needs a type that fixes its shape, so it has no place in this module.
        _ => return,
    };
    let holder = holder.build().unwrap_or_else(|error| panic!("{what}: {error}"));
    let mut listed = Vec::new();
    for (name, view) in [
        ("parameters", holder.parameters()),
        ("state", holder.state()),
        ("simulation_parameters", holder.simulation_parameters()),
    ] {
        if !view.weights().is_empty() {
            listed.push(name);
        }
    }
    assert_eq!(case["ok"]["listed_in"], Json::from(listed), "{what}: lists");
}

/// One case; false if it cannot be written in Rust.
fn check(what: &str, case: &Json) -> bool {
    if case["here"]["expect"] == "unwritable" {
        return false;
    }
    let data = &case["data"];
    if data.is_null() {
        compare(what, case, resolve(case, None::<ArrayD<f64>>));
        return true;
    }
    if data["type"] == "str" {
        text(what, case, data);
        return true;
    }
    let is_constant = data["constant"].as_bool().unwrap();
    let elements: ArrayD<f64> = match data["type"].as_str().unwrap() {
        "bool" => arr0(number(&data["data"][0])).into_dyn(),
        "float" | "int" | "list" | "ndarray" => array(data),
        other => panic!("{what}: unknown type of data {other}"),
    };
    let as_array = |data: &ArrayD<f64>| match is_constant {
        true => resolve(case, Some(Constant(data.clone()))),
        false => resolve(case, Some(data.clone())),
    };
    compare(what, case, as_array(&elements));
    // A scalar is itself, wherever its shape stays `()`.
    let stays_scalar = case.get("ok").is_none_or(|ok| lengths(&ok["registered_shape"]).is_empty());
    if let (true, Some(&scalar)) = (stays_scalar && elements.ndim() == 0, elements.first()) {
        match is_constant {
            true => compare(what, case, resolve(case, Some(Constant(scalar)))),
            false => compare(what, case, resolve(case, Some(scalar))),
        }
    }
    if case.get("ok").is_some() && case["here"]["expect"] == "same" {
        check_listed(what, case, &elements, is_constant);
    }
    true
}

/// Every case; the number of those that ran.
pub fn cases(file: &str, json: &Json) -> usize {
    let cases = list(&json["cases"]);
    let ran = cases.iter().filter(|case| check(&format!("{file}, {} {}", case["id"], case["label"]), case));
    let ran = ran.count();
    crate::folder::say(&format!("{file}: {} cases cannot be written in Rust", cases.len() - ran));
    ran
}
