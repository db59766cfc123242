//! The range in which every element of an attribute lies.

use super::{Dtype, Number, OutOfBounds};
use core::fmt;

/// The range in which every element of an attribute lies; NaN never does.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::value::Number;
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = 0.9, bounds = 0.0..1.0)]
///     decay: f64,
/// }
///
/// let bounds = Leaky::REGISTRY.attributes()[0].bounds().unwrap();
/// assert_eq!(bounds.to_string(), "0.0..1.0");
/// assert!(bounds.contains(Number::Float(0.5)));
/// assert!(!bounds.contains(Number::Float(1.0)) && !bounds.contains(Number::Float(f64::NAN)));
/// ```
#[derive(Clone, Copy)]
pub struct Bounds {
    #[doc(hidden)]
    pub text: &'static str,
    #[doc(hidden)]
    pub lower: Option<fn() -> Number>,
    #[doc(hidden)]
    pub upper: Option<fn() -> Number>,
    #[doc(hidden)]
    pub upper_is_inclusive: bool,
}

impl Bounds {
    /// The least permitted element, if there is one.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_core::value::Number;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let Some(bounds) = Filter::REGISTRY.attributes()[0].bounds() else { return };
    /// assert_eq!(bounds.lower(), Some(Number::Float(1e-6)));
    /// ```
    #[must_use]
    pub fn lower(&self) -> Option<Number> {
        self.lower.map(|lower| lower())
    }

    /// The upper end, if there is one.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_core::value::Number;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let Some(bounds) = Filter::REGISTRY.attributes()[0].bounds() else { return };
    /// assert_eq!(bounds.upper(), Some(Number::Float(1.0)));
    /// ```
    #[must_use]
    pub fn upper(&self) -> Option<Number> {
        self.upper.map(|upper| upper())
    }

    /// Whether the upper end itself is permitted.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let Some(bounds) = Filter::REGISTRY.attributes()[0].bounds() else { return };
    /// assert!(bounds.upper_is_inclusive());
    /// ```
    #[must_use]
    pub const fn upper_is_inclusive(&self) -> bool {
        self.upper_is_inclusive
    }

    /// Whether an element lies in the range; NaN never does.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_core::value::Number;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let Some(bounds) = Filter::REGISTRY.attributes()[0].bounds() else { return };
    /// assert!(bounds.contains(Number::Float(1.0)) && !bounds.contains(Number::Float(f64::NAN)));
    /// ```
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

/// The first of several elements that lies outside; what is no number never does.
pub(crate) struct FirstOutside<'b> {
    bounds: &'b Bounds,
    index: usize,
    /// Of the elements.
    dtype: Dtype,
    pub(crate) found: Option<OutOfBounds>,
}

impl FirstOutside<'_> {
    /// Looks at the next element.
    #[inline]
    pub(crate) fn see(&mut self, element: Option<Number>) {
        if let (None, Some(found)) = (&self.found, element)
            && !self.bounds.contains(found)
        {
            self.found = Some(OutOfBounds { index: self.index, found: found.as_written(self.dtype) });
        }
        self.index += 1;
    }
}

impl Bounds {
    /// Before any element of this type, of which the first has this index.
    #[inline]
    pub(crate) fn first_outside(&self, index: usize, dtype: Dtype) -> FirstOutside<'_> {
        FirstOutside { bounds: self, index, dtype, found: None }
    }

    /// The nearest element of this type within the range, for one that lies outside; `None` for one
    /// that lies within, and for NaN.
    pub(crate) fn nearest(&self, element: Number, dtype: Dtype) -> Option<Number> {
        if self.contains(element) {
            return None;
        }
        let (lower, upper) = (self.lower(), self.upper());
        match (lower, upper) {
            (Some(lower), _) if element < lower => Some(lower),
            (_, Some(upper)) if element >= upper && self.upper_is_inclusive => Some(upper),
            (_, Some(upper)) if element >= upper => Some(below(upper, dtype)),
            _ => None,
        }
        .filter(|nearest| self.contains(*nearest))
    }
}

/// The number of this type next below another.
#[expect(clippy::cast_possible_truncation, reason = "bounds of an `f32` are numbers of that type")]
fn below(number: Number, dtype: Dtype) -> Number {
    match number {
        Number::Float(x) if dtype == Dtype::F32 => Number::Float((x as f32).next_down().into()),
        Number::Float(x) => Number::Float(x.next_down()),
        Number::Integer(i) => Number::Integer(i.saturating_sub(1)),
        Number::Bool(_) => Number::Bool(false),
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
