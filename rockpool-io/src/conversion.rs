//! When numbers in one unit can be converted to another, and by what.

use crate::unit::{Factor, parse_unit};

/// By what values are multiplied, and what is then added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    factor: Factor,
    shift: f64,
}

impl Scale {
    pub(crate) fn apply(self, value: f64) -> f64 {
        self.factor.apply(value) + self.shift
    }
}

/// What turns numbers in the unit `from` into such in the unit `to`; `None` where the dimensions
/// differ, or the units have no such relation. Degrees Celsius are temperatures, not differences of such.
pub(crate) fn conversion(from: &str, to: &str) -> Option<Scale> {
    let (from, to) = (parse_unit(from).ok()?, parse_unit(to).ok()?);
    from.relation_to(&to).map(|(factor, shift)| Scale { factor, shift })
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
    fn degrees_celsius_convert_as_temperatures() {
        assert_eq!(converted(20.0, "degC", "K"), Some(293.15));
        assert_eq!(converted(293.15, "K", "°C"), Some(20.0));
        assert_eq!(converted(20.0, "degC", "°C"), Some(20.0));
        assert_eq!(converted(0.0, "°C", "mK"), Some(273_150.0));
        assert_eq!(converted(1000.0, "mK", "degC"), Some(1.0 - 273.15));
    }

    #[test]
    fn what_papers_write_converts_to_the_si() {
        let of = |from: &str, to: &str| converted(2.0, from, to).map(|x| (x * 1e6).round() / 1e6);
        assert_eq!(of("bar", "Pa"), Some(2e5));
        assert_eq!(of("rpm", "1/min"), Some(2.0));
        assert_eq!(of("rpm", "Hz"), Some(0.033_333));
        assert_eq!(of("mM", "mol/m^3"), Some(2.0));
        assert_eq!(of("M", "mol/l"), Some(2.0));
        assert_eq!(of("mmHg", "Pa"), Some(266.644_775));
        assert_eq!(of("kcal", "J"), Some(8368.0));
        assert_eq!(of("Å", "nm"), Some(0.2));
        assert_eq!(converted(2.0, "dB", "1"), None);
    }

    #[test]
    fn other_dimensions_and_unknown_units_do_not_convert() {
        for (from, to) in
            [("ms", "mV"), ("s", "1/s"), ("W/°C", "W/K"), ("spikes", "s"), ("s", "("), ("", "s")]
        {
            assert_eq!(conversion(from, to), None, "{from} to {to}");
        }
    }
}
