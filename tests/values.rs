//! What an attribute may hold, how each type is given to a builder, and what a `Value` says of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]
#![allow(clippy::needless_borrows_for_generic_args, reason = "references are among what is tested")]

use ndarray::{Array0, Array1, Array2, ArrayD, CowArray, array};
use rockpool_core::prelude::*;
use rockpool_core::types::{PArray, PBool, PCallable, PFloat, PInt, PStr, PTensor, PTree};
use std::sync::Arc;

fn square(x: &f64) -> f64 {
    x * x
}

fn cube(x: &f64) -> f64 {
    x * x * x
}

fn shifted(x: f64) -> f64 {
    x + 1.0
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

/// A type of the user's own.
#[derive(Clone, Debug, PartialEq)]
enum Solver {
    Euler,
    RungeKutta { order: u8 },
}

impl AttributeValue for Solver {
    type Class = Plain;
}

/// A number of the user's own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Fixed(i32);

impl AttributeValue for Fixed {
    type Class = Scalar;
}
impl Element for Fixed {}

fn nested() -> Tree<Value> {
    let mut tree = Tree::new();
    tree.set("a.b", 1.5.into()).unwrap();
    tree.set("a.c", vec![1_i64, 2].into()).unwrap();
    tree
}

/// One attribute of every type, each with a plain value as `init`.
#[derive(Module)]
struct Everything {
    #[parameter(init = 0.5)]
    float64: f64,
    #[parameter(init = 0.5)]
    float32: f32,
    #[simulation(init = -3)]
    signed8: i8,
    #[simulation(init = -3)]
    signed16: i16,
    #[simulation(init = -3)]
    signed32: i32,
    #[simulation(init = -3)]
    signed64: i64,
    #[simulation(init = -3)]
    signed: isize,
    #[simulation(init = 3)]
    unsigned8: u8,
    #[simulation(init = 3)]
    unsigned16: u16,
    #[simulation(init = 3)]
    unsigned32: u32,
    #[simulation(init = 3)]
    unsigned64: u64,
    #[simulation(init = 3)]
    unsigned: usize,
    #[simulation(init = true)]
    truth: bool,
    #[simulation(init = "euler")]
    text: String,
    #[parameter(init = [1.0, 2.0])]
    array: [f64; 2],
    #[parameter(init = [[1, 2], [3, 4], [5, 6]])]
    nested: [[i32; 2]; 3],
    #[parameter(init = vec![1.0, 2.0])]
    vector: Vec<f32>,
    #[parameter(init = array![1.0, 2.0])]
    axis: Array1<f64>,
    #[parameter(init = array![[1.0, 2.0]])]
    matrix: Array2<f64>,
    #[parameter(init = array![[1_u8]].into_dyn())]
    any_rank: ArrayD<u8>,
    #[parameter(init = ndarray::arr0(0.5))]
    zero_rank: Array0<f64>,
    #[simulation(init = nested())]
    tree: Tree<Value>,
    #[simulation(init = square as fn(&f64) -> f64)]
    borrowing: fn(&f64) -> f64,
    #[simulation(init = shifted as fn(f64) -> f64)]
    function: fn(f64) -> f64,
    #[simulation(init = shout as fn(&str) -> String)]
    textual: fn(&str) -> String,
    #[simulation(init = Arc::new(|x: f64| x - 1.0) as Arc<dyn Fn(f64) -> f64 + Send + Sync>)]
    shared: Arc<dyn Fn(f64) -> f64 + Send + Sync>,
    #[simulation(init = Solver::Euler)]
    solver: Solver,
    #[parameter(init = Fixed(7))]
    fixed: Fixed,
    #[parameter(init = vec![Fixed(1), Fixed(2)])]
    fixed_vector: Vec<Fixed>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn plain_values_of_every_type_initialise() -> Result<(), Error> {
    let all = Everything::builder().build()?;
    assert_eq!((all.float64, all.float32), (0.5, 0.5));
    assert_eq!((all.signed8, all.signed16, all.signed32, all.signed64, all.signed), (-3, -3, -3, -3, -3));
    assert_eq!(
        (all.unsigned8, all.unsigned16, all.unsigned32, all.unsigned64, all.unsigned),
        (3, 3, 3, 3, 3)
    );
    assert!(all.truth);
    assert_eq!(all.text, "euler");
    assert_eq!((all.array, all.nested), ([1.0, 2.0], [[1, 2], [3, 4], [5, 6]]));
    assert_eq!(all.vector, [1.0, 2.0]);
    assert_eq!(all.axis, array![1.0, 2.0]);
    assert_eq!(all.matrix, array![[1.0, 2.0]]);
    assert_eq!(all.any_rank, array![[1_u8]].into_dyn());
    assert_eq!(all.zero_rank, ndarray::arr0(0.5));
    assert_eq!(all.tree, nested());
    assert_eq!((all.borrowing)(&3.0), 9.0);
    assert_eq!((all.function)(3.0), 4.0);
    assert_eq!((all.textual)("a"), "A");
    assert_eq!((all.shared)(3.0), 2.0);
    assert_eq!(all.solver, Solver::Euler);
    assert_eq!((all.fixed, all.fixed_vector.len()), (Fixed(7), 2));
    assert_eq!(all.attributes().len(), 29);
    all.check()
}

#[test]
fn the_registry_names_the_element_types() {
    let dtype = |name: &str| {
        let mut attributes = Everything::REGISTRY.attributes().iter();
        attributes.find(|attribute| attribute.name() == name).unwrap().dtype()
    };
    assert_eq!(dtype("float64"), Dtype::F64);
    assert_eq!(dtype("float32"), Dtype::F32);
    assert_eq!(dtype("signed8"), Dtype::I8);
    assert_eq!(dtype("signed64"), Dtype::I64);
    assert_eq!(dtype("unsigned16"), Dtype::U16);
    assert_eq!(dtype("truth"), Dtype::Bool);
    assert_eq!(dtype("text"), Dtype::Str);
    assert_eq!(dtype("nested"), Dtype::I32);
    assert_eq!(dtype("vector"), Dtype::F32);
    assert_eq!(dtype("any_rank"), Dtype::U8);
    assert_eq!(dtype("solver"), Dtype::Other);
    assert_eq!(dtype("fixed_vector"), Dtype::Other);
    assert_eq!(dtype("borrowing"), Dtype::Other);
}

#[test]
fn every_type_is_reset_to_what_it_was() -> Result<(), Error> {
    let mut all = Everything::builder()
        .float32(0.25)
        .signed64(-9)
        .text("rk4")
        .nested([[6, 5], [4, 3], [2, 1]])
        .vector(vec![5.0, 6.0, 7.0])
        .borrowing(cube as fn(&f64) -> f64)
        .solver(Solver::RungeKutta { order: 4 })
        .fixed(Fixed(8))
        // A declared `init` is run again, and `Arc::new` makes another function; a given one is kept.
        .shared(Arc::new(|x: f64| x * 3.0) as Arc<dyn Fn(f64) -> f64 + Send + Sync>)
        .build()?;
    let built = all.attributes().to_tree();
    let other = Everything::builder().build()?.attributes().to_tree();
    assert_ne!(built, other);
    for path in other.branches() {
        if path != "vector" && !path.starts_with("tree") {
            all.set(&path, other.get(&path).unwrap().clone())?;
        }
    }
    all.vector.fill(0.0);
    all.reset_parameters();
    all.simulation_parameters_mut().reset();
    assert_eq!(all.attributes().to_tree(), built);
    assert_eq!((all.borrowing)(&2.0), 8.0);
    assert_eq!((all.shared)(2.0), 6.0);
    assert_eq!(all.solver, Solver::RungeKutta { order: 4 });
    Ok(())
}

#[test]
fn values_say_shape_elements_and_type() {
    let value = Value::from(array![[1.0, 2.0, 3.0]]);
    assert_eq!(value.shape(), [1, 3]);
    assert_eq!(value.numel(), 3);
    assert_eq!(value.array::<f64>().unwrap(), array![[1.0, 2.0, 3.0]].into_dyn());
    assert_eq!(value.slice::<f64>(), Some(&[1.0, 2.0, 3.0][..]));
    assert_eq!(value.scalar::<f64>(), None);
    assert!(value.array::<f32>().is_none());
    assert_eq!(Value::from(2.5).scalar::<f64>(), Some(2.5));
    assert_eq!(Value::from(2.5).array::<f64>().unwrap().shape(), &[] as &[usize]);
    assert_eq!(Value::from(ndarray::arr0(2.5)).scalar::<f64>(), Some(2.5));
    assert_eq!(Value::from(vec![2.5]).scalar::<f64>(), None);
    assert_eq!(Value::from("euler").scalar::<String>(), Some("euler".to_owned()));
    assert_eq!(Value::from(Solver::Euler).scalar::<Solver>(), Some(Solver::Euler));
    assert_eq!(Value::from([[1_i64, 2], [3, 4]]).slice::<i64>(), Some(&[1, 2, 3, 4][..]));
    assert_eq!(Value::from(nested()).shape(), []);
    assert_eq!(Value::from(Array2::<f64>::zeros((0, 3))).numel(), 0);
}

#[test]
fn values_are_equal_by_content_whatever_holds_it() {
    assert_eq!(Value::from(vec![1.0, 2.0]), Value::from(array![1.0, 2.0]));
    assert_eq!(Value::from([[1.0], [2.0]]), Value::from(array![[1.0], [2.0]].into_dyn()));
    assert_eq!(
        Value::from(array![[1.0, 2.0], [3.0, 4.0]].reversed_axes()),
        Value::from([[1.0, 3.0], [2.0, 4.0]])
    );
    assert_ne!(Value::from(array![[1.0, 2.0]]), Value::from(array![1.0, 2.0]));
    assert_ne!(Value::from(1.0_f64), Value::from(1.0_f32));
    assert_ne!(Value::from(1_i64), Value::from(1.0));
    assert_ne!(Value::from(f64::NAN), Value::from(f64::NAN));
    assert_eq!(Value::from("a"), Value::from(String::from("a")));
    // Functions by address.
    assert_eq!(Value::from(shifted as fn(f64) -> f64), Value::from(shifted as fn(f64) -> f64));
    let one: Arc<dyn Fn(f64) -> f64 + Send + Sync> = Arc::new(|x| x);
    let two: Arc<dyn Fn(f64) -> f64 + Send + Sync> = Arc::new(|x| x + 1.0);
    assert_eq!(Value::from(one.clone()), Value::from(one.clone()));
    assert_ne!(Value::from(one), Value::from(two));
    let shown = format!("{:?}", Value::from(vec![1.0, 2.0]));
    assert_eq!(shown, "[1.0, 2.0]");
    assert_eq!(Value::from(vec![1.0, 2.0]).clone(), Value::from([1.0, 2.0]));
}

/// Every kind of argument for an array of each sort.
#[derive(Module, Debug)]
struct Arrays {
    #[parameter]
    any: Option<ArrayD<f64>>,
    #[parameter]
    matrix: Option<Array2<f64>>,
    #[parameter]
    vector: Option<Vec<f64>>,
    #[parameter]
    fixed: Option<[[f64; 3]; 2]>,
    #[parameter]
    single: Option<Array1<f32>>,
    #[parameter]
    whole: Option<Array1<i64>>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn arrays_views_vectors_literals_and_scalars_serve_as_arrays() -> Result<(), Error> {
    let matrix = array![[1., 2., 3.], [4., 5., 6.]];
    let expected = Some(matrix.clone().into_dyn());
    let any = |built: Result<Arrays, Error>| built.map(|arrays| arrays.any);
    assert_eq!(any(Arrays::builder().any(matrix.clone()).build())?, expected);
    assert_eq!(any(Arrays::builder().any(&matrix).build())?, expected);
    assert_eq!(any(Arrays::builder().any(matrix.view()).build())?, expected);
    assert_eq!(any(Arrays::builder().any(&matrix.view()).build())?, expected);
    assert_eq!(any(Arrays::builder().any(matrix.clone().view_mut()).build())?, expected);
    assert_eq!(any(Arrays::builder().any(CowArray::from(&matrix)).build())?, expected);
    assert_eq!(any(Arrays::builder().any(matrix.clone().into_dyn()).build())?, expected);
    assert_eq!(any(Arrays::builder().any([[1., 2., 3.], [4., 5., 6.]]).build())?, expected);
    assert_eq!(any(Arrays::builder().any(&[[1., 2., 3.], [4., 5., 6.]]).build())?, expected);
    assert_eq!(any(Arrays::builder().any(Some(matrix.clone().into_dyn())).build())?, expected);
    assert_eq!(any(Arrays::builder().any(None::<ArrayD<f64>>).build())?, None);
    let transposed = matrix.t();
    assert_eq!(any(Arrays::builder().any(transposed).build())?, Some(matrix.t().to_owned().into_dyn()));
    assert_eq!(any(Arrays::builder().any(matrix.column(1)).build())?, Some(array![2., 5.].into_dyn()));
    assert_eq!(any(Arrays::builder().any(vec![1., 2.]).build())?, Some(array![1., 2.].into_dyn()));
    assert_eq!(any(Arrays::builder().any(&vec![1., 2.]).build())?, Some(array![1., 2.].into_dyn()));
    assert_eq!(any(Arrays::builder().any(&[1., 2.][..]).build())?, Some(array![1., 2.].into_dyn()));
    assert_eq!(any(Arrays::builder().any(0.5).build())?, Some(ndarray::arr0(0.5).into_dyn()));
    assert_eq!(any(Arrays::builder().any(3).build())?, Some(ndarray::arr0(3.0).into_dyn()));
    assert_eq!(any(Arrays::builder().any(&0.5).build())?, Some(ndarray::arr0(0.5).into_dyn()));

    let arrays = Arrays::builder()
        .matrix(Array2::zeros((2, 2)))
        .vector(array![1.0, 2.0])
        .fixed(matrix.view())
        .single([0.5, 0.25])
        .whole(vec![1, 2, 3])
        .build()?;
    assert_eq!(arrays.matrix, Some(Array2::zeros((2, 2))));
    assert_eq!(arrays.vector, Some(vec![1.0, 2.0]));
    assert_eq!(arrays.fixed, Some([[1., 2., 3.], [4., 5., 6.]]));
    assert_eq!(arrays.single, Some(array![0.5, 0.25]));
    assert_eq!(arrays.whole, Some(array![1, 2, 3]));
    Ok(())
}

#[test]
fn flat_data_takes_the_shape_of_a_fixed_array_and_no_other_does() -> Result<(), Error> {
    let flat = Arrays::builder().fixed(vec![1., 2., 3., 4., 5., 6.]).build()?;
    assert_eq!(flat.fixed, Some([[1., 2., 3.], [4., 5., 6.]]));
    let error = Arrays::builder().fixed(array![[1., 2.], [3., 4.], [5., 6.]]).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "fixed: expected shape (2, 3), found (3, 2); a matrix is never read as another: transpose it \
         with `.t()`, or reshape it yourself"
    );
    Ok(())
}

#[test]
fn without_a_shape_any_rank_of_the_type_is_taken_and_no_other() {
    assert_eq!(
        Arrays::builder().matrix(Array2::zeros((0, 7))).build().unwrap().matrix.unwrap().dim(),
        (0, 7)
    );
    let error = Arrays::builder().matrix(array![[[1.0]]]).build().unwrap_err();
    assert_eq!(error.faults().len(), 1);
    assert_eq!(error.faults()[0].path(), "matrix");
    assert_eq!(
        error.to_string(),
        "matrix: expected an array that `ArrayBase<OwnedRepr<f64>, Dim<[usize; 2]>, f64>` holds, found shape (1, 1, 1)"
    );
}

/// Scalars take other numbers where nothing is lost.
#[derive(Module, Debug)]
struct Numbers {
    #[parameter(init = 0.0)]
    x: f64,
    #[parameter(init = 0.0)]
    y: f32,
    #[parameter(init = 0)]
    byte: u8,
    #[parameter(init = 0)]
    count: usize,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn scalars_convert_where_nothing_is_lost() -> Result<(), Error> {
    let numbers = Numbers::builder().x(3).y(2_u8).byte(255_i64).count(7_u8).build()?;
    assert_eq!((numbers.x, numbers.y, numbers.byte, numbers.count), (3.0, 2.0, 255, 7));
    assert_eq!(Numbers::builder().x(0.5_f32).build()?.x, 0.5);
    let error = Numbers::builder().byte(256).count(-1).x(9_007_199_254_740_993_i64).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "x: expected a number of type `f64`, found 9007199254740993, which none of them equals\n\
         byte: expected a number of type `u8`, found 256, which none of them equals\n\
         count: expected a number of type `usize`, found -1, which none of them equals"
    );
    assert!(Numbers::builder().y(16_777_217).build().is_err());
    assert!(Numbers::builder().y(16_777_216).build().is_ok());
    Ok(())
}

#[test]
fn functions_of_all_sorts_are_given_and_called() -> Result<(), Error> {
    let all = Everything::builder()
        .borrowing(cube as fn(&f64) -> f64)
        .function((|x| x * 10.0) as fn(f64) -> f64)
        .textual(&(shout as fn(&str) -> String))
        .shared(Arc::new(|x| x * 2.0) as Arc<dyn Fn(f64) -> f64 + Send + Sync>)
        .build()?;
    assert_eq!((all.borrowing)(&2.0), 8.0);
    assert_eq!((all.function)(2.0), 20.0);
    assert_eq!((all.textual)("ab"), "AB");
    assert_eq!((all.shared)(2.0), 4.0);
    // A closure keeps its type until it is given.
    let factor = 5.0;
    let all = Everything::builder().shared(Arc::new(move |x: f64| x * factor)).build()?;
    assert_eq!((all.shared)(2.0), 10.0);
    Ok(())
}

#[test]
fn the_type_names_of_rockpool_are_attribute_types() -> Result<(), Error> {
    #[derive(Module)]
    struct Rockpool {
        #[simulation(init = 1)]
        int: PInt,
        #[simulation(init = "a")]
        text: PStr,
        #[parameter(init = 0.5)]
        float: PFloat,
        #[simulation(init = false)]
        truth: PBool,
        #[simulation(init = nested())]
        tree: PTree,
        #[parameter(shape = 2, init = ones())]
        tensor: PTensor,
        #[parameter(shape = 2, init = ones())]
        array: PArray,
        #[simulation(init = Arc::new(|x| x) as PCallable)]
        callable: PCallable,
        #[module(origin)]
        origin: Origin,
    }
    let rockpool = Rockpool::builder().build()?;
    assert_eq!((rockpool.int, rockpool.float, rockpool.truth), (1, 0.5, false));
    assert_eq!(rockpool.tensor, array![1.0_f32, 1.0].into_dyn());
    assert_eq!(rockpool.array, array![1.0, 1.0].into_dyn());
    assert_eq!((rockpool.callable)(3.0), 3.0);
    assert_eq!(rockpool.attributes().len(), 8);
    Ok(())
}

#[test]
fn a_user_number_fills_arrays_and_starts_at_its_default() -> Result<(), Error> {
    #[derive(Module)]
    #[module(shape = n)]
    struct Filter<T: Element, const N: usize> {
        #[parameter(shape = N)]
        taps: [T; N],
        #[parameter(shape = (n, N))]
        mix: Array2<T>,
        #[state(shape = n)]
        line: Vec<T>,
        #[module(origin)]
        origin: Origin,
    }
    let mut filter =
        Filter::<Fixed, 2>::builder().taps([Fixed(1), Fixed(2)]).mix(array![[Fixed(3), Fixed(4)]]).build()?;
    assert_eq!(filter.line, [Fixed(0)]);
    assert_eq!(filter.shape(), [1]);
    filter.line[0] = Fixed(9);
    filter.taps = [Fixed(8); 2];
    filter.reset_state();
    filter.reset_parameters();
    assert_eq!((filter.line[0], filter.taps), (Fixed(0), [Fixed(1), Fixed(2)]));
    filter.set("taps", vec![Fixed(5), Fixed(6)])?;
    assert_eq!(filter.taps, [Fixed(5), Fixed(6)]);
    // Numbers of the language are no fixed-point numbers.
    assert!(filter.set("taps", vec![5.0, 6.0]).is_err());
    let flat = filter.parameters().flat::<Fixed>()?;
    assert_eq!(flat.to_vec(), [Fixed(5), Fixed(6), Fixed(3), Fixed(4)]);
    Ok(())
}

#[test]
fn b022_given_data_is_copied_and_never_shared() -> Result<(), Error> {
    let mut given = array![1.0, 2.0];
    let one = Arrays::builder().any(&given).build()?;
    let mut two = Arrays::builder().any(given.view()).build()?;
    given.fill(9.0);
    two.any.as_mut().unwrap().fill(7.0);
    assert_eq!(one.any, Some(array![1.0, 2.0].into_dyn()));
    assert_eq!(two.any, Some(array![7.0, 7.0].into_dyn()));
    let parameter = Parameter::new(array![1.0, 2.0]);
    let mut first = Arrays::builder().any(parameter.clone()).build()?;
    let second = Arrays::builder().any(parameter).build()?;
    first.any.as_mut().unwrap().fill(5.0);
    assert_eq!(second.any, Some(array![1.0, 2.0].into_dyn()));
    Ok(())
}

#[test]
fn b039_text_and_numbers_do_not_stand_for_each_other() -> Result<(), Error> {
    let mut all = Everything::builder().build()?;
    let error = all.set("float64", "0.5").unwrap_err();
    assert_eq!(error.to_string(), "float64: expected a value of type `f64`, found `String`");
    assert!(all.set("text", 0.5).is_err());
    assert!(all.set("truth", 1_i64).is_err());
    assert!(all.set("float64", true).is_err());
    assert!(all.set("solver", "euler").is_err());
    assert_eq!((all.float64, &*all.text, all.truth), (0.5, "euler", true));
    Ok(())
}
