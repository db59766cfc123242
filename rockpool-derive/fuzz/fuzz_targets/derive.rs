//! Whatever lexes is derived without a panic, and something comes of it.
//!
//! A crate of procedural macros can be linked by no other, so its modules are named by their paths.
#![no_main]
#![allow(dead_code)]

#[path = "../../src/check/mod.rs"]
mod check;
#[path = "../../src/ctxt.rs"]
mod ctxt;
#[path = "../../src/derive.rs"]
mod derive;
#[path = "../../src/expand/mod.rs"]
mod expand;
#[path = "../../src/model/mod.rs"]
mod model;
#[path = "../../src/nearest.rs"]
mod nearest;
#[path = "../../src/parse/mod.rs"]
mod parse;
#[path = "../../src/symbol.rs"]
mod symbol;

libfuzzer_sys::fuzz_target!(|input: &str| {
    if let Ok(tokens) = input.parse() {
        assert!(!derive::derive(tokens).is_empty(), "nothing came of it");
    }
});
