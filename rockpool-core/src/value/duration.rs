//! `Duration`, in seconds.

use super::{AttributeValue, Convert, Converted, WithError};
use core::time::Duration;

impl AttributeValue for Duration {
    type Class = Converted;
}

/// Seconds, to the nanosecond; a float tells nanoseconds apart up to 52 days.
impl Convert for Duration {
    type Known = f64;
    const UNIT: Option<&'static str> = Some("s");

    fn known(&self) -> f64 {
        self.as_secs_f64()
    }
    fn from_known(seconds: f64) -> Result<Self, WithError> {
        Self::try_from_secs_f64(seconds).map_err(|_| {
            #[cfg(feature = "alloc")]
            return WithError::new(format_args!("expected a duration in seconds, found {seconds:?}"));
            #[cfg(not(feature = "alloc"))]
            return WithError::from("expected a duration in seconds");
        })
    }
    fn is_told_by(&self, seconds: &f64) -> bool {
        Self::from_known(*seconds).is_ok_and(|told| told == *self)
    }
}
