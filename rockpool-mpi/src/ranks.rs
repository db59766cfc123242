//! Ranks in words.

use std::fmt;

/// The most that are named.
const MOST: usize = 8;

/// `rank 1`, `ranks 1 and 3`.
pub(crate) struct Ranks<'r>(pub(crate) &'r [usize]);

impl fmt::Display for Ranks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&ranks("rank", self.0))
    }
}

/// Numbers after what they number: `term 1`, `terms 1, 2 and 3`.
pub(crate) fn ranks(what: &str, numbers: &[usize]) -> String {
    let named: Vec<String> = numbers.iter().take(MOST).map(ToString::to_string).collect();
    let more = numbers.len() - named.len();
    match (named.as_slice(), more) {
        ([], _) => format!("no {what}"),
        ([one], 0) => format!("{what} {one}"),
        ([front @ .., last], 0) => format!("{what}s {} and {last}", front.join(", ")),
        (all, more) => format!("{what}s {} and {more} more", all.join(", ")),
    }
}

/// What others hold than the first, each with who holds it.
pub(crate) fn others<T: PartialEq>(held: &[T]) -> Vec<(&T, Vec<usize>)> {
    let mut others: Vec<(&T, Vec<usize>)> = Vec::new();
    let Some(first) = held.first() else { return others };
    for (rank, found) in held.iter().enumerate().filter(|(_, found)| *found != first) {
        match others.iter_mut().find(|(other, _)| *other == found) {
            Some((_, ranks)) => ranks.push(rank),
            None => others.push((found, vec![rank])),
        }
    }
    others
}
