//! What files can make reading ask for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use rockpool_core::prelude::*;
use rockpool_io::{Format, Options};
use std::fmt::Write;

#[derive(Module)]
struct Net {
    #[parameter(init = 1.0)]
    a: f64,
}

/// The most memory that planning takes at any moment, for each byte of the file.
fn times(bytes: &[u8], format: Format) -> f64 {
    let net = Net { a: 1.0 };
    let measured = allocation_counter::measure(|| drop(Options::new().plan_bytes(&net, bytes, format)));
    measured.bytes_max as f64 / bytes.len() as f64
}

fn object(entries: impl Iterator<Item = String>) -> String {
    let mut text = String::from("{");
    entries.for_each(|entry| write!(text, "{entry},").unwrap());
    text + "\"z\":1}"
}

/// Objects this deep, with `inner` in the last one.
fn nested(name: &str, depth: usize, inner: &str) -> String {
    format!("{}{inner}{}", format!("{{\"{name}\":").repeat(depth), "}".repeat(depth))
}

/// An object of the alphabet.
fn letters(value: &str) -> String {
    let entries: Vec<String> = ('a'..='z').map(|letter| format!("\"{letter}\":{value}")).collect();
    format!("{{{}}}", entries.join(","))
}

#[test]
fn a_document_takes_a_small_multiple_of_itself() {
    // Just past a power of two, where vectors have grown to twice what they hold.
    let n = 16_400;
    let list = |element: &str| format!("{{\"a\":[{}{element}]}}", format!("{element},").repeat(n));
    let keys = |value: &str| object((0..n).map(|i| format!("\"{i}\":{value}")));
    let long = "k".repeat(2000);
    let hostile = [
        ("digits", 16.0, list("1")),
        ("texts of digits", 16.0, format!("{{\"a\":\"[{}0]\"}}", "1,".repeat(n))),
        ("rows", 16.0, list("[1,2,3,4]")),
        ("ragged rows", 16.0, list("[1,2],[1]")),
        ("no rows", 16.0, list("[]")),
        ("deep lists", 16.0, format!("{{\"a\":{}1{}}}", "[".repeat(n), "]".repeat(n))),
        ("deep objects", 16.0, nested("a", n, "1")),
        ("a long text", 16.0, format!("{{\"a\":\"{}\"}}", "x".repeat(1 << 20))),
        ("names", 64.0, keys("1")),
        ("texts", 64.0, keys("\"\"")),
        ("nothing", 64.0, keys("null")),
        ("empty objects", 64.0, keys("{}")),
        ("lists without elements", 64.0, object((0..600).map(|i| format!("\"{i}\":{}", letters("[]"))))),
        ("numbers in objects", 64.0, object((0..600).map(|i| format!("\"{i}\":{}", letters("1"))))),
        ("texts in objects", 64.0, object((0..600).map(|i| format!("\"{i}\":{}", letters("\"\""))))),
        ("rows without elements", 64.0, object((0..600).map(|i| format!("\"{i}\":{}", letters("[[]]"))))),
        ("lists of one", 64.0, object((0..600).map(|i| format!("\"{i}\":{}", letters("[1]"))))),
        ("lists of texts", 64.0, object((0..600).map(|i| format!("\"{i}\":{}", letters("[\"\"]"))))),
        ("many deep objects", 64.0, object((0..2000).map(|i| format!("\"{i}\":{}", nested("a", 100, "1"))))),
        // Each name is told again with every value below it.
        ("long names", 64.0, nested(&long, 50, &keys("1"))),
    ];
    for (name, budget, text) in hostile {
        let times = times(text.as_bytes(), Format::Json);
        println!("{name}: {times:.1} times {} bytes", text.len());
        assert!(times < budget, "{name}: {times:.1} times the file");
    }
}

#[test]
fn a_header_takes_a_small_multiple_of_the_file() {
    let n = 20_000;
    let entry = |i: usize| format!("\"{i}\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}");
    let entries: Vec<String> = (0..n).map(entry).collect();
    let header = format!("{{{}}}", entries.join(","));
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend_from_slice(header.as_bytes());
    let found = times(&file, Format::Safetensors);
    println!("empty tensors: {found:.1} times {} bytes", file.len());
    assert!(found < 64.0, "{found:.1} times the file");

    // Members without elements: names and headers are nearly all of the file.
    let mut file = std::io::Cursor::new(Vec::new());
    let mut archive = ndarray_npy::NpzWriter::new(&mut file);
    for index in 0..5_000 {
        archive.add_array(index.to_string(), &ndarray::Array1::<f64>::zeros(0)).unwrap();
    }
    archive.finish().unwrap();
    let found = times(file.get_ref(), Format::Npz);
    println!("empty members: {found:.1} times {} bytes", file.get_ref().len());
    assert!(found < 64.0, "{found:.1} times the file");

    let bomb = include_bytes!("../rockpool-io/tests/data/bomb.npz");
    let found = times(bomb, Format::Npz);
    println!("64 MiB of zeros: {found:.1} times {} bytes", bomb.len());
    assert!(found < 64.0, "{found:.1} times the file");
}
