//! Compile errors: one mistake a file, and what the compiler says. `tests/ui/README.md` is the index.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::error::Error;
use std::fs;
use std::io::{Write as _, stderr};
use std::path::{Path, PathBuf};

mod other_compiler;

use other_compiler::{PINNED, errors, other_compiler, our_first_line};

/// To the letter on the compiler that the `.stderr` files are blessed with.
#[test]
fn mistakes_are_told() -> Result<(), Box<dyn Error>> {
    if let Some(version) = other_compiler()? {
        return mistakes_are_refused(&version);
    }
    // Refused only: with one program that must compile among them, the runner builds each by itself instead of checking all at once.
    let cases = trybuild::TestCases::new();
    mistakes().iter().for_each(|mistake| cases.compile_fail(mistake));
    Ok(())
}

/// Each is refused, in our words where they are ours.
fn mistakes_are_refused(version: &str) -> Result<(), Box<dyn Error>> {
    let mistakes = mistakes();
    let told = errors(&mistakes)?;
    let mut in_our_words = 0;
    let mut wrong = Vec::new();
    for mistake in &mistakes {
        let told = told.get(mistake).map_or(&[][..], Vec::as_slice);
        let expected = our_first_line(&fs::read_to_string(mistake.with_extension("stderr"))?);
        in_our_words += usize::from(expected.is_some());
        match expected {
            _ if told.is_empty() => wrong.push(format!("{}: not refused", mistake.display())),
            Some(ours) if !told.iter().any(|message| message.contains(&ours)) => {
                wrong.push(format!("{}: expected `{ours}`, found {told:?}", mistake.display()));
            }
            _ => {}
        }
    }
    // Not by a macro, whose output a test that passes does not show.
    writeln!(
        stderr(),
        "{version} is not the pinned {PINNED}: each of {} mistakes must be refused, {in_our_words} of them with our first line; \
         carets, notes and the words of rustc were not compared",
        mistakes.len(),
    )?;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// `tests/ui/<theme>/<fault>.rs`.
fn mistakes() -> Vec<PathBuf> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the folder can be read");
        entries.map(|entry| entry.expect("the entry can be read").path()).collect()
    };
    let themes = entries(Path::new("tests/ui")).into_iter().filter(|theme| theme.is_dir());
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
