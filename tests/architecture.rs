//! The floors that ARCHITECTURE.md draws: a room imports only from rooms on floors below its own.
//!
//! A room is a file or a folder directly in `src`. What counts are all paths that begin with `crate` or
//! climb by `super` to the root, in groups and macros too; a name that the root re-exports counts as the
//! room that it is from.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What holds the crate together and stands on no floor.
const NO_ROOMS: [&str; 4] = ["lib", "prelude", "__private", "guide"];

#[test]
fn each_room_of_core_imports_only_from_floors_below() {
    hold_to_the_floors("rockpool-core");
}

#[test]
fn each_room_of_io_imports_only_from_floors_below() {
    hold_to_the_floors("rockpool-io");
}

#[test]
fn each_room_of_nn_imports_only_from_floors_below() {
    hold_to_the_floors("rockpool-nn");
}

#[test]
fn each_room_of_mpi_imports_only_from_floors_below() {
    hold_to_the_floors("rockpool-mpi");
}

fn hold_to_the_floors(krate: &str) {
    let (floors, groups) = drawn_floors(krate);
    let imports = Imports::of(krate);
    let mut faults = Vec::new();
    for room in imports.rooms.iter().filter(|room| !floors.contains_key(*room)) {
        faults.push(format!("the room `{room}` stands on no floor; draw it into ARCHITECTURE.md"));
    }
    for room in floors.keys().filter(|room| !imports.rooms.contains(*room)) {
        faults.push(format!("there is no room `{room}`; take it out of ARCHITECTURE.md"));
    }
    for ((from, to), files) in &imports.by_rooms {
        if let (Some(own), Some(other)) = (floors.get(from), floors.get(to))
            && own <= other
            && !groups.iter().any(|group| group.contains(from) && group.contains(to))
        {
            faults.push(format!(
                "`{from}` imports `{to}`, which is not on a floor below: {}",
                files.iter().cloned().collect::<Vec<_>>().join(", ")
            ));
        }
    }
    assert!(faults.is_empty(), "{krate}:\n{}", faults.join("\n"));
}

/// The floor of each room, from the ground up: the lines of the first drawing below the crate's heading,
/// the highest floor first, each with its rooms and, after a gap, what they are. Rooms in brackets are one,
/// and listed once more as a group.
fn drawn_floors(krate: &str) -> (BTreeMap<String, usize>, Vec<BTreeSet<String>>) {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let heading = format!("## The rooms of `{krate}`");
    let chapter = text.split(&heading).nth(1).unwrap_or_else(|| panic!("no heading `{heading}`"));
    let drawing = chapter.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
    let lines: Vec<&str> =
        drawing.unwrap_or_else(|| panic!("no drawing below `{heading}`")).lines().collect();
    let (mut floors, mut groups) = (BTreeMap::new(), Vec::new());
    for (floor, line) in lines.iter().rev().enumerate() {
        let rooms = line.trim().split("  ").next().unwrap_or_default();
        if let Some((_, rest)) = rooms.split_once('[')
            && let Some((group, _)) = rest.split_once(']')
        {
            groups.push(group.split_whitespace().map(str::to_owned).collect());
        }
        for room in rooms.split([' ', '[', ']']).filter(|room| !room.is_empty()) {
            let before = floors.insert(room.to_owned(), floor);
            assert!(before.is_none(), "the room `{room}` is drawn twice");
        }
    }
    (floors, groups)
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Who imports whom.
struct Imports {
    rooms: BTreeSet<String>,
    /// From one room to another, and the files in which.
    by_rooms: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Imports {
    fn of(krate: &str) -> Self {
        let src = root().join(krate).join("src");
        let mut files = Vec::new();
        gather(&src, &mut Vec::new(), &mut files);
        let is_room = |name: &String| !NO_ROOMS.contains(&name.as_str());
        let rooms: BTreeSet<String> = files.iter().map(|file| file.room.clone()).filter(is_room).collect();
        let exported = exported_by_the_root(&files, &rooms);
        let mut by_rooms: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for file in files.iter().filter(|file| is_room(&file.room)) {
            let mut names = BTreeSet::new();
            names_at_the_root(&file.tokens, file.depth, &mut names);
            for name in names {
                let of = exported.get(&name).cloned().unwrap_or(name);
                if rooms.contains(&of) && of != file.room {
                    by_rooms.entry((file.room.clone(), of)).or_default().insert(file.shown.clone());
                }
            }
        }
        Self { rooms, by_rooms }
    }
}

struct File {
    room: String,
    /// The number of modules between the root and what stands in the file.
    depth: usize,
    shown: String,
    tokens: TokenStream,
}

/// All source files below a folder.
fn gather(folder: &Path, modules: &mut Vec<String>, files: &mut Vec<File>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            modules.push(name);
            gather(&path, modules, files);
            modules.pop();
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let tokens = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let own = usize::from(name != "mod" && name != "lib");
            let room = modules.first().cloned().unwrap_or_else(|| name.clone());
            let shown = modules.iter().chain([&name]).cloned().collect::<Vec<_>>().join("/");
            files.push(File { room, depth: modules.len() + own, shown, tokens });
        }
    }
}

