//! Guesses which name of a file is an attribute's under another name.

use super::Absent;
use crate::entry::Entry;

/// With more names than this nothing is guessed: each is held against each.
const MOST: usize = 256;

/// The name of the file that is most like an absent attribute's.
pub(super) fn similar<'c>(
    missing: &Absent,
    absent: &[Absent],
    unexpected: &[&'c Entry],
) -> Option<&'c Entry> {
    let is_sole = absent.len() == 1 && unexpected.len() == 1;
    let candidates = unexpected.iter().take(if is_few(absent, unexpected) { MOST } else { 0 });
    let candidates = candidates.filter(|entry| is_similar(missing, entry, is_sole));
    let rank = |entry: &&&Entry| (missing.shape == entry.shape, likeness(&missing.path, &entry.path));
    candidates.max_by_key(rank).copied()
}

/// The absent attribute whose path is most like a name of the file.
pub(super) fn nearest(entry: &Entry, absent: &[Absent], unexpected: &[&Entry]) -> Option<String> {
    let is_sole = absent.len() == 1 && unexpected.len() == 1;
    let candidates = absent.iter().take(if is_few(absent, unexpected) { MOST } else { 0 });
    let candidates = candidates.filter(|missing| is_similar(missing, entry, is_sole));
    let rank = |missing: &&Absent| (missing.shape == entry.shape, likeness(&missing.path, &entry.path));
    candidates.max_by_key(rank).map(|missing| missing.path.clone())
}

fn is_few(absent: &[Absent], unexpected: &[&Entry]) -> bool {
    absent.len() <= MOST && unexpected.len() <= MOST
}

/// The shapes agree, and so do the modules or the last names, unless there is one of each only; or the
/// names are near, whatever the shapes.
fn is_similar(missing: &Absent, entry: &Entry, is_sole: bool) -> bool {
    let split = |path: &'_ str| path.rsplit_once('.').map_or(0, |(module, _)| module.len());
    let (mine, theirs) = (split(&missing.path), split(&entry.path));
    let same_module = missing.path.get(..mine) == entry.path.get(..theirs);
    let same_name = missing.path.get(mine..) == entry.path.get(theirs..);
    let (name, other) = (last(&missing.path), last(&entry.path));
    match missing.shape == entry.shape {
        true => same_module || same_name || is_sole,
        false => same_module && is_near(name, other),
    }
}

/// The name of an attribute, without those of the modules around it.
fn last(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(_, name)| name)
}

/// Whether one name begins or ends with the other, or they have most of their bytes in common.
fn is_near(name: &str, other: &str) -> bool {
    let (short, long) = if name.len() < other.len() { (name, other) } else { (other, name) };
    long.starts_with(short) || long.ends_with(short) || likeness(short, long) * 3 >= long.len() * 2
}

/// How many bytes two paths have in common at both ends.
fn likeness(a: &str, b: &str) -> usize {
    let front = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    front + a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b).count()
}
