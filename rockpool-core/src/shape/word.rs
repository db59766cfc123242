//! A shape in one word, where it fits: what is compared often, and should not take much memory.

/// The lengths of up to three axes, and how many there are; equal words are equal shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word(u64);

impl Word {
    /// That of no shape.
    pub(crate) const NONE: Self = Self(u64::MAX);

    /// `None` for more axes, or lengths beyond 2^60, 2^30 or 2^20.
    #[inline]
    pub(crate) fn of(shape: &[usize]) -> Option<Self> {
        let fits = |bits: u32| shape.iter().all(|&length| length as u64 >> bits == 0);
        let word = match *shape {
            [] => 0,
            [a] if fits(60) => (a as u64) << 2 | 1,
            [a, b] if fits(30) => ((a as u64) << 30 | b as u64) << 2 | 2,
            [a, b, c] if fits(20) => ((a as u64) << 40 | (b as u64) << 20 | c as u64) << 2 | 3,
            _ => return None,
        };
        Some(Self(word))
    }
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn equal_words_are_equal_shapes() {
        let shapes: [&[usize]; 9] =
            [&[], &[0], &[1], &[1, 1], &[0, 1], &[1, 0], &[1, 1, 0], &[0, 1, 1], &[1 << 30]];
        for a in shapes {
            assert_ne!(Word::of(a), Some(Word::NONE));
            for b in shapes {
                assert_eq!(Word::of(a) == Word::of(b), a == b, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_has_no_word() {
        assert_eq!(Word::of(&[usize::MAX]), None);
        assert_eq!(Word::of(&[1 << 30, 1]), None);
        assert_eq!(Word::of(&[1, 1 << 20, 1]), None);
        assert_eq!(Word::of(&[1, 1, 1, 1]), None);
    }
}
