//! Runs that are cut, continued, recorded, refused: what holds for every module that runs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod batches;
mod cuts;
mod kept;
mod layers;
mod numbers;
mod refusals;
mod resets;
mod time_steps;
mod variants;
