//! Which part of a walk a view shows: what lies at or below a path is met in one go.

/// Leaves that follow each other in a walk, by their number in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    pub(super) const ALL: Self = Self { start: 0, end: u32::MAX };
    pub(super) const NONE: Self = Self { start: 0, end: 0 };

    #[cfg(feature = "alloc")]
    fn is_empty(self) -> bool {
        self.start >= self.end
    }

    fn holds(self, leaf: u32) -> bool {
        self.start <= leaf && leaf < self.end
    }

    /// Whether there is no leaf between the two.
    #[cfg(feature = "alloc")]
    fn touches(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// The most parts that one view leaves out, where no two are neighbours.
pub(crate) const MOST_HOLES: usize = 8;

/// A span with holes. Numbers serve in place of paths because no leaf comes or goes while a view lends its
/// module; so a walk compares no text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    within: Span,
    holes: [Span; MOST_HOLES],
    len: usize,
}

impl Places {
    pub(super) const ALL: Self = Self { within: Span::ALL, holes: [Span::NONE; MOST_HOLES], len: 0 };

    #[cfg(feature = "alloc")]
    pub(super) fn within(self, span: Span) -> Self {
        let Span { start, end } = self.within;
        Self { within: Span { start: start.max(span.start), end: end.min(span.end) }, ..self }
    }

    /// Leaves out another part; `None` where there are too many.
    #[cfg(feature = "alloc")]
    pub(super) fn without(self, mut span: Span) -> Option<Self> {
        if span.is_empty() {
            return Some(self);
        }
        let mut less = Self { len: 0, ..self };
        for hole in &self.holes[..self.len] {
            if hole.touches(span) {
                span = Span { start: hole.start.min(span.start), end: hole.end.max(span.end) };
            } else {
                less.holes[less.len] = *hole;
                less.len += 1;
            }
        }
        *less.holes.get_mut(less.len)? = span;
        less.len += 1;
        Some(less)
    }

    #[cfg(feature = "alloc")]
    pub(super) fn is_part(&self) -> bool {
        self.within != Span::ALL || self.len > 0
    }

    #[inline]
    pub(super) fn holds(&self, leaf: u32) -> bool {
        self.within.holds(leaf) && !self.holes[..self.len].iter().any(|hole| hole.holds(leaf))
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_HOLES, Places, Span};

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    fn held(places: Places) -> Vec<u32> {
        (0..20).filter(|leaf| places.holds(*leaf)).collect()
    }

    #[test]
    fn spans_meet_and_holes_join() {
        let places = Places::ALL.within(span(2, 12)).within(span(0, 9));
        assert_eq!(held(places), [2, 3, 4, 5, 6, 7, 8]);
        let places = places.without(span(3, 4)).and_then(|places| places.without(span(5, 7)));
        assert_eq!(places.map(held), Some(vec![2, 4, 7, 8]));
        let places = places.and_then(|places| places.without(span(4, 5)));
        assert_eq!(places.map(|places| (held(places), places.len)), Some((vec![2, 7, 8], 1)));
        assert!(held(Places::ALL.within(Span::NONE)).is_empty());
    }

    #[test]
    fn neighbours_are_one_hole_and_others_are_counted() {
        let mut joined = Some(Places::ALL);
        let mut apart = Some(Places::ALL);
        for start in 0..20 {
            joined = joined.and_then(|places| places.without(span(start, start + 1)));
        }
        assert_eq!(joined.map(held), Some(vec![]));
        for start in 0..=MOST_HOLES as u32 {
            assert!(apart.is_some());
            apart = apart.and_then(|places| places.without(span(2 * start, 2 * start + 1)));
        }
        assert!(apart.is_none());
    }
}
