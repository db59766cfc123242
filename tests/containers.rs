//! Containers of modules, nested in each other, built, given and left out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::Array1;
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n, spiking_output)]
struct Cell {
    #[parameter(family = "weights", shape = n, init = normal(0.0, 1.0))]
    w: Array1<f64>,
    #[state]
    x: f64,
    #[module(origin)]
    origin: Origin,
}

fn cell(n: usize) -> Cell {
    Cell::builder().n(n).key(Key::new(9)).build().unwrap()
}

fn paths<M: Module + ?Sized>(view: View<'_, M>) -> Vec<String> {
    view.iter().map(|leaf| leaf.path().to_string()).collect()
}

#[test]
fn paths_lead_through_every_container() {
    type Nested = BTreeMap<String, (Option<Cell>, [Box<Cell>; 2], Vec<Box<dyn DynModule>>)>;
    let one = || {
        (
            Some(cell(1)),
            [Box::new(cell(2)), Box::new(cell(3))],
            vec![Box::new(Some(cell(4))) as Box<dyn DynModule>, Box::new((cell(5),))],
        )
    };
    let none = (None, [Box::new(cell(1)), Box::new(cell(1))], vec![]);
    let nested: Nested = BTreeMap::from([("b".into(), one()), ("a".into(), none)]);
    assert_eq!(
        paths(nested.parameters()),
        ["a.1.0.w", "a.1.1.w", "b.0.w", "b.1.0.w", "b.1.1.w", "b.2.0.w", "b.2.1.0.w"]
    );
    assert_eq!(nested.parameters().numel(), 1 + 1 + 1 + 2 + 3 + 4 + 5);
    assert_eq!(nested.parameters().get("b.2.1.0.w").unwrap().numel(), 5);
    let modules: Vec<String> = nested.modules().into_iter().map(|(path, _)| path).collect();
    assert_eq!(modules, ["a.1.0", "a.1.1", "b.0", "b.1.0", "b.1.1", "b.2.0", "b.2.1.0"]);
    assert_eq!(nested.modules()[6].1.parameters().numel(), 5);
}

#[test]
fn containers_are_transparent_in_the_registry() {
    #[derive(Module)]
    struct Holder {
        #[module]
        option: Option<Cell>,
        #[module]
        boxed: Box<Cell>,
        #[module]
        list: Vec<Option<Box<Cell>>>,
        #[module]
        array: [Cell; 2],
        #[module]
        map: BTreeMap<String, Cell>,
        #[module]
        tuple: (Cell, Cell),
        #[module]
        any: Box<dyn DynModule>,
    }
    let submodules = Holder::REGISTRY.submodules();
    for submodule in &submodules[..5] {
        assert_eq!(submodule.registry().name(), "Cell", "{}", submodule.name());
    }
    let parts: Vec<(&str, &str)> = submodules[5]
        .registry()
        .submodules()
        .iter()
        .map(|part| (part.name(), part.registry().name()))
        .collect();
    assert_eq!(parts, [("0", "Cell"), ("1", "Cell")]);
    assert!(submodules[6].registry().attributes().is_empty());
    let holder = Holder {
        option: None,
        boxed: Box::new(cell(1)),
        list: vec![None, Some(Box::new(cell(1)))],
        array: [cell(1), cell(1)],
        map: BTreeMap::new(),
        tuple: (cell(1), cell(1)),
        any: Box::new(cell(1)),
    };
    assert_eq!(
        paths(holder.parameters()),
        ["boxed.w", "list.1.w", "array.0.w", "array.1.w", "tuple.0.w", "tuple.1.w", "any.w"]
    );
    assert_eq!(holder.any.registry().name(), "Cell");
}

#[derive(Module, Debug)]
#[module(shape = n)]
struct Built {
    #[module(shape = n)]
    option: Option<Cell>,
    #[module(shape = n)]
    boxed: Box<Cell>,
    #[module(shape = n)]
    list: Vec<Cell>,
    #[module(shape = n)]
    array: [Box<Cell>; 2],
    #[module(shape = n)]
    map: BTreeMap<String, Cell>,
    #[module(shape = n)]
    tuple: (Cell, (Cell, [Cell; 1])),
    #[module(origin)]
    origin: Origin,
}

