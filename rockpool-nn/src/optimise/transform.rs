//! Parameters between bounds, as numbers without.

use crate::Float;
use rockpool_core::registry::Bounds;
use rockpool_core::value::Number;

/// What makes of a number between bounds one without.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Transform<F> {
    /// Nothing.
    Identity,
    /// `ln(x - lower)`
    Above(F),
    /// `-ln(upper - x)`
    Below(F),
    /// `ln((x - lower) / (upper - x))`
    Between(F, F),
}

impl<F: Float> Transform<F> {
    pub(super) fn of(bounds: Option<&Bounds>) -> Self {
        /// An upper bound so many times as far away as the lower one says no more than that numbers are
        /// numbers.
        const FAR: f64 = 1e9;
        let number = |number: Number| F::from_number(number).filter(|bound| bound.is_finite());
        let lower = bounds.and_then(Bounds::lower).and_then(number);
        let upper = bounds.and_then(Bounds::upper).and_then(number);
        match (lower, upper) {
            (None, None) => Self::Identity,
            (Some(lower), None) => Self::Above(lower),
            (None, Some(upper)) => Self::Below(upper),
            (Some(lower), Some(upper)) if lower > F::zero() && upper > lower * F::of(FAR) => {
                Self::Above(lower)
            }
            (Some(lower), Some(upper)) => Self::Between(lower, upper),
        }
    }

    /// The number without bounds, and the derivative of the one within over it.
    pub(super) fn free(self, x: F) -> (F, F) {
        // On a bound there is no such number: one nearby is as good.
        let apart =
            |distance: F, bound: F| distance.max(F::epsilon() * bound.abs() + F::min_positive_value());
        match self {
            Self::Identity => (x, F::one()),
            Self::Above(lower) => {
                let above = apart(x - lower, lower);
                (above.ln(), above)
            }
            Self::Below(upper) => {
                let below = apart(upper - x, upper);
                (-below.ln(), below)
            }
            Self::Between(lower, upper) => {
                let (above, below) = (apart(x - lower, lower), apart(upper - x, upper));
                (above.ln() - below.ln(), above / (upper - lower) * below)
            }
        }
    }

    /// The number within bounds, of one that a step moved; none moves so far that the distance from a bound
    /// grows or shrinks more than a hundredfold.
    pub(super) fn bounded(self, start: F, moved: F) -> F {
        if self == Self::Identity {
            return moved;
        }
        let most = F::of(100.0).ln();
        // Numbers end somewhere, too.
        let end = F::max_value().ln() / F::of(2.0);
        let free = moved.max(start - most).min(start + most).max(-end).min(end);
        match self {
            Self::Identity => free,
            Self::Above(lower) => lower + free.exp(),
            Self::Below(upper) => upper - (-free).exp(),
            Self::Between(lower, upper) => lower + (upper - lower) / (F::one() + (-free).exp()),
        }
    }
}
