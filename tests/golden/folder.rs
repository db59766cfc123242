//! The folder of golden files: found, listed, read, and reported on.

use serde_json::Value as Json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Whether `ROCKPOOL_GOLDEN` names the folder.
pub fn is_foreign() -> bool {
    std::env::var_os("ROCKPOOL_GOLDEN").is_some()
}

/// The folder: `ROCKPOOL_GOLDEN` where it is set, else `tests/golden/data`. Cargo runs tests in the
/// root of their package, and a relative path starts there.
fn folder() -> PathBuf {
    match std::env::var_os("ROCKPOOL_GOLDEN") {
        Some(named) => PathBuf::from(named),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/data"),
    }
}

/// The names of all its `.json` files, sorted.
pub fn names() -> Vec<String> {
    let folder = folder();
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json"))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "{} holds no golden files", folder.display());
    names
}

/// Whether a name matches a pattern with at most one `*`: `lif_*.json`.
pub fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
        None => name == pattern,
    }
}

/// Runs `reader` on every file that matches the pattern, and prints the number of cases that it
/// answers; at least one file matches in this repository's own folder.
pub fn each(pattern: &str, mut reader: impl FnMut(&str, &Json) -> usize) {
    let mut files = 0;
    for name in names().iter().filter(|name| matches(pattern, name)) {
        let text = std::fs::read_to_string(folder().join(name)).unwrap();
        let json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let cases = reader(name, &json);
        assert!(cases > 0, "{name} holds no cases");
        say(&format!("{name}: {cases} {}", if cases == 1 { "case" } else { "cases" }));
        files += 1;
    }
    assert!(files > 0 || is_foreign(), "no file matches {pattern}");
}

/// Prints a line that shows without `--nocapture` too: the test harness captures `println!`, but no
/// direct write to standard error.
pub fn say(line: &str) {
    // In one piece: tests run at the same time.
    std::io::stderr().write_all(format!("golden {line}\n").as_bytes()).unwrap();
}
