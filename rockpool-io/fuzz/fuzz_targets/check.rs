//! What holds for any bytes: a plan or an error, applied whole or not at all.

#[path = "../../tests/common/mod.rs"]
mod common;
#[path = "../../tests/common/wide.rs"]
mod wide;

use rockpool_core::prelude::*;
use rockpool_io::{Finding, Format, Options, Policy, Verdict};

pub fn check(bytes: &[u8], format: Format) {
    hold(common::fresh, bytes, format, Policy::Subset);
    hold(wide::fresh, bytes, format, Policy::Subset);
    // Whatever can be taken: constants, other variants, NaN.
    let all: Policy = (|_: &Finding| Verdict::Accept).into();
    hold(wide::fresh, bytes, format, all);
}

fn hold<M: Module>(fresh: fn() -> M, bytes: &[u8], format: Format, policy: Policy) {
    let mut net = fresh();
    let Ok(plan) = Options::all().plan_bytes(&net, bytes, format) else { return };
    assert!(!plan.to_string().is_empty());
    let shown = |net: &M| format!("{:?} {:?}", net.attributes().to_tree(), net.variants());
    let before = shown(&net);
    match plan.with_policy(policy.clone()).apply(&mut net) {
        Err(_) => assert_eq!(shown(&net), before),
        Ok(()) => {
            net.check().unwrap();
            // What was loaded is written, and read again as it is.
            let Ok(written) = Options::all().to_bytes(&net, format) else { return };
            let mut again = fresh();
            let plan = Options::all().plan_bytes(&again, &written, format).unwrap();
            let all = |_: &Finding| Verdict::Accept;
            plan.with_policy(all).apply(&mut again).unwrap();
            assert_eq!(shown(&again), shown(&net));
        }
    }
}
