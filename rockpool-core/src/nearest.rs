//! The nearest of several names, for "did you mean".

/// The candidate nearest to `name`, if it is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = 1 + name.len() / 3;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = distance(name, candidate, limit);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The longest name that is compared; longer ones are never suggested.
const LONGEST: usize = 96;

/// The optimal string alignment distance: insertions, deletions, replacements and swaps of
/// neighbours. It needs no allocation.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > limit || b.len() >= LONGEST {
        return usize::MAX;
    }
    let mut before = [0_usize; LONGEST];
    let mut above = [0_usize; LONGEST];
    let mut row = [0_usize; LONGEST];
    for (j, cell) in above.iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = above;
        above = row;
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typos_are_near_and_other_words_are_not() {
        assert_eq!(nearest("wieghts", ["taus", "weights"]), Some("weights"));
        assert_eq!(nearest("tau", ["taus", "weights"]), Some("taus"));
        assert_eq!(nearest("conductances", ["taus", "weights"]), None);
    }
}
