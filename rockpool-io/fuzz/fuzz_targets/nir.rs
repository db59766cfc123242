#![no_main]

#[path = "../../tests/common/networks.rs"]
mod networks;

use rockpool_core::prelude::*;
use rockpool_io::{Format, Options, nir};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // What is read is written, and read again as it is.
    if let Ok((net, _)) = nir::read_bytes::<f64>(bytes) {
        let options = Options::new().simulation_parameters();
        if let Ok(written) = options.to_bytes(&net, Format::Nir) {
            let (again, _) = nir::read_bytes::<f64>(&written).unwrap();
            let [net, again] = [net, again].map(|net| format!("{:?}", net.parameters().to_tree()));
            assert_eq!(net, again);
        }
    }
    let mut net = networks::filled();
    let Ok(plan) = Options::new().plan_bytes(&net, bytes, Format::Nir) else { return };
    assert!(!plan.to_string().is_empty());
    let before = net.attributes().to_tree();
    match plan.apply(&mut net) {
        Err(_) => assert_eq!(net.attributes().to_tree(), before),
        Ok(()) => net.check().unwrap(),
    }
});
