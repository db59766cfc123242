//! Arrays and trees as the golden files write them: `{"shape": [..], "data": [row-major]}`.

use ndarray::{ArrayD, ArrayViewD, Dimension};
use serde_json::Value as Json;

/// The array, if this is one whose elements are numbers.
pub fn try_array(json: &Json) -> Option<ArrayD<f64>> {
    let shape: Option<Vec<usize>> = json.get("shape")?.as_array()?.iter().map(try_length).collect();
    let data: Option<Vec<f64>> = json.get("data")?.as_array()?.iter().map(Json::as_f64).collect();
    ArrayD::from_shape_vec(shape?, data?).ok()
}

/// The array.
pub fn array(json: &Json) -> ArrayD<f64> {
    try_array(json).unwrap_or_else(|| panic!("expected an array of numbers, found {json}"))
}

/// The array, or `None` for `null`.
pub fn array_or_null(json: &Json) -> Option<ArrayD<f64>> {
    (!json.is_null()).then(|| array(json))
}

/// A length, if this is one.
fn try_length(json: &Json) -> Option<usize> {
    json.as_u64()?.try_into().ok()
}

/// A length.
pub fn length(json: &Json) -> usize {
    try_length(json).unwrap_or_else(|| panic!("expected a length, found {json}"))
}

/// A list of lengths.
pub fn lengths(json: &Json) -> Vec<usize> {
    let lengths: Option<Vec<usize>> = json.as_array().and_then(|list| list.iter().map(try_length).collect());
    lengths.unwrap_or_else(|| panic!("expected a list of lengths, found {json}"))
}

/// A number.
pub fn number(json: &Json) -> f64 {
    json.as_f64().unwrap_or_else(|| panic!("expected a number, found {json}"))
}

/// The elements of a list.
pub fn list(json: &Json) -> &[Json] {
    json.as_array().unwrap_or_else(|| panic!("expected a list, found {json}"))
}

/// The arrays of a nested dictionary with their paths (`a1.w`), depth first, in the order of the
/// file.
pub fn leaves(json: &Json) -> Vec<(String, ArrayD<f64>)> {
    let mut leaves = Vec::new();
    collect(json, "", &mut leaves);
    leaves
}

fn collect(json: &Json, path: &str, leaves: &mut Vec<(String, ArrayD<f64>)>) {
    if let Some(array) = try_array(json) {
        leaves.push((path.to_owned(), array));
        return;
    }
    for (name, below) in json.as_object().unwrap_or_else(|| panic!("expected a tree, found {json}")) {
        let dot = if path.is_empty() { "" } else { "." };
        collect(below, &format!("{path}{dot}{name}"), leaves);
    }
}

/// Fails unless shapes are equal, and elements within `tolerance` of each other (0: equal by value).
#[track_caller]
pub fn assert_close(what: &str, found: &ArrayViewD<'_, f64>, expected: &ArrayD<f64>, tolerance: f64) {
    assert_eq!(found.shape(), expected.shape(), "{what}: shape");
    for ((index, found), expected) in found.indexed_iter().zip(expected) {
        let error = (found - expected).abs();
        assert!(
            error <= tolerance,
            "{what}{:?}: expected {expected}, found {found}, off by {error:e}",
            index.slice()
        );
    }
}
