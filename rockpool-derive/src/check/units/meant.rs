//! The symbol that was probably meant by a word that is none.

use super::names::NAMES;
use crate::nearest::nearest;
use crate::unit::{PREFIXES, UNITS};

/// The symbol that was probably meant: of a spelled-out name, or in the right case, or one letter away. Of three
/// letters or less another letter is another unit: `psi` is no mistyped `ps`.
pub(super) fn meant(symbol: &str) -> Option<String> {
    spelled_out(&symbol.to_lowercase()).or_else(|| {
        let candidates = usual();
        let near = nearest(symbol, candidates.iter().map(String::as_str))?;
        let is_long = symbol.chars().count() > SHORT;
        (is_long || letters(symbol) == letters(near)).then(|| near.to_owned())
    })
}

/// Letters of a symbol that is taken at its word.
const SHORT: usize = 3;

/// Its letters, in whatever order and case.
fn letters(symbol: &str) -> Vec<char> {
    let mut letters: Vec<char> = symbol.to_lowercase().chars().collect();
    letters.sort_unstable();
    letters
}

/// All units, with the prefixes that people use.
fn usual() -> Vec<String> {
    let prefixes = PREFIXES.iter().map(|prefix| prefix.symbol);
    let prefixes = prefixes.filter(|prefix| matches!(*prefix, "k" | "m" | "µ" | "n" | "p" | "M" | "G"));
    let with = |prefix: &'static str| {
        let units = UNITS.iter().filter(move |unit| prefix.is_empty() || unit.takes_prefix);
        units.map(move |unit| format!("{prefix}{}", unit.symbol))
    };
    prefixes.chain([""]).flat_map(with).collect()
}

/// `milliseconds`, `msec`, `volt` → `ms`, `ms`, `V`.
fn spelled_out(name: &str) -> Option<String> {
    let whole = |name: &str| {
        let singular = name.strip_suffix('s').unwrap_or(name);
        NAMES.iter().find(|(long, _)| *long == name || *long == singular).map(|(_, symbol)| *symbol)
    };
    if let Some(symbol) = whole(name) {
        return Some(symbol.to_owned());
    }
    PREFIXES.iter().find_map(|prefix| {
        let behind = name.strip_prefix(prefix.name).or_else(|| name.strip_prefix(prefix.symbol))?;
        let symbol = whole(behind)?;
        let takes_prefix = UNITS.iter().any(|unit| unit.symbol == symbol && unit.takes_prefix);
        takes_prefix.then(|| format!("{}{symbol}", prefix.symbol))
    })
}
