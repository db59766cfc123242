//! Writing: `set`, `set_attributes` (all or nothing), `check`, and the conversions they make.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out))]
struct Layer {
    #[parameter(family = "weights", shape = (n_in, n_out), init = zeros())]
    w: Array2<f64>,
    #[parameter(family = "taus", shape = [(n_out,), ()], init = fill(0.02), unit = "s", bounds = 1e-6..=1.0)]
    tau: ArrayD<f64>,
    #[parameter(family = "biases", shape = n_out, init = zeros(), permit_reshape = false)]
    bias: Option<Array1<f64>>,
    #[state(shape = n_out)]
    x: Array1<f32>,
    #[simulation(init = 10, bounds = 1..100)]
    steps: u8,
    #[simulation(init = 1e-3, rename = "dt", alias = "time_step")]
    step: f64,
    #[simulation(init = "euler")]
    solver: String,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (a, b))]
struct Net {
    #[module(shape = (a, b))]
    hidden: Layer,
    #[module(rename = "out")]
    readout: Vec<Layer>,
    #[module]
    named: BTreeMap<String, Layer>,
    #[parameter(init = 1.0)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

fn layer() -> Layer {
    Layer::builder().n_in(2).n_out(3).build().unwrap()
}

fn net() -> Net {
    let named = BTreeMap::from([("left".to_owned(), layer()), ("right".to_owned(), layer())]);
    Net::builder().a(2).b(3).readout(vec![layer(), layer()]).named(named).build().unwrap()
}

#[test]
fn a_path_without_an_attribute_says_what_may_have_been_meant() {
    let net = net();
    let absent =
        "this attribute is declared, but absent in this module; give it to the builder, or write the field";
    assert_eq!(refused(&net, "hidden.bias", 0.5), format!("hidden.bias: {absent}"));
    assert_eq!(refused(&net, "tau", 0.5), "tau: there is no such attribute, did you mean `hidden.tau`?");
    // A list that is there, and an index that is not in the path.
    assert_eq!(refused(&net, "out.w", 0.5), "out.w: there is no such attribute, did you mean `out.0.w`?");
    assert_eq!(refused(&net, "out.bias", 0.5), "out.bias: there is no such attribute; `out` has `0` and `1`");
    let empty = Net::builder().a(2).b(3).build().unwrap();
    assert_eq!(refused(&empty, "out.w", 0.5), format!("out.w: {absent}"));
    assert_eq!(
        refused(&net, "nonsense", 0.5),
        "nonsense: there is no such attribute; there are `gain`, `hidden`, `out` and `named`"
    );
}

#[test]
fn a_number_that_the_type_does_not_hold_is_told_as_one() {
    assert_eq!(
        refused(&net(), "hidden.steps", 2.5),
        "hidden.steps: expected a number of type `u8`, found 2.5, which none of them equals"
    );
    assert_eq!(
        refused(&net(), "hidden.steps", 2.0),
        "hidden.steps: expected a number of type `u8`, found 2.0, which is a float; write an integer"
    );
}

/// Tries to set; the module must be as before if that fails.
#[track_caller]
fn refused(net: &Net, path: &str, value: impl Into<Value>) -> String {
    let mut changed = net.clone();
    let error = changed.set(path, value).unwrap_err();
    assert_eq!(&changed, net, "a refused value has changed something");
    error.to_string()
}

#[test]
fn attributes_are_set_by_their_path() -> Result<(), Error> {
    let mut net = net();
    net.set("gain", 2.0)?;
    net.set("hidden.tau", 0.03)?;
    net.set("out.1.w", array![[1., 2., 3.], [4., 5., 6.]])?;
    net.set("named.left.dt", 0.5)?;
    net.set("hidden.solver", "rk4")?;
    assert_eq!(net.gain, 2.0);
    assert_eq!(net.hidden.tau, ndarray::arr0(0.03).into_dyn());
    assert_eq!(net.readout[1].w[[1, 2]], 6.0);
    assert_eq!(net.readout[0].w[[1, 2]], 0.0);
    assert_eq!(net.named["left"].step, 0.5);
    assert_eq!(net.hidden.solver, "rk4");
    net.check()
}

#[test]
fn b038_all_permitted_shapes_stay_permitted() -> Result<(), Error> {
    let mut net = net();
    assert_eq!(net.hidden.tau.shape(), [3]);
    net.set("hidden.tau", 0.1)?;
    assert_eq!(net.hidden.tau.shape(), &[] as &[usize]);
    net.set("hidden.tau", array![0.1, 0.2, 0.3])?;
    assert_eq!(net.hidden.tau.shape(), [3]);
    // As at construction, a row is reshaped.
    net.set("hidden.tau", array![[0.4, 0.5, 0.6]])?;
    assert_eq!(net.hidden.tau, array![0.4, 0.5, 0.6].into_dyn());
    net.check()
}

#[test]
fn shapes_are_checked_as_at_construction() {
    let net = net();
    assert_eq!(
        refused(&net, "hidden.tau", array![0.1, 0.2]),
        "hidden.tau: expected shape (n_out) = (3) or (), found (2); n_out = 3 was bound by the parent"
    );
    assert_eq!(
        refused(&net, "hidden.w", Array2::<f64>::zeros((3, 2))),
        "hidden.w: expected shape (n_in, n_out) = (2, 3), found (3, 2); n_in = 2 was bound by the parent, \
         n_out = 3 was bound by the parent; a matrix is never read as another: transpose it with `.t()`, \
         or reshape it yourself"
    );
    assert_eq!(
        refused(&net, "out.0.w", 1.0),
        "out.0.w: expected shape (n_in, n_out) = (2, 3), found (); n_in = 2 was bound by the builder, \
         n_out = 3 was bound by the builder; a scalar is not spread over an array: give an array, or \
         `Init(fill(..))` to the builder"
    );
    assert_eq!(refused(&net, "gain", array![1.0, 2.0]), "gain: expected shape (), found (2)");
}

#[test]
fn flat_data_is_reshaped_and_a_one_element_array_is_a_scalar() -> Result<(), Error> {
    let mut net = net();
    net.set("hidden.w", vec![1., 2., 3., 4., 5., 6.])?;
    assert_eq!(net.hidden.w, array![[1., 2., 3.], [4., 5., 6.]]);
    net.set("gain", array![[7.0]])?;
    assert_eq!(net.gain, 7.0);
    Ok(())
}

#[test]
fn bounds_hold_for_every_element_and_nan_lies_in_none() {
    let net = net();
    assert_eq!(
        refused(&net, "hidden.tau", array![0.5, 0.1, 1.5]),
        "hidden.tau: expected a value in 1e-6..=1.0, found 1.5 at element 2"
    );
    assert_eq!(
        refused(&net, "hidden.tau", f64::NAN),
        "hidden.tau: expected a value in 1e-6..=1.0, found NaN"
    );
    assert_eq!(refused(&net, "hidden.steps", 100_u8), "hidden.steps: expected a value in 1..100, found 100");
    assert_eq!(refused(&net, "hidden.steps", 0_i64), "hidden.steps: expected a value in 1..100, found 0");
    let mut inside = net.clone();
    inside.set("hidden.tau", 1.0).unwrap();
    inside.set("hidden.steps", 99_u8).unwrap();
}

#[test]
fn numbers_convert_where_the_design_says_and_nowhere_else() -> Result<(), Error> {
    let mut net = net();
    // Floats to the attribute's float type, rounded; integers where exact.
    net.set("hidden.x", array![0.1_f64, 0.2, 0.3])?;
    assert_eq!(net.hidden.x, array![0.1_f32, 0.2, 0.3]);
    net.set("hidden.x", vec![1_i64, 2, 3])?;
    assert_eq!(net.hidden.x, array![1.0_f32, 2.0, 3.0]);
    net.set("gain", 3_u8)?;
    assert_eq!(net.gain, 3.0);
    net.set("gain", 0.5_f32)?;
    assert_eq!(net.gain, 0.5);
    net.set("hidden.steps", 42_i64)?;
    assert_eq!(net.hidden.steps, 42);
    let refused = |path: &str, value: Value| refused(&net, path, value);
    assert!(refused("hidden.steps", 42.0.into()).starts_with("hidden.steps: "), "a float is no integer");
    assert!(refused("hidden.steps", 300_i64.into()).starts_with("hidden.steps: "));
    assert!(refused("hidden.x", vec![16_777_217_i64, 0, 0].into()).starts_with("hidden.x: "));
    assert!(refused("hidden.x", vec![1e300, 0.0, 0.0].into()).starts_with("hidden.x: "));
    assert!(refused("gain", true.into()).starts_with("gain: "));
    assert!(refused("gain", 9_007_199_254_740_993_i64.into()).starts_with("gain: "));
    assert!(refused("hidden.solver", 1.0.into()).starts_with("hidden.solver: "));
    Ok(())
}

#[test]
fn permit_reshape_false_takes_exact_data_only() -> Result<(), Error> {
    let mut layer = Layer::builder().n_in(2).bias(array![1., 2., 3.]).build()?;
    layer.set("bias", array![4., 5., 6.])?;
    let error = layer.set("bias", array![[4., 5., 6.]]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "bias: expected shape (n_out) = (3), found (1, 3); n_out = 3 was bound by `bias`"
    );
    assert!(Layer::builder().n_in(2).bias(array![[1., 2., 3.]]).build().is_err());
    Ok(())
}

#[test]
fn b065_unknown_keys_are_errors_with_the_nearest_path() {
    let net = net();
    assert_eq!(
        refused(&net, "hidden.tua", 0.1),
        "hidden.tua: there is no such attribute, did you mean `hidden.tau`?"
    );
    assert_eq!(
        refused(&net, "nothing.at.all", 0.1),
        "nothing.at.all: there is no such attribute; there are `gain`, `hidden`, `out` and `named`"
    );
    assert_eq!(
        refused(&net, "hidden.step", 0.1),
        "hidden.step: there is no such attribute, did you mean `hidden.steps`?"
    );
    // The field's own name is not its public name.
    assert!(refused(&net, "readout.0.tau", 0.1).contains("there is no such attribute"));
    assert!(refused(&net, "out.2.tau", 0.1).contains("there is no such attribute"));
    assert!(refused(&net, "", 0.1).contains("there is no such attribute"));
    assert!(refused(&net, "hidden..tau", 0.1).contains("there is no such attribute"));
    assert!(refused(&net, "hidden.tau.x", 0.1).starts_with("hidden.tau"));
}

#[test]
fn b068_a_value_for_a_submodule_and_a_tree_for_a_leaf_are_errors() {
    let net = net();
    assert_eq!(
        refused(&net, "hidden", 5.0),
        "hidden: expected a tree with the submodule's attributes, found a value"
    );
    assert!(refused(&net, "out", 5.0).starts_with("out: "));
    assert!(refused(&net, "out.0", 5.0).starts_with("out.0: "));
    let mut changed = net.clone();
    let mut tree = Tree::new();
    tree.set("gain.inner", 1.0.into()).unwrap();
    let error = changed.set_attributes(&tree).unwrap_err();
    assert_eq!(error.to_string(), "gain: expected a value, found a tree");
    assert_eq!(changed, net);
}

#[test]
fn b066_partial_trees_leave_the_rest_as_it_is() -> Result<(), Error> {
    let mut net = net();
    let before = net.clone();
    net.set_attributes(&Tree::new())?;
    assert_eq!(net, before);
    let mut tree = Tree::new();
    tree.set("hidden.x", array![1_f32, 2., 3.].into())?;
    tree.set("out.1.dt", 0.5.into())?;
    net.set_attributes(&tree)?;
    assert_eq!((net.hidden.x.sum(), net.readout[1].step), (6.0, 0.5));
    assert_eq!((&net.named, &net.readout[0]), (&before.named, &before.readout[0]));
    Ok(())
}

#[test]
fn b067_b068_all_faults_are_told_at_once_and_nothing_is_changed() {
    let net = net();
    let mut changed = net.clone();
    let mut tree = Tree::new();
    tree.set("gain", 2.0.into()).unwrap();
    tree.set("hidden.w", Array2::<f64>::ones((2, 3)).into()).unwrap();
    tree.set("hidden.tau", Array1::from_elem(9, 0.1).into()).unwrap();
    tree.set("hidden.steps", 0_u8.into()).unwrap();
    tree.set("hidden.dtt", 0.1.into()).unwrap();
    tree.set("out.0.solver", 1.0.into()).unwrap();
    tree.set("out.7.tau", 0.1.into()).unwrap();
    tree.set("named", 0.1.into()).unwrap();
    let error = changed.set_attributes(&tree).unwrap_err();
    let mut paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
    paths.sort();
    assert_eq!(
        paths,
        ["hidden.dtt", "hidden.steps", "hidden.tau", "named", "out.0.solver", "out.7.tau"],
        "{error}"
    );
    assert_eq!(changed, net);
}

#[test]
fn a_value_with_two_faults_is_told_once_for_each() {
    let mut net = net();
    // Another number of elements, outside the bounds: the shape comes first, and alone.
    let error = net.set("hidden.tau", array![-1.0, -1.0]).unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
}

#[test]
fn b069_what_is_set_is_copied() -> Result<(), Error> {
    let mut one = net();
    let mut two = net();
    let mut tree = Tree::new();
    tree.set("hidden.x", array![1_f32, 2., 3.].into())?;
    one.set_attributes(&tree)?;
    two.set_attributes(&tree)?;
    one.hidden.x.fill(9.0);
    assert_eq!(two.hidden.x, array![1_f32, 2., 3.]);
    assert_eq!(tree.get("hidden.x").unwrap().slice::<f32>(), Some(&[1_f32, 2., 3.][..]));
    Ok(())
}

#[test]
fn check_tells_what_direct_writes_have_broken() -> Result<(), Error> {
    let mut net = net();
    net.check()?;
    net.hidden.tau = ArrayD::from_elem(vec![2], 0.1);
    net.hidden.x = Array1::zeros(4);
    net.readout[1].steps = 0;
    net.named.get_mut("left").unwrap().tau.fill(f64::INFINITY);
    let error = net.check().unwrap_err();
    assert_eq!(
        error.to_string(),
        "hidden.tau: expected shape (n_out) = (3) or (), found (2); n_out = 3 was bound by the parent\n\
         hidden.x: expected shape (n_out) = (3), found (4); n_out = 3 was bound by the parent\n\
         out.1.steps: expected a value in 1..100, found 0\n\
         named.left.tau: expected a value in 1e-6..=1.0, found inf at element 0"
    );
    Ok(())
}

#[test]
fn check_tells_a_submodule_that_was_replaced_by_one_of_another_shape() -> Result<(), Error> {
    let mut net = net();
    net.hidden = Layer::builder().n_in(2).n_out(4).build()?;
    let error = net.check().unwrap_err();
    assert_eq!(
        error.to_string(),
        "hidden: expected shape (a, b) = (2, 3), found (2, 4); a = 2 was bound by the builder, b = 3 was bound by the builder"
    );
    Ok(())
}

#[test]
fn check_does_not_take_data_of_equal_size_for_the_right_shape() {
    let mut layer = layer();
    // A row would be reshaped when it is given; what lies in the field must be right already.
    layer.tau = ArrayD::from_elem(vec![1, 3], 0.1);
    assert_eq!(
        layer.check().unwrap_err().to_string(),
        "tau: expected shape (n_out) = (3) or (), found (1, 3); n_out = 3 was bound by the builder"
    );
}

/// A dim that no call on the builder has bound.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(dims(k))]
struct Open {
    #[parameter(shape = [(), (k,)], init = ones())]
    one: ArrayD<f64>,
    #[parameter(shape = [(), (k,)], init = ones())]
    two: ArrayD<f64>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn dims_that_stayed_open_are_bound_by_the_data_that_is_there() -> Result<(), Error> {
    let mut open = Open::builder().build()?;
    open.set("one", array![1., 2.])?;
    let error = open.set("two", array![1., 2., 3.]).unwrap_err();
    assert_eq!(error.to_string(), "two: expected shape () or (k) = (2), found (3); k = 2 was bound by `one`");
    open.set("two", array![3., 4.])?;
    open.check()?;
    // Both together: they must agree with each other, not with what is replaced.
    let mut tree = Tree::new();
    tree.set("one", array![1., 2., 3.].into())?;
    tree.set("two", array![1., 2., 3.].into())?;
    open.set_attributes(&tree)?;
    tree.set("two", array![1., 2., 3., 4.].into())?;
    let before = open.clone();
    assert_eq!(open.set_attributes(&tree).unwrap_err().faults().len(), 1);
    assert_eq!(open, before);
    open.two = ArrayD::ones(vec![5]);
    assert_eq!(open.check().unwrap_err().faults().len(), 1);
    Ok(())
}

/// Without an origin.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out))]
struct Plain {
    #[parameter(shape = (n_in, n_out), init = ones())]
    w: Array2<f64>,
    #[parameter(shape = [(n_out,), ()], init = ones(), bounds = 0.0..)]
    b: ArrayD<f64>,
    #[state(shape = n_out)]
    x: Array1<f64>,
}

fn plain() -> Plain {
    Plain { w: Array2::ones((2, 3)), b: ArrayD::ones(vec![3]), x: Array1::zeros(3) }
}

#[test]
fn without_an_origin_what_is_set_must_agree_with_what_stays() -> Result<(), Error> {
    let mut plain = plain();
    plain.set("b", 0.5)?;
    plain.set("w", vec![1., 2., 3., 4., 5., 6.])?;
    assert_eq!(plain.w, array![[1., 2., 3.], [4., 5., 6.]]);
    let before = plain.clone();
    let error = plain.set("x", array![1., 2.]).unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    let error = plain.set("w", Array2::<f64>::ones((3, 2))).unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    let error = plain.set("x", array![[[1.]]]).unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    let error = plain.set("b", array![-1.0, 0.5, 0.5]).unwrap_err();
    assert_eq!(error.to_string(), "b: expected a value in 0.0.., found -1.0 at element 0");
    assert_eq!(plain, before);
    // All together may be of another size.
    let mut tree = Tree::new();
    tree.set("w", Array2::<f64>::ones((5, 4)).into())?;
    tree.set("x", Array1::<f64>::ones(4).into())?;
    plain.set_attributes(&tree)?;
    assert_eq!(plain.shape(), [5, 4]);
    plain.check()
}

#[test]
fn maps_may_have_any_key() -> Result<(), Error> {
    let mut map: BTreeMap<String, Plain> = BTreeMap::new();
    for key in ["", "a.b", "a.c", "ü", "0", "b."] {
        map.insert(key.to_owned(), plain());
    }
    for leaf in map.attributes() {
        assert_eq!(leaf.numel(), map.attributes().get(&leaf.path().to_string()).unwrap().numel());
    }
    map.set("a.b.b", 0.25)?;
    assert_eq!(map["a.b"].b.sum(), 0.25);
    let tree = map.attributes().to_tree();
    assert_eq!(tree.len(), map.attributes().len());
    let before = map.clone();
    map.attributes_mut().for_each_array::<f64>(|_, mut array| array.fill(7.0));
    map.set_attributes(&tree)?;
    assert_eq!(map, before);
    Ok(())
}

#[test]
fn b051_the_same_values_given_twice_are_two_modules() -> Result<(), Error> {
    let one = layer();
    let mut both = (one.clone(), one);
    both.set("0.tau", 0.5)?;
    assert_eq!(both.0.tau.sum(), 0.5);
    assert_ne!(both.0, both.1);
    let paths: Vec<String> = both.parameters().iter().map(|leaf| leaf.path().to_string()).collect();
    assert_eq!(paths, ["0.w", "0.tau", "1.w", "1.tau"]);
    Ok(())
}

#[test]
fn writes_go_through_boxes_of_any_module() -> Result<(), Error> {
    let mut list: Vec<Box<dyn DynModule>> = vec![Box::new(layer()), Box::new(net())];
    list.set("1.hidden.tau", 0.5)?;
    assert_eq!(list.parameters().get("1.hidden.tau").unwrap().scalar(), Some(0.5));
    assert!(list.set("0.tua", 0.5).is_err());
    list.check()?;
    list[0].set_attributes(&layer().attributes().to_tree())
}

#[test]
fn modules_without_an_origin_agree_on_dims_each_for_itself() -> Result<(), Error> {
    let mut pair = vec![plain(), plain()];
    let mut tree = pair.attributes().to_tree();
    // All of the second module in another size.
    tree.insert("1.w", Array2::<f64>::zeros((2, 4)).into());
    tree.insert("1.b", Array1::<f64>::zeros(4).into());
    tree.insert("1.x", Array1::<f64>::zeros(4).into());
    pair.set_attributes(&tree)?;
    assert_eq!((pair[0].x.len(), pair[1].x.len()), (3, 4));
    let before = pair.clone();
    tree.insert("1.x", Array1::<f64>::zeros(5).into());
    let error = pair.set_attributes(&tree).unwrap_err();
    assert_eq!(error.faults().iter().map(|fault| fault.path().to_string()).collect::<Vec<_>>(), ["1.x"]);
    assert_eq!(pair, before);
    Ok(())
}

#[test]
fn an_empty_name_is_no_name() {
    let mut net = net();
    let before = net.attributes().to_tree();
    for (path, meant) in [
        (".a", "; there are `gain`, `hidden`, `out` and `named`"),
        // No way to say the attribute of the root, which is there, or could be.
        (".gain", ", did you mean `gain`?"),
        ("gain.", ", did you mean `gain`?"),
        (".hidden.tau", ", did you mean `hidden.tau`?"),
        ("hidden..tau", ", did you mean `hidden.tau`?"),
        ("hidden.", "; `hidden` has `w`, `tau`, `bias`, `x`, `steps`, `dt` and `solver`"),
        ("..tau", ", did you mean `hidden.tau`?"),
    ] {
        let message = format!("{path}: there is no such attribute{meant}");
        assert_eq!(refused(&net, path, 0.5), message);
        assert!(net.attributes_mut().at(path).map(|_| ()).is_err(), "{path}");
        let refused = Tree::new().set(path, Value::from(0.5)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!("{path}: an empty name is no name; write names with single dots between them")
        );
    }
    assert!(net.set("", 0.5).is_err());
    assert!(Tree::new().set("", 1.0).is_err());
    // A tree that was read may have them all the same.
    let tree: Tree<Value> = serde_json::from_str(r#"{"": {"a": 0.5}}"#).unwrap();
    assert_eq!(tree.branches(), [".a"]);
    assert_eq!(
        net.set_attributes(&tree).unwrap_err().to_string(),
        ".a: there is no such attribute; there are `gain`, `hidden`, `out` and `named`"
    );
    assert_eq!(net.attributes().to_tree(), before);
}

#[test]
fn of_many_unknown_names_all_are_told_and_the_first_with_the_near_one() {
    let mut net = net();
    let mut tree = Tree::new();
    for index in 0..8000 {
        tree.set(&format!("hidden.tau_{index}"), 0.5.into()).unwrap();
    }
    let error = net.set_attributes(&tree).unwrap_err();
    assert_eq!(error.faults().len(), 8000);
    assert_eq!(error.faults()[7999].to_string(), "hidden.tau_7999: there is no such attribute");
}

#[test]
fn what_is_no_number_is_told_by_its_type_and_not_by_its_shape() {
    #[derive(Module, Debug)]
    #[module(shape = n)]
    struct Layer {
        #[parameter(shape = n, init = ones())]
        w: Vec<f64>,
        #[parameter(shape = n, init = ones())]
        bias: Array1<f32>,
        #[module(origin)]
        origin: Origin,
    }
    let mut layer = Layer::builder().n(2).build().unwrap();
    for value in [Value::from("0.5"), Value::from(Tree::<Value>::new())] {
        let error = layer.set("w", value).unwrap_err().to_string();
        assert!(error.starts_with("w: expected elements of type `f64`, found `"), "{error}");
    }
    let error = layer.set("bias", "0.5").unwrap_err();
    assert_eq!(error.to_string(), "bias: expected elements of type `f32`, found `String`");
    let error = layer.set("bias", 0.5).unwrap_err().to_string();
    assert!(error.starts_with("bias: expected shape (n) = (2), found ()"), "{error}");
}
