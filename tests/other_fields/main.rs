//! What the examples from other fields compute: an axon, an epidemic, a controlled motor.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code,
    unreachable_pub,
    reason = "a test fails by panicking; the examples use what is not used here"
)]

mod axon;
mod epidemic;
#[cfg(feature = "foreign")]
mod plant;
