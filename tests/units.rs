//! Units that the SI does not know.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use rockpool_core::prelude::*;

#[derive(Module)]
struct Epidemic {
    #[parameter(init = 3.0, unit = other("persons/d"))]
    arrivals: f64,
    #[parameter(init = 1.0, unit = "mmHg")]
    pressure: f64,
    #[parameter(init = 1.0, unit = "mM/s")]
    uptake: f64,
    #[parameter(init = 1.0, unit = "rpm")]
    stirrer: f64,
    #[parameter(init = 37.0, unit = "degC")]
    temperature: f64,
    #[parameter(init = 1.0, unit = "kcal/d")]
    energy: f64,
    #[parameter(init = 1.0, unit = "mbar")]
    air: f64,
    #[parameter(init = 1.0, unit = "Å")]
    bond: f64,
    #[parameter(init = 1.0, unit = "dB")]
    level: f64,
}

#[test]
fn units_that_people_write_are_kept() {
    let units: Vec<&str> = Epidemic::REGISTRY.attributes().iter().filter_map(Attribute::unit).collect();
    assert_eq!(units, ["persons/d", "mmHg", "mM/s", "rpm", "degC", "kcal/d", "mbar", "Å", "dB"]);
}
