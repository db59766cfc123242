//! When numbers in one unit can be converted to another, and by what.

use crate::unit::{Factor, parse_unit};

/// By what values are multiplied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale(Factor);

impl Scale {
    pub(crate) fn apply(self, value: f64) -> f64 {
        let Factor { mantissa, power } = self.0;
        let scaled = value * mantissa;
        let size = 10_f64.powi(power.abs());
        if power < 0 { scaled / size } else { scaled * size }
    }
}

/// What turns numbers in the unit `from` into such in the unit `to`; `None` where the dimensions
/// differ, or the units are more than a factor apart.
pub(crate) fn conversion(from: &str, to: &str) -> Option<Scale> {
    let (from, to) = (parse_unit(from).ok()?, parse_unit(to).ok()?);
    from.factor_to(&to).map(Scale)
}

#[cfg(test)]
mod tests {
    use super::conversion;

    fn converted(value: f64, from: &str, to: &str) -> Option<f64> {
        conversion(from, to).map(|scale| scale.apply(value))
    }

    #[test]
    fn decimal_prefixes_convert_to_the_nearest_number() {
        assert_eq!(converted(20.0, "ms", "s"), Some(0.02));
        assert_eq!(converted(0.02, "s", "ms"), Some(20.0));
        assert_eq!(converted(3.0, "µS/cm^2", "S/m^2"), Some(0.03));
        assert_eq!(converted(7.0, "1/ms", "kHz"), Some(7.0));
        assert_eq!(converted(2.0, "min", "s"), Some(120.0));
        assert_eq!(converted(5.0, "kg", "g"), Some(5000.0));
    }

    #[test]
    fn other_dimensions_and_unknown_units_do_not_convert() {
        for (from, to) in [("ms", "mV"), ("s", "1/s"), ("°C", "K"), ("spikes", "s"), ("s", "("), ("", "s")] {
            assert_eq!(conversion(from, to), None, "{from} to {to}");
        }
    }
}
