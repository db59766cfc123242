//! The range in which every element of an attribute lies.

use crate::value::Number;
use core::fmt;

/// The range in which every element of an attribute lies; NaN never does.
#[derive(Clone, Copy)]
pub struct Bounds {
    text: &'static str,
    lower: Option<fn() -> Number>,
    upper: Option<fn() -> Number>,
    upper_is_inclusive: bool,
}

impl Bounds {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        text: &'static str,
        lower: Option<fn() -> Number>,
        upper: Option<fn() -> Number>,
        upper_is_inclusive: bool,
    ) -> Self {
        Self { text, lower, upper, upper_is_inclusive }
    }

    /// The least permitted element, if there is one.
    #[must_use]
    pub fn lower(&self) -> Option<Number> {
        self.lower.map(|lower| lower())
    }

    /// The upper end, if there is one.
    #[must_use]
    pub fn upper(&self) -> Option<Number> {
        self.upper.map(|upper| upper())
    }

    /// Whether the upper end itself is permitted.
    #[must_use]
    pub const fn upper_is_inclusive(&self) -> bool {
        self.upper_is_inclusive
    }

    /// Whether an element lies in the range; NaN never does.
    #[must_use]
    pub fn contains(&self, element: Number) -> bool {
        let is_number = element.partial_cmp(&element).is_some();
        let above = self.lower.is_none_or(|lower| element >= lower());
        let below = self
            .upper
            .is_none_or(|upper| if self.upper_is_inclusive { element <= upper() } else { element < upper() });
        is_number && above && below
    }
}

/// As written: `0.0..=1.0`.
impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

impl fmt::Debug for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}
