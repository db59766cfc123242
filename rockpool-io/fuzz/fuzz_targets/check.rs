//! What holds for any bytes: a plan or an error, applied whole or not at all.

#[path = "../../tests/common/mod.rs"]
mod common;

use rockpool_core::prelude::*;
use rockpool_io::{Format, Options, Subset};

pub fn check(bytes: &[u8], format: Format) {
    let mut net = common::fresh();
    let Ok(plan) = Options::all().plan_bytes(&net, bytes, format) else { return };
    assert!(!plan.to_string().is_empty());
    let before = net.attributes().to_tree();
    match plan.with_policy(Subset).apply(&mut net) {
        Err(_) => assert_eq!(net.attributes().to_tree(), before),
        Ok(()) => {
            net.check().unwrap();
            // What was loaded is written, and read again as it is.
            let Ok(written) = Options::all().to_bytes(&net, format) else { return };
            let mut again = common::fresh();
            let plan = Options::all().plan_bytes(&again, &written, format).unwrap();
            plan.apply(&mut again).unwrap();
            assert_eq!(again.attributes().to_tree(), net.attributes().to_tree());
        }
    }
}
