//! Compile errors: one mistake a file, and what the compiler says. `tests/ui/README.md` is the index.
#![allow(missing_docs, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn mistakes_are_told() {
    let cases = trybuild::TestCases::new();
    for mistake in mistakes() {
        cases.compile_fail(mistake);
    }
    cases.pass("tests/ui/pass/*.rs");
}

/// `tests/ui/<theme>/<fault>.rs`.
fn mistakes() -> Vec<PathBuf> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the folder can be read");
        entries.map(|entry| entry.expect("the entry can be read").path()).collect()
    };
    let themes =
        entries(Path::new("tests/ui")).into_iter().filter(|theme| theme.is_dir() && !theme.ends_with("pass"));
    let mut files: Vec<PathBuf> = themes.flat_map(|theme| entries(&theme)).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    files
}

#[test]
fn the_index_names_every_mistake() {
    let index = fs::read_to_string("tests/ui/README.md").expect("the index can be read");
    for mistake in mistakes() {
        let name = mistake.strip_prefix("tests/ui").unwrap_or(&mistake).display().to_string();
        assert!(index.contains(&format!("[{name}]({name})")), "{name} is not in tests/ui/README.md");
    }
}

/// What errors worded here have in common; those worded by rustc begin with their code.
#[test]
fn messages_keep_their_voice() {
    for mistake in mistakes() {
        let told = fs::read_to_string(mistake.with_extension("stderr")).expect("it is blessed");
        for message in told.lines().filter_map(|line| line.strip_prefix("error: ")) {
            let name = mistake.display();
            assert!(!message.starts_with(char::is_uppercase), "{name}: {message}");
            assert!(!message.ends_with('.') && !message.contains("please"), "{name}: {message}");
            let is_rustc =
                message.starts_with("cannot find attribute") || mistake.starts_with("tests/ui/rustc");
            let has_way_out = ["; ", "did you mean"].iter().any(|out| message.contains(out));
            assert!(is_rustc || has_way_out, "{name}: {message}");
        }
    }
}
