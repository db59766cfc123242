//! Guesses which name of a file is an attribute's under another name.

use super::Absent;
use crate::entry::Entry;
use rockpool_core::Module;

/// With more names than this nothing is guessed: each is held against each.
const MOST: usize = 256;

/// What names may be meant for others.
pub(super) struct Guess<'c> {
    absent: &'c [Absent],
    unexpected: &'c [&'c Entry],
    /// The attributes that the file has.
    present: Vec<String>,
}

impl<'c> Guess<'c> {
    pub(super) fn new<M: Module + ?Sized>(
        module: &M,
        absent: &'c [Absent],
        unexpected: &'c [&'c Entry],
    ) -> Self {
        let is_few = absent.len() <= MOST && unexpected.len() <= MOST;
        let mut present = Vec::new();
        if is_few && !absent.is_empty() && !unexpected.is_empty() {
            let (mut place, mut absent) = (0, absent.iter().map(|absent| absent.place).peekable());
            module.attributes().for_each(|leaf| {
                place += 1;
                if absent.next_if(|absent| *absent == place).is_none() && present.len() < MOST * MOST {
                    present.push(leaf.path().to_string());
                }
            });
        }
        match is_few {
            true => Self { absent, unexpected, present },
            false => Self { absent: &[], unexpected: &[], present },
        }
    }

    /// The name of the file that is most like an absent attribute's.
    pub(super) fn similar(&self, missing: &Absent) -> Option<&'c Entry> {
        let candidates = self.unexpected.iter().filter(|entry| self.may_be(missing, entry));
        candidates.max_by_key(|entry| rank(missing, entry)).copied()
    }

    /// The absent attribute whose path is most like a name of the file.
    pub(super) fn nearest(&self, entry: &Entry) -> Option<String> {
        let candidates = self.absent.iter().filter(|missing| self.may_be(missing, entry));
        candidates.max_by_key(|missing| rank(missing, entry)).map(|missing| missing.path.clone())
    }

    fn may_be(&self, missing: &Absent, entry: &Entry) -> bool {
        let is_sole = self.absent.len() == 1 && self.unexpected.len() == 1;
        // What nobody looks for in the file is meant only if its name says so.
        let is_meant = missing.is_expected || is_near(last(&missing.path), last(&entry.path));
        is_meant && is_similar(missing, entry, is_sole) && !self.is_nearer_to_another(missing, entry)
    }

    /// Whether the name is a slip of that of an attribute which the file has.
    fn is_nearer_to_another(&self, missing: &Absent, entry: &Entry) -> bool {
        let own = likeness(&missing.path, &entry.path);
        let mut present = self.present.iter();
        present.any(|path| likeness(path, &entry.path) > own && is_near(last(path), last(&entry.path)))
    }
}

/// By which of several one is chosen.
fn rank(missing: &Absent, entry: &Entry) -> (bool, usize) {
    (missing.shape == entry.shape, likeness(&missing.path, &entry.path))
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
