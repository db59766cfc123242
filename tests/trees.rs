//! Trees: what Rockpool's tree utilities do, without their defects; modules as leaves and structure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array2, array};
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out), spiking_output)]
struct Layer {
    #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
    w: Array2<f64>,
    #[parameter(family = "taus", init = 20e-3, unit = "s")]
    tau: f64,
    #[module(origin)]
    origin: Origin,
}

fn tree(leaves: &[(&str, i32)]) -> Tree<i32> {
    let mut tree = Tree::new();
    for (path, leaf) in leaves {
        tree.set(path, *leaf).unwrap();
    }
    tree
}

#[test]
fn branches_come_depth_first_in_the_order_of_insertion() {
    let tree = tree(&[("b.y", 1), ("a", 2), ("b.x", 3)]);
    assert_eq!(tree.branches(), ["b.y", "b.x", "a"]);
}

#[test]
fn names_are_found_in_branches_of_any_size_and_keep_their_order() {
    let names: Vec<String> = (0..1000).map(|index| format!("{}", (index * 7919) % 1000)).collect();
    let mut tree = Tree::new();
    for (index, name) in names.iter().enumerate() {
        tree.set(name, index).unwrap();
    }
    tree.set("5", 5000).unwrap();
    assert_eq!(tree.branches(), names);
    assert_eq!(tree.len(), 1000);
    assert_eq!(tree.get("5"), Some(&5000));
    assert!(names.iter().enumerate().all(|(index, name)| name == "5" || tree.get(name) == Some(&index)));
    assert_eq!(tree.get("1000"), None);
}

#[test]
fn b118_no_leaf_is_lost_or_made_up() {
    let tree = tree(&[("a.x", 1), ("a.y", 2), ("b", 3)]);
    let (leaves, def) = tree.clone().flatten();
    assert_eq!(def.unflatten(leaves).unwrap(), tree);
    assert_eq!(def.unflatten([1, 2]).unwrap_err().to_string(), "expected 3 leaves, found 2");
    assert_eq!(def.unflatten([1, 2, 3, 4, 5]).unwrap_err().to_string(), "expected 3 leaves, found 5");
}

#[test]
fn b119_a_branch_onto_a_leaf_is_an_error_and_changes_nothing() {
    let mut target = tree(&[("a", 1), ("b.x", 2)]);
    let before = target.clone();
    for other in [tree(&[("b.x", 9), ("a.x", 3)]), tree(&[("b", 3)])] {
        let error = target.update(&other).unwrap_err();
        assert_eq!(error.faults().len(), 1);
        assert_eq!(target, before);
    }
    target.update(&tree(&[("b.y", 4), ("a", 5)])).unwrap();
    assert_eq!(target, tree(&[("a", 5), ("b.x", 2), ("b.y", 4)]));
}

#[test]
fn two_trees_are_zipped_by_name_in_the_order_of_the_first() {
    let zipped = tree(&[("a.x", 1), ("a.y", 2)]).zip_map(&tree(&[("a.y", 20), ("a.x", 10)]), |a, b| a + b);
    assert_eq!(zipped.unwrap(), tree(&[("a.x", 11), ("a.y", 22)]));
}

#[test]
fn a_leaf_in_one_tree_only_is_named() {
    let both = |a: &[(&str, i32)], b: &[(&str, i32)]| {
        tree(a).zip_map(&tree(b), |a, b| a + b).unwrap_err().faults()[0].path().to_string()
    };
    assert_eq!(both(&[("a.x", 1)], &[("a.x", 1), ("a.q.r", 2)]), "a.q.r");
    assert_eq!(both(&[("a.x", 1), ("b.c", 2)], &[("a.x", 1)]), "b.c");
    assert_eq!(both(&[("a", 1)], &[("a.x", 1)]), "a");
}

#[test]
fn b117_only_leaves_that_are_there_are_set_to_match() {
    let mut full = tree(&[("a.x", 1), ("a.y", 2), ("b", 3)]);
    assert_eq!(full.set_matching(&tree(&[("a.y", 0), ("b", 0)]), 7).unwrap(), 2);
    assert_eq!(full, tree(&[("a.x", 1), ("a.y", 7), ("b", 7)]));
    let before = full.clone();
    let error = full.set_matching(&tree(&[("b", 0), ("a.z", 0)]), 8).unwrap_err();
    assert_eq!(error.faults()[0].path(), &"a.z");
    assert_eq!(full, before);
}

#[test]
fn a_prototype_marks_the_leaves_of_the_part() {
    let full = tree(&[("a.x", 1), ("a.y", 2), ("b", 3)]);
    let marked = full.prototype(&tree(&[("a.y", 0), ("c", 0)]));
    assert_eq!(marked.find(|&chosen| chosen), ["a.y"]);
    assert_eq!(marked.branches(), full.branches());
}

#[test]
fn b099_to_b101_a_module_comes_back_whole_from_its_leaves() {
    let mut layer = Layer::builder().n_in(2).n_out(3).tau(Constant(0.5)).key(Key::new(1)).build().unwrap();
    let built = layer.w.clone();
    let (leaves, def) = layer.attributes().flatten();
    let doubled: Vec<Value> = leaves
        .into_iter()
        .map(|leaf| match leaf.array::<f64>() {
            Some(array) if array.ndim() == 2 => (&array * 2.0).into(),
            _ => leaf,
        })
        .collect();
    layer.attributes_mut().unflatten(&def, doubled).unwrap();
    assert_eq!(layer.w, &built * 2.0);
    assert_eq!(layer.attributes().get("tau").unwrap().kind(), Kind::Simulation);
    assert!(layer.spiking_output());
    layer.reset_parameters();
    assert_eq!((layer.w.clone(), layer.tau), (built, 0.5));
}

#[test]
fn b102_leaves_of_another_shape_or_number_are_refused_and_change_nothing() {
    let mut layer = Layer::builder().n_in(2).n_out(3).key(Key::new(1)).build().unwrap();
    let (built, (leaves, def)) = (layer.w.clone(), layer.parameters().flatten());
    let wrong = vec![Value::from(array![[1.0]]), 0.7.into()];
    assert!(layer.parameters_mut().unflatten(&def, wrong).is_err());
    assert!(layer.parameters_mut().unflatten(&def, leaves[..1].to_vec()).is_err());
    assert!(layer.parameters_mut().taus().unflatten(&def, leaves).is_err());
    assert_eq!((layer.w, layer.tau), (built, 0.02));
}

#[test]
fn a_tree_shows_its_names_and_leaves() {
    let tree = tree(&[("a.b", 1), ("a.c", 2), ("d", 3)]);
    assert_eq!(format!("{tree:?}"), r#"{"a": {"b": 1, "c": 2}, "d": 3}"#);
    assert_eq!(format!("{:?}", Tree::leaf(1)), "1");
    assert_eq!(format!("{:?}", Tree::<i32>::new()), "{}");
}

#[test]
fn checking_a_tree_says_what_setting_it_would_and_changes_nothing() {
    let layer = Layer::builder().n_in(2).n_out(3).key(Key::new(1)).build().unwrap();
    let mut given = Tree::new();
    given.set("tau", Value::from(0.1)).unwrap();
    assert!(layer.check_attributes(&given).is_ok());
    given.set("w", array![1.0].into()).unwrap();
    given.set("tua", Value::from(0.1)).unwrap();
    assert_eq!(layer.check_attributes(&given).unwrap_err().faults().len(), 2);
    assert_eq!(layer.tau, 0.02);
}
