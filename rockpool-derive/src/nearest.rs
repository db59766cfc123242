//! Did-you-mean: the same rules while compiling and while running, so `rockpool-core` shares this file.

use core::fmt;

/// The choice that `name` was probably meant to be, or `None` if all are too far away.
///
/// A third of the name may be wrong, in insertions, deletions, replacements and swaps of neighbours, because
/// those are the typos people make; case is none of it, though among equals the choice in the same case is
/// nearer. One letter is no typo of another. A name that only one choice begins with is being typed.
pub(crate) fn nearest<'a>(name: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = Word::new(name)?;
    let mut best: Option<((usize, usize), &str)> = None;
    let mut begun: [Option<&str>; 2] = [None, None];
    for choice in choices {
        let Some(word) = Word::new(choice) else { continue };
        let distance = name.distance(&word);
        if distance <= name.limit() {
            let distance = (distance, name.other_cases(&word));
            if best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, choice));
            }
        }
        if name.begins(&word) {
            begun = [Some(choice), begun[0]];
        }
    }
    match (best, begun) {
        (Some((_, choice)), _) => Some(choice),
        (None, [one, None]) => one,
        _ => None,
    }
}

/// Written behind what is wrong: ``, did you mean `..`?``, or nothing.
pub(crate) struct DidYouMean<'a>(pub(crate) Option<&'a str>);

impl fmt::Display for DidYouMean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(meant) => write!(f, ", did you mean `{meant}`?"),
            None => Ok(()),
        }
    }
}

/// The most letters of a name that is compared; longer ones are never suggested.
const LONGEST: usize = 64;

/// A name, letter by letter and on the stack: nothing here allocates.
struct Word {
    written: [char; LONGEST],
    folded: [char; LONGEST],
    len: usize,
}

impl Word {
    fn new(name: &str) -> Option<Self> {
        let mut word = Self { written: ['\0'; LONGEST], folded: ['\0'; LONGEST], len: 0 };
        for letter in name.chars() {
            *word.written.get_mut(word.len)? = letter;
            *word.folded.get_mut(word.len)? = letter.to_lowercase().next().unwrap_or(letter);
            word.len += 1;
        }
        Some(word)
    }

    fn folded(&self) -> &[char] {
        &self.folded[..self.len]
    }

    fn limit(&self) -> usize {
        (self.len.max(3) / 3).min(self.len.saturating_sub(1))
    }

    fn begins(&self, choice: &Self) -> bool {
        self.len >= 3 && choice.folded().starts_with(self.folded())
    }

    fn other_cases(&self, choice: &Self) -> usize {
        self.written.iter().zip(&choice.written).filter(|(a, b)| a != b).count()
    }

    /// The optimal string alignment distance, ignoring case.
    fn distance(&self, choice: &Self) -> usize {
        let (a, b) = (self.folded(), choice.folded());
        if a.len().abs_diff(b.len()) > self.limit() {
            return usize::MAX;
        }
        let mut before = [0_usize; LONGEST + 1];
        let mut above: [usize; LONGEST + 1] = core::array::from_fn(|j| j);
        let mut row = [0_usize; LONGEST + 1];
        for (i, x) in a.iter().enumerate() {
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let mut best = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
                if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                    best = best.min(before[j - 1] + 1);
                }
                row[j + 1] = best;
            }
            before = above;
            above = row;
        }
        above[b.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typos_find_their_word() {
        for (name, choices, meant) in [
            ("famly", &["family", "shape"][..], "family"),
            ("shpae", &["family", "shape"], "shape"),
            ("Init", &["family", "init"], "init"),
            ("TAU", &["w", "tau"], "tau"),
            ("wieghts", &["taus", "weights"], "weights"),
            ("tau", &["taus", "weights"], "taus"),
            ("N", &["m", "n"], "n"),
            ("mv", &["MV", "mV"], "mV"),
            ("perm", &["permit_reshape", "init"], "permit_reshape"),
            ("größe", &["grösse", "Größe"], "Größe"),
        ] {
            assert_eq!(nearest(name, choices.iter().copied()), Some(meant), "{name}");
        }
    }

    #[test]
    fn what_is_far_is_not_guessed() {
        for (name, choices) in [
            ("frobnicate", &["family", "shape"][..]),
            ("x", &["unit"]),
            ("q", &["w"]),
            ("", &["w"]),
            ("tau_memm", &["max_spikes_per_dt"]),
            ("conductances", &["taus", "weights"]),
            ("per", &["permit", "period"]),
            ("a", &[]),
        ] {
            assert_eq!(nearest(name, choices.iter().copied()), None, "{name}");
        }
        let long = "n".repeat(100);
        assert_eq!(nearest(&long, [long.as_str()]), None);
    }
}
