#![allow(clippy::expect_used, reason = "a test fails by panicking")]
use super::{Factor, Unit, parse_unit};

#[test]
fn the_si_and_what_is_accepted_with_it() {
    for unit in [
        "s",
        "ms",
        "µs",
        "us",
        "mV",
        "1/s",
        "nS/cm^2",
        "Hz",
        "kg",
        "m·s^-1",
        "V s",
        "1",
        "%",
        "rad",
        "deg",
        "min",
        "h",
        "l",
        "mol/l",
        "Ω",
        "MΩ",
        "ohm",
        "(V/s)/A",
        "m/s²",
        "V/s^(1/2)",
        "V/s^0.5",
        "°C",
        "kg*m/s**2",
    ] {
        assert!(parse_unit(unit).is_ok(), "{unit}: {:?}", parse_unit(unit));
    }
}

#[test]
fn time_in_any_clothes_is_time() {
    for unit in ["s", "ms", "min", "h", "1/Hz", "Ω·F", "MΩ*nF", "V/(V/s)", "µs"] {
        assert_eq!(parse_unit(unit).map(|unit| unit.is_time()), Ok(true), "{unit}");
    }
    for unit in ["V", "1/s", "s^2", "Hz", "1"] {
        assert_eq!(parse_unit(unit).map(|unit| unit.is_time()), Ok(false), "{unit}");
    }
}

#[test]
fn syntax_is_refused_in_words() {
    for unit in ["", " ", "m/", "/s", "m^", "m^x", "(m", "m)", "3 m", "m s)", "mmin", "kkg", "^2"] {
        assert!(parse_unit(unit).is_err(), "{unit}");
    }
}

#[test]
fn factors_are_those_of_the_si() {
    let factor = |from, to| {
        let unit = |text| parse_unit(text).expect("a unit");
        let (factor, shift) = unit(from).relation_to(&unit(to))?;
        (shift == 0.0).then_some(factor)
    };
    assert_eq!(factor("ms", "s"), Some(Factor { mantissa: 1.0, power: -3 }));
    assert_eq!(factor("kg", "g"), Some(Factor { mantissa: 1.0, power: 3 }));
    assert_eq!(factor("1/ms", "kHz"), Some(Factor { mantissa: 1.0, power: 0 }));
    assert_eq!(factor("min", "s"), Some(Factor { mantissa: 6.0, power: 1 }));
    assert_eq!(factor("s", "1/s"), None);
    assert_eq!(factor("°C", "K"), None);
}

#[test]
fn every_row_is_found_by_its_symbol() {
    for unit in super::UNITS {
        assert!(Unit::symbol(unit.symbol).is_some(), "{}", unit.symbol);
        let prefixed = format!("k{}", unit.symbol);
        let is_taken = super::UNITS.iter().any(|other| other.symbol == prefixed);
        assert_eq!(Unit::symbol(&prefixed).is_some(), unit.takes_prefix || is_taken, "{prefixed}");
    }
}