#[test]
fn containers_left_out_are_empty_or_built() -> Result<(), Error> {
    let built = Built::builder().n(3).key(Key::new(1)).build()?;
    assert_eq!((&built.option, built.list.len(), built.map.len()), (&None, 0, 0));
    assert_eq!(
        paths(built.parameters()),
        ["boxed.w", "array.0.w", "array.1.w", "tuple.0.w", "tuple.1.0.w", "tuple.1.1.0.w"]
    );
    assert_eq!(built.parameters().numel(), 18);
    let arrays: Vec<Vec<f64>> =
        built.parameters().arrays::<f64>().map(|a| a.iter().copied().collect()).collect();
    assert!((1..6).all(|i| arrays[..i].iter().all(|other| *other != arrays[i])), "each draws from its path");
    built.check()
}

#[test]
fn elements_bind_the_shape_that_the_parent_gives_them() -> Result<(), Error> {
    let built = Built::builder().list(vec![cell(4), cell(4)]).build()?;
    assert_eq!(built.boxed.w.len(), 4);
    assert_eq!(built.tuple.1.1[0].w.len(), 4);
    let built = Built::builder().option(Some(cell(2))).build()?;
    assert_eq!(built.shape(), [2]);
    let built = Built::builder().option(cell(2)).boxed(cell(2)).build()?;
    assert_eq!(built.array[1].w.len(), 2);
    let built = Built::builder().map(BTreeMap::from([("a".to_owned(), cell(5))])).build()?;
    assert_eq!(built.shape(), [5]);
    Ok(())
}

#[test]
fn every_element_of_another_shape_is_a_fault_with_its_path() {
    let error = Built::builder()
        .n(3)
        .option(Some(cell(1)))
        .boxed(Box::new(cell(2)))
        .list(vec![cell(3), cell(4), cell(5)])
        .map(BTreeMap::from([("ab".to_owned(), cell(6))]))
        .tuple((cell(3), (cell(7), [cell(8)])))
        .build()
        .unwrap_err();
    let paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
    assert_eq!(paths, ["option", "boxed", "list.1", "list.2", "map.ab", "tuple.1.0", "tuple.1.1.0"]);
    assert_eq!(
        error.faults()[2].to_string(),
        "list.1: expected shape (n) = (3), found (4); n = 3 was bound by the builder"
    );
}

#[test]
fn keys_that_cannot_be_part_of_a_path_are_refused() {
    let map =
        || BTreeMap::from([(String::new(), cell(3)), ("a.b".to_owned(), cell(3)), ("c".to_owned(), cell(3))]);
    let expected = [
        "map: the key is empty; give the module in the map a name",
        "map.a.b: the key `a.b` has a dot, which stands between the names of a path; use another key",
    ];
    let told = |error: Error| error.faults().iter().map(ToString::to_string).collect::<Vec<String>>();
    let error = Built::builder().n(3).map(map()).build().unwrap_err();
    assert_eq!(told(error), expected);

    // After direct writes, as any other fault.
    let mut built = Built::builder().n(3).build().unwrap();
    built.map = map();
    assert_eq!(told(built.check().unwrap_err()), expected);
    let written = rockpool_io::Options::new().to_bytes(&built, rockpool_io::Format::Json);
    assert_eq!(written.unwrap_err().to_string(), expected.join("\n"));
}

#[test]
fn elements_that_disagree_with_each_other_are_told() {
    let error = Built::builder().list(vec![cell(3), cell(4)]).build().unwrap_err();
    assert_eq!(error.to_string(), "list.1: expected shape (n) = (3), found (4); n = 3 was bound by `list`");
}

#[test]
fn a_box_and_an_option_take_a_builder_of_what_is_in_them() -> Result<(), Error> {
    let built = Built::builder().boxed(Box::new(cell(3))).build()?;
    assert_eq!(built.shape(), [3]);
    let error = Built::builder().n(2).boxed(cell(3)).build().unwrap_err();
    assert_eq!(error.faults().len(), 1);
    Ok(())
}

