use rockpool_core::prelude::*;
use rockpool_core::value::{With, WithError};
use std::net::IpAddr;

struct Text;

impl With<IpAddr> for Text {
    type Value = String;
    fn get(address: &IpAddr) -> String {
        address.to_string()
    }
    fn put(text: String) -> Result<IpAddr, WithError> {
        text.parse().map_err(WithError::new)
    }
}

#[derive(Module)]
struct Peer {
    #[simulation(with = Text, init = (0.0, 1.0))]
    range: (f64, f64),
    #[module(origin)]
    origin: Origin,
}

fn main() {}
