//! Did-you-mean.

/// The choice that `name` was probably meant to be, or `None` if all are too far away.
///
/// Distance counts insertions, deletions, replacements and swaps of neighbours, because those are
/// the typos people make; a third of the name may be wrong.
pub(crate) fn nearest<'a>(name: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let choices: Vec<&'a str> = choices.into_iter().collect();
    let length = name.chars().count();
    // One letter is no typo of another.
    let limit = (length.max(3) / 3).min(length.saturating_sub(1));
    choices
        .iter()
        .map(|&choice| (distance(name, choice), choice))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, choice)| choice)
        .or_else(|| the_one_begun(name, &choices))
}

/// The only choice that begins so: someone is typing it.
fn the_one_begun<'a>(name: &str, choices: &[&'a str]) -> Option<&'a str> {
    let mut begun = choices.iter().filter(|choice| name.len() >= 3 && choice.starts_with(name));
    match (begun.next(), begun.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// `, did you mean ..?`, or nothing.
pub(crate) fn did_you_mean<'a>(name: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, choices).map(|choice| format!("did you mean `{choice}`?"))
}

/// Optimal string alignment distance, ignoring case: `N_in` is no further from `n_in` than a typo.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y;
            if swapped {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typos_find_their_word() {
        let choices = ["family", "shape", "init", "unit"];
        assert_eq!(nearest("famly", choices), Some("family"));
        assert_eq!(nearest("shpae", choices), Some("shape"));
        assert_eq!(nearest("Init", choices), Some("init"));
    }

    #[test]
    fn what_is_far_is_not_guessed() {
        assert_eq!(nearest("frobnicate", ["family", "shape"]), None);
        assert_eq!(nearest("x", ["unit"]), None);
    }
}