#[test]
fn b052_modules_in_lists_and_maps_are_registered() {
    #[derive(Module)]
    struct Holder {
        #[module]
        list: Vec<Cell>,
        #[module]
        map: BTreeMap<String, Cell>,
    }
    let mut holder = Holder { list: vec![cell(1)], map: BTreeMap::from([("k".into(), cell(2))]) };
    assert_eq!(paths(holder.attributes()), ["list.0.w", "list.0.x", "map.k.w", "map.k.x"]);
    holder.list.push(cell(3));
    holder.map.remove("k");
    assert_eq!(paths(holder.parameters()), ["list.0.w", "list.1.w"]);
    holder.list.clear();
    assert!(holder.attributes().is_empty());
}

#[test]
fn lists_of_any_modules_work_as_one_module() -> Result<(), Error> {
    let mut layers: Vec<Box<dyn DynModule>> = vec![Box::new(cell(2)), Box::new(vec![cell(1), cell(1)])];
    assert_eq!(layers.parameters().len(), 3);
    assert_eq!(paths(layers.parameters()), ["0.w", "1.0.w", "1.1.w"]);
    assert_eq!(layers.parameters().family("weights")?.len(), 3);
    assert!(layers.parameters().family("weight").is_err());
    assert_eq!(layers[0].registry().name(), "Cell");
    assert_eq!(layers[0].shape(), [2]);
    layers[0].set_attributes(&cell(2).attributes().to_tree())?;
    layers.attributes_mut().for_each_array::<f64>(|_, mut a| a.fill(0.0));
    layers.reset_parameters();
    assert_eq!(layers.parameters().get("0.w").unwrap().to_value(), Value::from(cell(2).w));
    for layer in &mut layers {
        layer.reset_state();
    }
    let shared: &dyn DynModule = &cell(2);
    assert_eq!(paths(shared.parameters()), ["w"]);
    let sendable: Vec<Box<dyn DynModule + Send + Sync>> = vec![Box::new(cell(1))];
    assert_eq!(sendable.parameters().len(), 1);
    Ok(())
}

#[test]
fn a_list_has_no_shape_and_a_box_that_of_its_module() {
    assert_eq!(vec![cell(3)].shape(), []);
    assert_eq!([cell(3)].shape(), []);
    assert_eq!((cell(3),).shape(), []);
    assert_eq!(BTreeMap::from([("a".to_owned(), cell(3))]).shape(), []);
    assert_eq!(Box::new(cell(3)).shape(), [3]);
    assert_eq!(Some(cell(3)).shape(), [3]);
    assert_eq!(None::<Cell>.shape(), []);
    // Behind `dyn`, and inside options, a list is a list.
    let list: Box<dyn DynModule> = Box::new(vec![cell(3)]);
    assert_eq!(list.shape(), []);
    assert_eq!(Some(vec![cell(3)]).shape(), []);
    let boxed: Box<dyn DynModule> = Box::new(Box::new(cell(3)));
    assert_eq!(boxed.shape(), [3]);
}

#[test]
fn boxes_of_any_module_are_given_and_never_made() -> Result<(), Error> {
    #[derive(Module)]
    struct Holder {
        #[module]
        any: Box<dyn DynModule>,
        #[module]
        several: Vec<Box<dyn DynModule>>,
        #[module(origin)]
        origin: Origin,
    }
    let holder = Holder::builder()
        .any(Box::new(cell(2)))
        .several(vec![Box::new(cell(1)) as Box<dyn DynModule>])
        .build()?;
    assert_eq!(paths(holder.parameters()), ["any.w", "several.0.w"]);
    let error = Holder::builder().build().err().unwrap();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert_eq!(error.to_string(), "any: `dyn DynModule` cannot be made from dims; give it to the builder");
    Ok(())
}

#[test]
fn long_tuples_and_empty_arrays_are_modules() -> Result<(), Error> {
    let none: [Cell; 0] = [];
    let eight = (cell(1), cell(1), cell(1), cell(1), cell(1), cell(1), cell(1), none);
    assert_eq!(eight.parameters().len(), 7);
    assert_eq!(eight.modules().len(), 7);
    eight.check()
}
