use super::no_unit;
use crate::unit::parse_unit;

#[test]
fn what_is_no_unit_is_told_with_the_near_one() {
    for (unit, meant) in [
        ("sec", "s"),
        ("msec", "ms"),
        ("milliseconds", "ms"),
        ("volt", "V"),
        ("hz", "Hz"),
        ("mv", "mV"),
        ("khz", "kHz"),
        ("bars", "bar"),
        ("millibar", "mbar"),
        ("micromolar", "µM"),
        ("kilocalories", "kcal"),
        ("angstrom", "Å"),
        ("decibel", "dB"),
        ("torr", "mmHg"),
        ("celsius", "°C"),
    ] {
        let message = no_unit(unit, &parse_unit(unit).expect_err(unit));
        assert_eq!(message, format!("unknown unit `{unit}`, did you mean `{meant}`?"));
    }
}

/// Units of other systems that are a letter away from one of the SI.
#[test]
fn what_another_unit_is_called_is_no_mistyped_one() {
    for unit in ["psi", "mdB", "oz"] {
        let message = no_unit(unit, &parse_unit(unit).expect_err(unit));
        assert!(message.contains(&format!("or `unit = other(\"{unit}\")`")), "{message}");
    }
}
