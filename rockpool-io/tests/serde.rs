//! Trees and values through serde.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array2, array};
use rockpool_core::prelude::*;

#[test]
fn trees_are_nested_objects_and_come_back() {
    let text = r#"{"hidden":{"tau":0.02,"w":[[1,2],[3,4]]},"name":"net","on":[true]}"#;
    let tree: Tree<Value> = serde_json::from_str(text).unwrap();
    assert_eq!(tree.get("hidden.w"), Some(&Value::from(array![[1_i64, 2], [3, 4]])));
    assert_eq!(tree.get("name"), Some(&Value::from("net")));
    assert_eq!(serde_json::to_string(&tree).unwrap(), text);
    let def = tree.def();
    assert_eq!(serde_json::from_str::<TreeDef>(&serde_json::to_string(&def).unwrap()).unwrap(), def);
    let options: Tree<Option<f64>> = serde_json::from_str(r#"{"a":{"b":null,"c":1.5}}"#).unwrap();
    assert_eq!((options.get("a.b"), options.get("a.c")), (Some(&None), Some(&Some(1.5))));
}

#[test]
fn a_name_that_stands_twice_is_an_error() {
    let error = serde_json::from_str::<Tree<f64>>(r#"{"a":1,"b":{"c":1,"c":2}}"#).unwrap_err();
    assert!(error.to_string().starts_with("the name `c` stands twice in one branch"), "{error}");
}

#[test]
fn arrays_are_written_row_major_however_they_lie() {
    let wide = array![[1.5_f32, 2.0, 3.0], [4.0, 5.0, 6.0]];
    let text = |value: Value| serde_json::to_string(&value).unwrap();
    assert_eq!(text(wide.t().to_owned().into()), "[[1.5,4.0],[2.0,5.0],[3.0,6.0]]");
    assert_eq!(text(wide.clone().reversed_axes().into()), "[[1.5,4.0],[2.0,5.0],[3.0,6.0]]");
    assert_eq!(text(Array2::<f32>::zeros((0, 3)).into()), "[]");
    assert_eq!(text(Array2::<f32>::zeros((2, 0)).into()), "[[],[]]");
    assert_eq!(serde_json::from_str::<Value>("[[],[]]").unwrap().shape(), [2, 0]);
}

#[test]
fn numbers_keep_what_they_are() {
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(value("[18446744073709551615, 1]"), Value::from(array![u64::MAX, 1]));
    assert_eq!(value("[1, 2.5]"), Value::from(array![1.0, 2.5]));
    assert_eq!(value("-3"), Value::from(-3_i64));
    assert_eq!(value("[9007199254740993, 0.5]"), Value::from(array![9_007_199_254_740_992.0, 0.5]));
}

#[test]
fn functions_are_not_written() {
    let f: fn(f64) -> f64 = f64::abs;
    assert!(serde_json::to_string(&Value::from(f)).is_err());
}