/// The names that `lib.rs` re-exports, and the rooms that they are from.
fn exported_by_the_root(files: &[File], rooms: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut exported = BTreeMap::new();
    let Some(lib) = files.iter().find(|file| file.room == "lib") else { return exported };
    let tokens: Vec<TokenTree> = lib.tokens.clone().into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if !matches!(token, TokenTree::Ident(name) if name == "use") {
            continue;
        }
        let end =
            tokens[at..].iter().position(|token| is_punct(token, ';')).map_or(tokens.len(), |end| at + end);
        let tree: TokenStream = tokens[at + 1..end].iter().cloned().collect();
        let mut leaves = Vec::new();
        leaves_of(&tree, &mut Vec::new(), &mut leaves);
        for path in leaves {
            let path: Vec<&str> =
                path.iter().map(String::as_str).filter(|name| *name != "crate" && *name != "self").collect();
            if let [room, .., name] = path.as_slice()
                && rooms.contains(*room)
            {
                exported.insert((*name).to_owned(), (*room).to_owned());
            }
        }
    }
    exported
}

/// The full paths of a `use`, groups opened.
fn leaves_of(tree: &TokenStream, above: &mut Vec<String>, leaves: &mut Vec<Vec<String>>) {
    let length = above.len();
    let mut is_open = false;
    for token in tree.clone() {
        match &token {
            TokenTree::Ident(name) => {
                above.push(name.to_string());
                is_open = true;
            }
            TokenTree::Group(group) => {
                leaves_of(&group.stream(), above, leaves);
                is_open = false;
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                if is_open {
                    leaves.push(above.clone());
                }
                above.truncate(length);
                is_open = false;
            }
            _ => {}
        }
    }
    if is_open {
        leaves.push(above.clone());
    }
    above.truncate(length);
}

/// The first names of all paths that begin at the root of the crate.
fn names_at_the_root(tokens: &TokenStream, depth: usize, names: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(name) if name == "crate" => {
                at += 1;
                first_names(&tokens, &mut at, names);
                continue;
            }
            TokenTree::Ident(name) if name == "super" => {
                let mut levels = 1;
                at += 1;
                while is_path(&tokens, at)
                    && matches!(tokens.get(at + 2), Some(TokenTree::Ident(name)) if name == "super")
                {
                    levels += 1;
                    at += 3;
                }
                if levels == depth {
                    first_names(&tokens, &mut at, names);
                }
                continue;
            }
            TokenTree::Ident(name) if name == "mod" => {
                if let (Some(TokenTree::Ident(_)), Some(TokenTree::Group(body))) =
                    (tokens.get(at + 1), tokens.get(at + 2))
                {
                    names_at_the_root(&body.stream(), depth + 1, names);
                    at += 3;
                    continue;
                }
            }
            TokenTree::Group(group) => names_at_the_root(&group.stream(), depth, names),
            _ => {}
        }
        at += 1;
    }
}

/// What follows `crate`: `::name`, or `::{name::.., name}`.
fn first_names(tokens: &[TokenTree], at: &mut usize, names: &mut BTreeSet<String>) {
    if !is_path(tokens, *at) {
        return;
    }
    match tokens.get(*at + 2) {
        Some(TokenTree::Ident(name)) => {
            names.insert(name.to_string());
            *at += 3;
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let mut is_first = true;
            for token in group.stream() {
                match &token {
                    TokenTree::Ident(name) if is_first => {
                        names.insert(name.to_string());
                        is_first = false;
                    }
                    token if is_punct(token, ',') => is_first = true,
                    _ => {}
                }
            }
            *at += 3;
        }
        _ => *at += 2,
    }
}

fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at..at + 2), Some([a, b]) if is_punct(a, ':') && is_punct(b, ':'))
}

fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == punct)
}

#[test]
fn imports_are_found_wherever_they_stand() {
    let text = "
        use crate::{a::{x, crate_free}, b};
        // crate::comment
        const TEXT: &str = \"crate::text\";
        fn f() -> crate::c::X { $crate::d::y!(super::inside, super::super::e::z) }
        mod tests { use super::super::super::f::g; use super::super::deep; }
    ";
    let mut names = BTreeSet::new();
    names_at_the_root(&text.parse().unwrap(), 2, &mut names);
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["a", "b", "c", "d", "e", "f"]);
}
