//! `instant.json`: values within 1e-12. The description names the function first.

use crate::json::{array, assert_close, list};
use rockpool_nn::{Evolve, Instant};
use serde_json::Value as Json;

/// Runs all cases of a file.
pub fn cases(file: &str, cases: &Json) -> usize {
    let cases = list(cases);
    for case in cases {
        let what = format!("{file}, {}", case["desc"]);
        let name = case["desc"].as_str().unwrap().split(',').next().unwrap();
        let function: fn(f64) -> f64 = match name {
            "tanh" => f64::tanh,
            "identity" => |x| x,
            "square" => |x| x * x,
            other => panic!("{what}: there is no function {other}"),
        };
        let output = array(&case["output"]);
        let mut instant = Instant::of(*output.shape().last().unwrap(), function).unwrap();
        let (found, record) = instant.evolve_recorded(array(&case["input"])).unwrap();
        assert_close(&what, &found.view().into_dyn(), &output, 1e-12);
        assert!(record.is_empty(), "{what}: nothing is recorded");
    }
    cases.len()
}
